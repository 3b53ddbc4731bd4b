"""The board's report: two pages, every figure defined, no network."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from data.board.board_page import board_html
from data.board.outcome_file import read_outcomes
from data.board.outcomes import MeasuredOutcome, OutcomeMeasure, Period
from data.both_languages import same
from tests.api.village import good_plan
from tests.browser import NEEDS_CHROMIUM, chromium
from tests.data.comparison.worlds import overtime_plan, whole, world

OUTCOMES = """period,measure,label,value,of,answers,first,last,source
before,sick_pct,,12.1,,,2026-01-01,2026-04-30,Payroll
after,sick_pct,,9.4,,,2026-05-01,2026-08-31,Payroll
before,opinion,I have a say in my schedule,2.6,5,31,,,
after,opinion,I have a say in my schedule,3.4,5,28,,,
"""
LONG = (
    "Övertidsersättningen antas innehålla semesterlön, och OB betalas inte på övertid. "
    "Enkel övertid är den som ligger inom 2 timmar före eller efter ett ordinarie pass."
)
"""An assumption as long as those of the agreements."""


def report(folder: Path | None = None, outcomes: str = OUTCOMES, rests: int = 1) -> str:
    read: tuple[MeasuredOutcome, ...] = ()
    if folder is not None:
        file = folder / "outcomes.csv"
        file.write_text(outcomes, encoding="utf-8")
        read = read_outcomes(file)
    found = whole(world([good_plan()], [overtime_plan()]), is_study=False)
    assumed = tuple(same(f"{n}. {LONG}") for n in range(rests))
    return board_html(replace(found, assumptions=assumed), read).decode()


def test_the_report_asks_no_network(tmp_path: Path) -> None:
    text = report(tmp_path)
    assert re.findall(r"https?://(?!www\.w3\.org)|src=|@import|url\(", text) == []
    assert "default-src 'none'" in text


def test_every_figure_has_its_definition_below_it(tmp_path: Path) -> None:
    rows = re.findall(r'<tr><th scope="row">.*?</th>', report(tmp_path), re.DOTALL)
    assert len(rows) == 8
    assert [row for row in rows if not re.search(r"<small><span", row)] == []


def test_what_was_measured_is_told_from_what_was_planned(tmp_path: Path) -> None:
    assert "inget utfall är inläst" in report()
    assert "Ingen medarbetarenkät" in report()
    text = report(tmp_path)
    assert "inget utfall är inläst" not in text
    assert "I have a say in my schedule" in text
    assert "12,1 %" in text


def every_outcome() -> str:
    """Return a file with every measure, and three questions, before and after."""
    rest = "2026-01-01,2026-04-30,Lönesystemet"
    rows = [
        f"{period},{measure},{label},4.5,5,31,{rest}"
        for measure, label in (
            *((m, "") for m in OutcomeMeasure if m is not OutcomeMeasure.OPINION),
            *((OutcomeMeasure.OPINION, f"Fråga {n} om mitt schema") for n in range(3)),
        )
        for period in Period
    ]
    return "\n".join([OUTCOMES.splitlines()[0], *rows])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@NEEDS_CHROMIUM
@pytest.mark.parametrize("filled", ["nothing", "some", "everything"])
def test_the_report_prints_on_two_pages(
    browser: Browser, tmp_path: Path, filled: str
) -> None:
    given: dict[str, dict[str, Any]] = {
        "nothing": {},
        "some": {"folder": tmp_path},
        "everything": {
            "folder": tmp_path,
            "outcomes": every_outcome(),
            "rests": 16,
        },
    }
    file = tmp_path / "report.html"
    file.write_text(report(**given[filled]), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
