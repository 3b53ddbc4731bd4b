"""The commands of ``bemanna``.

Nothing heavy is imported here: the work is behind imports inside each command, so
that help comes at once.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from math import inf
from pathlib import Path
from typing import Any, TypeVar

import click

from api.cli.exits import Exit
from api.cli.help import CODE_TABLES, EXPORTS, SpokenGroup
from api.cli.output import Output
from api.cli.usage import explain
from api.language import spoken
from scheduler.messages import LANGUAGES

MOST_WORKERS = 256
MOST_SEED = 2**31 - 1
MOST_COMPARED = 2
SHELLS = ("bash", "zsh", "fish", "powershell")
_COMPLETE = "_BEMANNA_COMPLETE"
"""Set by a shell that wants to know what may follow."""

Command = TypeVar("Command", bound=Callable[..., Any])
_PATH = click.Path(path_type=Path)
_folder = click.argument("folder", metavar="DIR", type=_PATH, help="cli.help.folder")
_plan = click.argument("plan", metavar="PLAN", type=_PATH, help="cli.help.plan")
_rules = click.option("--rules", metavar="FILE", type=_PATH, help="cli.help.rules")
_as_of = click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="cli.help.as_of",
)
_agreement = click.option(
    "--agreement", metavar="FILE", type=_PATH, help="cli.help.agreement"
)
_force = click.option("--force", is_flag=True, help="cli.help.force")
_by = click.option("--by", metavar="WHO", required=True, help="cli.help.by")
_maker = click.option("--by", metavar="WHO", help="cli.help.by_maker")
_told_on = click.option(
    "--told",
    "told_on",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="cli.help.told_on",
)
_json = click.option("--json", "as_json", is_flag=True, help="cli.help.json")
_lang = click.option(
    "--lang",
    metavar="sv|en",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    help="cli.help.lang",
)


def _under(command: Command) -> Command:
    """Let a command judge and price under other rules or another agreement."""
    return _rules(_as_of(_agreement(command)))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _told(command: Command) -> Command:
    """Let a command be told as JSON, and in either language."""
    return _json(_lang(command))


def _seed(help_key: str, default: int, metavar: str) -> Callable[[Command], Command]:
    of = click.IntRange(0, MOST_SEED)
    return click.option(
        "--seed", metavar=metavar, type=of, default=default, help=help_key
    )


def _several(
    name: str, to: str, metavar: str, help_key: str, of: click.Path | None = None
) -> Callable[[Command], Command]:
    """Return an option that may be given several times."""
    return click.option(
        name, to, metavar=metavar, type=of, multiple=True, help=help_key
    )


def _count(name: str, default: int, help_key: str) -> Callable[[Command], Command]:
    of = click.IntRange(1, MOST_WORKERS)
    return click.option(name, metavar="N", type=of, default=default, help=help_key)


def _percent(
    name: str, default: float, most: float, help_key: str
) -> Callable[[Command], Command]:
    of = click.FloatRange(0, most)
    return click.option(name, metavar="PCT", type=of, default=default, help=help_key)


def _limited(context: click.Context, param: click.Parameter, value: float) -> float:
    """Refuse seconds that are none, or have no end."""
    if not 0 < value < inf:
        raise click.BadParameter("seconds", context, param)
    return value


def _long(seconds: float) -> Callable[[Command], Command]:
    """Let a command be told how long to plan: by the clock, or by effort."""
    by_clock = click.option(
        "--seconds",
        metavar="S",
        type=float,
        default=seconds,
        callback=_limited,
        help="cli.help.seconds",
    )
    by_effort = click.option(
        "--effort", metavar="N", type=click.IntRange(0), help="cli.help.effort"
    )
    return lambda command: by_clock(by_effort(command))


@click.group(
    cls=SpokenGroup,
    help="cli.help",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@_lang
@click.version_option(
    package_name="bemanna", message="%(prog)s %(version)s", help="cli.help.version"
)
@click.pass_context
def app(context: click.Context, lang: str) -> None:
    """Let a language given before the command hold for the command."""
    context.default_map = {str(context.invoked_subcommand): {"lang": lang}}


@app.command(help="cli.help.sample")
@click.argument("name", metavar="NAME", help="cli.help.sample_name")
@click.option(
    "--out", metavar="DIR", type=_PATH, required=True, help="cli.help.sample_out"
)
@_seed("cli.help.sample_seed", 1, "N")
@click.option("--force", is_flag=True, help="cli.help.sample_force")
@_told
def sample(  # noqa: PLR0913 - a parameter for each option
    name: str, out: Path, seed: int, force: bool, as_json: bool, lang: str
) -> Exit:
    """Write a made-up dataset."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.sample import write_sample

        return write_sample(name, out, seed, force, output)


@app.command(help="cli.help.check")
@_folder
@_rules
@_told
def check(folder: Path, rules: Path | None, as_json: bool, lang: str) -> Exit:
    """Validate a dataset and look for what no plan can do."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.check import check_dataset

        return check_dataset(folder, rules, output)


@app.command(help="cli.help.base")
@_folder
@click.option(
    "--weeks",
    metavar="N",
    type=click.IntRange(1, 52),
    default=8,
    help="cli.help.base_weeks",
)
@click.option(
    "--out", metavar="BASE", type=_PATH, required=True, help="cli.help.base_out"
)
@_several("--unit", "units", "ID", "cli.help.base_units")
@click.option("--vacant", metavar="ROWS", default="", help="cli.help.base_vacant")
@_percent("--percentile", 80, 100, "cli.help.base_percentile")
@click.option(
    "--tolerance",
    metavar="MIN",
    type=click.IntRange(0, 660),
    default=120,
    help="cli.help.base_tolerance",
)
@_long(120)
@_count("--workers", 2, "cli.help.workers")
@_seed("cli.help.seed", 0, "K")
@_rules
@_force
@_told
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
    as_json: bool,
    lang: str,
) -> Exit:
    """Make a base schedule."""
    output = Output(lang, as_json)
    with output.working():
        from api.base_schedules import BaseWanted
        from api.cli.commands.life.base_made import BaseCommand, make_base_schedule
        from scheduler.planning.result import Limits

        limits = Limits(seconds=seconds, effort=effort, workers=workers, seed=seed)
        wanted = BaseWanted(weeks, units, vacant, percentile, tolerance)
        order = BaseCommand(folder, out, wanted, limits, rules, force)
        return make_base_schedule(order, output)


@app.command("lay-out", help="cli.help.lay_out")
@click.argument("base", metavar="BASE", type=_PATH, help="cli.help.lay_out_base")
@_folder
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
    "--out", metavar="DIR", type=_PATH, required=True, help="cli.help.lay_out_out"
)
@click.option("--repeat", "repeats", is_flag=True, help="cli.help.next_repeat")
@_rules
@click.option("--force", is_flag=True, help="cli.help.sample_force")
@_told
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
    as_json: bool,
    lang: str,
) -> Exit:
    """Lay a base schedule out over the calendar."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.base_laid import LayOutOrder, lay_out_base
        from api.laid_out_periods import LaidOutWhen

        when = LaidOutWhen(start.date(), weeks, first_week, repeats)
        order = LayOutOrder(base, folder, when, out, rules, force)
        return lay_out_base(order, output)


@app.command(help="cli.help.travel")
@_folder
@click.option("--osm", metavar="FILE", type=_PATH, help="cli.help.travel_osm")
@_several("--table-service", "services", "[MODE=]URL", "cli.help.travel_service")
@click.option("--out", metavar="FILE", type=_PATH, help="cli.help.travel_out")
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def travel(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    osm: Path | None,
    services: Sequence[str],
    out: Path | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Write how long moves take by road."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.data_in.travel_times import TravelOrder, write_travel

        return write_travel(TravelOrder(folder, osm, services, out, force), output)


@app.command("import", help="cli.help.import")
@click.argument(
    "files",
    metavar="FILES...",
    type=_PATH,
    nargs=-1,
    required=True,
    help="cli.help.import_files",
)
@click.option(
    "--to", metavar="DIR", type=_PATH, required=True, help="cli.help.import_to"
)
@click.option("--mapping", metavar="FILE", type=_PATH, help="cli.help.import_mapping")
@click.option("--base", metavar="DIR", type=_PATH, help="cli.help.import_base")
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
    type=_PATH,
    help="cli.help.import_key",
)
@click.option(
    "--write-red-rows", "writes_red", is_flag=True, help="cli.help.import_red"
)
@click.option("--force", is_flag=True, help="cli.help.sample_force")
@_told
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
    as_json: bool,
    lang: str,
) -> Exit:
    """Make a dataset of files that other systems exported."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.data_in.import_exports import ImportOrder, import_exports

        order = ImportOrder(
            files, to, mapping, base, _day(start), days, key, writes_red, force
        )
        return import_exports(order, output)


@app.command(help="cli.help.template")
@click.argument("out", metavar="FILE", type=_PATH, help="cli.help.template_out")
@click.option(
    "--from", "folder", metavar="DIR", type=_PATH, help="cli.help.template_from"
)
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def template(
    out: Path, folder: Path | None, force: bool, as_json: bool, lang: str
) -> Exit:
    """Write a workbook to fill in, or a dataset as one."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.data_in.dataset_book import (
            DatasetBook,
            write_dataset_book,
        )

        return write_dataset_book(DatasetBook(out, folder, force), output)


@app.command("next", help="cli.help.next")
@_folder
@_plan
@click.option("--to", "last", metavar="DAY", required=True, help="cli.help.next_to")
@click.option(
    "--out", metavar="DIR", type=_PATH, required=True, help="cli.help.next_out"
)
@click.option("--repeat", "repeats", is_flag=True, help="cli.help.next_repeat")
@_rules
@click.option("--force", is_flag=True, help="cli.help.sample_force")
@_told
def next_period(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    last: str,
    out: Path,
    repeats: bool,
    rules: Path | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Write the dataset of the period after a plan."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.period_after import PeriodAfter, write_next_period

        wanted = PeriodAfter(folder, plan, last, out, rules, repeats, force)
        return write_next_period(wanted, output)


@app.command(help="cli.help.solve")
@_folder
@click.option(
    "--out", metavar="PLAN", type=_PATH, required=True, help="cli.help.plan_out"
)
@_long(180)
@_count("--workers", 2, "cli.help.workers")
@_seed("cli.help.seed", 0, "K")
@_under
@click.option("--warm-start", metavar="PLAN", type=_PATH, help="cli.help.warm_start")
@_told_on
@click.option("--also-told", is_flag=True, help="cli.help.also_told")
@_maker
@_force
@_told
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
    as_json: bool,
    lang: str,
) -> Exit:
    """Plan a dataset."""
    output = Output(lang, as_json)
    with output.starting():
        from api.cli.commands.plan_target import PlanTarget
        from api.cli.commands.solve import NoticeTaken, SolveOrder, solve_dataset
        from scheduler.planning.result import Limits

        limits = Limits(seconds=seconds, effort=effort, workers=workers, seed=seed)
        target, day = PlanTarget(out, force, by), _day(as_of)
        notice = NoticeTaken(_day(told_on), also_told)
        order = SolveOrder(
            folder, target, limits, rules, warm_start, day, agreement, notice
        )
        return solve_dataset(order, output)


@app.command(help="cli.help.evaluate")
@_folder
@_plan
@click.option("--out", metavar="DIR", type=_PATH, help="cli.help.evaluate_out")
@_under
@_told_on
@_maker
@_force
@_told
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
    as_json: bool,
    lang: str,
) -> Exit:
    """Audit and price a plan, however made."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.evaluate import Evaluation, evaluate_plan
        from api.cli.commands.plan_target import PlanTarget

        target = PlanTarget(out, force, by) if out else None
        told = _day(told_on)
        wanted = Evaluation(folder, plan, target, rules, _day(as_of), agreement, told)
        return evaluate_plan(wanted, output)


@app.command(help="cli.help.price")
@_folder
@_plan
@_as_of
@_agreement
@_told
def price(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    as_of: datetime | None,
    agreement: Path | None,
    as_json: bool,
    lang: str,
) -> Exit:
    """Explain the price of a plan line by line."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.line_by_line import PricedPlan, price_plan

        wanted = PricedPlan(folder, plan, _day(as_of), agreement)
        return price_plan(wanted, output)


@app.command(help="cli.help.compare")
@_folder
@click.argument(
    "plans",
    metavar="PLAN PLAN...",
    type=_PATH,
    nargs=-1,
    required=True,
    help="cli.help.plans",
)
@click.option(
    "--beside",
    metavar="DIR PLAN",
    type=(_PATH, _PATH),
    multiple=True,
    help="cli.help.beside",
)
@click.option("--out", metavar="FILE", type=_PATH, help="cli.help.compare_out")
@_under
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def compare(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plans: Sequence[Path],
    beside: Sequence[tuple[Path, Path]],
    out: Path | None,
    rules: Path | None,
    as_of: datetime | None,
    agreement: Path | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Set plans side by side, or one under two agreements."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.compare import Sides, compare_plans
        from api.cli.commands.comparison_target import ComparisonTarget

        sides = Sides(folder, plans, rules, _day(as_of), agreement, beside)
        target = ComparisonTarget(out, force) if out else None
        return compare_plans(sides, target, output)


@app.command("board-report", help="cli.help.board_report")
@_folder
@click.argument("before", metavar="BEFORE", type=_PATH, help="cli.help.before")
@click.argument("after", metavar="AFTER", type=_PATH, help="cli.help.after")
@click.option(
    "--out", metavar="FILE", type=_PATH, required=True, help="cli.help.board_out"
)
@click.option(
    "--after-dataset", "other", metavar="DIR", type=_PATH, help="cli.help.after_dataset"
)
@click.option("--outcomes", metavar="FILE", type=_PATH, help="cli.help.outcomes")
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def board_report(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    before: Path,
    after: Path,
    out: Path,
    other: Path | None,
    outcomes: Path | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Write the board's report on a schedule, before and after."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.board_report import BoardReport, write_board_report

        wanted = BoardReport(folder, before, after, out, other, outcomes, force)
        return write_board_report(wanted, output)


@app.command("what-if", help="cli.help.what_if")
@_folder
@_several("--patch", "patches", "FILE", "cli.help.patch", _PATH)
@_several("--preset", "presets", "NAME:VALUE", "cli.help.preset")
@_several("--frontier", "frontiers", "NAME:VALUES", "cli.help.frontier")
@_several("--add-employee", "more", "ID", "cli.help.add_employee")
@_several("--remove-employee", "less", "ID", "cli.help.remove_employee")
@_several("--weekends", "weekends", "N/M", "cli.help.weekends")
@_several("--absent", "absent", "ID@TIME", "cli.help.absent")
@click.option(
    "--out", metavar="DIR", type=_PATH, required=True, help="cli.help.what_if_out"
)
@_long(60)
@_count("--seeds", 3, "cli.help.seeds")
@_count("--most-seeds", 5, "cli.help.most_seeds")
@click.option(
    "--within",
    metavar="PCT",
    type=click.FloatRange(0, 100),
    default=1.0,
    help="cli.help.within",
)
@_count("--cores", 2, "cli.help.cores")
@click.option("--cluster", metavar="ADDRESS", help="cli.help.cluster")
@_seed("cli.help.seed", 0, "K")
@click.option("--parquet", is_flag=True, help="cli.help.parquet")
@_rules
@_told
def what_if(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    patches: Sequence[Path],
    presets: Sequence[str],
    frontiers: Sequence[str],
    more: Sequence[str],
    less: Sequence[str],
    weekends: Sequence[str],
    absent: Sequence[str],
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
    as_json: bool,
    lang: str,
) -> Exit:
    """Compare what is with what could be."""
    output = Output(lang, as_json)
    with output.starting():
        from api.cli.commands.question import Question, StudyTarget
        from api.cli.commands.question import what_if as compared
        from api.what_if.study import Effort
        from api.what_if.workers import Workers
        from scheduler.planning.result import Limits

        limits = Limits(seconds=seconds, effort=effort, workers=1, seed=seed)
        asked = Question(
            folder, rules, patches, more, less, weekends, absent, presets, frontiers
        )
        tried = Effort(limits, seeds, most_seeds, within / 100)
        target = StudyTarget(out, parquet)
        return compared(asked, tried, Workers(cores, cluster), target, output)


_most = click.option(
    "--most",
    metavar="N",
    type=click.IntRange(1, 1000),
    default=20,
    help="cli.help.most",
)


@app.command(help="cli.help.candidates")
@_folder
@_plan
@click.option("--shift", metavar="ID@DATE", help="cli.help.candidates_shift")
@click.option("--visit", metavar="ID", help="cli.help.candidates_visit")
@_most
@_rules
@_told
def candidates(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    shift: str | None,
    visit: str | None,
    most: int,
    rules: Path | None,
    as_json: bool,
    lang: str,
) -> Exit:
    """Tell who could take a shift or a visit instead."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.running.candidates import (
            CandidateQuestion,
            show_candidates,
        )

        wanted = CandidateQuestion(folder, plan, shift, visit, rules, most)
        return show_candidates(wanted, output)


@app.command(help="cli.help.why")
@_folder
@click.argument(
    "plan", metavar="[PLAN]", type=_PATH, required=False, help="cli.help.why_plan"
)
@click.option("--visit", metavar="ID", help="cli.help.why_visit")
@_rules
@click.option("--out", metavar="FILE", type=_PATH, help="cli.help.why_out")
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def why(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path | None,
    visit: str | None,
    rules: Path | None,
    out: Path | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Tell what does not go together, and what would mend it."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.running.why import WhyQuestion, show_why

        return show_why(WhyQuestion(folder, plan, visit, rules, out, force), output)


@app.command(help="cli.help.sick")
@_folder
@_plan
@click.argument("who", metavar="ID", help="cli.help.sick_who")
@click.option(
    "--from", "start", metavar="TIME", required=True, help="cli.help.sick_from"
)
@click.option("--to", "end", metavar="TIME", help="cli.help.sick_to")
@_several("--with", "among", "ID", "cli.help.sick_with")
@click.option("--apply", "applies", is_flag=True, help="cli.help.sick_apply")
@click.option("--out", metavar="PLAN", type=_PATH, help="cli.help.sick_out")
@click.option("--data", metavar="DIR", type=_PATH, help="cli.help.sick_data")
@_most
@_rules
@_maker
@_force
@_told
def sick(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    who: str,
    start: str,
    end: str | None,
    among: Sequence[str],
    applies: bool,
    out: Path | None,
    data: Path | None,
    most: int,
    rules: Path | None,
    by: str | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Tell who can take the shifts of somebody ill, or change the plan."""
    output, place = Output(lang, as_json), None
    with output.working():
        from api.cli.commands.plan_target import PlanTarget
        from api.cli.commands.running.sick import (
            ChangedPlace,
            SickOrder,
            somebody_is_sick,
        )
        from api.replanning.asked import SickAsked

        if applies:
            if out is None or data is None:
                return output.refused(output.words("cli.sick.needs_places"))
            place = ChangedPlace(PlanTarget(out, force, by), data)
        asked = SickAsked(who, start, end)
        order = SickOrder(folder, plan, asked, rules, most, among, place)
        return somebody_is_sick(order, output)


@app.command(help="cli.help.times")
@_folder
@_plan
@click.option("--visit", metavar="ID", help="cli.help.times_visit")
@click.option("--client", metavar="ID", help="cli.help.times_client")
@click.option("--date", "day", metavar="DATE", help="cli.help.times_date")
@click.option(
    "--minutes",
    metavar="N",
    type=click.IntRange(1, 1440),
    help="cli.help.times_minutes",
)
@click.option(
    "--staff", metavar="N", type=click.IntRange(1, 2), help="cli.help.times_staff"
)
@_several("--skill", "skills", "NAME", "cli.help.times_skill")
@click.option("--unit", metavar="ID", help="cli.help.times_unit")
@click.option(
    "--place", metavar="LAT LON", type=(float, float), help="cli.help.times_place"
)
@click.option("--between", metavar="FROM-TO", help="cli.help.times_between")
@_most
@_rules
@_told
def times(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    visit: str | None,
    client: str | None,
    day: str | None,
    minutes: int | None,
    staff: int | None,
    skills: Sequence[str],
    unit: str | None,
    place: tuple[float, float] | None,
    between: str | None,
    most: int,
    rules: Path | None,
    as_json: bool,
    lang: str,
) -> Exit:
    """Tell when there is room for a new or changed visit."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.running.visit_needs import TimesQuestion, show_times
        from api.replanning.asked import TimesAsked

        lat, lon = place or (None, None)
        asked = TimesAsked(
            visit, client, day, minutes, staff, skills, unit, lat, lon, between
        )
        return show_times(TimesQuestion(folder, plan, asked, rules, most), output)


@app.command(help="cli.help.declined")
@_folder
@_plan
@click.argument("visit", metavar="VISIT", help="cli.help.declined_visit")
@_rules
@_told
def declined(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    visit: str,
    rules: Path | None,
    as_json: bool,
    lang: str,
) -> Exit:
    """Tell what a declined visit gives back."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.running.visit_needs import show_freed

        return show_freed(folder, plan, visit, rules, output)


@app.command(help="cli.help.propose")
@_folder
@_plan
@_by
@_rules
@_told
def propose(  # noqa: PLR0913 - a parameter for each option
    folder: Path, plan: Path, by: str, rules: Path | None, as_json: bool, lang: str
) -> Exit:
    """Show a plan to those who work."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.states import LivingPlan, propose_plan

        return propose_plan(LivingPlan(folder, plan, by, rules), output)


@app.command(help="cli.help.comment")
@_folder
@_plan
@click.argument("text", metavar="TEXT", help="cli.help.comment_text")
@_by
@click.option("--about", metavar="ID", help="cli.help.comment_about")
@_rules
@_told
def comment(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    text: str,
    by: str,
    about: str | None,
    rules: Path | None,
    as_json: bool,
    lang: str,
) -> Exit:
    """Say something of a plan."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.states import LivingPlan, comment_plan

        living = LivingPlan(folder, plan, by, rules)
        return comment_plan(living, text, about, output)


@app.command(help="cli.help.publish")
@_folder
@_plan
@_by
@click.option(
    "--on",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="cli.help.publish_on",
)
@_rules
@_told
def publish(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    by: str,
    on: datetime | None,
    rules: Path | None,
    as_json: bool,
    lang: str,
) -> Exit:
    """Tell those who work of a plan."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.states import LivingPlan, publish_plan

        living = LivingPlan(folder, plan, by, rules)
        return publish_plan(living, _day(on), output)


@app.command(help="cli.help.history")
@_plan
@_told
def history(plan: Path, as_json: bool, lang: str) -> Exit:
    """Show what happened to a plan."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.states import show_history

        return show_history(plan, output)


@app.command(help="cli.help.changes")
@_folder
@click.argument(
    "plans",
    metavar="[OLD] PLAN",
    type=_PATH,
    nargs=-1,
    required=True,
    help="cli.help.changes_plans",
)
@click.option("--of", "only", metavar="ID", help="cli.help.changes_of")
@click.option("--out", metavar="FILE", type=_PATH, help="cli.help.changes_out")
@_rules
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def changes(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plans: Sequence[Path],
    only: str | None,
    out: Path | None,
    rules: Path | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Tell what differs from what people were told."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.changes_told import ChangesAsked, show_changes

        if len(plans) > MOST_COMPARED:
            return output.refused(output.words("life.changes.two"))
        asked = ChangesAsked(folder, plans, only, out, rules, force)
        return show_changes(asked, output)


@app.command(help="cli.help.wishes")
@_folder
@click.option("--plan", metavar="PLAN", type=_PATH, help="cli.help.wishes_plan")
@click.option("--of", "only", metavar="ID", help="cli.help.wishes_of")
@_rules
@_told
def wishes(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path | None,
    only: str | None,
    rules: Path | None,
    as_json: bool,
    lang: str,
) -> Exit:
    """Tell what became of wishes."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.wishes_granted import LedgerAsked, show_wishes

        return show_wishes(LedgerAsked(folder, plan, only, rules), output)


@app.command("follow-up", help="cli.help.follow_up")
@_folder
@_plan
@click.option("--performed", metavar="FILE", type=_PATH, help="cli.help.performed")
@click.option("--worked", metavar="FILE", type=_PATH, help="cli.help.worked")
@click.option("--out", metavar="FILE", type=_PATH, help="cli.help.follow_up_out")
@click.option("--patch", metavar="FILE", type=_PATH, help="cli.help.follow_up_patch")
@click.option(
    "--apply", "applied", metavar="DIR", type=_PATH, help="cli.help.follow_up_apply"
)
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def follow_up(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    performed: Path | None,
    worked: Path | None,
    out: Path | None,
    patch: Path | None,
    applied: Path | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Set a plan beside what was performed and worked."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.follow_up_report import (
            FollowUpOrder,
            write_follow_up,
        )

        order = FollowUpOrder(
            folder, plan, performed, worked, out, patch, applied, force
        )
        return write_follow_up(order, output)


@app.command(help="cli.help.robustness")
@_folder
@click.argument(
    "plans",
    metavar="PLAN...",
    type=_PATH,
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
@_percent("--share", 8, 50, "cli.help.share")
@click.option(
    "--length",
    metavar="DAYS",
    type=click.IntRange(1, 28),
    default=4,
    help="cli.help.length",
)
@_percent("--outbreak", 0, 90, "cli.help.outbreak")
@_seed("cli.help.robustness_seed", 0, "K")
@_rules
@click.option("--out", metavar="FILE", type=_PATH, help="cli.help.robustness_out")
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
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
    as_json: bool,
    lang: str,
) -> Exit:
    """Try plans on the same sickness."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.robustness import Trial, try_plans
        from scheduler.robustness.ill_people import Draw, Sickness

        sickness = Sickness(share_pct=share, length=length, outbreak_pct=outbreak)
        draw = Draw(days=days, seed=seed, sickness=sickness)
        trial = Trial(folder, plans, draw, rules, out, force)
        return try_plans(trial, output)


@app.command(help="cli.help.export")
@_folder
@_plan
@click.option(
    "--as",
    "form",
    metavar="|".join(EXPORTS),
    type=click.Choice(EXPORTS),
    required=True,
    help="cli.help.export_as",
)
@click.option(
    "--out", metavar="FILE", type=_PATH, required=True, help="cli.help.export_out"
)
@click.option("--codes", metavar="FILE", type=_PATH, help="cli.help.export_codes")
@click.option("--only", metavar="ID", help="cli.help.export_only")
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def export(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    form: str,
    out: Path,
    codes: Path | None,
    only: str | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Write a plan for payroll, ledger or people's calendars."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.export import Export, export_plan

        order = Export(folder, plan, form, out, codes, only, force)
        return export_plan(order, output)


@app.command(help="cli.help.pages")
@_folder
@_plan
@click.option(
    "--out", metavar="FOLDER", type=_PATH, required=True, help="cli.help.pages_out"
)
@_several("--person", "people", "ID", "cli.help.pages_person")
@_several("--unit", "units", "ID", "cli.help.pages_unit")
@click.option("--force", is_flag=True, help="cli.help.pages_force")
@_told
def pages(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    out: Path,
    people: Sequence[str],
    units: Sequence[str],
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Write everybody's schedule as a page of their own."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.people_pages import PagesOrder, write_pages

        order = PagesOrder(folder, plan, out, people, units, force)
        return write_pages(order, output)


@app.command(help="cli.help.tours")
@_folder
@_plan
@click.option(
    "--out", metavar="FILE", type=_PATH, required=True, help="cli.help.tours_out"
)
@_several("--day", "days", "DATE", "cli.help.tours_day")
@_several("--unit", "units", "ID", "cli.help.tours_unit")
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def tours(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    plan: Path,
    out: Path,
    days: Sequence[str],
    units: Sequence[str],
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Write who goes where, unit by unit and day by day."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.tour_lists import ToursOrder, write_tours

        order = ToursOrder(folder, plan, out, days, units, force)
        return write_tours(order, output)


@app.command("negotiation-pack", help="cli.help.negotiation_pack")
@_folder
@click.argument("old", metavar="OLD", type=_PATH, help="cli.help.pack_old")
@click.argument("new", metavar="NEW", type=_PATH, help="cli.help.pack_new")
@click.option(
    "--out", metavar="FILE", type=_PATH, required=True, help="cli.help.pack_out"
)
@click.option(
    "--old-dataset",
    "other",
    metavar="DIR",
    type=_PATH,
    help="cli.help.pack_old_dataset",
)
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def negotiation_pack(  # noqa: PLR0913 - a parameter for each option
    folder: Path,
    old: Path,
    new: Path,
    out: Path,
    other: Path | None,
    force: bool,
    as_json: bool,
    lang: str,
) -> Exit:
    """Write the old schedule against the new, person by person."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.life.negotiation_command import PackOrder, write_pack

        return write_pack(PackOrder(folder, old, new, out, other, force), output)


@app.command(help="cli.help.codes")
@click.argument(
    "table",
    metavar="|".join(CODE_TABLES),
    type=click.Choice(CODE_TABLES),
    help="cli.help.codes_table",
)
@click.option(
    "--out", metavar="FILE", type=_PATH, required=True, help="cli.help.codes_out"
)
@click.option("--force", is_flag=True, help="cli.help.compare_force")
@_told
def codes(table: str, out: Path, force: bool, as_json: bool, lang: str) -> Exit:
    """Write the codes or accounts that come along, to be changed."""
    output = Output(lang, as_json)
    with output.working():
        from api.cli.commands.export import write_template

        return write_template(table, out, force, output)


@app.command(help="cli.help.serve")
@click.option(
    "--port",
    metavar="P",
    type=click.IntRange(1, 65535),
    default=8000,
    help="cli.help.port",
)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", help="cli.help.host")
@click.option("--key-file", metavar="FILE", type=_PATH, help="cli.help.key_file")
@click.option(
    "--db", metavar="FILE", type=_PATH, default="bemanna.sqlite", help="cli.help.db"
)
@click.option("--cluster", metavar="ADDRESS", help="cli.help.cluster")
@click.option("--dataset", metavar="DIR", type=_PATH, help="cli.help.serve_dataset")
@click.option("--plan", metavar="PLAN", type=_PATH, help="cli.help.serve_plan")
@_told
def serve(  # noqa: PLR0913 - a parameter for each option
    port: int,
    host: str,
    key_file: Path | None,
    db: Path,
    cluster: str | None,
    dataset: Path | None,
    plan: Path | None,
    as_json: bool,
    lang: str,
) -> Exit:
    """Serve the pages and the HTTP API."""
    from api.cli.commands.serve import Address, Storage, serve_api

    storage = Storage(db, cluster, dataset, plan)
    output = Output(lang, as_json)
    return serve_api(Address(host, port), key_file, storage, output)


@app.command(help="cli.help.completion")
@click.argument(
    "shell", metavar="SHELL", type=click.Choice(SHELLS), help="cli.help.shell"
)
@_told
def completion(shell: str, as_json: bool, lang: str) -> Exit:
    """Print the script that lets a shell complete what is typed."""
    from click.shell_completion import get_completion_class

    output = Output(lang, as_json)
    found = get_completion_class(shell)
    if found is None:
        return output.refused(output.words("cli.expected.shell"))
    script = found(app, {}, "bemanna", _COMPLETE).source()
    if not as_json:
        output.out.file.write(script + "\n")
    return output.document({"script": script}, Exit.DONE)


def run(arguments: Sequence[str]) -> Exit:
    """Carry out a command line; whatever goes wrong becomes words and an exit code."""
    output = Output(spoken(arguments), "--json" in arguments)
    words = list(arguments) or ["--help"]
    try:
        ended = app.main(
            words, "bemanna", _COMPLETE, standalone_mode=False, obj=output.language
        )
    except click.Abort:
        return output.aborted()
    except Exception as error:
        return explain(error, output)
    return Exit(ended or 0)
