"""The report is one page: safe, bilingual, offline, and the same every time."""

import re
import time
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

import data
from data.both_languages import Both, both, points, same
from data.report import report_html
from data.report.text import mark
from data.wall import BANDS
from scheduler.domain.plan import Plan, Unassigned
from scheduler.domain.problem import Problem
from scheduler.domain.values import AbsenceKind, PayClass, ShiftKind, VisitKind
from scheduler.messages import LANGUAGES, catalogue, say
from scheduler.planning.result import Conflict, LeastCost, Result, Status
from scheduler.rules.price_parts import PricePart
from tests.build import (
    client,
    employee,
    need,
    plan,
    problem,
    shift_row,
    unit,
    visit,
    visit_row,
)
from tests.data.reading.town import Size, Town
from tests.data.reading.town_plan import RULES, audit_of, dealt_result

DATA = Path(data.__file__).parent
EVIL = "<script>alert('x')</script>&\""
VOID = {"meta", "col", "br", "input", "link", "img"}
LEFT_OPEN = {"td", "tr", "li", "p"}
"""Elements whose end tags HTML lets one leave out."""


class Page(HTMLParser):
    """Reads a page and insists that every element is closed where it should be."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.labels: list[str] = []
        self.text = content.decode()
        self.feed(self.text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self._note(dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in LEFT_OPEN
        self._note(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] != tag and self.open[-1] in LEFT_OPEN:
            self.open.pop()
        assert self.open.pop() == tag

    def _note(self, given: dict[str, str | None]) -> None:
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.loads += [given["src"] or ""] if "src" in given else []
        self.labels += (given.get("aria-labelledby") or "").split()


def result_of(made: Plan | None, **given: object) -> Result:
    usual = {"status": "feasible", "seconds": 1, "seed": 0, "workers": 1, "plan": made}
    return Result.model_validate(usual | given)


def page_of(made: Problem, *rows: object, judged: bool = True) -> Page:
    rows_ = plan(*rows)  # type: ignore[arg-type]
    audit = audit_of(made, rows_) if judged else None
    return Page(report_html(made, result_of(rows_, audit=audit), RULES))


def visited() -> Problem:
    return problem(visits=(visit(),))


@pytest.fixture(scope="module")
def page() -> Page:
    town = Town()
    return Page(report_html(town.problem, dealt_result(town.problem), RULES))


def test_everything_is_inside_the_file(page: Page) -> None:
    assert page.loads == []
    assert all(link.startswith("#") for link in page.links)
    assert not re.search(r"url\((?!#)|@import|fetch\(|XMLHttp", page.text)
    assert "default-src 'none'" in page.text


def test_links_and_labels_lead_somewhere_and_ids_are_unique(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert set(page.labels) <= set(page.ids)


def test_every_text_is_there_in_both_languages(page: Page) -> None:
    swedish = len(re.findall('class="sv" lang="sv"', page.text))
    assert swedish == len(re.findall('class="en" lang="en"', page.text)) > 100
    for words in (Both("Sammanfattning", "Summary"), Both("Månadslön", "Monthly pay")):
        assert f'lang="sv">{words.sv}<' in page.text
        assert f'lang="en">{words.en}<' in page.text


def test_what_reads_alike_in_both_languages_is_said_once() -> None:
    assert mark(same("b001 & b002")) == "b001 &amp; b002"


def test_every_day_waits_in_the_page_and_the_first_is_shown(page: Page) -> None:
    town = Town()
    first, *rest = (str(day) for day in town.problem.dates)
    assert re.findall(r'<template data-day="([^"]+)"', page.text) == rest
    stage = page.text.index(f'id="stage" aria-live="polite" data-day="{first}"')
    assert 'class="gantt"' in page.text[stage : page.text.index("<template")]


def sections(page: Page) -> list[str]:
    return re.findall('<section id="([^"]+)"', page.text)


USUAL = [
    "summary",
    "price",
    "load",
    "wall",
    "day",
    "continuity",
    "breaches",
    "undone",
    "figures",
    "basis",
]


def test_the_sections_follow_each_other() -> None:
    staffed = page_of(visited(), shift_row(), visit_row())
    assert sections(staffed) == USUAL


def test_must_visits_without_staff_head_the_report(page: Page) -> None:
    assert sections(page) == [
        "summary",
        "undone",
        *(s for s in USUAL[1:] if s != "undone"),
    ]


def test_what_people_have_written_stays_text() -> None:
    made = problem(
        name=EVIL,
        units=(unit(name=EVIL),),
        employees=(employee(name=EVIL),),
        clients=(client(EVIL, contact="amy"),),
        visits=(visit(client=EVIL),),
    )
    text = page_of(made, shift_row(), visit_row()).text
    assert "<script>alert" not in text
    assert text.count("<script>") == 1
    assert "&lt;script&gt;alert" in text


def test_a_cell_of_the_schedule_is_wide_enough_for_its_marks() -> None:
    spans = [
        need("2026-12-21 07:00", "2026-12-21 16:00", unit=u) for u in ("centre", "home")
    ]
    made = problem(units=(unit(), unit("home")), staffing=tuple(spans))
    widths = [
        int(re.findall(r"--cell:(\d+)px", page_of(made, row, judged=False).text)[0])
        for row in (shift_row(shift="abcd"), shift_row(shift="abcd", unit="home"))
    ]
    assert widths == [7 * 4 + 9, 7 * 5 + 9]


def test_a_breach_is_told_in_words(page: Page) -> None:
    assert "e000 bryter mot R01 med 90." in page.text
    assert "e000 breaks R01 by 90." in page.text


def test_the_readings_and_assumptions_are_told() -> None:
    class Told:
        def text(self, language: str = "sv") -> str:
            return {"sv": "Antaget så.", "en": "Assumed so."}[language]

    town = Town()
    content = report_html(
        town.problem, dealt_result(town.problem), RULES, (Told(), Told())
    ).decode()
    assert content.count("Antaget så.") == content.count("Assumed so.") == 2
    reading = both("rule.R01.reading")
    assert f'lang="sv">{escape(reading.sv)}</span>' in content
    assert f'lang="en">{escape(reading.en)}</span>' in content


def test_the_same_result_gives_the_same_bytes() -> None:
    town = Town()
    result = dealt_result(town.problem)
    once, twice = (report_html(town.problem, result, RULES) for _ in range(2))
    assert once == twice


def test_without_a_plan_the_page_says_why() -> None:
    conflict = Conflict(rules=("R01",), message_sv="Ingen vila.", message_en="No rest.")
    result = result_of(None, status=Status.INFEASIBLE, conflicts=(conflict,))
    page = Page(report_html(visited(), result, RULES))
    assert re.findall('<section id="([^"]+)"', page.text) == ["summary", "basis"]
    assert "Ingen vila." in page.text
    assert "No rest." in page.text


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (Status.INFEASIBLE, "report.conflicts"),
        (Status.NO_PLAN_IN_TIME, "report.in_the_way"),
    ],
)
def test_that_there_is_no_legal_plan_is_said_only_where_it_is_proved(
    status: Status, heading: str
) -> None:
    conflict = Conflict(
        rules=("V07",), message_sv="En bil för lite.", message_en="Car."
    )
    made = result_of(None, status=status, conflicts=(conflict,))
    text = Page(report_html(visited(), made, RULES)).text
    headings = {"report.conflicts", "report.in_the_way"}
    assert {key for key in headings if say(key, "sv") in text} == {heading}


def test_each_part_of_the_price_is_set_beside_what_is_proved() -> None:
    made = visited()
    judged = audit_of(made, plan(shift_row(), visit_row()))
    least = LeastCost(fixed=judged.objective - 5_000, parts={PricePart.DUTIES: 3_000})
    bare = result_of(plan(shift_row(), visit_row()), audit=judged)
    told = bare.model_copy(update={"bound": least.total, "least": least})
    page = Page(report_html(made, told, RULES))
    above = points(judged.objective - least.total)
    assert above == points(2_000)
    assert str(escape(say("report.least.title", "sv"))) in page.text
    assert f"{above.sv} över" in page.text
    note = str(escape(say("report.least.of_the_bound", "sv")))
    assert note in page.text
    proved = least.model_copy(update={"parts": {PricePart.DUTIES: 5_000}})
    optimal = told.model_copy(update={"bound": proved.total, "least": proved})
    assert note not in Page(report_html(made, optimal, RULES)).text
    assert (
        say("report.least.title", "sv")
        not in Page(
            report_html(made, bare.model_copy(update={"least": None}), RULES)
        ).text
    )


def test_of_the_parts_of_the_price_only_what_is_paid_is_in_kronor() -> None:
    made = visited()
    judged = audit_of(made, plan(shift_row(), visit_row()))
    least = LeastCost(fixed=1_000_00, parts={PricePart.DUTIES: 30_00})
    bare = result_of(plan(shift_row(), visit_row()), audit=judged)
    told = bare.model_copy(update={"bound": least.total, "least": least})
    rows = {
        name: re.findall(
            rf'<th scope="row">[^\n]*{re.escape(say(f"cli.least.{name}", "sv"))}.*',
            Page(report_html(made, told, RULES)).text,
        )
        for name in ("fixed", "duties", "continuity", "other")
    }
    in_kronor = {
        name: ["poäng" not in row for row in found] for name, found in rows.items()
    }
    assert in_kronor == {
        "fixed": [True],
        "duties": [True],
        "continuity": [False],
        "other": [False],
    }


def test_a_plan_that_nobody_has_judged_is_shown_without_price() -> None:
    page = page_of(visited(), shift_row(), visit_row(), judged=False)
    sections = re.findall('<section id="([^"]+)"', page.text)
    assert "wall" in sections
    assert "price" not in sections


def test_a_home_without_visits_has_a_report() -> None:
    made = problem(clients=(client(),))
    assert 'id="wall"' in page_of(made, shift_row()).text


def test_an_empty_plan_has_a_report() -> None:
    assert 'id="wall"' in page_of(visited()).text


def test_rows_about_nothing_known_have_a_report() -> None:
    rows = (shift_row("ghost", shift="??", unit="moon"), visit_row("v9", "ghost"))
    assert "ghost" in page_of(visited(), *rows, judged=False).text


def test_a_month_of_five_thousand_visits_is_small_and_quick() -> None:
    town = Town(Size(people=64, days=28, clients=50))
    assert len(town.problem.visits) > 4_900
    result = dealt_result(town.problem)
    before = time.process_time()
    content = report_html(town.problem, result, RULES)
    assert time.process_time() - before < 10
    assert len(content) < 4_000_000


def sources() -> str:
    """Return the code and templates that ask for messages."""
    texts = [f for f in DATA.rglob("*") if f.suffix in (".py", ".j2")]
    return "\n".join(file.read_text(encoding="utf-8") for file in texts)


def asked(text: str) -> tuple[set[str], set[str]]:
    """Return the keys asked for, and the beginnings of those that are put together."""
    # The report's file is called like a message, and is none.
    found = re.findall(r'"((?!report\.html")(?:report|sheet)\.[\w.]*)(["{])', text)
    whole = {key for key, end in found if end == '"' and key in catalogue()}
    begun = {key.rstrip(".") + "." for key, _ in found if key not in whole}
    return whole, begun


def own_keys() -> Sequence[str]:
    return [key for key in catalogue() if key.startswith(("report.", "sheet."))]


def test_every_message_that_is_asked_for_exists() -> None:
    whole, begun = asked(sources())
    assert len(whole) > 80
    nowhere = [b for b in begun if not any(key.startswith(b) for key in own_keys())]
    assert nowhere == []


def test_no_message_is_left_that_nobody_asks_for() -> None:
    whole, begun = asked(sources())
    asked_for = (k in whole or k.startswith(tuple(begun)) for k in own_keys())
    assert [k for k, used in zip(own_keys(), asked_for, strict=True) if not used] == []


@pytest.mark.parametrize(
    ("area", "members"),
    [
        ("status", Status),
        ("shift_kind", ShiftKind),
        ("visit_kind", VisitKind),
        ("absence", AbsenceKind),
        ("absence_code", AbsenceKind),
        ("pay_class", PayClass),
        ("band", BANDS),
    ],
)
def test_every_member_has_a_name(area: str, members: Iterable[object]) -> None:
    assert {f"report.{area}.{member}" for member in members} <= catalogue().keys()


def test_every_own_message_says_something_in_both_languages() -> None:
    for key in own_keys():
        assert all(catalogue()[key][language].strip() for language in LANGUAGES), key


def test_visits_outside_their_window_are_told_with_what_would_help() -> None:
    late = {
        "visit": "v1",
        "minutes": 17,
        "reason": "no_capacity",
        "message_sv": "sent <nog>",
        "message_en": "late",
    }
    told = report_html(visited(), result_of(plan(), late=(late,)), RULES).decode()
    silent = report_html(visited(), result_of(plan()), RULES).decode()
    title = say("report.late.title")
    assert title in told
    assert "sent &lt;nog&gt;" in told
    assert ">v1</td>" not in told
    assert title not in silent


def test_when_must_visits_are_open_stands_above_their_list() -> None:
    left = Unassigned(visit="v1", reason="no_shift")
    told = page_of(visited(), left).text
    assert "vardagar på morgonen (06–11): 1 plats på måste-besök utan personal" in told
    assert say("report.undone.helps") in told
    assert "på morgonen (06–11)" not in page_of(visited(), left, judged=False).text
