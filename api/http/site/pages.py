"""The routes of the page. Every address carries its language; nothing is kept about the reader."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Flask, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

import forms
from api import clock, service
from api.http.acts import act_name
from api.http.locale import page_language
from api.http.queries import NoQuery, PageQuery, read
from api.http.shelf import shelf
from api.http.site import order, views
from api.http.site.search import matches_act, matches_document, terms
from api.messages import UiLanguage, say
from api.refusals import Refusal
from api.words import (
    act_title,
    act_words,
    certainty_words,
    date_words,
    decision_words,
    event_words,
    finding_title,
    finding_words,
    first_upper,
    moment_words,
    target_words,
)
from forms.records import Document, DocumentKind, Table
from legal.errors import DateError, NotOnFile
from legal.records import ActSummary, Language
from renderer.web import document_css, render_fragment

SHOWN = 60
"""Rows of a list; who looks for more narrows the search."""
blueprint = Blueprint("pages", __name__)
_PAGE = "/<any(ru, kk):ui>"


def attach(app: Flask) -> None:
    """Puts the pages and the words they use on the application."""
    app.register_blueprint(blueprint)
    app.context_processor(_words)
    app.add_template_filter(first_upper)


def _words() -> dict[str, Any]:
    """What templates say things with, in the language of the page."""
    ui = page_language()
    return {
        "ui": ui,
        "active": "",
        "t": lambda key, **values: say(key, ui, **values),
        "act_words": lambda act: act_words(act, ui),
        "moment_words": moment_words,
        "date_words": lambda day: date_words(day, ui),
        "certainty_words": lambda certainty: certainty_words(certainty, ui),
        "target_words": lambda target: target_words(target, ui),
        "act_title": lambda act: act_title(act, ui),
        "marked_pieces": views.marked_pieces,
        "place_words": lambda component, target: views.place_words(component, target, ui),
        "finding_words": lambda finding: finding_words(finding, ui),
        "finding_title": lambda code: finding_title(code, ui),
        "document_title": lambda document: _document_title(document, ui),
        "decision_words": lambda decided: decision_words(decided, ui),
        "event_words": lambda event: event_words(event, ui),
        "act_path": lambda act: f"/{ui}/acts/{quote(service.act_key(act).lstrip('/'))}",
        "act_base": lambda key: f"/{ui}/acts/{quote(key.lstrip('/'))}",
        "day_before": lambda day: day - timedelta(days=1),
        "api_path": lambda key: f"/api/v1/acts/{quote(key.lstrip('/'))}",
        "act_key": service.act_key,
        "grouped": views.grouped,
        "said": views.SAID,
        "is_form": service.is_form,
        "has_table": lambda document: any(isinstance(block, Table) for block in document.blocks),
        "other_language": _other_language(ui),
        "today": clock.today(),
        "with_jobs": shelf().settings.token.get_secret_value() != "",
    }


def _document_title(document: Document, ui: UiLanguage) -> str:
    """The title of a document; where it is not on file, what kind of document it is and which annex."""
    known = document.title and document.title != document.label
    return document.title if known else f"{first_upper(say(f'document.{document.kind}', ui))}: {document.label}"


def _other_language(ui: UiLanguage) -> str:
    """The same page in the other language. A page of an error keeps nothing of what was typed."""
    path = request.path
    if not path.startswith(("/ru/", "/kk/")):
        return "/kk/" if ui == "ru" else "/ru/"
    query = f"?{request.query_string.decode('ascii', 'ignore')}" if request.query_string else ""
    return f"/{'kk' if ui == 'ru' else 'ru'}{quote(path[3:])}{query}"


def answer(template: str, **values: Any) -> Response:
    """A page, to be asked again whether it is still the same."""
    response = Response(render_template(template, **values))
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Language"] = page_language()
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.get("/")
def root() -> Redirect:
    """To the page in the reader's language."""
    read(NoQuery)
    moved = redirect(f"/{page_language()}/")
    moved.headers["Vary"] = "Accept-Language"
    return moved


@blueprint.get("/assets/document-<kind>.css")
def document_style(kind: str) -> Response:
    """The style of a kind of document."""
    read(NoQuery)
    if kind not in service.KINDS:
        raise Refusal("http_404", like=NotOnFile)
    css = _style(kind)
    return Response(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"})


@cache
def _style(kind: DocumentKind) -> str:
    return document_css(kind)


@blueprint.get(f"{_PAGE}/")
def home(ui: UiLanguage) -> Response:
    """Search over acts and documents on a date."""
    query = read(PageQuery, empty_is_absent=True)
    corpus = shelf().corpus
    on = query.on or clock.today()
    wanted = terms(query.q)
    acts = [one for one in corpus.acts() if matches_act(wanted, one)]
    documents = [
        one
        for one in service.documents_on(
            corpus,
            on,
            language=query.lang,
            kinds=[query.kind] if query.kind else (),
            include_ended=query.all,
        )
        if matches_document(wanted, one)
    ]
    return answer(
        "home.html.j2",
        active="home",
        query=query,
        on=on,
        # An act that is only named has no page: there is nothing of it to read.
        regulations=[one for one in acts if one.languages and (one.amended_by or not one.amends)],
        amending=[one for one in acts if one.amends and not one.amended_by],
        documents=documents[:SHOWN],
        more=max(0, len(documents) - SHOWN),
        lines=shelf().index.search(query.q, on, language=query.lang, limit=SHOWN // 3) if query.q else None,
        kinds=service.KINDS,
    )


class _Act:
    """The act of a page, with what all its tabs need."""

    def __init__(self, path: str, query: PageQuery) -> None:
        self.corpus = shelf().corpus
        self.key = act_name(path)
        self.summary: ActSummary = service.summary_of(self.corpus, self.key)
        self.languages = self.corpus.languages(self.key)
        self.language: Language = service.language_for(self.corpus, self.key, query.lang)
        self.on: date = query.on or clock.today()

    def values(self, tab: str, **more: Any) -> dict[str, Any]:
        """What every tab gives its template."""
        return {
            "active": tab,
            "act": self.summary,
            "key": service.act_key(self.corpus.resolve(self.key)),
            "languages": self.languages,
            "lang": self.language,
            "on": self.on,
            "has_history": bool(self.summary.amended_by or not self.summary.amends),
            **more,
        }


@blueprint.get(f"{_PAGE}/acts/<path:act>")
def reading(ui: UiLanguage, act: str) -> Response:
    """The text on a date."""
    query = read(PageQuery, empty_is_absent=True)
    page = _Act(act, query)
    corpus, language = page.corpus, page.language
    version = corpus.version(page.key, language, page.on)
    events = corpus.timeline(page.key, language)
    previous, following = views.neighbours(events, page.on)
    ended = version.status in ("repealed", "presumed-repealed", "not-yet")
    shown = query.even or not ended
    return answer(
        "act.html.j2",
        **page.values(
            "text",
            version=version,
            certainties={event.on: event.certainty for event in events if event.on},
            banners=views.banners(corpus, version, page.summary, ui, f"/{ui}/acts"),
            ended=ended,
            shown=shown,
            fragment=render_fragment(forms.text_document(version)) if shown else "",
            documents=forms.documents(version),
            previous=previous,
            following=following,
        ),
    )


@blueprint.get(f"{_PAGE}/acts/<path:act>/history")
def history(ui: UiLanguage, act: str) -> Response:
    """The days of change."""
    page = _Act(act, read(PageQuery, empty_is_absent=True))
    events = page.corpus.timeline(page.key, page.language)
    entries = views.entries(page.corpus, events, page.language)
    return answer("history.html.j2", **page.values("history", entries=entries, style=""))


@blueprint.get(f"{_PAGE}/acts/<path:act>/compare")
def compare(ui: UiLanguage, act: str) -> Response:
    """Two dates compared; without dates, the last change that has taken force."""
    query = read(PageQuery, empty_is_absent=True)
    page = _Act(act, query)
    if query.start and query.to and query.start > query.to:
        raise Refusal("order_of_dates", like=DateError)
    events = page.corpus.timeline(page.key, page.language)
    previous, _ = views.neighbours(events, query.to or page.on)
    to = query.to or page.on
    start = query.start or min(previous or to, to)
    cards = views.change_cards(page.corpus.compare(page.key, page.language, start, to))
    return answer("compare.html.j2", **page.values("compare", start=start, to=to, cards=cards))


@blueprint.get(f"{_PAGE}/acts/<path:act>/lines")
def lines(ui: UiLanguage, act: str) -> Response:
    """The order behind each line."""
    query = read(PageQuery, empty_is_absent=True)
    page = _Act(act, query)
    found = page.corpus.blame(page.key, page.language, page.on)
    version = page.corpus.version(page.key, page.language, page.on)
    ended = version.status in ("repealed", "presumed-repealed", "not-yet")
    parts = [(component, views.blocks(found, component)) for component in views.components(found)]
    return answer(
        "lines.html.j2",
        **page.values(
            "lines",
            parts_of=parts if query.even or not ended else [],
            ended=ended and not query.even,
            banners=views.banners(page.corpus, version, page.summary, ui, f"/{ui}/acts"),
        ),
    )


@blueprint.get(f"{_PAGE}/acts/<path:act>/changes")
def changes(ui: UiLanguage, act: str) -> Response:
    """What an amending act changes, and what was found while reading it."""
    page = _Act(act, read(PageQuery, empty_is_absent=True))
    text, operations, findings = service.own_text(page.corpus, page.key, page.language)
    found = tuple(dict.fromkeys((*text.findings, *findings)))
    decided = service.decisions_on(page.corpus, page.key, page.language)
    effects = order.Effects(page.corpus, text, page.language).of(operations)
    return answer(
        "changes.html.j2",
        **page.values(
            "changes",
            effects=effects,
            counts=Counter(one.state for one in effects),
            text_lines=order.text_lines(text, effects, found),
            decided=decided,
            not_understood=any(one.severity == "error" for one in found) or not views.cancelled(decided),
            coverage=text.coverage,
            repealed=text.card.repealed,
            serious=[one for one in found if one.severity != "info"],
            repairs=[one for one in found if one.severity == "info"],
        ),
    )


@blueprint.get(f"{_PAGE}/documents/<path:document>")
def document(ui: UiLanguage, document: str) -> Response:
    """One document on a date."""
    query = read(PageQuery, empty_is_absent=True)
    corpus = shelf().corpus
    on = query.on or clock.today()
    question = service.Question("", query.lang, on, even_if_repealed=True)
    name = act_name(document)
    listed = service.document_on(corpus, name, question)
    key = service.act_key(listed.version.act)
    ended = listed.version.status in ("repealed", "presumed-repealed", "not-yet")
    return answer(
        "document.html.j2",
        listed=listed,
        document=listed.document,
        version=listed.version,
        key=key,
        on=on,
        lang=listed.document.language,
        languages=corpus.languages(key),
        ended=ended,
        shown=query.even or not ended,
        fragment=render_fragment(listed.document) if query.even or not ended else "",
        banners=views.banners(corpus, listed.version, service.summary_of(corpus, key), ui, f"/{ui}/acts"),
    )
