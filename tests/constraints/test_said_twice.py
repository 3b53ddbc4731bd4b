"""What a rule posts and what it checks share parameters and no code."""

import pytest

from constraints import ALL_RULES
from scheduler.rules.rule import Rule
from tests.constraints.reached import Code, method, reached, tree_of
from tests.module_imports import MODULES, modules_imported

SIDES = {
    "posting": ("post", "allows_shift", "allows_visit"),
    "checking": ("check", "explain"),
}
OTHER = {"posting": "checking", "checking": "posting"}

AMOUNTS = {"constraints.kronor", "constraints.visit_words"}
"""Modules that say in which unit a parameter is counted."""

PARAMETERS = {
    "AverageWeek.most",
    "CombinedPass._longest",
    "DisplacedHours._is_late",
    "HourCap.used_this_year",
    "NightWork._room",
    "NightWork.reference",
    "OnCallCap.most",
    "PlannedException.period",
    "WeeklyRest._first_day",
    "WeeklyRest.rest_min",
    "WishesAndFairness._price_of",
    "BudgetLimit._limit",
    "Burden",
    "CapPeriod",
    "_absent",
    "_limits",
    "_unpaid",
}
"""What only reads parameters of the rule, or of the problem, for both sides."""


def folder(side: str) -> str:
    """Return what the names of the modules of one side begin with."""
    return f"constraints.{side}."


def said(rule: type[Rule], side: str) -> set[Code]:
    """Return all the code of one side of a rule."""
    starts = [
        code
        for name in SIDES[side]
        for code in method(rule.__module__, rule.__name__, name)
    ]
    assert starts
    return reached(*starts)


@pytest.mark.parametrize("side", SIDES)
def test_no_module_of_one_side_imports_the_other(side: str) -> None:
    mine = [m for m in MODULES if m.startswith(folder(side))]
    across = {
        (module, target)
        for module in mine
        for target in modules_imported(tree_of(module))
        if target.startswith(folder(OTHER[side]))
    }
    assert mine
    assert across == set()


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("rule", ALL_RULES)
def test_a_rule_reaches_nothing_of_the_other_side(rule: type[Rule], side: str) -> None:
    across = {c for c in said(rule, side) if c[0].startswith(folder(OTHER[side]))}
    assert across == set()


@pytest.mark.parametrize("rule", ALL_RULES)
def test_both_sides_of_a_rule_reach_parameters_alone(rule: type[Rule]) -> None:
    both = said(rule, "posting") & said(rule, "checking")
    shared = {
        name
        for module, name in both
        if module.startswith("constraints.") and module not in AMOUNTS
    }
    assert shared <= PARAMETERS
