"""``bemanna serve``: the HTTP API on this computer."""

import os
import re
import signal
import socket
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import uvicorn

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import SIGNALS
from api.http.app import create_app
from api.http.opened.loaded_plan import load
from api.http.opened.map_backgrounds import MapBackgrounds
from api.http.studies.study_work import StudyPlace
from api.store.database import DatabaseUnusableError, open_file
from data.disk.plain_file import plain_bytes
from data.faults import BadInput, Fault
from data.roads.road_clip import check_extract

KEY_VARIABLE = "BEMANNA_KEY"
_KEY = re.compile(r"[!-~]{16,}")


class Address(NamedTuple):
    """Where to listen."""

    host: str
    port: int

    @property
    def is_own(self) -> bool:
        """Whether no other computer can reach it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def url(self) -> str:
        """The address as a browser is given it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def listen(self) -> socket.socket:
        """Begin to listen; raises ``OSError`` where that is not possible.

        The end of an answer is sent at once: else a client that waits to acknowledge
        its beginning gets it 40 ms later.
        """
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        listener = socket.create_server(self, family=family)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener


class Storage(NamedTuple):
    """Where the service keeps things, and where it computes studies."""

    db: Path
    cluster: str | None = None
    """Address of a dask scheduler; else this computer's cores."""
    dataset: Path | None = None
    """A dataset to begin with."""
    plan: Path | None = None
    """A plan of it."""
    osm: Path | None = None
    """An extract of OpenStreetMap, for what lies behind the maps."""

    @property
    def studies(self) -> StudyPlace:
        """Finished runs of studies lie in a folder beside the database."""
        return StudyPlace(self.db.with_name(f"{self.db.name}.runs"), self.cluster)


def serve_api(
    address: Address, key_file: Path | None, storage: Storage, output: Output
) -> Exit:
    """Serve until somebody ends it; jobs under way keep their best plan."""
    check_extract(storage.osm)
    key = _key(key_file)
    if key is None and not address.is_own:
        return output.refused(output.words("cli.serve.no_key", host=address.host))
    if key is not None and not _KEY.fullmatch(key):
        return output.refused(output.words("cli.serve.bad_key"))
    try:
        listener = address.listen()
    except OSError as error:
        facts = {**address._asdict(), "reason": error.strerror}
        return output.refused(output.words("cli.port_taken", **facts))
    with listener:
        try:
            engine = open_file(storage.db)
            app = create_app(engine, key=key, studies=storage.studies, plans_apart=True)
            app.state.map_backgrounds = MapBackgrounds(storage.osm)
            if storage.dataset is not None:
                load(app.state.service, storage.dataset, storage.plan)
        except DatabaseUnusableError as error:
            said = output.words("cli.no_database", path=storage.db, reason=error)
            return output.refused(said)
        output.note(output.words("cli.serve.started", url=address.url))
        output.document({"url": address.url}, Exit.DONE)
        output.out.file.flush()
        config = uvicorn.Config(app, log_level="warning", access_log=False)
        server = uvicorn.Server(config)
        app.state.is_ending = lambda: server.should_exit
        _run(server, listener)
    return Exit.DONE


def _key(file: Path | None) -> str | None:
    """Return the key that everybody must show, if there is one.

    Raises
    ------
    BadInput
        Its file cannot be read.
    """
    if file is None:
        return os.environ.get(KEY_VARIABLE)
    try:
        return plain_bytes(file).decode("utf-8").strip()
    except (OSError, ValueError) as error:
        raise BadInput([Fault(code="unreadable_file", file=str(file))]) from error


def _interrupt(number: int, _frame: FrameType | None) -> None:
    """End the server, or what comes before and after it; it knows no SIGHUP."""
    if number == signal.SIGHUP:
        signal.raise_signal(signal.SIGTERM)
    else:
        raise KeyboardInterrupt


def _run(server: uvicorn.Server, listener: socket.socket) -> None:
    """Run until a signal; the server sends it on when all is closed in order."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
