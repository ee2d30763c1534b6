"""A database by its URL: SQLite by default, PostgreSQL where several machines share it.

SQLite runs in WAL mode and writes through to the disk before a commit returns; its file is readable by its owner alone.
A connection is opened for each transaction, so nothing is shared over a fork. `writing` holds the write lock from its
beginning: what it reads cannot change before it commits. PostgreSQL locks what is asked for: rows, or a table.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from api.refusals import Refusal
from legal.errors import StoreError
from legal.store.database_url import database_url

_WAIT = 60
"""Seconds to wait for another writer."""
_PAUSE = 0.01
_MAKING = 7_120_385
"""The advisory lock of PostgreSQL under which tables are made."""


class Database:
    """One database. `place` is the setting that names it, for messages."""

    def __init__(self, url: str, place: str, metadata: sa.MetaData, statements: Callable[[str], tuple[str, ...]]):
        """`statements` gives what else is needed beside the tables (triggers) for the name of a dialect.

        Nothing is opened yet. Raises Refusal("setting") for what is no URL of a database that can be used, and
        Refusal("no_driver") where the library for it is not installed.
        """
        self._place, self._metadata, self._statements = place, metadata, statements
        try:
            self._url = database_url(url)
            if self._url.get_backend_name() not in ("sqlite", "postgresql"):
                raise Refusal("setting", place=place)
            self.sqlite = self._url.get_backend_name() == "sqlite"
            options: dict[str, Any] = {"timeout": _WAIT} if self.sqlite else {}
            self._engine = sa.create_engine(self._url, poolclass=NullPool, connect_args=options, hide_parameters=True)
        except ImportError as error:
            raise Refusal("no_driver", place=place, driver=error.name or str(error)) from None
        except (ArgumentError, NoSuchModuleError):
            raise Refusal("setting", place=place) from None
        if self.sqlite:
            sa.event.listen(self._engine, "connect", _prepare)
            sa.event.listen(self._engine, "begin", _begin)
        self._ready = False

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes; made whole or not at all. Raises Refusal like StoreError."""
        with self._guarded() as engine, engine.execution_options(immediate=True).begin() as connection:
            yield connection

    def alone(self, connection: sa.Connection, table: sa.Table) -> None:
        """Let nobody else write to a table until the transaction ends: SQLite lets nobody write in any case."""
        if not self.sqlite:
            connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the database, whatever others write meanwhile."""
        with self._guarded() as engine, engine.begin() as connection:
            if not self.sqlite:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield connection

    def settle(self) -> None:
        """Let nothing of what was deleted linger in SQLite's log of changes; while others read, the next call does."""
        if self.sqlite:
            with self._guarded() as engine, engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _guarded(self) -> Iterator[sa.Engine]:
        try:
            self._make()
            yield self._engine
        except SQLAlchemyError:  # from None: the driver may quote what was to be written
            raise Refusal("database", place=self._place, like=StoreError) from None

    def _make(self) -> None:
        if self._ready:
            return
        if self.sqlite and self._url.database:
            own_file(Path(self._url.database), self._place)
        with self._engine.begin() as connection:
            known = set(sa.inspect(connection).get_table_names())
        # Tables and what belongs to them are made in one transaction: where the ones are, the others are.
        self._ready = set(self._metadata.tables) <= known
        if self._ready:
            return
        with self._engine.execution_options(immediate=True).begin() as connection:
            if not self.sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MAKING})")
            self._metadata.create_all(connection)
            for statement in self._statements(connection.dialect.name):
                connection.execute(sa.text(statement))
        self._ready = True


def own_file(path: Path, place: str) -> None:
    """Make a file that its owner alone may read, where there is none. Raises Refusal like StoreError.

    A file that is there is not opened: closing it would take away the locks that SQLite holds in this process.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise Refusal("database", place=place, like=StoreError) from error


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says
    cursor = connection.cursor()
    _write_ahead(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """WAL mode, which stays with the file. SQLite does not wait for others while a new file takes it on."""
    deadline = time.monotonic() + _WAIT
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _begin(connection: sa.Connection) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
