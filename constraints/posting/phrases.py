"""Phrases with which rules speak to the roster model."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.rule import Rule

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster


def forbid(rule: Rule, roster: "Roster", literals: Iterable["IntVar"]) -> None:
    """Let none of the literals be true."""
    refused = [~literal for literal in literals]
    if refused:
        switch = roster.switch(rule.kind)
        roster.model.add_bool_and(refused).only_enforce_if(switch)


def presence(
    roster: "Roster", employee: Employee
) -> tuple[list["IntVar"], tuple[ShiftOption, ...]]:
    """Return a person's shifts as far as they are spent at the workplace.

    With the literal of each, earliest start first.
    """
    here = [
        (spent, roster.works(employee, option))
        for option in roster.options(employee)
        for spent in option.presence
    ]
    here.sort(key=lambda pair: (pair[0].start, pair[0].end))
    return [literal for _, literal in here], tuple(spent for spent, _ in here)


def without_jour(
    roster: "Roster", employee: Employee
) -> tuple[list["IntVar"], tuple[ShiftOption, ...]]:
    """Return the same of shifts without jour, whose rest is that of R05."""
    pairs = zip(*presence(roster, employee), strict=True)
    mine = [(literal, spent) for literal, spent in pairs if not spent.has_jour]
    return [literal for literal, _ in mine], tuple(spent for _, spent in mine)


def forbid_disallowed(rule: Rule, roster: "Roster") -> None:
    """Forbid every shift that the rule, taken alone, does not allow its person."""
    forbid(
        rule,
        roster,
        (
            roster.works(employee, option)
            for employee in roster.employees
            for option in roster.options(employee)
            if not rule.allows_shift(roster.view, employee, option)
        ),
    )


def shift_charges(rule: Rule, roster: "Roster") -> "LinearExpr":
    """Return what the rule charges for the single shifts that are worked."""
    charged = [
        (roster.works(employee, option), price)
        for employee in roster.employees
        for option in roster.options(employee)
        if (price := rule.price_shift(roster.view, employee, option))
    ]
    literals, prices = [c[0] for c in charged], [c[1] for c in charged]
    return cp_model.LinearExpr.weighted_sum(literals, prices)


def forbid_unlawful(
    rule: Rule, roster: "Roster", is_lawful: Callable[[ShiftOption], bool]
) -> None:
    """Forbid shifts that nobody may work; each is asked about once."""
    known: dict[ShiftOption, bool] = {}
    refused = []
    for employee in roster.employees:
        for option in roster.options(employee):
            if option not in known:
                known[option] = is_lawful(option)
            if not known[option]:
                refused.append(roster.works(employee, option))
    forbid(rule, roster, refused)


def forbid_near_past(rule: Rule, roster: "Roster", minutes: int) -> None:
    """Forbid what ``allows_shift`` refuses so soon after the last shift worked.

    Most of a plan is far from history, and need not be asked about.
    """
    refused = []
    for employee in roster.employees:
        free = max((d.end for d in roster.past(employee)), default=0) + minutes
        for option in roster.options(employee):
            if option.start >= free:
                break
            if not rule.allows_shift(roster.view, employee, option):
                refused.append(roster.works(employee, option))
    forbid(rule, roster, refused)


def at_most_one(
    rule: Rule,
    roster: "Roster",
    literals: Sequence["IntVar"],
    cliques: Iterable[Sequence[int]],
) -> None:
    """Let at most one literal of each set of indices be true."""
    switch = roster.switch(rule.kind)
    for clique in cliques:
        chosen = [literals[i] for i in clique]
        roster.model.add_at_most_one(chosen).only_enforce_if(switch)


def rest_somewhere(
    rule: Rule,
    roster: "Roster",
    literals: Sequence["IntVar"],
    choices: Sequence[Sequence[int]],
    when: Sequence["IntVar"] = (),
) -> None:
    """Keep one of the ways to rest (``intervals.rest_choices``) clear of work.

    ``when`` is what must be true for the rest to be needed. Where there is no way
    at all, whoever asks decides what that means.
    """
    if not all(choices):
        return
    model = roster.model
    needed = [*when, *roster.switch(rule.kind)]
    if len(choices) == 1:
        clear = [~literals[i] for i in choices[0]]
        model.add_bool_and(clear).only_enforce_if(needed)
        return
    rests = [model.new_bool_var(f"{rule.kind} {n}") for n in range(len(choices))]
    for rest, ruled_out in zip(rests, choices, strict=True):
        model.add_bool_and([~literals[i] for i in ruled_out]).only_enforce_if(rest)
    model.add_bool_or(rests).only_enforce_if(needed)
