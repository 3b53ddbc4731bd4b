"""Frames: texts as files hold them, and the typed columns that one works with."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from importlib.util import find_spec
from math import isfinite
from typing import Any, Final

import pandas as pd

from data.written_values import Value, cell_text, guarded, unguarded

# Most tables are short: Arrow's strings take longer to begin with than they save.
pd.set_option("mode.string_storage", "python")

Frame = pd.DataFrame
"""What tables are made of."""


class Form(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    LONG = "long"
    """Text of a sentence or more."""
    FLAG = "flag"
    DATE = "date"
    MOMENT = "moment"
    """Local wall-clock time, without a zone."""
    COUNT = "count"
    HOURS = "hours"
    MONEY = "money"
    """Kronor."""
    FIGURE = "figure"


_DAY_0 = pd.Timestamp(1899, 12, 30)
_WIDEST = 500
"""Pixels of a column of a workbook, at most."""
_SHOWN = ("#,##0", "#,##0.00##")
"""How a number is shown that is whole, and one that is not."""
_TIME: Final = "datetime64[us]"
Forms = Mapping[str, Form]
"""A table: its columns in order."""


def forms_of(text: str) -> dict[str, Form]:
    """Read ``name:form`` words; the form is text where none is given."""
    pairs = (word.partition(":") for word in text.split())
    return {name: Form(form or "text") for name, _, form in pairs}


def text_frame(
    columns: Sequence[str], rows: Iterable[Mapping[str, Value]]
) -> pd.DataFrame:
    """Return rows as a frame of texts; an empty text is an empty cell."""
    cells = [[row.get(name) for name in columns] for row in rows]
    frame = pd.DataFrame(cells, columns=list(columns), dtype=object)
    return frame.map(cell_text)


def frame_of(
    rows: Iterable[Mapping[str, object]], columns: list[str] | None = None
) -> Frame:
    """Return rows as a frame; its columns are their keys if none are given."""
    return pd.DataFrame(list(rows), columns=columns)


def texts_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of texts and numbers as the texts of its cells."""
    return _values(frame).map(cell_text)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame of texts as a CSV file that no spreadsheet calculates."""
    harmless = frame.map(guarded).rename(columns=guarded)
    return harmless.to_csv(index=False, lineterminator="\n").encode()


def excel_bytes(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Return frames as a workbook, a sheet for each; texts are never formulas.

    Columns are as wide as what they hold, and headings stay when one scrolls. Numbers
    are shown with thousands apart and four decimals at most, and are held exactly.
    """
    memory = io.BytesIO()
    texts = {"strings_to_formulas": False, "strings_to_urls": False}
    options = {"options": texts}
    with pd.ExcelWriter(memory, "xlsxwriter", engine_kwargs=options) as workbook:
        whole, broken = (workbook.book.add_format({"num_format": f}) for f in _SHOWN)
        for name, frame in sheets.items():
            frame.to_excel(workbook, sheet_name=name, index=False)
            page = workbook.sheets[name]
            for row, column, value in _decimals(frame):
                form = whole if value.is_integer() else broken
                page.write_number(row + 1, column, value, form)
            page.freeze_panes(1, 0)
            page.autofit(_WIDEST)
    return memory.getvalue()


def _decimals(frame: pd.DataFrame) -> Iterator[tuple[int, int, float]]:
    """Yield row, column and value of each number that need not be whole."""
    for at in range(frame.shape[1]):
        column = frame.iloc[:, at]
        for row, value in enumerate(column if column.dtype.kind in "fO" else ()):
            if isinstance(value, float) and isfinite(value):
                yield row, at, value


def can_write_parquet() -> bool:
    """Whether what writes Parquet is installed: ``pyarrow``, an extra."""
    return find_spec("pyarrow") is not None


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame as a Parquet file."""
    memory = io.BytesIO()
    frame.to_parquet(memory, index=False)
    return memory.getvalue()


def read_csv(content: bytes) -> pd.DataFrame:
    """Return the texts of a CSV file, as they were before they were guarded."""
    text = content.decode("utf-8-sig")
    separator = ";" if ";" in text.partition("\n")[0] else ","
    frame = pd.read_csv(
        io.StringIO(text), sep=separator, dtype=str, keep_default_na=False
    )
    return frame.map(unguarded)


def typed(frame: pd.DataFrame, forms: Forms) -> pd.DataFrame:
    """Return exactly the columns of a table, typed; those not there are empty."""
    texts = frame.reindex(columns=list(forms), fill_value="").replace("", None)
    return pd.DataFrame({n: _TYPED[form](texts[n]) for n, form in forms.items()})


def _texts(column: pd.Series) -> pd.Series:
    return column.astype("str")


def _flags(column: pd.Series) -> pd.Series:
    return column.map({"1": True, "0": False}).astype("boolean")


def _dates(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column, format="%Y-%m-%d").astype(_TIME)


def _moments(column: pd.Series) -> pd.Series:
    texts = column.astype("str").str.slice(0, 16)
    return pd.to_datetime(texts, format="%Y-%m-%dT%H:%M").astype(_TIME)


def _counts(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column).astype("Int64")


def _numbers(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column).astype("float64")


_TYPED: Mapping[Form, Callable[[pd.Series], pd.Series]] = {
    Form.TEXT: _texts,
    Form.LONG: _texts,
    Form.FLAG: _flags,
    Form.DATE: _dates,
    Form.MOMENT: _moments,
    Form.COUNT: _counts,
    Form.HOURS: _numbers,
    Form.MONEY: _numbers,
    Form.FIGURE: _numbers,
}


def filled(frame: pd.DataFrame, at: int, form: Form) -> Iterator[tuple[int, Any]]:
    """Yield the row and the value of each cell of a column that is not empty.

    Dates and times are days since the end of 1899, as spreadsheets count them.
    """
    column = frame.iloc[:, at].dropna()
    rows = frame.iloc[:, at].notna().to_numpy().nonzero()[0]
    if form in (Form.DATE, Form.MOMENT):
        column = (pd.to_datetime(column) - _DAY_0) / pd.Timedelta(days=1)
    yield from zip(rows.tolist(), column.tolist(), strict=True)


def _values(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(object).where(frame.notna(), None)
