"""What a document is, told from its title and its blocks; what a field holds, told from its label.

The rules are general: no document is known by name. A title is matched with Latin look-alikes read as Cyrillic.
"""

from __future__ import annotations

import re

from forms.blanks import FORM_BLANK
from forms.records import DocumentKind, FieldKind
from forms.service_records import RowName
from forms.service_words import ROWS
from legal.reading.annex_checks import is_journal, walk
from legal.reading.table_titles import NUMBER_COLUMN, STANDARD_HEADING, is_title
from legal.records import Language, Node

_TWINS = str.maketrans("ABCEHKMOPTXYaceopxyi", "АВСЕНКМОРТХУасеорхуі")
_FORM_LABEL = re.compile(r"(?:Форма|Нысан)\b|.*арналған\s+нысан$", re.IGNORECASE)
_TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    ("act", re.compile(r"^акт(?!\w)|^акті|\bактісі?$", re.IGNORECASE)),
    ("sheet", re.compile(r"^лист(?!\w)|\b(?:парағы|парақшасы)$|^парақ", re.IGNORECASE)),
)
_FIELD_WORDS: tuple[tuple[FieldKind, str], ...] = (
    ("iin", r"(?<!\w)(?:ИИН|ЖСН)(?!\w)|индивидуальный идентификационный номер|жеке сәйкестендіру нөмірі"),
    ("bin", r"(?<!\w)(?:БИН|БСН)(?!\w)|бизнес-идентификационный номер|бизнес-сәйкестендіру нөмірі"),
    (
        "mark",
        (
            r"^(?:не\s+)?соответству\w+\s+(?:требовани|$)|^(?:не\s+)?требуется$|^(?:да|нет|иә|жоқ)$|"
            r"(?:^|талап\w*\s+)сәйкес\s+кел(?:еді|мейді)$"
        ),
    ),
    (
        "signature",
        r"(?<!расшифровка )подпис(?!ан|авш)|(?<!\w)ЭЦП|(?:қолы|қолдары|қолтаңба)(?!\w*\s+толық)|(?<!\w)ЭЦҚ",
    ),
    (
        "person",
        (
            r"расшифровка\s+подписи|толық\s+жазылуы|(?<!\w)Ф\.\s?И\.\s?О|(?<!\w)ФИО(?!\w)|фамили|"
            r"Т\.\s?А\.\s?Ә|(?<!\w)ТАӘ|аты-жөні|тегі, аты"
        ),
    ),
    ("phone", r"телефон|(?<!\w)тел\.?(?!\w)|абонентск\w+ номер|ұялы|^мобильный$"),
    (
        "address",
        (
            r"адрес(?!\w*\s+электронной)|проживающ\w+\s+(?:по|в)|место жительства|местонахожд|(?<!пошта )мекенжай|"
            r"тұратын|тұрғылықты"
        ),
    ),
    (
        "money",
        (
            r"тенге|теңге|(?:заработок|заработн\w+\s+плат\w+)(?!:)|^расходы\s|жалақы|стоимост|сумм[аы]|цен[аы](?!\w)|"
            r"(?:бірлі\w+|тауар\w*|қызмет\w*)\s+бағасы|құны|сомасы"
        ),
    ),
    ("date", r"^дата|(?<!\w)дат[аы](?!\w)|күні|[ғгқк][ае]н\s+күн$|число, месяц|начат|окончен|басталды|аяқталды"),
    ("month", r"^месяц|^ай(?:ы)?$"),
    ("year", r"^год|^жыл"),
    ("number", r"количеств|страниц|часов|саны|сағат|парақ|бет(?:те|тер)|^№|порядковый номер|экземпляр"),
)
_FIELDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _FIELD_WORDS)
_SIGNED = next(pattern for kind, pattern in _FIELDS if kind == "signature")
_NUMBERED = re.compile(
    r"\(?(?:(?P<iin>индивидуальн\w+ идентификационн\w+ номер|жеке сәйкестендіру нөмірі)|"
    r"бизнес-идентификационн\w+ номер|бизнес-сәйкестендіру нөмірі)", re.IGNORECASE,
)  # fmt: skip
_NUMBERS_LAST = re.compile(
    r"жеке сәйкестендіру нөмірі\)?,?\s*(?:немесе\s+)?\(?бизнес-сәйкестендіру нөмірі\)?$", re.IGNORECASE
)
_ONE_THING = 70
"""A longer caption names several things to write on one line: no kind of field fits them all."""
_OPTIONAL = re.compile(
    r"при\s+(?:(?:его|ее|её|их)\s+)?(?:наличии|необходимости)|не\s+требуется|бар\s+бол(?:са|ған)|болған\s+жағдайда|"
    r"талап\s+етілмейді|қажет\s+болған",
    re.IGNORECASE,
)
_MOST_ROWS = 8
"""Of the ten rows of a standard, so many tell that a table is one."""
_IF_ANY = re.compile(r"\s*\((?:при|бар|болған)\s[^()]*\)", re.IGNORECASE)
_OR_NAMED = re.compile(r"наименовани|атауы", re.IGNORECASE)
"""A caption that asks for the name of an organisation too is of no person."""
_PATRONYMIC = re.compile(r"(?:отчеств\w*|әкесінің аты)\s*\([^()]*\)", re.IGNORECASE)
_CHOICE = re.compile(r"\(([^()/,;]+(?:/[^()/,;]+)+)\)|^([\w-]+/[\w-]+)$")
_ONE_OF_MANY: frozenset[FieldKind] = frozenset({"phone", "address", "money", "date", "number", "iin", "bin"})
"""Kinds that a label has by its first words: "номер, дата выдачи" asks for more than a date."""
_NEXT = re.compile(r"[,;]\s|\s(?:и|және|мен)\s")
_UNIT_NEXT = re.compile(
    r"[,;]\s(?:в\s+)?(?:(?:тыс|млн|мың)\w*\.?\s+)?(?:тенге|теңге|тг|час|сағат|человек|адам|парақ|бет|лист|страниц)\w*\.?"
)


def kind_of(annex: Node, language: Language) -> DocumentKind | None:
    """What an annex is, or None for an annex that is prose."""
    title = annex.heading.translate(_TWINS).strip()
    if STANDARD_HEADING.search(title) or standard_title(annex) or has_standard_rows(annex, language):
        return "standard"
    kind = next((kind for kind, pattern in _TITLES if pattern.search(title)), None)
    if kind is not None:
        return kind
    if is_journal(title):
        return "journal"
    nodes = list(walk(annex))
    labelled = any(node.role == "caption" and _FORM_LABEL.match(node.text) for node in nodes)
    if labelled or any(FORM_BLANK.search(text) for node in nodes for text in (node.text, node.heading)):
        return "form"
    return "table" if any(node.kind == "table" and node.role != "column" for node in nodes) else None


def has_standard_rows(annex: Node, language: Language) -> bool:
    """Whether every row on file carries the title that a service standard has under its number, or most of the rows
    are called what those of standards are."""
    rows = [node for node in walk(annex) if node.kind == "row" and node.num and node.role != "gap"]
    titles = [(row.num or "", cell_text(row.children[1])) for row in rows if len(row.children) > 1]
    if bool(titles) and all(num.isdigit() and is_title(text, int(num), language) for num, text in titles):
        return True
    return len({name for _, text in titles if (name := row_name(text))}) >= _MOST_ROWS


def standard_title(annex: Node) -> str:
    """The title of a standard that stands in the first row of its table; "" where it stands elsewhere."""
    rows = (node for node in walk(annex) if node.kind == "row" and not node.num and node.children)
    alone = (row.children[0] for row in rows if not any(cell_text(cell) for cell in row.children[1:]))
    return next((text for cell in alone if STANDARD_HEADING.search(text := cell_text(cell))), "")


def row_name(title: str) -> RowName | None:
    """Which row of a standard a title is of, by its words."""
    return next((name for name, pattern in ROWS if pattern.search(title)), None)


def cell_text(cell: Node) -> str:
    """The words of a cell on one line."""
    return " ".join(node.text for node in walk(cell) if node.text)


def field_kind(label: str) -> FieldKind:
    """What a field holds, by the words of its label.

    >>> field_kind("проживающего по адресу")
    'address'
    """
    if NUMBER_COLUMN.match(label):
        return "number"
    if len(label if _OR_NAMED.search(label) else _IF_ANY.sub("", label)) > _ONE_THING:
        if numbered := _NUMBERED.match(label) or (_NUMBERS_LAST.search(label) and _NUMBERED.search(label)):
            return "iin" if numbered["iin"] else "bin"
        return "signature" if _SIGNED.search(label) else "text"
    return next((kind for kind, pattern in _FIELDS if _says(kind, pattern, label)), "text")


def _says(kind: FieldKind, pattern: re.Pattern[str], label: str) -> bool:
    """Whether a label says a kind; where it asks for several things, whether the first of them is of the kind."""
    match = pattern.search(label)
    if match is None or kind not in _ONE_OF_MANY:
        return match is not None
    after = _NEXT.search(label)
    return after is None or match.start() < after.start() or _UNIT_NEXT.match(label, after.start()) is not None


def is_required(label: str) -> bool:
    """False where the published words let the field stay empty ("при наличии", "не требуется в случае смерти").

    >>> is_required("фамилия, имя, отчество (при его наличии)")
    True
    >>> is_required("Ф.И.О. (при его наличии)")
    False
    """
    return _OPTIONAL.search(_PATRONYMIC.sub("", label)) is None


def choices(label: str) -> str:
    """The alternatives that a label gives in brackets ("онлайн/офлайн"), or ""."""
    match = _CHOICE.search(label)
    return (match[1] or match[2]) if match else ""
