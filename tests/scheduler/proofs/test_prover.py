"""Open must-visits: what is proved impossible, and that nothing possible ever is."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints import default_rules
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan, Unassigned
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.values import PayClass
from scheduler.proofs.proof import Proof, ProofVerdict
from scheduler.proofs.prover import LARGEST, prove
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of
from tests.build import (
    absence,
    day,
    employee,
    hourly,
    problem,
    shift_row,
    shift_type,
    team,
    unit,
    visit,
    worked,
)
from tests.scheduler.proofs.brute_force import can_all_be_made

RULES = default_rules()
MORNING = shift_type("day", "07:00-12:00")
NURSE = {"usk", "ssk"}
FOR_NURSES = visit("v1", skills={"ssk"})
SHARP = visit("v1", latest="2026-12-21 08:00")
"""To begin at eight, not a minute later."""


def proofs(
    made: Problem,
    *open_: str,
    rules: Sequence[Rule] = RULES,
    over: Callable[[], bool] = bool,
) -> list[Proof]:
    """Return what is proved of the visits that a plan leaves open."""
    context = PlanningContext(made, rules, weights_of(rules))
    rows = [Unassigned(visit=id_, reason="no_capacity") for id_ in open_]
    return list(prove(context, Plan(unassigned=tuple(rows)), over))


def monday(*visits: Visit, people: Sequence[Employee], **given: object) -> Problem:
    usual: dict[str, object] = {
        "days": 1,
        "employees": people,
        "shift_types": (MORNING,),
        "visits": visits,
    }
    return problem(**(usual | given))


def one_nurse(nurse: Employee | None = None, **given: object) -> Problem:
    nurse = nurse or hourly("amy", skills=NURSE)
    return monday(FOR_NURSES, people=(nurse, hourly("bea")), **given)


def verdict(made: Problem) -> ProofVerdict:
    return proofs(made, "v1")[0].verdict


AWAY = absence("amy", "2026-12-21 00:00", "2026-12-22 00:00")
NIGHT_BEFORE = worked("amy", "2026-12-20 21:00", "2026-12-21 00:00")
NIGHT = shift_type("night", "22:00-03:00")
BUSY = shift_row(
    "amy", "2026-12-21 22:00", "2026-12-22 03:00", shift="night", pay_class="hourly"
)

IMPOSSIBLE = {
    "skill": (one_nurse(hourly("amy")), one_nurse(), "R26"),
    "absence": (one_nurse(absences=(AWAY,)), one_nurse(), "R17"),
    "rest after what was worked": (
        one_nurse(worked_shifts=(NIGHT_BEFORE,)),
        one_nurse(),
        "R02",
    ),
    "another shift that is locked": (
        one_nurse(shift_types=(MORNING, NIGHT), locked_shifts=(BUSY,)),
        one_nurse(shift_types=(MORNING, NIGHT)),
        "R18",
    ),
}
"""A visit that nobody can make, the same with one thing eased, and a rule to name."""


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_a_visit_is_impossible_until_what_is_named_is_eased(what: str) -> None:
    strict, eased, rule = IMPOSSIBLE[what]
    found = proofs(strict, "v1")[0]
    assert found.verdict is ProofVerdict.IMPOSSIBLE
    assert rule in found.rules
    assert not can_all_be_made(strict, ["v1"])
    assert verdict(eased) is ProofVerdict.NOT_FOUND
    assert can_all_be_made(eased, ["v1"])


@pytest.mark.parametrize(
    ("latest", "named"), [("08:30", None), ("08:29", ["V03"])], ids=["in time", "late"]
)
def test_a_visit_is_impossible_beside_one_that_it_follows_whoever_comes(
    latest: str, named: list[str] | None
) -> None:
    """Carl's breakfast ends at 08:30 at the soonest, and two people could come."""
    visits = (
        visit("v1", "2026-12-21 07:30", f"2026-12-21 {latest}", after="v0"),
        visit("v0", "2026-12-21 08:00"),
    )
    [found] = proofs(monday(*visits, people=(hourly("amy"), hourly("bea"))), "v1")
    if named is None:
        assert found.verdict is ProofVerdict.NOT_FOUND
    else:
        assert found.verdict is ProofVerdict.IMPOSSIBLE_TOGETHER
        assert (list(found.rules), found.beside) == (named, ("v0",))


def test_nothing_that_is_named_is_idle() -> None:
    beside = absence("amy", "2026-12-24 00:00", "2026-12-25 00:00")
    made = one_nurse(absences=(AWAY, beside), worked_shifts=(NIGHT_BEFORE,), days=4)
    found = proofs(made, "v1")[0]
    assert found.message_en == (
        "Impossible in every plan: nobody can make the visit. "
        "Amy: vacation 2026-12-21 (R17 Absence and employment); Bea: lacks ssk."
    )
    assert found.rules == ("R17", "R26")


@pytest.mark.parametrize(
    ("nurse", "told"),
    [
        (
            hourly("amy", skills=NURSE, shift_kinds={"night"}),
            "does not work such shifts",
        ),
        (hourly("amy", skills=NURSE, last=day(-1)), "is not employed then"),
    ],
)
def test_somebody_without_a_shift_is_told_why(nurse: Employee, told: str) -> None:
    assert f"Amy: {told}" in proofs(one_nurse(nurse), "v1")[0].message_en


def test_a_visit_that_no_shift_holds_is_impossible() -> None:
    late = visit("v1", "2026-12-21 12:00")
    found = proofs(monday(late, people=(hourly("amy"),)), "v1")[0]
    assert "Amy: has no shift that holds the visit" in found.message_en


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (
            "2026-12-21 12:28",
            ProofVerdict.NOT_FOUND,
        ),  # back at 13:00, five hours on end
        ("2026-12-21 12:29", ProofVerdict.IMPOSSIBLE),
    ],
)
@pytest.mark.parametrize("contract", [True, False])
def test_whoever_has_a_contract_could_stay_on(
    start: str, told: ProofVerdict, contract: bool
) -> None:
    who = employee("amy") if contract else hourly("amy")
    short = shift_type(span="08:00-11:00")
    made = monday(visit("v1", start), people=(who,), shift_types=(short,))
    assert verdict(made) is (told if contract else ProofVerdict.IMPOSSIBLE)


@pytest.mark.parametrize(
    ("latest", "told"),
    [
        ("2026-12-21 08:02", ProofVerdict.NOT_FOUND),  # from 08:00, five hours to 13:00
        ("2026-12-21 08:01", ProofVerdict.IMPOSSIBLE),
    ],
)
def test_whoever_has_a_contract_could_come_earlier(
    latest: str, told: ProofVerdict
) -> None:
    late = shift_type(span="10:00-13:00")
    early = visit("v1", "2026-12-21 07:30", latest=latest)
    made = monday(early, people=(employee("amy"),), shift_types=(late,))
    assert verdict(made) is told


def test_two_shifts_in_a_row_hold_what_the_second_does() -> None:
    locked = shift_row("amy", "2026-12-21 07:00", "2026-12-21 12:00")
    types = (MORNING, shift_type("later", "12:00-16:00"))
    later = visit("v1", "2026-12-21 14:00")
    made = monday(
        later, people=(employee("amy"),), shift_types=types, locked_shifts=(locked,)
    )
    assert verdict(made) is ProofVerdict.NOT_FOUND


def test_a_model_that_refuses_what_a_plan_does_proves_nothing() -> None:
    """Overtime before a shift is lawful, and is not among the shifts that it knows."""
    early = shift_row(
        "amy", "2026-12-21 06:00", "2026-12-21 07:00", pay_class="overtime"
    )
    shift = shift_row("amy", "2026-12-21 07:00", "2026-12-21 11:00", part=2)
    made = one_nurse(
        employee("amy", skills=NURSE),
        shift_types=(shift_type("day", "07:00-11:00"),),
        locked_shifts=(early, shift),
    )
    for looks in (2, 3, 100):
        left = iter([False] * looks)
        found = proofs(made, "v1", over=lambda left=left: next(left, True))  # type: ignore[misc]
        assert found[0].verdict is ProofVerdict.NOT_FOUND


def test_two_people_are_missed_where_one_may_make_it() -> None:
    both = visit("v1", skills={"ssk"}, staff=2)
    nurses = team("amy", "bea", skills=NURSE, employment="hourly", degree_pct=0)
    assert verdict(monday(both, people=nurses)) is ProofVerdict.NOT_FOUND
    found = proofs(monday(both, people=(nurses[0], hourly("bea"))), "v1")[0]
    assert found.message_en == (
        "Impossible in every plan: the visit needs 2 and only Amy can make it. "
        "Bea: lacks ssk."
    )


def at_once(*ids: str) -> list[Visit]:
    return [SHARP.model_copy(update={"id": id_}) for id_ in ids]


def test_visits_at_once_are_impossible_together() -> None:
    made = monday(*at_once("v1", "v2"), people=(hourly("amy"),))
    found = proofs(made, "v2")[0]
    assert (found.verdict, found.beside) == (ProofVerdict.IMPOSSIBLE_TOGETHER, ("v1",))
    assert can_all_be_made(made, ["v1"])
    assert not can_all_be_made(made, ["v1", "v2"])


def test_overtime_that_is_locked_hinders_no_proof() -> None:
    shift = shift_row("amy", "2026-12-21 07:00", "2026-12-21 11:00")
    more = {"part": 2, "start": shift.end, "end": shift.end + 60}
    overtime = shift.model_copy(update=more | {"pay_class": PayClass.OVERTIME})
    amy = (employee("amy"),)
    usual: dict[str, object] = {
        "shift_types": (shift_type("day", "07:00-11:00"),),
        "locked_shifts": (shift, overtime),
    }
    found = proofs(monday(*at_once("v1", "v2"), people=amy, **usual), "v2")[0]
    assert (found.verdict, found.beside) == (ProofVerdict.IMPOSSIBLE_TOGETHER, ("v1",))
    assert (
        verdict(monday(*at_once("v1"), people=amy, **usual)) is ProofVerdict.NOT_FOUND
    )


@pytest.mark.parametrize(
    ("latest", "told"),
    [
        ("2026-12-21 08:31", ProofVerdict.IMPOSSIBLE_TOGETHER),
        ("2026-12-21 08:32", ProofVerdict.NOT_FOUND),  # 30 minutes there, 2 on the way
    ],
)
def test_the_way_between_two_visits_takes_time(latest: str, told: ProofVerdict) -> None:
    other = visit("v2", "2026-12-21 07:30", latest=latest, client="dora")
    made = monday(SHARP, other, people=(hourly("amy"),))
    assert proofs(made, "v2")[0].verdict is told
    assert can_all_be_made(made, ["v1", "v2"]) is (told is ProofVerdict.NOT_FOUND)


def test_no_more_are_called_impossible_than_must_be_open() -> None:
    """One of three at once is made; of two that are open, each has its own proof."""
    made = monday(*at_once("v1", "v2", "v3"), people=(hourly("amy"),))
    told = [p.verdict for p in proofs(made, "v2", "v3")]
    assert told == [ProofVerdict.IMPOSSIBLE_TOGETHER, ProofVerdict.NOT_FOUND]


def test_visits_of_two_days_are_impossible_together_where_rules_tie_the_days() -> None:
    tonight = visit("v1", "2026-12-21 20:00")
    tomorrow = visit("v2", "2026-12-22 07:30")
    types = (shift_type("day", "07:00-11:00"), shift_type("late", "18:00-22:00"))
    made = monday(tonight, tomorrow, people=(hourly("amy"),), days=2, shift_types=types)
    found = proofs(made, "v2")[0]
    assert (found.verdict, found.beside) == (ProofVerdict.IMPOSSIBLE_TOGETHER, ("v1",))
    assert found.rules == ("R02",)
    assert not can_all_be_made(made, ["v1", "v2"])
    assert can_all_be_made(made, ["v2"])


def test_what_may_be_left_out_is_not_asked_about() -> None:
    optional = FOR_NURSES.model_copy(update={"priority": 3})
    assert proofs(monday(optional, people=(hourly("amy"),)), "v1") == []


def test_priority_two_may_begin_outside_its_window() -> None:
    bent = visit("v1", "2026-12-21 12:00", latest="2026-12-21 12:00", priority=2)
    made = monday(
        bent, people=(hourly("amy"),), shift_types=(shift_type(span="08:00-12:05"),)
    )
    assert verdict(made) is ProofVerdict.NOT_FOUND
    firm = bent.model_copy(update={"priority": 1})
    assert (
        verdict(made.model_copy(update={"visits": (firm,)})) is ProofVerdict.IMPOSSIBLE
    )


def test_time_that_is_up_proves_nothing() -> None:
    made = one_nurse(hourly("amy"))
    assert proofs(made, "v1", over=lambda: True)[0].verdict is ProofVerdict.NOT_FOUND


def test_nothing_is_proved_where_windows_do_not_bind() -> None:
    loose = [r for r in RULES if r.id != "R33"]
    made = monday(visit("v1", "2026-12-21 20:00"), people=(hourly("amy"),))
    assert proofs(made, "v1")[0].verdict is ProofVerdict.IMPOSSIBLE
    assert proofs(made, "v1", rules=loose)[0].verdict is ProofVerdict.NOT_FOUND


def test_ways_are_no_hindrance_where_they_take_no_time() -> None:
    far = unit(lat=60.5)
    made = monday(SHARP, people=(hourly("amy"),), units=(far,))
    assert verdict(made) is ProofVerdict.IMPOSSIBLE
    free = [r for r in RULES if r.id != "R34"]
    assert proofs(made, "v1", rules=free)[0].verdict is ProofVerdict.NOT_FOUND


NURSES = [hourly(skills=NURSE), employee(degree_pct=10, skills=NURSE)]
OTHERS = [hourly(), employee(degree_pct=20)]
TYPES = (
    shift_type("day", "07:00-12:00"),
    shift_type("noon", "12:00-13:00"),
    shift_type("late", "17:00-21:30", kind="evening"),
)
LATE = shift_row("amy", "2026-12-21 17:00", "2026-12-21 21:30", shift="late")
NO_EXTRAS: dict[str, object] = {}
EXTRAS: st.SearchStrategy[dict[str, object]] = st.sampled_from(
    [
        NO_EXTRAS,
        {"absences": (AWAY,)},
        {"worked_shifts": (NIGHT_BEFORE,)},
        {"locked_shifts": (LATE,)},
    ]
)
CLOCKS = [
    *("2026-12-21 06:00", "2026-12-21 07:30", "2026-12-21 08:00", "2026-12-21 12:10"),
    *("2026-12-21 20:00", "2026-12-21 21:00", "2026-12-22 07:30", "2026-12-22 12:20"),
]


@st.composite
def small_problems(draw: st.DrawFn, kinds: Sequence[Employee]) -> Problem:
    """Draw two days of one or two people, and one to three visits."""
    people = [
        draw(st.sampled_from(kinds)).model_copy(update={"id": id_, "name": id_})
        for id_ in ("amy", "bea")[: draw(st.integers(1, 2))]
    ]
    visits = [
        visit(
            f"v{n}",
            draw(st.sampled_from(CLOCKS)),
            client=f"c{n}",
            minutes=draw(st.sampled_from([20, 60])),
            skills=draw(st.sampled_from([set(), {"ssk"}])),
        )
        for n in range(draw(st.integers(1, 3)))
    ]
    firm = [v.model_copy(update={"latest": v.earliest + 25}) for v in visits]
    extras = draw(EXTRAS)
    return monday(*firm, people=people, days=2, shift_types=TYPES, **extras)


@settings(max_examples=200)
@given(small_problems(NURSES + OTHERS), st.integers(0, 2))
def test_what_is_called_impossible_no_plan_makes(made: Problem, covered: int) -> None:
    open_ = [v.id for v in made.visits[covered:]]
    for proof in proofs(made, *open_):
        if proof.verdict is not ProofVerdict.NOT_FOUND:
            assert not can_all_be_made(made, [proof.visit, *proof.beside])


@settings(max_examples=100)
@given(small_problems([e for e in NURSES + OTHERS if not e.is_monthly]))
def test_what_no_plan_makes_is_called_impossible(made: Problem) -> None:
    """So it is where nobody works longer than a shift."""
    possible = can_all_be_made(made, [])
    for proof in proofs(made, *(v.id for v in made.visits)):
        if possible and not can_all_be_made(made, [proof.visit]):
            assert proof.verdict is ProofVerdict.IMPOSSIBLE


def test_what_is_asked_ends_when_so_many_pairs_were_asked_about() -> None:
    context = PlanningContext(one_nurse(hourly("amy")), RULES, weights_of(RULES))
    plan = Plan(unassigned=(Unassigned(visit="v1", reason="no_capacity"),))
    told = [prove(context, plan, bool, LARGEST, most)[0].verdict for most in (0, 99)]
    assert told == [ProofVerdict.NOT_FOUND, ProofVerdict.IMPOSSIBLE]
