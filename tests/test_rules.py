"""What every rule owes us, whatever it says."""

import importlib
import inspect
import pkgutil
import re
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
from scheduler.messages import LANGUAGES, catalogue
from scheduler.rules.rule import Breach, Rule
from tests.build import hourly, plan, problem, shift_row, shift_type, visit, visit_row

TESTS = Path(__file__).parent / "constraints"
AT_FAULT_WHEN_EMPTY = {"R07", "R18", "R27"}
"""Contracts, locks and safety staffing want something to be planned."""

each_rule = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda r: r.__name__)


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
    assert rule.source.reading
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


@each_rule
def test_the_law_is_not_for_sale(rule: type[Rule]) -> None:
    soft: dict[str, Any] = {"hard": False, "price_kr": 100}
    if not rule.statutory:
        return
    with pytest.raises(ValidationError):
        rule.model_validate(soft)
    with pytest.raises(ValidationError):
        rule.model_validate({"hard": False})
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


NONSENSE = plan(
    shift_row(),
    shift_row("bob", shift="no such shift"),
    shift_row("bob", "2026-12-22 06:59", "2026-12-23 06:59", paid_minutes=-5),
    shift_row("bob", "2026-12-20 22:00", "2026-12-21 09:00", pay_class="overtime"),
    shift_row("bob", "2027-06-01 07:00", "2027-06-01 16:00", part=2),
    shift_row("amy", breaks="09:00-09:30|09:15-20:00"),
    shift_row("hal", "2025-01-01 03:00", "2025-01-01 23:59", pay_class="extra"),
    visit_row(),
    visit_row("v1", "bob", staff_no=7),
    visit_row("v2", "bob", "2026-12-21 08:10", minutes=1),
    visit_row("v2", "hal", "2030-01-01 03:00", minutes=1440, from_id="carl"),
    visit_row("v2", "hal", "2026-12-21 08:00", travel_minutes=-9, from_id="v2"),
)


@each_rule
def test_it_judges_nonsense_and_can_say_what_it_found(rule: type[Rule]) -> None:
    people = (hourly("hal"), hourly("bob", unit="other"), hourly("amy"))
    case = problem(
        employees=people,
        visits=(visit("v1", staff=2), visit("v2", after="v1", gap_max=10)),
        shift_types=(shift_type(), shift_type("split", "07:00-10:00|15:00-19:00")),
    )
    made = rule.model_validate({})
    for breach in made.check(PlanView(case, NONSENSE)):
        assert breach.rule == rule.id
        assert breach.amount > 0
        assert breach.cost >= 0
        assert not (breach.hard and breach.cost)
        assert len({made.explain(breach, language) for language in LANGUAGES}) == 2
