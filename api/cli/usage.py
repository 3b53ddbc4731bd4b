"""What went wrong with a command, in words and as an exit code."""

import traceback
from pathlib import Path
from typing import Any

from api.cli.exits import Exit
from api.cli.output import Output
from scheduler.messages import catalogue


def explain(error: Exception, command: Any, output: Output) -> Exit:
    """Say what went wrong; never show a traceback or what was in the data."""
    from data.faults import BadInput

    if isinstance(error, BadInput):
        return output.faults(error)
    if hasattr(error, "format_message"):
        return _usage(error, command, output)
    if isinstance(error, OSError) and error.filename is not None:
        reason = error.strerror or type(error).__name__
        facts = {"path": error.filename, "reason": reason}
        return output.refused(output.words("cli.cannot_write", **facts))
    return _internal(error, output)


def _usage(error: Any, command: Any, output: Output) -> Exit:
    """Explain a typer error; ``command`` is the whole command line's."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "bemanna"
    key, facts = _kind(error, command, context)
    if key == "bad_value":
        facts["expected"] = output.words(_expected(error))
    said = output.words(f"cli.usage.{key}", **facts)
    hint = output.words("cli.usage.hint", command=path)
    return output.refused(f"{said} {hint}")


def _kind(error: Any, command: Any, context: Any) -> tuple[str, dict[str, str]]:
    name = type(error).__name__
    if name == "NoSuchOption":
        return "no_such_option", {"name": error.option_name}
    if name == "BadOptionUsage":
        return "no_value", {"name": error.option_name}
    if name == "MissingParameter":
        return "missing", {"name": _name(error)}
    if name == "BadParameter":
        return "bad_value", {"name": _name(error)}
    if context is not None and context.command is command:
        return "no_such_command", {"names": ", ".join(command.commands)}
    return "other", {"message": error.format_message()}


def _name(error: Any) -> str:
    """Return what the user calls the parameter: ``--out`` or ``DIR``."""
    param = error.param
    if param is None:
        return str(error.param_hint)
    is_option = param.param_type_name == "option"
    return str(param.opts[0] if is_option else param.metavar)


def _expected(error: Any) -> str:
    name = error.param.name if error.param else str(error.param_hint).strip("-")
    key = f"cli.expected.{name}"
    return key if key in catalogue() else "cli.expected.value"


def _internal(error: Exception, output: Output) -> Exit:
    """Name the kind and the place of a defect, not its text, which may quote data."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    message = output.words("cli.internal", kind=type(error).__name__, place=place)
    return output.refused(message, Exit.INTERNAL)
