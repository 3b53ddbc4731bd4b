"""What the tests of commands and service share."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from distributed import LocalCluster
from sqlalchemy import Engine, event

from api.http.app import create_app
from api.store.database import open_file, tune
from api.store.migrate import migrate
from api.what_if.workers import NOWHERE
from tests.api.cli.commands import Shell
from tests.api.fakes import FakePlanner, InlineExecutor
from tests.api.http.client import TestClient
from tests.api.village import dataset_folder


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return dataset_folder(tmp_path / "dataset")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Give the address of a cluster in this process, where planners can be fakes."""
    with LocalCluster(
        processes=False, n_workers=1, threads_per_worker=1, dashboard_address=NOWHERE
    ) as local:
        yield local.scheduler_address


_FILES = TemporaryDirectory(prefix="bemanna-tests-")
_NUMBERS = count()


def database() -> Engine:
    """Return a database of its own, gone when the tests are over.

    A file, as in service: in memory there is one connection, on which a request would
    meet the look for jobs that comes every few seconds.
    """
    file = _file()
    file.write_bytes(_tables())
    engine = open_file(file)
    event.listen(engine, "connect", _do_not_wait)
    return engine


def _do_not_wait(connection: Any, _: object) -> None:
    """Leave it to the system when changes go to the disk: no test cuts the power."""
    connection.execute("PRAGMA synchronous=OFF").close()


@cache
def _tables() -> bytes:
    """Return what is in a file with all tables; to make them takes longer."""
    file = _file()
    engine = tune(open_file(file))
    migrate(engine)
    engine.dispose()
    return file.read_bytes()


def _file() -> Path:
    return Path(_FILES.name) / f"{next(_NUMBERS)}.db"


Opener = Callable[..., TestClient]


@pytest.fixture
def serve() -> Iterator[Opener]:
    """Give a way to start the service, as often as a test wants; all are closed."""
    with ExitStack() as open_services:

        def start(
            planner: FakePlanner | None = None,
            pool: Executor | None = None,
            engine: Engine | None = None,
            most_bytes: int = 10**7,
        ) -> TestClient:
            fake = planner or FakePlanner()
            app = create_app(
                engine or database(), pool or InlineExecutor(), lambda: fake, most_bytes
            )
            client = TestClient(app, headers={"Accept-Language": "en"})
            return open_services.enter_context(client)

        yield start


@pytest.fixture
def api(serve: Opener) -> TestClient:
    return serve()
