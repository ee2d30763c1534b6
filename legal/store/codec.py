"""Frozen records as JSON and back: one field a line, what has its default left out, the same bytes for the same record.

Decoding is strict: an unknown field, a missing one or a value of another type is refused, so a file that somebody
changed never turns into a record that nobody made. (pydantic cannot read records with a field named `date`.)
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


class RecordError(ValueError):
    """A JSON value that is not the record asked for; the message names the field."""


def dumps(record: object) -> bytes:
    """A record as JSON in UTF-8, ending in a line feed."""
    return json.dumps(_encode(record), ensure_ascii=False, indent=1).encode() + b"\n"


def loads(kind: type[T], data: bytes) -> T:
    """The record of a type that `dumps` wrote. Raises RecordError for anything else."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"no JSON: {error}") from error
    return cast(T, _decode(kind, value, kind.__name__))


def _encode(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        given = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: _encode(each) for one, each in given if each != _default(one)}
    if isinstance(value, tuple):
        return [_encode(each) for each in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _default(one: Field[Any]) -> object:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _decode(kind: Any, value: Any, place: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in get_args(kind):
            return None
        (inner,) = (each for each in get_args(kind) if each is not type(None))
        return _decode(inner, value, place)
    if origin is Literal:
        return _checked(value in get_args(kind) and isinstance(value, str), value, place)
    if origin is tuple:
        return _decode_tuple(get_args(kind), value, place)
    if is_dataclass(kind):
        return _decode_record(cast(type, kind), value, place)
    if kind in (date, datetime):
        return _decode_time(kind, value, place)
    return _checked(type(value) is kind, value, place)


def _checked(right: bool, value: Any, place: str) -> Any:
    if not right:
        raise RecordError(f"{place}: not a value that belongs there")
    return value


def _decode_tuple(kinds: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
    _checked(isinstance(value, list), value, place)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_decode(kinds[0], each, place) for each in value)
    _checked(len(kinds) == len(value), value, place)
    return tuple(_decode(kind, each, place) for kind, each in zip(kinds, value, strict=True))


def _decode_time(kind: type[date], value: Any, place: str) -> date:
    try:
        found = kind.fromisoformat(value)
    except (TypeError, ValueError):
        raise RecordError(f"{place}: no date") from None
    # `fromisoformat` also reads "20260101" and "2026-W01-1", which nothing here writes.
    return cast(date, _checked(found.isoformat() == value, found, place))


def _decode_record(kind: type, value: Any, place: str) -> Any:
    _checked(isinstance(value, dict), value, place)
    hints = _hints(kind)
    if unknown := value.keys() - hints.keys():
        raise RecordError(f"{place}: unknown field {min(unknown)}")
    given = {name: _decode(hints[name], each, f"{place}.{name}") for name, each in value.items()}
    needed = {one.name for one in fields(kind) if _default(one) is MISSING}
    if absent := needed - given.keys():
        raise RecordError(f"{place}: no field {min(absent)}")
    return kind(**given)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
