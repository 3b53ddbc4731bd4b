"""Datasets are listed from what is stored beside their content."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, inspect, update
from sqlalchemy.orm import Session

from api.inputs import Inputs
from api.store.database import tune
from api.store.dataset_store import DatasetStore, Place
from api.store.migrate import SCRIPTS, migrate
from api.store.schema import Dataset
from constraints import default_rules
from data.reading.dataset import read_document
from tests.api.village import document
from tests.build import hourly, visit

MOMENT = datetime(2026, 12, 1, 8, tzinfo=UTC)


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    engine = tune(create_engine(database))
    yield engine
    engine.dispose()


def put(store: DatasetStore, **given: object) -> str:
    """Store a village; return its id."""
    read = read_document(document(**given))
    return store.put(Inputs(read, default_rules()), None)[0].id


def test_datasets_of_one_moment_have_an_order_of_their_own(engine: Engine) -> None:
    migrate(engine)
    store = DatasetStore(engine)
    ids = sorted(put(store, name=name) for name in "abcd")
    with Session(engine) as session:
        session.execute(update(Dataset).values(created_at=MOMENT))
        later = update(Dataset).where(Dataset.id == ids[0])
        session.execute(later.values(created_at=MOMENT + timedelta(microseconds=1)))
        session.commit()
    order = [ids[0], ids[3], ids[2], ids[1]]
    assert [d.id for d in store.page(None, 9)] == order
    for at, dataset in enumerate(store.page(None, 9), start=1):
        after = Place(dataset.created_at, dataset.id)
        assert [d.id for d in store.page(after, 9)] == order[at:]


def test_of_two_who_rename_a_dataset_at_once_the_later_is_refused(
    engine: Engine,
) -> None:
    migrate(engine)
    store = DatasetStore(engine)
    id_ = put(store, name="a")
    seen = store.get(id_)
    assert seen is not None
    assert store.rename(seen, "b")
    assert not store.rename(seen, "c")
    now = store.get(id_)
    assert now is not None
    assert now.name == "b"


def _to(engine: Engine, revision: str) -> None:
    """Bring a database back to how an earlier program left it."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_datasets_from_before_the_list_are_in_it(engine: Engine) -> None:
    migrate(engine)
    visits = (visit("v1", staff=2), visit("v2", minutes=20, priority=3))
    put(DatasetStore(engine), visits=visits, employees=(hourly("amy"),))
    [before] = DatasetStore(engine).page(None, 9)
    _to(engine, "0003")
    with engine.begin() as connection:
        columns = inspect(connection).get_columns("datasets")
    assert {column["name"] for column in columns} == {"id", "content", "created_at"}
    migrate(engine)
    [after] = DatasetStore(engine).page(None, 9)
    for name in ("id", "created_at", "name", "start", "days"):
        assert getattr(after, name) == getattr(before, name)
    assert json.loads(after.size) == json.loads(before.size)
    assert json.loads(after.size)["must_visits"] == 1
