"""Kazakh sentences on entry into force: the verb stands last, exceptions and terms before it.

"Осы бұйрық 2026 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақтың тоғызыншы және оныншы абзацтарын
қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі."
"""

from __future__ import annotations

from dataclasses import replace

from legal.amend import tag_kaz
from legal.amend.address import Path, Refused, inherit, paths
from legal.amend.cursor import Cursor
from legal.amend.force_terms_kaz import bounded, read_floor, read_term, read_until
from legal.amend.force_terms_rus import Term
from legal.amend.reach import read_date
from legal.amend.syntax import ForcePart
from legal.amend.tagging import Element
from legal.records import Step, Target
from legal.vocabulary.kazakh import ACTS, NOUNS, OF_ACTS, THIS

_FORCE = ("қолданысқа енгізіледі", "күшіне енеді", "қолданысқа енеді", "қолданысқа енгізілсін", "күшіне енгізіледі")
_TO_COME = ("қолданысқа енгізілетін", "күшіне енетін", "қолданысқа енетін")
_ACT_OWNER = frozenset(form for form, (_, meaning) in ACTS.items() if meaning.case in ("gen", "dat"))
_HEADINGS = tuple(
    f"осы {act} {words}"
    for act in ("заңды", "кодексті", "конституциялық заңды", "бұйрықты")
    for words in ("қолданысқа енгізу тәртібі", "қолданысқа енгізу", "күшіне енгізу тәртібі")
)
_OF_LIST = "тізбенің"
_APPLYING = ("қолданылатын", "қолданыста болатын", "әрекет ететін")
_APPLIES = ("қолданыста болады", "қолданылады", "әрекет етеді", "күшінде болады", "қолданыста")


def bracket(cursor: Cursor) -> ForcePart | None:
    """ "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі" in a footnote."""
    term = read_term(cursor)
    if term is None or not cursor.take(*_FORCE):
        return None
    return _part((), term) if cursor.done else None


def sentence(cursor: Cursor) -> list[ForcePart]:
    """The parts that one sentence dates; [] for one on publication alone."""
    cursor.skip(";", ",")
    # The heading of an article stands before its text: "Осы Заңды қолданысқа енгізу тәртібі".
    cursor.take(*_HEADINGS)
    owned = () if _in_law(cursor) else _owned(cursor)
    places = _subject(cursor) if owned is None else owned
    if (alone := _addition(cursor, places)) is not None:
        return [alone]
    cursor.skip(":")
    _registered(cursor)
    if places and (shared := _one_verb(cursor, places)):
        return shared
    parts: list[ForcePart] = []
    found: list[ForcePart] = []
    while not cursor.done:
        cursor.skip(",", "және", ";")
        if cursor.done or _publication(cursor):
            continue
        if _exception_ahead(cursor):
            parts += _exceptions(cursor)
            continue
        if found and (more := _tail(cursor, found[-1])) is not None:
            found[-1] = more
            continue
        if found:
            found += _another(cursor)
            continue
        found.append(_part(places, _needed(cursor)))
    return [*found[:1], *parts, *found[1:]]


def _in_law(cursor: Cursor) -> bool:
    """Whether the act is said first to be law, as normative resolutions of the Supreme Court are, which is passed over.

    "Конституциясының 4-бабына сәйкес осы нормативтік қаулы қолданыстағы құқық құрамына қосылады, жалпыға бірдей
    міндетті болып табылады және …"
    """
    first = cursor.at
    while not cursor.done:
        if cursor.take("болып табылады"):
            if "құқық құрамына" in cursor.words(first, cursor.at):
                cursor.skip("және", ",")
                return True
            break
        cursor.at += 1
    cursor.at = first
    return False


def _owned(cursor: Cursor) -> tuple[Target, ...] | None:
    """Places in the genitive before "қолданысы": "1-тармағының екінші және үшінші абзацтарының қолданысы …"."""
    for index in range(cursor.at, len(cursor.found)):
        if read_date(cursor.found, index, "kaz") is not None or cursor.found[index].type == "quote":
            break
        if cursor.found[index].key == "қолданысы":
            whole = index == cursor.at + 2 and cursor.key() in THIS
            places = () if whole else _places(cursor, cursor.at, index)
            cursor.at = index
            return places
    return None


def _addition(cursor: Cursor, places: tuple[Target, ...]) -> ForcePart | None:
    """ "Осы бұйрық 2026 жылғы 31 желтоқсанға дейін қолданыста болады": an end or a retroaction and nothing else."""
    before = cursor.at
    cursor.take("қолданысы")
    part = _tail(cursor, ForcePart(places, "date"))
    if part is not None and cursor.done:
        return part
    cursor.at = before
    return None


def _registered(cursor: Cursor) -> None:
    """Pass over "… мемлекеттік тіркелген күннен бастап күшіне енеді және": the day of effect is said after it."""
    first = cursor.at
    while not cursor.done:
        if cursor.take("енгізіледі", "енгізілетін", "қоспағанда"):
            break
        if cursor.take("тіркелген күннен бастап күшіне енеді", "тіркелген күнінен бастап күшіне енеді"):
            cursor.skip(",", "және", "ол", "әрі")
            if not cursor.done:
                return
            break
        cursor.at += 1
    cursor.at = first


def _part(places: tuple[Target, ...], term: Term) -> ForcePart:
    return ForcePart(places, term.rule, term.days, term.on, None, term.condition, term.not_before)


def _one_verb(cursor: Cursor, places: tuple[Target, ...]) -> list[ForcePart]:
    """ "1-бабы 2025 жылғы … бастап, 2-бабы 2026 жылғы … бастап қолданысқа енгізіледі"; [] for one term."""
    before = cursor.at
    parts: list[ForcePart] = []
    while (term := read_term(cursor)) is not None:
        parts.append(_part(places, term))
        if cursor.take(*_FORCE):
            break
        cursor.skip(",", "және", "ал")
        if cursor.done or _last_element(cursor, "NOM") == cursor.at:
            parts = []
            break
        places = _named(cursor)
    if term is None or len(parts) < 2 or not cursor.done:
        cursor.at = before
        return []
    return parts


def _needed(cursor: Cursor) -> Term:
    """A term and the verb after it; a condition where the words before the verb are no term."""
    first = cursor.at
    term = read_term(cursor)
    floor = read_floor(cursor) if term is not None else None
    if term is not None and cursor.take(*_FORCE):
        return bounded(term, floor or read_floor(cursor))
    cursor.at = first
    while not cursor.done:
        if cursor.take(*_FORCE):
            words = cursor.words(first, cursor.at - 2)
            if not words.endswith(("бастап", "кейін", "соң", "бірге")) or _names_day(cursor, first):
                break
            return Term("condition", condition=words)
        cursor.at += 1
    raise Refused("no term of entry into force")


def _names_day(cursor: Cursor, first: int) -> bool:
    """Whether a day of its own ("2025 жылғы 1 қаңтардан бастап") stands in what would be read as an event."""
    days = (read_date(cursor.found, index, "kaz") for index in range(first, cursor.at))
    return any(day is not None and cursor.found[day[1]].key == "бастап" for day in days)


def _subject(cursor: Cursor) -> tuple[Target, ...]:
    """What takes force: "Осы бұйрық" is everything; "осы бұйрықтың 2-тармағы" and "2-тармақ" are places."""
    joint = cursor.key(1) in OF_ACTS
    if cursor.key() in THIS and (act := ACTS.get(cursor.key(1 + joint))) and act[1].case == "nom":
        cursor.at += 2 + joint
        return ()
    return _named(cursor)


def _named(cursor: Cursor) -> tuple[Target, ...]:
    """Places in the nominative up to the term."""
    first = cursor.at
    after = _last_element(cursor, "NOM")
    if after == first:
        raise Refused("nothing is named that takes force")
    cursor.at = after
    return _places(cursor, first, after)


def _last_element(cursor: Cursor, case: str) -> int:
    """The index after the last element in a case, with nothing but elements from here to it."""
    at = cursor.at
    last = at
    for index in range(at, len(cursor.found)):
        token = cursor.found[index]
        if read_date(cursor.found, index, "kaz") is not None:
            break
        if token.type == "word" and token.key in NOUNS:
            if any(form.case.upper() == case for _, form in NOUNS[token.key]):
                last = index + 1
        elif token.key in ("алғашқы", "ресми", "қол", "қоспағанда") or token.type == "quote":
            break
    return last


def _places(cursor: Cursor, first: int, after: int) -> tuple[Target, ...]:
    words = cursor.found[first:after]
    joint = len(words) > 2 and words[1].key in OF_ACTS
    if len(words) > 1 and words[0].key in THIS and words[1 + joint].key in _ACT_OWNER:
        words = words[2 + joint :]
    above: Target = ()
    listed = next((i for i, token in enumerate(words) if token.key == _OF_LIST and token.type == "word"), None)
    if listed is not None:
        # "осы бұйрықпен бекітілген тізбенің 2-тармағын"
        above, words = (Step("annex"),), words[listed + 1 :]
    groups: list[tuple[Path, ...]] = []
    chain: list[Element] = []
    for token in tag_kaz.tag(cursor.text, words, ()):
        if not isinstance(token.value, Element):
            raise Refused(f"{cursor.text[token.start : token.end]!r} is no element")
        chain.append(token.value)
        if token.type in ("NOM", "ACC"):
            found = paths(chain[-1], [list(reversed(chain[:-1]))] if chain[:-1] else [], None)
            groups.append(tuple(replace(path, dependent=chain[0].dependent) for path in found))
            chain = []
        elif token.type != "GEN":
            raise Refused(f"{cursor.text[token.start : token.end]!r} in another case")
    if chain:
        # "абзацтарының қолданысы": the last element stands in the genitive too.
        groups.append(paths(chain[-1], [list(reversed(chain[:-1]))] if chain[:-1] else [], None))
    if not groups:
        raise Refused("no element is named")
    return tuple(above + path.target for path in inherit(groups))


def _exception_ahead(cursor: Cursor) -> bool:
    """ "… қоспағанда" before the verb of the sentence."""
    for index in range(cursor.at, len(cursor.found)):
        key = cursor.found[index].key
        if key == "қоспағанда":
            return True
        if key in ("енгізіледі", "енеді"):
            return False
    return False


def _exceptions(cursor: Cursor) -> list[ForcePart]:
    """ "2026 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 2-тармақты, … енгізілетін 5-тармақты қоспағанда"."""
    parts: list[ForcePart] = []
    while not cursor.take("қоспағанда"):
        cursor.skip(",", "және", ";", ":")
        if not cursor.done and cursor.found[cursor.at].bracket:
            cursor.at += 1
        before = cursor.at
        until = read_until(cursor, _APPLYING)
        if until is None:
            cursor.at = before
            term = read_term(cursor)
            if term is None or not cursor.take(*_TO_COME):
                raise Refused("an exception without a term of its own")
        first = cursor.at
        while not cursor.done and cursor.key() != "қоспағанда" and not _term_ahead(cursor):
            cursor.at += 1
        last = cursor.at
        while last > first and cursor.found[last - 1].key in (",", "және", "мен", ";"):
            last -= 1
        places = _places(cursor, first, last)
        # "2027 жылғы 1 қаңтарға дейін қолданылатын 3-тармақты қоспағанда": an end, and the term of the act.
        parts.append(ForcePart(places, "date", until=until) if until or term is None else _part(places, term))
        if cursor.done:
            raise Refused("an exception without an end")
    return parts


def _term_ahead(cursor: Cursor) -> bool:
    before = cursor.at
    if cursor.found[cursor.at].bracket and cursor.key(-1) == ";":
        cursor.at += 1
    elif cursor.key(-1) not in (",", "және", ";"):
        return False
    first = cursor.at
    seen = read_until(cursor, _APPLYING) is not None
    if not seen:
        cursor.at = first
        seen = read_term(cursor) is not None and cursor.take(*_TO_COME)
    cursor.at = before
    return seen


def _another(cursor: Cursor) -> list[ForcePart]:
    """ "…, ал 2-тармақ 2026 жылғы 1 қаңтардан бастап қолданысқа енгізіледі"."""
    cursor.skip("ал", ",")
    places = _named(cursor)
    return [_part(places, _needed(cursor))]


def _publication(cursor: Cursor) -> bool:
    """ "ресми жариялануға тиіс", "«Жетісу» газетінде жариялансын": where and that it is published dates nothing."""
    before = cursor.at
    while not cursor.done and (cursor.found[cursor.at].type in ("quote", ",") or cursor.key() in _PRINTED_IN):
        cursor.at += 1
    if cursor.take(*_PUBLISHED):
        return True
    cursor.at = before
    return False


_PRINTED_IN = frozenset({"және", "газетінде", "газеттерінде", "газетте", "аудандық", "облыстық", "қалалық"})
_PUBLISHED = (
    "ресми жариялануға тиіс", "ресми жариялануға жатады", "ресми жариялануы тиіс", "жариялануға тиіс",
    "ресми жариялануға тиісті", "алғашқы ресми жариялануға тиіс", "деп белгіленсін", "деп белгіленеді",
    "ресми жарияланады", "жариялануы тиіс", "жариялансын", "ресми жариялансын", "жарияланады",
)  # fmt: skip


def _tail(cursor: Cursor, part: ForcePart) -> ForcePart | None:
    """ "2027 жылғы 1 қаңтарға дейін қолданылады", "2025 жылғы … туындаған қатынастарға қолданылады"."""
    before = cursor.at
    until = read_until(cursor, _APPLIES)
    if until is not None:
        return replace(part, until=until)
    cursor.at = before
    while not cursor.done:
        if cursor.take("қолданылады", "таралады", "таратылады", "қолданысын таратады"):
            words = cursor.words(before, cursor.at)
            if "қатынас" in words:
                cursor.take("деп белгіленсін", "деп белгіленеді")
                return replace(part, condition=words)
            break
        if cursor.key() in ("енгізіледі", "енеді"):
            break
        cursor.at += 1
    cursor.at = before
    return None
