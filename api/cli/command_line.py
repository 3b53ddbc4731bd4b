"""The commands of ``bemanna``.

Nothing heavy is imported here: the work is behind imports inside each command, so
that help comes at once.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import Exit
from api.cli.help import in_words
from api.cli.output import Output
from api.cli.usage import explain
from api.language import spoken

app = typer.Typer(add_completion=False, help="cli.help")

MOST_WORKERS = 256
MOST_SEED = 2**31 - 1


class Language(StrEnum):
    """The languages of the catalogue."""

    SV = "sv"
    EN = "en"


Folder = Annotated[Path, typer.Argument(metavar="DIR", help="cli.help.folder")]
Rules = Annotated[
    Path | None, typer.Option("--rules", metavar="FILE", help="cli.help.rules")
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", metavar="DATE", formats=["%Y-%m-%d"], help="cli.help.as_of"
    ),
]
OwnAgreement = Annotated[
    Path | None, typer.Option("--agreement", metavar="FILE", help="cli.help.agreement")
]
PlanFolder = Annotated[Path, typer.Argument(metavar="PLAN", help="cli.help.plan")]
Force = Annotated[bool, typer.Option("--force", help="cli.help.force")]
Json = Annotated[bool, typer.Option("--json", help="cli.help.json")]
Lang = Annotated[
    Language, typer.Option("--lang", metavar="sv|en", help="cli.help.lang")
]


@app.callback()
def bemanna(context: typer.Context, lang: Lang = Language.SV) -> None:
    """Let a language given before the command hold for the command."""
    given = {"lang": lang.value}
    context.default_map = {str(context.invoked_subcommand): given}


@app.command(help="cli.help.sample")
def sample(  # noqa: PLR0913 - a parameter for each option
    name: Annotated[str, typer.Argument(metavar="NAME", help="cli.help.sample_name")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="cli.help.sample_out")],
    seed: Annotated[
        int,
        typer.Option(metavar="N", min=0, max=MOST_SEED, help="cli.help.sample_seed"),
    ] = 1,
    force: Annotated[
        bool, typer.Option("--force", help="cli.help.sample_force")
    ] = False,
    as_json: Json = False,
    lang: Lang = Language.SV,
) -> Exit:
    """Write a made-up dataset."""
    from api.cli.commands.sample import write_sample

    return write_sample(name, out, seed, force, Output(lang.value, as_json))


@app.command(help="cli.help.check")
def check(
    folder: Folder,
    rules: Rules = None,
    as_json: Json = False,
    lang: Lang = Language.SV,
) -> Exit:
    """Validate a dataset and look for what no plan can do."""
    from api.cli.commands.check import check_dataset

    return check_dataset(folder, rules, Output(lang.value, as_json))


@app.command(help="cli.help.solve")
def solve(  # noqa: PLR0913 - a parameter for each option
    folder: Folder,
    out: Annotated[Path, typer.Option(metavar="PLAN", help="cli.help.plan_out")],
    seconds: Annotated[float, typer.Option(metavar="S", help="cli.help.seconds")] = 180,
    effort: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="cli.help.effort")
    ] = None,
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, max=MOST_WORKERS, help="cli.help.workers")
    ] = 2,
    seed: Annotated[
        int, typer.Option(metavar="K", min=0, max=MOST_SEED, help="cli.help.seed")
    ] = 0,
    rules: Rules = None,
    as_of: AsOf = None,
    agreement: OwnAgreement = None,
    warm_start: Annotated[
        Path | None, typer.Option(metavar="PLAN", help="cli.help.warm_start")
    ] = None,
    force: Force = False,
    as_json: Json = False,
    lang: Lang = Language.SV,
) -> Exit:
    """Plan a dataset."""
    from api.cli.commands.plan_target import PlanTarget
    from api.cli.commands.solve import SolveOrder, solve_dataset
    from scheduler.planning.result import Limits

    if not 0 < seconds < float("inf"):
        raise typer.BadParameter("seconds", param_hint="--seconds")
    limits = Limits(seconds=seconds, effort=effort, workers=workers, seed=seed)
    target, day = PlanTarget(out, force), _day(as_of)
    order = SolveOrder(folder, target, limits, rules, warm_start, day, agreement)
    return solve_dataset(order, Output(lang.value, as_json))


@app.command(help="cli.help.evaluate")
def evaluate(  # noqa: PLR0913 - a parameter for each option
    folder: Folder,
    plan: PlanFolder,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="cli.help.evaluate_out")
    ] = None,
    rules: Rules = None,
    as_of: AsOf = None,
    agreement: OwnAgreement = None,
    force: Force = False,
    as_json: Json = False,
    lang: Lang = Language.SV,
) -> Exit:
    """Audit and price a plan, however made."""
    from api.cli.commands.evaluate import Evaluation, evaluate_plan
    from api.cli.commands.plan_target import PlanTarget

    target = PlanTarget(out, force) if out else None
    wanted = Evaluation(folder, plan, target, rules, _day(as_of), agreement)
    return evaluate_plan(wanted, Output(lang.value, as_json))


@app.command(help="cli.help.compare")
def compare(  # noqa: PLR0913 - a parameter for each option
    folder: Folder,
    plans: Annotated[
        list[Path], typer.Argument(metavar="PLAN PLAN...", help="cli.help.plans")
    ],
    rules: Rules = None,
    as_of: AsOf = None,
    agreement: OwnAgreement = None,
    as_json: Json = False,
    lang: Lang = Language.SV,
) -> Exit:
    """Set plans of one dataset side by side, or one under two agreements."""
    from api.cli.commands.compare import Sides, compare_plans

    sides = Sides(folder, plans, rules, _day(as_of), agreement)
    return compare_plans(sides, Output(lang.value, as_json))


@app.command(help="cli.help.serve")
def serve(  # noqa: PLR0913 - a parameter for each option
    port: Annotated[
        int, typer.Option(metavar="P", min=1, max=65535, help="cli.help.port")
    ] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="cli.help.host")
    ] = "127.0.0.1",
    key_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="cli.help.key_file")
    ] = None,
    db: Annotated[Path, typer.Option(metavar="FILE", help="cli.help.db")] = Path(
        "bemanna.sqlite"
    ),
    as_json: Json = False,
    lang: Lang = Language.SV,
) -> Exit:
    """Serve the HTTP API."""
    from api.cli.commands.serve import Address, serve_api

    return serve_api(Address(host, port), key_file, db, Output(lang.value, as_json))


def _day(given: datetime | None) -> date | None:
    return given and given.date()


def run(arguments: Sequence[str]) -> Exit:
    """Carry out a command line; whatever goes wrong becomes words and an exit code."""
    output = Output(spoken(arguments), "--json" in arguments)
    command = in_words(typer.main.get_command(app), output.language)
    arguments = list(arguments) or ["--help"]
    try:
        ended = command.main(arguments, prog_name="bemanna", standalone_mode=False)
    except Exception as error:
        return explain(error, command, output)
    code = Exit(ended or 0)  # a KeyboardInterrupt ends as 130
    return output.aborted() if code is Exit.ABORTED else code
