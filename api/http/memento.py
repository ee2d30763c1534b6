"""/akn/…: acts under their own IRIs, through time (RFC 7089) and in every format (content negotiation).

    /akn/kz/act/<form>/<author>/<date>/<number>   the act: leads to the version of Accept-Datetime, today without one
    …/rus:2026-01-01                              leads to the version in force on that day
    …/rus@2026-01-01                              the version that begins on that day, exactly

A date before the act's first day or after its last is refused as everywhere: RFC 7089 would give the nearest version
instead, and nobody may be handed a text that does not apply.
"""

from __future__ import annotations

from datetime import date, datetime, time
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import http_date, parse_date

from api import clock, service
from api.http.answers import describe, file_answer
from api.http.queries import LanguageQuery, NoQuery, read
from api.http.shelf import shelf
from api.refusals import Refusal
from legal import Corpus
from legal.akn.iri import Iri, expression_iri, iri, parse_iri
from legal.errors import DateError, NotOnFile
from legal.records import ActRef, Language, Version
from legal.store import naming
from renderer import FORMATS, Format, media_type

blueprint = Blueprint("memento", __name__)
_HTML_FIRST: tuple[Format, ...] = ("html", *(one for one in FORMATS if one != "html"))
_ALSO: dict[str, Format] = {"application/xml": "xml", "text/xml": "xml"}
_SPOKEN: dict[str, Language] = {"ru": "rus", "kk": "kaz"}
LINK_FORMAT = "application/link-format"


@blueprint.get("/akn/<path:rest>")
def under_iri(rest: str) -> Response:
    """An act, an expression of it, or a version, whatever the IRI names."""
    read(NoQuery)
    named = parse_iri(naming.act_name(f"akn/{rest}"))
    corpus = shelf().corpus
    ref = corpus.resolve(iri(named.ref))
    key = service.act_key(ref)
    if named.component:
        raise Refusal("component_iri", place=request.path[:200], like=NotOnFile, act=key)
    language = _language(corpus, key, named.language)
    on = named.on or _wanted_day() or clock.today()
    version = service.version_for(corpus, service.Question(key, language, on))
    if named.exact and version.since in (on, None):
        return _memento(corpus, ref, language, on, version.since)
    if named.exact:
        right = expression_iri(ref, language, version.since)
        raise Refusal(
            "exact_version", place=request.path[:200], like=NotOnFile, on=on, since=version.since or "-",
            iri=right, language=language,
        )  # fmt: skip
    return _to_memento(ref, language, version.since or on, named)


def _to_memento(ref: ActRef, language: Language, since: date, named: Iri) -> Response:
    """The answer of a timegate: where the version wanted is."""
    moved = redirect(quote(expression_iri(ref, language, since)))
    response = Response(moved.get_data(), moved.status_code, dict(moved.headers))
    varies = ["Accept-Datetime"] if named.on is None else []
    response.headers["Vary"] = ", ".join([*varies, *(["Accept-Language"] if named.language is None else [])])
    response.headers["Link"] = ", ".join(links(ref, language))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _memento(corpus: Corpus, ref: ActRef, language: Language, on: date, since: date | None) -> Response:
    """One version, in the format that the reader accepts."""
    question = service.Question(service.act_key(ref), language, on, verify=shelf().settings.verification)
    file = service.text_file(corpus, question, _format())
    response = file_answer(file)
    response.headers["Memento-Datetime"] = stamp(since or on)
    response.headers["Link"] = ", ".join([*links(ref, language), *_neighbours(corpus, ref, language, on)])
    response.headers.add("Vary", "Accept")
    return response


def dated(response: Response, version: Version, on: date) -> Response:
    """Says what date an answer is of, and where the act, its versions and this one are found.

    Links are relative to this service: the name it was asked under is never trusted.
    """
    found = links(version.act, version.language)
    if version.since is not None:
        found.append(_link(version.act, version.language, "memento", version.since))
    response.headers["Link"] = ", ".join(found)
    response.headers["Memento-Datetime"] = stamp(on)
    return response


def links(ref: ActRef, language: Language) -> list[str]:
    """Where the act itself is, which is also the gate to its versions, and the list of them."""
    act = quote(iri(ref))
    api = f"/api/v1/acts/{quote(service.act_key(ref).lstrip('/'))}/timemap?lang={language}"
    return [f'<{act}>; rel="original timegate"', f'<{api}>; rel="timemap"; type="{LINK_FORMAT}"']


def _neighbours(corpus: Corpus, ref: ActRef, language: Language, on: date) -> list[str]:
    """The versions before and after that of a day."""
    days = service.version_days(corpus, service.act_key(ref), language)
    before = [day for day in days if day <= on]
    found = [("prev", before[-2])] if len(before) > 1 else []
    found += [("next", day) for day in days if day > on][:1]
    return [_link(ref, language, f"{rel} memento", day) for rel, day in found]


def _link(ref: ActRef, language: Language, rel: str, day: date) -> str:
    return f'<{quote(expression_iri(ref, language, day))}>; rel="{rel}"; datetime="{stamp(day)}"'


@blueprint.get("/api/v1/acts/<path:act>/timemap")
@describe("The versions of an act as application/link-format (RFC 7089)", query=LanguageQuery)
def timemap(act: str) -> Response:
    """Every version of an act in a language, oldest first."""
    query = read(LanguageQuery)
    corpus = shelf().corpus
    ref = corpus.resolve(naming.act_name(act))
    key = service.act_key(ref)
    language = service.language_for(corpus, key, query.lang)
    days = service.version_days(corpus, key, language)
    first, last = ["first"], ["last"]
    rows = [*links(ref, language)]
    for at, day in enumerate(days):
        rel = " ".join([*(first if at == 0 else ()), *(last if at == len(days) - 1 else ()), "memento"])
        rows.append(_link(ref, language, rel, day))
    return Response(",\n".join(rows) + "\n", content_type=LINK_FORMAT, headers={"Cache-Control": "no-cache"})


def _wanted_day() -> date | None:
    """The day of Accept-Datetime in Kazakhstan. Raises Refusal like DateError for what is no date of HTTP."""
    given = request.headers.get("Accept-Datetime")
    if given is None:
        return None
    moment = parse_date(given)
    if moment is None:
        raise Refusal("moment", place="Accept-Datetime", like=DateError, value=given[:40])
    return moment.astimezone(clock.ZONE).date()


def _language(corpus: Corpus, key: str, named: Language | None) -> Language:
    """The language of the IRI, else the first that the reader speaks and the corpus has."""
    if named is None:
        held = corpus.languages(key)
        spoken = (_SPOKEN.get(tag.split("-")[0].lower()) for tag, quality in request.accept_languages if quality > 0)
        named = next((one for one in spoken if one in held), None)
    return service.language_for(corpus, key, named)


def _format() -> Format:
    """The format that the reader accepts most. Raises NotAcceptable."""
    known: dict[str, Format] = {media_type(one).split(";")[0]: one for one in _HTML_FIRST} | _ALSO
    best = request.accept_mimetypes.best_match(list(known)) if request.accept_mimetypes else "text/html"
    if best is None:
        raise NotAcceptable
    return known[best]


def stamp(day: date) -> str:
    """The beginning of a civil day in Kazakhstan as HTTP writes moments."""
    return http_date(datetime.combine(day, time.min, clock.ZONE))
