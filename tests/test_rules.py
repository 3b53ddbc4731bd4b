"""What every rule owes us, whatever it says."""

import importlib
import inspect
import pkgutil
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

import constraints
from api.rules_doc import parameters
from constraints import ALL_RULES, AnyRule, default_rules
from data.sample import make_sample
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, UnitBudget, Vehicles
from scheduler.messages import LANGUAGES, catalogue
from scheduler.rules.rule import Breach, Rule
from tests.build import (
    MONDAY,
    absence,
    balance,
    client,
    employee,
    hourly,
    jour_type,
    need,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
    wish,
    worked,
)

TESTS = Path(__file__).parent / "constraints"
LAW = {
    *("R01", "R02", "R03", "R04", "R05", "R06", "R08", "R09", "R10"),
    *("R11", "R12", "R13", "R14", "R15", "R16", "R17", "R18", "R37", "V02"),
}
"""The rules that no municipality may soften or switch off."""
AT_FAULT_WHEN_EMPTY = {"R07", "R18", "R27", "V05"}
"""Contracts, locks and safety staffing want something to be planned."""

each_rule = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda r: r.__name__)
each_law = pytest.mark.parametrize(
    "rule", [r for r in ALL_RULES if r.id in LAW], ids=lambda r: r.__name__
)


def named(breaches: list[Breach]) -> set[str]:
    return {breach.rule for breach in breaches}


def test_every_rule_has_an_id_and_a_kind_of_its_own() -> None:
    for names in (
        [rule.id for rule in ALL_RULES],
        [rule.model_fields["kind"].default for rule in ALL_RULES],
    ):
        assert sorted(names) == sorted(set(names))


def test_every_rule_that_is_written_is_registered() -> None:
    found = set()
    for module in pkgutil.walk_packages(constraints.__path__, "constraints."):
        defined = vars(importlib.import_module(module.name))
        found |= {
            thing
            for thing in defined.values()
            if isinstance(thing, type)
            and issubclass(thing, Rule)
            and not inspect.isabstract(thing)
        }
    assert found == set(ALL_RULES)


@each_rule
def test_it_says_where_it_comes_from_and_how_that_is_read(rule: type[Rule]) -> None:
    assert rule.source.cite
    assert f"rule.{rule.id}.reading" in catalogue()
    assert rule.source.url == "" or rule.source.url.startswith("https://")
    assert rule.__doc__


@each_rule
def test_its_kind_is_the_name_of_its_module(rule: type[Rule]) -> None:
    kind = rule.model_fields["kind"].default
    assert re.fullmatch(rf"constraints\.\w+\.{kind}", rule.__module__)
    assert kind.replace("_", "") == rule.__name__.lower()


@each_rule
def test_it_has_tests_of_its_own(rule: type[Rule]) -> None:
    name = re.compile(rf"from {rule.__module__} import .*\b{rule.__name__}\b")
    tests = [path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")]
    assert any(name.search(text) for text in tests)


@each_rule
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_a_title_and_a_text(rule: type[Rule], language: str) -> None:
    assert catalogue()[f"rule.{rule.id}.title"][language]
    assert catalogue()[f"rule.{rule.id}.text"][language].endswith(".")


@each_rule
def test_every_parameter_is_described(rule: type[Rule]) -> None:
    assert [p.name for p in parameters(rule) if not p.meaning] == []


@each_rule
def test_it_survives_a_trip_through_json(rule: type[Rule]) -> None:
    made = rule.model_validate({})
    adapter: TypeAdapter[Rule] = TypeAdapter(AnyRule)
    assert adapter.validate_json(made.model_dump_json()) == made
    assert type(adapter.validate_python({"kind": made.kind})) is rule


@each_rule
def test_a_word_that_is_no_parameter_is_refused(rule: type[Rule]) -> None:
    with pytest.raises(ValidationError):
        rule.model_validate({"no_such_parameter": 1})


def test_the_law_is_statutory_and_nothing_else_is() -> None:
    assert {rule.id for rule in ALL_RULES if rule.statutory} == LAW


@each_law
@pytest.mark.parametrize("soft", [{"hard": False, "price_kr": 100}, {"hard": False}])
def test_the_law_is_not_for_sale(rule: type[Rule], soft: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rule.model_validate(soft)
    assert rule.model_validate({}).hard


@each_rule
def test_it_is_hard_or_has_a_price(rule: type[Rule]) -> None:
    made = rule.model_validate({})
    priced = [v for n, v in made.model_dump().items() if n.endswith("_kr")]
    assert made.hard or any(priced)
    assert made.price == (0 if made.hard else round(made.price_kr * 100))


@each_rule
def test_it_finds_nothing_where_nothing_is_asked_or_planned(rule: type[Rule]) -> None:
    nothing = problem(employees=(hourly(),))
    assert list(rule.model_validate({}).check(PlanView(nothing, Plan()))) == []


def test_an_empty_plan_breaks_nothing_hard_but_what_wants_to_be_planned() -> None:
    view = PlanView(make_sample("small"), Plan())
    found = [breach for rule in default_rules() for breach in rule.check(view)]
    assert named([b for b in found if b.hard]) <= AT_FAULT_WHEN_EMPTY
    assert "R07" in named(found)
    assert "V01" in named(found)


SILENT = {"R03", "R08", "R38", "R39"}
"""Exceptions have to be negotiated before anything about them can be broken, a
collective agreement stands in for the average of four weeks, and units of an agreement,
or with readiness for alarms, have to be named."""
WEEK = [f"2026-12-{n}" for n in range(21, 28)]
NONSENSE = plan(
    shift_row(),
    shift_row("bob", shift="no such shift"),
    shift_row("bob", "2026-12-22 06:59", "2026-12-23 06:59", paid_minutes=-5),
    shift_row("bob", "2026-12-20 22:00", "2026-12-21 09:00", pay_class="overtime"),
    shift_row("bob", "2027-06-01 07:00", "2027-06-01 16:00", part=2),
    shift_row("amy", breaks="09:00-09:30|09:15-20:00"),
    shift_row("hal", "2025-01-01 03:00", "2025-01-01 23:59", pay_class="extra"),
    shift_row("hal", shift="split"),
    shift_row("hal", "2026-12-21 21:00", "2026-12-21 22:00", shift="split", part=2),
    shift_row("ida", shift="spare"),
    shift_row("una", shift="spare"),
    *(
        shift_row(who, f"{day} 20:00", f"{day} 32:00", shift="night", pay_class=above)
        for day in WEEK
        for who, above in (("eve", "overtime"), ("ida", "extra"))
    ),
    shift_row(
        "una", "2026-12-22 20:00", "2026-12-22 32:00", shift="night", paid_minutes=9
    ),
    *(
        shift_row("joe", f"{day} 08:00", f"{day} 32:00", shift="jour")
        for day in WEEK[:3]
    ),
    visit_row(),
    visit_row("v1", "bob", staff_no=7),
    visit_row("v2", "bob", "2026-12-21 08:10", minutes=1),
    visit_row("v2", "hal", "2030-01-01 03:00", minutes=1440, from_id="carl"),
    visit_row("v2", "hal", "2026-12-21 08:00", travel_minutes=-9, from_id="v2"),
    visit_row("v3", "una", "2026-12-22 08:00"),
)


def nonsense_case() -> Problem:
    """Return a week in which there is something for every rule to complain of."""
    return problem(
        units=(unit(lends_to=("other",)), unit("other")),
        employees=(
            hourly("hal"),
            hourly("bob", unit="other"),
            hourly("amy"),
            employee(
                "eve", weekends={"worked": 1, "of": 2}, minor=True, comp_time=True
            ),
            employee("ida", degree_pct=50),
            hourly("una", first="2026-12-22"),
            hourly("joe"),
        ),
        clients=(client(avoid={"amy"}, contact="ida"),),
        visits=(
            visit("v1", staff=2, skills={"insulin"}),
            visit("v2", after="v1", gap_max=10),
            visit("v3", "2026-12-22 08:00"),
        ),
        shift_types=(
            shift_type(),
            shift_type("split", "07:00-10:00|15:00-19:00"),
            shift_type("night", "20:00-08:00", kind="night", paid_meal=True),
            shift_type("spare", kind="resource"),
            jour_type("jour", "08:00-08:00", "08:00-08:00"),
        ),
        on_call_needs=(
            need("2026-12-27 22:00", "2026-12-28 06:00", on_call="beredskap"),
        ),
        staffing=(need("2026-12-27 10:00", "2026-12-27 11:00"),),
        absences=(absence("eve", "2026-12-22 00:00", "2026-12-23 00:00"),),
        worked_shifts=(worked("eve", "2026-12-19 07:00", "2026-12-19 16:00"),),
        locked_shifts=(shift_row("amy", "2026-12-24 07:00", "2026-12-24 16:00"),),
        published_on=MONDAY,
        wishes=(wish("amy", MONDAY, want=False),),
        balances=(
            balance("ida", extra_year_minutes=12_000),
            balance("joe", las_days=365),
            balance("eve", comp_minutes=12_000),
        ),
        vehicles=(Vehicles(unit="centre", cars=0),),
        budgets=(UnitBudget(unit="centre", month=date(2026, 12, 1), amount=0),),
    )


@each_rule
def test_it_judges_nonsense_and_can_say_what_it_found(rule: type[Rule]) -> None:
    made = rule.model_validate({})
    found = list(made.check(PlanView(nonsense_case(), NONSENSE)))
    assert bool(found) == (rule.id not in SILENT)
    for breach in found:
        assert breach.rule == rule.id
        assert breach.amount > 0
        assert breach.cost >= 0
        assert not (breach.hard and breach.cost)
        assert len({made.explain(breach, language) for language in LANGUAGES}) == 2
