"""The renderer's own words, one table a language: nothing else of what is printed is its own.

Dates and names of acts follow the official usage of each language: `06.12.2021` in Russian, in Kazakh
`2021 жылғы 6 желтоқсан` with the case the phrase needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal.records import Certainty, Language

Case = Literal["plain", "of", "from", "until"]


@dataclass(frozen=True, slots=True)
class Strings:
    """The words of one language. `{}` fields are filled by name.

    tag, locale   BCP 47 tags for HTML and PDF, and for Word
    nouns         what a kind of document is called in the version line
    acts          forms of acts in the genitive, by the English word of the AKN naming
    certainty     what stands after a date of entry into force; `end_certainty` after an end
    """

    tag: str
    locale: str
    nouns: dict[str, str]
    acts: dict[str, str]
    act: str
    certainty: dict[Certainty, str]
    end_certainty: dict[Certainty, str]
    version: str
    version_base: str
    version_unknown: str
    since: str
    between: str
    ended: str
    until: str
    start_unknown: str
    pending: str
    as_of: str
    page: tuple[str, str, str]
    repealed: str
    presumed_repealed: str
    not_yet: str
    not_yet_pending: str
    incomplete: str
    redaction: str
    not_applied: str
    warning: str
    verify: str


_RU = Strings(
    tag="ru",
    locale="ru-RU",
    nouns={
        "standard": "Стандарт",
        "act": "Форма",
        "sheet": "Форма",
        "journal": "Форма",
        "form": "Форма",
        "table": "Приложение",
        "text": "Текст",
    },
    acts={
        "order": "приказа",
        "law": "Закона",
        "resolution": "постановления",
        "decree": "Указа",
        "decision": "решения",
        "code": "Кодекса",
    },
    act="акта",
    certainty={
        "stated": "",
        "computed": " (дата исчислена со дня официального опубликования)",
        "presumed": " (дата предположительная, самая ранняя из возможных: день официального опубликования не внесён)",
        "pending": "",
    },
    end_certainty={"stated": "", "computed": "", "presumed": " (дата предположительная)", "pending": ""},
    version="{noun} в редакции {order}",
    version_base="{noun} {order}, изменяющий акт не указан",
    version_unknown="{noun}: акт, давший редакцию, неизвестен",
    since="действует с {start}{certainty}",
    between="действует с {start}{certainty} до {until}{end_certainty}",
    ended="срок действия: с {start}{certainty} до {until}{end_certainty}",
    until="срок действия: до {until}{end_certainty}, начало неизвестно",
    start_unknown="день введения в действие неизвестен",
    pending="вводится в действие при наступлении условия, условие не наступило",
    as_of="По состоянию на {on}",
    page=("Стр. ", " из ", ""),
    repealed="Документ утратил силу с {until} и на {on} не действует.",
    presumed_repealed="Документ предположительно утратил силу с {until}. "
    "На {on} не применяется, если не установлено иное.",
    not_yet="Документ на {on} ещё не введён в действие: вводится с {start}{certainty}.",
    not_yet_pending="Документ на {on} не введён в действие: условие, с которым он вводится, не наступило.",
    not_applied="Не учтён акт, который вносит сюда изменения: {orders}. Проверьте его изменения отдельно.",
    incomplete="Документ неполный: часть его содержания отсутствует в текстах, внесённых в базу.",
    redaction="Текст внесён в базу уже изменённым: это может быть более поздняя редакция, чем действовала на эту дату.",
    warning="Внимание.",
    verify="QR-код: проверка редакции документа",
)

_KK = Strings(
    tag="kk",
    locale="kk-KZ",
    nouns={
        "standard": "Стандарт",
        "act": "Нысан",
        "sheet": "Нысан",
        "journal": "Нысан",
        "form": "Нысан",
        "table": "Қосымша",
        "text": "Мәтін",
    },
    acts={
        "order": "бұйрықтың",
        "law": "Заңның",
        "resolution": "қаулының",
        "decree": "Жарлықтың",
        "decision": "шешімнің",
        "code": "Кодекстің",
    },
    act="актінің",
    certainty={
        "stated": "",
        "computed": " (күні ресми жарияланған күннен бастап есептелген)",
        "presumed": " (күні болжамды, ықтимал ең ерте күн: ресми жарияланған күні енгізілмеген)",
        "pending": "",
    },
    end_certainty={"stated": "", "computed": "", "presumed": " (күні болжамды)", "pending": ""},
    version="{noun} {order} редакциясында",
    version_base="{noun}: {order} негізінде, өзгертуші акт көрсетілмеген",
    version_unknown="{noun}: редакциясын берген акт белгісіз",
    since="{start} бастап{certainty} қолданыста",
    between="{start} бастап{certainty} {until} дейін{end_certainty} қолданыста",
    ended="қолданылу мерзімі: {start} бастап{certainty} {until} дейін{end_certainty}",
    until="қолданылу мерзімі: {until} дейін{end_certainty}, басталған күні белгісіз",
    start_unknown="қолданысқа енгізілген күні белгісіз",
    pending="шарт басталғанда қолданысқа енгізіледі, шарт басталған жоқ",
    as_of="{on} жағдай бойынша",
    page=("", "-бет, барлығы ", ""),
    repealed="Құжаттың күші {until} бастап жойылды, {on} жағдай бойынша қолданыста емес.",
    presumed_repealed="Құжаттың күші {until} бастап жойылды деп болжанады. "
    "Өзгеше анықталмаса, {on} жағдай бойынша қолданылмайды.",
    not_yet="Құжат {on} жағдай бойынша қолданысқа әлі енгізілген жоқ: {start} бастап{certainty} енгізіледі.",
    not_yet_pending="Құжат {on} жағдай бойынша қолданысқа енгізілген жоқ: енгізу шарты басталған жоқ.",
    not_applied="Осыған өзгерістер енгізетін акт ескерілмеген: {orders}. Оның өзгерістерін бөлек тексеріңіз.",
    incomplete="Құжат толық емес: мазмұнының бір бөлігі базаға енгізілген мәтіндерде жоқ.",
    redaction="Мәтін базаға өзгертілген түрінде енгізілген: бұл осы күні қолданылғаннан кейінгі редакция болуы мүмкін.",
    warning="Назар аударыңыз.",
    verify="QR-код: құжаттың редакциясын тексеру",
)

STRINGS: dict[Language, Strings] = {"rus": _RU, "kaz": _KK}

_KK_MONTHS = (
    ("қаңтар", "дағы", "дан", "ға"),
    ("ақпан", "дағы", "нан", "ға"),
    ("наурыз", "дағы", "дан", "ға"),
    ("сәуір", "дегі", "ден", "ге"),
    ("мамыр", "дағы", "дан", "ға"),
    ("маусым", "дағы", "нан", "ға"),
    ("шілде", "дегі", "ден", "ге"),
    ("тамыз", "дағы", "дан", "ға"),
    ("қыркүйек", "тегі", "тен", "ке"),
    ("қазан", "дағы", "нан", "ға"),
    ("қараша", "дағы", "дан", "ға"),
    ("желтоқсан", "дағы", "нан", "ға"),
)
_CASES: dict[Case, int] = {"of": 1, "from": 2, "until": 3}


def spoken(day: date, language: Language, case: Case = "plain") -> str:
    """A date as each language prints it.

    >>> spoken(date(2021, 12, 6), "rus", "from")
    '06.12.2021'
    >>> spoken(date(2021, 12, 6), "kaz", "from")
    '2021 жылғы 6 желтоқсаннан'
    >>> spoken(date(2023, 7, 1), "kaz", "until")
    '2023 жылғы 1 шілдеге'
    """
    if language == "rus":
        return f"{day:%d.%m}.{day.year:04d}"
    month = _KK_MONTHS[day.month - 1]
    ending = "" if case == "plain" else month[_CASES[case]]
    return f"{day.year} жылғы {day.day} {month[0]}{ending}"
