"""Commands that hand a plan out to people and systems."""

from collections.abc import Sequence
from pathlib import Path

import click

from api.cli.exits import Exit
from api.cli.help import CODE_TABLES, EXPORTS
from api.cli.output import Output
from api.cli.typed.options import (
    PATH,
    command,
    forced_file,
    in_folder,
    of_plan,
    several,
    told,
)


@command("cli.help.export")
@in_folder
@of_plan
@click.option(
    "--as",
    "form",
    metavar="|".join(EXPORTS),
    type=click.Choice(EXPORTS),
    required=True,
    help="cli.help.export_as",
)
@click.option(
    "--out", metavar="FILE", type=PATH, required=True, help="cli.help.export_out"
)
@click.option("--codes", metavar="FILE", type=PATH, help="cli.help.export_codes")
@click.option("--only", metavar="ID", help="cli.help.export_only")
@forced_file
@told
def export(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    form: str,
    out: Path,
    codes: Path | None,
    only: str | None,
    force: bool,
    output: Output,
) -> Exit:
    """Write a plan for payroll, ledger or people's calendars."""
    from api.cli.commands.export import Export, export_plan

    order = Export(folder, plan, form, out, codes, only, force)
    return export_plan(order, output)


@command("cli.help.pages")
@in_folder
@of_plan
@click.option(
    "--out", metavar="FOLDER", type=PATH, required=True, help="cli.help.pages_out"
)
@several("--person", "people", "ID", "cli.help.pages_person")
@several("--unit", "units", "ID", "cli.help.pages_unit")
@click.option("--force", is_flag=True, help="cli.help.pages_force")
@told
def pages(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    out: Path,
    people: Sequence[str],
    units: Sequence[str],
    force: bool,
    output: Output,
) -> Exit:
    """Write everybody's schedule as a page of their own."""
    from api.cli.commands.life.people_pages import PagesOrder, write_pages

    order = PagesOrder(folder, plan, out, people, units, force)
    return write_pages(order, output)


@command("cli.help.tours")
@in_folder
@of_plan
@click.option(
    "--out", metavar="FILE", type=PATH, required=True, help="cli.help.tours_out"
)
@several("--day", "days", "DATE", "cli.help.tours_day")
@several("--unit", "units", "ID", "cli.help.tours_unit")
@forced_file
@told
def tours(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    out: Path,
    days: Sequence[str],
    units: Sequence[str],
    force: bool,
    output: Output,
) -> Exit:
    """Write who goes where, unit by unit and day by day."""
    from api.cli.commands.life.tour_lists import ToursOrder, write_tours

    order = ToursOrder(folder, plan, out, days, units, force)
    return write_tours(order, output)


@command("cli.help.codes")
@click.argument(
    "table",
    metavar="|".join(CODE_TABLES),
    type=click.Choice(CODE_TABLES),
    help="cli.help.codes_table",
)
@click.option(
    "--out", metavar="FILE", type=PATH, required=True, help="cli.help.codes_out"
)
@forced_file
@told
def codes(table: str, out: Path, force: bool, output: Output) -> Exit:
    """Write the codes or accounts that come along, to be changed."""
    from api.cli.commands.export import write_template

    return write_template(table, out, force, output)
