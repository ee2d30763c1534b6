"""The head of an annex: whose annex it is.

A published annex begins with its label ("Приложение 1") and, under it at the right margin, what it is annexed to
("к приказу Министра … от 6 декабря 2021 года № 458"). The annex of an amending order then gives the same of the
annex that it restates ("Приложение 8", "к Правилам предоставления …"). In Kazakh the caption stands above the label
("… бұйрығына" / "1-қосымша").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from legal.letters import folded, pattern
from legal.reading.blocks import Line
from legal.reading.labels import ACTING, HEADED, addresses_act, addresses_list, is_annex_label, label_of
from legal.reading.table_text import meet
from legal.reading.table_titles import NUMBER_COLUMN
from legal.reading.wraps import squeeze
from legal.records import Language

FORM_LABEL = re.compile(
    r"(?:[Фф]орма|ФОРМА|[Нн]ысан|НЫСАН)\s?(?:\d+)?\.?|Форма,\s+предназначенная\s+для\s+сбора\s[\w\s]{5,60}данных[\w\s]{0,40}|"
    r"[\w\s]{5,60}деректер\w*\s+(?:\w+\s+){0,3}(?:жинауға|жинақтауға)\s+арналған\s+нысан"
)
"""The words that stand over a form, above its title (order 464, annex 1; forms of administrative data say so)."""

DOCUMENT_NOUN = pattern(
    r"(?:стандарт|перечень|акт|лист|журнал|заявлени|справк|договор|уведомлени|постановлени|решени|направлени|протокол|"
    r"карт[аы]|карточк|анкет|отч[её]т|сведени|расписк|заключени|показани|медико|форма|реестр|список|извещени|талон|пояснени|инструкци|методик|паспорт|таблиц|түсіндірме|"
    r"тізбе|өтініш|анықтама|шарт|хабарлама|қаулы|шешім|жолдама|хаттама|сауалнама|есеп|мәлімет|қолхат|қорытынды|"
    r"мемлекеттік\s+(?:көрсетілетін\s+)?қызмет|электрон)\w*",
    re.IGNORECASE,
)
"""Words that the title of an annex begins with."""

_PLACE_NAMES = pattern(
    r"(?:Республик|Казахстан|Министр|Правительств|Национальн|Президент|Парламент|Закон|Кодекс|Государственн|Комитет|"
    r"Агентств|Астан|Алмат|Нур-Султан|Шымкент|Қазақстан|Республикасы|Үкімет|Ұлттық|Еңбек|Денсаулық|Ішкі|Әділет|Білім|"
    r"Заңы|Кодексі|Парламенті|Президенті)"
)
_ACT_NUMBER = pattern(r"№\s?[\w/-]+(?:\s+(?:бұйры|қаулы|шешім|жарлы)\w+)?$")
_DATIVE = pattern(
    r"(?:бұйрығына|бұйрыққа|қаулысына|қаулыға|қағидаларына|қағидаларға|қағидасына|ережесіне|ережелеріне|нұсқаулығына|"
    r"стандартына|заңына|шешіміне|тәртібіне|әдістемесіне|тізбесіне|тізбеге|кодексіне|өзгерістерге|толықтыруларға|"
    r"ережеге|ережелерге|нұсқаулыққа|стандартқа|заңға|шешімге|тәртіпке|әдістемеге|регламентке|регламентіне)$",
    re.IGNORECASE,
)
_ANNEXED_TO = re.compile(r"\w{2}(?:на|не|ға|ге|қа|ке)$", re.IGNORECASE)
"""The case in which the document of an annex stands, whatever it is: told only right above a label."""
_GLUED_RUS = re.compile(r"(Приложение(?:\s+№?\s*\d+(?:-\d+)*)?)\s+(к\s.+)")
_GLUED_KAZ = re.compile(r"(.+?(?:на|не|ға|ге))\s+((?:\d+(?:-\d+)*\s?-\s?)?қосымша)", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\d\s]{3,}[.;:!?]$")
"""The end of a sentence: what stands above it is the text of an annex, no caption of the next one."""
_LONGEST = 22
_SHORT_LABEL = 12
_ENTRY = re.compile(r"[^:]{2,80}:(?:\s|$)")
_TO_ACT = re.compile(r"к\s+(?:\w+\s+)?(?:приказ|постановлени|указ|решени|распоряжени)\w*\b", re.IGNORECASE)
_WITH_NUMBER = re.compile(r"\bот\s.{4,60}?\s?(?:№|N)\s?(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,4}\s)?[\w/.-]*\d[\w/-]*$", re.IGNORECASE)
_TO_RULES = re.compile(r"к\s(?!приказ|постановлени|указ|решени|распоряжени|закон)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"«“][^\"«»“”]{3,150}[\"»”]")


class Heading(NamedTuple):
    """A label and the caption that goes with it; "" where there is none."""

    label: str
    caption: str


@dataclass(frozen=True, slots=True)
class Head:
    """`own` is the annex of the act, `inner` the annex it restates; `start` is the index of the first entry below."""

    own: Heading
    inner: Heading | None
    start: int


def read_head(lines: Sequence[Line], language: Language, of: str = "") -> Head:
    """The head of an annex from its lines, label line first.

    `of` is the title of the document that it is annexed to, where that is known: a caption that names the document
    ends with it.
    """
    return _head(list(lines), language, of=of)


def read_head_texts(texts: Sequence[str], language: Language, captions: Collection[int] = (), of: str = "") -> Head:
    """The head of an annex from paragraphs, one entry each; a caption in one paragraph ends with it.

    `captions` are the indices of entries that the source sets as captions: one that follows another goes on with it;
    `of` as for `read_head`.
    """
    lines: list[Line] = []
    owner: list[int] = []
    # A table has no words of its own here, and no head goes on below one.
    texts = texts[: next((i for i, text in enumerate(texts) if not text.strip()), len(texts))]
    for index, text in enumerate(texts):
        glued = split_label(text, language) if len(text) < 400 else None
        for piece in glued or (text,):
            lines.append(Line(index, squeeze(piece)))
            owner.append(index)
        lines.append(Line(index, ""))
        owner.append(index)
    head = _head(lines, language, captions, of)
    return Head(head.own, head.inner, owner[head.start] if head.start < len(owner) else len(texts))


def split_label(text: str, language: Language) -> tuple[str, str] | None:
    """A label and its caption on one line, apart."""
    match = (_GLUED_RUS if language == "rus" else _GLUED_KAZ).fullmatch(squeeze(text))
    return (match[1], match[2]) if match else None


def _head(lines: list[Line], language: Language, captions: Collection[int] = (), of: str = "") -> Head:
    at = _skip(lines, 0)
    found: list[Heading] = []
    while len(found) < 2 and at < len(lines):
        read = _label_above(lines, at, language, captions, of) or _label_below(lines, at, language)
        if read is None or (found and not _may_follow(found[-1])):
            break
        heading, at = read
        found.append(heading)
        at = _skip(lines, at)
    if not found:
        return Head(Heading("", ""), None, at)
    return Head(found[0], found[1] if len(found) == 2 else None, at)


def ends_caption(text: str) -> bool:
    """Whether a Kazakh caption is whole: it ends with the document that the annex is to ("қағидаларына")."""
    return _ANNEXED_TO.search(text) is not None


def stands_over(text: str, below: Sequence[str]) -> bool:
    """Whether a line is the label of a form, over its title. The words of a form of administrative data are its title
    where none follows: "Представляется: в Министерство …" is an entry of the form.
    """
    words = text.strip()
    if FORM_LABEL.fullmatch(words) is None:
        return False
    return len(words) <= _SHORT_LABEL or (bool(below) and _ENTRY.match(below[0].strip()) is None)


def _may_follow(own: Heading) -> bool:
    """Whether the label after this one is of the annex restated: the first names the act, or nothing."""
    act = addresses_act(own.caption) or addresses_act(f"{own.caption} {own.label}")
    # An annex of the list of changes gives an annex of the act changed too.
    return not own.caption or act or addresses_list(own.caption, named=False)


def _skip(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and lines[at].blank:
        at += 1
    return at


def _label_above(
    lines: Sequence[Line], at: int, language: Language, captions: Collection[int], of: str
) -> tuple[Heading, int] | None:
    """A label with its caption under it."""
    text = squeeze(lines[at].text)
    glued = split_label(text, language)
    if glued and language == "rus":
        caption, end = _caption(lines, at + 1, [glued[1]], captions, of)
        return Heading(glued[0], caption), end
    if not is_annex_label(text):
        return None
    caption, end = _caption(lines, at + 1, [], captions, of)
    if language == "kaz" and caption and not _DATIVE.search(caption):
        caption, end = "", at + 1
    return Heading(text, caption), end


def _label_below(lines: Sequence[Line], at: int, language: Language) -> tuple[Heading, int] | None:
    """A caption with its label under it, as Kazakh has it."""
    if language != "kaz":
        return None
    caption = ""
    for index in range(at, min(len(lines), at + 2 * _LONGEST)):
        text = squeeze(lines[index].text)
        if not text:
            continue
        if is_annex_label(text):
            return (Heading(text, caption), index + 1) if ends_caption(caption) else None
        if glued := split_label(text, language):
            caption = meet(caption, glued[0]) if caption else glued[0]
            return (Heading(glued[1], caption), index + 1) if ends_caption(caption) else None
        if "__" in text or "\t" in lines[index].text or lines[index].text.startswith(" " * 6) or _is_sentence(text):
            return None
        caption = meet(caption, lines[index].text) if caption else text
    return None


def _caption(lines: Sequence[Line], at: int, held: list[str], captions: Collection[int], of: str) -> tuple[str, int]:
    """The caption that begins at `at`, joined, and the index after it."""
    if whole := _to_number(lines, at, held):
        return whole
    caption = held[0] if held else ""
    widest = 0
    count = blanks = 0
    end = at
    for index in range(at, len(lines)):
        line = lines[index]
        if line.blank:
            blanks += 1
            continue
        if (said := _says(f"{caption} {squeeze(line.text)}", of)) is None and _says(caption, of) == "whole":
            break
        goes_on = said is not None or (
            line.number in captions and line.number - 1 in captions and _in_caption(caption, squeeze(line.text))
        )
        if count >= _LONGEST or (not goes_on and _ends(caption, line, blanks, widest)):
            break
        caption = meet(caption, line.text) if caption else squeeze(line.text)
        widest = max(widest, len(line.text.strip()))
        count += 1
        blanks = 0
        end = index + 1
    return caption, end


def _to_number(lines: Sequence[Line], at: int, held: list[str]) -> tuple[str, int] | None:
    """The caption of an act's annex to the act's number, whatever case its author stands in and blanks lie between.

    "Приложение к приказу" / "Исполняющий обязанности" / "Министра здравоохранения" / … / "№ ҚР ДСМ-60".
    """
    caption = held[0] if held else ""
    count = 0
    for index in range(at, min(len(lines), at + 3 * _LONGEST)):
        text = squeeze(lines[index].text)
        if not text:
            continue
        count += 1
        if count > _LONGEST or is_annex_label(text) or FORM_LABEL.fullmatch(text) or "__" in text or len(text) > 120:
            return None
        if lines[index].text.startswith(" " * 6) or _is_sentence(text) or "\t" in text or split_label(text, "rus"):
            return None
        caption = meet(caption, text) if caption else text
        if _TO_ACT.match(caption) is None:
            return None
        below = next((squeeze(line.text) for line in lines[index + 1 :] if not line.blank), "")
        if _WITH_NUMBER.search(caption) and not re.match(r"(?:и|және)\s", below):
            return caption, index + 1
    return None


def _says(caption: str, of: str) -> Literal["part", "whole"] | None:
    """Whether a caption ("к Правилам оказания услуг") names a document ("Правила оказания услуг") to its end, or the
    beginning of its name beyond the first word, whose case differs.
    """
    mine, name = (folded(squeeze(text)).replace("«", '"').replace("»", '"') for text in (caption, of))
    to, _, words = mine.partition(" ")
    own, rest = (text.partition(" ")[2] for text in (words, name))
    if to != "к" or not own or not rest.startswith(own):
        return None
    return "whole" if own == rest else "part"


def _is_sentence(text: str) -> bool:
    return _SENTENCE.search(text) is not None and ACTING.search(text) is None


def _in_caption(caption: str, text: str) -> bool:
    """Whether a line that the source sets as a caption goes on with the one above it."""
    if is_annex_label(text) or split_label(text, "rus") or FORM_LABEL.fullmatch(text) or "__" in text or ":" in text:
        return False
    return bool(caption) and not _ACT_NUMBER.search(caption) and not _DATIVE.search(caption)


def _ends(caption: str, line: Line, blanks: int, widest: int) -> bool:
    """Whether the caption so far ends before this line."""
    text = squeeze(line.text)
    if is_annex_label(text) or split_label(text, "rus") or line.text.startswith(" " * 6) or "__" in text:
        return True
    if "\t" in line.text.strip():
        return True
    label = label_of(text)
    if label and label.kind in HEADED:
        return True
    if FORM_LABEL.fullmatch(text) or (NUMBER_COLUMN.match(text) and not re.match(r"№\s?[\w/-]+$", text)):
        return True
    if not caption:
        return re.match(r"к\s|[Кк]\s", text) is None and not _PLACE_NAMES.match(text)
    if _ACT_NUMBER.search(caption) or _DATIVE.search(caption):
        return True
    if _TO_RULES.match(caption) and _names_service(text) and '"' not in caption and "«" not in caption:
        # "к Правилам оказания государственной услуги" / "\"Назначение пособия\"": the name of the service.
        return False
    if text[0].islower() or text[0] in ",.;)№" or (text[0].isdigit() and not text.isdigit()):
        return False
    if text[0] == "(" and not re.fullmatch(r"\([^()]*\)", text):
        return False
    if text.isdigit():
        return _balanced(caption)
    if not _balanced(caption) or _PLACE_NAMES.match(text):
        return False
    return blanks > 0 or DOCUMENT_NOUN.match(text) is not None or len(text) > max(40, widest * 3 // 2)


def _names_service(text: str) -> bool:
    """A name in quotes, or the first line of one that goes on below."""
    return _QUOTED.fullmatch(text) is not None or (text[0] in '"«“' and not _balanced(text) and not label_of(text[1:]))


def _balanced(text: str) -> bool:
    """No quote or bracket is open."""
    return text.count('"') % 2 == 0 and text.count("«") == text.count("»") and text.count("(") == text.count(")")
