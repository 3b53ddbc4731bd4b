"""What went wrong with a command, in words and as an exit code."""

import click

from api.cli.exits import Exit
from api.cli.output import Output
from scheduler.messages import catalogue


def explain(error: Exception, output: Output) -> Exit:
    """Say what went wrong; never show a traceback or what was in the data."""
    from data.faults import BadInput

    if isinstance(error, BadInput):
        return output.faults(error)
    if isinstance(error, click.UsageError):
        return _usage(error, output)
    if isinstance(error, OSError) and error.filename is not None:
        reason = error.strerror or type(error).__name__
        facts = {"path": error.filename, "reason": reason}
        return output.refused(output.words("cli.cannot_write", **facts))
    return _internal(error, output)


def _usage(error: click.UsageError, output: Output) -> Exit:
    path = error.ctx.command_path if error.ctx else "bemanna"
    said = [_said(error, output)]
    if isinstance(error, click.NoSuchOption | click.NoSuchCommand):
        meant = ", ".join(error.possibilities or ())
        if meant:
            said.append(output.words("cli.usage.meant", names=meant))
    said.append(output.words("cli.usage.hint", command=path))
    return output.refused(" ".join(said))


def _said(error: click.UsageError, output: Output) -> str:
    match error:
        case click.NoSuchOption():
            return output.words("cli.usage.no_such_option", name=error.option_name)
        case click.NoSuchCommand():
            names = ", ".join(_commands(error.ctx))
            return output.words("cli.usage.no_such_command", names=names)
        case click.BadOptionUsage():
            return output.words("cli.usage.no_value", name=error.option_name)
        case click.MissingParameter():
            return output.words("cli.usage.missing", name=_name(error))
        case click.BadParameter():
            expected = output.words(_expected(error))
            facts = {"name": _name(error), "expected": expected}
            return output.words("cli.usage.bad_value", **facts)
    return output.words("cli.usage.other", message=error.format_message())


def _commands(ctx: click.Context | None) -> list[str]:
    return (
        list(ctx.command.commands)
        if ctx and isinstance(ctx.command, click.Group)
        else []
    )


def _name(error: click.BadParameter) -> str:
    """Return what the user calls the parameter: ``--out`` or ``DIR``."""
    param, ctx = error.param, error.ctx
    if isinstance(param, click.Argument) and ctx is not None:
        return param.make_metavar(ctx)
    return param.opts[0] if param else str(error.param_hint)


def _expected(error: click.BadParameter) -> str:
    key = f"cli.expected.{error.param.name if error.param else ''}"
    return key if key in catalogue() else "cli.expected.value"


def _internal(error: Exception, output: Output) -> Exit:
    """Name the kind and the place of a defect, not its text, which may quote data."""
    from scheduler.planning.result import Defect

    facts = Defect.of(error).model_dump()
    return output.refused(output.words("cli.internal", **facts), Exit.INTERNAL)
