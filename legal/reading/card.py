"""The registration card of an act, as far as its own text gives it.

"Приказ Министра … от 6 декабря 2021 года № 458. Зарегистрирован в Министерстве юстиции Республики Казахстан
9 декабря 2021 года № 25681. Утратил силу приказом … от 30 июня 2023 года № 286." and the footnote that says from
when it was repealed. What the file does not say is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legal.amend.force import earliest, parse_short_force
from legal.amend.mentions import legal_code, parse_act_mention, parse_date
from legal.letters import either, folded, pattern
from legal.reading.labels import STATUS_WORDS, addresses_act
from legal.records import ActRef, Card, InForce, Language, Registration, Repeal

_REGISTERED = {
    "rus": re.compile(
        r"Зарегистрирован\w*\s+(?:в\s+(?:Министерстве|Реестре|Департаменте|Управлении)|Департаментом|Управлением)\b"
        r".{0,160}?(?P<day>\d{1,2}\s+\w+)\s+(?P<year>\d{4})\s+года"
        r"\s*(?:за\s+)?(?:№|N)\s*(?P<number>[\w-]+)",
        re.DOTALL,
    ),
    "kaz": pattern(
        # Before about 2017: "2015 жылы 22 сәуірде № 10954 тіркелді".
        r"(?P<year>\d{4})\s+жыл(?:ғы|ы)\s+(?P<day>\d{1,2}\s+\w+?)(?:да|де|та|те)\s*(?:№|N)\s*(?P<number>[\w-]+)\s+"
        r"(?:болып\s+)?тіркелді",
        re.DOTALL,
    ),
}
_REPEALED = {
    "rus": re.compile(r"[Уу]тратил\w*\s+силу\s+(?P<act>.+)", re.DOTALL),
    "kaz": pattern(r"[Кк]үші\s+жойылды\s*[-–—]\s*(?P<act>.+)", re.DOTALL),
}
# A note on the act as a whole names no element of it: "2. Утратил силу …" and "Пункт 2 утратил силу …" are of others.
_OF_ACT = {
    "rus": re.compile(
        r"(?:Сноска\s?\.\s*)?(?:(?:Приказ|Постановление|Закон|Кодекс|Решение|Указ|Распоряжение)\s+у|У)тратил",
        re.IGNORECASE,
    ),
    "kaz": pattern(
        r"(?:Ескерту\s?\.\s*)?(?:(?:Бұйрықтың|Қаулының|Заңның|Кодекстің|Шешімнің|Жарлықтың|Өкімнің)\s+к|К)үші\s+жойылды",
        re.IGNORECASE,
    ),
}
_SENTENCE = pattern(
    r"(.*?(?:(?:№|N)\s?[\w/-]+|бұйрығы|қаулысы|жарлығы|[Зз]аңы|шешімі|[Кк]одексі))\.(?:\s|$)", re.DOTALL
)
_RUSSIAN_ACT = re.compile(
    r"(?:Совместн\w+ |Конституционн\w+ |Нормативн\w+ )?"
    r"(?:Приказ|(?<=Совместный )приказ|[Зз]акон|[Пп]остановление|Указ|Решение|Распоряжение|Кодекс|"
    r"ПРИКАЗ|ЗАКОН|ПОСТАНОВЛЕНИЕ|УКАЗ|РЕШЕНИЕ|РАСПОРЯЖЕНИЕ|КОДЕКС)"
    r"\s.*(?:№|N)\s?\S+"
)
_KAZAKH_ACT = pattern(
    r".+\d{4} жылғы .+(?:№|N)\s?\S+(?:\s\S+)?\s+(?:(?:бірлескен\s+|нормативтік\s+)?"
    r"(?:[Бб]ұйры|[Зз]аң|[Ққ]аулы|[Жж]арлы|[Шш]ешім|БҰЙРЫ|ЗАҢ|ҚАУЛЫ|ЖАРЛЫ|ШЕШІМ)|(?:[\w-]+\s+){0,6}[Кк]одекс)\w*\.?$"
)

_FORM_FIRST = pattern(
    r"(?P<author>Қазақстан Республикасының)\s+(?P<form>(?:Конституциялық\s+)?(?:заңы|кодексі))\s+"
    r"(?P<rest>\d{4} жылғы .+(?:№|N)\s?.+?)\.?$",
    re.IGNORECASE,
)


_STAMP = pattern(
    r"[\"«“]?(?:Зарегистрирован|.{0,60}Әділет\s+(?:министрліг|департамент)\w+\s+\d{4}\s+жыл)", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]*\)")
_IN_PART = {
    "rus": re.compile(r",?\s(?:кроме|за\s+исключением|в\s+части)\s"),
    "kaz": pattern(r"\s(?:қоспағанда|басқа|бөлігінде)\b"),
}


def is_registration(text: str) -> bool:
    """The line under the title that names the act itself with its date and number."""
    if re.search(
        either(r"Зарегистрирован\w* (?:в Министерстве|Департаментом)|№\s?[\w-]+\s+(?:болып\s+)?тіркелді"), text
    ):
        return True
    first = _first_sentence(text)
    if _FORM_FIRST.fullmatch(first):
        return True
    return bool(_RUSSIAN_ACT.match(first) or _KAZAKH_ACT.match(first))


def is_stamp(text: str) -> bool:
    """The stamp of state registration alone: "Зарегистрирован в Министерстве юстиции … № 29220"."""
    return is_registration(text) and _STAMP.match(text) is not None


def _first_sentence(text: str) -> str:
    """Up to the act's number or its form in Kazakh, without the stop."""
    if re.match(_FORM_FIRST, text):
        return text.partition(". ")[0].rstrip(".")
    match = _SENTENCE.match(text)
    return match[1] if match else text.rstrip(".")


def is_status(text: str) -> bool:
    """ "Утративший силу", "Күшін жойған" alone on a line."""
    return folded(text.strip(".* ")) in STATUS_WORDS


def read_card(title: str, line: str, notes: Sequence[str], language: Language) -> Card:
    """The card from the title, the registration line ("" where there is none) and the notes of the head."""
    first = _FORM_FIRST.sub(r"\g<author> \g<rest> \g<form>", _first_sentence(line))
    # "Жоғарғы Сотының … нормативтік қаулысы": the word is of the form, not of the author.
    first = re.sub(either(r"\s+(?:нормативтік(?=\s+қаулы)|конституциялық(?=\s+заң))"), "", first, flags=re.IGNORECASE)
    own = parse_act_mention(first, language) if line else None
    registered = _registration(line, language)
    card = Card(language=language, title=title, registered=registered)
    if own is not None:
        card = replace(card, form=own.form, author=own.author, date=own.date, number=own.number)
    number = registered.number if registered else None
    ref = ActRef(card.form, card.date, card.number, author=card.author, registered=number)
    return replace(card, code=legal_code(ref), repealed=_repeal(line, notes, language))


def card_from_captions(card: Card, captions: Sequence[str]) -> Card:
    """A card without date and number completed from the captions of the act's own annexes (order 464, item 41)."""
    for caption in captions:
        own = parse_act_mention(caption, card.language)
        if own is not None and own.number and addresses_act(caption):
            return replace(card, form=own.form, author=own.author, date=own.date, number=own.number)
    return card


def author_from_captions(card: Card, captions: Sequence[str]) -> Card:
    """A card without an author, with the one that the captions name for the same date and number: "Утверждены приказом
    Министра энергетики … от 15 мая 2024 года № 191-н/қ".
    """
    for caption in captions:
        own = parse_act_mention(caption, card.language)
        if own is not None and (own.date, own.number) == (card.date, card.number) and own.author:
            return replace(card, author=own.author)
    return card


def _registration(line: str, language: Language) -> Registration | None:
    match = _REGISTERED[language].search(line)
    if match is None:
        return None
    said = {"rus": f"{match['day']} {match['year']} года", "kaz": f"{match['year']} жылғы {match['day']}"}[language]
    return Registration(match["number"], parse_date(said, language))


def _repeal(line: str, notes: Sequence[str], language: Language) -> Repeal | None:
    """The repeal of the whole act that the file states, its date from the footnote's bracket where one stands."""
    if partly_repealed(line, notes, language):
        return None
    for text, match in _statements(line, notes, language):
        by = parse_act_mention(match["act"], language)
        if by is not None:
            return Repeal(by, _repeal_date(match["act"], by.date, language), text)
    return None


def _statements(line: str, notes: Sequence[str], language: Language) -> list[tuple[str, re.Match[str]]]:
    """The notes, and the registration line, that say that the act as a whole was repealed."""
    told = [*(text for text in notes if _OF_ACT[language].match(text)), line]
    return [(text, match) for text in told if (match := _REPEALED[language].search(text))]


def partly_repealed(line: str, notes: Sequence[str], language: Language) -> str | None:
    """The words that state a repeal with exceptions ("Утратило силу …, кроме пункта 2"), or None."""
    for text, match in _statements(line, notes, language):
        if _IN_PART[language].search(_BRACKETS.sub(" ", match["act"])):
            return text
    return None


def _repeal_date(text: str, adopted: date | None, language: Language) -> InForce:
    bracket = re.search(r"\((?=[^()]*(?:вводится|введ[её]н|қолданысқа))[^()]*\)", text)
    part = parse_short_force(bracket.group(), language) if bracket else None
    if part is not None and part.on:
        return InForce("date", date.fromisoformat(part.on), "stated")
    if part is not None and adopted is not None:
        start = earliest(part.rule, part.days, adopted)
        return InForce(part.rule, start, "presumed", part.days)
    return InForce("on-signature", adopted, "presumed")
