"""The JSON Schema (2020-12) of the data of a form, on a date, in a language.

The schema says of data what `forms.model` checks, as far as a schema can: check digits, sums and the order of two dates
are beyond it. What it refuses the model refuses. `x-` keys carry what a program needs and no validator reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from forms.asked import Asked
from forms.definition import Definition
from forms.model import VERSION_KEYS, GroupPlan, computed_columns, may_be_absent, plan
from forms.values import RULES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(form: Definition) -> dict[str, Any]:
    """The schema of a definition as JSON-compatible data; the layout is `forms.definition.layout`.

    "$id" names the form and its version, "x-hash" is the hash that data may carry as "hash", "x-source" of a field the
    published line or heading that asks for it.
    """
    ready = plan(form)
    computed = [one.name for one in ready.computed]
    properties = {one.field.name: _field(one, one.field.name in computed) for one in ready.fields if one.rule != "seal"}
    properties |= {group.group.name: _rows(group) for group in ready.groups}
    versions = {"version": str(form.version), "hash": form.version.hash}
    properties |= {key: {"const": versions[key]} for key in VERSION_KEYS if key not in properties}
    return {
        "$schema": DIALECT,
        "$id": _id(form),
        "title": form.title,
        "type": "object",
        "properties": properties,
        "required": _required(ready.fields, computed),
        "additionalProperties": False,
        "x-document": form.id,
        "x-language": form.version.language,
        "x-version": str(form.version),
        "x-certainty": form.version.certainty,
        "x-hash": form.version.hash,
    }


def _id(form: Definition) -> str:
    version = form.version
    start = version.start.isoformat() if version.start else "unknown"
    return f"urn:qagida:form:{form.id}:{version.language}:{start}:{version.hash[:16]}"


def _required(fields: Sequence[Asked], computed: Sequence[str]) -> list[str]:
    return [one.field.name for one in fields if not may_be_absent(one, computed)]


def _rows(group: GroupPlan) -> dict[str, Any]:
    computed = computed_columns(group)
    return {
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "properties": {one.field.name: _field(one, one.field.name in computed) for one in group.columns},
            "required": _required(group.columns, computed),
            "additionalProperties": False,
        },
    }


def _field(one: Asked, computed: bool) -> dict[str, Any]:
    """A value or an empty answer: null, or the empty string."""
    asked = one.field.field
    wanted: dict[str, Any] = dict(RULES[one.rule].schema)
    if one.rule == "choice":
        wanted = {"enum": list(one.options)}
    if one.rule == "year" and one.year:
        wanted = {"allOf": [wanted], "x-printed": one.year}
    described: dict[str, Any] = {"title": asked.label, "x-kind": asked.kind, "x-rule": one.rule}
    if asked.source:
        described["x-source"] = asked.source
    if asked.required:
        described["x-asked"] = "required"
    if computed or one.rule == "running":
        described["x-computed"] = True
    return {**described, "anyOf": [wanted, {"enum": ["", None]}]}
