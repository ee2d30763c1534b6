"""Data against a form: pydantic models made from the definition, and the faults they find, in Russian and Kazakh.

    Definition -> Plan (rules, roles, model) -> data -> Answers

Data is an object with a key for each field, and a list of objects for each table:

    {"period": {"from": "2022-01-01", "to": "2022-01-31"},
     "rows": [{"naimenovanie_uslugi": "…", "kolichestvo_chasov": "44", "tsena_za_edinitsu_tenge": "1500"}],
     "version": "V2100025681@2021-12-17:rus", "hash": "…"}

"version" and "hash" may be left out; where they are given they must be those of the form. Everything that a form asks
for has to be there, at least as null: nothing is left out by accident. Signatures, running numbers and what can be
computed may be left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, create_model
from pydantic import Field as Alias
from pydantic_core import PydanticCustomError

from forms.asked import Asked, asked
from forms.computed import Computation, Roles, computations, roles
from forms.definition import Definition, RowGroup, VersionKey
from forms.diff import FormDiff
from forms.messages import MESSAGES, place
from forms.values import Refusal, Value, doubt, is_checked, read
from legal.errors import LegalError
from legal.records import Language

VERSION_KEYS = ("version", "hash")
_SAFE_NAME = re.compile(r"[a-z][a-z_]{0,47}(?:_[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class FillError:
    """One fault. `path` names the field ("iin", "rows[2].data", rows from 1), `label` as published, `rule` a key of
    `forms.messages`. `overridable`: a person may let it pass by naming the path in `overrides`."""

    path: str
    label: str
    rule: str
    row: int | None = None
    overridable: bool = False
    params: tuple[tuple[str, str], ...] = ()

    def message(self, language: Language) -> str:
        """The field and the rule in words; never the value."""
        return f"{place(self.label, self.row, language)}: {MESSAGES[self.rule][language].format(**dict(self.params))}."


class FillErrors(LegalError):
    """Data that a form does not take: every fault found. Nothing in it repeats a value of the data.

    `fits` is the version that the data has to be made for, `difference` what that version asks otherwise, where data
    was made for another one.
    """

    def __init__(
        self,
        errors: Sequence[FillError],
        language: Language,
        fits: VersionKey | None = None,
        difference: FormDiff | None = None,
    ) -> None:
        super().__init__(" ".join(error.message(language) for error in errors))
        self.errors = tuple(errors)
        self.language = language
        self.fits = fits
        self.difference = difference

    def as_data(self) -> dict[str, Any]:
        """The faults as JSON-compatible data, messages in both languages."""
        return {
            "errors": [
                {
                    "path": one.path,
                    "label": one.label,
                    "rule": one.rule,
                    "row": one.row,
                    "overridable": one.overridable,
                    "message": {"rus": one.message("rus"), "kaz": one.message("kaz")},
                }
                for one in self.errors
            ],
            "fits": {"version": str(self.fits), "hash": self.fits.hash} if self.fits else None,
        }

    def messages(self, language: Language) -> tuple[str, ...]:
        """A message for each fault."""
        return tuple(error.message(language) for error in self.errors)


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A table with the rules of its columns and the parts they take in calculations."""

    group: RowGroup
    columns: tuple[Asked, ...]
    roles: Roles


@dataclass(frozen=True, slots=True)
class Plan:
    """A definition made ready to check data."""

    form: Definition
    fields: tuple[Asked, ...]
    groups: tuple[GroupPlan, ...]
    computed: tuple[Computation, ...]
    model: type[BaseModel]


Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Answers:
    """Typed values by field, rows by table, and the paths of the numbers that were accepted against their check."""

    values: Mapping[str, Value]
    rows: Mapping[str, tuple[Row, ...]]
    accepted: tuple[str, ...] = ()


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True, frozen=True)


@lru_cache(maxsize=256)
def plan(form: Definition) -> Plan:
    """The rules, the calculations and the model of a definition."""
    fields = tuple(asked(one) for one in form.fields)
    groups = tuple(_group_plan(group) for group in form.groups)
    computed = computations(fields, [group.roles for group in groups])
    return Plan(form, fields, groups, computed, _model(fields, groups, computed))


def may_be_absent(one: Asked, computed: Sequence[str]) -> bool:
    """Whether data need not name a field: what is optional, signed by hand, counted or computed."""
    by_hand = one.field.field.kind in ("signature", "seal")
    return not one.field.field.required or by_hand or one.rule == "running" or one.field.name in computed


def computed_columns(group: GroupPlan) -> tuple[str, ...]:
    """The columns that need not be given."""
    return (group.roles.cost,) if group.roles.multiplies and group.roles.cost else ()


def _group_plan(group: RowGroup) -> GroupPlan:
    columns = tuple(asked(column) for column in group.columns)
    return GroupPlan(group, columns, roles(columns))


def _model(fields: Sequence[Asked], groups: Sequence[GroupPlan], computed: Sequence[Computation]) -> type[BaseModel]:
    shape = _shape(fields, [one.name for one in computed])
    for number, group in enumerate(groups):
        inner = _shape(group.columns, computed_columns(group))
        row = create_model(f"Row{number}", __base__=_Strict, **inner)
        shape[f"g{number}"] = (list[row] | None, Alias(default=None, alias=group.group.name))  # type: ignore[valid-type]
    return create_model("Form", __base__=_Strict, **shape)


def _shape(fields: Sequence[Asked], computed: Sequence[str]) -> dict[str, Any]:
    """Attributes are called f0, f1, …: a field's own name may be that of something every model has."""
    shape: dict[str, Any] = {}
    for number, one in enumerate(fields):
        if one.rule == "seal":
            continue
        kind = Annotated[Any, PlainValidator(partial(_read, ask=one))]
        default = None if may_be_absent(one, computed) else ...
        shape[f"f{number}"] = (kind, Alias(default=default, alias=one.field.name))
    return shape


def _read(raw: object, ask: Asked) -> Value:
    try:
        return read(raw, ask)
    except Refusal as refusal:
        raise PydanticCustomError(_as_type(refusal.rule), "refused", dict(refusal.params)) from None


def _as_type(rule: str) -> Any:
    return f"rule:{rule}"


def check(form: Definition, data: object, language: Language, overrides: Sequence[str] = ()) -> Answers:
    """The typed answers of data, version keys left aside. Raises FillErrors with every fault.

    `language` is that of the message; both are in the faults. `overrides` are the paths of numbers that a person
    accepts although their check digit fails.
    """
    ready = plan(form)
    if not isinstance(data, Mapping):
        raise FillErrors([FillError("", "", "object")], language)
    own = {one.name for one in form.fields}
    given = {key: value for key, value in data.items() if key not in VERSION_KEYS or key in own}
    let_pass = frozenset(overrides)
    doubtful = list(_doubts(ready, given))
    faults = [one for one in doubtful if one.path not in let_pass]
    checked = None
    try:
        checked = ready.model.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        faults = [_fault(ready, one["loc"], one["type"], one.get("ctx", {})) for one in found] + faults
    # outside the handler, so that the error from pydantic, which knows the data, is not its context
    if faults or checked is None:
        raise FillErrors(faults, language)
    answers = _answers(ready, checked)
    return Answers(answers.values, answers.rows, tuple(one.path for one in doubtful))


def _answers(ready: Plan, checked: BaseModel) -> Answers:
    rows: dict[str, tuple[Row, ...]] = {}
    for number, group in enumerate(ready.groups):
        given = getattr(checked, f"g{number}") or ()
        rows[group.group.name] = tuple(_values(group.columns, row) for row in given)
    return Answers(_values(ready.fields, checked), rows)


def _values(fields: Sequence[Asked], checked: BaseModel) -> Row:
    return {one.field.name: getattr(checked, f"f{number}", None) for number, one in enumerate(fields)}


def _doubts(ready: Plan, given: Mapping[Any, Any]) -> Iterator[FillError]:
    """The numbers that fail their check, whatever else is wrong with the data."""
    for one in ready.fields:
        if rule := _doubt(given, one):
            yield FillError(one.field.name, one.field.field.label, rule, overridable=True)
    for group in ready.groups:
        rows = given.get(group.group.name)
        checked = [one for one in group.columns if is_checked(one.rule)]
        if not checked or not isinstance(rows, list):
            continue
        for number, row in enumerate(rows, 1):
            for one in checked:
                if rule := _doubt(row, one):
                    path = f"{group.group.name}[{number}].{one.field.name}"
                    yield FillError(path, one.field.field.label, rule, number, overridable=True)


def _doubt(given: object, one: Asked) -> str | None:
    if not is_checked(one.rule) or not isinstance(given, Mapping):
        return None
    try:
        return doubt(read(given.get(one.field.name), one), one.rule)
    except Refusal:
        return None


_STRUCTURE = {"missing": "required", "extra_forbidden": "unknown", "invalid_key": "unknown", "list_type": "rows"}


def _fault(ready: Plan, where: tuple[int | str, ...], kind: str, context: Mapping[str, Any]) -> FillError:
    """A fault of pydantic as one of ours."""
    rule = kind.removeprefix("rule:") if kind.startswith("rule:") else _STRUCTURE.get(kind, "object")
    params = tuple((key, str(value)) for key, value in context.items()) if kind.startswith("rule:") else ()
    labels = _labels(ready)
    step = where[1] if len(where) > 1 and where[0] in labels else None
    row = step + 1 if isinstance(step, int) else None  # any other number in the path is a key, and a key is data
    names = [step for step in where if isinstance(step, str)]
    if rule == "unknown":
        shown = _shown(where[-1])
        inside = names[0] if row is not None else ""
        path = f"{inside}[{row}].{shown}" if inside else shown
        return FillError(path, shown, rule, row)
    path = names[0] if names else ""
    label = labels.get(path, "")
    if row is not None:
        path = f"{path}[{row}]"
        if len(names) > 1:
            label = labels.get(f"{names[0]}[].{names[-1]}", "")
            path = f"{path}.{names[-1]}"
    return FillError(path, label or path, rule, row, params=params)


def _labels(ready: Plan) -> dict[str, str]:
    labels = {path: one.field.label for path, one in ready.form.every_field()}
    return labels | {group.group.name: group.group.name for group in ready.groups}


def _shown(key: int | str) -> str:
    """The key of an unknown field, where it can be nothing but a name: a key is data too."""
    return key if isinstance(key, str) and _SAFE_NAME.fullmatch(key) else "…"


def read_data(text: bytes | str, language: Language = "rus") -> dict[str, Any]:
    """JSON to data, exactly: no duplicate keys, no NaN, fractions as Decimal. Raises FillErrors."""
    found = _json(text, language)
    if not isinstance(found, dict):
        raise FillErrors([FillError("", "", "object")], language)
    return found


def read_records(text: bytes | str, language: Language = "rus") -> list[Any]:
    """A JSON list of records, as exactly. Raises FillErrors."""
    found = _json(text, language)
    if not isinstance(found, list):
        raise FillErrors([FillError("", "", "rows")], language)
    return found


def _json(text: bytes | str, language: Language) -> Any:
    rule = "json"
    try:
        return json.loads(
            text if isinstance(text, str) else text.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=Decimal,
        )
    except _JsonError as error:
        rule = str(error)
    except (ValueError, ArithmeticError, RecursionError):
        pass
    # outside the handlers: what they caught may quote the text
    raise FillErrors([FillError("", "", rule)], language)


class _JsonError(Exception):
    """The rule that a JSON text breaks."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _JsonError("json-twice")
    return found


def _no_number(_: str) -> Any:
    raise _JsonError("json-number")
