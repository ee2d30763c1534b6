"""Stable ASCII names of fields, transliterated from their published labels.

The letters follow the common transliteration of Russian (GOST R 52535.1) and, for the letters that Kazakh adds, the
nearest plain letters. A name depends on the label alone; labels that repeat get "_2", "_3" in reading order.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
}  # fmt: skip
_QUALIFIER = re.compile(
    r"\((?:при\s(?:его|ее|её|их)?\s?(?:наличии|необходимости)|не\s+требуется|бар\s+бол|болған|егер|талап)[^()]*\)",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:Ф\.\s?И\.\s?О\.?|ФИО)(?!\w)")
_KAZAKH_INITIALS = re.compile(r"(?:Т\.\s?А\.\s?Ә\.?|ТАӘ)(?!\w)")
_WORDS = 5
_LONGEST = 48


def ascii_name(label: str) -> str:
    """The name that a label gives, without regard to other fields; "" for a label without letters.

    >>> ascii_name("(Ф.И.О. (при его наличии), телефон) услугополучателя")
    'fio_telefon_uslugopoluchatelia'
    """
    text = _KAZAKH_INITIALS.sub(" тае ", _INITIALS.sub(" фио ", _QUALIFIER.sub(" ", label)))
    text = unicodedata.normalize("NFC", text).lower()
    plain = "".join(_LETTERS.get(char, char) for char in text)
    words = re.findall(r"[a-z0-9]+", plain)
    kept: list[str] = []
    for word in words:
        if len(kept) >= _WORDS or sum(map(len, kept)) + len(kept) + len(word) > _LONGEST:
            break
        kept.append(word)
    name = "_".join(kept) or "".join(words)[:_LONGEST]
    return f"n_{name}" if name[:1].isdigit() else name


class Names:
    """Hands out names that are unique in one document."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, label: str, fallback: str = "pole") -> str:
        """The name of a label, with the next free number where it is taken."""
        name = ascii_name(label) or ascii_name(fallback)
        count = self._taken.get(name, 0) + 1
        self._taken[name] = count
        if count == 1:
            return name
        numbered = f"{name}_{count}"
        while numbered in self._taken:
            count += 1
            numbered = f"{name}_{count}"
        self._taken[numbered] = 1
        return numbered
