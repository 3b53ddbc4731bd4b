"""The board's report: two pages, every figure defined, no network."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from data.board.board_page import board_html
from data.board.outcome_file import read_outcomes
from data.board.outcomes import MeasuredOutcome
from tests.api.village import good_plan
from tests.browser import SWITCHES
from tests.data.comparison.worlds import overtime_plan, whole, world

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
OUTCOMES = """period,measure,label,value,of,answers,first,last,source
before,sick_pct,,12.1,,,2026-01-01,2026-04-30,Payroll
after,sick_pct,,9.4,,,2026-05-01,2026-08-31,Payroll
before,opinion,I have a say in my schedule,2.6,5,31,,,
after,opinion,I have a say in my schedule,3.4,5,28,,,
"""


def report(folder: Path | None = None) -> str:
    outcomes: tuple[MeasuredOutcome, ...] = ()
    if folder is not None:
        file = folder / "outcomes.csv"
        file.write_text(OUTCOMES, encoding="utf-8")
        outcomes = read_outcomes(file)
    found = whole(world([good_plan()], [overtime_plan()]), is_study=False)
    return board_html(found, outcomes).decode()


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


@pytest.mark.skipif(not CHROMIUM, reason="no chromium")
@pytest.mark.parametrize("has_outcomes", [False, True])
def test_the_report_prints_on_two_pages(tmp_path: Path, has_outcomes: bool) -> None:
    file = tmp_path / "report.html"
    file.write_text(report(tmp_path if has_outcomes else None), encoding="utf-8")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        page = browser.new_page()
        page.goto(file.as_uri())
        printed = page.pdf(prefer_css_page_size=True)
        browser.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
