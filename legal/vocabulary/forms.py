"""Kazakh endings: the forms of a noun from its stem, so that a table of nouns is a list of stems.

Vowel harmony picks the row (back а о ұ ы, front е ө ү і ә), the last sound of the word the column. Only the endings
that amending acts use are made: six cases and the adjective in -дағы, bare and with the possessive of the third
person, singular and plural.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Case = Literal["nom", "gen", "dat", "acc", "loc", "abl", "ins", "adj"]


class Form(NamedTuple):
    """What the ending of a word says. `case` "adj" is the adjective of place ("тармақтағы": that is in item …)."""

    case: Case
    plural: bool = False
    possessive: bool = False


_VOWELS = "аәеиоөұүыіуюяэ"
_FRONT = "әөүіе"
_BACK = "аоұы"
_VOICELESS = "пфктқсшщчцхһбгвд"
_NASAL = "мнң"
_SOFTENED = {"қ": "ғ", "к": "г", "п": "б"}


_BORROWED_FRONT = re.compile(r"и[бвгдзйклмнпрстфхц]+$")
"""Borrowed words whose last vowel is и: "лимиттерінде", "нормативтерінде", "министрдің"; not "цифрлармен"."""
_BORROWED_BACK = "цифр"


def is_front(word: str) -> bool:
    """Whether a word takes front endings: its last vowel that is front or back decides, or и before a consonant.

    >>> is_front("бөлік"), is_front("тармақ"), is_front("ереже"), is_front("тариф"), is_front("цифр")
    (True, False, True, True, False)
    """
    if _BORROWED_FRONT.search(word) and word != _BORROWED_BACK:
        return True
    for letter in reversed(word):
        if letter in _FRONT or letter in _BACK:
            return letter in _FRONT
    return False


def _sound(word: str) -> str:
    last = word[-1]
    if last in "йу":
        return "glide"
    if last in _VOWELS:
        return "vowel"
    if last in _VOICELESS:
        return "voiceless"
    if last in _NASAL:
        return "nasal"
    if last in "зж":
        return "buzz"
    return "lateral" if last == "л" else "liquid"


# Beginnings of the endings after a vowel, й or у, р, л, a nasal (м н ң), з or ж, a voiceless sound.
_BEGIN: dict[str, dict[str, str]] = {
    "gen": {"vowel": "н", "glide": "д", "liquid": "д", "lateral": "д", "nasal": "н", "buzz": "д", "voiceless": "т"},
    "acc": {"vowel": "н", "glide": "д", "liquid": "д", "lateral": "д", "nasal": "д", "buzz": "д", "voiceless": "т"},
    "dat": {"vowel": "ғ", "glide": "ғ", "liquid": "ғ", "lateral": "ғ", "nasal": "ғ", "buzz": "ғ", "voiceless": "қ"},
    "loc": {"vowel": "д", "glide": "д", "liquid": "д", "lateral": "д", "nasal": "д", "buzz": "д", "voiceless": "т"},
    "abl": {"vowel": "д", "glide": "д", "liquid": "д", "lateral": "д", "nasal": "н", "buzz": "д", "voiceless": "т"},
    "ins": {"vowel": "м", "glide": "м", "liquid": "м", "lateral": "м", "nasal": "м", "buzz": "б", "voiceless": "п"},
    "plural": {"vowel": "л", "glide": "л", "liquid": "л", "lateral": "д", "nasal": "д", "buzz": "д", "voiceless": "т"},
}
_ENDS: dict[str, tuple[str, str]] = {
    "gen": ("ың", "ің"), "acc": ("ы", "і"), "dat": ("а", "е"), "loc": ("а", "е"), "abl": ("ан", "ен"),
    "ins": ("ен", "ен"), "adj": ("ағы", "егі"), "plural": ("ар", "ер"),
}  # fmt: skip
_POSSESSED: dict[Case, tuple[str, str]] = {
    "nom": ("", ""), "gen": ("ның", "нің"), "dat": ("на", "не"), "acc": ("н", "н"), "loc": ("нда", "нде"),
    "abl": ("нан", "нен"), "ins": ("мен", "мен"), "adj": ("ндағы", "ндегі"),
}  # fmt: skip
CASES: tuple[Case, ...] = ("nom", "gen", "dat", "acc", "loc", "abl", "ins", "adj")


def _join(word: str, ending: str, front: bool) -> str:
    begin = _BEGIN["loc" if ending == "adj" else ending][_sound(word)]
    if front:
        begin = {"ғ": "г", "қ": "к"}.get(begin, begin)
    return word + begin + _ENDS[ending][front]


def bare(word: str, case: Case, *, plural: bool = False) -> str:
    """A noun without a possessive.

    >>> bare("тармақ", "ins"), bare("бап", "loc"), bare("тармақша", "ins", plural=True), bare("бөлік", "gen")
    ('тармақпен', 'бапта', 'тармақшалармен', 'бөліктің')
    """
    front = is_front(word)
    stem = _join(word, "plural", front) if plural else word
    return stem if case == "nom" else _join(stem, case, front)


def possessed(word: str, case: Case, *, plural: bool = False) -> str:
    """A noun with the possessive of the third person: what belongs to the genitive before it.

    >>> possessed("тармақ", "loc"), possessed("тармақша", "nom"), possessed("бап", "gen"), possessed("бөлік", "dat")
    ('тармағында', 'тармақшасы', 'бабының', 'бөлігіне')
    """
    front = is_front(word)
    if plural:
        stem = _join(word, "plural", front)
    elif word[-1] in _VOWELS and word[-1] != "у":
        stem = word + "с"
    else:
        stem = word[:-1] + _SOFTENED.get(word[-1], word[-1])
    return possessive(stem + ("і" if front else "ы"), case)


def possessive(word: str, case: Case) -> str:
    """A noun that has the possessive of the third person already, in a case.

    >>> possessive("басқармасы", "dat"), possessive("мекемесі", "loc")
    ('басқармасына', 'мекемесінде')
    """
    return word + _POSSESSED[case][is_front(word)]


def forms(word: str) -> dict[str, tuple[Form, ...]]:
    """Every form of a noun with what its ending may say."""
    found: dict[str, list[Form]] = {}
    for case in CASES:
        for plural in (False, True):
            found.setdefault(bare(word, case, plural=plural), []).append(Form(case, plural))
            found.setdefault(possessed(word, case, plural=plural), []).append(Form(case, plural, True))
    return {form: tuple(meanings) for form, meanings in found.items()}
