"""Nothing but the rules themselves, and what is said of them, knows a single rule."""

import ast
import re
from collections.abc import Iterator

import pytest

from constraints import ALL_RULES
from scheduler.domain.problem import Employee, ShiftType, Visit
from scheduler.rules.line_limits import LineLimits
from tests.module_imports import MODULES

RULE_ID = re.compile(r"(?<![A-Za-z0-9])[RV][0-9]{2}(?![0-9])")
DECLARED = {
    name
    for class_ in (Employee, LineLimits, ShiftType, Visit)
    for name in class_.model_fields
}
"""Words that name a field of a problem or a limit, whatever rule is called so too."""

NAMESAKES = {
    ("scheduler.feasibility.single_visits", "visit_order"),
    ("scheduler.rules.price_parts", "continuity"),
}
"""Names of checks and of parts of a price that are their own, though a rule has the
same."""

KINDS = {rule.model_fields["kind"].default for rule in ALL_RULES} - DECLARED


def texts(source: str) -> Iterator[str]:
    """Yield every text in some code but those that only say what it does."""
    tree = ast.parse(source)
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    written = {node for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    yield from (t.value for t in written - said if isinstance(t.value, str))


def ids(source: str) -> list[str]:
    """Return the ids of rules in the texts of some code."""
    return sorted(id_ for text in texts(source) for id_ in RULE_ID.findall(text))


def code_outside_the_rules() -> Iterator[tuple[str, str]]:
    """Yield name and code of every module that must know no rule."""
    for module, path in MODULES.items():
        if module.partition(".")[0] != "constraints":
            yield module, path.read_text(encoding="utf-8")


def test_no_code_outside_the_rules_names_one_by_its_id() -> None:
    found = {m: ids(source) for m, source in code_outside_the_rules() if ids(source)}
    assert found == {}


def test_the_scheduler_names_no_rule_by_its_kind() -> None:
    found = {
        (module, text)
        for module, source in code_outside_the_rules()
        if module.startswith("scheduler")
        for text in texts(source)
        if text in KINDS
    }
    assert found == NAMESAKES


def test_most_kinds_of_rules_are_looked_for() -> None:
    assert len(KINDS) > len(ALL_RULES) - 5
    assert {"visits_done", "staffing_demand", "contracted_hours"} <= KINDS


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('RULES = ("R01", "V02")', ["R01", "V02"]),
        ("wanted = {'R26': 'skill'}", ["R26"]),
        ('figure = f"K21_R06"', ["R06"]),
        ('def f():\n    """Keep R14."""\n    return 1', []),
        ("rule.id  # of R14", []),
        ('colour = "#FR1234"', []),
        ('version = "R123"', []),
    ],
)
def test_an_id_is_seen_in_texts_and_not_in_what_is_said(
    source: str, found: list[str]
) -> None:
    assert ids(source) == found
