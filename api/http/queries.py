"""Query strings, strictly: unknown names, repeated names and loose values are refused by name."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from flask import request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

from api import dates
from api.file_formats import FileFormat
from api.refusals import Refusal
from forms.records import DocumentKind
from legal.records import Language
from renderer import Format
from renderer.spare import MOST


def _civil(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return dates.civil_date(str(value))
    except Refusal:
        raise ValueError("date") from None


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        return dates.moment(str(value), "known_at")
    except Refusal as refusal:
        if refusal.key == "future_moment":
            raise
        raise ValueError("moment") from None


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false", "1", "0"):
        raise ValueError("flag")
    return value in ("true", "1")


def _count(value: object) -> int:
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError("count")
    return int(text)


Day = Annotated[date, BeforeValidator(_civil), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]


Count = Annotated[int, BeforeValidator(_count)]


class Query(BaseModel):
    """A closed set of parameters."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True)


class NoQuery(Query):
    """No parameter at all."""


class LanguageQuery(Query):
    """`lang`: the language of the text; by default the only one on file, else rus."""

    lang: Language | None = None


class VersionQuery(LanguageQuery):
    """A text on a date: its format, what was known at a moment, and whether presumed dates count."""

    format: Format = "json"
    known_at: Moment | None = None
    certain_only: Flag = False
    even_if_repealed: Flag = False
    notes: Flag = False


class CompareQuery(LanguageQuery):
    """Two dates, the first not after the second."""

    start: Day = Field(alias="from")
    to: Day


class DocumentsQuery(LanguageQuery):
    """Documents on a date; today by default. `all`: those of acts that do not apply on it too."""

    on: Day | None = None
    kind: DocumentKind | None = None
    act: str | None = Field(None, max_length=300)
    all: Flag = False


class DocumentQuery(LanguageQuery):
    """One document on a date; today by default. `rows` empty rows to fill; `fillable`: a PDF with fields."""

    on: Day | None = None
    format: FileFormat = "json"
    rows: Annotated[Count, Field(ge=0, le=MOST)] | None = None
    fillable: Flag = False
    even_if_repealed: Flag = False


class SearchQuery(LanguageQuery):
    """Words to look for in the wordings in force on a date; today by default. `limit` hits from `offset` on."""

    q: str = Field(min_length=1, max_length=200)
    on: Day | None = None
    act: str | None = Field(None, max_length=300)
    limit: Count = Field(20, ge=1, le=100)
    offset: Count = Field(0, ge=0, le=100_000)


class PageQuery(LanguageQuery):
    """What the pages for people take."""

    q: str = Field("", max_length=200)
    on: Day | None = None
    start: Day | None = Field(None, alias="from")
    to: Day | None = None
    kind: DocumentKind | None = None
    even: Flag = False
    all: Flag = False


_Model = TypeVar("_Model", bound=Query)


def read(model: type[_Model], *, empty_is_absent: bool = False) -> _Model:
    """The query of this request. Raises Refusal("parameters") or ("repeated") with the names that do not fit.

    `empty_is_absent`: a form sends its empty fields too, and they mean nothing was chosen.
    """
    given: dict[str, Any] = {}
    repeated = [name for name, values in request.args.lists() if len(values) > 1]
    if repeated:
        raise Refusal("repeated", names=_names(repeated))
    for name, value in request.args.items():
        if value != "" or not empty_is_absent:
            given[name] = value
    aliases = {field.alias or name for name, field in model.model_fields.items()}
    strange = [name for name in given if name not in aliases]
    if strange:
        raise Refusal("parameters", names=_names(strange), allowed=", ".join(sorted(aliases)) or "—")
    if any("\0" in value for value in given.values()):
        raise Refusal("http_400")
    try:
        return model.model_validate(given)
    except ValidationError as error:
        wrong = [str(one["loc"][0]) for one in error.errors(include_input=False, include_url=False)]
        raise Refusal("parameters", names=_names(wrong), allowed=_allowed(model, wrong)) from None


def _names(names: list[str]) -> str:
    """Names as typed, shortened: they are shown again to whoever typed them."""
    clean = ["".join(c if c.isprintable() else "?" for c in name)[:40] for name in dict.fromkeys(names)]
    return ", ".join(clean[:10])


def _allowed(model: type[Query], wrong: list[str]) -> str:
    """What the parameters that do not fit may be, from the schema."""
    schema = model.model_json_schema(by_alias=True)["properties"]
    return "; ".join(f"{name}: {_values(schema[name])}" for name in dict.fromkeys(wrong) if name in schema) or "—"


def _values(schema: dict[str, Any]) -> str:
    options = [schema, *schema.get("anyOf", [])]
    for option in options:
        if "enum" in option:
            return ", ".join(map(str, option["enum"]))
        if option.get("format") == "date":
            return "YYYY-MM-DD"
        if option.get("format") == "date-time":
            return "YYYY-MM-DDThh:mm+05:00"
        if option.get("type") == "integer":
            return f"{option.get('minimum')}…{option.get('maximum')}"
        if option.get("type") == "boolean":
            return "true, false"
    return "≤ 200" if schema.get("maxLength") == 200 else "…"
