"""The questions that journals are asked, each made once: what they are asked of is bound when they run."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from api.journal_tables import EVENTS, JOURNALS, WAITING

PAGE = 1000
"""Events read at a time."""
_JOURNAL: sa.BindParameter[str] = sa.bindparam("journal", type_=sa.Text)
_HERE = EVENTS.c.journal == _JOURNAL


def _effective(persons: Any) -> sa.CompoundSelect[Any]:
    """The events of persons and their corrections, in any order; `persons` is a query of their keys.

    A correction may move an event from one person to another, so both of them meet it. Two questions in one, and no
    order asked for, so that each goes by its index.
    """
    meant = sa.func.coalesce(EVENTS.c.corrects, EVENTS.c.number)
    numbers = sa.select(meant).where(_HERE, EVENTS.c.person.in_(persons))
    columns = (EVENTS.c.number, EVENTS.c.corrects, EVENTS.c.event)
    themselves = sa.select(*columns).where(_HERE, EVENTS.c.number.in_(numbers))
    corrections = sa.select(*columns).where(_HERE, EVENTS.c.corrects.in_(numbers))
    return themselves.union_all(corrections)


ONE_JOURNAL = sa.select(JOURNALS).where(JOURNALS.c.name == _JOURNAL)
LOCKED = sa.select(JOURNALS.c.name).where(JOURNALS.c.name == _JOURNAL).with_for_update()
NAMES = sa.select(JOURNALS.c.name).order_by(JOURNALS.c.name)
_annulling = EVENTS.alias()
CLOSED = sa.select(EVENTS.c.day).where(
    _HERE,
    EVENTS.c.kind == "closing",
    ~sa.exists().where(_annulling.c.journal == _JOURNAL, _annulling.c.corrects == EVENTS.c.number, _annulling.c.annuls),
)
LAST = sa.select(EVENTS.c.number, EVENTS.c.digest).where(_HERE).order_by(EVENTS.c.number.desc()).limit(1)
EVERY = sa.select(EVENTS).where(_HERE).order_by(EVENTS.c.number)
BY_ID = sa.select(EVENTS).where(_HERE, EVENTS.c.id == sa.bindparam("id"))
BY_NUMBER = sa.select(EVENTS).where(_HERE, EVENTS.c.number == sa.bindparam("number"))
CORRECTION = (
    sa.select(EVENTS.c.event)
    .where(_HERE, EVENTS.c.corrects == sa.bindparam("number"))
    .order_by(EVENTS.c.number.desc())
    .limit(1)
)
_numbers: sa.BindParameter[int] = sa.bindparam("numbers", expanding=True, type_=sa.Integer)
NOTES = (
    sa.select(EVENTS.c.number, EVENTS.c.corrects, EVENTS.c.derived)
    .where(_HERE, EVENTS.c.number.in_(_numbers))
    .union_all(
        sa.select(EVENTS.c.number, EVENTS.c.corrects, EVENTS.c.derived).where(_HERE, EVENTS.c.corrects.in_(_numbers))
    )
)
ADD = sa.insert(EVENTS)

OF_PERSON = _effective(sa.select(sa.bindparam("person", type_=sa.Text)))
OF_WAITING = _effective(sa.select(WAITING.c.person).where(WAITING.c.journal == _JOURNAL))
OF_EVER_WAITING = _effective(sa.select(EVENTS.c.person).where(_HERE, EVENTS.c.kind.in_(("application", "correction"))))

ANYBODY_WAITING = sa.select(WAITING.c.person).where(WAITING.c.journal == _JOURNAL).limit(1)
IS_WAITING = sa.select(WAITING.c.person).where(
    WAITING.c.journal == _JOURNAL, WAITING.c.person == sa.bindparam("person")
)
BEGIN_WAITING = sa.insert(WAITING)
END_WAITING = sa.delete(WAITING).where(WAITING.c.journal == _JOURNAL, WAITING.c.person == sa.bindparam("who"))

_correction = EVENTS.alias()


def _last_correction(column: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    """A column of the last correction of an event, among those that were there at the beginning."""
    return (
        sa.select(column)
        .where(
            _correction.c.journal == _JOURNAL,
            _correction.c.corrects == EVENTS.c.number,
            _correction.c.number <= sa.bindparam("newest"),
        )
        .order_by(_correction.c.number.desc())
        .limit(1)
        .correlate(EVENTS)
        .scalar_subquery()
    )


ENTRIES = (
    sa.select(
        EVENTS.c.number,
        EVENTS.c.event,
        EVENTS.c.derived,
        _last_correction(_correction.c.number).label("replacing"),
        _last_correction(_correction.c.annuls).label("annulled"),
    )
    .where(
        _HERE,
        EVENTS.c.number > sa.bindparam("after"),
        EVENTS.c.number <= sa.bindparam("newest"),
        EVENTS.c.day >= sa.bindparam("first"),
        EVENTS.c.day <= sa.bindparam("last"),
    )
    .order_by(EVENTS.c.number)
    .limit(PAGE)
)
