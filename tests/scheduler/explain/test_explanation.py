"""Open and late visits: what stopped each, and the cheapest change that lets it in.

Everybody lives 2 minutes from everybody, unless a test says otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal

import pytest

from constraints import default_rules
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, Unassigned
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, TravelRow, Visit
from scheduler.domain.shift_option import option_of
from scheduler.explain.changes import Change
from scheduler.explain.explanation import explain
from scheduler.explain.late_visit import LateVisit
from scheduler.messages import say
from scheduler.pay.price import DutyPrices
from scheduler.planning.plan_rows import plan_of
from scheduler.planning.planner import plan as plan_whole
from scheduler.planning.result import Limits
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.stated import weights_of
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.draft import Draft, NamedEngine, final_engine
from scheduler.tours.kernels.model import State, copy_state
from tests.build import (
    MONDAY,
    UNIT,
    ZONE,
    client,
    employee,
    problem,
    shift_type,
    team,
    worked,
)
from tests.build import visit as visit_of

RULES = default_rules()
SHORT = shift_type("day", "07:00-09:00")

Explained = tuple[Plan, tuple[LateVisit, ...]]


def village(
    *visits: Visit, people: Sequence[Employee] = (), **given: object
) -> Problem:
    """Return a Monday on which everybody works from seven to nine."""
    usual: dict[str, object] = {
        "days": 1,
        "employees": tuple(people) or (employee("amy"),),
        "shift_types": (SHORT,),
        "visits": visits,
    }
    return problem(**(usual | given))


def explained(  # noqa: PLR0913
    made: Problem,
    stops: Mapping[str, Sequence[str]],
    *,
    on_duty: Sequence[str] = (),
    prices: TourWeights | None = None,
    over: bool = False,
    rules: Sequence[Rule] = RULES,
) -> Explained:
    """Explain the plan in which people make these visits, in this order."""
    weights = prices or weights_of(rules)
    context = PlanningContext(made, rules, weights, DutyPrices(made))
    option = option_of(wall_clock(ZONE), made.shift_types[0], MONDAY, UNIT)
    works = {(who, option): False for who in on_duty or made.employee}
    held = {
        (who, MONDAY, 0): tuple(_task(context, id_) for id_ in ids)
        for who, ids in stops.items()
    }
    draft = Draft(works, held)
    return explain(context, draft, plan_of(context, draft), lambda: over)


def _task(context: PlanningContext, id_: str) -> int:
    name, _, number = id_.partition("#")
    return context.task_index[name, int(number or 1)]


def visit(id_: str, start: str, latest: str | None = None, **given: object) -> Visit:
    """Return a visit on Monday; it must begin at once when ``latest`` is not given."""
    return visit_of(id_, f"{MONDAY} {start}", f"{MONDAY} {latest or start}", **given)


def only(found: Explained) -> Unassigned:
    [row] = found[0].unassigned
    return row


def help_of(kind: str, points: int | None, **facts: object) -> str:
    change = say(f"change.{kind}", "sv", **facts)
    if points is None:
        return say("reason.helps", "sv", change=change)
    return say("reason.cheapest", "sv", change=change, points=points)


def blocked(minutes: int) -> Problem:
    """Return a visit at eight that Amy, busy from 7.30, can be at so much later."""
    before = visit("busy", "07:30", minutes=30 + minutes)
    return village(before, visit("v1", "08:00"))


@pytest.mark.parametrize(("missing", "told"), [(19, 20), (20, 20), (21, 25), (5, 5)])
def test_a_window_is_opened_as_far_as_needed_in_steps(missing: int, told: int) -> None:
    row = only(explained(blocked(missing), {"amy": ["busy"]}))
    assert row.reason == "no_window"
    clock = f"08:{told:02}"
    assert row.detail.endswith(help_of("later", 10 * told, clock=clock, minutes=told))


def test_a_visit_may_begin_earlier_where_that_is_nearer() -> None:
    after = visit("busy", "08:15", minutes=40)
    row = only(explained(village(visit("v1", "08:00"), after), {"amy": ["busy"]}))
    assert row.reason == "no_window"
    told = help_of("earlier", 150, clock="07:45", minutes=15)
    assert row.detail.endswith(told)


BETWEEN = [(19, 20), (20, 20), (21, 25)]


def tight(minutes: int, *people: Employee) -> Problem:
    """Return visits one after the other that end so long after the shift does."""
    first = visit("busy", "07:10", minutes=48 + minutes)
    return village(first, visit("v1", "07:00", "09:00", minutes=60), people=people)


@pytest.mark.parametrize(("missing", "told"), BETWEEN)
def test_a_shift_ends_as_much_later_as_is_needed(missing: int, told: int) -> None:
    row = only(explained(tight(missing), {"amy": ["busy"]}))
    assert row.reason == "no_capacity"
    change = say("change.ends_later", "sv", who="amy", clock=f"09:{told}", minutes=told)
    assert f"{change}: " in row.detail


def test_of_two_shifts_the_one_that_is_paid_less_is_made_longer() -> None:
    people = (employee("amy"), employee("bob", monthly_pay=2_400_000))
    made = tight(20, *people)
    also = visit("also", "07:10", minutes=68)
    made = village(*made.visits, also, people=people)
    row = only(explained(made, {"amy": ["busy"], "bob": ["also"]}))
    assert "för bob till 09:20" in row.detail


EARLY = visit("v1", "06:50", minutes=60)


def test_a_shift_begins_earlier_where_rest_allows_it() -> None:
    rested = worked("amy", "2026-12-20 10:00", "2026-12-20 19:45")
    row = only(explained(village(EARLY, worked_shifts=(rested,)), {}))
    assert "låta passet för amy börja 06:45 (+15 min)" in row.detail


def test_an_earlier_shift_also_moves_the_visits_before() -> None:
    first = visit("first", "06:20", "07:30", minutes=30)
    made = village(first, visit("v1", "07:10", minutes=100))
    row = only(explained(made, {"amy": ["first"]}))
    assert "låta passet för amy börja 06:35 (+25 min)" in row.detail


def test_no_shift_is_made_longer_at_the_cost_of_rest() -> None:
    tired = worked("amy", "2026-12-20 10:00", "2026-12-20 19:46")
    row = only(explained(village(EARLY, worked_shifts=(tired,)), {}))
    assert row.detail.endswith(help_of("later", 150, clock="07:05", minutes=15))


class Curfew(Rule):
    """A made-up rule: nobody works after nine."""

    id: ClassVar[str] = "X01"
    source: ClassVar[Source] = Source(cite="none")
    kind: Literal["curfew"] = "curfew"

    def check(self, view: PlanView) -> Iterator[Breach]:
        for row in view.plan.shifts:
            if f"{view.clock.local(row.end):%H:%M}" > "09:00":
                yield Breach(rule=self.id, hard=self.hard, amount=1, unit="shifts")


class HomeByNine(Curfew):
    """The same, and what makes a shift longer must keep it."""

    binds_longer_shift: ClassVar[bool] = True


@pytest.mark.parametrize(
    ("rule", "longer"),
    [(Curfew(), True), (HomeByNine(), False), (HomeByNine(hard=False), True)],
)
def test_a_longer_shift_keeps_any_hard_rule_that_binds_it(
    rule: Rule, *, longer: bool
) -> None:
    row = only(explained(tight(20), {"amy": ["busy"]}, rules=(*RULES, rule)))
    assert ("för amy till 09:20" in row.detail) is longer


class Bar(Rule):
    """A made-up rule: nobody visits but Bob."""

    id: ClassVar[str] = "X02"
    source: ClassVar[Source] = Source(cite="none")
    kind: Literal["bar"] = "bar"

    def allows_visit(self, view: PlanView, employee: Employee, visit: Visit) -> bool:  # noqa: ARG002
        return employee.id == "bob"

    def check(self, view: PlanView) -> tuple[()]:  # noqa: ARG002
        return ()


class SkillBar(Bar):
    """The same, for want of a skill."""

    lacks: ClassVar[Literal["skill", "wish"]] = "skill"


class WishBar(Bar):
    """The same, for a wish."""

    lacks: ClassVar[Literal["skill", "wish"]] = "wish"


@pytest.mark.parametrize(
    ("rule", "reason", "change"),
    [
        (Bar(), "not_permitted", None),
        (SkillBar(), "no_skill", "skill"),
        (WishBar(), "avoided", "wish"),
    ],
)
def test_the_reason_is_what_somebody_lacks_whom_one_rule_alone_stops(
    rule: Rule, reason: str, change: str | None
) -> None:
    made = village(visit("v1", "08:00"))
    row = only(explained(made, {}, rules=(*RULES, rule)))
    assert row.reason == reason
    told = change and help_of(change, None, who="amy", skills="")
    assert row.detail.endswith(told or say("reason.nothing_helps", "sv"))


def remote(minutes: int, people: Sequence[Employee] = ()) -> Problem:
    """Return a visit at 8.20 so far from the one before it, which ends at eight."""
    moves = [("centre", "far"), ("far", "centre"), ("carl", "far"), ("far", "carl")]
    rows = {TravelRow(a, b, "car"): minutes for a, b in moves}
    rows |= {TravelRow(a, b, "walk"): 150 for a, b in moves}
    visits = (visit("busy", "07:30"), visit("v1", "08:20", client="far", minutes=10))
    return village(*visits, people=people, travel_rows=rows)


def test_a_visit_is_too_far_away_when_it_would_fit_without_the_way_there() -> None:
    row = only(explained(remote(21), {"amy": ["busy"]}))
    assert row.reason == "no_distance"
    assert row.detail.endswith(help_of("later", 50, clock="08:25", minutes=5))


def test_a_visit_that_can_be_reached_in_time_has_room_left() -> None:
    row = only(explained(remote(20), {"amy": ["busy"]}))
    assert row.reason == "room_left"
    assert row.detail == say("reason.room_left", "sv", who="amy")


def test_somebody_who_walks_too_far_is_asked_to_go_by_car() -> None:
    people = (employee("amy", transport="walk"), employee("bob"))
    found = explained(remote(20, people=people), {"amy": ["busy"]}, on_duty=("amy",))
    row = only(found)
    assert row.reason == "no_distance"
    assert row.detail.endswith(help_of("by_car", None, who="amy"))


def test_a_skill_that_only_those_off_duty_have_is_what_stops_a_visit() -> None:
    people = (employee("amy"), employee("bob", skills={"usk", "insulin"}))
    made = village(visit("v1", "08:00", skills={"insulin"}), people=people)
    row = only(explained(made, {}, on_duty=("amy",)))
    facts: dict[str, object] = {"present": 1, "skills": "insulin"}
    said = say("reason.on_duty.no_skill", "sv", **facts)
    helped = help_of("skill", None, who="amy", skills="insulin")
    assert (row.reason, row.detail) == ("no_skill", f"{said} {helped}")


def test_whoever_lacks_least_is_given_the_skill() -> None:
    people = (employee("amy"), employee("bob", skills={"usk", "insulin"}))
    made = village(visit("v1", "08:00", skills={"insulin", "wounds"}), people=people)
    row = only(explained(made, {}))
    assert row.reason == "no_skill"
    assert row.detail.endswith(help_of("skill", None, who="bob", skills="wounds"))


def test_a_client_is_asked_about_somebody_who_has_time() -> None:
    people = (employee("amy"), employee("bob"))
    shy = client("shy", avoid={"amy"})
    made = village(visit("v1", "08:00", client="shy"), people=people, clients=(shy,))
    row = only(explained(made, {}, on_duty=("amy",)))
    assert row.reason == "avoided"
    assert row.detail.endswith(help_of("wish", None, who="amy"))


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (45, help_of("leave_out", 425, visit="busy")),
        (35, help_of("later", 350, clock="08:35", minutes=35)),
    ],
)
def test_another_visit_is_left_out_where_that_is_cheapest(
    minutes: int, told: str
) -> None:
    busy = visit("busy", "08:00", minutes=minutes, priority=3)
    made = village(busy, visit("v1", "08:00", minutes=20))
    taken = visit("taken", "07:10", minutes=50)
    made = village(*made.visits, taken)
    row = only(explained(made, {"amy": ["taken", "busy"]}))
    assert row.detail.endswith(told)


def test_a_visit_that_no_single_change_lets_in_says_so() -> None:
    full = visit("full", "07:02", minutes=116)
    made = village(full, visit("v1", "07:02", minutes=116, priority=3))
    row = only(explained(made, {"amy": ["full"]}))
    assert row.reason == "no_capacity"
    assert row.detail.endswith(say("reason.nothing_helps", "sv"))


def test_a_visit_that_may_be_left_out_and_costs_more_to_make_is_dropped() -> None:
    made = village(visit("v1", "08:00", priority=3))
    stingy = TourWeights(open_optional=100, open_optional_minute=0)
    row = only(explained(made, {}, prices=stingy))
    assert row.reason == "dropped"
    assert row.detail == say("reason.not_worth", "sv", who="amy", points=6)
    assert only(explained(made, {})).reason == "room_left"


@pytest.mark.parametrize(("missing", "told"), BETWEEN)
def test_both_places_of_a_double_visit_are_moved_together(
    missing: int, told: int
) -> None:
    busy = visit("busy", "07:30", minutes=30 + missing)
    made = village(busy, visit("v1", "08:00", staff=2), people=team("amy", "bob"))
    found, _ = explained(made, {"bob": ["busy"]})
    assert [row.staff_no for row in found.unassigned] == [1, 2]
    helped = help_of("later", 10 * told, clock=f"08:{told}", minutes=told)
    assert {row.reason for row in found.unassigned} == {"no_window"}
    assert all(row.detail.endswith(helped) for row in found.unassigned)


def test_a_double_visit_that_one_on_duty_may_make_lacks_somebody() -> None:
    made = village(visit("v1", "08:00", staff=2), people=team("amy", "bob"))
    found, _ = explained(made, {}, on_duty=("amy",))
    assert {row.reason for row in found.unassigned} == {"too_few"}


@pytest.mark.parametrize(("latest", "told"), [("08:30", 20), ("08:29", 25)])
def test_a_visit_that_follows_another_waits_for_it(latest: str, told: int) -> None:
    after = visit("v2", "08:20", latest, minutes=5, after="v1", gap_min=20)
    made = village(visit("v1", "08:00"), after, people=team("amy", "bob"))
    row = only(explained(made, {"bob": ["v1"]}))
    assert row.reason == "no_window"
    assert f"(+{told} min)" in row.detail


def test_a_visit_outside_its_window_is_told_with_what_would_help() -> None:
    busy = visit("busy", "07:30", minutes=40, priority=3)
    made = village(busy, visit("v1", "08:00", priority=2))
    plan, [late] = explained(made, {"amy": ["busy", "v1"]})
    assert plan.unassigned == ()
    assert (late.visit, late.minutes, late.reason) == ("v1", 10, "no_capacity")
    assert late.message_sv.startswith("Besöket börjar 10 min utanför")
    assert late.message_sv.endswith(help_of("leave_out", 400, visit="busy"))
    assert "leave visit busy out" in late.message_en


def test_no_visit_that_must_be_made_gives_way_to_one_that_is_late() -> None:
    busy = visit("busy", "07:30", minutes=40)
    made = village(busy, visit("v1", "08:00", priority=2))
    [late] = explained(made, {"amy": ["busy", "v1"]})[1]
    assert late.message_sv.endswith(say("reason.nothing_helps", "sv"))


def test_a_visit_on_the_last_minute_of_its_window_is_not_late() -> None:
    busy = visit("busy", "07:30", minutes=30, priority=3)
    made = village(busy, visit("v1", "08:00", priority=2))
    assert explained(made, {"amy": ["busy", "v1"]})[1] == ()


@pytest.mark.parametrize(("price", "reason"), [(10_000, "dearer"), (0, "room_left")])
def test_a_visit_is_late_where_being_in_time_would_cost_more(
    price: int, reason: str
) -> None:
    busy = visit("busy", "07:30", minutes=40)
    late = visit("v1", "08:00", priority=2)
    made = village(busy, late, people=team("amy", "bob"))
    found = explained(
        made, {"amy": ["busy", "v1"]}, prices=TourWeights(travel_minute=price)
    )
    assert [row.reason for row in found[1]] == [reason]
    assert "bob" in found[1][0].message_sv


def test_what_there_is_no_time_to_explain_keeps_its_simple_reason() -> None:
    row = only(explained(blocked(20), {"amy": ["busy"]}, over=True))
    assert row.reason == "no_capacity"
    assert row.detail == say("reason.no_capacity", "sv", found=1, present=1)


def test_explaining_leaves_the_engine_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: list[tuple[NamedEngine, State, bytes]] = []

    def watched(context: PlanningContext, draft: Draft) -> NamedEngine:
        named = final_engine(context, draft)
        kept.append((named, copy_state(named.engine.state), tables(named)))
        return named

    monkeypatch.setattr("scheduler.explain.explanation.final_engine", watched)
    visits = [
        visit("busy", "07:30", minutes=40, priority=3),
        visit("late", "08:00", priority=2, minutes=10),
        visit("open", "07:30", minutes=60, skills={"insulin"}),
        visit("both", "07:10", staff=2),
        visit("far", "07:10", client="dora"),
    ]
    people = (employee("amy", skills={"usk", "insulin"}), employee("bob"))
    made = village(*visits, people=people)
    _, late = explained(made, {"amy": ["busy", "late"]})
    [(named, state, before)] = kept
    assert late
    assert tables(named) == before
    for name in State._fields:
        now, was = getattr(named.engine.state, name), getattr(state, name)
        stops = name == "stops"
        assert stops or now.tobytes() == was.tobytes(), name
    assert named.draft().stops == {("amy", MONDAY, 0): (0, 1)}


def tables(named: NamedEngine) -> bytes:
    model = named.engine.model
    return b"".join(getattr(model, name).tobytes() for name in model._fields)


def test_a_plan_leaves_the_planner_with_its_open_visits_explained() -> None:
    made = village(visit("v1", "08:00", skills={"insulin"}))
    result = plan_whole(made, RULES, Limits(seconds=None, effort=0, workers=1))
    assert result.plan is not None
    [row] = result.plan.unassigned
    assert row.detail.startswith(say("reason.no_skill", "sv", skills="insulin"))
    assert row.detail != say("reason.no_skill", "sv", skills="insulin")


def test_what_a_change_weighs_is_not_said_of_the_plan() -> None:
    """The visit that it lets in weighs, too: the plan may well be better."""
    change = Change("by_car", 350_00, {"who": "amy"})
    said = change.sentence("sv")
    assert said == "Bäst är att låta amy köra bil: ändringen väger 350 poäng."
