"""What the command line and HTTP both do: a question about an act or a document to bytes in a format.

Thin over `legal.Corpus`, `forms` and `renderer`. A text or a document that does not apply on the date asked for is
refused here, for every surface alike, unless the question says `even_if_repealed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache, partial
from typing import get_args

import forms
import renderer
from api import serialise
from api.file_formats import File, FileFormat, document_bytes, file_name, media_type
from api.refusals import Refusal
from api.verifying import addressed
from forms.definition import Definition, definition
from forms.fill import fill
from forms.model import read_data
from forms.records import Document, DocumentKind
from forms.supplement import load, shipped, supplemented
from legal import Corpus
from legal.akn.iri import code_of, iri, parse_iri
from legal.errors import LegalError, NotOnFile, NotYetInForce, RepealedError
from legal.records import Act, ActRef, ActSummary, Event, Finding, Language, Operation, Version
from legal.store.deciding import Decided
from legal.store.decisions import Withdraw
from legal.store.naming import act_name
from renderer import Format
from renderer.fillable import fillable_pdf
from renderer.spare import spared

LANGUAGES: tuple[Language, ...] = get_args(Language)
KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)

FILLABLE: frozenset[DocumentKind] = frozenset({"form", "act", "sheet", "journal"})
"""The kinds of documents that ask for something."""
SUPPLEMENTS = "supplements"
"""The folder of a corpus for supplements of its own."""

_BEGINS = frozenset({"base", "amendment"})
_REFUSED: dict[str, tuple[str, type[LegalError]]] = {
    "repealed": ("repealed", RepealedError),
    "presumed-repealed": ("presumed_repealed", RepealedError),
    "not-yet": ("not_yet", NotYetInForce),
}
"""The statuses on which a version does not apply: the sentence, and the error that it is like."""

_DOCUMENT_ID = re.compile(r"(?P<act>[^/]+|/?akn(?:/[^/]+){6})/(?P<rest>[^/]+(?:/[^/]+)?)")


@dataclass(frozen=True, slots=True)
class Answers:
    """What goes into a form: JSON bytes, and the paths of numbers accepted in spite of their check digit."""

    data: bytes
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about an act: its code or IRI, the language (None: the one on file), the date, what was known."""

    act: str
    language: Language | None
    on: date
    known_at: datetime | None = None
    certain_only: bool = False
    even_if_repealed: bool = False
    verify: str = ""
    """The base address that the QR code of a page leads to; empty for pages without one."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document with the version of the regulation that holds it."""

    document: Document
    version: Version


def names_document(name: str) -> bool:
    """A name is that of a document, not of an act."""
    return _DOCUMENT_ID.fullmatch(name) is not None


def act_key(act: ActRef) -> str:
    """The name of an act that every surface takes: its code, or its IRI where it has none."""
    return code_of(act) or iri(act)


def language_for(corpus: Corpus, act: str, wanted: Language | None) -> Language:
    """The language wanted, or the only one on file, or Russian.

    Raises NotOnFile for an unknown act and Refusal for a language that is not on file: an answer in the other
    language would be another text of the law.
    """
    on_file = corpus.languages(act)
    if wanted is not None and wanted in on_file:
        return wanted
    if wanted is not None or not on_file:
        key = "language" if on_file else "no_text"
        raise Refusal(key, place=act, like=NotOnFile, language=wanted or "", languages=", ".join(on_file))
    return on_file[0] if len(on_file) == 1 else "rus"


def own_text(
    corpus: Corpus, act: str, wanted: Language | None
) -> tuple[Act, tuple[Operation, ...], tuple[Finding, ...]]:
    """An act as published, what it changes, and what was found; for acts whose own text is on file.

    Raises Refusal like NotOnFile for an act that is only known by what others change in it.
    """
    summary = summary_of(corpus, act)
    if not summary.on_file:
        raise Refusal("no_text", place=act, like=NotOnFile)
    if wanted is not None and wanted not in summary.languages:
        raise Refusal("language", place=act, like=NotOnFile, language=wanted, languages=", ".join(summary.languages))
    language = wanted or (summary.languages[0] if len(summary.languages) == 1 else "rus")
    return corpus.act(act, language), corpus.operations(act, language), corpus.findings(act, language)


def decisions_on(corpus: Corpus, act: str, language: Language) -> tuple[Decided, ...]:
    """What people decided about an act in a language and has its effect, oldest first."""
    return tuple(
        one
        for one in corpus.decisions(act)
        if one.in_effect
        and not isinstance(one.decision, Withdraw)
        and getattr(one.decision, "language", language) == language
    )


def version_for(corpus: Corpus, question: Question) -> Version:
    """The version asked for. Raises Refusal like RepealedError where the act does not apply on that date."""
    language = language_for(corpus, question.act, _language_named(question))
    version = corpus.version(
        question.act, language, question.on, known_at=question.known_at, certain_only=question.certain_only
    )
    if not question.even_if_repealed:
        require_in_force(version)
    return version


def _language_named(question: Question) -> Language | None:
    """The language asked for, by the question or by the IRI of an expression in it.

    Raises Refusal where the two differ, or the day: one of them would be another version than somebody wanted.
    """
    name = act_name(question.act)
    if not name.startswith("/akn/"):
        return question.language
    named = parse_iri(name)
    if named.on not in (None, question.on) or (named.language and question.language not in (None, named.language)):
        raise Refusal("iri_differs", place=name[:200], iri=iri(named.ref))
    return question.language or named.language


def version_days(corpus: Corpus, act: str, language: Language) -> tuple[date, ...]:
    """The first day of every version of an act that applies, oldest first; days that are known."""
    days = sorted({event.on for event in corpus.timeline(act, language) if event.on and event.kind in _BEGINS})
    return tuple(day for day in days if corpus.version(act, language, day).status not in _REFUSED)


def beside_changes(corpus: Corpus, act: str, language: Language, start: date, end: date) -> tuple[Event, ...]:
    """What else a comparison of two dates must say: ends of force between them, and acts that are held back."""
    found: dict[tuple[object, ...], Event] = {}
    for event in corpus.timeline(act, language):
        ends = event.kind == "repeal" and event.on is not None and start < event.on <= end
        held = event.kind == "not-applied" and (event.on is None or event.on <= end)
        if ends or held:
            found.setdefault((event.kind, event.by), event)
    return tuple(found.values())


def require_in_force(version: Version) -> None:
    """Refuses a version that does not apply on its date: nobody is handed a repealed form as the one in force.

    Raises Refusal like RepealedError after the last day of the act, like NotYetInForce before its first.
    """
    if refusal := _REFUSED.get(version.status):
        key, like = refusal
        ended, since = version.ended or "?", version.begins or "—"
        place = act_key(version.act)
        raise Refusal(key, place=place, like=like, on=version.on, ended=ended, since=since)


def text_file(corpus: Corpus, question: Question, format: Format, *, notes: bool = False) -> File:
    """The text of an act on a date in a format."""
    version = version_for(corpus, question)
    asked = replace(question, language=version.language)
    name = file_name(act_key(version.act), question.on, version.language, format)
    held = version.not_applied
    data = _text_bytes(corpus, asked, version, format, notes, held)
    return File(data, renderer.media_type(format), name, version, version.findings, held)


def _text_bytes(
    corpus: Corpus, question: Question, version: Version, format: Format, notes: bool, held: tuple[ActRef, ...]
) -> bytes:
    if format == "json":
        return serialise.to_json(serialise.version(version, held)).encode()
    if format == "txt":
        text = corpus.text(
            question.act,
            version.language,
            question.on,
            known_at=question.known_at,
            certain_only=question.certain_only,
            notes=notes,
        )
        return (text if text.endswith("\n") or not text else text + "\n").encode()
    if format == "xml":
        return _slice(corpus, question, version)
    document = forms.text_document(version)
    if question.known_at is None and not question.certain_only:  # the address knows no such question
        document = addressed(document, question.verify)
    if format == "pdf" and not document.akn:  # the PDF for the archive carries its source
        document = replace(document, akn=_slice(corpus, question, version))
    return renderer.render(document, format)


def _slice(corpus: Corpus, question: Question, version: Version) -> bytes:
    """The Akoma Ntoso document of a version."""
    return corpus.slice_xml(
        act_key(version.act),
        version.language,
        question.on,
        known_at=question.known_at,
        certain_only=question.certain_only,
    )


def regulations(corpus: Corpus) -> Iterator[tuple[str, Language]]:
    """Every regulation on file in every language it has, in the order of the corpus."""
    for act in corpus.regulations():
        key = act_key(act)
        for language in corpus.languages(key):
            yield key, language


@lru_cache(maxsize=64)
def _documents(
    corpus: Corpus, head: str | None, act: str, language: Language, on: date
) -> tuple[Version, tuple[Document, ...]]:
    """A version with its documents, kept while the corpus stands at `head`: lists ask for all of them each time."""
    version = corpus.version(act, language, on)
    return version, documents_of(corpus, version)


def documents_of(corpus: Corpus, version: Version) -> tuple[Document, ...]:
    """The documents of a version with their supplements: those shipped, and those of the corpus, which come last.

    Raises SupplementError for a file of the corpus that cannot be read.
    """
    given = (*shipped(), *load(corpus.repository.path / SUPPLEMENTS))
    twins = cache(partial(_in_other_language, corpus, version))
    return tuple(
        supplemented(document, given, partial(lambda id: twins().get(id), document.id))
        for document in forms.documents(version)
    )


def _in_other_language(corpus: Corpus, version: Version) -> dict[str, Document]:
    """The same documents of the same date in the other language, by id; none where it is not on file."""
    other: Language = "kaz" if version.language == "rus" else "rus"
    key = act_key(version.act)
    if other not in corpus.languages(key):
        return {}
    try:
        return {one.id: one for one in forms.documents(corpus.version(key, other, version.on))}
    except LegalError:
        return {}


def documents_on(
    corpus: Corpus,
    on: date,
    *,
    language: Language | None = None,
    kinds: Iterable[DocumentKind] = (),
    act: str | None = None,
    include_ended: bool = False,
) -> list[Listed]:
    """The documents of every regulation on a date; those of regulations that do not apply on it only if asked for."""
    wanted = frozenset(kinds)
    chosen = [(act, one) for one in corpus.languages(act)] if act is not None else list(regulations(corpus))
    found: list[Listed] = []
    for key, one in chosen:
        if language not in (None, one):
            continue
        version, documents = _documents(corpus, corpus.repository.head(), key, one, on)
        if not include_ended and version.status in ("repealed", "presumed-repealed", "not-yet"):
            continue
        found += [Listed(document, version) for document in documents if not wanted or document.kind in wanted]
    return found


def document_on(corpus: Corpus, document_id: str, question: Question) -> Listed:
    """The document with this id on the date of the question; `question.act` is not read.

    Raises NotOnFile for an id that no regulation has, on that date or at all.
    """
    match = _DOCUMENT_ID.fullmatch(document_id.strip().rstrip("/"))
    if match is None:
        raise Refusal("document_id", place=document_id[:200], like=NotOnFile)
    act = act_name(match["act"])
    version = version_for(corpus, replace(question, act=act))
    for document in documents_of(corpus, version):
        if document.id == f"{act}/{match['rest']}":
            return Listed(addressed(document, question.verify), version)
    raise Refusal("document", place=document_id[:200], like=NotOnFile, on=question.on)


def is_form(document: Document) -> bool:
    """Whether a document asks for anything."""
    return document.kind in FILLABLE and bool(document.fields or definition(document).groups)


def form_on(corpus: Corpus, document_id: str, question: Question) -> Listed:
    """As `document_on`, for a document to fill in. Raises Refusal like NotOnFile where there is nothing to fill."""
    listed = document_on(corpus, document_id, question)
    if not is_form(listed.document):
        raise Refusal("no_form", place=listed.document.id, like=NotOnFile)
    return listed


def document_file(
    corpus: Corpus,
    document_id: str,
    question: Question,
    format: FileFormat,
    answers: Answers | None = None,
    *,
    rows: int | None = None,
    fillable: bool = False,
) -> File:
    """One document on a date in a format, blank or filled.

    `rows`: empty rows in its tables to fill; `fillable`: a blank PDF with fields to fill on the screen.
    A filled document is kept nowhere: neither in memory nor in the name of the file. Raises FillErrors for answers
    that the form of that date does not take.
    """
    listed = (document_on if answers is None else form_on)(corpus, document_id, question)
    document = listed.document
    if answers is not None:
        given = read_data(answers.data, document.language)
        known = known_versions(corpus, listed) if {"version", "hash"} & set(given) else ()
        document = fill(document, given, overrides=answers.overrides, known=known)
    if rows is not None:
        document = spared(document, rows)
    if fillable and (format != "pdf" or answers is not None):
        raise Refusal("fillable", place=format)
    data = fillable_pdf(document) if fillable else document_bytes(document, format, remember=answers is None)
    return _file(Listed(document, listed.version), format, data)


def made_file(listed: Listed, format: FileFormat) -> File:
    """A filled document as a file, of which nothing stays in memory."""
    return _file(listed, format, document_bytes(listed.document, format, remember=False))


def _file(listed: Listed, format: FileFormat, data: bytes) -> File:
    document = listed.document
    name = file_name(document.id, document.on, document.language, format)
    found = (*listed.version.findings, *document.findings)
    return File(data, media_type(format), name, listed.version, found, document.not_applied)


def known_versions(corpus: Corpus, listed: Listed) -> tuple[Definition, ...]:
    """Every wording that a form has had on file, to say of data made for one of them what differs."""
    document, key = listed.document, act_key(listed.version.act)
    found: dict[str, Definition] = {}
    for language in corpus.languages(key):
        for day in version_days(corpus, key, language):
            for one in documents_of(corpus, corpus.version(key, language, day)):
                if one.id == document.id:
                    made = definition(one)
                    found.setdefault(made.version.hash, made)
    return tuple(found.values())


def summary_of(corpus: Corpus, act: str) -> ActSummary:
    """The row of the list of acts for a code or an IRI. Raises NotOnFile."""
    ref = corpus.resolve(act)
    for one in corpus.acts():
        if one.iri == iri(ref) or (one.code is not None and one.code == code_of(ref)):
            return one
    raise Refusal("no_text", place=act, like=NotOnFile)
