"""Editorial notes of a consolidated text to the history that they state.

"Сноска. Пункт 3 - в редакции приказа Министра … РК от 30.09.2025 № 300 (вводится в действие с 01.01.2026)."
"Ескерту. 2-бап жаңа редакцияда – ҚР 29.09.2022 № 143-VII (…) Заңымен."

A note is read whole or not at all: what cannot be accounted for to its last character gives None.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from legal.letters import pattern
from legal.notes.acts import read_acts
from legal.notes.history import HistoryItem, What
from legal.notes.places import Places, read_places
from legal.records import Language, Step, Target

_HEAD = re.compile(r"^(?:Сноска|Ескерту)\.?\s*")


class _Verb(NamedTuple):
    """What a note says was done. The words before it are the element, those after it the acts; `new` marks the words
    that name the element added.
    """

    what: What
    pattern: re.Pattern[str]


def _verb(what: What, pattern: str) -> _Verb:
    return _Verb(what, re.compile(pattern, re.IGNORECASE | re.DOTALL))


_CHANGES = r"(?:изменени\w+|дополнени\w+)(?:\s+и\s+(?:изменени\w+|дополнени\w+))?"
_MADE = r"(?:өзгеріс\w*|өзгерту\w*|толықтыру\w*)(?:\s+(?:мен|пен|және)\s+(?:өзгеріс\w*|өзгерту\w*|толықтыру\w*))?"
_DASH = r"\s*[-–—]?\s*"
_QUOTE = r"(?:\"[^\"]*\"|«[^»]*»|“[^”]*”)"
_QUOTES = rf"{_QUOTE}(?:\s*(?:,|и|және)\s*{_QUOTE})*"
_VERBS: dict[Language, tuple[_Verb, ...]] = {
    "rus": (
        _verb(
            "change",
            rf"\s*\bслов[ао]\s+{_QUOTES}\s+(?:соответственно\s+)?замен[её]н\w*\s+(?:соответственно\s+)?"
            rf"(?:на\s+)?слов\w+\s+{_QUOTES}\s*{_DASH}(?:в\s+соответствии\s+с(?:о)?\s+)?",
        ),
        _verb("replace", rf"{_DASH}\bв\s+(?:новой\s+|следующей\s+)?редакции\s+"),
        _verb("change", rf"{_DASH}\bс\s+{_CHANGES},?\s+внес[её]нн\w+\s+"),
        _verb("change", rf"{_DASH}\bвнесен[оы]\s+{_CHANGES}\s*{_DASH}(?:в\s+соответствии\s+с(?:о)?\s+)?"),
        _verb(
            "insert",
            rf"{_DASH}\bдополнен[аоы]?\s+(?P<new>.+?)\s+(?:(?:в\s+соответствии\s+с(?:о)?|согласно)\s+|[-–—]\s*)",
        ),
        _verb("insert", rf"{_DASH}\b(?:включ[её]н[аоы]?|введ[её]н[аоы]?)\s+(?:в\s+соответствии\s+с(?:о)?\s+)?"),
        _verb("delete", rf"{_DASH}\bисключ[её]н[аоы]?\s*{_DASH}(?:в\s+соответствии\s+с(?:о)?\s+)?"),
        _verb("repeal", rf"{_DASH}\bутратил[аои]?\s+силу\s*{_DASH}(?:в\s+соответствии\s+с(?:о)?\s+)?"),
    ),
    "kaz": (
        _verb(
            "change",
            rf"\s*{_QUOTES}\s+деген\s+сөз\w*\s+(?:тиісінше\s+)?{_QUOTES}\s+деген\s+сөз\w*\s+"
            rf"ауыстырылды\s*{_DASH}",
        ),
        _verb("replace", rf"\s*\bжаңа\s+редакцияда\s*{_DASH}"),
        _verb("change", rf"\s*\b{_MADE}\s+енгізілді\s*{_DASH}"),
        _verb("insert", rf"\s*(?P<new>\S*[0-9]\S*\s?\S+[мпб]ен|[^\s0-9]+\s[^\s0-9]+[мпб]ен)\s+толықтырылды\s*{_DASH}"),
        _verb("delete", rf"\s*\b(?:алып|алынып)\s+тасталды\s*{_DASH}"),
        _verb("repeal", rf"\s*\bкүш[іи]н?\s+жо(?:йылды|йды|йылған)\s*{_DASH}"),
    ),
}  # fmt: skip
_LABEL = pattern(
    r"(?:[0-9]+(?:-[0-9]+)*\s?[.)]?|(?:Статья|Глава|Параграф|Раздел|Подраздел|Приложение)\s+[0-9]+(?:-[0-9]+)*\s?\.?|"
    r"[0-9]+(?:-[0-9]+)*\s?-\s?(?:бап|тарау|параграф|бөлім|қосымша)\s?\.?|"
    # What has no number is named in its place: "абзац четвертый исключен приказом …".
    r"(?:абзац|часть)\s+[а-яё]+(?:\s+[а-яё]+)?|[а-яёәғқңөұүһі]+(?:\s+[а-яёәғқңөұүһі]+)?\s+(?:абзац|бөлік))",
    re.IGNORECASE,
)
_HEADED = re.compile(r"[^\W\d_].*[0-9]\s?\.|[0-9].*[^\W\d_]\.")
# The act itself: "Приказ дополнен приложением 3", "По всему тексту слова … заменены …".
_WHOLE = pattern(
    r"(?:Приказ|Совместный приказ|Закон|Конституционный закон|Кодекс|Постановление|Указ|Решение|Распоряжение)|"
    r"(?:В\s+заголовке\s+и\s+)?(?:[Пп]о|[Вв])\s+(?:всему\s+)?текст[уе](?:\s+[а-я]+)?|"
    r"(?:Осы\s+)?(?:Бұйрық|Бірлескен бұйрық|Заң|Кодекс|Қаулы|Жарлық|Шешім)|"
    r"(?:\w+\s+)?[Бб]үкіл\s+мәтін(?:і)?\s*(?:бойынша|бойында)|"
    r"(?:\w+\s+)?[Мм]әтін(?:інде|дегі|де)",
)
_PREAMBLE = re.compile(r"Вводн(?:ая|ую)\s+част[ьи]", re.IGNORECASE)
_IN = re.compile(r"^В\s+(?=(?:стать|пункт|подпункт|част|глав|параграф|раздел|приложени|преамбул)\w*)")
# "В статью 2 внесены изменения".
_CORNER = re.compile(
    r"Правый\s+верхний\s+угол(?:\s+(?P<rus>приложени\S+(?:\s+[0-9]+(?:-[0-9]+)*)?))?|"
    r"(?:(?P<kaz>(?:[0-9]+(?:-[0-9]+)*\s?-\s?)?[Ққ]осымша)ның\s+)?[Оо]ң\s+жақ\s+жоғары?ғы\s+бұрыш\w*",
)
_NEXT = pattern(
    r";\s*(?=(?:с\s+(?:изменени|дополнени)|в\s+(?:новой\s+)?редакции|исключ[её]н|дополнен|утратил|жаңа\s+редакцияда|"
    r"өзгеріс|толықтыру|алып\s+тасталды))",
    re.IGNORECASE,
)


def parse_note(text: str, language: Language) -> tuple[HistoryItem, ...] | None:
    """The history that a note states, in its order; None for a text that is no such note, or not wholly understood.

    `text` is a footnote ("Сноска. …", "Ескерту. …"), or the line that stands in the place of an element taken out
    ("22) исключен Законом РК от … № … (…);"). An element named by its label alone has no parents here.
    """
    bare = " ".join(text.split())
    head = _HEAD.match(bare)
    bare = bare[head.end() :] if head else bare
    found: list[HistoryItem] = []
    subject: Places | None = None
    for piece in _NEXT.split(bare):
        items, subject = _piece(piece, subject, language, labelled=head is None)
        if not items:
            return None
        found += items
    return tuple(found)


def _piece(
    text: str, subject: Places | None, language: Language, *, labelled: bool
) -> tuple[list[HistoryItem], Places | None]:
    """The items of one statement, and the element that it is about, which holds for the statements after it.

    "Правила дополнены пунктом 6-1 приказом …; в редакции приказа …": it is the new paragraph that was given anew.
    """
    for verb in _VERBS[language]:
        match = verb.pattern.search(text)
        if match is None:
            continue
        words = text[: match.start()].strip(" ,–—-")
        if labelled and not (_LABEL.fullmatch(words) if words else subject):
            continue
        places = subject if subject and not words else _subject(words, verb.what, language)
        acts = read_acts(text[match.end() :], language)
        if places is None or not acts:
            continue
        targets = places.targets
        if new := match.groupdict().get("new"):
            added = read_places(new, language)
            if added is None:
                continue
            targets = tuple(_inside(above, target) for above in targets for target in added.targets)
        return [
            HistoryItem(verb.what, target, each.act, each.in_force, places.document, each.force)
            for each in acts
            for target in targets
        ], Places(targets, places.document)
    return [], subject


def _subject(words: str, what: What, language: Language) -> Places | None:
    """The element that a statement is about; without words it is the act itself, which can only end or be changed."""
    words = _IN.sub("", words)
    if not words:
        return Places(((),)) if what in ("repeal", "insert", "change", "replace") else None
    if _WHOLE.fullmatch(words):
        return Places(((),))
    if corner := _CORNER.fullmatch(words):
        # The caption of an annex, in which the note stands where it names none.
        above = corner["rus"] or corner["kaz"]
        annexes = read_places(above, language) if above else Places(((),))
        return annexes and Places(tuple((*target, Step("caption")) for target in annexes.targets))
    if _HEADED.fullmatch(words):
        words = words.rstrip(" .")
    return read_places(_PREAMBLE.sub("Преамбула", words), language)


def _inside(above: Target, target: Target) -> Target:
    """The address of an element added: what it was added to, then itself."""
    steps: tuple[Step, ...] = above
    return (*steps, *target)


__all__ = ["parse_note"]
