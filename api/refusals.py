"""Refusals in the words of the reader: what, where, and what to do next.

An error of the legal package says so in English, for developers. For legal staff the same sentences are in
`refusals.toml` in Russian and Kazakh, by pattern; a sentence that is not there yet is shown as it is, under a
title in the reader's language.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from api.messages import Day, UiLanguage, has, say
from api.sentences import address, told
from forms.journal_events import JournalErrors
from forms.model import FillErrors
from legal.errors import (
    ConflictError,
    DateError,
    LegalError,
    NotOnFile,
    NotYetInForce,
    RepealedError,
    SourceError,
    StoreError,
)
from renderer.errors import RenderError, SourceAbsent, ToolError


class NoToken(LegalError):
    """A request for personal data without the token of the installation."""


class Closed(LegalError):
    """A request for personal data to an installation that gives none over HTTP."""


class WrongMedia(LegalError):
    """A body of a kind that is not taken."""


_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# For each class of error: its name in the table, the HTTP status, the exit status of the command line.
_CLASSES: tuple[tuple[type[LegalError], str, int, int], ...] = (
    (SourceError, "source", 422, 2),
    (DateError, "date", 400, 2),
    (NotOnFile, "not-on-file", 404, 2),
    # Gone for good is 410; what has no text yet is simply not found on that date, and may be tomorrow (RFC 9110).
    (RepealedError, "repealed", 410, 1),
    (NotYetInForce, "not-yet-in-force", 404, 1),
    (ConflictError, "conflict", 409, 2),
    (StoreError, "store", 503, 2),
    (NoToken, "token", 401, 2),
    (Closed, "token_unset", 403, 2),
    (WrongMedia, "media", 415, 2),
    (LegalError, "refused", 400, 2),
)


class Refusal(LegalError):
    """A refusal made by the surfaces themselves: `key` names its sentences in the table of messages.

    `refusal.<key>` says what, `remedy.<key>` what to do next, `page_remedy.<key>` the same on the site; all take
    `values`. `like` is the error of the legal
    package whose status it has.
    """

    def __init__(self, key: str, *, place: str | None = None, like: type[LegalError] = LegalError, **values: object):
        super().__init__(
            say(f"refusal.{key}", "en", **values), place=place, remedy=say(f"remedy.{key}", "en", **values)
        )
        self.key = key
        self.values = values
        self.like = like


@dataclass(frozen=True, slots=True)
class Explanation:
    """A refusal as people read it. `kind` names the class of error, `status` is that of HTTP, `exit` the command's."""

    kind: str
    status: int
    exit: int
    title: str
    detail: str
    place: str | None
    remedy: str | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    pattern: re.Pattern[str]
    words: dict[str, str]


@cache
def _sentences() -> tuple[_Sentence, ...]:
    data = tomllib.loads(resources.files("api").joinpath("refusals.toml").read_text(encoding="utf-8"))
    return tuple(
        _Sentence(re.compile(entry["en"], re.DOTALL), {"ru": entry["ru"], "kk": entry["kk"]})
        for entry in data["sentence"]
    )


def translate(sentence: str, language: UiLanguage) -> str:
    """A sentence of the legal package in the reader's language; as it is where the table does not have it."""
    if language == "en":
        return sentence
    for known in _sentences():
        if match := known.pattern.fullmatch(sentence):
            values = match.groupdict()
            values = {name: _day(value, language) for name, value in values.items()}
            if "finding" in values:  # a refusal that quotes what a finding says
                values["finding"] = told(values["finding"], language) or values["finding"]
            if "reason" in values:  # a refusal that goes on with another sentence of the table
                values["reason"] = translate(values["reason"], language)
            if "address" in values:
                values["address"] = address(values["address"], language)
            return known.words[language].format(**values)
    return sentence


def _day(value: str | None, language: UiLanguage) -> str | None:
    """A value of a sentence; where it is a date, as the language writes it."""
    if value is None or not _ISO.fullmatch(value):
        return value
    try:
        return Day(date.fromisoformat(value), language)
    except ValueError:
        return value


def explain(error: LegalError | RenderError, language: UiLanguage, *, on_page: bool = False) -> Explanation:
    """What to tell a person about an error, in their language.

    `on_page`: to somebody who looks at a page of the site, and has neither options of commands nor parameters.
    """
    if isinstance(error, RenderError):
        return _explain_render(error, language)
    if isinstance(error, JournalErrors | FillErrors):
        return _explain_data(error, language)
    kinds = error.like if isinstance(error, Refusal) else type(error)
    name, status, code = next(row[1:] for row in _CLASSES if issubclass(kinds, row[0]))
    if isinstance(error, Refusal):
        detail = say(f"refusal.{error.key}", language, **error.values)
        remedy: str | None = say(remedy_key(error.key, on_page=on_page), language, **error.values)
        name = error.key if error.like is LegalError else name
    else:
        detail = translate(error.message, language)
        remedy = translate(error.remedy, language) if error.remedy else None
    title = f"problem.{name}" if has(f"problem.{name}") else "problem.refused"
    return Explanation(name, status, code, say(title, language), detail, _place(error, language), remedy)


def remedy_key(key: str, *, on_page: bool) -> str:
    """The entry that says what to do next; the one for pages where there is one and a page is looked at."""
    return f"page_remedy.{key}" if on_page and has(f"page_remedy.{key}") else f"remedy.{key}"


def _explain_data(error: JournalErrors | FillErrors, language: UiLanguage) -> Explanation:
    """Faults of data, which have their own words in both languages and never hold a value."""
    kind, status, code = ("journal", 422, 2) if isinstance(error, JournalErrors) else ("data", 400, 2)
    said = " ".join(error.messages("kaz" if language == "kk" else "rus"))
    remedy = say(f"word.{kind}_remedy", language)
    return Explanation(kind, status, code, say(f"problem.{kind}", language), said, None, remedy)


def _place(error: LegalError, language: UiLanguage) -> str | None:
    return translate(error.place, language) if error.place else None


def _explain_render(error: RenderError, language: UiLanguage) -> Explanation:
    status = 404 if isinstance(error, SourceAbsent) else 503 if isinstance(error, ToolError) else 422
    remedy = translate(error.remedy, language) if error.remedy else None
    return Explanation(
        "render", status, 2, say("problem.render", language), translate(error.message, language), None, remedy
    )
