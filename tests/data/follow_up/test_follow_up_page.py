"""The page of a follow-up: all sections in both languages, and only what is known."""

import re

from data.follow_up.follow_up_page import follow_up_html
from scheduler.domain.plan_view import PlanView
from scheduler.follow_up.followed_up import GrantedByDecisions, follow_up
from scheduler.follow_up.reported import Reported
from tests.build import MONDAY, day, plan, problem, shift_row, visit, visit_row
from tests.scheduler.follow_up.told import sick_day, told_time, told_visit

VISITS = (
    visit("v1"),
    visit("v2", "2026-12-21 10:00"),
    visit("pill", "2026-12-21 12:00", kind="medication"),
)
MADE = plan(
    shift_row("amy"),
    visit_row("v1"),
    visit_row("v2", start="2026-12-21 10:00"),
    visit_row("pill", start="2026-12-21 12:00"),
)
TOLD = (
    told_visit(minutes=50),
    told_visit("v2", None, outcome="declined", reason="<b>sover</b>"),
    told_visit("pill", "2026-12-21 13:30", kind="medication"),
)
TIMES = (told_time(end="2026-12-21 17:00"), sick_day("amy", day(1)))


def page(reported: Reported) -> str:
    made = problem(visits=VISITS, name="Fred & Co")
    found = follow_up(
        PlanView(made, MADE), GrantedByDecisions(visits=made.visit), reported
    )
    return follow_up_html(found, made).decode()


def sections(html: str) -> list[str]:
    return re.findall(r'<h2 id="(\w+)-h">', html)


def test_everything_that_was_reported_has_a_section() -> None:
    html = page(Reported(visits=TOLD, times=TIMES))
    assert sections(html) == [
        "visits",
        "late",
        "declined",
        "learnt",
        "hours",
        "changed",
        "basis",
    ]
    for said in ("30 min sent", "30 min late", "nytt pass", "v. 52", "Övertid"):
        assert (said in html) is (said != "nytt pass"), said


def test_what_people_wrote_is_text() -> None:
    html = page(Reported(visits=TOLD))
    assert "&lt;b&gt;sover&lt;/b&gt;" in html
    assert "Fred &amp; Co" in html


def test_what_was_not_handed_in_is_said_and_left_out() -> None:
    visits, times = page(Reported(visits=TOLD)), page(Reported(times=TIMES))
    assert sections(visits) == ["visits", "late", "declined", "learnt", "basis"]
    assert "Arbetad tid har inte lämnats" in visits
    assert sections(times) == ["hours", "changed", "basis"]
    assert "Utförda besök har inte lämnats" in times
    assert "har inte lämnats" not in page(Reported(visits=TOLD, times=TIMES))


def test_the_page_asks_nobody_for_anything() -> None:
    html = page(Reported(visits=TOLD, times=TIMES))
    assert re.findall(r'(?:src|href)="(?!#)', html) == []


def test_a_quiet_month_says_that_nothing_was_late_or_declined() -> None:
    html = page(Reported(visits=(told_visit(),)))
    assert "Inget besök avböjdes" in html
    assert "Inget läkemedelsbesök började utanför" in html


def test_only_the_first_of_many_are_shown_and_the_rest_counted() -> None:
    many = tuple(
        visit(f"p{n}", f"{MONDAY} 08:00", kind="medication") for n in range(50)
    )
    told = tuple(told_visit(v.id, f"{MONDAY} 12:00", kind="medication") for v in many)
    made = problem(visits=many)
    found = follow_up(
        PlanView(made, plan()),
        GrantedByDecisions(visits=made.visit),
        Reported(visits=told),
    )
    html = follow_up_html(found, made).decode()
    assert "De första 20 av 50" in html
