"""A service on a database that others use, too: a process until it is killed.

It writes who planned which seed to a log. A seed of ``WAITS`` goes on until it is
stopped, and its process ends it no sooner.
"""

import os
import socket
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import uvicorn
from sqlalchemy import create_engine

from api.http import job_runner
from api.http.app import create_app
from api.store import jobs
from scheduler.planning.result import Result
from tests.api.fakes import FakePlanner

WAITS = 99
LEASE, LOOK = timedelta(seconds=4), 0.2


def serve(database: str, log: str, port: "Connection[int, None]") -> None:
    """Serve; say on which port."""
    jobs.LEASE, job_runner.LOOK = LEASE, LOOK

    def plan(*given: Any, **named: Any) -> Result:
        seed = given[2].seed
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {seed}\n")
        return FakePlanner(waits=seed == WAITS)(*given, **named)

    app = create_app(create_engine(database), find=lambda: plan)
    listener = socket.create_server(("127.0.0.1", 0))
    port.send(listener.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    server.run(sockets=[listener])
