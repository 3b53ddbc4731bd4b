"""An unsure heading is held against the cells below it."""

import pytest

from data.importing.export_tables import ExportTable
from data.importing.export_words import ExportKind, heading_likeness, words_of
from data.importing.headings import headed
from data.importing.mapping import ExportMapping
from data.reading.rows.sheet_lines import SheetCell

HEADINGS: list[SheetCell] = ["Kundnr", "Datum", "Starttid", "Minutter"]


@pytest.mark.parametrize(
    ("cells", "taken"),
    [
        (["30", "45", "kort", "lång"], True),
        (["30", "kort", "lång", "lagom"], False),
        (["", "", "30", "kort"], True),
        (["", "", "", ""], True),
    ],
)
def test_a_heading_that_is_only_like_one_needs_half_of_its_cells(
    cells: list[SheetCell], taken: bool
) -> None:
    rows: list[list[SheetCell]] = [["k1", "2026-11-03", "07:15", c] for c in cells]
    lines = tuple(enumerate([HEADINGS, *rows], start=1))
    found = headed(ExportTable("f.csv", lines), ExportMapping())
    assert found is not None
    assert found.source.columns.get("minutes") == ("Minutter" if taken else None)


@pytest.mark.parametrize(
    ("heading", "percent"),
    [
        ("Planerat datum", 100),
        ("planerat-DATUM", 100),
        ("Planer atdatum", 100),
        ("Datum planerat", 99),
        ("Planerat daum", 96),
        ("Planerat", 0),
        ("", 0),
    ],
)
def test_a_heading_is_known_whatever_its_blanks_and_likely_whatever_its_order(
    heading: str, percent: int
) -> None:
    known = words_of(ExportKind.VISITS).headings["date"]
    assert heading_likeness(heading, known) == percent


@pytest.mark.parametrize(
    ("above", "heading"),
    [
        (["Besöket", "", "", "", "Utförare"], "Utförare Namn"),
        (["Besöket", "", "", "Utförare"], "Utförare Namn"),
        (["Hemtjänst Söder", "", "", "", "2026"], None),
    ],
)
def test_a_name_is_of_whom_the_line_above_says(
    above: list[SheetCell], heading: str | None
) -> None:
    head: list[SheetCell] = ["Kundnr", "Datum", "Starttid", "Minuter", "Namn"]
    row: list[SheetCell] = ["k1", "2026-11-03", "07:15", "30", "Åsa Öberg"]
    lines = tuple(enumerate([above, head, row], start=4))
    found = headed(ExportTable("f.csv", lines), ExportMapping(), ExportKind.VISITS)
    assert found is not None
    assert found.source.columns.get("employee_id") == heading
    assert found.source.columns["minutes"] == "Minuter"
    if heading:
        assert found.samples("employee_id", 1) == ["Åsa Öberg"]
