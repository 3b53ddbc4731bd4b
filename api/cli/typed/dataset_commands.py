"""Commands that make and mend a dataset."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.typed.options import (
    PATH,
    command,
    day_of,
    forced_dataset,
    forced_file,
    in_folder,
    of_plan,
    several,
    told,
    with_rules,
    with_seed,
)


@command("cli.help.sample")
@click.argument("name", metavar="NAME", help="cli.help.sample_name")
@click.option(
    "--out", metavar="DIR", type=PATH, required=True, help="cli.help.sample_out"
)
@with_seed("cli.help.sample_seed", 1, "N")
@forced_dataset
@told
def sample(name: str, out: Path, seed: int, force: bool, output: Output) -> Exit:
    """Write a made-up dataset."""
    from api.cli.commands.sample import write_sample

    return write_sample(name, out, seed, force, output)


@command("cli.help.check")
@in_folder
@with_rules
@told
def check(folder: Path, rules: Path | None, output: Output) -> Exit:
    """Validate a dataset and look for what no plan can do."""
    from api.cli.commands.check import check_dataset

    return check_dataset(folder, rules, output)


@command("cli.help.travel")
@in_folder
@click.option("--osm", metavar="FILE", type=PATH, help="cli.help.travel_osm")
@several("--table-service", "services", "[MODE=]URL", "cli.help.travel_service")
@click.option("--out", metavar="FILE", type=PATH, help="cli.help.travel_out")
@forced_file
@told
def travel(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    osm: Path | None,
    services: Sequence[str],
    out: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Write how long moves take by road."""
    from api.cli.commands.data_in.travel_times import TravelOrder, write_travel

    return write_travel(TravelOrder(folder, osm, services, out, force), output)


@command("cli.help.import", "import")
@click.argument(
    "files",
    metavar="FILES...",
    type=PATH,
    nargs=-1,
    required=True,
    help="cli.help.import_files",
)
@click.option(
    "--to", metavar="DIR", type=PATH, required=True, help="cli.help.import_to"
)
@click.option("--mapping", metavar="FILE", type=PATH, help="cli.help.import_mapping")
@click.option("--base", metavar="DIR", type=PATH, help="cli.help.import_base")
@click.option(
    "--start",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="cli.help.import_start",
)
@click.option(
    "--days", metavar="N", type=click.IntRange(1, 366), help="cli.help.import_days"
)
@click.option(
    "--pseudonym-key-file",
    "key",
    metavar="FILE",
    type=PATH,
    help="cli.help.import_key",
)
@click.option(
    "--write-red-rows", "writes_red", is_flag=True, help="cli.help.import_red"
)
@forced_dataset
@told
def import_files(  # noqa: PLR0913 - a parameter for each option
    files: Sequence[Path],
    to: Path,
    mapping: Path | None,
    base: Path | None,
    start: datetime | None,
    days: int | None,
    key: Path | None,
    writes_red: bool,
    force: bool,
    output: Output,
) -> Exit:
    """Make a dataset of files that other systems exported."""
    from api.cli.commands.data_in.import_exports import ImportOrder, import_exports

    order = ImportOrder(
        files, to, mapping, base, day_of(start), days, key, writes_red, force
    )
    return import_exports(order, output)


@command("cli.help.template")
@click.argument("out", metavar="FILE", type=PATH, help="cli.help.template_out")
@click.option(
    "--from", "folder", metavar="DIR", type=PATH, help="cli.help.template_from"
)
@forced_file
@told
def template(out: Path, folder: Path | None, force: bool, output: Output) -> Exit:
    """Write a workbook to fill in, or a dataset as one."""
    from api.cli.commands.data_in.dataset_book import (
        DatasetBook,
        write_dataset_book,
    )

    return write_dataset_book(DatasetBook(out, folder, force), output)


@command("cli.help.part")
@in_folder
@several("--unit", "units", "ID", "cli.help.part_unit")
@click.option(
    "--from",
    "first",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="cli.help.part_from",
)
@click.option(
    "--to",
    "last",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="cli.help.part_to",
)
@click.option(
    "--out", metavar="DIR", type=PATH, required=True, help="cli.help.part_out"
)
@with_rules
@forced_dataset
@told
def part(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    units: Sequence[str],
    first: datetime | None,
    last: datetime | None,
    out: Path,
    rules: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Write some units and days of a dataset as one of its own."""
    from api.cli.commands.data_in.dataset_part import PartOrder, write_part

    days = day_of(first), day_of(last)
    wanted = PartOrder(folder, tuple(units), days, out, rules, force)
    return write_part(wanted, output)


@command("cli.help.next", "next")
@in_folder
@of_plan
@click.option("--to", "last", metavar="DAY", required=True, help="cli.help.next_to")
@click.option(
    "--out", metavar="DIR", type=PATH, required=True, help="cli.help.next_out"
)
@click.option("--repeat", "repeats", is_flag=True, help="cli.help.next_repeat")
@with_rules
@forced_dataset
@told
def next_period(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    last: str,
    out: Path,
    repeats: bool,
    rules: Path | None,
    force: bool,
    output: Output,
) -> Exit:
    """Write the dataset of the period after a plan."""
    from api.cli.commands.period_after import PeriodAfter, write_next_period

    wanted = PeriodAfter(folder, plan, last, out, rules, repeats, force)
    return write_next_period(wanted, output)
