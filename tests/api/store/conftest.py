"""What the tests of the store share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from api.store.database import tune
from api.store.migrate import migrate
from tests.api.store.databases import empty, postgresql


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
    empty(url)
    yield url


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """Open the database with all its tables."""
    engine = tune(create_engine(database))
    migrate(engine)
    yield engine
    engine.dispose()
