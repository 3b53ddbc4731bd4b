"""A repair: what of a dataset would be otherwise, and what that costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import Frozen
from scheduler.rules.rule import Rule
from scheduler.why_not.small_question import SmallQuestion
from scheduler.why_not.ways import AddedDuty


class RepairKind(StrEnum):
    """What is done, about in the order in which a planner would try it."""

    ON_DUTY = "on_duty"
    """Somebody who works then makes the visit."""
    EXTRA_SHIFT = "extra_shift"
    DROP_LOCK = "drop_lock"
    CHANGE_NEED = "change_need"
    """A visit moves, or may lie further from another."""
    CHANGE_PERSON = "change_person"
    """Somebody agrees to other shifts, another contract, another way to travel."""
    LEND = "lend"
    CALL_IN = "call_in"
    """Somebody more is paid by the hour."""
    GIVE_SKILL = "give_skill"
    CHANGE_CONTRACT = "change_contract"
    CHANGE_ABSENCE = "change_absence"
    ADD_SHIFT_TYPE = "add_shift_type"
    ASK_CLIENT = "ask_client"
    MORE_CARS = "more_cars"
    RAISE_BUDGET = "raise_budget"
    SOFTEN_RULE = "soften_rule"
    """What is the municipality's own to decide gives way."""
    LOWER_STAFFING = "lower_staffing"


@dataclass(frozen=True)
class RowChange:
    """A row of a table of the problem, as it was and as it would be."""

    table: str
    old: Frozen | None = None
    new: Frozen | None = None


@dataclass(frozen=True)
class Repair:
    """A way out of a clash."""

    kind: RepairKind
    changes: tuple[RowChange, ...] = ()
    soft_rules: tuple[str, ...] = ()
    """Kinds of rules that bind no more."""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    """What the sentence about it needs; names in ``_sv`` and ``_en`` by language."""
    column: str = ""
    """Which sentence of its kind applies."""
    price: int = 0
    """Öre in this period, PO included."""
    minutes: int = 0
    """Paid minutes more."""
    ways: tuple[AddedDuty, ...] = ()
    """The shifts that would be worked besides."""

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """Where it stands among others; the least is best.

        What gives up something that is asked comes after what does it.
        """
        order = list(RepairKind).index(self.kind)
        return self.gives_up, self.price, order, self.minutes

    @property
    def people(self) -> set[str]:
        """Whose rows it changes."""
        rows = [row for c in self.changes for row in (c.old, c.new)]
        ids = [row.id for row in rows if isinstance(row, Employee)]
        return {*ids, *(getattr(row, "employee", "") for row in rows)}

    @property
    def gives_up(self) -> bool:
        """Whether less is asked than before."""
        return self.kind is RepairKind.LOWER_STAFFING or self.column == "alone"


def repaired(question: SmallQuestion, repair: Repair) -> SmallQuestion:
    """Return the question as it is after a repair.

    Those whom it concerns come first, as they are who may do now what is asked.
    """
    problem = changed(question.problem, repair.changes)
    concerned = repair.people
    people = sorted(problem.employees, key=lambda e: e.id not in concerned)
    return replace(
        question,
        problem=problem.model_copy(update={"employees": tuple(people)}),
        rules=softened(question.rules, repair.soft_rules),
        is_strict=True,
    )


def changed(problem: Problem, changes: Sequence[RowChange]) -> Problem:
    """Return a problem with some rows as they would be.

    A row with an id is known by that; what it is about may be narrowed elsewhere.
    """
    for change in changes:
        rows: list[Any] = list(getattr(problem, change.table))
        if change.old is None:
            rows.append(change.new)
        else:
            at = next((n for n, row in enumerate(rows) if _same(row, change.old)), None)
            if at is None:
                continue
            rows[at : at + 1] = [] if change.new is None else [change.new]
        problem = problem.model_copy(update={change.table: tuple(rows)})
    return problem


def _same(row: Any, other: Any) -> bool:
    if hasattr(row, "id"):
        return bool(row.id == other.id)
    return bool(row == other)


def softened(rules: Sequence[Rule], kinds: Sequence[str]) -> list[Rule]:
    """Return rules, some of which bind no more."""
    return [
        rule.model_copy(update={"hard": False}) if rule.kind in kinds else rule
        for rule in rules
    ]


def can_be_soft(rule: Rule) -> bool:
    """Whether a municipality may let a binding rule give way."""
    return rule.hard and type(rule).model_fields["hard"].annotation is bool


def priced(repair: Repair, ways: Sequence[AddedDuty]) -> Repair:
    """Return a repair with the shifts that go with it."""
    return replace(
        repair,
        ways=tuple(way for way in ways if way.rows),
        price=repair.price + sum(way.price for way in ways),
        minutes=repair.minutes + sum(way.minutes for way in ways),
        facts={
            **repair.facts,
            "who": ", ".join(dict.fromkeys(way.employee for way in ways)),
        },
    )
