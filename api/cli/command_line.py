"""The command line of ``bemanna``: every command, in the order of its help."""

from collections.abc import Sequence
from pathlib import Path

import click

from api.cli.exits import Exit
from api.cli.help import SpokenGroup
from api.cli.output import Output
from api.cli.typed import comparison_commands as comparing
from api.cli.typed import dataset_commands as datasets
from api.cli.typed import day_commands as days
from api.cli.typed import export_commands as exports
from api.cli.typed import life_commands as life
from api.cli.typed import plan_commands as plans
from api.cli.typed.options import PATH, command, in_language, in_words
from api.cli.usage import explain
from api.language import spoken

SHELLS = ("bash", "zsh", "fish", "powershell")
_COMPLETE = "_BEMANNA_COMPLETE"
"""Set by a shell that wants to know what may follow."""


@click.group(
    cls=SpokenGroup,
    help="cli.help",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@in_language
@click.version_option(
    package_name="bemanna", message="%(prog)s %(version)s", help="cli.help.version"
)
@click.pass_context
def app(context: click.Context, lang: str) -> None:
    """Let a language given before the command hold for the command."""
    context.default_map = {str(context.invoked_subcommand): {"lang": lang}}


@command("cli.help.serve")
@click.option(
    "--port",
    metavar="P",
    type=click.IntRange(1, 65535),
    default=8000,
    help="cli.help.port",
)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", help="cli.help.host")
@click.option("--key-file", metavar="FILE", type=PATH, help="cli.help.key_file")
@click.option(
    "--db", metavar="FILE", type=PATH, default="bemanna.sqlite", help="cli.help.db"
)
@click.option("--cluster", metavar="ADDRESS", help="cli.help.cluster")
@click.option("--dataset", metavar="DIR", type=PATH, help="cli.help.serve_dataset")
@click.option("--plan", metavar="PLAN", type=PATH, help="cli.help.serve_plan")
@click.option("--osm", metavar="FILE", type=PATH, help="cli.help.serve_osm")
@in_words
def serve(  # noqa: PLR0913 - a parameter for each option
    port: int,
    host: str,
    key_file: Path | None,
    db: Path,
    cluster: str | None,
    dataset: Path | None,
    plan: Path | None,
    osm: Path | None,
    as_json: bool,
    lang: str,
) -> Exit:
    """Serve the pages and the HTTP API."""
    from api.cli.commands.serve import Address, Storage, serve_api

    storage = Storage(db, cluster, dataset, plan, osm)
    output = Output(lang, as_json)
    return serve_api(Address(host, port), key_file, storage, output)


@command("cli.help.completion")
@click.argument(
    "shell", metavar="SHELL", type=click.Choice(SHELLS), help="cli.help.shell"
)
@in_words
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


COMMANDS = (
    datasets.sample,
    datasets.check,
    plans.base,
    plans.lay_out,
    datasets.travel,
    datasets.import_files,
    datasets.template,
    datasets.next_period,
    datasets.part,
    plans.solve,
    plans.evaluate,
    plans.price,
    comparing.compare,
    comparing.board_report,
    comparing.what_if,
    days.candidates,
    days.why,
    days.sick,
    days.times,
    days.declined,
    life.propose,
    life.comment,
    life.publish,
    life.history,
    life.changes,
    life.wishes,
    comparing.follow_up,
    comparing.robustness,
    exports.export,
    exports.pages,
    exports.tours,
    comparing.negotiation_pack,
    exports.codes,
    serve,
    completion,
)
for _each in COMMANDS:
    app.add_command(_each)


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
