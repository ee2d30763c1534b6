"""How the elements of a text are labelled, in both languages: one table, read by every stage that looks for labels.

Source of the forms: Law 480-V, art. 23 items 2 to 5; order 464 items 16, 32, 41.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from legal.letters import pattern
from legal.records import Kind

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NUMBER = rf"[0-9]+(?:-[0-9]+|[{_RAISED}]+)*"
"""The number of an element. Before the year 2000 a number added was raised: "5¹", today "5-1"."""

_RAISE = str.maketrans("0123456789", _RAISED)
_LOWER = str.maketrans(_RAISED, "0123456789")
_RAISED_RUN = re.compile(f"[{_RAISED}]+")

STATUS_WORDS = frozenset({
    "утративший силу", "утратил силу", "утратила силу", "күшін жойған", "күші жойылған", "действующий", "қолданыстағы",
    "обновленный", "жаңартылған", "приостановленный", "не вступивший в силу", "не введен в действие",
    "қолданысқа енгізілмеген",
})  # fmt: skip
"""What a page says of an act beside its title, in the folded letters of `legal.letters`."""

_ANNEX_LABEL = re.compile(
    rf"(?:Приложение(?:\s*№?\s*(?P<rus>{NUMBER}))?|(?:(?P<kaz>{NUMBER})\s?-?\s?)?[Ққ]осымша)\.?", re.IGNORECASE
)

# What an annex label stands over: the act itself, or a document that the act approves.
_TO_ACT = pattern(
    r"^к\s+(?:\w+\s+)?(?:приказ|постановлени|закон|указ|решени|распоряжени|кодекс)\w*\b|"
    r"\b(?:бұйры[ғқ]|қаулы|заң|жарлы[ғқ]|шешім|өкім|кодекс)\w*\s*(?:\d+-\s?)?(?:қосымша)?$",
    re.IGNORECASE,
)


_TO_LIST = pattern(
    r"^к\s+(?:\w+\s+)?(?:перечню|изменени\w+|дополнени\w+)\b|"
    r"(?:тізбе\w*|өзгерістер\w*|толықтырулар\w*)\s*(?:\d+-\s?)?(?:қосымша)?$",
    re.IGNORECASE,
)
_OF_CHANGES = pattern(r"\bв\s+котор\w+\s+внос|котор\w+\s+вносятся|енгізілетін\b", re.IGNORECASE)


class Label(NamedTuple):
    """The label at the start of a block: its kind, its number, the label as printed, and what follows it."""

    kind: Kind
    num: str
    label: str
    rest: str


_REST = r"(?:\s+(?P<rest>.*)|$)"
ACTING = pattern(r"(?:м\s?\.\s?а|и\s?\.\s?о)\s?\.$", re.IGNORECASE)
"""The end of a line that names an acting official: "министрінің м.а.", no end of a sentence."""

_FORMS: tuple[tuple[Kind, str], ...] = (
    ("division", rf"(?P<label>(?:РАЗДЕЛ|Раздел)\s+(?P<num>{NUMBER}|[IVXLC]+(?:-[0-9]+)?)\s?\.?)"),
    ("division", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?(?:БӨЛІМ|бөлім|Бөлім)\s?\.?)"),
    ("division", r"(?P<label>(?P<num>[IVXLC]+)\s?(?:-\s?)?(?:БӨЛІМ|бөлім|Бөлім)\s?\.)"),
    ("subdivision", rf"(?P<label>(?:ПОДРАЗДЕЛ|Подраздел)\s+(?P<num>{NUMBER})\s?\.?)"),
    ("subdivision", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?(?:КІШІ БӨЛІМ|[Кк]іші [Бб]өлім)\s?\.?)"),
    ("chapter", rf"(?P<label>(?:ГЛАВА|Глава)\s+(?P<num>{NUMBER}|[IVXLC]+)\s?\.?)"),
    ("chapter", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?(?:ТАРАУ|тарау|Тарау)\s?\.?)"),
    ("section", rf"(?P<label>(?:ПАРАГРАФ|Параграф)\s+(?P<num>{NUMBER})\s?\.?)"),
    ("section", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?(?:ПАРАГРАФ|параграф|Параграф)\s?\.?)"),
    # Older acts: "§ 1. Порядок"; in Kazakh "1 тарау. Жалпы ережелер", where a stop tells it from a number.
    ("section", rf"(?P<label>§\s?(?P<num>{NUMBER})\s?\.?)"),
    ("chapter", rf"(?P<label>(?P<num>{NUMBER}) (?:ТАРАУ|тарау|Тарау)\s?\.)"),
    ("section", rf"(?P<label>(?P<num>{NUMBER}) (?:ПАРАГРАФ|параграф|Параграф)\s?\.)"),
    ("article", rf"(?P<label>(?:СТАТЬЯ|Статья)\s+(?P<num>{NUMBER})\s?\.?)"),
    ("article", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?(?:БАП|бап|Бап)\s?\.?)"),
    ("subparagraph", rf"(?P<label>(?P<num>{NUMBER}|[а-яёәғқңөұүһі](?:-[0-9]+)?)\s?\))\s*(?P<rest>.*)"),
    ("paragraph", rf"(?P<label>(?P<num>{NUMBER})\s?\.)(?![0-9])\s*(?P<rest>\D.*|$)"),
)
_LABELS = tuple((kind, pattern(source if "rest" in source else source + _REST, re.DOTALL)) for kind, source in _FORMS)

# A Kazakh instruction begins with the number of its target: "2) тармақшасы келесі …", "7) және 8) тармақшасы …",
# "1-бап мынадай мазмұндағы …". A label is followed by a stop or by a heading.
_INSTRUCTION = re.compile(
    rf"{NUMBER}\)(?:,?\s(?:және\s)?{NUMBER}\))*\s?[-–—]?\s?(?:{NUMBER}\)\s)?тармақ|{NUMBER}\s?-?\s?\w+\s+[а-яәғқңөұүһі«\"0-9]"
)

# The great parts of a code stand above its divisions, without numbers.
_GREAT_PART = pattern(r"(?:(?:ОБЩАЯ|ОСОБЕННАЯ)\s+ЧАСТЬ|(?:ЖАЛПЫ|ЕРЕКШЕ)\s+БӨЛІ[КМ])\.?", re.IGNORECASE)

_CONTENTS = pattern(r"(?:Оглавление|Содержание|Мазмұны)\s?[.:]?", re.IGNORECASE)

HEADED: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section", "article"})


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """The label that a block begins with, or None.

    >>> label_of("Параграф 2-1. Порядок оказания")
    Label(kind='section', num='2-1', label='Параграф 2-1.', rest='Порядок оказания')
    >>> label_of("9-8) пункт")
    Label(kind='subparagraph', num='9-8', label='9-8)', rest='пункт')
    >>> label_of("9.00 часов") is None
    True
    """
    for kind, labelled in _LABELS:
        if (match := labelled.match(text)) and not _INSTRUCTION.match(text):
            return Label(kind, _lowered(match["num"]), match["label"], (match["rest"] or "").strip())
    return None


def raised(text: str) -> str:
    """The digits of a text as raised ones: what a page sets above the line after a number.

    >>> raised("1"), label_of("5" + raised("12") + ") лицо").num
    ('¹', '5-12')
    """
    return text.translate(_RAISE)


def is_raised(text: str) -> bool:
    """Whether a text has raised digits."""
    return _RAISED_RUN.search(text) is not None


def _lowered(number: str) -> str:
    """A number with the raised part behind a hyphen: "5¹" and "5-1" are one number."""
    return _RAISED_RUN.sub(lambda run: f"-{run.group().translate(_LOWER)}", number)


def is_great_part(text: str) -> bool:
    """Whether a line is the heading of a great part of a code: "ОСОБЕННАЯ ЧАСТЬ", "ЖАЛПЫ БӨЛІК"."""
    return _GREAT_PART.fullmatch(text) is not None


def is_contents(text: str) -> bool:
    """Whether a line is the word over a table of contents."""
    return _CONTENTS.fullmatch(text) is not None


def is_annex_label(text: str) -> bool:
    """A line that is an annex label and nothing else: "Приложение 3", "Приложение", "3-қосымша", "Қосымша"."""
    return _ANNEX_LABEL.fullmatch(text) is not None


def annex_number(text: str) -> str | None:
    """The number of an annex label, None for an annex without a number or a line that is no label."""
    match = _ANNEX_LABEL.fullmatch(text)
    number = (match["rus"] or match["kaz"]) if match else None
    return _lowered(number) if number else None


def addresses_list(caption: str, *, named: bool = True) -> bool:
    """Whether a caption names the list of changes that an amending act approves: "к перечню …, в которые вносятся …".

    Not `named`: "к перечню" alone, which may be a document of that name, counts too.
    """
    words = caption.strip()
    return _TO_LIST.search(words) is not None and (not named or _OF_CHANGES.search(words) is not None)


def addresses_act(caption: str) -> bool:
    """Whether the caption under an annex label names the act itself ("к приказу …"), not Rules that it approves."""
    return _TO_ACT.search(caption.strip()) is not None
