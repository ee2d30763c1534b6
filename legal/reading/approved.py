"""Documents that an act approves without an annex label: "Утверждены приказом …", "… бұйрығымен бекітілген".

Order 464, item 41: above the title, at the right margin, stand the word of approval and the act with its date and
number. In Russian the word comes first, in Kazakh last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.letters import pattern
from legal.reading.wraps import squeeze
from legal.records import Language

_LONGEST = 12
_APPROVED_RUS = re.compile(r"[*_]*(?:Утвержд[её]н[аоы]?|УТВЕРЖД[ЕЁ]Н[АОЫ]?)[*_]*(?:\s+(?P<rest>.+))?")
_BY_RUS = re.compile(
    r"^(?:совместн\w+\s+)?(?:приказ(?:ом|ами)|постановлением|решением|указом|распоряжением|законом)\b", re.IGNORECASE
)
_TITLE = re.compile(r"[\"«“](?:О|Об|Вопросы)(?:\s|$)")
_NUMBER_RUS = re.compile(r"(?:№|N)\s?[\w/.-]+(?:\s[\w/-]+)?[*_]*$")
_APPROVED_KAZ = pattern(r"[*_]*(?:.*\s)?(?:[Бб]екітіл(?:ген|ді)|БЕКІТІЛ(?:ГЕН|ДІ))[*_]*")
_BY_KAZ = pattern(
    r"\d{4}\s+жылғы.*(?:№|N)\s?[\w/-]+.*(?:бұйрығымен|бұйрықтарымен|қаулысымен|шешімімен|жарлығымен|өкімімен|заңымен)",
    re.IGNORECASE,
)


def begins_approval(text: str) -> bool:
    """Whether a line may be the first one of a Russian approval.

    >>> begins_approval("Утверждены приказом"), begins_approval("Утверждены"), begins_approval("Утверждены нормы.")
    (True, True, False)
    """
    match = _APPROVED_RUS.fullmatch(squeeze(text))
    return match is not None and (not match["rest"] or _BY_RUS.match(match["rest"]) is not None)


def approval_end(texts: Sequence[str], at: int) -> int | None:
    """The index after a Russian approval that begins at a line, or None where none does.

    >>> approval_end(["Утверждены", "приказом Министра", "от 5 мая 2020 года № 15", "Правила"], 0)
    3
    >>> approval_end(["Утверждены нормы расхода."], 0) is None
    True
    >>> approval_end(["Утверждены приказом", "от 5 мая 2003 года N 223", '"Об утверждении', 'Правил"', "Правила"], 0)
    4
    """
    match = _APPROVED_RUS.fullmatch(squeeze(texts[at]))
    if match is None:
        return None
    said = match["rest"] or ""
    # A blank line may stand after each.
    for index in range(at + 1, min(len(texts), at + 2 * _LONGEST) + 1):
        if said and not _BY_RUS.match(said):
            return None
        if said and _NUMBER_RUS.search(said):
            return _title_end(texts, index)
        if index < len(texts):
            said = f"{said} {squeeze(texts[index])}".strip()
    return None


def _title_end(texts: Sequence[str], at: int) -> int:
    """The index after the title of the act, which older approvals quote under its number; `at` where none stands."""
    first = next((i for i in range(at, min(len(texts), at + 2)) if texts[i].strip()), len(texts))
    said = ""
    for index in range(first, min(len(texts), first + _LONGEST)):
        said = f"{said} {squeeze(texts[index])}".strip()
        if not _TITLE.match(said):
            return at
        if said[-1] in '"»”':
            return index + 1
    return at


def closes_approval(text: str) -> bool:
    """Whether a line may be the last one of a Kazakh approval.

    >>> closes_approval("бекітілген"), closes_approval("№ 65 бұйрығымен бекітілген"), closes_approval("бекітілсін")
    (True, True, False)
    """
    return _APPROVED_KAZ.fullmatch(squeeze(text)) is not None


def is_approval(caption: str) -> bool:
    """Whether the lines that end with the Kazakh word of approval name the act with its date and number.

    >>> is_approval("Қаржы министрінің 2024 жылғы 5 ақпандағы № 65 бұйрығымен бекітілген")
    True
    """
    return closes_approval(caption) and _BY_KAZ.search(caption) is not None


def approval_head(texts: Sequence[str], language: Language) -> int:
    """How many of the first lines of a document are its approval; 0 for a document without one."""
    start = next((i for i, text in enumerate(texts) if text.strip()), len(texts))
    if start == len(texts):
        return 0
    if language == "rus":
        return approval_end(texts, start) or 0
    caption = ""
    for index in range(start, min(len(texts), start + 2 * _LONGEST)):
        caption = f"{caption} {squeeze(texts[index])}".strip()
        if closes_approval(texts[index]):
            return index + 1 if is_approval(caption) else 0
    return 0
