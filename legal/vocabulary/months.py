"""The months in the cases that dates need."""

from __future__ import annotations

from legal.vocabulary.forms import forms


def _words(line: str) -> list[str]:
    """A list of words written on one line."""
    return line.split()


_RUSSIAN = _words("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_KAZAKH = _words("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан")

RUSSIAN_MONTHS: dict[str, int] = {word: number for number, word in enumerate(_RUSSIAN, 1)}
KAZAKH_MONTHS: dict[str, int] = {form: number for number, word in enumerate(_KAZAKH, 1) for form in forms(word)}
