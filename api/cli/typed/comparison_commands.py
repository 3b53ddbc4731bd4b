"""Commands that set plans and worlds side by side."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.typed.options import (
    PATH,
    command,
    count,
    day_of,
    forced_file,
    in_folder,
    long,
    of_plan,
    percent,
    several,
    told,
    told_from_the_start,
    told_on_day,
    under,
    with_rules,
    with_seed,
)


@command("cli.help.compare")
@in_folder
@click.argument(
    "plans",
    metavar="PLAN PLAN...",
    type=PATH,
    nargs=-1,
    required=True,
    help="cli.help.plans",
)
@click.option(
    "--beside",
    metavar="DIR PLAN",
    type=(PATH, PATH),
    multiple=True,
    help="cli.help.beside",
)
@click.option("--out", metavar="FILE", type=PATH, help="cli.help.compare_out")
@under
@told_on_day
@forced_file
@told
def compare(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plans: Sequence[Path],
    beside: Sequence[tuple[Path, Path]],
    out: Path | None,
    rules: Path | None,
    as_of: datetime | None,
    agreement: Path | None,
    told_on: datetime | None,
    force: bool,
    output: Output,
) -> Exit:
    """Set plans side by side, or one under two agreements."""
    from api.cli.commands.compare import Sides, compare_plans
    from api.cli.commands.comparison_target import ComparisonTarget

    day = day_of(told_on)
    sides = Sides(folder, plans, rules, day_of(as_of), agreement, beside, day)
    target = ComparisonTarget(out, force) if out else None
    return compare_plans(sides, target, output)


@command("cli.help.board_report", "board-report")
@in_folder
@click.argument("before", metavar="BEFORE", type=PATH, help="cli.help.before")
@click.argument("after", metavar="AFTER", type=PATH, help="cli.help.after")
@click.option(
    "--out", metavar="FILE", type=PATH, required=True, help="cli.help.board_out"
)
@click.option(
    "--after-dataset", "other", metavar="DIR", type=PATH, help="cli.help.after_dataset"
)
@click.option("--outcomes", metavar="FILE", type=PATH, help="cli.help.outcomes")
@forced_file
@told
def board_report(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    before: Path,
    after: Path,
    out: Path,
    other: Path | None,
    outcomes: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Write the board's report on a schedule, before and after."""
    from api.cli.commands.board_report import BoardReport, write_board_report

    wanted = BoardReport(folder, before, after, out, other, outcomes, force)
    return write_board_report(wanted, output)


@command("cli.help.what_if", "what-if")
@in_folder
@several("--patch", "patches", "FILE", "cli.help.patch", PATH)
@several("--preset", "presets", "NAME:VALUE", "cli.help.preset")
@several("--frontier", "frontiers", "NAME:VALUES", "cli.help.frontier")
@several("--add-employee", "more", "ID", "cli.help.add_employee")
@several("--remove-employee", "less", "ID", "cli.help.remove_employee")
@several("--weekends", "weekends", "N/M", "cli.help.weekends")
@several("--absent", "absent", "ID@TIME", "cli.help.absent")
@several("--as-of", "as_of", "DATE", "cli.help.world_as_of")
@several("--agreement", "agreements", "FILE", "cli.help.world_agreement", PATH)
@click.option(
    "--out", metavar="DIR", type=PATH, required=True, help="cli.help.what_if_out"
)
@long(60)
@count("--seeds", 3, "cli.help.seeds")
@count("--most-seeds", 5, "cli.help.most_seeds")
@click.option(
    "--within",
    metavar="PCT",
    type=click.FloatRange(0, 100),
    default=1.0,
    help="cli.help.within",
)
@count("--cores", 2, "cli.help.cores")
@click.option("--cluster", metavar="ADDRESS", help="cli.help.cluster")
@with_seed("cli.help.seed", 0, "K")
@click.option("--parquet", is_flag=True, help="cli.help.parquet")
@with_rules
@click.option("--force", is_flag=True, help="cli.help.what_if_force")
@told_from_the_start
def what_if(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    patches: Sequence[Path],
    presets: Sequence[str],
    frontiers: Sequence[str],
    more: Sequence[str],
    less: Sequence[str],
    weekends: Sequence[str],
    absent: Sequence[str],
    as_of: Sequence[str],
    agreements: Sequence[Path],
    out: Path,
    seconds: float,
    effort: int | None,
    seeds: int,
    most_seeds: int,
    within: float,
    cores: int,
    cluster: str | None,
    seed: int,
    parquet: bool,
    rules: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Compare what is with what could be."""
    from api.cli.commands.question import Question, StudyTarget
    from api.cli.commands.question import what_if as compared
    from api.what_if.study import Effort
    from api.what_if.workers import Workers
    from scheduler.planning.result import Limits

    limits = Limits(seconds=seconds, effort=effort, workers=1, seed=seed)
    asked = Question(
        folder,
        rules,
        patches=patches,
        more=more,
        less=less,
        weekends=weekends,
        absent=absent,
        as_of=as_of,
        presets=presets,
        frontiers=frontiers,
        agreements=agreements,
    )
    tried = Effort(limits, seeds, most_seeds, within / 100)
    target = StudyTarget(out, parquet, force)
    return compared(asked, tried, Workers(cores, cluster), target, output)


@command("cli.help.follow_up", "follow-up")
@in_folder
@of_plan
@click.option(
    "--performed", metavar="FILE", type=PATH, multiple=True, help="cli.help.performed"
)
@click.option(
    "--worked", metavar="FILE", type=PATH, multiple=True, help="cli.help.worked"
)
@click.option("--out", metavar="FILE", type=PATH, help="cli.help.follow_up_out")
@click.option("--patch", metavar="FILE", type=PATH, help="cli.help.follow_up_patch")
@click.option(
    "--apply", "applied", metavar="DIR", type=PATH, help="cli.help.follow_up_apply"
)
@forced_file
@told
def follow_up(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    performed: tuple[Path, ...],
    worked: tuple[Path, ...],
    out: Path | None,
    patch: Path | None,
    applied: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Set a plan beside what was performed and worked."""
    from api.cli.commands.life.follow_up_report import (
        FollowUpOrder,
        write_follow_up,
    )

    order = FollowUpOrder(folder, plan, performed, worked, out, patch, applied, force)
    return write_follow_up(order, output)


@command("cli.help.robustness")
@in_folder
@click.argument(
    "plans",
    metavar="PLAN...",
    type=PATH,
    nargs=-1,
    required=True,
    help="cli.help.robustness_plans",
)
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(1, 100_000),
    default=1000,
    help="cli.help.days",
)
@percent("--share", 8, 50, "cli.help.share")
@click.option(
    "--length",
    metavar="DAYS",
    type=click.IntRange(1, 28),
    default=4,
    help="cli.help.length",
)
@percent("--outbreak", 0, 90, "cli.help.outbreak")
@with_seed("cli.help.robustness_seed", 0, "K")
@with_rules
@click.option("--out", metavar="FILE", type=PATH, help="cli.help.robustness_out")
@forced_file
@told
def robustness(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plans: Sequence[Path],
    days: int,
    share: float,
    length: int,
    outbreak: float,
    seed: int,
    rules: Path | None,
    out: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Try plans on the same sickness."""
    from api.cli.commands.robustness import Trial, try_plans
    from scheduler.robustness.ill_people import Draw, Sickness

    sickness = Sickness(share_pct=share, length=length, outbreak_pct=outbreak)
    draw = Draw(days=days, seed=seed, sickness=sickness)
    trial = Trial(folder, plans, draw, rules, out, force)
    return try_plans(trial, output)


@command("cli.help.negotiation_pack", "negotiation-pack")
@in_folder
@click.argument("old", metavar="OLD", type=PATH, help="cli.help.pack_old")
@click.argument("new", metavar="NEW", type=PATH, help="cli.help.pack_new")
@click.option(
    "--out", metavar="FILE", type=PATH, required=True, help="cli.help.pack_out"
)
@click.option(
    "--old-dataset",
    "other",
    metavar="DIR",
    type=PATH,
    help="cli.help.pack_old_dataset",
)
@forced_file
@told
def negotiation_pack(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    old: Path,
    new: Path,
    out: Path,
    other: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Write the old schedule against the new, person by person."""
    from api.cli.commands.life.negotiation_command import PackOrder, write_pack

    return write_pack(PackOrder(folder, old, new, out, other, force), output)
