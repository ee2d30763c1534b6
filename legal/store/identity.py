"""Which references name one act: the same answer whatever the order in which they came.

Acts name each other with more or less: the code, the number and date, at times without the form or the issuing body.
A reference that fits two different acts is joined to neither: two ministers do sign a number 73 on one day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from legal.akn.iri import author_slug, code_of, iri
from legal.records import ActRef
from legal.store.paths import folder

_UNKNOWN = author_slug(None)


class Key(NamedTuple):
    """What tells acts apart."""

    code: str | None
    date: date | None
    number: str | None
    form: str | None
    author: str | None


@lru_cache(maxsize=200_000)
def key_of(ref: ActRef) -> Key:
    """The key of a reference; the title is no part of it."""
    author = author_slug(ref.author, ref.form)
    return Key(code_of(ref), ref.date, ref.number, ref.form, None if author == _UNKNOWN else author)


def agree(one: Key, other: Key) -> bool:
    """Whether two keys say the same in all that both have."""
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))


def identified(ref: ActRef) -> bool:
    """Whether a reference names one act: by its code, or by its date and number."""
    return code_of(ref) is not None or (ref.date is not None and ref.number is not None)


@dataclass(frozen=True, slots=True)
class Identity:
    """One act under all the keys by which others name it. `ambiguous`: a reference that fits several acts."""

    slug: str
    keys: frozenset[Key]
    ambiguous: bool = False

    @property
    def code(self) -> str | None:
        """The bank's code, where any reference gives it."""
        return next((key.code for key in self.keys if key.code), None)


def identities(refs: Iterable[ActRef]) -> dict[Key, Identity]:
    """The act that each reference names. References that identify nothing are left out."""
    keys = {key_of(ref) for ref in refs if identified(ref)}
    by_code: dict[str, set[Key]] = defaultdict(set)
    by_number: dict[tuple[date, str], set[Key]] = defaultdict(set)
    for key in keys:
        if key.code:
            by_code[key.code].add(key)
        elif key.date and key.number:
            by_number[key.date, key.number].add(key)
    groups = [_Group(set(members)) for _, members in sorted(by_code.items())]
    coded: dict[tuple[date, str], list[_Group]] = defaultdict(list)
    for group in groups:
        for day, number in {(key.date, key.number) for key in group.keys if key.date and key.number}:
            coded[day, number].append(group)
    for place, members in sorted(by_number.items()):
        groups += _attach(members, coded[place])
    found = [Identity(_slug(group), frozenset(group.keys), group.ambiguous) for group in groups]
    return {key: identity for identity in found for key in identity.keys}


@dataclass(slots=True, eq=False)
class _Group:
    keys: set[Key]
    ambiguous: bool = False

    def fits(self, key: Key) -> bool:
        """Whether nothing in the group speaks against a key of the same date and number."""
        forms = {member.form for member in self.keys if member.form}
        authors = {member.author for member in self.keys if member.author}
        return (not key.form or not forms or key.form in forms) and (
            not key.author or not authors or key.author in authors
        )


def _attach(keys: Iterable[Key], coded: Sequence[_Group]) -> list[_Group]:
    """The groups that keys of one date and number make beside those that have a code; the fullest keys go first."""
    own: list[_Group] = []
    for key in sorted(keys, key=lambda key: (-sum(map(bool, key)), str(key))):
        fitting = [group for group in (*coded, *own) if not group.ambiguous and group.fits(key)]
        if len(fitting) == 1:
            fitting[0].keys.add(key)
        else:
            own.append(_Group({key}, ambiguous=bool(fitting)))
    return own


def _slug(group: _Group) -> str:
    """The folder of an act: its code, else the parts of its IRI."""
    code = next((key.code for key in group.keys if key.code), None)
    if code:
        return folder(code)
    number, day = next((key.number, key.date) for key in group.keys)
    form = min((key.form for key in group.keys if key.form), default=None)
    author = min((key.author for key in group.keys if key.author), default=None)
    names = iri(ActRef(form, day, number, author=author)).removeprefix("/akn/kz/act/").split("/")
    # The number itself, not its form in the IRI: that one drops characters that may tell acts apart.
    return ".".join(folder(name) for name in (*names[:3], number or ""))


def merged(refs: Sequence[ActRef]) -> ActRef:
    """One reference from several to the same act: each field from the first that has it, in the order given."""

    def first(name: str) -> object:
        return next((value for ref in refs if (value := getattr(ref, name)) is not None), None)

    names = ("form", "date", "number", "code", "author", "registered", "title")
    return ActRef(**{name: first(name) for name in names})  # type: ignore[arg-type]  # fields of ActRef by their names
