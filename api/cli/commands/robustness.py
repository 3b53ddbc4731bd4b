"""``bemanna robustness``: which plan stands a bad week."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.table import Table

from api.cli.commands.compare import Sides
from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.inputs import read_inputs
from api.what_if.lived_through import (
    Lived,
    days_of,
    lived_through,
    spreads_of,
    tried_plans,
)
from data.both_languages import amount, number
from data.cell_place import CellPlace
from data.control_characters import visible
from data.disk.whole_file import check_file
from data.faults import BadInput
from data.tables.frames import csv_bytes, excel_bytes, texts_of
from data.tables.robustness_frames import days_frame, spread_frame
from scheduler.robustness.bad_days import BadDay
from scheduler.robustness.ill_people import Draw
from scheduler.robustness.spread import Spread

_SUFFIXES = (".csv", ".xlsx", ".json")


@dataclass(frozen=True)
class Trial:
    """Which plans are tried, by what sickness, and where that is written."""

    folder: Path
    plans: Sequence[Path]
    draw: Draw
    rules: Path | None = None
    out: Path | None = None
    force: bool = False


def try_plans(trial: Trial, output: Output) -> Exit:
    """Live through the same sick days with every plan, and say what each took.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    if trial.out is not None:
        _check(trial.out, force=trial.force)
    inputs = read_inputs(trial.folder, trial.rules, judges=True)
    read = Sides(trial.folder, trial.plans).read(inputs)
    plans = {plan.name: plan.plan for plan in read}
    tell = partial(_tell, output)
    tried = tried_plans(plans, inputs, trial.draw)
    lived = lived_through(tried, trial.draw, tell)
    found = spreads_of(lived, tried, trial.draw)
    days = days_of(lived)
    facts = trial.draw.sickness.model_dump()
    output.tell("cli.robustness.drawn", days=days, **facts)
    output.show(_table(found, list(lived), output))
    output.tell("cli.robustness.legend")
    document: dict[str, object] = {
        "draw": trial.draw.model_dump(mode="json") | {"days": days},
        "figures": [spread.model_dump(mode="json") for spread in found],
    }
    if trial.out is not None:
        content = _content(trial.out, lived, found, document, output)
        keep_file(trial.out, content, force=trial.force)
        output.tell("cli.wrote.table", path=trial.out)
        document |= {"files": {"table": str(trial.out)}}
    return output.document(document, Exit.DONE)


def _check(out: Path, *, force: bool) -> None:
    suffix = out.suffix
    if suffix.lower() not in _SUFFIXES:
        place = CellPlace(str(out))
        raise BadInput([place.fault("frame_suffix", None, suffix or "–")])
    check_file(out, force=force)


def _tell(output: Output, lived: Lived) -> bool:
    done = days_of(lived)
    output.goes_on(lambda _since: output.words("cli.robustness.progress", days=done))
    return True


def _content(
    out: Path,
    lived: Mapping[str, Sequence[BadDay]],
    found: Sequence[Spread],
    document: Mapping[str, object],
    output: Output,
) -> bytes:
    """Return the file in the form of its name: a CSV has the days, others both."""
    days = days_frame(lived)
    if out.suffix.lower() == ".csv":
        return csv_bytes(texts_of(days))
    if out.suffix.lower() == ".xlsx":
        sheets = {"spread": spread_frame(found), "days": days}
        names = {key: output.words(f"cli.robustness.sheet.{key}") for key in sheets}
        return excel_bytes({names[key]: frame for key, frame in sheets.items()})
    whole = {**document, "days": days.to_dict(orient="records")}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def _table(found: Sequence[Spread], plans: Sequence[str], output: Output) -> Table:
    """Return the figures down; of each plan the mean of a day and a bad week."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(output.words("cli.column.what"))
    for plan in plans:
        table.add_column(visible(plan), justify="right", overflow="fold")
        table.add_column(output.words("cli.robustness.bad_week"), justify="right")
    by_figure: dict[str, list[Spread]] = {}
    for spread in found:
        by_figure.setdefault(spread.figure, []).append(spread)
    for figure, row in by_figure.items():
        cells = [(_mean(s, output), _in(s.bad_week, s.unit, output)) for s in row]
        told = output.words(f"cli.robustness.figure.{figure}")
        table.add_row(told, *(text for pair in cells for text in pair))
    return table


def _mean(spread: Spread, output: Output) -> str:
    mean = _in(spread.mean, spread.unit, output)
    if spread.half_width is None:
        return mean
    return f"{mean} ± {_in(spread.half_width, spread.unit, output)}"


def _in(value: float, unit: str, output: Output) -> str:
    said = amount(round(100 * value)) if unit == "kr" else number(value, 2)
    return str(getattr(said, output.language))
