"""What a base schedule is worth and breaks, as rows and facts."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from data.base_schedule.base_cells import base_content
from data.written_values import kronor
from scheduler.base_schedule.base_search import BaseResult
from scheduler.base_schedule.base_weeks import WEEK
from scheduler.base_schedule.neutral import START
from scheduler.base_schedule.row_figures import RowFigures, row_figures
from scheduler.domain.problem import Problem
from scheduler.messages import say
from scheduler.messages.written import day as day_of
from scheduler.rules.rule import Breach, Rule

Row = dict[str, object]
_DATE = re.compile(r"9\d{3}-\d\d-\d\d")
"""A day of the calendar on which cycles are judged."""


def figure_rows(problem: Problem, result: BaseResult) -> list[Row]:
    """Return what each row gets, and its fair share of what is shared."""
    return [_figure_row(f, result) for f in row_figures(problem, result.base)]


def _figure_row(figures: RowFigures, result: BaseResult) -> Row:
    share = result.shares[figures.row]
    return {
        "row_id": figures.row,
        "vacant": int(figures.vacant),
        "hours_week": round(figures.week_minutes / 60, 2),
        "contract_week": round(figures.contract_minutes / 60, 2),
        "passes": figures.passes,
        "passes_share": share.passes,
        "weekends": figures.weekends,
        "weekends_share": share.weekends,
        "evenings": figures.evenings,
        "evenings_share": share.evenings,
        "nights": figures.nights,
        "nights_share": share.nights,
        "passes_full_time": round(figures.per_full_time(figures.passes), 1),
        "weekends_full_time": round(figures.per_full_time(figures.weekends), 1),
        "evenings_full_time": round(figures.per_full_time(figures.evenings), 1),
        "nights_full_time": round(figures.per_full_time(figures.nights), 1),
        "free_days": figures.free_days,
        "longest_off_hours": round(figures.longest_off / 60, 1),
    }


def breach_rows(result: BaseResult, rules: Sequence[Rule]) -> list[Row]:
    """Return what the cycle breaks, binding rules first, by week and weekday."""
    by_id = {rule.id: rule for rule in rules}
    ranked = sorted(result.judged.breaches, key=lambda b: (not b.hard, -b.cost))
    return [_breach_row(breach, by_id[breach.rule]) for breach in ranked]


def _breach_row(breach: Breach, rule: Rule) -> Row:
    day = None if breach.date is None else (breach.date - START).days
    return {
        "rule": breach.rule,
        "hard": int(breach.hard),
        "amount": breach.amount,
        "unit": breach.unit,
        "cost": kronor(breach.cost),
        "row_id": breach.employee,
        "week": None if day is None else day // WEEK + 1,
        "weekday": None if day is None else day % WEEK + 1,
        "message_sv": told(rule.explain(breach, "sv"), "sv"),
        "message_en": told(rule.explain(breach, "en"), "en"),
    }


def told(sentence: str, language: str) -> str:
    """Return a sentence with week and weekday where it names a day of the cycle."""

    def named(found: re.Match[str]) -> str:
        day = (date.fromisoformat(found[0]) - START).days
        weekday = day_of(START + timedelta(days=day % WEEK), "ccc", language)
        return say("base.day", language, week=day // WEEK + 1, weekday=weekday)

    return _DATE.sub(named, sentence)


def fact_document(problem: Problem, result: BaseResult) -> Mapping[str, object]:
    """Return what the base schedule is worth, as JSON has it, in kronor and points."""
    judged, staffing = result.judged, result.judged.staffing
    return {
        "weeks": result.base.weeks,
        "rows": len(result.base.rows),
        "vacant": len(result.base.vacant),
        "dataset": problem.name,
        "dataset_sha256": problem.sha256,
        "paid": kronor(judged.paid),
        "points": kronor(judged.points),
        "objective": kronor(judged.price),
        "bound": kronor(result.bound),
        "gap": round(result.gap, 5),
        "gap_of_choices": round(result.gap_of_choices, 5),
        "monthly_pay": kronor(judged.fixed),
        "ob": kronor(judged.duties),
        "missing": kronor(judged.missing),
        "surplus": kronor(judged.surplus),
        "contracts": kronor(judged.contracts),
        "rules": kronor(judged.rules),
        "hours_wanted": round(staffing.wanted / 60, 2),
        "hours_missing": round(staffing.missing / 60, 2),
        "hours_surplus": round(staffing.surplus / 60, 2),
        "hard_breaches": judged.hard,
        "seconds": round(result.seconds, 1),
    }


def base_document(
    problem: Problem, result: BaseResult, rules: Sequence[Rule]
) -> dict[str, object]:
    """Return the base schedule as a JSON document that can be read again."""
    return {
        "facts": fact_document(problem, result),
        **base_content(result.base),
        "figures": figure_rows(problem, result),
        "breaches": breach_rows(result, rules),
    }
