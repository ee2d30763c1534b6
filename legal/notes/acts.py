"""The acts that a note ends with, one after the other, each with its bracket on entry into force.

Russian: "приказом Министра … РК от 30.09.2025 № 300 (вводится …); от 05.05.2026 № 12 (…)": form and author stand
before the first and hold for those after it. Kazakh: "ҚР … 30.09.2025 № 300 (…), 05.05.2026 № 12 (…)
бұйрықтарымен": the author stands first, the form last. A joint act ("совместным приказом", "бірлескен бұйрығымен")
has an author, a date and a number for each body, and is one act: the first date, the numbers with a stroke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from legal.amend.force import parse_short_force
from legal.amend.language import fold
from legal.records import ActRef, InForce, Language
from legal.vocabulary.kazakh import ACTS as KAZAKH_ACTS
from legal.vocabulary.months import KAZAKH_MONTHS, RUSSIAN_MONTHS
from legal.vocabulary.russian import ACTS, ACTS_PLURAL

_MONTHS = RUSSIAN_MONTHS | KAZAKH_MONTHS

_BRACKET = r"\((?P<force>(?:[^()]|\([^()]*\))*)\)"
_DAY = (
    r"(?:(?P<day>\d{2})\.(?P<month>\d{2})\.(?P<year>\d{4})|"
    r"(?P<year_first>\d{4})\.(?P<month_then>\d{2})\.(?P<day_last>\d{2})\.?|"
    # Older notes: "от 19 июня 2006 г. N 150", "2006 жылғы 19 маусымдағы N 150".
    r"(?P<day_said>\d{1,2})\s+(?P<month_said>[^\W\d_]+)\s+(?P<year_said>\d{4})|"
    r"(?P<year_kaz>\d{4})\s+жылғы\s+(?P<day_kaz>\d{1,2})\s+(?P<month_kaz>[^\W\d_]+))"
)
# "№ ҚР ДСМ-64/2020": the ministry of health writes the republic into its numbers.
_NUMBER = r"(?P<number>(?:ҚР\s)?[^\s();,.]+(?:\s(?:ЗРК|ҚРЗ))?)"
_DATED = re.compile(rf"(?:от\s+)?{_DAY}\s*(?:г\.|года|ж\.)?\s*(?:№|N)\s*{_NUMBER}(?:\s*{_BRACKET})*")
_BETWEEN = re.compile(r"\s*(?:[;,]\s*)?(?:(?:и|және|мен)\s+)?")
_QUALIFIED = re.compile(r"(?:(?P<joint>совместн\w+)|конституционн\w+|нормативн\w+)\s+", re.IGNORECASE)
_QUALIFIED_LAST = re.compile(r"\s+(?:(?P<joint>бірлескен)|конституциялық|нормативтік)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SINGULAR = {
    "приказ": "order", "закон": "law", "кодекс": "code", "постановлени": "resolution", "указ": "decree",
    "решени": "decision", "распоряжени": "instruction",
}  # fmt: skip

_DATE_GROUPS = (
    ("year", "year_first", "year_said", "year_kaz"),
    ("month", "month_then", "month_said", "month_kaz"),
    ("day", "day_last", "day_said", "day_kaz"),
)


@dataclass(frozen=True, slots=True)
class Stated:
    """An act with when its change took force, as a note says it."""

    act: ActRef
    in_force: InForce | None
    force: str | None


def read_acts(text: str, language: Language) -> tuple[Stated, ...]:
    """The acts that a text lists from its first character to its last; () where anything else stands in it."""
    text = text.strip().rstrip(".;").rstrip()
    return _russian(text) if language == "rus" else _kazakh(text)


def _russian(text: str) -> tuple[Stated, ...]:
    found: list[Stated] = []
    form: str | None = None
    author: str | None = None
    at = 0
    joint = False
    while at < len(text):
        qualified = _QUALIFIED.match(text, at)
        word = _WORD.match(text, qualified.end() if qualified else at)
        named = _form(word.group()) if word else None
        if named:
            form, joint = named, bool(qualified and qualified["joint"])
        start = word.end() if word and named else at
        dated = _DATED.search(text, start) if named else _DATED.match(text, at) or _DATED.search(text, at)
        if dated is None or form is None:
            return ()
        if named or dated.start() > at:
            author = text[start : dated.start()].strip(" ,") or None
        stated = _stated(dated, form, author, "rus")
        if stated is None or _nested(author):
            return ()
        found = _with(found, stated, joint=joint and not named)
        at = _after(text, dated.end())
    return tuple(found)


def _with(found: list[Stated], stated: Stated, *, joint: bool) -> list[Stated]:
    """The acts with one more; with `joint` it is the last one again, as another of its bodies dates and numbers it."""
    if not (joint and found):
        return [*found, stated]
    *before, last = found
    both = replace(
        last.act,
        number=f"{last.act.number}/{stated.act.number}",
        author="; ".join(filter(None, (last.act.author, stated.act.author))) or None,
    )
    return [*before, replace(stated, act=both)]


def _form(word: str) -> str | None:
    key = fold(word)
    if key in ACTS:
        return ACTS[key][0]
    if key in ACTS_PLURAL:
        return next((form for stem, form in _SINGULAR.items() if key.startswith(stem)), None)
    return None


def _nested(author: str | None) -> bool:
    """An author is words: a bracket or a number in it means that something else was read as one."""
    return author is not None and re.search(r"[();№\d]", author) is not None


def _kazakh(text: str) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for group in _of_one_form(text):
        acts = _kazakh_group(group)
        if not acts:
            return ()
        found += acts
    return tuple(found)


def _of_one_form(text: str) -> Iterator[str]:
    """The pieces of a list that end with the word for a form: "… № 110 бұйрығымен; … № 535 бұйрығымен"."""
    held = ""
    for piece in text.split("; "):
        held = f"{held}; {piece}" if held else piece
        if _last_form(held) is not None:
            yield held
            held = ""
    if held:
        yield held


def _last_form(text: str) -> tuple[str, str] | None:
    """The form that a text ends with, and what stands before it; None for another word."""
    last = re.search(r"([^\W\d_]+)$", text)
    head = KAZAKH_ACTS.get(fold(last.group())) if last else None
    if last is None or head is None or head[1].case not in ("ins", "nom", "dat", "gen"):
        return None
    return head[0], text[: last.start()].rstrip()


def _kazakh_group(text: str) -> list[Stated]:
    head = _last_form(text)
    if head is None:
        return []
    form, body = head
    qualified = _QUALIFIED_LAST.search(body)
    joint = bool(qualified and qualified["joint"])
    body = body[: qualified.start()] if qualified else body
    found: list[Stated] = []
    author: str | None = None
    at = 0
    while at < len(body):
        dated = _DATED.search(body, at)
        if dated is None:
            return []
        if dated.start() > at:
            author = body[at : dated.start()].strip(" ,") or None
        stated = _stated(dated, form, author, "kaz")
        if stated is None or _nested(author):
            return []
        found = _with(found, stated, joint=joint)
        at = _after(body, dated.end())
    return found


def _after(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _stated(match: re.Match[str], form: str, author: str | None, language: Language) -> Stated | None:
    try:
        year, month, day = (next(filter(None, (match[name] for name in names))) for names in _DATE_GROUPS)
        on = date(int(year), _MONTHS.get(fold(month)) or int(month), int(day))
    except ValueError:
        return None
    force = " ".join(match["force"].split()) if match["force"] else None
    return Stated(ActRef(form, on, match["number"], author=author), in_force(force, language), force)


def in_force(words: str | None, language: Language) -> InForce | None:
    """What a bracket says of entry into force; None for none, and where it refers elsewhere."""
    part = parse_short_force(f"({words})", language) if words else None
    if part is None:
        return None
    if part.rule == "date" and part.on:
        return InForce("date", date.fromisoformat(part.on), "stated")
    made = InForce(part.rule, None, "pending", part.days)
    return replace(made, condition=part.condition)
