"""Which references name one act: the same answer whatever the order in which they came.

Acts name each other with more or less: the code, the number and date, at times without the form or the issuing body.
A reference that fits two different acts is joined to neither: two ministers do sign a number 73 on one day.

Laws name laws by date and title alone («Закон Республики Казахстан от 15 апреля 2013 года «О государственных
услугах»»). Such a reference names the one act on file of its form and date, if that act has this very title; the title
is a check and never finds an act by itself: with another title, or with several acts, it names nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from legal.akn.iri import author_slug, bare_number, code_of, iri
from legal.records import ActRef
from legal.store.paths import folder
from legal.versions.named import plain

_UNKNOWN = author_slug(None)


class Key(NamedTuple):
    """What tells acts apart."""

    code: str | None
    date: date | None
    number: str | None
    form: str | None
    author: str | None
    title: str | None = None
    """The words of the title, as they are compared; None wherever a code or a number names the act."""


@lru_cache(maxsize=200_000)
def key_of(ref: ActRef) -> Key:
    """The key of a reference; the title is a part of it only where nothing else tells acts of one day apart."""
    author = author_slug(ref.author, ref.form)
    code = code_of(ref)
    titled = code is None and ref.number is None and ref.date is not None and ref.form is not None
    title = title_words(ref.title) if titled and ref.title else None
    number = bare_number(ref.number) if ref.number is not None else None
    return Key(code, ref.date, number, ref.form, None if author == _UNKNOWN else author, title or None)


# A code goes by its name ("Трудовой кодекс Республики Казахстан") or by its matter; both are printed above its text.
_STATE = re.compile(
    r"\([^()]*кодекс[^()]*\)|\b(?:кодекс\w*|республик\w+ казахстан|[қк]аза[қк]стан республикасыны[ңн])(?!\w)"
)


def title_words(title: str) -> str:
    """A title as it is compared: one case and script, no quotes, without "code", its short name, and the state's.

    >>> title_words("Кодекс Республики Казахстан «Об административных правонарушениях»")
    'об административных правонарушениях'
    >>> title_words("О налогах (Налоговый кодекс)") == title_words("О налогах")
    True
    """
    return " ".join(_STATE.sub(" ", plain(title)).split())


def agree(one: Key, other: Key) -> bool:
    """Whether two keys say the same in all that both have. A title alone agrees with that title only."""
    return one.title == other.title and all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))


def identified(ref: ActRef) -> bool:
    """Whether a reference names one act: by its code, or by its date and number."""
    return code_of(ref) is not None or (ref.date is not None and ref.number is not None)


def nameable(ref: ActRef) -> bool:
    """Whether a reference can name an act: by itself, or by form, date and title where such an act is on file."""
    return identified(ref) or key_of(ref).title is not None


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


def identities(refs: Iterable[ActRef], filed: Iterable[ActRef] = ()) -> dict[Key, Identity]:
    """The act that each reference names. References that identify nothing are left out.

    `filed` are the cards of the texts on file, in all languages: theirs are the titles that others may go by.
    """
    found = {key_of(ref) for ref in refs}
    keys = {key for key in found if key.code or (key.date and key.number)}
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
    _attach_titled(sorted((key for key in found if key.title), key=str), groups, filed)
    made = [Identity(_slug(group), frozenset(group.keys), group.ambiguous) for group in groups]
    return {key: identity for identity in made for key in identity.keys}


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


def _attach_titled(keys: Sequence[Key], groups: Sequence[_Group], filed: Iterable[ActRef]) -> None:
    """Join each key of a form, a date and a title to the one act on file that has all three."""
    if not keys:
        return
    titles: dict[Key, set[str]] = defaultdict(set)
    for ref in filed:
        titles[key_of(ref)].add(title_words(ref.title or ""))
    dated: dict[date, list[tuple[_Group, set[str]]]] = defaultdict(list)
    for group in groups:
        known = {title for key in group.keys for title in titles.get(key, ())}
        for day in {key.date for key in group.keys if key.date} if known and not group.ambiguous else ():
            dated[day].append((group, known))
    joined = [
        (key, fitting[0])
        for key in keys
        if key.date
        and len(fitting := [group for group, known in dated[key.date] if key.title in known and group.fits(key)]) == 1
    ]
    for key, group in joined:
        group.keys.add(key)


def _slug(group: _Group) -> str:
    """The folder of an act: its code, else the parts of its IRI."""
    code = next((key.code for key in group.keys if key.code), None)
    if code:
        return folder(code)
    number, day = next((key.number, key.date) for key in group.keys if key.number)
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
