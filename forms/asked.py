"""What a field asks for: the rule that its answers follow, told from what the form prints and from its label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from forms.blanks import FORM_BLANK
from forms.date_blanks import is_date_blank, is_period_blank, year_digits
from forms.definition import FormField
from forms.kinds import field_kind
from legal.reading.table_titles import NUMBER_COLUMN

RuleName = Literal[
    "text", "date", "period", "quantity", "count", "money", "iin", "bin", "iin-or-bin", "phone", "choice",
    "month", "year", "running", "seal", "mark",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A field with the rule that its answers follow, and what the published form fixes of them."""

    field: FormField
    rule: RuleName
    options: tuple[str, ...] = ()
    year: str = ""
    """The digits of the year that the form prints ("20" of `20__`)."""


_QUANTITY = re.compile(
    r"… (?:%|процент|пайыз|тонн|голов|кв|см|кг|км|час|ч\.|мин)|количеств|кол-во|числ[оа](?!,)|страниц|"
    r"лист(?:ах|ов)|часов|(?<!\w)часы|экземпляр|"
    r"саны(?!\w)|сағат|парақ|бет(?:те|тер)|дана", re.IGNORECASE,
)  # fmt: skip
_COUNTED = re.compile(
    r"страниц|лист(?:ах|ов)|экземпляр|порядковый|человек|штук|… (?:дн(?:ей|я)|день|лет|года|раз)|"
    r"парақ|бет(?:те|тер)|дана|адам|… (?:күн|рет)", re.IGNORECASE,
)  # fmt: skip
_CHOSEN = re.compile(
    r"способ|(?<!\w)вид(?!\w)|(?<!\w)форма|(?<!\w)тип(?!\w)|(?<!\w)пол(?!\w)|образовани|режим|статус|отметк|"
    r"\((?:да|есть|имеется)\s*/|тәсіл|түрі|нысаны|жынысы|мәртебе|\((?:иә|бар)\s*/", re.IGNORECASE,
)  # fmt: skip
"""Labels whose alternatives are the answers; in "Заказчик/получатель" they say who answers, with a name."""
_PAGES_AFTER = re.compile(r"_{2,}\s*(?:страниц|лист(?:ах|ов|е|ы)|парақ|бет(?:те|тер))", re.IGNORECASE)
_ONLY_YEAR = re.compile(r"(?:год\w{0,2}|жыл\w{0,3})[.:]?", re.IGNORECASE)
_ONE_BLANK = re.compile(r"_{2,}")
_WHOLE_DATE = re.compile(r"число|год|жыл|месяц|\bай", re.IGNORECASE)
_UNITS = re.compile(
    r"(?:в\s+)?(?:(?:тыс|млн|мың)\w*\.?\s+)?"
    r"(?:тенге|теңге|тг|час(?:ах|ов)?|сағат|шт(?:ук)?|дней|күн|человек|чел|адам|дана|тонн|голов|бас|лист(?:ов)?|парақ)\.?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"прописью|жазбаша|жазумен|сөзбен", re.IGNORECASE)
_BOTH_NUMBERS = re.compile(
    r"(?:ИИН|ЖСН|индивидуальн\w+ идентификационн\w+ номер\w*|жеке сәйкестендіру нөмірі)\)?\s*[/(,]?\s*"
    r"(?:или\s+|немесе\s+)?\(?(?:БИН|БСН|бизнес-идентификационн|бизнес-сәйкестендіру)|(?:БИН|БСН)\s*[/(]\s*(?:ИИН|ЖСН)",
    re.IGNORECASE,
)


def asked(one: FormField) -> Asked:
    """The rule that the answers to a field follow.

    What the form prints comes before what the label says. A label that asks for several things at once ("дата и номер
    приказа", "Ф.И.О., телефон") is text: no kind fits them all.
    """
    published = one.published[0] if one.published else ""
    if is_period_blank(published):
        return Asked(one, "period", year=year_digits(published))
    if is_date_blank(published):
        return Asked(one, "date", year=year_digits(published))
    rule = _rule(one)
    options = tuple(part.strip() for part in one.field.hint.split("/")) if rule == "choice" else ()
    return Asked(one, rule, options, year_digits(published) if rule == "year" else "")


def is_in_words(one: FormField) -> bool:
    """Whether a field wants an amount in words ("сумма прописью").

    >>> from forms.records import Field
    >>> is_in_words(FormField(Field("summa", "сумма (прописью)", "money")))
    True
    """
    return _IN_WORDS.search(one.field.label) is not None


def counts_pages(one: FormField) -> bool:
    """Whether a blank stands before the word for pages, alone on its line: "на ______ страницах"."""
    source = one.field.source
    return bool(_PAGES_AFTER.search(source)) and len(_ONE_BLANK.findall(source)) == 1


def _rule(one: FormField) -> RuleName:
    label, kind = one.field.published_label, one.field.kind
    if kind == "seal":
        return "seal"
    if kind == "mark":
        return "mark"
    if kind == "choice":
        return "choice" if _CHOSEN.search(label) or one.field.told or _prints_choice(one) else "text"
    if kind == "month":
        return "month"
    if kind == "year":  # "20__ года № ____": the number behind the year is no year
        printed_so = one.published and year_digits(one.published[0])
        return "year" if printed_so or _ONLY_YEAR.fullmatch(label.strip()) else "text"
    if not one.published and NUMBER_COLUMN.fullmatch(label.strip()):
        return "running"
    if kind in ("iin", "bin") and _BOTH_NUMBERS.search(label):
        return "iin-or-bin"
    if is_in_words(one) or (_asks_several(label, kind) and not one.field.told):
        return "text"
    if kind == "number":
        return "count" if _COUNTED.search(label) else "quantity" if _QUANTITY.search(label) else "text"
    if kind == "text" and counts_pages(one):
        return "count"
    simple: Mapping[str, RuleName] = {"date": "date", "money": "money", "iin": "iin", "bin": "bin", "phone": "phone"}
    return simple.get(kind, "text")


def _prints_choice(one: FormField) -> bool:
    """Whether the alternatives are what is printed in the place of the answer."""
    return bool(one.published) and not FORM_BLANK.search(one.published[0])


def _asks_several(label: str, kind: str) -> bool:
    plain = re.sub(r"\([^()]*\)", " ", label)
    pieces = [piece.strip() for piece in re.split(r",|;|\s(?:и|және|мен)\s", plain)]
    pieces = [piece for piece in pieces if piece and not _UNITS.fullmatch(piece)]
    if kind == "money":  # "стоимость товаров и услуг" is one sum
        return len(pieces) > 1 and any(field_kind(piece) not in ("money", "text") for piece in pieces)
    if kind == "date":
        pieces = pieces[:1] + [piece for piece in pieces[1:] if not _WHOLE_DATE.search(piece)]
    return len(pieces) > 1
