"""A plan folder with everything in it that a planner opens."""

from pathlib import Path

from api.inputs import Inputs
from data.excel.workbook import schedule_xlsx
from data.report import report_html
from data.writing.atomic import Content
from data.writing.plan_files import write_plan
from scheduler.pay.agreement import Assumption, find_agreement
from scheduler.planning.result import Result

REPORT = "report.html"
SCHEDULE = "schedule.xlsx"


def save_plan(folder: Path, inputs: Inputs, result: Result) -> dict[str, str]:
    """Write the whole plan folder; return the paths to tell about, by what they are."""
    problem, rules = inputs
    extras: dict[str, Content] = {
        REPORT: lambda: report(inputs, result),
        SCHEDULE: lambda: schedule_xlsx(problem, result, rules),
    }
    write_plan(folder, problem, result, rules, extras)
    return {
        "plan": str(folder),
        "report": str(folder / REPORT),
        "schedule": str(folder / SCHEDULE),
    }


def report(inputs: Inputs, result: Result) -> bytes:
    """Return the report, with what the prices rest on."""
    problem, rules = inputs
    return report_html(problem, result, rules, assumptions(inputs))


def assumptions(inputs: Inputs) -> list[Assumption]:
    """Return what the prices of the plan's days rest on."""
    agreement = find_agreement(inputs.problem.agreement)
    return agreement.assumptions(inputs.problem.dates)
