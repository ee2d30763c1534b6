"""Kazakh words in every case and number, bare and possessed: only the last word of a phrase takes an ending.

The endings follow from the sounds of the word (`legal.vocabulary.forms`). Where its sounds do not decide them, as in
many borrowed words ("автомобильге", "пунктіге"), the forms are not certain, and there are none.
"""

from __future__ import annotations

import re

from legal.vocabulary.forms import CASES, bare, is_front, possessed, possessive

_WORD = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі]{2,}")
_VOWELS = "аәеиоөұүыіуюяэё"
_DECIDING = "аәеоөұүыія"
_SONORANT = "рлнмңй"
_OWNED = re.compile(r"(?:[^аәеиоөұүыіуюяэё][ыі]|с[ыі])$")

Key = tuple[str, str]
"""A case, and the number with the possessive: "one", "many", "own", "owns"."""


def forms_of(words: str) -> dict[Key, str] | None:
    """The forms of a noun with what stands before it; None where they are not certain.

    >>> forms_of("уәкілетті орган")["dat", "one"]
    'уәкілетті органға'
    >>> forms_of("әділет басқармасы")["abl", "one"]
    'әділет басқармасынан'
    >>> forms_of("автомобиль") is None
    True
    """
    *before, last = words.split() or [""]
    if not certain(last):
        return None
    head = " ".join([*before, ""])
    if _OWNED.search(last):
        # "Әділет басқармасы" is possessed already; a word alone that ends so may be or not ("кісі").
        if not before:
            return None
        return {(case, "one"): head + possessive(last, case) for case in CASES}
    found: dict[Key, str] = {}
    for case in CASES:
        for name, plural in (("one", False), ("many", True)):
            found[case, name] = head + bare(last, case, plural=plural)
        for name, plural in (("own", False), ("owns", True)):
            found[case, name] = head + possessed(last, case, plural=plural)
    return found


def certain(word: str) -> bool:
    """Whether the sounds of a word decide its endings: its last vowel is front or back, its end is no foreign one."""
    if not _WORD.fullmatch(word):
        return False
    lower = word.lower()
    vowels = [letter for letter in lower if letter in _VOWELS]
    deciding = [letter for letter in vowels if letter != "у"] or vowels
    if not deciding or deciding[-1] not in _DECIDING or lower[-1] in "ьъ":
        return False
    if deciding[-1] == "я" and is_front(lower):
        return False
    cluster = len(lower) > 1 and lower[-1] not in _VOWELS and lower[-2] not in _VOWELS
    return not cluster or lower[-2] in _SONORANT


def stem_of(words: str) -> str:
    """What every form of the words begins with: the last consonant of бөлік softens in бөлігі."""
    return words[:-1] if words[-1:] in "қкп" else words
