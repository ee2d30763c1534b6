"""What the readers of marked-up formats share: editorial notes, lines inside a paragraph, captions.

A line break inside a paragraph (`<br>`, two spaces at a Markdown line's end, `w:br`) means one of three things, and
all readers decide alike:

1. A form: a line with a blank to fill (`____`) makes the whole paragraph a block of kind "lines", one row a line.
2. A new paragraph: the line before ends a sentence or an entry, or the line after begins with a label or a quote.
3. A wrap: anything else; the two lines are one, joined by a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from legal.letters import pattern
from legal.reading.blocks import Block, TableCell
from legal.reading.labels import HEADED, is_great_part, label_of
from legal.reading.wraps import join_all, squeeze

_NOTE = pattern(
    r"(?:Сноска|Ескерту)\s?\.|(?:СНОСКА|ЕСКЕРТУ)\s?\.|Примечание\.?\s?(?:ИЗПИ|РЦПИ)\b|"
    r"(?:ЗҚАИ|ҚЗАИ|РҚАО)\S*\s+ескертпесі\b|"
    # Over the contents that the bank itself has made.
    r"Вниманию пользователей\s?!|Для удобства пользовани\w+ (?:ИЗПИ|РЦПИ) созда|"
    r"Қолданушылар(?:дың)? назарына\s?!|Қолданушыларға ыңғайлы болуы үшін (?:ЗҚАИ|ҚЗАИ|РҚАО)|"
    r"Порядок введения в действие .{0,60}см\.|(?:Осы \S+ )?[Ққ]олданысқа енгізілу тәртібін"
)
_NOTICE_HEAD = pattern(r"(?:Примечание\.?\s?(?:ИЗПИ|РЦПИ)|(?:ЗҚАИ|ҚЗАИ|РҚАО)\S*\s+ескертпесі)\s?[!.:]?")
# What the bank writes under the head of its notice: how an element takes force, or how it will be changed.
_NOTICE = pattern(
    r".{0,160}?(?:предусмотрен[аоы]?\s|(?:в|В)водится в действие|ввод[ия]тся в действие|"
    r"действу[ею]т до|вступа[ею]т в силу|приостановлен|внос[ия]тся изменени|см\.\s|"
    r"қолданысқа енгізіле|қолданыста болады|күшіне енеді|көзделген|қараңыз|тоқтатыл)",
    re.DOTALL,
)
_BLANK = re.compile(r"_{3,}")
_ENDS = re.compile(r"[.;:!?][\"»”]?$|[\"»”][.;:,]?$")
_QUOTED = re.compile(r"[\"«“]\s*[0-9]+(?:-[0-9]+)*\s?[.)]")


# Where an element was taken out, the bank prints its label, what became of it, and the act with a date in digits.
_ENDED = pattern(
    r"(?:[0-9]+(?:-[0-9]+)*\s?[.)]\s*|(?:Статья|СТАТЬЯ|Глава|ГЛАВА|Параграф|Раздел|Приложение)\s+[0-9IVX-]+\s?\.?\s*"
    r"|[0-9]+(?:-[0-9]+)*\s?-\s?(?:бап|тарау|параграф|бөлім|қосымша)\s?\.?\s*"
    # "абзац четвертый исключен приказом … от 07.09.2020 № 101"
    r"|(?:[Аа]бзац|[Чч]асть)\s+[а-яё]+(?:\s[а-яё]+)?\s+|[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]+\s(?:абзац|бөлік)\s+)[(]?"
    r"(?:[Ии]сключен[аоы]?\s|[Уу]тратил[аио]?\s+силу\s|[Аа]лып\s+тасталды\s|[Аа]лынып\s+тасталды\s|[Кк]үші\s+жойылды\s)"
    r"[^\"«]{0,120}?\b[0-9]{2}\.[0-9]{2}\.[0-9]{4}\b"
)


# Reference systems write who changed an element above it, with dates in short: "… РК от 12.07.22 г. № 138-VII".
_SHORT_DATE = re.compile(r"\b[0-9]{2}\.[0-9]{2}\.(?:[0-9]{2}|[0-9]{4})\s?[гж]\.")
_REFERENCE = pattern(
    r"[^\"«]{0,200}?(?:внесен[аоы]?|изложен[аоы]?|дополнен[аоы]?|исключен[аоы]?|утратил[аио]?\s+силу)\s[^\"«]{0,160}?"
    r"\bРК\s[^\"«]{0,80}?\bот\s+[0-9.]{8,10}\s?г\.\s?№|"
    r"[^\"«]{0,200}?\bҚР\s[^\"«]{0,120}?[0-9.]{8,10}\s?ж\.\s?№[^\"«]{0,160}?"
    r"(?:енгізілді|толықтырылды|редакциясында|өзгертілді|тасталды|жойылды)|"
    r"\((?:с\s+изменениями|с\s+дополнениями)[^()]{0,60}\sпо\s+состоянию\s+на\s[^()]{8,20}\)$|"
    r"\([^()]{0,40}(?:берілген|жағдай бойынша)\s[^()]{0,20}өзгерістер[^()]{0,40}\)$"
)
_OLD_WORDING = pattern(r"\((?:см\.\s?стар\.\s?ред\.|бұр\.\s?ред\.\s?қара[^()]{0,12})\)\.?$")


def is_note(text: str) -> bool:
    """Whether a paragraph is editorial matter of a consolidated text, never text of the act.

    >>> is_note("Сноска. Пункт 3 - в редакции приказа Министра …"), is_note("Примечание: заполняется разборчиво.")
    (True, False)
    >>> is_note("22) исключен Законом РК от 29.12.2014 № 269-V (вводится в действие с 01.01.2015);")
    True
    >>> is_note("В пункт 1 внесены изменения в соответствии с Законом РК от 12.07.22 г. № 138-VII (см. стар. ред.)")
    True
    """
    if _NOTE.match(text) or _ENDED.match(text) or _OLD_WORDING.search(text):
        return True
    return _SHORT_DATE.search(text) is not None and _REFERENCE.match(text) is not None


def heads_notice(text: str) -> bool:
    """Whether a paragraph is the head of a notice and nothing else: "Примечание ИЗПИ!", its words stand below."""
    return _NOTICE_HEAD.fullmatch(text.strip()) is not None


def goes_on_notice(text: str) -> bool:
    """Whether a paragraph under the head of a notice is its words, by what such notices say.

    >>> goes_on_notice("Пункт 5 предусмотрен в редакции приказа Министра … от 05.07.2024 № 115.")
    True
    >>> goes_on_notice("2. Заявитель подает заявление.")
    False
    """
    label = label_of(text)
    named = label is None or (label.kind in HEADED and label.rest[:1].islower())
    return named and _NOTICE.match(text) is not None


def is_form(lines: Iterable[str]) -> bool:
    """Whether lines of one paragraph are lines of a form: one of them is a blank to write on."""
    return any(_BLANK.search(line) for line in lines)


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a paragraph as the paragraphs they are, by rules 2 and 3 of the module.

    >>> paragraphs(["Министерство цифрового развития, инноваций", "и аэрокосмической промышленности"])
    ('Министерство цифрового развития, инноваций и аэрокосмической промышленности',)
    >>> paragraphs(["1) первое;", "2) второе."])
    ('1) первое;', '2) второе.')
    """
    made: list[list[str]] = []
    for line in (squeeze(line) for line in lines):
        if not line:
            continue
        if made and not _ENDS.search(made[-1][-1]) and label_of(line) is None and not _QUOTED.match(line):
            made[-1].append(line)
        else:
            made.append([line])
    return tuple(join_all(pieces) for pieces in made)


def heading_texts(lines: Sequence[str]) -> tuple[str, ...]:
    """The headings in one heading element: each begins at a label or at the name of a great part.

    >>> heading_texts(["РАЗДЕЛ 1. ОБЩИЕ", "ПОЛОЖЕНИЯ", "Глава 1. Основные положения"])
    ('РАЗДЕЛ 1. ОБЩИЕ ПОЛОЖЕНИЯ', 'Глава 1. Основные положения')
    """
    made: list[list[str]] = []
    for line in (squeeze(line) for line in lines if line.strip()):
        label = label_of(line)
        # "Статья 5." / "Порядок …": the second line is the title of the first; a lone word ("статья 5") is no label.
        headed = is_great_part(line) or (label is not None and label.kind in HEADED)
        if made and not headed:
            made[-1].append(line)
        else:
            made.append([line])
    return tuple(join_all(pieces) for pieces in made)


def text_blocks(
    lines: Sequence[str], first: int, last: int, emphasis: Literal["", "strong", "em"] = ""
) -> tuple[Block, ...]:
    """The blocks of one paragraph given by its lines; `first` and `last` are the lines of the source."""
    words = [line for line in lines if line.strip()]
    if not words:
        return ()
    if is_note(squeeze(words[0])):
        return (Block("note", squeeze(" ".join(words)), first, last, emphasis=emphasis),)
    if len(words) > 1 and is_form(words):
        return (form_block([squeeze(line) for line in words], first, last),)
    return tuple(Block("text", text, first, last, emphasis=emphasis) for text in paragraphs(words))


def form_block(lines: Iterable[str], first: int, last: int) -> Block:
    """A block of kind "lines": each line a row of one cell with one line, as published."""
    return Block("lines", "", first, last, rows=tuple((TableCell((line,)),) for line in lines))


def caption_blocks(lines: Iterable[str], first: int, last: int) -> tuple[Block, ...]:
    """Caption lines (annex captions, signatures), one block a line."""
    return tuple(Block("caption", squeeze(line), first, last) for line in lines if line.strip())
