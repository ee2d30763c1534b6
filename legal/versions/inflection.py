"""Words in "the corresponding cases": every form of the old words, each with the same form of the new ones.

Each side inflects as a whole: in Russian a noun with the adjectives that agree with it, what follows the noun
unchanged; in Kazakh the last word alone (`inflection_kaz`). Wherever a form is doubtful, the operation is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from legal.dictionary import analyser
from legal.records import Language
from legal.versions.inflection_kaz import forms_of, stem_of
from legal.versions.model import Change
from legal.versions.resolve import State, refuse

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_NUMBERS = ("sing", "plur")


def inflected_pairs(state: State, change: Change) -> tuple[tuple[str, str | None], ...]:
    """Pairs (old, new) for every case and number, in both cases of the first letter; "ё" of the old words is "е".

    `new` is None where one form of the old words answers to several of the new ones ("орган", "служба" or "службу"):
    where such a form stands in the text the replacement is in doubt. Refused as a whole where the forms are not sure.
    """
    old, new = change.operation.old or "", change.operation.new or ""
    make = forms_of if state.language == "kaz" else _forms
    left, right = make(old), make(new) if new else {}
    if left is None or right is None:
        raise refuse(change, "words-inflected", f"the forms of {old!r} and {new!r} cannot be made with certainty")
    pairs: dict[str, set[str | None]] = {}
    for key, form in left.items():
        # A form that the new words lack (no plural, say) is in doubt; without new words every form is taken out.
        pairs.setdefault(form.replace("ё", "е"), set()).add(right.get(key) if new else "")
    found: dict[str, str | None] = {}
    for form, values in pairs.items():
        value = values.copy().pop() if len(values) == 1 else None
        found[form] = value
        if old[:1].islower():
            found[_capital(form)] = None if value is None else _capital(value)
    return tuple(sorted(found.items()))


def left_over(old: str, language: Language, pairs: Iterable[str], text: str) -> tuple[str, ...]:
    """Words of a text that begin like the old ones and are none of their forms: perhaps another word, perhaps not.

    Only Kazakh has such: there the endings of case and possession are made, and others can follow a stem.
    """
    if language != "kaz":
        return ()
    stem = stem_of(old)
    known = {form.lower() for form in pairs}
    near = re.compile(rf"(?<!\w){re.escape(stem)}\w*", re.IGNORECASE)
    return tuple(dict.fromkeys(each.group() for each in near.finditer(text) if each.group().lower() not in known))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _forms(words: str) -> dict[tuple[str, str], str] | None:
    """The forms of a noun with its adjectives by case and number; None where they are not certain."""
    held = analyser()
    if held is None:
        return None
    pieces = words.split()
    if any(letter.isupper() for letter in words[1:]):
        return None
    parsed = [_reading(held, piece) for piece in pieces]
    nouns = [i for i, reading in enumerate(parsed) if reading is not None and reading.tag.POS == "NOUN"]
    if not nouns or any(reading is None for reading in parsed[: nouns[0] + 1]):
        return None
    head = nouns[0]
    gender = parsed[head].tag.gender
    forms: dict[tuple[str, str], str] = {}
    for case in _CASES:
        for number in _NUMBERS:
            made = []
            for reading in parsed[: head + 1]:
                grammemes = {case, number}
                if reading.tag.POS != "NOUN" and number == "sing" and gender:
                    grammemes.add(gender)
                form = reading.inflect(grammemes)
                if form is None:
                    break
                # The dictionary writes "ё" and no capitals; the words are spelt as the act spells them.
                made.append(form.word if "ё" in words else form.word.replace("ё", "е"))
            else:
                # What follows the head noun (a genitive) does not change with it.
                spelt = " ".join([*made, *pieces[head + 1 :]])
                forms[case, number] = _capital(spelt) if words[:1].isupper() else spelt
    return forms or None


def _reading(held: Any, word: str) -> Any:
    """The one dictionary reading of a word in the nominative; None where there is none or more than one noun."""
    readings = [
        reading
        for reading in held.parse(word)
        if reading.is_known and reading.tag.POS in ("NOUN", "ADJF", "PRTF") and "nomn" in reading.tag
    ]
    return readings[0] if readings else None
