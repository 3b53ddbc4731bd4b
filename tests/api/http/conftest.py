"""What the tests of the service share that need a real port."""

import socket
from collections.abc import Iterator
from threading import Thread
from time import sleep

import pytest
import uvicorn

from api.http.app import create_app
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, InlineExecutor


@pytest.fixture
def url() -> Iterator[str]:
    """Serve on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(database(), InlineExecutor(), FakePlanner)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()
