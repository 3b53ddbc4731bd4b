"""What every rule owes us, whatever it says."""

import pytest
from ortools.sat.python import cp_model
from pydantic import ValidationError

from constraints import ALL_RULES, default_rules
from scheduler.book import Book
from scheduler.domain import Plan
from scheduler.messages import LANGUAGES, say
from scheduler.roster import Roster
from scheduler.rule import Rule
from tests.build import problem

CONTRACT = (
    "R01 R02 R03 R04 R06 R07 R09 R10 R11 R13 R14 R15 R16 R17 R18 R20 R21 R22 R23 R24 "
    "R26 R27 R28 R29 R30 R31 R32 R33 R34 R35 R40 V01 V02 V03"
)


def test_every_rule_is_there_and_ids_are_unique() -> None:
    assert [rule.id for rule in ALL_RULES if rule.id[0] == "R"] == [
        id_ for id_ in CONTRACT.split() if id_[0] == "R"
    ]
    assert sorted(rule.id for rule in ALL_RULES) == sorted(CONTRACT.split())


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda r: r.__name__)
def test_rule_has_a_source_a_sentence_and_the_name_of_its_module(
    rule: type[Rule],
) -> None:
    assert rule.source.cite
    assert rule.source.reading
    assert rule.__doc__
    assert rule.model_fields["kind"].default == rule.__module__.split(".")[-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda r: r.__name__)
def test_rule_has_a_title_and_a_text_to_read(rule: type[Rule], language: str) -> None:
    assert say(f"rule.{rule.id}.title", language)
    assert say(f"rule.{rule.id}.text", language).endswith(".")


@pytest.mark.parametrize(
    "rule", [r for r in ALL_RULES if r.statutory], ids=lambda r: r.__name__
)
def test_law_cannot_be_made_soft(rule: type[Rule]) -> None:
    with pytest.raises(ValidationError):
        rule.model_validate({"hard": False})
    assert rule.model_validate({"price_kr": 100}).price == 0


@pytest.mark.parametrize("rule", default_rules(), ids=lambda r: r.id)
def test_rule_has_nothing_to_say_of_a_problem_without_people(rule: Rule) -> None:
    case = problem(employees=())
    roster = Roster(case, {})
    roster.model.minimize(sum(rule.post(roster)))
    assert cp_model.CpSolver().solve(roster.model) == cp_model.OPTIMAL
    assert list(rule.check(Book(case, Plan()))) == []
