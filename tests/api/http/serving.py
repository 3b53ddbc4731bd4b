"""The service on a real port, for as long as somebody looks at it."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import cache
from threading import Thread
from time import sleep
from typing import Any

import uvicorn

from api.http.app import create_app
from api.http.studies.study_work import StudyPlace
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, InlineExecutor


@cache
def promised() -> dict[str, Any]:
    """Return what the service says of itself; it takes a second to say it."""
    return create_app(database(), InlineExecutor(), FakePlanner).openapi()


@contextmanager
def served(
    planner: Callable[[], FakePlanner] = FakePlanner,
    executor: Executor | None = None,
    studies: StudyPlace | None = None,
) -> Iterator[str]:
    """Serve on a free port; give the address."""
    listener = socket.create_server(("127.0.0.1", 0))
    pool = executor or InlineExecutor()
    app = create_app(database(), pool, planner, studies=studies)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()
