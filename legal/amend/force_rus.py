"""Russian sentences on entry into force, read from left to right.

subject, verb, term, then exceptions with terms of their own, retroaction, an end of validity, publication:
"Настоящий приказ вводится в действие по истечении десяти календарных дней после дня его первого официального
опубликования, за исключением абзацев девятого и десятого пункта 1 настоящего приказа, которые вводятся в действие с
1 января 2026 года."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from legal.amend import tag_rus
from legal.amend.address import Refused, paths, share
from legal.amend.cursor import Cursor
from legal.amend.force_terms_rus import EVENTS, WHICH, Term, read_term
from legal.amend.language import Token
from legal.amend.numbers import read_item
from legal.amend.reach import read_date
from legal.amend.syntax import ForcePart
from legal.amend.tagging import Element
from legal.records import Step, Target
from legal.vocabulary.russian import ACTS, NOUNS, THIS

_VERBS = (
    "вводится в действие", "вводятся в действие", "вступает в силу", "вступают в силу", "вводится в действия",
    "вступает в действие", "вступают в действие", "ввести в действие", "введен в действие", "вводиться в действие",
    "водится в действие",
)  # fmt: skip
_HEADINGS = tuple(
    f"{words} настоящего {act}"
    for words in ("порядок введения в действие", "введение в действие", "вступление в силу")
    for act in ("закона", "кодекса", "приказа", "конституционного закона")
)
_LIST_STEMS = ("изменений", "дополнений", "перечня", "прилагаем", "вносим", "указанн")
_EXCEPT = ("за исключением", "кроме", "исключая")
_PARTICIPLES = ("вводящ", "вступающ", "вводим", "действующ")
_ENDS_ON = ("действует до", "действуют до", "действует по", "действуют по", "действующего до", "действующих до",
            "действующей до", "действующее до", "до", "по")  # fmt: skip
_ENTERED = ("внос", "внес")
_QUALIFIED = ("конституционн", "совместн", "нормативн")
_COURT = (
    "согласно статье 4 конституции республики казахстан",
    "в соответствии со статьей 4 конституции республики казахстан",
)
_COURT_SAYS = (
    "включается в состав действующего права , является общеобязательным и",
    "включается в состав действующего права , а также является общеобязательным и",
    "включается в состав действующего права , является общеобязательным для всех судов республики и",
)
"""What a normative ruling of the Supreme Court says of itself before its term (Constitution, art. 4)."""


def bracket(cursor: Cursor) -> ForcePart | None:
    """ "вводится в действие с 01.07.2023": the bracket of a footnote."""
    if not cursor.take(*_VERBS):
        return None
    part = _part((), read_term(cursor))
    part = _tails(cursor, part)[0]
    return part if cursor.done else None


def sentence(cursor: Cursor) -> list[ForcePart]:
    """The parts that one sentence dates; [] for one on publication alone."""
    cursor.skip(";", ",")
    if cursor.key() == "признать" and cursor.key(1).startswith("утратив"):
        return []  # A repeal in the same article: an instruction, not a rule of force.
    # The heading of an article stands before its text: "Порядок введения в действие настоящего Закона".
    cursor.take(*_HEADINGS)
    if cursor.take("установить , что"):
        return [_validity(cursor)]
    if cursor.key() in ("действие", "действия") and (spread := _spread(cursor)) is not None:
        return [spread]
    court = cursor.take(*_COURT)
    cursor.skip(",")
    if court and _this_act(cursor):
        cursor.skip(",")
        cursor.need(*_COURT_SAYS)
    places = () if court else _subject(cursor)
    if cursor.key() in ("действует", "действуют"):
        part = ForcePart(places, "date", until=_until(cursor))
        if not cursor.done:
            raise Refused(f"{cursor.words(cursor.at, len(cursor.found))!r} is left over")
        return [part]
    if cursor.take(
        "подлежит официальному опубликованию", "подлежит опубликованию", "подлежит обязательному опубликованию"
    ):
        cursor.skip("и", ",")
        if cursor.done:
            return []
    cursor.need(*_VERBS)
    _own_subject(cursor)
    term = read_term(cursor)
    # "вступает в силу со дня государственной регистрации и вводится в действие …": the second decides.
    if term.rule in EVENTS and cursor.take(*(f"и {verb}" for verb in _VERBS)):
        term = read_term(cursor)
    part, parts = _tails(cursor, _part(places, term))
    if not cursor.done:
        raise Refused(f"{cursor.words(cursor.at, len(cursor.found))!r} is left over")
    return [part, *parts]


def _validity(cursor: Cursor) -> ForcePart:
    """ "Установить, что подпункт 3) пункта 1 статьи 1 действует до 1 января 2026 года": an end and nothing else.

    An `addition`: when the places take force is said elsewhere.
    """
    first = cursor.at
    while not cursor.done and cursor.key() not in ("действует", "действуют"):
        cursor.at += 1
    if cursor.done:
        raise Refused("no end of validity")
    places = _places(cursor, first, cursor.at)
    part = ForcePart(places, "date", until=_until(cursor))
    if not cursor.done:
        raise Refused(f"{cursor.words(cursor.at, len(cursor.found))!r} is left over")
    return part


def _spread(cursor: Cursor) -> ForcePart | None:
    """ "Действие пункта 3 настоящего приказа распространяется на отношения, возникшие с …": an `addition`."""
    first = cursor.at + 1
    while not cursor.done and not cursor.key().startswith("распространя"):
        cursor.at += 1
    if cursor.done:
        cursor.at = first - 1
        return None
    whole = cursor.at - first == 2 and cursor.found[first].key in THIS
    places = () if whole else _places(cursor, first, cursor.at)
    part = ForcePart(places, "date", condition=_retroaction(cursor))
    if not cursor.done:
        raise Refused(f"{cursor.words(cursor.at, len(cursor.found))!r} is left over")
    return part


def _part(places: tuple[Target, ...], term: Term) -> ForcePart:
    return ForcePart(places, term.rule, term.days, term.on, None, term.condition, term.not_before)


def _own_subject(cursor: Cursor) -> None:
    """ "Ввести в действие настоящий приказ с …"."""
    _this_act(cursor)


def _this_act(cursor: Cursor) -> bool:
    """Go past "настоящий приказ", "настоящий Конституционный закон", "настоящее нормативное постановление"."""
    noun = 1 + cursor.key(1).startswith(_QUALIFIED)
    if cursor.key() not in THIS or cursor.key(noun) not in ACTS:
        return False
    cursor.at += noun + 1
    return True


def _subject(cursor: Cursor) -> tuple[Target, ...]:
    """What takes force: "Настоящий приказ" is everything; "пункты 2 и 3 настоящего приказа" are places."""
    if [cursor.key(), cursor.key(1)] == ["ввести", "в"]:
        return ()
    if _this_act(cursor):
        return ()
    if cursor.key() == "он" or cursor.key() == "приказ":
        cursor.at += 1
        return ()
    first = cursor.at
    while not cursor.done and not _verb_here(cursor):
        cursor.at += 1
    if cursor.done:
        raise Refused("no verb of entry into force")
    return _places(cursor, first, cursor.at)


def _verb_here(cursor: Cursor) -> bool:
    before = cursor.at
    seen = cursor.take(*_VERBS, "действует до", "действуют до", "действует по", "действуют по")
    cursor.at = before
    return seen


def _places(cursor: Cursor, first: int, after: int) -> tuple[Target, ...]:
    """Elements of the amending act: "абзацев девятого и десятого пункта 1 настоящего приказа"."""
    words: Sequence[Token] = _without_clause(cursor.found[first:after])
    listed = _listed(words)
    words = words[: len(words) - listed]
    groups: list[list[Element]] = []
    for token in tag_rus.tag(cursor.text, words, ()):
        if token.type == "TO" or token.type.startswith("THIS_"):
            continue
        if token.type in ("ACC", "AND_GEN") or not groups:
            groups.append([])
        if not isinstance(token.value, Element):
            raise Refused(f"{cursor.text[token.start : token.end]!r} is no element")
        groups[-1].append(token.value)
    if not groups or not all(groups):
        raise Refused("no element is named")
    found = share([paths(chain[0], [chain[1:]] if chain[1:] else [], None) for chain in groups])
    above: Target = (Step("annex"),) if listed else ()
    return tuple(above + path.target for path in found)


def _without_clause(words: Sequence[Token]) -> Sequence[Token]:
    """An address without what says where the list of changes goes: ", которые вносятся в некоторые приказы"."""
    for at in range(len(words) - 1):
        if words[at].key in WHICH and words[at + 1].key.startswith(_ENTERED):
            return words[: at - 1] if at and words[at - 1].type == "," else words[:at]
    return words


def _listed(words: Sequence[Token]) -> int:
    """How many tokens at the end name the list that the act approves: "пункта 2 изменений и дополнений", "Перечня"."""
    count = 0
    while count < len(words) and (token := words[len(words) - 1 - count]).type in ("word", ","):
        if not (token.key in ("и", ",") or token.key.startswith(_LIST_STEMS)):
            break
        count += 1
    return count if any(t.key.startswith(_LIST_STEMS[:3]) for t in words[len(words) - count :]) else 0


def _tails(cursor: Cursor, part: ForcePart) -> tuple[ForcePart, list[ForcePart]]:
    """What follows a term: exceptions, retroaction, an end, publication."""
    parts: list[ForcePart] = []
    while not cursor.done:
        start = cursor.at
        cursor.skip(",", "и", "а", "также", ";")
        if cursor.take(*_EXCEPT):
            parts += _exceptions(cursor, part)
        elif cursor.take("подлежит", "подлежат"):
            cursor.skip("обязательному", "его")
            cursor.need("официальному опубликованию", "опубликованию")
        elif cursor.key() in ("распространяется", "распространяет", "распространяются"):
            part = replace(part, condition=_retroaction(cursor))
        elif cursor.key() in ("действует", "действуют") or _ends_here(cursor):
            part = replace(part, until=_until(cursor))
        else:
            cursor.at = start
            break
    return part, parts


def _retroaction(cursor: Cursor) -> str:
    """ "распространяется на отношения, возникшие с 1 января 2025 года": the words as printed."""
    first = cursor.at
    while not cursor.done and not (
        cursor.key() in (",", "и") and cursor.key(1) in ("за", "кроме", "действует", "подлежит")
    ):
        cursor.at += 1
    words = cursor.words(first, cursor.at).rstrip(" ,")
    if ("отношени" not in words and "случа" not in words) or "возник" not in words:
        raise Refused("retroaction to something else than relations")
    return words


def _ends_here(cursor: Cursor) -> bool:
    """ "с 1 января 2026 года до 1 января 2027 года"."""
    return cursor.key() in ("до", "по") and read_date(cursor.found, cursor.at + 1, "rus") is not None


def _until(cursor: Cursor) -> str:
    """The first day without force: "до 1 января 2027 года" is that day, "по 31 декабря 2026 года" the one before it.

    A term "до" a day ends with the day before it, as the footnotes of the official bank count it; "включительно" says
    that the day named is the last.
    """
    cursor.need(*_ENDS_ON)
    inclusive = cursor.key(-1) == "по"
    dated = read_date(cursor.found, cursor.at, "rus")
    if dated is None:
        raise Refused("an end of validity without a day")
    cursor.at = dated[1]
    inclusive = cursor.take("включительно") or inclusive
    return (dated[0] + timedelta(days=inclusive)).isoformat()


def _exceptions(cursor: Cursor, main: ForcePart) -> list[ForcePart]:
    """ "пункта 2, который вводится в действие с …, и пункта 5, который …": each with its own term.

    `main` is the part that the exceptions are taken out of.
    """
    parts: list[ForcePart] = []
    cursor.skip(":")
    while not cursor.done:
        cursor.skip(",", "и", "а", "также", ";")
        _item_number(cursor)
        first = cursor.at
        if cursor.key() not in NOUNS and cursor.key() not in THIS and not _is_ordinal(cursor):
            break
        while not cursor.done and not cursor.key().startswith(_PARTICIPLES):
            # "пункта 1 изменений, которые вносятся в некоторые приказы, который вводится в действие …"
            if cursor.key() in WHICH and not cursor.key(1).startswith(_ENTERED):
                break
            if _whose_effect(cursor):
                break
            cursor.at += 1
        if cursor.done:
            raise Refused("an exception without a term of its own")
        last = cursor.at
        while last > first and cursor.found[last - 1].type == ",":
            last -= 1
        places = _places(cursor, first, last)
        if (own := _without_term(cursor, main, places)) is not None:
            parts.append(own)
            continue
        cursor.at += 1
        plural = cursor.key(-1) in ("которые", "вводящихся", "вступающих", "вводимых")
        if cursor.found[cursor.at - 1].key in WHICH:
            cursor.need(*_VERBS)
        else:
            cursor.need("в действие", "в силу")
        part, more = _tails_of_exception(cursor, _part(places, read_term(cursor)), plural=plural)
        parts += [part, *more]
    if not parts:
        raise Refused("an exception that names no element")
    return parts


def _without_term(cursor: Cursor, main: ForcePart, places: tuple[Target, ...]) -> ForcePart | None:
    """An exception that takes force with the act, for relations that began before it or up to an end of its own."""
    if _whose_effect(cursor):
        cursor.at += 2
        return replace(main, places=places, condition=_retroaction(cursor))
    if cursor.key() in WHICH and cursor.key(1).startswith("распространя"):
        cursor.at += 1
        return replace(main, places=places, condition=_retroaction(cursor))
    if cursor.key() in WHICH and cursor.key(1) in ("действует", "действуют"):
        cursor.at += 1
        return replace(main, places=places, until=_until(cursor))
    if cursor.key().startswith("действующ"):
        return replace(main, places=places, until=_until(cursor))
    return None


def _whose_effect(cursor: Cursor) -> bool:
    """ "…, действие которого распространяется на отношения, возникшие с …": the act's term, for relations before it."""
    return cursor.key() == "действие" and cursor.key(1) in ("которого", "которой", "которых")


def _tails_of_exception(cursor: Cursor, part: ForcePart, *, plural: bool) -> tuple[ForcePart, list[ForcePart]]:
    """An end or retroaction of the exception itself: the number of the verb says whose it is.

    "… которые вводятся в действие с …, и действует до …": the act ends, not its exceptions. Of two singulars a missing
    comma says that the sentence on the exception goes on ("который вводится … и действует до …").
    """
    start = cursor.at
    comma = cursor.key() == ","
    cursor.skip(",", "и")
    singular = cursor.key() in ("действует", "распространяется")
    if singular and not plural and comma:
        raise Refused("an end or retroaction that may be the act's or the exception's")
    if cursor.key() == "действуют" or (not plural and cursor.key() == "действует"):
        return replace(part, until=_until(cursor)), []
    if cursor.key() == "распространяются" or (singular and not plural):
        return replace(part, condition=_retroaction(cursor)), []
    cursor.at = start
    return part, []


def _item_number(cursor: Cursor) -> None:
    """ "за исключением: 1) пункта 2, …; 2) пункта 5, …": the number of an item of the list."""
    numbered = not cursor.done and cursor.found[cursor.at].type == "number" and cursor.found[cursor.at].bracket
    if numbered and cursor.key(1) in NOUNS:
        cursor.at += 1


def _is_ordinal(cursor: Cursor) -> bool:
    return read_item(cursor.found, cursor.at, "rus") is not None
