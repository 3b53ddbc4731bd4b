"""Rows become texts, texts a CSV file, and a CSV file the same texts again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.columns import Sheet
from data.reading.plans import SHEETS
from data.tables.frames import csv_bytes, read_csv, text_frame
from data.tables.plan_frames import FORMS
from data.written_values import Value
from tests.module_imports import MODULES

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "1"),
        (3, "3"),
        (2.50, "2.5"),
        (1e-7, "0.0000001"),
        (["a", "b"], "a|b"),
        ("NA", "NA"),
        ('say "a, b"', '"say ""a, b"""'),
        ("=1+1", "'=1+1"),
        (-60, "-60"),
    ],
)
def test_values_are_written_as_the_files_have_them(value: Value, text: str) -> None:
    frame = text_frame(["a", "b"], [{"a": value, "b": 1, "not": "shown"}])
    assert csv_bytes(frame).decode() == f"a,b\n{text},1\n"


def test_headings_like_formulas_are_harmless_too() -> None:
    assert csv_bytes(text_frame(["=a", "b"], [])) == b"'=a,b\n"


def test_a_table_without_rows_is_its_header() -> None:
    assert csv_bytes(text_frame(["a", "b"], [])) == b"a,b\n"


@given(rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_texts_come_back_as_they_were(rows: list[tuple[str, str]]) -> None:
    frame = text_frame(["a", "b"], [{"a": one, "b": two} for one, two in rows])
    again = read_csv(csv_bytes(frame))
    assert again.values.tolist() == [list(row) for row in rows]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_plan_is_written_in_the_columns_that_it_is_read_in(sheet: Sheet) -> None:
    assert tuple(FORMS[sheet.name]) == sheet.names


def test_frames_are_made_and_written_in_one_place() -> None:
    users = {
        module
        for module, path in MODULES.items()
        if re.search(r"^ *(import|from) pandas", path.read_text("utf-8"), re.MULTILINE)
    }
    assert users
    assert {
        module for module in users if not module.startswith("data.tables.")
    } == set()
