"""An unsure heading is held against the cells below it."""

import pytest

from data.importing.export_tables import ExportTable
from data.importing.headings import headed
from data.importing.mapping import ExportMapping
from data.reading.workbooks import SheetCell

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
