"""Addresses of databases."""

from __future__ import annotations

import sqlalchemy as sa


def database_url(text: str) -> sa.URL:
    """The URL of a database, where `postgresql://` means psycopg: SQLAlchemy's own choice was an older library.

    Raises sqlalchemy.exc.ArgumentError for what is no URL.

    >>> database_url("postgresql://server/index").drivername
    'postgresql+psycopg'
    """
    url = sa.make_url(text)
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
