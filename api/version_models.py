"""The answers about a text through time as JSON: on a date, its history, what changed, who gave a line its wording."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from api.models import ActName, FindingModel, Model, StepModel
from legal.records import Action, Certainty, ForceRule, Kind, Language


class WordingModel(Model):
    """Which operation gave a wording, and for how long it stands: from `from` up to, not including, `until`."""

    operation: str | None
    act: ActName | None
    start: date | None = Field(serialization_alias="from", validation_alias="from")
    certainty: Certainty | None
    until: date | None
    until_certainty: Certainty | None


class ElementModel(Model):
    """One element of the text with its parts in reading order; what it does not have is left out."""

    _optional: ClassVar[tuple[str, ...]] = (
        "num",
        "label",
        "heading",
        "text",
        "role",
        "wid",
        "eid",
        "wording",
        "children",
    )

    kind: Kind
    num: str | None = None
    label: str = ""
    heading: str = ""
    text: str = ""
    role: str = ""
    wid: str | None = None
    eid: str | None = None
    wording: WordingModel | None = None
    children: list[ElementModel] = Field(default_factory=list)


class VersionAnswer(Model):
    """A regulation on a date. `since` and `until` bound this version; `ended` is the day of a repeal.

    `not_applied`: acts on file that change it and were not understood in full; the text is without their changes.
    """

    act: ActName
    iri: str | None
    language: Language
    on: date
    status: Literal["in-force", "not-yet", "repealed", "presumed-repealed", "unknown"]
    certainty: Certainty
    since: date | None
    until: date | None
    ended: date | None
    ended_by: ActName | None
    incomplete: bool
    not_applied: list[ActName]
    title: ElementModel | None
    body: list[ElementModel]
    components: list[ElementModel]
    annexes: list[ElementModel]
    findings: list[FindingModel]


class EventModel(Model):
    """Something that changes or ends a regulation on a day."""

    kind: Literal["base", "amendment", "repeal", "pending", "not-applied"]
    on: date | None
    certainty: Certainty
    by: ActName
    operations: list[str]
    rule: ForceRule | None
    days: int | None


class TimelineAnswer(Model):
    """The days on which a regulation changes, in order."""

    act: ActName
    language: Language
    events: list[EventModel]


class ChangeModel(Model):
    """One difference between two dates."""

    action: Action
    component: str | None
    target: list[StepModel]
    on: date
    certainty: Certainty
    operation: str
    by: ActName
    before: str | None
    after: str | None


class CompareAnswer(Model):
    """What changes after `from` up to and including `to`.

    `events`: ends of force between the two days, and acts on file that are held back.
    """

    act: ActName
    language: Language
    start: date = Field(serialization_alias="from", validation_alias="from")
    to: date
    changes: list[ChangeModel]
    events: list[EventModel]


class DifferenceModel(Model):
    """One difference between the two texts of an order: what each says, null where it says nothing."""

    aspect: str
    russian: str | None
    kazakh: str | None
    rus: str | None
    kaz: str | None


class BlameLineModel(Model):
    """A line of the text with the operation that gave it; null where that is the base act."""

    component: str | None
    target: list[StepModel]
    text: str
    wording: WordingModel


class NoteRowModel(Model):
    """A footnote of the text on file and the note that the order behind it would have; null where there is none."""

    state: Literal[
        "agrees", "no-order", "other-place", "other-date", "not-mentioned", "superseded", "later", "generated"
    ]
    act: ActName
    target: list[StepModel]
    imported: str | None
    generated: str | None
    line: int | None


class NotesAnswer(Model):
    """The footnotes of an act against the orders on file."""

    act: ActName
    language: Language
    notes: list[NoteRowModel]


class BlameAnswer(Model):
    """The text on a date, line by line, with the order behind each line."""

    act: ActName
    language: Language
    on: date
    lines: list[BlameLineModel]
