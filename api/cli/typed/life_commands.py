"""Commands that take a plan from draft to published."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.typed.options import (
    PATH,
    by_whom,
    command,
    day_of,
    forced_file,
    in_folder,
    of_plan,
    told,
    with_rules,
)

MOST_COMPARED = 2


@command("cli.help.propose")
@in_folder
@of_plan
@by_whom
@with_rules
@told
def propose(
    folder: Path, plan: Path, by: str, rules: Path | None, output: Output
) -> Exit:
    """Show a plan to those who work."""
    from api.cli.commands.life.states import LivingPlan, propose_plan

    return propose_plan(LivingPlan(folder, plan, by, rules), output)


@command("cli.help.comment")
@in_folder
@of_plan
@click.argument("text", metavar="TEXT", help="cli.help.comment_text")
@by_whom
@click.option("--about", metavar="ID", help="cli.help.comment_about")
@with_rules
@told
def comment(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    text: str,
    by: str,
    about: str | None,
    rules: Path | None,
    output: Output,
) -> Exit:
    """Say something of a plan."""
    from api.cli.commands.life.states import LivingPlan, comment_plan

    living = LivingPlan(folder, plan, by, rules)
    return comment_plan(living, text, about, output)


@command("cli.help.publish")
@in_folder
@of_plan
@by_whom
@click.option(
    "--on",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="cli.help.publish_on",
)
@with_rules
@told
def publish(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    by: str,
    on: datetime | None,
    rules: Path | None,
    output: Output,
) -> Exit:
    """Tell those who work of a plan."""
    from api.cli.commands.life.states import LivingPlan, publish_plan

    living = LivingPlan(folder, plan, by, rules)
    return publish_plan(living, day_of(on), output)


@command("cli.help.history")
@of_plan
@told
def history(plan: Path, output: Output) -> Exit:
    """Show what happened to a plan."""
    from api.cli.commands.life.states import show_history

    return show_history(plan, output)


@command("cli.help.changes")
@in_folder
@click.argument(
    "plans",
    metavar="[OLD] PLAN",
    type=PATH,
    nargs=-1,
    required=True,
    help="cli.help.changes_plans",
)
@click.option("--of", "only", metavar="ID", help="cli.help.changes_of")
@click.option("--out", metavar="FILE", type=PATH, help="cli.help.changes_out")
@with_rules
@forced_file
@told
def changes(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plans: Sequence[Path],
    only: str | None,
    out: Path | None,
    rules: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Tell what differs from what people were told."""
    from api.cli.commands.life.changes_told import ChangesAsked, show_changes

    if len(plans) > MOST_COMPARED:
        return output.refused(output.words("life.changes.two"))
    asked = ChangesAsked(folder, plans, only, out, rules, force)
    return show_changes(asked, output)


@command("cli.help.wishes")
@in_folder
@click.option("--plan", metavar="PLAN", type=PATH, help="cli.help.wishes_plan")
@click.option("--of", "only", metavar="ID", help="cli.help.wishes_of")
@with_rules
@told
def wishes(
    folder: Path,
    plan: Path | None,
    only: str | None,
    rules: Path | None,
    output: Output,
) -> Exit:
    """Tell what became of wishes."""
    from api.cli.commands.life.wishes_granted import LedgerAsked, show_wishes

    return show_wishes(LedgerAsked(folder, plan, only, rules), output)
