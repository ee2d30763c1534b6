"""The JSON that the command line and HTTP give, as pydantic models: one shape for both, and its description.

Field order is the order in print. Dates are `YYYY-MM-DD`; unknown is null. Names follow the OpenAPI description that
`api.http.openapi` makes from these classes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from forms.records import DocumentKind
from legal.records import Action, Certainty, ForceRule, Kind, Language, Severity


class Model(BaseModel):
    """Closed, frozen, with aliases for names that Python keeps for itself (`from`).

    `_optional` names the fields that are left out where they hold nothing, so that the usual case keeps the
    shape that programs already read.
    """

    _optional: ClassVar[tuple[str, ...]] = ()
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @model_serializer(mode="wrap")
    def _without_empty(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        for name in self._optional:
            if not data.get(name):
                data.pop(name, None)
        return data


class ActName(Model):
    """An act as others name it. `code` is that of the official bank."""

    code: str | None
    form: str | None
    date: date | None
    number: str | None


class RegisteredModel(Model):
    """State registration with the Ministry of Justice."""

    number: str
    date: date | None


class CardModel(Model):
    """The registration card of one text of an act."""

    iri: str | None
    code: str | None
    form: str | None
    date: date | None
    number: str | None
    registered: RegisteredModel | None
    language: Language
    title: str


class CoverageModel(Model):
    """Characters of the published file without spaces, and how many of them are accounted for."""

    characters: int
    explained: int


class FindingModel(Model):
    """A repair, an ambiguity, something not understood. `line` is 1-based in the published file.

    `message` is for developers and in English; `message_ru` and `message_kk` say the same to legal staff.
    """

    _optional: ClassVar[tuple[str, ...]] = ("candidates",)

    code: str
    severity: Severity
    message: str
    message_ru: str
    message_kk: str
    line: int | None
    candidates: list[str] = Field(default_factory=list)


class StepModel(Model):
    """One step of a target, from large to small."""

    _optional: ClassVar[tuple[str, ...]] = ("title",)

    kind: Kind
    num: str | None
    title: str | None = None
    """The heading by which an instruction names an element, where it does."""


class InForceModel(Model):
    """When a change takes force. `from` is the first day, null while it is not known."""

    _optional: ClassVar[tuple[str, ...]] = ("condition", "until", "not_before")

    rule: ForceRule
    days: int | None
    start: date | None = Field(serialization_alias="from", validation_alias="from")
    certainty: Certainty
    condition: str | None = None
    until: date | None = None
    not_before: date | None = None
    """The earliest day that the rule may give, where the act names one."""


class SourceModel(Model):
    """Where the amending act says so: its paragraph, the alineas in it, and its words."""

    paragraph: str | None
    alineas: list[int]
    quote: str


class OperationModel(Model):
    """One change to one target. `before`: the new words stand before the old ones; `everywhere`: at every place."""

    _optional: ClassVar[tuple[str, ...]] = ("before", "everywhere", "inflected")

    id: str
    action: Action
    act: ActName
    component: str | None
    target: list[StepModel]
    old: str | None
    new: str | None
    in_force: InForceModel
    source: SourceModel
    before: bool = False
    everywhere: bool = False
    inflected: bool = False


class DecisionModel(Model):
    """What a person decided. `act` is the act it is about, `by` a role or initials, `reason` why.

    `on` and `reason` of a publication are its day and where it was seen; `operation` is what a cancellation is about
    (null: all of the act); `line`, `published` and `reading` belong to a corrected line (`reading` "": the line changes
    nothing); `code` and `line` to an accepted finding; `decision` is the one withdrawn. `withdrawn_by` or
    `superseded_by` is not null where the decision has no effect any more: it was withdrawn, or a later publication
    date stands in its place.
    """

    id: str
    kind: Literal["publication", "cancel", "correct", "accept", "withdraw"]
    act: ActName
    language: Language | None
    operation: str | None
    line: int | None
    code: str | None
    published: str | None
    reading: str | None
    on: date | None
    decision: str | None
    by: str | None
    reason: str
    recorded: datetime
    withdrawn_by: str | None
    superseded_by: str | None


class DecisionsAnswer(Model):
    """What people decided, oldest first."""

    decisions: list[DecisionModel]


class OperationsAnswer(Model):
    """What an act changes."""

    _optional: ClassVar[tuple[str, ...]] = ("decisions",)

    act: CardModel
    coverage: CoverageModel | None
    operations: list[OperationModel]
    findings: list[FindingModel]
    decisions: list[DecisionModel] = []
    """What people decided about this text, where they did."""


class DraftAnswer(Model):
    """A draft order: its text, the operations that are read from it, and what reading it again found."""

    language: Language
    text: str
    operations: list[OperationModel]
    findings: list[FindingModel]


class ActModel(Model):
    """A row of the list of acts. `on_file` false: only named by others. `applied` false: not understood in full."""

    iri: str
    code: str | None
    form: str | None
    date: date | None
    number: str | None
    registered: RegisteredModel | None
    title: str
    languages: list[Language]
    on_file: bool
    applied: bool
    amends: list[ActName]
    amended_by: list[ActName]


class ActsAnswer(Model):
    """Every act on file or named by one that is."""

    acts: list[ActModel]


class DocumentModel(Model):
    """A standard, form, act, journal or table that an annex of a regulation holds on a date."""

    id: str
    kind: DocumentKind
    language: Language
    on: date
    title: str
    label: str
    caption: list[str]
    regulation: ActName | None
    component: str | None
    order: ActName | None
    operation: str | None
    start: date | None = Field(serialization_alias="from", validation_alias="from")
    certainty: Certainty | None
    until: date | None
    until_certainty: Certainty | None
    status: Literal["in-force", "not-yet", "repealed", "presumed-repealed", "unknown"]
    incomplete: bool


class DocumentsAnswer(Model):
    """The documents on a date; those of regulations that do not apply on it only where they were asked for."""

    on: date
    documents: list[DocumentModel]


class VerifyAnswer(Model):
    """Which wording a printed sheet shows: whether the document of its date reads so, and whether it does today."""

    wording: str
    same: bool
    current: bool
    line: str
    document: DocumentModel


class RefusalModel(Model):
    """What was wrong, where, and what to do next, in the language of the messages."""

    detail: str
    place: str | None
    remedy: str | None


class ReportModel(Model):
    """What an import did with one file."""

    _optional: ClassVar[tuple[str, ...]] = ("refusal",)

    name: str
    iri: str | None
    code: str | None
    language: Language | None
    outcome: Literal["imported", "unchanged", "not-applied", "previewed", "refused"]
    operations: int
    coverage: CoverageModel | None
    findings: list[FindingModel]
    refusal: RefusalModel | None = None
    """Why a file was refused, where it was."""


class Problem(Model):
    """Why a request was refused (RFC 9457): what, where, and what to do next."""

    type: str
    title: str
    status: int
    detail: str
    place: str | None
    remedy: str | None
