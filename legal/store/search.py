"""The search index: every line of every text with the days on which it stands, rebuilt from the corpus at any time.

    texts   one row a text: the act, the language, and a hash of all that the text is made from
    lines   one row a line and period; `words` is what is searched
    state   the commit that the index is of, and the shape of its tables

The index is derived data. Every question first compares the commit of the index with the head of the corpus and brings
the index up to it in the same transaction, so an answer is never older than the corpus; an index that is missing, of
another shape or damaged is made anew. Writers wait for each other, readers do not. SQLite searches through FTS5;
another database, named by its URL, holds the same tables and is searched by comparing words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from legal.errors import StoreError
from legal.records import ActRef, BlameLine, Language
from legal.store import search_words
from legal.store.codec import dumps, loads
from legal.store.database_url import database_url
from legal.store.lock import writing
from legal.store.search_lines import standing

if TYPE_CHECKING:
    from legal.store.corpus import Corpus
    from legal.store.holdings import Holding

SHAPE = "1"
"""Changes whenever the tables or the words in them do: an index of another shape is made anew."""
LANGUAGES: tuple[Language, ...] = ("rus", "kaz")
_WAIT = 300
_ATTEMPTS = 3

_METADATA = sa.MetaData()
_STATE = sa.Table("search_state", _METADATA, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text))
_TEXTS = sa.Table(
    "search_texts",
    _METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("slug", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("made_of", sa.Text, nullable=False),
    sa.Column("amends", sa.Boolean, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.UniqueConstraint("slug", "language"),
)
_LINES = sa.Table(
    "search_lines",
    _METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("text_id", sa.ForeignKey(_TEXTS.c.id), nullable=False, index=True),
    sa.Column("start", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("status_known", sa.Boolean, nullable=False),
    sa.Column("line", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)
_FTS = {"rus": "search_words_rus", "kaz": "search_words_kaz"}
_TOKENIZERS = {"rus": "unicode61 remove_diacritics 0", "kaz": "trigram"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that holds every word looked for, with the act and the days on which it stands, `[start, until)`.

    `marks` are where the words stand in its text, as (from, up to) in characters.
    """

    act: ActRef
    language: Language
    line: BlameLine
    start: date | None
    until: date | None
    status_known: bool
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Some hits, best first, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


class SearchIndex:
    """The index of one corpus. Safe among threads and processes; not to be shared over a fork."""

    def __init__(self, corpus: Corpus, url: str) -> None:
        """`url` is that of SQLAlchemy. Nothing is opened before the first question. Raises StoreError for no URL."""
        self._corpus = corpus
        try:
            self._url = database_url(url)
            self._sqlite = self._url.get_backend_name() == "sqlite"
            # A connection for each question: nothing is kept open over a fork.
            options: dict[str, Any] = {"timeout": _WAIT} if self._sqlite else {}
            self._engine = sa.create_engine(self._url, poolclass=NullPool, connect_args=options)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise StoreError(
                "the place of the search index is no URL that a driver here knows",
                place="QAGIDA_INDEX",
                remedy="Write it as sqlite:////path/to/index.sqlite, or leave it out.",
            ) from error
        self._full_text = self._sqlite
        if self._sqlite:
            sa.event.listen(self._engine, "connect", _leave_transactions_to_us)
            sa.event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))

    def search(
        self,
        query: str,
        on: date,
        *,
        language: Language | None = None,
        act: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        """The lines in force on a date that hold every word of a query; none for a query without words.

        Each language is looked through with its own words, Russian first. Raises NotOnFile for an act that is not
        there, StoreError where the index can be neither read nor made.
        """
        slug = self._corpus.slug(act) if act is not None else None
        with self._current() as connection:
            total = 0
            hits: list[Hit] = []
            for one in LANGUAGES if language is None else (language,):
                terms = search_words.wanted(query, one)
                if not terms:
                    continue
                chosen = self._matching(terms, one, on, slug)
                count = connection.execute(sa.select(sa.func.count()).select_from(chosen.subquery())).scalar_one()
                wanted, skipped = limit - len(hits), max(0, offset - total)
                if wanted > 0 and skipped < count:
                    rows = connection.execute(chosen.limit(wanted).offset(skipped))
                    hits += [_hit(row, terms, one) for row in rows]
                total += count
            return Found(total, tuple(hits))

    def _matching(self, terms: Sequence[str], language: Language, on: date, slug: str | None) -> sa.Select[Any]:
        rows = (
            sa.select(_TEXTS.c.act, _LINES.c.line, _LINES.c.start, _LINES.c.until, _LINES.c.status_known)
            .join(_TEXTS, _TEXTS.c.id == _LINES.c.text_id)
            .where(_TEXTS.c.language == language)
            .where(sa.or_(_LINES.c.start.is_(None), _LINES.c.start <= on))
            .where(sa.or_(_LINES.c.until.is_(None), _LINES.c.until > on))
        )
        if slug is not None:
            rows = rows.where(_TEXTS.c.slug == slug)
        # What applies comes before the orders that say so.
        order: list[Any] = [_TEXTS.c.amends, _LINES.c.id]
        ready = [term for term in terms if language == "rus" or len(term) > 1]
        for term in terms:
            if not self._full_text or term not in ready:
                end = " " if language == "rus" or len(term) < 2 else ""
                rows = rows.where(_LINES.c.words.contains(f" {term}{end}", autoescape=True))
        if self._full_text and ready:
            name = _FTS[language]
            words = _words_table(language)
            rows = rows.join(words, words.c.rowid == _LINES.c.id)
            matches = " AND ".join(f'"{term}"' if language == "rus" else f'" {term}"' for term in ready)
            rows = rows.where(sa.text(f"{name} MATCH :{name}").bindparams(**{name: matches}))
            order = [_TEXTS.c.amends, sa.text(f"{name}.rank"), _LINES.c.id]
        return rows.order_by(*order)

    # Keeping up with the corpus

    @contextmanager
    def _current(self) -> Iterator[sa.Connection]:
        """A connection on an index of the head of the corpus, which stays that of one commit until it is closed."""
        try:
            for attempt in range(_ATTEMPTS):
                try:
                    self._catch_up()
                    break
                except DatabaseError as error:
                    if attempt == _ATTEMPTS - 1 or not self._damaged(error):
                        raise
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(
                f"the search index cannot be used: {_reason(error)}",
                place=self._url.render_as_string(),
                remedy="Check QAGIDA_INDEX and the permissions; the index may be deleted, it is made anew.",
            ) from error

    def _catch_up(self) -> None:
        head = self._corpus.repository.head()
        with self._engine.connect() as connection:
            if _of(connection) == (SHAPE, head):
                return
        with self._alone(), self._engine.begin() as connection:
            if not self._sqlite:
                # A number of our own; held until the end of the transaction.
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7242)"))
            if _of(connection) == (SHAPE, head):
                return  # another process was first
            self._make(connection)
            self._update(connection)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """The right to change an index in a file, which no dead process can hold. A server has locks of its own."""
        if self._file is None:
            yield
            return
        with writing(self._file.with_name(f"{self._file.name}.lock")):
            with closing(sqlite3.connect(self._file, timeout=_WAIT)) as plain:
                plain.execute("PRAGMA journal_mode=WAL")  # readers beside the writer
            yield

    @property
    def _file(self) -> Path | None:
        """The file of the index; None where it is on a server."""
        return Path(self._url.database) if self._sqlite and self._url.database else None

    def _make(self, connection: sa.Connection) -> None:
        """The tables, empty, where there are none of this shape."""
        if _of(connection)[0] != SHAPE:
            self._drop(connection)
            _METADATA.create_all(connection)
            for language in LANGUAGES if self._full_text else ():
                connection.execute(sa.text(
                    f"CREATE VIRTUAL TABLE {_FTS[language]} USING fts5("
                    f"words, content='search_lines', content_rowid='id', tokenize='{_TOKENIZERS[language]}')"
                ))  # fmt: skip
            connection.execute(sa.insert(_STATE), [{"name": "shape", "value": SHAPE}, {"name": "head", "value": None}])

    def _drop(self, connection: sa.Connection) -> None:
        for name in _FTS.values() if self._full_text else ():
            connection.execute(sa.text(f"DROP TABLE IF EXISTS {name}"))
        _METADATA.drop_all(connection)

    def _update(self, connection: sa.Connection) -> None:
        """Texts that are new or made of something else are read again, those that are gone are taken out."""
        head, holdings = self._corpus.holdings()
        known = {
            (row.slug, row.language): row
            for row in connection.execute(sa.select(_TEXTS.c.id, _TEXTS.c.slug, _TEXTS.c.language, _TEXTS.c.made_of))
        }
        for holding in holdings:
            row = known.pop((holding.slug, holding.language), None)
            if row is not None and row.made_of == holding.made_of:
                continue
            if row is not None:
                self._remove(connection, row.id, row.language)
            self._add(connection, holding)
        for row in known.values():
            self._remove(connection, row.id, row.language)
        connection.execute(sa.update(_STATE).where(_STATE.c.name == "head").values(value=head))

    def _add(self, connection: sa.Connection, holding: Holding) -> None:
        language = holding.language
        values = {"slug": holding.slug, "language": language, "made_of": holding.made_of, "amends": holding.amends}
        added = connection.execute(sa.insert(_TEXTS).values(**values, act=dumps(holding.act).decode()))
        (text_id,) = added.inserted_primary_key or (None,)
        rows = [
            {
                "text_id": text_id,
                "start": one.start,
                "until": one.end,
                "status_known": one.status_known,
                "line": dumps(one.line).decode(),
                "words": f" {' '.join(search_words.words_of(one.line.text, language))} ",
            }
            for one in standing(holding.regulation())
        ]
        if rows:
            connection.execute(sa.insert(_LINES), rows)
        if self._full_text:
            words = _words_table(language)
            chosen = sa.select(_LINES.c.id, _LINES.c.words).where(_LINES.c.text_id == text_id)
            connection.execute(sa.insert(words).from_select(["rowid", "words"], chosen))

    def _remove(self, connection: sa.Connection, text_id: int, language: Language) -> None:
        if self._full_text:
            # The words go out as they came in: that is how FTS5 forgets a row whose text stands elsewhere.
            words = _words_table(language)
            gone = sa.select(sa.literal("delete"), _LINES.c.id, _LINES.c.words).where(_LINES.c.text_id == text_id)
            connection.execute(sa.insert(words).from_select([words.name, "rowid", "words"], gone))
        connection.execute(sa.delete(_LINES).where(_LINES.c.text_id == text_id))
        connection.execute(sa.delete(_TEXTS).where(_TEXTS.c.id == text_id))

    def _damaged(self, error: DatabaseError) -> bool:
        """Takes a damaged file away, so that it is made anew. False where the fault is another one."""
        code, file = getattr(error.orig, "sqlite_errorcode", None), self._file
        if code not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT) or file is None:
            return False
        with writing(file.with_name(f"{file.name}.lock")):
            for suffix in ("", "-wal", "-shm"):
                file.with_name(file.name + suffix).unlink(missing_ok=True)
        return True


def _words_table(language: Language) -> sa.TableClause:
    """The FTS5 table of a language, with the column of its own name that takes commands."""
    name = _FTS[language]
    return sa.table(name, sa.column("rowid"), sa.column("words"), sa.column(name))


def _of(connection: sa.Connection) -> tuple[str | None, str | None]:
    """The shape of an index and the commit it is of; (None, None) where there is no index."""
    if not sa.inspect(connection).has_table(_STATE.name):
        return None, None
    values = {row.name: row.value for row in connection.execute(sa.select(_STATE))}
    return values.get("shape"), values.get("head")


def _leave_transactions_to_us(connection: sqlite3.Connection, _: object) -> None:
    """Python's driver would begin a transaction at the first change only: tables would be made outside of it."""
    connection.isolation_level = None


def _reason(error: SQLAlchemyError) -> str:
    original = getattr(error, "orig", None)
    return str(original or type(error).__name__).splitlines()[0][:200]


def _hit(row: Any, terms: Sequence[str], language: Language) -> Hit:
    line = loads(BlameLine, row.line.encode())
    found = search_words.marks(line.text, terms, language)
    return Hit(loads(ActRef, row.act.encode()), language, line, row.start, row.until, row.status_known, found)
