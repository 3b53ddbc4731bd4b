"""Who is stopped by what, counted one by one."""

from scheduler.domain.problem import Problem
from scheduler.why_not.named_counts import NamedCounts
from scheduler.why_not.searches import Searches
from tests.build import absence, hourly, need, visit
from tests.scheduler.why_not.planted import NURSE, RULES, small, team
from tests.scheduler.why_not.test_planted import name_of


def named(problem: Problem) -> list[str] | None:
    """Return what is named of the only visit or need of a problem."""
    search = Searches(problem, RULES)
    if problem.visits:
        question = search.visit(problem.visits[0])
    else:
        question = search.needs(problem.staffing)
    members = NamedCounts(question, bool).members()
    return None if members is None else sorted(map(name_of, members))


def away(who: str) -> object:
    return absence(who, "2026-12-21 00:00", "2026-12-22 00:00")


def test_everybody_is_named_who_is_away() -> None:
    ids = ("amy", "bea", "cia")
    gone = tuple(map(away, ids))
    found = named(small(visit("v1"), people=team(*ids), absences=gone))
    assert found is not None
    assert {f"away:{who}" for who in ids} < set(found)


def test_nothing_is_named_while_somebody_can() -> None:
    gone = (away("amy"),)
    problem = small(visit("v1"), people=team("amy", "bea"), absences=gone)
    assert named(problem) is None


def test_what_stopped_another_is_named_before_what_is_ones_own() -> None:
    people = (hourly("bea"), hourly("cia"), hourly("amy", skills=NURSE))
    gone = (away("cia"), away("amy"))
    asked = visit("v1", skills={"ssk"})
    found = named(small(asked, people=people, absences=gone))
    assert found is not None
    assert "away:amy" in found
    assert "away:cia" not in found


def test_nobody_is_named_where_more_are_asked_for_than_there_are() -> None:
    asked = need("2026-12-21 08:00", "2026-12-21 11:00", min=3, want=3)
    found = named(small(people=team("amy", "bea"), staffing=(asked,)))
    assert found is not None
    assert not [name for name in found if name.startswith("away")]
    assert "need:centre" in found
