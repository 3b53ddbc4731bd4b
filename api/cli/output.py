"""What a command prints: words for people, or one JSON document for programs."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO, cast

from rich.console import Console, RenderableType

from api.cli.exits import Exit
from api.cli.starting import Starting
from data.control_characters import escaped_json, visible
from scheduler.messages import say

if TYPE_CHECKING:
    from data.both_languages import Both
    from data.faults import BadInput


class ForgivingStream:
    """Standard error; when nobody is there to read it any more, work goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        """Return what the stream has."""
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write, if that is possible."""
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written, if that is possible."""
        with suppress(OSError):
            self._stream.flush()


class Output:
    """Standard output for results, standard error for everything on the way."""

    def __init__(self, language: str, as_json: bool = False) -> None:
        self.language = language
        self.as_json = as_json
        self.out = Console(highlight=False, markup=False, emoji=False)
        stream = cast("TextIO", ForgivingStream(sys.stderr))
        self.err = Console(file=stream, highlight=False, markup=False, emoji=False)
        self._starting: Starting | None = None

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Say that the command begins, again and again until it has ``begun``."""
        self._starting = Starting(partial(self._tell_seconds, "cli.starting"))
        try:
            yield
        finally:
            self.begun()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Say that the command works, if that takes more than a moment."""
        tell = partial(self._tell_seconds, "cli.working")
        self._starting = Starting(tell, later=True)
        try:
            yield
        finally:
            self.begun()

    def _tell_seconds(self, key: str, seconds: float) -> None:
        self.note(self.words(key, seconds=int(seconds)))

    def goes_on(self, line: Callable[[float], str]) -> None:
        """Print where the command is, again and again with the seconds since."""
        if self._starting is None:
            self.note(line(0.0))
            return
        self._starting.end()
        self._starting = Starting(lambda seconds: self.note(line(seconds)))

    def begun(self) -> None:
        """Say no more that the command begins: it tells how far it is."""
        if self._starting is not None:
            self._starting.end()
            self._starting = None

    def words(self, key: str, **facts: object) -> str:
        """Return message ``key`` in the language of this output."""
        return say(key, self.language, **facts)

    def tell(self, key: str, **facts: object) -> None:
        """Print a message for people; nothing where a program listens."""
        self.show(self.words(key, **facts))

    def show(self, thing: RenderableType) -> None:
        """Print a table or a text for people; nothing where a program listens."""
        if self.as_json:
            return
        if isinstance(thing, str):
            self.out.print(visible(thing), soft_wrap=True)
        else:
            self.out.print(thing, crop=False)  # no figure may lose its end

    def show_all(self, texts: Iterable["Both"]) -> None:
        """Print texts for people, each on a line of its own."""
        for text in texts:
            self.show(str(getattr(text, self.language)))

    def note(self, text: str) -> None:
        """Print a line that is no result."""
        self.err.print(visible(text), soft_wrap=True)

    def document(self, content: Mapping[str, object], code: Exit) -> Exit:
        """Print the result for a program, if one listens; return ``code``."""
        if self.as_json:
            whole = {**content, "exit_code": int(code)}
            text = json.dumps(whole, ensure_ascii=False, indent=2)
            self.out.file.write(escaped_json(text) + "\n")
        return code

    def refused(self, message: str, code: Exit = Exit.BAD_INPUT) -> Exit:
        """Say in one sentence why nothing was done; return ``code``."""
        self.note(message)
        return self.document({"error": message}, code)

    def faults(self, bad: "BadInput") -> Exit:
        """Print what is wrong with what was handed in."""
        for fault in bad.faults:
            self.note(fault.text(self.language))
        self.note(self.words("cli.faults", count=bad.count))
        rows = [
            fault.model_dump(exclude={"facts"})
            | {"message": fault.message(self.language)}
            for fault in bad.faults
        ]
        return self.document({"faults": rows, "count": bad.count}, Exit.BAD_INPUT)

    def aborted(self) -> Exit:
        """Say that nothing was kept."""
        return self.refused(self.words("cli.aborted"), Exit.ABORTED)
