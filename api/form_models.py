"""The answers about forms as JSON: what is on file and what is only named, and what is wrong with data."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.models import ActName, DocumentModel, Model, Problem, StepModel
from legal.records import Language


class NamedForm(Model):
    """A form that a provision names and that is not on file.

    `id` is the one it would have as a document, null for a form of another act, which `elsewhere` names; `place` is
    `target` in words.
    """

    id: str | None
    annex: str | None
    elsewhere: str | None
    form: str | None
    language: Language
    act: ActName
    component: str | None
    target: list[StepModel]
    place: str
    quote: str
    since: date | None
    by: ActName | None


class FormsAnswer(Model):
    """The forms on a date: on file, and named by a provision without being on file."""

    on: date
    forms: list[DocumentModel]
    not_on_file: list[NamedForm]


class FormAnswer(Model):
    """What a form asks on a date: its JSON Schema (2020-12), where its fields stand, its version and hash."""

    document: DocumentModel
    version: str
    hash: str
    data_schema: dict[str, Any]
    layout: list[dict[str, Any]]


class FieldFault(Model):
    """One fault of data. `path` names the field ("rows[2].date", rows from 1); no message repeats a value.

    `overridable`: a person may accept the value by naming the path in `accept`.
    """

    path: str
    label: str
    rule: str
    row: int | None
    overridable: bool
    message: dict[Language, str]


class FillProblem(Problem):
    """Data that a form does not take (RFC 9457), with every fault.

    `fits` is the version that data has to be made for, `differs` what it asks otherwise, where data was made for
    another one.
    """

    errors: list[FieldFault]
    fits: dict[str, str] | None = None
    differs: dict[Language, str] | None = None
