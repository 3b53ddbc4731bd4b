"""Outcomes of schedules, filled in by hand: read, or refused with every fault."""

from pathlib import Path

import pytest

from data.board.outcome_file import read_outcomes
from data.board.outcomes import OutcomeMeasure, Period
from data.faults import BadInput

HEAD = "period,measure,label,value,of,answers,first,last,source"


def written(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "mine.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def faults(folder: Path, *rows: str) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(BadInput) as refused:
        read_outcomes(written(folder, *rows))
    assert {f.file for f in refused.value.faults} == {str(folder / "mine.csv")}
    return [(f.code, f.line, f.column) for f in refused.value.faults]


def test_outcomes_are_read_row_by_row(tmp_path: Path) -> None:
    first, second = read_outcomes(
        written(
            tmp_path,
            "before,sick_pct,,12.1,,,2026-01-01,2026-04-30,Payroll",
            "after,opinion,Rest?,3.4,5,28,2026-05-01,2026-05-01,",
        )
    )
    assert (first.period, first.measure) == (Period.BEFORE, OutcomeMeasure.SICK)
    assert (first.value, first.of, first.source) == (12.1, None, "Payroll")
    assert (second.label, second.of, second.answers) == ("Rest?", 5, 28)


def test_swedish_excel_is_understood(tmp_path: Path) -> None:
    head = HEAD.replace(",", ";")
    row = "after;sick_pct;;9,4;;;;;"
    [one] = read_outcomes(written(tmp_path, row, head=head))
    assert one.value == 9.4


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        "during,sick_pct,,12,,,,,",
        "before,mood,,12,,,,,",
        "before,sick_pct,,,,,,,",
        "before,opinion,,4,,,,,",
        "after,overtime_pct,,1,,,2026-05-01,2026-04-30,",
    ) == [
        ("one_of", 2, "period"),
        ("one_of", 3, "measure"),
        ("missing_value", 4, "value"),
        ("missing_value", 5, "label"),
        ("missing_value", 5, "of"),
        ("outcome_days", 6, "last"),
    ]


def test_nothing_is_given_twice(tmp_path: Path) -> None:
    row = "before,opinion,Rest?,4,5,,,,"
    other = "before,opinion,Say?,4,5,,,,"
    assert faults(tmp_path, row, other, row) == [("outcome_twice", 4, "measure")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("before,sick_pct,,{},,,,,", "100"),
        ("before,opinion,Rest?,{},5,,,,", "5"),
    ],
)
def test_a_value_is_at_most_the_highest_there_is(
    tmp_path: Path, row: str, column: str
) -> None:
    assert len(read_outcomes(written(tmp_path, row.format(column)))) == 1
    assert faults(tmp_path, row.format(f"{column}.1")) == [
        ("outcome_value", 2, "value")
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read_outcomes(tmp_path / "none.csv")
    assert [f.code for f in refused.value.faults] == ["no_file"]
