"""Commands that make, judge and price a plan."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.typed.options import (
    PATH,
    as_of_day,
    by_maker,
    command,
    count,
    day_of,
    forced,
    forced_dataset,
    in_folder,
    long,
    of_plan,
    percent,
    several,
    told,
    told_from_the_start,
    told_on_day,
    under,
    with_agreement,
    with_rules,
    with_seed,
)


@command("cli.help.base")
@in_folder
@click.option(
    "--weeks",
    metavar="N",
    type=click.IntRange(1, 52),
    default=8,
    help="cli.help.base_weeks",
)
@click.option(
    "--out", metavar="BASE", type=PATH, required=True, help="cli.help.base_out"
)
@several("--unit", "units", "ID", "cli.help.base_units")
@click.option("--vacant", metavar="ROWS", default="", help="cli.help.base_vacant")
@percent("--percentile", 80, 100, "cli.help.base_percentile")
@click.option(
    "--tolerance",
    metavar="MIN",
    type=click.IntRange(0, 660),
    default=120,
    help="cli.help.base_tolerance",
)
@long(120)
@count("--workers", 2, "cli.help.workers")
@with_seed("cli.help.seed", 0, "K")
@with_rules
@forced
@told
def base(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    weeks: int,
    out: Path,
    units: Sequence[str],
    vacant: str,
    percentile: float,
    tolerance: int,
    seconds: float,
    effort: int | None,
    workers: int,
    seed: int,
    rules: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Make a base schedule."""
    from api.base_schedules import BaseWanted
    from api.cli.commands.life.base_made import BaseCommand, make_base_schedule
    from scheduler.planning.result import Limits

    limits = Limits(seconds=seconds, effort=effort, workers=workers, seed=seed)
    wanted = BaseWanted(weeks, units, vacant, percentile, tolerance)
    order = BaseCommand(folder, out, wanted, limits, rules, force)
    return make_base_schedule(order, output)


@command("cli.help.lay_out", "lay-out")
@click.argument("base", metavar="BASE", type=PATH, help="cli.help.lay_out_base")
@in_folder
@click.option(
    "--from",
    "start",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="cli.help.lay_out_from",
)
@click.option(
    "--weeks",
    metavar="N",
    type=click.IntRange(1, 52),
    default=8,
    help="cli.help.lay_out_weeks",
)
@click.option(
    "--first-week",
    metavar="N",
    type=click.IntRange(1, 52),
    default=1,
    help="cli.help.lay_out_first_week",
)
@click.option(
    "--out", metavar="DIR", type=PATH, required=True, help="cli.help.lay_out_out"
)
@click.option("--repeat", "repeats", is_flag=True, help="cli.help.next_repeat")
@with_rules
@forced_dataset
@told
def lay_out(  # noqa: PLR0913 - a parameter for each option
    base: Path,
    folder: Path,
    start: datetime,
    weeks: int,
    first_week: int,
    out: Path,
    repeats: bool,
    rules: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Lay a base schedule out over the calendar."""
    from api.cli.commands.life.base_laid import LayOutOrder, lay_out_base
    from api.laid_out_periods import LaidOutWhen

    when = LaidOutWhen(start.date(), weeks, first_week, repeats)
    order = LayOutOrder(base, folder, when, out, rules, force)
    return lay_out_base(order, output)


@command("cli.help.solve")
@in_folder
@click.option(
    "--out", metavar="PLAN", type=PATH, required=True, help="cli.help.plan_out"
)
@long(180)
@count("--workers", 2, "cli.help.workers")
@with_seed("cli.help.seed", 0, "K")
@under
@click.option("--warm-start", metavar="PLAN", type=PATH, help="cli.help.warm_start")
@told_on_day
@click.option("--also-told", is_flag=True, help="cli.help.also_told")
@by_maker
@forced
@told_from_the_start
def solve(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    out: Path,
    seconds: float,
    effort: int | None,
    workers: int,
    seed: int,
    rules: Path | None,
    as_of: datetime | None,
    agreement: Path | None,
    warm_start: Path | None,
    told_on: datetime | None,
    also_told: bool,
    by: str | None,
    force: bool,
    output: Output,
) -> Exit:
    """Plan a dataset."""
    from api.cli.commands.plan_target import PlanTarget
    from api.cli.commands.solve import NoticeTaken, SolveOrder, solve_dataset
    from scheduler.planning.result import Limits

    limits = Limits(seconds=seconds, effort=effort, workers=workers, seed=seed)
    target, day = PlanTarget(out, force, by), day_of(as_of)
    notice = NoticeTaken(day_of(told_on), also_told)
    order = SolveOrder(
        folder, target, limits, rules, warm_start, day, agreement, notice
    )
    return solve_dataset(order, output)


@command("cli.help.evaluate")
@in_folder
@of_plan
@click.option("--out", metavar="DIR", type=PATH, help="cli.help.evaluate_out")
@under
@told_on_day
@by_maker
@forced
@told
def evaluate(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    out: Path | None,
    rules: Path | None,
    as_of: datetime | None,
    agreement: Path | None,
    told_on: datetime | None,
    by: str | None,
    force: bool,
    output: Output,
) -> Exit:
    """Audit and price a plan, however made."""
    from api.cli.commands.evaluate import Evaluation, evaluate_plan
    from api.cli.commands.plan_target import PlanTarget

    target = PlanTarget(out, force, by) if out else None
    told = day_of(told_on)
    wanted = Evaluation(folder, plan, target, rules, day_of(as_of), agreement, told)
    return evaluate_plan(wanted, output)


@command("cli.help.price")
@in_folder
@of_plan
@as_of_day
@with_agreement
@told
def price(
    folder: Path,
    plan: Path,
    as_of: datetime | None,
    agreement: Path | None,
    output: Output,
) -> Exit:
    """Explain the price of a plan line by line."""
    from api.cli.commands.line_by_line import PricedPlan, price_plan

    wanted = PricedPlan(folder, plan, day_of(as_of), agreement)
    return price_plan(wanted, output)
