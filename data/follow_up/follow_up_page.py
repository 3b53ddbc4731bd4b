"""A follow-up as one page that prints well and needs no network."""

from functools import cache

from jinja2 import Environment

from data.both_languages import named, number
from data.follow_up.follow_up_rows import (
    MOST_ROWS,
    changed_rows,
    declined_rows,
    figure_rows,
    late_rows,
    spread_rows,
    visit_tables,
    week_rows,
)
from data.report.text import environment
from scheduler.domain.problem import Problem
from scheduler.follow_up.followed_up import FollowUp

_TILES = ("K07", "K08", "K01", "K09", "K20", "K11")


def follow_up_html(found: FollowUp, problem: Problem) -> bytes:
    """Return the page."""
    figures = figure_rows(found)
    tiles = [row for id_ in _TILES for row in figures if row.id == id_]
    html = (
        _environment()
        .get_template("follow_up.html.j2")
        .render(
            found=found,
            problem=problem,
            tiles=tiles,
            figures=figures,
            units=[unit.name for unit in problem.units],
            visits=visit_tables(found, problem),
            weeks=week_rows(found),
            items=[(named("pay.item", i.item), i) for i in found.items],
            late=list(late_rows(found, problem)),
            declined=list(declined_rows(found)),
            given_back=number(
                sum(d.minutes + d.travel_minutes for d in found.declined) / 60, 1
            ),
            spreads=spread_rows(found.learnt),
            proposals=sum(row.proposed is not None for row in found.learnt),
            changed=list(changed_rows(found, problem)),
            most=MOST_ROWS,
        )
    )
    return html.encode()


@cache
def _environment() -> Environment:
    return environment("data.follow_up", "data.board", "data.comparison")
