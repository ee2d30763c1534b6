"""The tables of journals, and the triggers that make them append-only, for SQLite and PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()
JOURNALS = sa.Table(
    "journals",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("provision", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("organization", sa.Text, nullable=False),
    sa.Column("opened", sa.Date, nullable=False),
    sa.Column("recorded", sa.Text, nullable=False),
)
EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("journal", sa.ForeignKey(JOURNALS.c.name), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("person", sa.Text),
    sa.Column("corrects", sa.Integer),
    sa.Column("annuls", sa.Boolean, nullable=False),
    sa.Column("recorded", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("derived", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.UniqueConstraint("journal", "id"),
    sa.Index("events_person", "journal", "person"),
    sa.Index("events_corrects", "journal", "corrects", "number"),
    sa.Index("events_kind", "journal", "kind"),
)
WAITING = sa.Table(
    "waiting",
    METADATA,
    sa.Column("journal", sa.ForeignKey(JOURNALS.c.name), primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
)
_NEXT = "(SELECT COALESCE(MAX(number), 0) + 1 FROM events WHERE journal = NEW.journal)"


def triggers(dialect: str) -> tuple[str, ...]:
    """What makes the tables append-only, in the words of a dialect."""
    if dialect == "sqlite":
        kept = [
            f"CREATE TRIGGER IF NOT EXISTS {table}_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are only added to'); END"
            for table in ("journals", "events")
            for verb in ("UPDATE", "DELETE")
        ]
        count = (
            f"CREATE TRIGGER IF NOT EXISTS events_number BEFORE INSERT ON events WHEN NEW.number <> {_NEXT} "
            "BEGIN SELECT RAISE(ABORT, 'not the next number'); END"
        )
        return (*kept, count)
    function = (
        "CREATE OR REPLACE FUNCTION journal_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% are only added to', TG_TABLE_NAME; END $$"
    )
    counted = (
        "CREATE OR REPLACE FUNCTION journal_next() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NEW.number <> {_NEXT} THEN RAISE EXCEPTION 'not the next number'; END IF; RETURN NEW; END $$"
    )
    guards = [
        f"CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_kept()"
        for table in ("journals", "events")
    ]
    number = (
        "CREATE OR REPLACE TRIGGER events_number BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION journal_next()"
    )
    return (function, counted, *guards, number)
