"""What recurs exactly becomes needs, and nothing else does."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.granted_visits import falls_on
from data.importing.exported.care_rows import CareWork, ExportedVisit
from data.importing.recurring_visits import ExportedNeed, merged, recurring
from scheduler.domain.care_need import CareNeed
from scheduler.domain.values import VisitKind

MONDAY = date(2026, 11, 2)
WORK = CareWork("k1", "care", 30, 1, (), 1, "", 450, 510)
OTHER = CareWork("k2", "care", 30, 1, (), 1, "", 450, 510)


def visit(day: int, work: CareWork = WORK, **facts: object) -> ExportedVisit:
    made = ExportedVisit(work, MONDAY + timedelta(days=day))
    return made.__class__(**{**made.__dict__, **facts})


def spanned(*days: int) -> list[ExportedVisit]:
    """Return visits on some days, and another client's that span four weeks."""
    return [*map(visit, days), visit(0, OTHER), visit(27, OTHER)]


def needs_of(*days: int) -> list[tuple[str, int, date | None, date | None]]:
    needs, _, _ = recurring(spanned(*days))
    return [(n.days, n.every_weeks, n.first, n.last) for n in needs]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def test_weekdays_that_come_every_week_are_one_need() -> None:
    days = (0, 2, 7, 9, 14, 16, 21, 23)
    assert needs_of(*days) == [("1010000", 1, None, None)]


def test_every_second_week_counts_from_its_first() -> None:
    assert needs_of(8, 22) == [("0100000", 2, day(7), None)]


def test_what_begins_or_ends_midway_holds_from_and_to_then() -> None:
    assert needs_of(7, 14, 21) == [("1000000", 1, day(7), None)]
    assert needs_of(0, 7, 14) == [("1000000", 1, None, day(20))]


def test_days_that_begin_in_one_week_are_one_need() -> None:
    assert needs_of(9, 11, 16, 18, 23, 25) == [("0010100", 1, day(7), None)]


def test_the_last_day_of_an_export_is_missed_when_nothing_comes_on_it() -> None:
    needs, _, _ = recurring(
        [*map(visit, (6, 13, 20)), visit(0, OTHER), visit(27, OTHER)]
    )
    assert [n.last for n in needs] == [day(20)]
    needs, _, _ = recurring(
        [*map(visit, (6, 13, 20)), visit(0, OTHER), visit(26, OTHER)]
    )
    assert [n.last for n in needs] == [None]


def test_a_gap_breaks_a_rhythm() -> None:
    needs, _, single = recurring(spanned(0, 7, 21))
    assert needs == []
    assert [v.day for v in single if v.work == WORK] == [day(0), day(7), day(21)]


def test_one_visit_is_no_rhythm() -> None:
    needs, _, single = recurring([visit(0)])
    assert (needs, single) == ([], [visit(0)])


def test_other_minutes_are_other_work() -> None:
    longer = CareWork("k1", "care", 45, 1, (), 1, "", 450, 510)
    needs, _, single = recurring([*spanned(0, 7), visit(14, longer), visit(21, longer)])
    assert sorted(n.work.minutes for n in needs) == [30, 45]
    assert {v.work for v in single} == {OTHER}


def test_two_rows_with_two_people_are_a_visit_of_two() -> None:
    rows = [visit(0, by=("eva",)), visit(0, by=("bo",)), visit(0, by=("bo",))]
    [made], again = merged(rows)
    assert (made.work.staff, made.by, again) == (2, ("eva", "bo"), [2])


def test_rows_with_ids_of_their_own_are_visits_of_their_own() -> None:
    kept, again = merged([visit(0, id="a"), visit(0, id="b")])
    assert ([v.id for v in kept], again) == (["a", "b"], [])


@given(st.sets(st.integers(0, 41), min_size=1))
def test_needs_and_single_visits_together_are_what_was_exported(days: set[int]) -> None:
    visits = [visit(n) for n in sorted(days)]
    needs, _, single = recurring(visits)
    span = [day(n) for n in range(min(days), max(days) + 1)]
    granted = [d for need in needs for d in span if falls_on(care_need(need), d)]
    assert sorted([*granted, *(v.day for v in single)]) == sorted(v.day for v in visits)


def care_need(need: ExportedNeed) -> CareNeed:
    return CareNeed(
        id="n",
        client="k1",
        kind=VisitKind.CARE,
        minutes=30,
        days=tuple(letter == "1" for letter in need.days),
        every=need.every_weeks,
        opens=450,
        closes=510,
        first=need.first,
        last=need.last,
    )


def at(opens: int) -> CareWork:
    return replace(WORK, opens=opens, closes=opens + 60)


def test_what_is_planned_at_other_times_each_week_is_one_need() -> None:
    weeks = [visit(7 * n, at(opens)) for n, opens in enumerate((450, 480, 455, 510))]
    exact, varying, single = recurring([*weeks, visit(0, OTHER), visit(27, OTHER)])
    assert [n.work.client for n in exact] == []
    assert [(n.work.opens, n.work.closes, n.days) for n in varying] == [
        (450, 570, "1000000")
    ]
    assert [v.work.client for v in single] == ["k2", "k2"]


def test_times_more_than_an_hour_apart_are_two_visits() -> None:
    weeks = [visit(7 * n, at(opens)) for n, opens in enumerate((450, 511, 450, 511))]
    exact, varying, _ = recurring([*weeks, visit(0, OTHER), visit(27, OTHER)])
    assert {n.every_weeks for n in exact} == {2}
    assert varying == []


def test_two_visits_of_a_day_stay_two_however_near() -> None:
    both = [visit(7 * n, at(o)) for n in range(4) for o in (450, 480 + 5 * (n % 3))]
    exact, varying, single = recurring([*both, visit(0, OTHER), visit(27, OTHER)])
    assert [n.work.opens for n in exact] == [450]
    assert [(n.work.opens, n.work.closes) for n in varying] == [(480, 550)]
    assert len(single) == 2
