"""/api/v1/acts: acts on file, what they change, their text on a date and their history."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Blueprint, Response

from api import dates, models, serialise, service, version_models
from api.http.answers import describe, file_answer, json_answer, settled
from api.http.memento import dated
from api.http.queries import CompareQuery, LanguageQuery, NoQuery, VersionQuery, read
from api.http.shelf import shelf
from api.refusals import Refusal
from legal.errors import DateError, NotOnFile
from legal.store import naming
from legal.store.deciding import Decided

blueprint = Blueprint("acts", __name__, url_prefix="/api/v1")
# Letters of every script, since numbers of acts have them ("ҚР_ДСМ-175-2020").
_ACT = re.compile(r"[\w@:!./-]{1,300}")


def act_name(path: str) -> str:
    """The act that a path names: a code, or an IRI with or without its first slash. Raises Refusal like NotOnFile."""
    name = naming.act_name(path)
    if not _ACT.fullmatch(name) or ".." in name:
        raise Refusal("act_name", place=name[:80], like=NotOnFile)
    return name


@blueprint.get("/acts")
@describe("Every act on file or named by one that is", query=NoQuery, answer=models.ActsAnswer)
def every() -> Response:
    """The list of acts."""
    read(NoQuery)
    return json_answer(models.ActsAnswer(acts=[serialise.summary(act) for act in shelf().corpus.acts()]))


@blueprint.get("/acts/<path:act>")
@describe("One act", query=NoQuery, answer=models.ActModel)
def one(act: str) -> Response:
    """A row of the list of acts."""
    read(NoQuery)
    corpus = shelf().corpus
    found = service.summary_of(corpus, act_name(act))
    return json_answer(serialise.summary(found))


@blueprint.get("/acts/<path:act>/operations")
@describe("What an act changes", query=LanguageQuery, answer=models.OperationsAnswer)
def operations(act: str) -> Response:
    """The operations of an amending act."""
    query = read(LanguageQuery)
    corpus, name = shelf().corpus, act_name(act)
    text, changes, found = service.own_text(corpus, name, query.lang)
    decided = service.decisions_on(corpus, name, text.card.language)
    return json_answer(serialise.operations(text, changes, found, decided))


@blueprint.get("/decisions")
@describe("What people decided about all acts", query=NoQuery, answer=models.DecisionsAnswer)
def all_decisions() -> Response:
    """Every decision on file."""
    read(NoQuery)
    return _decisions(shelf().corpus.decisions())


@blueprint.get("/acts/<path:act>/decisions")
@describe("What people decided about an act", query=NoQuery, answer=models.DecisionsAnswer)
def decisions(act: str) -> Response:
    """The decisions about an act, those withdrawn too."""
    read(NoQuery)
    return _decisions(shelf().corpus.decisions(act_name(act)))


def _decisions(decided: Iterable[Decided]) -> Response:
    return json_answer(models.DecisionsAnswer(decisions=[serialise.decision(one) for one in decided]))


@blueprint.get("/acts/<path:act>/versions/<on>")
@describe("The text of an act on a date, in any format", query=VersionQuery, answer=version_models.VersionAnswer)
def version(act: str, on: str) -> Response:
    """The text on a date."""
    query = read(VersionQuery)
    day = dates.civil_date(on)
    question = service.Question(
        act_name(act),
        query.lang,
        day,
        query.known_at,
        query.certain_only,
        query.even_if_repealed,
        shelf().settings.verification,
    )
    file = service.text_file(shelf().corpus, question, query.format, notes=query.notes)
    response = file_answer(file, immutable=settled(query.known_at))
    return dated(response, file.version, day)


@blueprint.get("/acts/<path:act>/timeline")
@describe("The days on which an act changes", query=LanguageQuery, answer=version_models.TimelineAnswer)
def timeline(act: str) -> Response:
    """The history of an act."""
    query = read(LanguageQuery)
    corpus, name = shelf().corpus, act_name(act)
    language = service.language_for(corpus, name, query.lang)
    return json_answer(serialise.timeline(corpus.resolve(name), language, corpus.timeline(name, language)))


@blueprint.get("/acts/<path:act>/compare")
@describe("What changes between two dates", query=CompareQuery, answer=version_models.CompareAnswer)
def compare(act: str) -> Response:
    """Two dates compared."""
    query = read(CompareQuery)
    if query.start > query.to:
        raise Refusal("order_of_dates", place="from", like=DateError)
    corpus, name = shelf().corpus, act_name(act)
    language = service.language_for(corpus, name, query.lang)
    changes = corpus.compare(name, language, query.start, query.to)
    events = service.beside_changes(corpus, name, language, query.start, query.to)
    return json_answer(serialise.compare(corpus.resolve(name), language, query.start, query.to, changes, events))


@blueprint.get("/acts/<path:act>/blame/<on>")
@describe("The order behind each line of the text on a date", query=LanguageQuery, answer=version_models.BlameAnswer)
def blame(act: str, on: str) -> Response:
    """The text line by line."""
    query = read(LanguageQuery)
    day = dates.civil_date(on)
    corpus, name = shelf().corpus, act_name(act)
    language = service.language_for(corpus, name, query.lang)
    return json_answer(serialise.blame(corpus.resolve(name), language, day, corpus.blame(name, language, day)))
