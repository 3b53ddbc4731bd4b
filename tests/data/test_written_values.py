"""Texts that a spreadsheet would calculate are harmless in CSV, and read back."""

import pytest

from data.tables.frames import csv_bytes, text_frame
from data.written_values import clock, unguarded


def _written(value: str | int | list[str]) -> str:
    rows = text_frame(["name"], [{"name": value}])
    return csv_bytes(rows).decode().split("\n")[1]


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", "-1-1", "'=1", "''-x"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert _written(text) == f"'{text}"
    assert unguarded(_written(text)) == text


def test_a_list_that_begins_like_a_formula_gets_an_apostrophe() -> None:
    assert _written(["=a", "b"]) == "'=a|b"


@pytest.mark.parametrize("text", ["-12.50", "+3", "Åsa", "'n", "a=b", "2026-12-21"])
def test_numbers_and_names_are_written_as_they_are(text: str) -> None:
    assert _written(text) == text
    assert unguarded(text) == text


def test_whole_numbers_are_written_as_they_are() -> None:
    assert _written(-60) == "-60"


@pytest.mark.parametrize(
    ("minutes", "begins", "ends"),
    [(0, "00:00", "24:00"), (1440, "00:00", "24:00"), (30, "00:30", "00:30")],
)
def test_only_what_ends_at_midnight_ends_at_24(
    minutes: int, begins: str, ends: str
) -> None:
    assert (clock(minutes), clock(minutes, end=True)) == (begins, ends)
