"""Outcomes on their way in: one CSV file that a municipality fills in itself."""

from pathlib import Path

from data.board.outcomes import (
    ANSWERS,
    FIRST,
    LABEL,
    LAST,
    MEASURE,
    OF,
    OUTCOMES,
    PERIOD,
    SOURCE,
    VALUE,
    MeasuredOutcome,
    OutcomeMeasure,
)
from data.cell_place import CellPlace
from data.disk.plain_file import plain_bytes
from data.faults import BadInput
from data.reading.csv_cells import read_table
from data.reading.records import Reading, Record


def read_outcomes(path: Path) -> tuple[MeasuredOutcome, ...]:
    """Return the outcomes in a file.

    Raises
    ------
    BadInput
        With every fault.
    """
    try:
        content = plain_bytes(path)
    except OSError as error:
        code = "no_file" if isinstance(error, FileNotFoundError) else "unreadable_file"
        raise BadInput([CellPlace(str(path)).fault(code)]) from error
    reading = Reading()
    reading.add(OUTCOMES, read_table(OUTCOMES, content, reading.faults))
    records = reading.of(OUTCOMES)
    _check(records)
    if reading.faults:
        file = {"file": str(path)}
        raise BadInput(fault.model_copy(update=file) for fault in reading.faults)
    return tuple(map(_outcome, records))


def _check(records: list[Record]) -> None:
    """Blame what is given twice, and what an opinion lacks."""
    seen: set[tuple[object, ...]] = set()
    for record in records:
        is_opinion = record.get(MEASURE) is OutcomeMeasure.OPINION
        for column in (LABEL, OF) if is_opinion else ():
            if record.is_empty(column):
                record.blame("missing_value", column)
        what = record.get(PERIOD), record.get(MEASURE), record.get(LABEL)
        if record.sound and what in seen:
            record.blame("outcome_twice", MEASURE)
        seen.add(what)
        first, last = record.get(FIRST), record.get(LAST)
        if first is not None and last is not None and last < first:
            record.blame("outcome_days", LAST, first=first.isoformat())
        _check_value(record)


def _check_value(record: Record) -> None:
    value, most = record.get(VALUE), record.get(OF)
    measure = record.get(MEASURE)
    is_share = measure is not None and measure.endswith("_pct")
    highest = 100.0 if is_share else most
    if value is not None and highest is not None and value > highest:
        record.blame("outcome_value", VALUE, most=f"{highest:g}")


def _outcome(record: Record) -> MeasuredOutcome:
    return MeasuredOutcome(
        period=record[PERIOD],
        measure=record[MEASURE],
        label=record[LABEL],
        value=record[VALUE],
        of=record[OF],
        answers=record[ANSWERS],
        first=record[FIRST],
        last=record[LAST],
        source=record[SOURCE],
    )
