"""How the elements of a text are labelled, in both languages: one table, read by every stage that looks for labels.

Source of the forms: Law 480-V, art. 23 items 2 to 5; order 464 items 16, 32, 41.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from legal.records import Kind

NUMBER = r"[0-9]+(?:-[0-9]+)*"

STATUS_WORDS = frozenset(
    {"утративший силу", "утратил силу", "утратила силу", "күшін жойған", "күші жойылған", "действующий", "қолданыстағы"}
)

_ANNEX_LABEL = re.compile(
    rf"(?:Приложение(?:\s*№?\s*(?P<rus>{NUMBER}))?|(?:(?P<kaz>{NUMBER})\s?-?\s?)?[Ққ]осымша)\.?", re.IGNORECASE
)

# What an annex label stands over: the act itself, or a document that the act approves.
_TO_ACT = re.compile(
    r"^к\s+(?:\w+\s+)?(?:приказ|постановлени|закон|указ|решени|распоряжени|кодекс)\w*\b|"
    r"\b(?:бұйры[ғқ]|қаулы|заң|жарлы[ғқ]|шешім|өкім|кодекс)\w*\s*(?:\d+-\s?)?(?:қосымша)?$",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """The label at the start of a block: its kind, its number, the label as printed, and what follows it."""

    kind: Kind
    num: str
    label: str
    rest: str


_REST = r"(?:\s+(?P<rest>.*)|$)"
_FORMS: tuple[tuple[Kind, str], ...] = (
    ("division", rf"(?P<label>(?:РАЗДЕЛ|Раздел)\s+(?P<num>{NUMBER}|[IVXLC]+(?:-[0-9]+)?)\s?\.?)"),
    ("division", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?(?:БӨЛІМ|бөлім|Бөлім)\s?\.?)"),
    ("subdivision", rf"(?P<label>(?:ПОДРАЗДЕЛ|Подраздел)\s+(?P<num>{NUMBER})\s?\.?)"),
    ("subdivision", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?[Кк]іші бөлім\s?\.?)"),
    ("chapter", rf"(?P<label>(?:ГЛАВА|Глава)\s+(?P<num>{NUMBER}|[IVXLC]+)\s?\.?)"),
    ("chapter", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?(?:ТАРАУ|тарау|Тарау)\s?\.?)"),
    ("section", rf"(?P<label>(?:ПАРАГРАФ|Параграф)\s+(?P<num>{NUMBER})\s?\.?)"),
    ("section", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?(?:ПАРАГРАФ|параграф|Параграф)\s?\.?)"),
    ("article", rf"(?P<label>(?:СТАТЬЯ|Статья)\s+(?P<num>{NUMBER})\s?\.?)"),
    ("article", rf"(?P<label>(?P<num>{NUMBER})\s?-\s?(?:БАП|бап|Бап)\s?\.?)"),
    ("subparagraph", rf"(?P<label>(?P<num>{NUMBER}|[а-яёәғқңөұүһі])\s?\))\s*(?P<rest>.*)"),
    ("paragraph", rf"(?P<label>(?P<num>{NUMBER})\s?\.)(?![0-9])\s*(?P<rest>\D.*|$)"),
)
_LABELS = tuple(
    (kind, re.compile(pattern if "rest" in pattern else pattern + _REST, re.DOTALL)) for kind, pattern in _FORMS
)

# A Kazakh instruction begins with the number of its target: "2) тармақшасы келесі …", "7) және 8) тармақшасы …",
# "1-бап мынадай мазмұндағы …". A label is followed by a stop or by a heading.
_INSTRUCTION = re.compile(
    rf"{NUMBER}\)(?:,?\s(?:және\s)?{NUMBER}\))*\s?[-–—]?\s?(?:{NUMBER}\)\s)?тармақша|{NUMBER}\s?-?\s?\w+\s+[а-яәғқңөұүһі«\"0-9]"
)

HEADED: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section", "article"})


def label_of(text: str) -> Label | None:
    """The label that a block begins with, or None.

    >>> label_of("Параграф 2-1. Порядок оказания")
    Label(kind='section', num='2-1', label='Параграф 2-1.', rest='Порядок оказания')
    >>> label_of("9-8) пункт")
    Label(kind='subparagraph', num='9-8', label='9-8)', rest='пункт')
    >>> label_of("9.00 часов") is None
    True
    """
    for kind, pattern in _LABELS:
        if (match := pattern.match(text)) and not _INSTRUCTION.match(text):
            return Label(kind, match["num"], match["label"], (match["rest"] or "").strip())
    return None


def is_annex_label(text: str) -> bool:
    """A line that is an annex label and nothing else: "Приложение 3", "Приложение", "3-қосымша", "Қосымша"."""
    return _ANNEX_LABEL.fullmatch(text) is not None


def annex_number(text: str) -> str | None:
    """The number of an annex label, None for an annex without a number or a line that is no label."""
    match = _ANNEX_LABEL.fullmatch(text)
    return (match["rus"] or match["kaz"]) if match else None


def addresses_act(caption: str) -> bool:
    """Whether the caption under an annex label names the act itself ("к приказу …"), not Rules that it approves."""
    return _TO_ACT.search(caption.strip()) is not None
