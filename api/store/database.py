"""The database: an embedded SQLite file, or whatever SQLAlchemy engine is given."""

import sqlite3
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

_PRAGMAS = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
)

_ATTEMPTS, _BETWEEN = 200, 0.05
"""How often a file is turned to write-ahead logging, and the seconds between."""

ALONE = "alone"
"""Option of connections whose transactions begin by waiting for other writers."""


def open_file(path: Path) -> Engine:
    """Return the engine on a SQLite file, which need not be there yet."""
    return create_engine(URL.create("sqlite", database=str(path)))


class DatabaseUnusableError(Exception):
    """The database cannot be opened, or is not one of ours."""


def tune(engine: Engine) -> Engine:
    """Make SQLite's connections safe for readers beside a writer; others as they are.

    Called before the first connection is made.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin a transaction: the driver would do so only before it changes rows.

    Without, a migration that fails half-way would leave its first tables behind. Who
    reads first and then finds that another wrote meanwhile is refused at once: who is
    to wait instead asks to be ``ALONE``.
    """
    alone = connection.get_execution_options().get(ALONE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")


def _prepare(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    _log_ahead(cursor)
    cursor.close()


def _log_ahead(cursor: Any) -> None:
    """Let readers see a file beside its writer.

    SQLite does not wait for this: it refuses at once while another does the same.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            is_taken = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not is_taken or attempt == _ATTEMPTS:
                raise
            sleep(_BETWEEN)
