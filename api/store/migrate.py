"""Brings a database up to the tables of today."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from api.store.database import DatabaseUnusableError

SCRIPTS = Path(__file__).resolve().parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run the migrations that this database has not seen; all or none.

    Raises
    ------
    DatabaseUnusableError
        It cannot be opened, is none, or is of a later version than this program.
    """
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except (sqlite3.Error, DBAPIError, CommandError) as error:
        engine.dispose()
        raise DatabaseUnusableError(getattr(error, "orig", error)) from error
