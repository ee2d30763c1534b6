"""The words around a blank: which of them say what goes there."""

from __future__ import annotations

import re

LEAD_LIMIT = 120
"""Characters of a line that may lead to the lines under it; a longer one is a sentence."""
MORE_WORDS = 6
"""Words after the last blank of a line that may say what it holds ("на … лет без права передоверия")."""

_CAPTION = re.compile(
    r"\(|(?:ФИО|Ф\.\s?И\.\s?О|[Пп]одпис|[Фф]амили|наименовани|должност|расшифровк|указыва|Т\.\s?А\.\s?Ә|қолы|тегі|аты)"
)
_SIGNER = r"ФИО|Ф\.\s?И\.\s?О|[Пп]одпис|[Фф]амили|[Дд]олжност|Т\.\s?А\.\s?Ә|ТАӘ|қолы|тегі|аты"
_WHO_SIGNS = re.compile(rf"\s?(\((?=[^()]*(?:{_SIGNER}))(?:[^()]|\([^()]*\))*\))")
_PREPOSITION = re.compile(r"(?:^|\s)(на|в|во|с|со|по|от|до|за|о|об|к|из|под)$", re.IGNORECASE)
_AFTER_DATE = re.compile(r"^(?:год\w{0,2}|г\.?|жыл\w*|ж\.?)(?:[,.;]\s*|\s+|$)")
_UNIT = re.compile(
    r"\s?(человек|штук|дн(?:ей|я)|день|лет|года|месяц(?:а|ев)|час(?:ов|а)|раз|тенге|"
    r"адам|дана|күн|сағат|рет|теңге)(?!\w)"
)
_ITEM = re.compile(r"\(?[0-9]{1,2}(?:-[0-9]+)?[).]?")
_ITEM_BEFORE = re.compile(r"^\(?[0-9]{1,2}(?:-[0-9]+)?[).]\s+")
_BARE = re.compile(r"[ЯВвКк]|[Оо]т|Мен|Кому|Кімге|Кімнен|Дана|Мною|Маған")
_CLOSED = re.compile(r"\)[,.;]?$")
_SPLIT = re.compile(r"(?:(?<=[\w)»\"”]{3})\.|[;:])\s+(?=\S)")
_EDGES = ' ,.;:/«»"“”–—-'


def clause(text: str) -> str:
    """The last clause of the words beside a blank, without the number of its item and the punctuation around it.

    >>> clause("Контактные данные: телефон домашний "), clause("2. Ф.И.О. (при его наличии) заявителя ")
    ('телефон домашний', 'Ф.И.О. (при его наличии) заявителя')
    """
    last = without_item(_SPLIT.split(text.strip().rstrip(":"))[-1].strip())
    plain = last.strip(_EDGES)
    if last.count("(") != last.count(")"):
        plain = plain.strip("()").strip(_EDGES)
    return last if re.fullmatch(r"\w{1,3}\.", last) or is_initials(last) else plain


def is_initials(text: str) -> bool:
    """Whether a text is an abbreviation whose last point belongs to it ("Ф.И.О.")."""
    return re.fullmatch(r"(?:\w\.\s?){2,4}", text) is not None


def without_item(text: str) -> str:
    """The text without the number of its item."""
    return _ITEM_BEFORE.sub("", text)


def is_item(words: str) -> bool:
    """Whether words are the number of an item and nothing else ("1)")."""
    return _ITEM.fullmatch(words) is not None


def is_bare(words: str) -> bool:
    """Whether words say nothing by themselves of what goes into the blank after them ("Я", "от")."""
    return _BARE.fullmatch(words) is not None


def preposition(words: str) -> str:
    """The preposition that words end with, or ""."""
    match = _PREPOSITION.search(words)
    return match[1] if match else ""


def before_number(words: str) -> str:
    """The words that end with "№": of a long clause those behind its last comma.

    >>> before_number("Руководствуясь пунктом 2 статьи 20 Закона Республики Казахстан, отдел №")
    'отдел №'
    """
    return words.rpartition(",")[2].strip() if len(words.split()) > MORE_WORDS else words


def after_date(text: str) -> str:
    """The words behind a date without the word for its year."""
    return _AFTER_DATE.sub("", text.lstrip())


def unit(right: str) -> str:
    """What a blank counts, by the word after it ("______ человек"), or ""."""
    match = _UNIT.match(right)
    return match[1] if match else ""


def stands_open(right: str) -> bool:
    """Whether the words after a blank begin with punctuation, so that they speak of something else."""
    return right.lstrip()[:1] in tuple(",;.)/")


def who_signs(right: str) -> str:
    """A bracket behind a blank that says who writes there: "________ (подпись, Ф.И.О.)"."""
    match = _WHO_SIGNS.match(right)
    return match[1] if match else ""


def names_signer(caption: str) -> bool:
    """Whether a caption begins with who signs or that somebody does."""
    return re.match(rf"\(?(?:{_SIGNER})", caption, re.IGNORECASE) is not None


def without_brackets(caption: str) -> str:
    """A caption without the brackets around all of it.

    >>> without_brackets("(подпись)"), without_brackets("(Ф.И.О.), (подпись)")
    ('подпись', '(Ф.И.О.), (подпись)')
    """
    depth = 0
    for at, char in enumerate(caption):
        depth += (char == "(") - (char == ")")
        if depth == 0 and at + 1 < len(caption):
            return caption
    return caption[1:-1].strip() if caption.startswith("(") and caption.endswith(")") else caption


def is_caption(text: str, before: str | None, *, in_column: bool) -> bool:
    """Whether a line without blanks is a caption. It begins with a bracket or names what a caption names.

    `before` is the line of the same caption above it, None for the first: further lines go on with it.
    """
    if before is None:
        return _CAPTION.match(text) is not None
    goes_on = not _CLOSED.search(before) and (before.endswith(",") or before.count("(") > before.count(")"))
    return goes_on or (in_column and _CAPTION.match(text) is not None)


def shares(caption: str, blanks: int) -> list[str]:
    """What a caption says of each of the blanks above it: its pieces where they are as many, else all of it to each."""
    found = pieces(caption) if blanks > 1 else [caption]
    return found if len(found) == blanks else [caption] * blanks


def pieces(caption: str) -> list[str]:
    """The pieces of a caption under several blanks.

    >>> pieces("подпись расшифровка подписи/ЭЦП")
    ['подпись', 'расшифровка подписи/ЭЦП']
    >>> pieces("фамилия, имя и отчество (при его наличии) подпись, телефон")
    ['фамилия, имя и отчество (при его наличии)', 'подпись, телефон']
    """
    bracketed = re.split(r"(?<=\))\s+(?=\()", caption)
    if len(bracketed) > 1:
        return bracketed
    name = re.fullmatch(r"(фамилия,\s.*?\)|тегі,\s.*?\))\s+((?:подпись|қолы).*)", caption)
    if name:
        return [name[1], name[2]]
    found = re.split(r",\s+(?![^()]*\))|\s+(?=расшифровка)|(?<=\))\s+(?=\()|(?<=подпись)\s+(?=Ф)", caption)
    return [piece.strip() for piece in found if piece.strip()]
