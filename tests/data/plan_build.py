"""A small problem with a plan for it, as a solver would hand it over."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Literal

from data.disk.whole_folder import Written, write_folder
from data.writing.plan_files import PLAN, plan_files
from scheduler.audit.audit import Audit, Figure
from scheduler.domain.plan import Plan, Unassigned
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.pay.lines import CostLine
from scheduler.planning.result import Conflict, Result, Status
from scheduler.rules.rule import Breach, Rule, Source
from tests.build import (
    MONDAY,
    client,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    visit,
    visit_row,
)


class Courtesy(Rule):
    """A rule of these tests: people greet each other."""

    id: ClassVar[str] = "X01"
    source: ClassVar[Source] = Source(cite="manners")

    kind: Literal["courtesy"] = "courtesy"
    hard: bool = False
    price_kr: float = 1.5

    def check(self, view: PlanView) -> Iterable[Breach]:  # noqa: ARG002
        """Find nothing."""
        return ()

    def explain(self, breach: Breach, language: str = "sv") -> str:
        """Say it."""
        return {"sv": "Hälsa, åtminstone", "en": "Say hello"}[
            language
        ] + f" {breach.amount}"


RULES = (Courtesy(),)


def small_problem() -> Problem:
    """Build a day with three visits, and a night shift."""
    return problem(
        employees=(employee("amy"), hourly("hal")),
        clients=(client("carl"), client("dora", lat=59.19)),
        visits=(
            visit("v1", "2026-12-21 08:00", staff=2),
            visit("v2", "2026-12-21 10:00", client="dora", minutes=45),
            visit("v3", "2026-12-21 12:00", "2026-12-21 15:00"),
        ),
        shift_types=(
            shift_type("day", breaks="30@10:30-12:30"),
            shift_type("split", "07:00-11:00|16:00-20:00"),
            shift_type("night", "21:00-07:00", "30@23:30-03:00", kind="night"),
        ),
    )


def small_plan() -> Plan:
    """Build a plan with every kind of row."""
    return plan(
        shift_row("amy", breaks="11:30-12:00"),
        shift_row("hal", end="2026-12-21 11:00", shift="split", pay_class="hourly"),
        shift_row(
            "hal",
            "2026-12-21 16:00",
            "2026-12-21 20:00",
            shift="split",
            part=2,
            pay_class="hourly",
        ),
        shift_row(
            "amy",
            "2026-12-22 21:00",
            "2026-12-23 07:00",
            "23:45-00:15",
            shift="night",
            pay_class="overtime",
        ),
        visit_row("v1", "amy", wait_minutes=58),
        visit_row("v1", "hal", staff_no=2, wait_minutes=58),
        visit_row(
            "v2",
            "amy",
            "2026-12-21 10:05",
            45,
            from_id="carl",
            travel_minutes=9,
            wait_minutes=86,
        ),
        Unassigned(
            visit="v3",
            reason="no_capacity",
            detail="nobody, alas",
            proof="impossible",
            proof_detail="so it is",
        ),
    )


def small_audit() -> Audit:
    """Build a judgement: one soft breach, one deduction, one figure without value."""
    return Audit(
        breaches=(
            Breach(
                rule="X01",
                hard=False,
                amount=3,
                unit="times",
                weight=150,
                cost=450,
                employee="amy",
                visit="v1",
                date=MONDAY,
            ),
        ),
        costs=(
            CostLine(employee="amy", item="base", minutes=1110, amount=123_405),
            CostLine(employee="hal", item="sick", minutes=0, amount=-1_05),
        ),
        figures={"all": {"K01": Figure(value=None, unit="%", numerator=0.0)}},
        personnel_cost=123_300,
        soft_cost=450,
        hard_breaches=0,
        must_open=1,
    )


def small_result(**given: object) -> Result:
    """Build the result that holds it all."""
    usual: dict[str, object] = {
        "status": Status.FEASIBLE,
        "plan": small_plan(),
        "audit": small_audit(),
        "bound": 100_000,
        "seconds": 1.23456,
        "seed": 7,
        "workers": 2,
        "conflicts": (Conflict(message_sv="nej", message_en="no"),),
    }
    return Result.model_validate(usual | given)


def write_plan(
    folder: Path,
    problem: Problem,
    result: Result,
    rules: Sequence[Rule],
    extras: Mapping[str, bytes] | None = None,
) -> Written:
    """Write a plan folder, with more files by name."""
    files = plan_files(problem, result, rules) | dict(extras or {})
    return write_folder(folder, files, PLAN)
