"""What is said when a signal ends everything at once."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from api.cli.exits import Exit
from api.language import spoken
from scheduler.messages import say


class LastWords(NamedTuple):
    """What goes to standard error, and what to standard output."""

    people: bytes = b""
    programs: bytes = b""


def last_words(arguments: Sequence[str]) -> LastWords:
    """Return the words for a command line, made beforehand: imports may be halved."""
    message = say("cli.aborted", spoken(arguments))
    document = {"error": message, "exit_code": int(Exit.ABORTED)}
    listens = "--json" in arguments
    told = json.dumps(document, ensure_ascii=False, indent=2) + "\n" if listens else ""
    return LastWords(f"{message}\n".encode(), told.encode())
