"""What a search finds, as JSON: the same for the command line and HTTP."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.models import ActName, Model, StepModel
from api.serialise import act_name, target, wording
from api.version_models import WordingModel
from legal.records import Language
from legal.store.search import Found, Hit


class MarkModel(Model):
    """Where a word that was looked for stands in a text: characters, from `start` up to, not including, `end`."""

    start: int
    end: int


class HitModel(Model):
    """A line that holds every word looked for. It stands from `from` up to, not including, `until`.

    `status_known` false: nothing on file says that the act applies on these days.
    """

    act: ActName
    language: Language
    component: str | None
    target: list[StepModel]
    text: str
    marks: list[MarkModel]
    start: date | None = Field(serialization_alias="from", validation_alias="from")
    until: date | None
    status_known: bool
    wording: WordingModel


class SearchAnswer(Model):
    """The lines in force on a date that hold every word of a query, best first; `total` counts all of them."""

    query: str
    on: date
    total: int
    offset: int
    hits: list[HitModel]


def answer(query: str, on: date, offset: int, found: Found) -> SearchAnswer:
    """What a query finds, with the days on which each line stands."""
    return SearchAnswer(query=query, on=on, total=found.total, offset=offset, hits=[_hit(one) for one in found.hits])


def _hit(given: Hit) -> HitModel:
    return HitModel(
        act=act_name(given.act),
        language=given.language,
        component=given.line.component,
        target=target(given.line.target),
        text=given.line.text,
        marks=[MarkModel(start=start, end=end) for start, end in given.marks],
        start=given.start,
        until=given.until,
        status_known=given.status_known,
        wording=wording(given.line.wording),
    )
