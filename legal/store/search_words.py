"""Words as the search index keeps and looks for them: Russian by its stems, Kazakh by the beginnings of words.

Letters are alike whatever their case or script (`Aкт` with a Latin A is found as `акт`), `ё` is `е`. Russian words meet
in their Snowball stem. No stemmer knows Kazakh: there a word of the query loses its endings and what is left has to
begin a word of the text, which trigrams find.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from importlib.resources import files

import Stemmer

from legal.records import Language
from legal.versions.skeleton import skeleton

LONGEST_QUERY = 20
"""Words of a query that are looked at."""
_WORD = re.compile(r"\w+")
_SHORTEST_STEM = 4
_ENDINGS_TAKEN = 3
_local = threading.local()


def fold(text: str) -> str:
    """A text with letters that look alike made alike, of the same length.

    >>> fold("Aкт № 5, ПЁСТРЫЙ")
    'акт № 5, пестрый'
    """
    large = "".join(one if len(one := letter.upper()) == 1 else letter for letter in text)
    small = (one if len(one := letter.lower()) == 1 else letter for letter in skeleton(large).replace("Ё", "Е"))
    return "".join(small)


def words_of(text: str, language: Language) -> list[str]:
    """The words of a text as the index keeps them, in order."""
    words = _WORD.findall(fold(text))
    return _stemmer().stemWords(words) if language == "rus" else words


def wanted(query: str, language: Language) -> tuple[str, ...]:
    """What a query looks for: stems in Russian, beginnings of words in Kazakh; each once, in order.

    >>> wanted("индивидуальных помощников", "rus")
    ('индивидуальн', 'помощник')
    >>> wanted("қағидаларының", "kaz")
    ('қағида',)
    """
    words = _WORD.findall(fold(query))[:LONGEST_QUERY]
    found = _stemmer().stemWords(words) if language == "rus" else [_beginning(word) for word in words]
    return tuple(dict.fromkeys(found))


def marks(text: str, terms: Sequence[str], language: Language) -> tuple[tuple[int, int], ...]:
    """Where the words of a query stand in a text: from, up to and not including, in characters."""
    found = []
    for match in _WORD.finditer(fold(text)):
        (word,) = _stemmer().stemWords([match[0]]) if language == "rus" else [match[0]]
        if any(word == term if language == "rus" else word.startswith(term) for term in terms):
            found.append(match.span())
    return tuple(found)


def _stemmer() -> Stemmer.Stemmer:
    """A stemmer of this thread: one must not be shared."""
    made: Stemmer.Stemmer | None = getattr(_local, "stemmer", None)
    if made is None:
        made = _local.stemmer = Stemmer.Stemmer("russian")
    return made


def _beginning(word: str) -> str:
    """A Kazakh word without its endings, as far as a table of endings tells them."""
    for _ in range(_ENDINGS_TAKEN):
        ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST_STEM), "")
        if not ending:
            break
        word = word.removesuffix(ending)
    # кітап, кітабы; мақсат: a voiceless end before a vowel is voiced, so the last letter may differ.
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] in _VOICED else word


def _endings() -> tuple[tuple[str, ...], frozenset[str]]:
    lines = files("legal.store").joinpath("kazakh_endings.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    words = fold(" ".join(kept[1:])).split()
    return tuple(sorted(words, key=lambda one: (-len(one), one))), frozenset(fold(kept[0]).split())


_ENDINGS, _VOICED = _endings()
