"""What a blank looks like in print: rules, leaders, boxes for figures, dates in pieces, boxes to tick, seals.

One pattern finds them all in a line; the name of the group says which it is.
"""

from __future__ import annotations

import re

from forms.choices import MARK

_DAY = r"[\"«“](?:\s?_+\s?|\s{1,6}(?=[\"»”]\s?_))[\"»”]"
_YEAR = r"(?:19|20)\s?[0-9]?\s?_{1,4}(?!_)"
_ANY_YEAR = rf"(?:{_YEAR}|_{{2,12}}(?=\s?(?:год|г\.|г(?!\w)|жыл|ж\.)))"
_OPEN_YEAR = r"(?:19|20)(?=\s{1,6}(?:год|г\.|жыл|ж\.))"
_DATE = rf"{_DAY}\s?_+(?:\s?(?:{_ANY_YEAR}|{_OPEN_YEAR}))?"
_UNQUOTED_DATE = rf"(?<!_)_{{2,6}}\s_{{4,}}\s{_ANY_YEAR}"
_DOTTED_DATE = r"(?<!_)_{2,4}\s?\.\s?_{2,4}\s?\.\s?(?:(?:19|20)_{2}|_{4,8})(?!_)"
_SLASHED_DATE = r"(?<!_)_{2,4}\s?/\s?_{2,4}\s?/\s?(?:(?:19|20)_{2}|_{4,8})(?!_)"
_BOXES = r"(?:\|(?:\s?_{1,3}\s?\|){2,}(?:\s\|(?:\s?_{1,3}\s?\|){2,})*|(?<!_)_{1,2}(?:\s_{1,2}){5,}(?!_))"
_MASKS = r"(?:\+?[78]\s?)?\(_{3,5}\)\s?_{2,3}(?:[\s-]_{2,3}){1,2}|_{2,}@_{2,}|(?<!_)_{2}\s?:\s?_{2}(?!_)"
"""A telephone number, an address of mail, a time of day, in pieces."""
_KAZAKH_DATE = rf"{_ANY_YEAR}\s?(?:жылғы|жыл|ж\.)\s?{_DAY}\s?_*"
_LEADERS = r"(?:\.{5,}|…{2,})"
_SLOT = r"\[(?=[А-ЯЁӘҒҚҢӨҰҮҺІ])[^\[\]]{3,80}\]"
"""A place that print names itself: "[Дата выдачи]"."""
_SEAL = r"(?<!\w)М\.\s?[ПО]\.(?:\s?\((?:при|бар|болған)[^()]*\))?|^МП(?=\s+\w)|(?<=\s)МП$"


def _pattern(slashed: str = "") -> re.Pattern[str]:
    dates = "|".join(filter(None, (_DATE, _UNQUOTED_DATE, _DOTTED_DATE, slashed)))
    return re.compile(
        rf"(?P<period>{_DAY}(?:\s?_+)?\s+(?:по|до|бастап)\s+{_DATE})|(?P<kdate>{_KAZAKH_DATE})|(?P<date>{dates})|"
        rf"(?P<year>{_YEAR})|(?P<blank>{_BOXES}|{_MASKS}|_{{2,}}|{_LEADERS})|(?P<mark>{MARK})|(?P<slot>{_SLOT})|(?P<seal>{_SEAL})"
    )


_ANY = _pattern()
_WITH_SLASHES = _pattern(_SLASHED_DATE)
_CUT = re.compile(r"лини\w+\s+отр[её]за|(?:қию|кесу|қиып\s+алу|жырту)\s+сызығы|қиылатын\s+сызық", re.IGNORECASE)
_SAYS_DATE = re.compile(r"(?<!\w)дат[аы](?!\w)|күні", re.IGNORECASE)
_RULE = re.compile(r"(?:[_\s/]|\.{5,}|…{2,})+")
_ENDS = re.compile(r"(?:_|\.{5,}|…{2,})\s?/?$")
FORM_BLANK = re.compile(rf"_{{2,}}|{_LEADERS}|{MARK}")
"""Whatever in a text makes it one to fill in."""


def found(text: str) -> list[re.Match[str]]:
    """Every blank of a line. Rules set apart by slashes are a date where the line says so, elsewhere places to sign.

    >>> [one.lastgroup for one in found("Дата __/__/____ г. Подпись ____")]
    ['date', 'blank']
    """
    if is_cut(text):
        return []
    return list((_WITH_SLASHES if _SAYS_DATE.search(text) else _ANY).finditer(text))


def has_blank(text: str) -> bool:
    """Whether a line has a blank of any kind."""
    return _ANY.search(text) is not None and not is_cut(text)


def is_cut(text: str) -> bool:
    """Whether a line says that a coupon is cut off along it: "_ _ _ _ (линия отреза) _ _ _ _"."""
    return _CUT.search(text) is not None


def is_rule(text: str) -> bool:
    """Whether a line is nothing but rules to write on."""
    return _RULE.fullmatch(text) is not None and ("_" in text or FORM_BLANK.search(text) is not None)


def is_one_rule(text: str) -> bool:
    """Whether a line is one rule and nothing else."""
    return is_rule(text) and len(re.findall(r"_+|\.{5,}|…{2,}", text)) == 1


def ends_blank(text: str) -> bool:
    """Whether a line ends with a rule to write on."""
    return _ENDS.search(text) is not None
