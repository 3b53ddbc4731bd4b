"""The help of the command line, in words of the catalogue."""

from typing import Any

import typer
from typer import rich_utils

from api.cli.exits import Exit
from scheduler.messages import catalogue, say

SAMPLES = ("lekeberg", "small", "impossible")
"""What ``data.sample`` makes; known here so that help need not import it."""


def in_words(command: Any, language: str) -> Any:
    """Turn every help key in a command and its subcommands into a sentence.

    ``command`` is one of typer's command objects, which have no public type.
    """
    rich_utils.DEFAULT_STRING = say("cli.help.default", language, value="{}")
    rich_utils.REQUIRED_LONG_STRING = say("cli.help.required", language)
    _translate(command, language)
    command.epilog = exit_codes(language)
    return command


def _translate(command: Any, language: str) -> None:
    command.help = _said(command.help, language)
    command.rich_help_panel = say("cli.panel.commands", language)
    helping = command.get_help_option(typer.Context(command))
    helping.help = "cli.help.help"
    for param in (*command.params, helping):
        param.help = _said(param.help, language)
        is_option = param.param_type_name == "option"
        panel = "cli.panel.options" if is_option else "cli.panel.arguments"
        param.rich_help_panel = say(panel, language)
    for inner in getattr(command, "commands", {}).values():
        _translate(inner, language)


def _said(key: str, language: str) -> str:
    if key not in catalogue():
        return key
    return say(key, language, names=", ".join(SAMPLES))


def exit_codes(language: str) -> str:
    """Return what each exit code means, a paragraph each."""
    lines = [say("cli.exit.title", language)]
    for code in Exit:
        lines.append(f"{code:>3}  {say(f'cli.exit.{code.name.lower()}', language)}")
    return "\n\n".join(lines)
