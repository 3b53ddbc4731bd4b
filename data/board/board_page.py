"""The board's report as two pages that print well and need no network."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment

from data.board.board_figures import AREAS, board_figures, headline
from data.board.outcomes import MeasuredOutcome
from data.comparison.compared_world import ComparedWorld, WholeComparison
from data.comparison.comparison_charts import extra_hours_chart, people_met_chart
from data.comparison.extra_hours import extra_hours
from data.comparison.people_met import people_met
from data.comparison.plot import Chart
from data.report.text import environment


def board_html(whole: WholeComparison, outcomes: Sequence[MeasuredOutcome]) -> bytes:
    """Return the report on the first plan, before, and the second, after."""
    world = whole.worlds[0]
    met = people_met(world)
    html = (
        _environment()
        .get_template("board.html.j2")
        .render(
            whole=whole,
            world=world,
            areas=AREAS,
            figures=board_figures(world, outcomes),
            hours=_hours_charts(world),
            met=people_met_chart(met) if met.counts else None,
            headline=headline,
            has_outcomes=bool(outcomes),
        )
    )
    return html.encode()


def _hours_charts(world: ComparedWorld) -> tuple[Chart, ...]:
    return tuple(extra_hours_chart(unit) for unit in extra_hours(world))


@cache
def _environment() -> Environment:
    return environment("data.board", "data.comparison")
