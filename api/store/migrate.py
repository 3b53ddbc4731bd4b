"""Brings a database up to the tables of today."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from api.store.database import ALONE, DatabaseUnusableError

SCRIPTS = Path(__file__).resolve().parent / "migrations"

MIGRATING = 62_366_862
"""Number of the lock that whoever migrates holds: any that no other program takes."""


def migrate(engine: Engine) -> None:
    """Run the migrations that this database has not seen; all or none.

    Of several servers that begin at once one does, and the others wait for it.

    Raises
    ------
    DatabaseUnusableError
        It cannot be opened, is none, or is of a later version than this program.
    """
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with engine.execution_options(**{ALONE: True}).begin() as connection:
            _wait_for_others(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except (sqlite3.Error, DBAPIError, CommandError) as error:
        engine.dispose()
        raise DatabaseUnusableError(getattr(error, "orig", error)) from error


def _wait_for_others(connection: Connection) -> None:
    """Let one migrate at a time, where beginning a transaction has not seen to it."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
