"""The help of the command line, in words of the catalogue."""

from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem

from api.cli.exits import Exit
from scheduler.messages import LANGUAGES, catalogue, say

SAMPLES = ("lekeberg", "small", "impossible", "understaffed")
"""What ``data.sample`` makes; known here so that help need not import it."""
EXPORTS = ("paxml", "csv", "xlsx", "sie", "ical")
"""What ``data.export`` makes."""
CODE_TABLES = ("payroll", "ledger")
"""The tables that it comes with."""

Row = tuple[str, str]


class SpokenCommand(click.Command):
    """A command whose texts are keys of the catalogue."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language of the command line."""
        write_help(self, ctx, formatter)

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> list[CompletionItem]:
        """Return what may follow, each explained."""
        return [_explained(i, ctx) for i in super().shell_complete(ctx, incomplete)]


class SpokenGroup(click.Group):
    """Commands whose texts are keys of the catalogue."""

    command_class = SpokenCommand

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language of the command line, and the exit codes."""
        write_help(self, ctx, formatter)
        with formatter.section(_said("cli.panel.commands", ctx)):
            rows = [(n, _said(c.help or "", ctx)) for n, c in self.commands.items()]
            formatter.write_dl(rows)
        with formatter.section(_said("cli.exit.title", ctx)):
            formatter.write_dl(list(_exit_codes(ctx)))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which they are used."""
        return list(self.commands)

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> list[CompletionItem]:
        """Return what may follow, each explained."""
        return [_explained(i, ctx) for i in super().shell_complete(ctx, incomplete)]


def write_help(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    """Write how a command is typed, what it does, and what it takes."""
    params = command.get_params(ctx)
    arguments = [p for p in params if isinstance(p, click.Argument)]
    options = [p for p in params if isinstance(p, click.Option)]
    pieces = [
        _said("cli.usage.options", ctx),
        *(p.make_metavar(ctx) for p in arguments),
    ]
    if isinstance(command, click.Group):
        pieces.append(_said("cli.usage.command", ctx))
    prefix = _said("cli.usage.prefix", ctx) + " "
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix)
    formatter.write_paragraph()
    formatter.write_text(_said(command.help or "", ctx))
    if arguments:
        with formatter.section(_said("cli.panel.arguments", ctx)):
            rows = [(p.make_metavar(ctx), _said(p.help or "", ctx)) for p in arguments]
            formatter.write_dl(rows)
    with formatter.section(_said("cli.panel.options", ctx)):
        formatter.write_dl([_option(option, command, ctx) for option in options])


def _option(option: click.Option, command: click.Command, ctx: click.Context) -> Row:
    typed = ", ".join(option.opts)
    if not option.is_flag:
        typed += f" {option.make_metavar(ctx)}"
    if isinstance(option.type, click.IntRange) and option.type.max is not None:
        typed += f" ({option.type.min}–{option.type.max})"
    if option is command.get_help_option(ctx):
        return typed, _said("cli.help.help", ctx)
    told = [_said(option.help or "", ctx)]
    default = option.get_default(ctx)
    if option.required:
        told.append(_said("cli.help.required", ctx))
    elif isinstance(default, str | int | float) and not option.is_flag:
        told.append(_said("cli.help.default", ctx, value=default))
    return typed, " ".join(told)


def _exit_codes(ctx: click.Context) -> Iterator[Row]:
    for code in Exit:
        yield f"{code:>3}", _said(f"cli.exit.{code.name.lower()}", ctx)


def _explained(item: CompletionItem, ctx: click.Context) -> CompletionItem:
    """Return a completion with its help in words."""
    commands = ctx.command.commands if isinstance(ctx.command, click.Group) else {}
    said = commands.get(item.value, item).help or ""
    key = "cli.help.help" if item.value in ctx.help_option_names else said
    return CompletionItem(item.value, item.type, _said(key, ctx) or None)


def _said(key: str, ctx: click.Context, **facts: object) -> str:
    language = ctx.find_root().obj or LANGUAGES[0]
    if key not in catalogue():
        return key
    return say(key, language, names=", ".join(SAMPLES), **facts)
