"""Puts the report's parts on one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from data import palette
from data.both_languages import (
    Both,
    both,
    day_name,
    money,
    points,
    rounded,
    rule_name,
    weekday,
)
from data.report.assumed import Sentence, readings_of, said
from data.report.broken import BrokenRule, broken_rules
from data.report.charts import HeatChart, Steps, heat_of, peak, week_steps
from data.report.client_meetings import Meeting, meetings_of
from data.report.day_tours import TourBook
from data.report.days import DaySheet, day_sheets
from data.report.headline import tiles_of, verdict_of
from data.report.load import loads_of, short_hours, worst_hour
from data.report.map import UnitMap
from data.report.paper_codes import paper_codes
from data.report.price_items import Price, price_of
from data.report.steering import FigureTable, figure_table
from data.report.text import environment
from data.report.undone import Late, UndoneList, late_of, undone_of
from data.result_document import cost_items
from data.shift_codes import (
    MARKS,
    code_of,
    key_of_codes,
    kind_of,
    longest_code,
    span_of,
)
from data.wall import Wall, wall_of
from scheduler.audit.audit import Audit
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import AbsenceKind, ShiftKind, VisitKind
from scheduler.means.budget_outcomes import BudgetOutcome
from scheduler.planning.result import Result
from scheduler.rules.rule import Rule


def report_html(
    problem: Problem,
    result: Result,
    rules: Sequence[Rule],
    assumptions: Sequence[Sentence] = (),
) -> bytes:
    """Return the report; it is the same bytes for the same result."""
    view = PlanView(problem, result.plan or Plan())
    page = _environment().get_template("page.html.j2")
    html = page.render(
        problem=problem,
        result=result,
        period=_period(problem),
        verdict=verdict_of(result),
        tiles=tiles_of(result),
        planned=_planned(view, result) if result.plan else None,
        judged=_judged(view, result.audit, rules) if result.audit else None,
        least=cost_items(result, rules),
        assumptions=said(assumptions),
        readings=readings_of(rules),
    )
    return html.encode()


@dataclass(frozen=True)
class LoadView:
    """Demand against staffing of one unit, as charts and in words."""

    unit: str
    name: str
    top: int
    heat: HeatChart
    weeks: tuple[Steps, ...]
    words: Both


@dataclass(frozen=True)
class Planned:
    """What the page shows of the plan's rows."""

    view: PlanView
    wall: Wall
    codes: tuple[tuple[str, ShiftKind, Both], ...]
    signs: Mapping[str, str]
    """What stands for ids that are too long for paper."""
    longest_code: int
    """Characters of what the fullest cell of the wall says of its shifts."""
    loads: tuple[LoadView, ...]
    maps: Mapping[str, UnitMap]
    days: tuple[DaySheet, ...]
    meetings: tuple[Meeting, ...]
    undone: UndoneList
    late: tuple[Late, ...]


@dataclass(frozen=True)
class JudgedPlan:
    """What the page shows of the audit."""

    price: Price
    broken: tuple[BrokenRule, ...]
    figures: FigureTable
    budgets: tuple[BudgetOutcome, ...]


def _planned(view: PlanView, result: Result) -> Planned:
    loads = loads_of(view)
    wall = wall_of(view, result.audit.breaches if result.audit else ())
    maps = {unit.id: UnitMap(view, unit.id) for unit in view.problem.units}
    return Planned(
        view=view,
        wall=wall,
        codes=tuple(key_of_codes(view)),
        signs=paper_codes(view.problem),
        longest_code=longest_code(view),
        loads=tuple(
            LoadView(
                unit=load.unit,
                name=load.name,
                top=peak(load),
                heat=heat_of(load),
                weeks=tuple(week_steps(load)),
                words=_lack(view, short_hours(load), worst_hour(load)),
            )
            for load in loads
        ),
        maps=maps,
        days=tuple(day_sheets(TourBook(view), wall.days, maps, loads)),
        meetings=meetings_of(view),
        undone=undone_of(view, result.audit.open_times if result.audit else ()),
        late=late_of(view, result.late),
    )


def _lack(view: PlanView, short: int, worst: tuple[int, int, float] | None) -> Both:
    """Say how often, and when most, there are too few people."""
    if worst is None:
        return both("report.load.enough")
    day, hour, missing = worst
    return both(
        "report.load.lack",
        hours=short,
        day=day_name(view.problem.dates[day]),
        hour=f"{hour:02}",
        missing=rounded(missing, 1),
    )


def _judged(view: PlanView, audit: Audit, rules: Sequence[Rule]) -> JudgedPlan:
    units = {unit.id: unit.name for unit in view.problem.units}
    return JudgedPlan(
        price=price_of(audit),
        broken=broken_rules(audit, rules),
        figures=figure_table(audit, units),
        budgets=audit.budgets,
    )


def _period(problem: Problem) -> Both:
    first, last = day_name(problem.start), day_name(problem.end)
    return both("report.period", first=first, last=last, year=problem.end.year)


@cache
def _environment() -> Environment:
    made = environment("data.report")
    made.globals |= {
        "code_of": code_of,
        "kind_of": kind_of,
        "marks": MARKS,
        "span_of": span_of,
        "rule_name": rule_name,
        "weekday": weekday,
        "money": money,
        "points": points,
        "palette": palette,
        "ShiftKind": ShiftKind,
        "VisitKind": VisitKind,
        "AbsenceKind": AbsenceKind,
    }
    return made
