"""The words that tables of regulations are known by: rows of a service standard, headings of columns.

The ten rows of a standard (перечень основных требований) stand in `table_titles.toml`; ministries word them with small
differences, so a title is matched through a skeleton and by likeness.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from legal.letters import pattern
from legal.records import Language

STANDARD_TITLES: dict[str, tuple[tuple[str, ...], ...]] = {
    language: tuple(tuple(variants) for variants in rows)
    for language, rows in tomllib.loads(
        Path(__file__).with_name("table_titles.toml").read_text(encoding="utf-8")
    ).items()
}
"""For each row, from 1, its usual titles; the first is the commonest."""

STANDARD_HEADING = pattern(
    r"стандарт\w*\s+(?:государственн|мемлекеттік)|мемлекеттік\s+(?:көрсетілетін\s+)?қызмет\w*\s+(?:көрсету\w*\s+)?стандарт|"
    r"перечень\s+основных\s+требований\s+к\s+оказанию|"
    r"қызмет\w*\s+көрсету\w*\s+(?:қойылатын\s+)?негізгі\s+талап",
    re.IGNORECASE,
)
"""The heading of a service standard, under its old name and its name since 2020, in both languages."""

NUMBER_COLUMN = re.compile(
    r"(?:№\s?п\s?[/.]\s?п\.?|№№|п\s?/\s?п\s?№|р/с\s?№|№\s?р/с|Р/с\s?№|р/б\s?№|"
    r"[Нн]омер\s+по\s+порядку|[Рр]еттік\s+нөмірі|№)(?=\s|$)"
)
"""The heading of the column of row numbers."""

_COLUMN_NOUNS: dict[Language, str] = {
    "rus": (
        r"[Дд]ат[аы]|[Нн]аименовани[ея]|[Кк]оличество|[Цц]ена|[Сс]тоимость|[Сс]умма|[Пп]еречень|[Сс]пособ|[Пп]одпис[ьи]|"
        r"Ф\.\s?И\.\s?О\.?|ФИО|[Фф]амили[яи]|[Аа]дрес|[Пп]римечани[ея]|[Ее]диниц[аы]|[Вв]ид|[Нн]омер|[Пп]оказател[ьи]|"
        r"[Оо]бъ[её]м|[Сс]рок|[Вв]ремя|[Дд]олжность|[Оо]снование|[Пп]ричина|[Ии]ИН|ИИН|БИН|[Тт]елефон|[Мм]есто|[Гг]од|"
        r"[Ии]того|[Вв]сего|[Рр]езультат|[Оо]тметк[аи]|[Сс]ведения|[Рр]еквизиты|[Кк]атегория|[Пп]ериод|[Хх]арактеристик[аи]|"
        r"[Пп]оказани[яе]|[Пп]ротивопоказани[яе]|[Кк]од|[Сс]одержание|[Оо]тветственн\w+|[Ии]сполнитель|[Оо]казано|"
        r"[Сс]татус|[Рр]егистрационный|[Дд]окумент|[Оо]рганизация|[Рр]азмер|[Тт]ип"
    ),
    "kaz": (
        r"[Кк]үні|[Аа]тауы|[Сс]аны|[Бб]ағасы|[Ққ]ұны|[Сс]омасы|[Тт]ізбесі|[Тт]әсілі|[Ққ]олы|[Тт]\.\s?А\.\s?Ә\.?|ТАӘ|"
        r"[Мм]екенжайы|[Ее]скертпе|[Нн]өмірі|[Тт]үрі|[Мм]өлшері|[Мм]ерзімі|[Уу]ақыты|[Лл]ауазымы|[Нн]егіздемесі|[Нн]егізі|"
        r"[Сс]ебебі|ЖСН|БСН|[Тт]елефоны|[Оо]рны|[Жж]ылы|[Бб]арлығы|[Нн]әтижесі|[Бб]елгі|[Сс]анаты|[Кк]езеңі|[Кк]оды|"
        r"[Мм]азмұны|[Өө]лшем бірлігі|[Дд]еректер|[Мм]әліметтер"
    ),
}
COLUMN_NOUN = {language: pattern(rf"(?:{nouns})(?!\w)") for language, nouns in _COLUMN_NOUNS.items()}
"""Nouns that a column heading begins with in Russian and ends with in Kazakh."""

_LIKENESS = 0.88
_TWINS = str.maketrans("abcehikmoptxy", "авсенікмортху")


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """Lower-case letters and figures only, Latin look-alikes as Cyrillic: what titles are compared by."""
    plain = text.lower().replace("ё", "е").translate(_TWINS)
    return re.sub(r"[\W_]+", "", plain)


def likeness(text: str, number: int, language: Language) -> float:
    """How like a text is to the usual title of row `number` of a standard: 0 to 1."""
    variants = STANDARD_TITLES[language]
    if not 1 <= number <= len(variants):
        return 0.0
    mine = skeleton(text)
    return max(_ratio(mine, skeleton(title)) for title in variants[number - 1])


def _ratio(one: str, other: str) -> float:
    """The likeness of two texts; 0 where their lengths and letters alone rule out that they are one title."""
    if 2 * min(len(one), len(other)) < _LIKENESS * (len(one) + len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _LIKENESS else 0.0


def is_title(text: str, number: int, language: Language) -> bool:
    """Whether a text is the title of row `number` of a standard."""
    return likeness(text, number, language) >= _LIKENESS


def title_at(lines: Sequence[str], number: int, language: Language) -> int:
    """How many of the first lines make the title of row `number` of a standard; 0 where they do not.

    The longest run that is like the title wins, so that the last words of a title stay with it.
    """
    best, size = 0.0, 0
    for count in range(1, min(len(lines), 10) + 1):
        value = likeness(" ".join(lines[:count]), number, language)
        if value > best:
            best, size = value, count
    return size if best >= _LIKENESS + 0.05 else 0
