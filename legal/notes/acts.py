"""The acts that a note ends with, one after the other, each with its bracket on entry into force.

Russian: "приказом Министра … РК от 30.09.2025 № 300 (вводится …); от 05.05.2026 № 12 (…)": form and author stand
before the first and hold for those after it. Kazakh: "ҚР … 30.09.2025 № 300 (…), 05.05.2026 № 12 (…)
бұйрықтарымен": the author stands first, the form last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from legal.amend.force import parse_short_force
from legal.amend.language import fold
from legal.records import ActRef, InForce, Language
from legal.vocabulary.kazakh import ACTS as KAZAKH_ACTS
from legal.vocabulary.russian import ACTS, ACTS_PLURAL

_BRACKET = r"\((?P<force>(?:[^()]|\([^()]*\))*)\)"
_DATED = re.compile(
    rf"(?:от\s+)?(?P<day>\d{{2}})\.(?P<month>\d{{2}})\.(?P<year>\d{{4}})\s*(?:г\.|ж\.)?\s*"
    rf"(?:№|N)\s*(?P<number>[^\s();,.]+(?:\s(?:ЗРК|ҚРЗ))?)(?:\s*{_BRACKET})*"
)
_BETWEEN = re.compile(r"\s*(?:[;,]\s*(?:и\s+|және\s+)?|\s(?:и|және|мен)\s+)?")
_WORD = re.compile(r"[^\W\d_]+")
_SINGULAR = {
    "приказ": "order", "закон": "law", "кодекс": "code", "постановлени": "resolution", "указ": "decree",
    "решени": "decision", "распоряжени": "instruction",
}  # fmt: skip


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
    while at < len(text):
        word = _WORD.match(text, at)
        if word and (named := _form(word.group())):
            dated = _DATED.search(text, word.end())
            if dated is None:
                return ()
            form, author = named, text[word.end() : dated.start()].strip(" ,") or None
        else:
            dated = _DATED.match(text, at)
        if dated is None or form is None or _nested(author):
            return ()
        stated = _stated(dated, form, author, "rus")
        if stated is None:
            return ()
        found.append(stated)
        at = _after(text, dated.end())
    return tuple(found)


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
    last = re.search(r"([^\W\d_]+)$", text)
    head = KAZAKH_ACTS.get(fold(last.group())) if last else None
    if last is None or head is None or head[1].case not in ("ins", "nom", "dat", "gen"):
        return ()
    body = text[: last.start()].rstrip()
    first = _DATED.search(body)
    if first is None:
        return ()
    author = body[: first.start()].strip(" ,") or None
    found: list[Stated] = []
    at = first.start()
    while at < len(body):
        dated = _DATED.match(body, at)
        stated = _stated(dated, head[0], author, "kaz") if dated else None
        if dated is None or stated is None or _nested(author):
            return ()
        found.append(stated)
        at = _after(body, dated.end())
    return tuple(found)


def _after(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _stated(match: re.Match[str], form: str, author: str | None, language: Language) -> Stated | None:
    try:
        on = date(int(match["year"]), int(match["month"]), int(match["day"]))
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
