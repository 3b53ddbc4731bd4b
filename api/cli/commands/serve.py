"""``bemanna serve``: the HTTP API on this computer."""

import signal
import socket
from contextlib import suppress
from pathlib import Path
from types import FrameType

import uvicorn

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import SIGNALS
from api.http.app import create_app
from api.store.database import DatabaseUnusableError, open_file

HOST = "127.0.0.1"
"""Nobody is asked who they are, so nobody else's computer is let in."""


def serve_api(port: int, db: Path, output: Output) -> Exit:
    """Serve until somebody ends it; jobs under way keep their best plan."""
    try:
        listener = socket.create_server((HOST, port))
    except OSError as error:
        said = output.words("cli.port_taken", port=port, reason=error.strerror)
        return output.refused(said)
    with listener:
        try:
            app = create_app(open_file(db))
        except DatabaseUnusableError as error:
            said = output.words("cli.no_database", path=db, reason=error)
            return output.refused(said)
        url = f"http://{HOST}:{port}"
        output.note(output.words("cli.serve.started", url=url))
        output.document({"url": url}, Exit.DONE)
        output.out.file.flush()
        config = uvicorn.Config(app, log_level="info", access_log=False)
        _run(uvicorn.Server(config), listener)
    return Exit.DONE


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
