"""On which line of a JSON text each value stands."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class _JsonLevel:
    """An object or array that is being walked through."""

    def __init__(self, pointer: str, *, is_object: bool) -> None:
        self.pointer = pointer
        self.is_object = is_object
        self.at = 0
        self.key: str | None = None

    def child(self) -> str:
        """Return the pointer of the value that comes next."""
        return f"{self.pointer}/{self.key if self.is_object else self.at}"


def value_lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield (RFC 6901 pointer, line from 1) of every value of valid JSON.

    A key that is given twice gives the same pointer twice. Escapes inside keys stay
    as they are written.
    """
    levels: list[_JsonLevel] = []
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        token = match.group()
        top = levels[-1] if levels else None
        if token in "}]":
            levels.pop()
        elif token == ",":
            _next(levels[-1])
        elif top is not None and top.is_object and top.key is None:
            top.key = token[1:-1].replace("~", "~0").replace("/", "~1")
        elif token != ":":
            pointer = top.child() if top else ""
            yield pointer, line
            if token in "{[":
                levels.append(_JsonLevel(pointer, is_object=token == "{"))


def _next(level: _JsonLevel) -> None:
    level.at += 1
    level.key = None
