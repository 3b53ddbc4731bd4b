"""Old against new, person by person: figures, sentences, days, rules."""

import re
from datetime import timedelta
from fractions import Fraction

import pytest

from constraints import default_rules
from data.negotiation.changed_days import NegotiatedPlan, Strength
from data.negotiation.measures import MEASURES
from data.negotiation.negotiation_pack import (
    MeasureSummary,
    NegotiationPack,
    PersonChange,
    negotiation_pack,
)
from data.negotiation.negotiation_page import negotiation_html
from scheduler.audit.audit import audit
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.messages import catalogue
from tests.build import MONDAY, employee, plan, problem, shift_row, shift_type

TYPES = (shift_type(), shift_type("late", "14:00-22:00", kind="evening"))
TWO = (employee(), employee("bo"))


def village(**given: object) -> Problem:
    return problem(employees=TWO, shift_types=TYPES, **given)


def judged(made: Problem, *rows: ShiftRow) -> NegotiatedPlan:
    rules = default_rules()
    found = plan(*rows)
    return NegotiatedPlan(
        "", PlanView(made, found), audit(made, found, rules), list(rules)
    )


def early(who: str, date: str) -> ShiftRow:
    return shift_row(who, f"{date} 07:00", f"{date} 16:00", "11:00-11:30")


def late(who: str, date: str) -> ShiftRow:
    return shift_row(who, f"{date} 14:00", f"{date} 22:00", "17:00-17:30", shift="late")


def pack(old: list[ShiftRow], new: list[ShiftRow]) -> NegotiationPack:
    return negotiation_pack(judged(village(), *old), judged(village(), *new))


def person(found: NegotiationPack, who: str) -> PersonChange:
    return next(p for p in found.people if p.id == who)


def row(found: NegotiationPack, measure: str) -> MeasureSummary:
    return next(r for r in found.summary if r.measure.key == measure)


OLD = [late("amy", "2026-12-21"), late("amy", "2026-12-26"), early("bo", "2026-12-22")]
NEW = [early("amy", "2026-12-21"), late("bo", "2026-12-26"), early("bo", "2026-12-22")]


def test_consequences_are_sentences_in_both_languages() -> None:
    amy = person(pack(OLD, NEW), "amy")
    swedish = [sentence.sv for sentence in amy.consequences]
    assert "en helg mindre (1 → 0)" in swedish
    assert "två kvällar färre (2 → 0)" in swedish
    assert "6 h 30 min mindre arbetstid (15 h → 8 h 30 min)" in swedish
    assert "1 pass mindre (2 → 1)" in swedish
    assert "two evenings fewer (2 → 0)" in [s.en for s in amy.consequences]


def test_nothing_changes_between_a_schedule_and_itself() -> None:
    found = pack(OLD, OLD)
    assert found.changed == 0
    assert [p.consequences for p in found.people] == [(), ()]


def test_the_shortest_rest_is_told_against_what_it_was() -> None:
    old = [late("amy", "2026-12-21"), early("amy", "2026-12-22")]
    new = [early("amy", "2026-12-21"), early("amy", "2026-12-22")]
    told = [s.sv for s in person(pack(old, new), "amy").consequences]
    assert "kortaste dygnsvila 15 h mot 9 h" in told
    assert "en kort dygnsvila mindre (1 → 0)" in told


def test_people_are_counted_by_whether_it_gets_better_or_worse() -> None:
    found = pack(OLD, NEW)
    weekends = row(found, "weekends")
    assert (weekends.better, weekends.worse, weekends.same) == (1, 1, 0)
    evenings = row(found, "evenings")
    assert evenings.total is not None
    assert evenings.total[1:] == (Fraction(2), Fraction(1))
    assert (row(found, "free_days").better, row(found, "free_days").worse) == (1, 1)


def test_fewer_weekends_and_more_days_off_are_better() -> None:
    found = pack(OLD, [early("amy", "2026-12-21"), early("bo", "2026-12-22")])
    weekends, free = row(found, "weekends"), row(found, "free_days")
    assert (weekends.better, weekends.worse) == (1, 0)
    assert (free.better, free.worse) == (1, 0)


def test_more_or_less_work_is_neither_better_nor_worse() -> None:
    worked = row(pack(OLD, NEW), "worked")
    assert (worked.better, worked.worse, worked.more, worked.less) == (0, 0, 1, 1)


def test_every_day_stands_beside_the_one_in_its_place() -> None:
    amy = person(pack(OLD, NEW), "amy")
    told = [
        (pair.old and pair.old.text.sv, pair.new and pair.new.text.sv)
        for pair in amy.days
    ]
    assert told[0] == ("late° 14:00–22:00", "day° 07:00–16:00")
    assert told[5] == ("late° 14:00–22:00", "ledig")
    assert [pair.is_changed for pair in amy.days] == [
        True,
        *[False] * 4,
        True,
        False,
    ]
    assert amy.changed == 2


def test_a_period_is_set_against_the_one_before_by_weekday() -> None:
    before = judged(
        village(start=MONDAY - timedelta(days=7)), late("amy", "2026-12-14")
    )
    found = negotiation_pack(before, judged(village(), late("amy", "2026-12-21")))
    amy = person(found, "amy")
    assert (amy.changed, amy.consequences, found.for_four_weeks) == (0, (), False)


def test_a_period_that_begins_on_another_weekday_is_set_against_its_weekdays() -> None:
    wednesday = late("amy", "2026-12-23")
    later = village(start=MONDAY + timedelta(days=2), days=5)
    found = negotiation_pack(judged(village(), wednesday), judged(later, wednesday))
    days = person(found, "amy").days
    assert [pair.new is None for pair in days] == [True, True, *[False] * 5]
    assert [pair.is_changed for pair in days] == [True, True, *[False] * 5]


def test_periods_of_unlike_length_are_told_for_four_weeks() -> None:
    old = judged(village(days=14), late("amy", "2026-12-21"))
    found = negotiation_pack(old, judged(village(), late("amy", "2026-12-21")))
    evenings = person(found, "amy").pairs[3]
    assert found.for_four_weeks
    assert evenings.measure.key == "evenings"
    assert evenings[1:] == (Fraction(2), Fraction(4))


def test_somebody_new_has_no_before() -> None:
    alone = problem(employees=(employee(),), shift_types=TYPES)
    found = negotiation_pack(
        judged(alone), judged(village(), early("bo", "2026-12-22"))
    )
    bo = person(found, "bo")
    assert (bo.in_old, bo.in_new, bo.consequences) == (False, True, ())


def test_a_row_tells_the_rules_that_it_touches_with_their_words() -> None:
    new = [late("amy", "2026-12-21"), early("amy", "2026-12-22")]
    amy = person(pack([], new), "amy")
    touched = {
        rule.id: rule
        for pair in amy.days
        if pair.new is not None
        for rule in pair.new.rules
    }
    assert touched["R02"].force is Strength.HARD
    assert "Amy" in touched["R02"].sentence.sv


def test_the_page_asks_no_network_and_has_a_sheet_for_each() -> None:
    text = negotiation_html(pack(OLD, NEW)).decode()
    assert re.findall(r"https?://|src=|@import|url\(", text) == []
    assert "Förhandlingsunderlag" in text
    assert len(re.findall('<section class="fresh"', text)) == 1 + 2


@pytest.mark.parametrize("way", ["more", "less"])
def test_every_measure_has_its_sentence(way: str) -> None:
    keys = {f"negotiation.change.{measure.key}.{way}" for measure in MEASURES}
    assert keys <= set(catalogue())
