"""What the tests of the store share."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import OperationalError

from api.store.database import tune
from api.store.migrate import migrate
from tests.api.fakes import PATIENCE
from tests.api.store.databases import postgresql


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'jobs.sqlite'}"
        return
    url: str = request.getfixturevalue("postgresql_url")
    engine = create_engine(url)
    _empty(engine)
    engine.dispose()
    yield url


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """Open the database with all its tables."""
    engine = tune(create_engine(database))
    migrate(engine)
    yield engine
    engine.dispose()


def _empty(engine: Engine) -> None:
    """Remove all tables, as soon as the server answers."""
    for _ in range(20 * PATIENCE):
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql("DROP SCHEMA public CASCADE")
                connection.exec_driver_sql("CREATE SCHEMA public")
        except OperationalError:
            sleep(0.05)
        else:
            return
    pytest.fail("PostgreSQL does not answer")
