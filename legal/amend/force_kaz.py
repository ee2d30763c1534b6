"""Kazakh sentences on entry into force: the verb stands last, exceptions and terms before it.

"Осы бұйрық 2026 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақтың тоғызыншы және оныншы абзацтарын
қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from legal.amend import tag_kaz
from legal.amend.address import Path, Refused, inherit, paths
from legal.amend.cursor import Cursor
from legal.amend.force_terms_rus import Term
from legal.amend.reach import read_date
from legal.amend.syntax import ForcePart
from legal.amend.tagging import Element
from legal.records import Step, Target
from legal.vocabulary.forms import forms
from legal.vocabulary.kazakh import ACTS, NOUNS, THIS
from legal.vocabulary.numerals import KAZAKH_CARDINALS, KAZAKH_TENS

_FORCE = ("қолданысқа енгізіледі", "күшіне енеді", "қолданысқа енеді", "қолданысқа енгізілсін", "күшіне енгізіледі")
_TO_COME = ("қолданысқа енгізілетін", "күшіне енетін", "қолданысқа енетін")
_SINCE = ("күнінен кейін", "күнінен бастап", "күннен кейін", "күннен бастап", "күнінен соң")
_PUBLISHED = (
    "алғашқы ресми жарияланған", "ресми жарияланған", "алғаш ресми жарияланған", "алғашқы рет ресми жарияланған",
    "бірінші ресми жарияланған", "алғашқы жарияланған", "жарияланған",
)  # fmt: skip
_AFTER_IT = tuple(
    f"{how} {done} кейін" for how in ("алғашқы ресми", "ресми") for done in ("жарияланғаннан", "жарияланғанынан")
)
_ACT_OWNER = frozenset(form for form, (_, meaning) in ACTS.items() if meaning.case in ("gen", "dat"))
_OF_LIST = "тізбенің"
_APPLYING = ("қолданылатын", "қолданыста болатын", "әрекет ететін")
_APPLIES = ("қолданыста болады", "қолданылады", "әрекет етеді", "күшінде болады", "қолданыста")
_DAY = frozenset(form for word in ("күн", "ай", "жыл") for form in forms(word))


def bracket(cursor: Cursor) -> ForcePart | None:
    """ "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі" in a footnote."""
    term = _term(cursor)
    if term is None or not cursor.take(*_FORCE):
        return None
    return _part((), term) if cursor.done else None


def sentence(cursor: Cursor) -> list[ForcePart]:
    """The parts that one sentence dates; [] for one on publication alone."""
    cursor.skip(";", ",")
    owned = _owned(cursor)
    places = _subject(cursor) if owned is None else owned
    if (alone := _addition(cursor, places)) is not None:
        return [alone]
    cursor.skip(":")
    _registered(cursor)
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


def _needed(cursor: Cursor) -> Term:
    """A term and the verb after it; a condition where the words before the verb are no term."""
    first = cursor.at
    term = _term(cursor)
    floor = _floor(cursor) if term is not None else None
    if term is not None and cursor.take(*_FORCE):
        return bounded(term, floor or _floor(cursor))
    cursor.at = first
    while not cursor.done:
        if cursor.take(*_FORCE):
            words = cursor.words(first, cursor.at - 2)
            if not words.endswith(("бастап", "кейін", "соң", "бірге")):
                break
            return Term("condition", condition=words)
        cursor.at += 1
    raise Refused("no term of entry into force")


def _floor(cursor: Cursor) -> str | None:
    """ ", бірақ 2026 жылғы 1 қаңтардан ерте емес": the earliest day; None, and nothing passed over, for none."""
    before = cursor.at
    cursor.skip(",")
    cursor.skip("бірақ")
    dated = read_date(cursor.found, cursor.at, "kaz")
    if dated is not None:
        cursor.at = dated[1]
        if cursor.take("ерте емес", "бұрын емес", "ерте болмайтын", "кешіктірмей емес"):
            cursor.skip(",")
            return dated[0].isoformat()
    cursor.at = before
    return None


def bounded(term: Term, floor: str | None) -> Term:
    """A term with its earliest day. Raises Refused where an event that is no publication decides as well."""
    if floor is None:
        return term
    if term.rule in ("condition", "on-signature"):
        raise Refused("an event and a day before which it does not count")
    if term.rule == "date":
        return replace(term, on=max(term.on or floor, floor))
    return replace(term, not_before=floor)


def _subject(cursor: Cursor) -> tuple[Target, ...]:
    """What takes force: "Осы бұйрық" is everything; "осы бұйрықтың 2-тармағы" and "2-тармақ" are places."""
    if cursor.key() in THIS and cursor.key(1) in ACTS:
        whole = ACTS[cursor.key(1)][1].case == "nom"
        if whole:
            cursor.at += 2
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
    if len(words) > 1 and words[0].key in THIS and words[1].key in _ACT_OWNER:
        words = words[2:]
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
        until = _until(cursor, _APPLYING)
        if until is None:
            cursor.at = before
            term = _term(cursor)
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
    seen = _until(cursor, _APPLYING) is not None
    if not seen:
        cursor.at = first
        seen = _term(cursor) is not None and cursor.take(*_TO_COME)
    cursor.at = before
    return seen


def _another(cursor: Cursor) -> list[ForcePart]:
    """ "…, ал 2-тармақ 2026 жылғы 1 қаңтардан бастап қолданысқа енгізіледі"."""
    cursor.skip("ал", ",")
    places = _named(cursor)
    return [_part(places, _needed(cursor))]


def _publication(cursor: Cursor) -> bool:
    return cursor.take(
        "ресми жариялануға тиіс", "ресми жариялануға жатады", "ресми жариялануы тиіс", "жариялануға тиіс",
        "ресми жариялануға тиісті", "алғашқы ресми жариялануға тиіс", "деп белгіленсін", "деп белгіленеді",
        "ресми жарияланады", "жариялануы тиіс",
    )  # fmt: skip


def _tail(cursor: Cursor, part: ForcePart) -> ForcePart | None:
    """ "2027 жылғы 1 қаңтарға дейін қолданылады", "2025 жылғы … туындаған қатынастарға қолданылады"."""
    before = cursor.at
    until = _until(cursor, _APPLIES)
    if until is not None:
        return replace(part, until=until)
    cursor.at = before
    while not cursor.done:
        if cursor.take("қолданылады", "таралады", "таратылады", "қолданысын таратады"):
            words = cursor.words(before, cursor.at)
            if "қатынас" in words:
                return replace(part, condition=words)
            break
        if cursor.key() in ("енгізіледі", "енеді"):
            break
        cursor.at += 1
    cursor.at = before
    return None


def _until(cursor: Cursor, verbs: Sequence[str]) -> str | None:
    """The first day without force: "2027 жылғы 1 қаңтарға дейін" is that day; with "қоса алғанда" the one after it.

    As in Russian, a term "дейін" a day ends with the day before it unless the day is said to be included.
    """
    dated = read_date(cursor.found, cursor.at, "kaz")
    if dated is None:
        return None
    cursor.at = dated[1]
    said = inclusive = False
    while not cursor.done:
        if cursor.take("дейін"):
            said = True
        elif cursor.take("қоса алғанда", "қоса алғанға"):
            inclusive = True
        elif cursor.key() in ("(", ")"):
            cursor.at += 1
        else:
            break
    if not (said or inclusive) or not cursor.take(*verbs):
        return None
    return (dated[0] + timedelta(days=inclusive)).isoformat()


def _term(cursor: Cursor) -> Term | None:
    """A term without its verb; None, and nothing passed over, where none stands here."""
    before = cursor.at
    found = _dated(cursor) or _signed(cursor) or _after_publication(cursor)
    if found is None:
        cursor.at = before
    return found


def _dated(cursor: Cursor) -> Term | None:
    dated = read_date(cursor.found, cursor.at, "kaz")
    if dated is None:
        return None
    cursor.at = dated[1]
    # "01.07.2023 бастап", "01.07.2023-ден бастап"
    if not cursor.done and cursor.found[cursor.at].type == "dash":
        cursor.at += 2
    stated = cursor.take("бастап") or (cursor.key(), cursor.key(1)) == ("қолданысқа", "енгізіледі")
    return Term("date", on=dated[0].isoformat()) if stated else None


def _signed(cursor: Cursor) -> Term | None:
    cursor.skip("оған", "оның")
    return Term("on-signature") if cursor.take(
        "қол қойылған күнінен бастап", "қол қойылған күннен бастап", "қабылданған күнінен бастап",
        "қол қойылған күнінен кейін",
    ) else None  # fmt: skip


def _after_publication(cursor: Cursor) -> Term | None:
    cursor.skip("оның", "олар", "ол")
    if cursor.take(*(f"{words} {since}" for words in _PUBLISHED for since in _SINCE)):
        since = cursor.key(-1)
    elif cursor.take(*_AFTER_IT):
        since = "кейін"
    else:
        return None
    calendar_days = cursor.take("күнтізбелік")
    number = _cardinal(cursor)
    if number is None:
        if calendar_days:
            return None
        return Term("on-publication" if since == "бастап" else "day-after-publication")
    cursor.brackets()
    cursor.skip("күнтізбелік")
    unit = cursor.key()
    if unit not in _DAY:
        return None
    cursor.at += 1
    if not cursor.take("өткен соң", "өткеннен кейін", "өткен кейін", "өткен соң,", "өткенде", "өткен"):
        return None
    if unit.startswith("күн"):
        return Term("after-publication", number)
    return Term("months-after-publication", number * (12 if unit.startswith("жыл") else 1))


def _cardinal(cursor: Cursor) -> int | None:
    """ "он", "жиырма бір", "60"."""
    if not cursor.done and cursor.found[cursor.at].type == "number" and cursor.key().isdigit():
        cursor.at += 1
        return int(cursor.found[cursor.at - 1].key)
    value = KAZAKH_CARDINALS.get(cursor.key())
    if value is None:
        return None
    cursor.at += 1
    unit = KAZAKH_CARDINALS.get(cursor.key())
    if value in KAZAKH_TENS.values() and unit is not None and unit < 10:
        cursor.at += 1
        return value + unit
    return value
