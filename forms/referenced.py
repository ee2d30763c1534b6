"""Forms that the provisions of a regulation name, and which of them are on file.

    "заявление по форме согласно приложению 2 к настоящим Правилам"
    "осы Қағидаларға 2-қосымшаға сәйкес нысан бойынша өтініш"
    "по форме, утвержденной приказом Министра … от 30 января 2015 года № 54"

A form stands in an annex to the same approved document, in an annex to the act itself, or in another act. Where the
annex is not on file, or nothing of it but that it exists, the reference says which provision names it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.documents import act_key, annex_ids, is_known
from legal.records import ActRef, Language, Node, Step, Target, Version, Wording

_NUMBERS = r"(?P<nums>\d+(?:-\d+)?(?:(?:\s*,\s*|\s+и\s+|\s+или\s+)\d+(?:-\d+)?)*)"
_RUSSIAN = re.compile(
    r"(?:по|согласно)\s+(?:(?:соответствующ|установленн|утвержд[её]нн|единой|типов)\w*\s+)?форм(?:е|ам)"
    r"(?:\s+(?:№\s?)?[\w-]*\d[\w-]*)?\s*,?\s*(?:\(далее[^()]*\)\s*)?(?:согласно|предусмотренн\w+|приведенн\w+|установленн\w+|указанн\w+|в\s+соответствии\s+с)\s+"
    rf"(?:в\s+)?приложени\w+(?:\s+{_NUMBERS})?(?:\s+к\s+(?P<to>настоящ\w+\s+\w+))?",
    re.IGNORECASE,
)
_RUSSIAN_ACT = re.compile(
    r"по\s+форм(?:е|ам)\s*,?\s*(?P<act>утвержд[её]нн\w+\s+"
    r"(?:приказ|постановлени|закон|правил|решени)[^;]*?(?:№\s?[^\s,;.()]+|(?=[;.]|$)))",
    re.IGNORECASE,
)
_KAZAKH = re.compile(
    r"(?P<to>осы\s+\w+)?\s*(?P<nums>\d+(?:-\d+)?(?:(?:\s*,\s*|\s+және\s+|\s+немесе\s+)\d+(?:-\d+)?)*)?\s*-?\s*"
    r"қосымша(?:лар)?(?:ға|ға\s+|ларға|сына)?\s*(?:сәйкес|белгіленген)\s+(?:белгіленген\s+)?нысан(?:дар)?(?:\s+бойынша|дағы)",
    re.IGNORECASE,
)
_KAZAKH_ACT = re.compile(
    r"(?:бұйрығымен|қаулысымен|заңымен|шешімімен)\s+бекітілген(?=\s+нысан(?:дар)?\s+бойынша)(?P<form>\s+\w+\s+\w+)",
    re.IGNORECASE,
)
_PATTERNS: dict[Language, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "rus": (_RUSSIAN, _RUSSIAN_ACT),
    "kaz": (_KAZAKH, _KAZAKH_ACT),
}
_OF_ACT = re.compile(r"(?:приказ|постановлени|решени|закон|бұйры[қғ]|қаулы|шешім|заң)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:-\d+)?")
_PLACES = frozenset({"article", "paragraph", "subparagraph", "annex", "chapter", "section", "row"})
_SHORT, _LONGEST = 60, 120
_CLAUSE_START = re.compile(r"[;:]|(?<=[\w)»\"”]{3})[.]\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІ])")
_CLAUSE_END = re.compile(r"[;:]|[.](?=\s|$)")
_NOUNS: dict[Language, re.Pattern[str]] = {
    "rus": re.compile(
        r"(?<!\w)(?:заявление|заявку|справку|уведомление|расписку|журнал|акт|договор|анкету|отч[её]т|"
        r"решение|заключение|направление|протокол|талон|сведения|карту|карточку|опись|ходатайство|"
        r"запрос|перечень|список|реестр|паспорт|разрешение|лицензию|свидетельство|сертификат|удостоверение|"
        r"извещение|отказ|согласие|информацию|лист|табель|план|письмо|обращение|жалобу)(?!\w)",
        re.IGNORECASE,
    ),
    "kaz": re.compile(
        r"(?<!\w)(?:өтініш|өтінім|анықтама|хабарлама|қолхат|журнал|акт|шарт|сауалнама|есеп|шешім|қорытынды|жолдама|"
        r"хаттама|талон|мәлімет|карта|карточка|тізбе|тізім|тізілім|паспорт|рұқсат|лицензия|куәлік|сертификат|хат|сұрау)\w*",
        re.IGNORECASE,
    ),
}
"""What forms are called: in Russian in the case of what somebody gives or fills in, in Kazakh in any."""
_JOINED = re.compile(
    r"^(?:и|или|либо|а\s+также|және|немесе|сондай-ақ)\s+|\s+(?:и|или|либо|және|немесе|сондай-ақ)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A form that a provision names.

    id         the id that the form has or would have as a document; None for a form of another act
    num        the number of its annex; None where the only annex is meant, or another act
    elsewhere  the other act that approved it, in the words of the provision; "" for an annex of the same act
    form       what is filled in, in the words of the provision ("заявление"); "" where they do not say
    component  the approved document whose provision it is; None for the act itself
    target     the provision, from large to small; `since` and `by`: its wording
    on_file    the annex is on file
    """

    id: str | None
    num: str | None
    elsewhere: str
    form: str
    component: str | None
    target: Target
    quote: str
    on_file: bool
    since: date | None = None
    by: ActRef | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    component: Node | None
    target: Target
    wording: Wording | None


def references(version: Version) -> tuple[Reference, ...]:
    """Every form that a provision names, in reading order; once a provision."""
    annexes: dict[tuple[str | None, str], tuple[str, bool]] = {}
    for id, annex, component in annex_ids(version):
        annexes[_of(component), annex.num or ""] = (id, is_known(annex))
    found: dict[tuple[object, ...], Reference] = {}
    for text, place in _leaves(version):
        for one in _read(version, text, place, annexes):
            found.setdefault((one.id, one.elsewhere, one.component, one.target), one)
    return tuple(found.values())


def not_on_file(version: Version) -> tuple[Reference, ...]:
    """The forms that provisions name and that are not on file."""
    return tuple(one for one in references(version) if not one.on_file)


def _of(component: Node | None) -> str | None:
    return component.heading if component is not None else None


def _leaves(version: Version) -> Iterator[tuple[str, _Place]]:
    for node in (*version.body, *version.annexes):
        yield from _walk(node, _Place(None, (), node.wording))
    for component in version.components:
        for node in component.children:
            yield from _walk(node, _Place(component, (), component.wording))


def _walk(node: Node, place: _Place) -> Iterator[tuple[str, _Place]]:
    step = (Step(node.kind, node.num),) if node.kind in _PLACES and node.num else ()
    inner = _Place(place.component, (*place.target, *step), node.wording or place.wording)
    if node.text and node.role not in ("gap", "editorial", "caption"):
        yield node.text, inner
    for child in node.children:
        yield from _walk(child, inner)


def _read(
    version: Version, text: str, place: _Place, annexes: dict[tuple[str | None, str], tuple[str, bool]]
) -> Iterator[Reference]:
    since, by = (place.wording.start, place.wording.act) if place.wording else (None, None)
    name = _of(place.component)
    said = _Said(text, version.language)
    for match in said.inside:
        quote, form = said.beside(match)
        numbers: list[str | None] = [*_NUMBER.findall(match["nums"] or "")] or [None]
        of = None if _OF_ACT.search(match["to"] or "") else name
        for num in numbers:
            id, known = annexes.get((of, num or ""), ("", False))
            if not id and num is None:
                id, known = annexes.get((of, "1"), ("", False))
            yield Reference(
                id or _id(version, of, num), num, "", form, name, place.target, quote, known, since, by,
            )  # fmt: skip
    for match in said.elsewhere:
        quote, form = said.beside(match)
        yield Reference(
            None, None, said.act(match), form, name, place.target, quote, False, since, by,
        )  # fmt: skip


def _id(version: Version, component: str | None, num: str | None) -> str:
    """The id that an annex would have; see `forms.documents`."""
    key = act_key(version.act)
    headings = [one.heading for one in version.components]
    if component is not None and len(headings) > 1:
        key = f"{key}/{headings.index(component) + 1}"
    elif component is None and headings:
        key = f"{key}/0"
    return f"{key}/{num or '1'}"


class _Said:
    """What a provision says of the forms that it names: in Russian before the words for the form, in Kazakh behind."""

    def __init__(self, text: str, language: Language) -> None:
        inside, elsewhere = _PATTERNS[language]
        self.text = text
        self.language = language
        self.inside = list(inside.finditer(text))
        self.elsewhere = list(elsewhere.finditer(text))
        begun = [
            one.end()
            for one in (*_CLAUSE_START.finditer(text), *(self.inside if language == "rus" else self.elsewhere))
        ]
        ended = [one.start() for one in (*_CLAUSE_END.finditer(text), *self.inside)]
        self._starts: list[int] = sorted([0, *begun])
        self._ends: list[int] = sorted([*ended, len(text)])

    def act(self, match: re.Match[str]) -> str:
        """The other act that approved a form, in the words of the provision."""
        if self.language == "rus":
            return " ".join(match["act"].split())
        return " ".join(self.text[self._start(match.start()) : match.start("form")].split())

    def beside(self, match: re.Match[str]) -> tuple[str, str]:
        """The clause that names a form, as published, and what the form is called in it."""
        if self.language == "rus":
            start = self._start(match.start())
            return self.text[start : match.end()].strip(" ,"), _named(self.text[start : match.start()], "rus")
        start = self._start(match.start()) if match.re is _KAZAKH_ACT else match.start()
        end = self._ends[bisect_left(self._ends, match.end())]
        return self.text[start:end].strip(" ,"), _named(self.text[match.end() : end], "kaz")

    def _start(self, at: int) -> int:
        """Where the clause begins that a place is in."""
        return self._starts[bisect_right(self._starts, at) - 1]


def _named(said: str, language: Language) -> str:
    """The form in the words of the provision, the item's number left out; of many words those of the form itself."""
    words = re.sub(r"^\s*\(?\d+(?:-\d+)?[).]\s*", "", said).strip(" ,.;–—-")
    if len(words) > _SHORT:
        nouns = list(_NOUNS[language].finditer(words))
        if nouns and language == "rus":
            words = re.split(r",\s+(?![^()]*\))", words[nouns[-1].start() :])[0]
        elif nouns:
            words = nouns[0][0]
        words = re.split(r",\s+(?![^()]*\))", words)[-1]
    words = _JOINED.sub("", words)
    return words if len(words) <= _LONGEST else ""
