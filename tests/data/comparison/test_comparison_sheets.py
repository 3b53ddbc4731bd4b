"""The workbook of a comparison: what people read in it."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data.comparison.comparison_sheets import comparison_sheets
from data.tables.frames import excel_bytes
from tests.api.village import good_plan
from tests.data.comparison.test_frontier import curves, point
from tests.data.comparison.worlds import overtime_plan, whole, world

GOOD, OVER = good_plan(), overtime_plan()


def test_headings_and_cells_are_words() -> None:
    found = comparison_sheets(whole(world([GOOD, GOOD], [OVER, OVER])), "sv")
    assert {*found["Mått"]["Säkerhet"]} == {"lika", "säker"}
    assert "kr" in set(found["Mått"]["Måttenhet"])
    assert {*found["Behov och bemanning"]["Dagar"]} == {"vardagar", "helger"}
    [week, *_] = found["Mertid och övertid"].to_dict("records")
    assert week["Övertid i läget, timmar"] == 8
    assert [*found["Underlag och antaganden"]["Vad"]][-1] == "antagande"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_heading_is_a_key_and_no_two_are_alike(language: str) -> None:
    drawn = curves(point(0, GOOD, GOOD), point(1, OVER, OVER))
    told = whole(world([GOOD, GOOD], [OVER, OVER]))
    for sheet in comparison_sheets(told, language, [drawn]).values():
        headings = [str(heading) for heading in sheet]
        assert not any("_" in heading or heading.islower() for heading in headings)
        assert len({*headings}) == len(headings)


def test_a_difference_of_plans_as_they_are_is_exact() -> None:
    told = whole(world([GOOD], [OVER]), is_study=False)
    assert {*comparison_sheets(told, "sv")["Mått"]["Säkerhet"]} == {"lika", "exakt"}


def test_numbers_are_shown_as_people_write_them_and_held_exactly() -> None:
    found = comparison_sheets(
        whole(world([GOOD, GOOD, OVER], [OVER, OVER, OVER])), "sv"
    )
    book = load_workbook(BytesIO(excel_bytes(found)))
    frame, page = found["Mått"], book["Mått"]
    [_, cost, *_] = page.iter_rows()
    assert [cell.value for cell in cost][3:5] == frame.iloc[0, 3:5].tolist()
    assert cost[3].number_format == "#,##0.00##"
    shown = {cell.number_format for row in page.iter_rows(2) for cell in row[3:5]}
    assert shown == {"#,##0", "#,##0.00##"}
    [_, week, *_] = book["Mertid och övertid"].iter_rows()
    assert {cell.number_format for cell in week[2:4]} == {"General"}  # year and week


def test_each_worlds_items_end_with_a_sum_that_they_add_up_to() -> None:
    worse, same = world([GOOD], [OVER]), world([GOOD], [GOOD])
    same = replace(same, other=replace(same.other, name="same"))
    sheet = comparison_sheets(whole(worse, same), "sv")["Kostnad post för post"]
    of_worse = sheet[sheet["Läge"] == "then"]
    *changes, total = of_worse["Skillnad, kr"]
    assert sum(changes) == pytest.approx(total) != 0
    [alike] = sheet[sheet["Läge"] == "same"].to_dict("records")
    assert alike["Namn"].startswith("Summa")
    assert alike["Utgångsläget"] == alike["Läget"] == of_worse["Utgångsläget"].iloc[-1]
