"""Records to the JSON of `api.models`: the same for the command line and HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from api import models as m
from api import version_models as v
from api.refusals import Explanation
from api.words import finding_message
from forms.records import Document
from legal.notes.report import NoteRow
from legal.parity import Difference
from legal.records import (
    Act,
    ActRef,
    ActSummary,
    BlameLine,
    Card,
    Change,
    Coverage,
    Event,
    Finding,
    ImportReport,
    InForce,
    Language,
    Node,
    Operation,
    Registration,
    Step,
    Version,
    Wording,
)
from legal.store.deciding import Decided
from legal.store.decisions import Cancel, Withdraw, kind_of, reason_of


def to_json(answer: BaseModel | Sequence[BaseModel]) -> str:
    """An answer as JSON text, two spaces deep, letters as letters, a line end behind it."""
    data: Any = (
        answer.model_dump(mode="json")
        if isinstance(answer, BaseModel)
        else [item.model_dump(mode="json") for item in answer]
    )
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def act_name(act: ActRef) -> m.ActName:
    """The four things that name an act to a program."""
    return m.ActName(code=act.code, form=act.form, date=act.date, number=act.number)


def _name(act: ActRef | None) -> m.ActName | None:
    return act_name(act) if act is not None else None


def _registered(registration: Registration | None) -> m.RegisteredModel | None:
    return m.RegisteredModel(number=registration.number, date=registration.date) if registration else None


def card(given: Card) -> m.CardModel:
    """The registration card."""
    return m.CardModel(
        iri=given.iri,
        code=given.code,
        form=given.form,
        date=given.date,
        number=given.number,
        registered=_registered(given.registered),
        language=given.language,
        title=given.title,
    )


def coverage(given: Coverage | None) -> m.CoverageModel | None:
    """Characters of the file and those explained."""
    return m.CoverageModel(characters=given.characters, explained=given.explained) if given else None


def findings(given: Iterable[Finding]) -> list[m.FindingModel]:
    """Findings in the order given, each once."""
    return [
        m.FindingModel(
            code=one.code,
            severity=one.severity,
            message=one.message,
            message_ru=finding_message(one, "ru"),
            message_kk=finding_message(one, "kk"),
            line=one.line,
            candidates=list(one.candidates),
        )
        for one in dict.fromkeys(given)
    ]


def target(steps: Sequence[Step]) -> list[m.StepModel]:
    """A target, from large to small."""
    return [m.StepModel(kind=step.kind, num=step.num, title=step.title) for step in steps]


def _in_force(given: InForce) -> m.InForceModel:
    return m.InForceModel(
        rule=given.rule,
        days=given.days,
        start=given.start,
        certainty=given.certainty,
        condition=given.condition,
        until=given.end,
        not_before=given.not_before,
    )


def operation(given: Operation) -> m.OperationModel:
    """One operation."""
    return m.OperationModel(
        id=given.id,
        action=given.action,
        act=act_name(given.act),
        component=given.component,
        target=target(given.target),
        old=given.old,
        new=given.new,
        in_force=_in_force(given.in_force),
        source=m.SourceModel(
            paragraph=given.source.paragraph, alineas=list(given.source.alineas), quote=given.source.quote
        ),
        before=given.before,
        everywhere=given.everywhere,
        inflected=given.inflected,
    )


def decision(given: Decided) -> m.DecisionModel:
    """What a person decided."""
    one = given.decision
    chosen: Any = {
        name: getattr(one, name, None) for name in ("language", "line", "code", "published", "reading", "on")
    }
    picked = one.operation if isinstance(one, Cancel) else None
    return m.DecisionModel(
        id=given.id,
        kind=kind_of(one),  # type: ignore[arg-type]  # the words of the table are those of the model
        act=act_name(one.act),
        operation=picked.id if picked else None,
        decision=one.decision if isinstance(one, Withdraw) else None,
        by=one.by,
        reason=reason_of(one),
        recorded=one.recorded,
        withdrawn_by=given.withdrawn_by,
        superseded_by=given.superseded_by,
        **chosen,
    )


def operations(
    act: Act, changes: Iterable[Operation], found: Iterable[Finding], decided: Iterable[Decided] = ()
) -> m.OperationsAnswer:
    """What an act changes, with the findings of reading it and of understanding it."""
    return m.OperationsAnswer(
        act=card(act.card),
        coverage=coverage(act.coverage),
        operations=[operation(change) for change in changes],
        findings=findings((*act.findings, *found)),
        decisions=[decision(one) for one in decided],
    )


def draft(language: Language, text: str, changes: Iterable[Operation], found: Iterable[Finding]) -> m.DraftAnswer:
    """A draft order with what is read from it."""
    return m.DraftAnswer(
        language=language, text=text, operations=[operation(change) for change in changes], findings=findings(found)
    )


def summary(given: ActSummary) -> m.ActModel:
    """A row of the list of acts."""
    return m.ActModel(
        iri=given.iri,
        code=given.code,
        form=given.card.form,
        date=given.card.date,
        number=given.card.number,
        registered=_registered(given.card.registered),
        title=given.card.title,
        languages=list(given.languages),
        on_file=given.on_file,
        applied=given.applied,
        amends=[act_name(act) for act in given.amends],
        amended_by=[act_name(act) for act in given.amended_by],
    )


def wording(given: Wording) -> v.WordingModel:
    """Who gave a wording, and for how long."""
    return v.WordingModel(
        operation=given.by,
        act=_name(given.act),
        start=given.start,
        certainty=given.certainty,
        until=given.end,
        until_certainty=given.end_certainty,
    )


def element(node: Node) -> v.ElementModel:
    """An element with everything below it."""
    return v.ElementModel(
        kind=node.kind,
        num=node.num,
        label=node.label,
        heading=node.heading,
        text=node.text,
        role=node.role,
        wid=node.wid,
        eid=node.eid,
        wording=wording(node.wording) if node.wording else None,
        children=[element(child) for child in node.children],
    )


def version(given: Version, not_applied: Iterable[ActRef] = ()) -> v.VersionAnswer:
    """A regulation on a date; `not_applied` are acts on file that change it and were not understood in full."""
    return v.VersionAnswer(
        act=act_name(given.act),
        iri=given.iri,
        language=given.language,
        on=given.on,
        status=given.status,
        certainty=given.certainty,
        since=given.since,
        until=given.until,
        ended=given.ended,
        ended_by=_name(given.ended_by),
        incomplete=given.incomplete,
        not_applied=[act_name(act) for act in not_applied],
        title=element(given.title) if given.title else None,
        body=[element(node) for node in given.body],
        components=[element(node) for node in given.components],
        annexes=[element(node) for node in given.annexes],
        findings=findings(given.findings),
    )


def timeline(act: ActRef, language: Language, events: Iterable[Event]) -> v.TimelineAnswer:
    """The days on which a regulation changes."""
    return v.TimelineAnswer(act=act_name(act), language=language, events=[_event(event) for event in events])


def _event(event: Event) -> v.EventModel:
    return v.EventModel(
        kind=event.kind,
        on=event.on,
        certainty=event.certainty,
        by=act_name(event.by),
        operations=list(event.operations),
        rule=event.rule,
        days=event.days,
    )


def compare(
    act: ActRef,
    language: Language,
    start: date,
    end: date,
    changes: Iterable[Change],
    events: Iterable[Event] = (),
) -> v.CompareAnswer:
    """What changes between two dates; `events` are the ends of force between them and the acts held back."""
    return v.CompareAnswer(
        act=act_name(act),
        language=language,
        start=start,
        to=end,
        changes=[
            v.ChangeModel(
                action=change.action,
                component=change.component,
                target=target(change.target),
                on=change.on,
                certainty=change.certainty,
                operation=change.operation,
                by=act_name(change.by),
                before=change.before,
                after=change.after,
            )
            for change in changes
        ],
        events=[_event(event) for event in events],
    )


def difference(given: Difference) -> v.DifferenceModel:
    """A difference between the languages of one order."""
    return v.DifferenceModel(
        aspect=given.aspect, russian=given.russian, kazakh=given.kazakh, rus=given.rus, kaz=given.kaz
    )


def notes(act: ActRef, language: Language, rows: Iterable[NoteRow]) -> v.NotesAnswer:
    """The footnotes of an act beside the notes that the orders on file give."""
    return v.NotesAnswer(
        act=act_name(act),
        language=language,
        notes=[
            v.NoteRowModel(
                state=row.state,
                act=act_name(row.act),
                target=target(row.target),
                imported=row.imported,
                generated=row.generated,
                line=row.line,
            )
            for row in rows
        ],
    )


def blame(act: ActRef, language: Language, on: date, lines: Iterable[BlameLine]) -> v.BlameAnswer:
    """The text line by line with the order behind each."""
    return v.BlameAnswer(
        act=act_name(act),
        language=language,
        on=on,
        lines=[
            v.BlameLineModel(
                component=line.component,
                target=target(line.target),
                text=line.text,
                wording=wording(line.wording),
            )
            for line in lines
        ],
    )


def refused(name: str, why: Explanation) -> m.ReportModel:
    """A file of an import that was refused."""
    return m.ReportModel(
        name=name,
        iri=None,
        code=None,
        language=None,
        outcome="refused",
        operations=0,
        coverage=None,
        findings=[],
        refusal=m.RefusalModel(detail=why.detail, place=why.place, remedy=why.remedy),
    )


def document(given: Document, of: Version) -> m.DocumentModel:
    """A row of the list of documents; `of` is the version of the regulation that holds it."""
    source = given.provenance
    return m.DocumentModel(
        id=given.id,
        kind=given.kind,
        language=given.language,
        on=given.on,
        title=given.title,
        label=given.label,
        caption=list(given.caption),
        regulation=_name(source.regulation or of.act),
        component=source.component,
        order=_name(source.order),
        operation=source.operation,
        start=source.start,
        certainty=source.certainty,
        until=source.until,
        until_certainty=source.until_certainty,
        status=of.status,
        incomplete=given.incomplete,
    )


def report(given: ImportReport) -> m.ReportModel:
    """What an import did with one file."""
    return m.ReportModel(
        name=given.name,
        iri=given.iri,
        code=given.code,
        language=given.language,
        outcome=given.outcome,
        operations=len(given.operations),
        coverage=coverage(given.coverage),
        findings=findings(given.findings),
    )
