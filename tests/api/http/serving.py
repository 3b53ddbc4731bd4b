"""The service on a real port, for as long as somebody looks at it."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep

import uvicorn

from api.http.app import create_app
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, InlineExecutor


@contextmanager
def served(planner: Callable[[], FakePlanner] = FakePlanner) -> Iterator[str]:
    """Serve on a free port; give the address."""
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(database(), InlineExecutor(), planner)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()
