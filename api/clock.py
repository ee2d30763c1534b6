"""The only clock. Everything below takes its date as an argument.

Civil dates are those of Kazakhstan: one zone, UTC+5, since 1 March 2024 (Asia/Almaty).
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Almaty")


def now() -> datetime:
    """This moment, in Asia/Almaty."""
    return datetime.now(ZONE)


def today() -> date:
    """The civil date in Kazakhstan."""
    return now().date()
