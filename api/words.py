"""Acts, places, dates and certainties as a person reads them, in the language of the surface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from api.clock import ZONE
from api.messages import UiLanguage, has, say
from api.sentences import address, sentence
from legal.records import ActRef, ActSummary, Card, Certainty, Event, Finding, Language, Step
from legal.store.deciding import Decided
from legal.store.decisions import (
    Accept,
    Cancel,
    Correct,
    Decision,
    Picked,
    Publication,
    Withdraw,
    reason_of,
)  # fmt: skip


def date_words(day: date | None, ui: UiLanguage) -> str:
    """`30.09.2025` in Russian and Kazakh, ISO in English; "date unknown" for None."""
    if day is None:
        return say("word.no_date", ui)
    return day.isoformat() if ui == "en" else day.strftime("%d.%m.%Y")


def moment_words(moment: str) -> str:
    """A moment as people write it, to the minute.

    >>> moment_words("2023-01-15T09:05:00.000000+05:00")
    '15.01.2023 09:05'
    """
    return datetime.fromisoformat(moment).strftime("%d.%m.%Y %H:%M")


def act_words(act: ActRef | Card, ui: UiLanguage) -> str:
    """The act by form, date and number; by its code where those are not known."""
    form = f"form.{act.form}"
    name = say(form if act.form and has(form) else "form.act", ui)
    if act.date is not None and act.number:
        return say("word.act", ui, form=name, date=date_words(act.date, ui), number=act.number)
    if act.number:
        return say("word.act_number", ui, form=name, number=act.number)
    return f"{name} {act.code or say('word.no_number', ui)}"


@dataclass(frozen=True, slots=True)
class Title:
    """A title with the language it is in; `other` True where that is not the language of the reader."""

    text: str
    language: Language
    other: bool


def act_title(act: ActSummary, ui: UiLanguage) -> Title:
    """The title of an act in the reader's language, else in the one in which it is known, else its form and number."""
    own: Language = "kaz" if ui == "kk" else "rus"
    titles = dict(act.titles)
    if own in titles or not titles:
        return Title(titles.get(own) or first_upper(act_words(act.card, ui)), own, False)
    language, text = next(iter(titles.items()))
    return Title(text, language, ui != "en")


def step_words(step: Step, ui: UiLanguage) -> str:
    """One step of a target: "подпункт 5)", "7-тармақ"."""
    if step.num is None:
        return say(f"kind.{step.kind}", ui)
    return say(f"numbered.{step.kind}", ui, num=step.num)


def target_words(target: Sequence[Step], ui: UiLanguage) -> str:
    """A target from large to small; the whole act for an empty one."""
    return ", ".join(step_words(step, ui) for step in target) or say("word.whole", ui)


def certainty_words(certainty: Certainty | None, ui: UiLanguage) -> str:
    """How certain a date is; "" for None."""
    return say(f"certainty.{certainty}", ui) if certainty else ""


def event_words(event: Event, ui: UiLanguage) -> str:
    """What happened; a repeal that nothing on file states is said to be presumed."""
    presumed = event.kind == "repeal" and event.certainty == "presumed"
    return say("status.presumed-repealed" if presumed else f"event.{event.kind}", ui)


def decision_words(given: Decided, ui: UiLanguage) -> str:
    """One sentence: what was decided, by whom, on which day in Kazakhstan, and why."""
    one = given.decision
    text = say(
        "decision.signed",
        ui,
        text=first_upper(_decided(one, ui)),
        by=one.by or say("decision.nobody", ui),
        on=date_words(one.recorded.astimezone(ZONE).date(), ui),
        reason=reason_of(one),
    )
    if given.superseded_by:
        return say("decision.superseded", ui, text=text, id=given.superseded_by)
    return say("decision.withdrawn", ui, text=text, id=given.withdrawn_by) if given.withdrawn_by else text


def _decided(one: Decision, ui: UiLanguage) -> str:
    match one:
        case Publication():
            return say("decision.publication", ui, what=date_words(one.on, ui))
        case Cancel(operation=None):
            return say("decision.cancel_act", ui, what=one.language)
        case Cancel(operation=Picked(id=identity)):
            return say("decision.cancel", ui, what=identity)
        case Correct(reading=""):
            return say("decision.correct_nothing", ui, what=one.line)
        case Correct():
            return say("decision.correct", ui, what=one.line, reading=one.reading)
        case Accept():
            return say("decision.accept", ui, what=one.code, line=one.line or "-")
        case Withdraw():
            return say("decision.withdraw", ui, what=one.decision)
        case _:
            raise AssertionError(one)


def first_upper(text: str) -> str:
    """The text with its first letter large and the others as they are.

    >>> first_upper("приказ № ҚР ДСМ-175")
    'Приказ № ҚР ДСМ-175'
    """
    return text[:1].upper() + text[1:]


def finding_words(finding: Finding, ui: UiLanguage) -> str:
    """One line: place, what kind of finding, and what it says about the text."""
    place = say("word.line", ui, line=finding.line) + ": " if finding.line is not None else ""
    said = sentence(finding, ui) or finding.message
    between = " — ".join(filter(None, (finding_title(finding.code, ui), said)))
    places = "; ".join(address(one, ui) for one in finding.candidates)
    also = say("word.candidates", ui, places=places) if finding.candidates else ""
    return f"{place}{between} [{finding.code}]{also}"


def finding_title(code: str, ui: UiLanguage) -> str:
    """A code in a few words; the code itself where the table does not have it."""
    key = f"finding.{code}"
    return say(key, ui) if has(key) else code


def finding_message(finding: Finding, ui: UiLanguage) -> str:
    """What a finding says, for programs that show it to people: never a sentence in another language than `ui`."""
    said = sentence(finding, ui)
    return ": ".join(filter(None, (first_upper(finding_title(finding.code, ui)), said)))
