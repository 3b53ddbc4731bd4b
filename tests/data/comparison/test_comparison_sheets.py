"""The workbook of a comparison: what people read in it."""

import pytest

from data.comparison.comparison_sheets import comparison_sheets
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
