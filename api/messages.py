"""What people read on the screen: one table, `messages.toml`, in Russian, Kazakh and English.

Legal staff read Russian and Kazakh, developers English. A key names an entry (`refusal.date`); every entry has all
three languages with the same placeholders, which a test checks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal, get_args

UiLanguage = Literal["ru", "kk", "en"]
UI_LANGUAGES: tuple[UiLanguage, ...] = get_args(UiLanguage)


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Every entry: key -> language -> template for `str.format`."""
    data = tomllib.loads(resources.files("api").joinpath("messages.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": entry for section, entries in data.items() for name, entry in entries.items()}


class Day(str):
    """A civil date in a sentence, as its language writes it: ISO in English, and in `{on:iso}` for an option."""

    def __new__(cls, day: date, language: UiLanguage) -> Day:
        """`30.09.2025` in Russian and Kazakh."""
        made = super().__new__(cls, day.isoformat() if language == "en" else day.strftime("%d.%m.%Y"))
        made._iso = day.isoformat()
        return made

    _iso: str

    def __format__(self, spec: str) -> str:
        return self._iso if spec == "iso" else str(self)


def say(key: str, language: UiLanguage, /, **values: object) -> str:
    """The message `key` with its values, dates as the language writes them.

    Raises KeyError for a key that is not in the table: that is a bug.
    """
    shown = {name: Day(value, language) if type(value) is date else value for name, value in values.items()}
    return table()[key][language].format(**shown)


def has(key: str) -> bool:
    """True where the table has an entry of this name, for words that depend on data (a finding's code)."""
    return key in table()


def ui_language(wanted: str | None, default: UiLanguage = "ru") -> UiLanguage:
    """The language of the surface for `kk`, `ru_RU.UTF-8`, `en-US` and their like; `default` for all others.

    >>> ui_language("kk_KZ.UTF-8"), ui_language("C.UTF-8")
    ('kk', 'ru')
    """
    short = (wanted or "").replace("_", "-").split("-")[0].split(".")[0].lower()
    return next((one for one in UI_LANGUAGES if one == short), default)
