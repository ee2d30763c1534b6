"""Forms that the provisions of a regulation name, and which of them are on file.

    "заявление по форме согласно приложению 2 к настоящим Правилам"
    "осы Қағидаларға 2-қосымшаға сәйкес нысан бойынша өтініш"
    "по форме, утвержденной приказом Министра … от 30 января 2015 года № 54"

A form stands in an annex to the same approved document, in an annex to the act itself, or in another act. Where the
annex is not on file, or nothing of it but that it exists, the reference says which provision names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.documents import act_key, annex_ids, is_known
from legal.records import ActRef, Language, Node, Step, Target, Version, Wording

_NUMBERS = r"(?P<nums>\d+(?:-\d+)?(?:(?:\s*,\s*|\s+и\s+|\s+или\s+)\d+(?:-\d+)?)*)"
_RUSSIAN = re.compile(
    r"(?P<said>[^;:]{0,200}?)\s*,?\s*по\s+(?:соответствующ\w+\s+|установленн\w+\s+)?форм(?:е|ам)\s*,?\s*"
    r"(?:\(далее[^()]*\)\s*)?(?:согласно|предусмотренн\w+|приведенн\w+|установленн\w+|указанн\w+|в\s+соответствии\s+с)\s+"
    rf"(?:в\s+)?приложени\w+(?:\s+{_NUMBERS})?(?:\s+к\s+(?P<to>настоящ\w+\s+\w+))?",
    re.IGNORECASE,
)
_RUSSIAN_ACT = re.compile(
    r"(?P<said>[^;:]{0,200}?)\s*,?\s*по\s+форм(?:е|ам)\s*,?\s*(?P<act>утвержд[её]нн\w+\s+"
    r"(?:приказ|постановлени|закон|правил|решени)[^;]*?(?:№\s?[^\s,;.()]+|(?=[;.]|$)))",
    re.IGNORECASE,
)
_KAZAKH = re.compile(
    r"(?P<to>осы\s+\w+)?\s*(?P<nums>\d+(?:-\d+)?(?:(?:\s*,\s*|\s+және\s+|\s+немесе\s+)\d+(?:-\d+)?)*)?\s*-?\s*"
    r"қосымша(?:лар)?(?:ға|ға\s+|ларға|сына)?\s*(?:сәйкес|белгіленген)\s+(?:белгіленген\s+)?нысан(?:дар)?(?:\s+бойынша|дағы)"
    r"(?:\s+(?P<said>[^;:.]{1,200}))?",
    re.IGNORECASE,
)
_KAZAKH_ACT = re.compile(
    r"(?P<act>[^;:]*?(?:бұйрығымен|қаулысымен|заңымен|шешімімен)\s+бекітілген)\s+нысан(?:дар)?\s+бойынша"
    r"(?:\s+(?P<said>[^;:.]{1,200}))?",
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
_JOINED = re.compile(r"^(?:и|или|либо|а\s+также|және|немесе|сондай-ақ)\s+", re.IGNORECASE)


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
    inside, elsewhere = _PATTERNS[version.language]
    since, by = (place.wording.start, place.wording.act) if place.wording else (None, None)
    name = _of(place.component)
    for match in inside.finditer(text):
        numbers: list[str | None] = [*_NUMBER.findall(match["nums"] or "")] or [None]
        of = None if _OF_ACT.search(match["to"] or "") else name
        for num in numbers:
            id, known = annexes.get((of, num or ""), ("", False))
            if not id and num is None:
                id, known = annexes.get((of, "1"), ("", False))
            yield Reference(
                id or _id(version, of, num), num, "", _named(match["said"]), name, place.target,
                match[0].strip(" ,"), known, since, by,
            )  # fmt: skip
    for match in elsewhere.finditer(text):
        yield Reference(
            None, None, " ".join(match["act"].split()), _named(match["said"]), name, place.target, match[0].strip(" ,"),
            False, since, by,
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


def _named(said: str | None) -> str:
    """The form in the words of the provision: the last words before "по форме", the item's number left out."""
    words = re.sub(r"^\(?\d+(?:-\d+)?[).]\s*", "", (said or "").strip())
    words = re.split(r"[.]\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІ])", words)[-1].strip(" ,.;–—-")
    if len(words) > _SHORT:
        words = re.split(r",\s+(?![^()]*\))", words)[-1]
    words = _JOINED.sub("", words)
    return words if len(words) <= _LONGEST else ""
