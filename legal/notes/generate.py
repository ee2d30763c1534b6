"""The bank's note under an element, made from the operations on it (order 472; `DOMAIN`, footnotes)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from legal.draft import kazakh, russian
from legal.notes.history import What
from legal.records import ActRef, InForce, Language, Operation, Target
from legal.versions.terms import day
from legal.vocabulary.forms import Case, bare, possessed
from legal.vocabulary.kazakh import DOCUMENTS

_NOTE = {"rus": "Сноска. ", "kaz": "Ескерту. "}
_FEMININE = frozenset({"preamble", "chapter", "article", "part", "row"})
_NEUTER = frozenset({"annex", "note", "sentence"})
_PLURAL = frozenset({"правила", "требования", "нормы", "условия", "формы", "стандарты", "критерии", "нормативы"})
_SHORT = {
    "rus": (("Республики Казахстан", "РК"),),
    "kaz": (("Қазақстан Республикасының", "ҚР"), ("Қазақстан Республикасы", "ҚР")),
}


class _Done(NamedTuple):
    """One act, what it did to the element, when, and how many changes it made."""

    what: What
    act: ActRef
    in_force: InForce
    changes: int


def note_for(target: Target, operations: Sequence[Operation], language: Language) -> str:
    """The note under an element, in the bank's style; "" where none of the operations is on it.

    `operations` are in the order of events; each has its act in `by`. A new wording of the whole ends what was said
    before it. An element that was taken out is noted in its place: "22) исключен приказом …;" is for the caller to
    set, the sentence is the same. Raises ValueError for an operation without its act, or an act without date and
    number: a note cannot name it.
    """
    mine = [operation for operation in operations if operation.target[: len(target)] == target]
    done = _done(target, mine)
    if not done:
        return ""
    document = next((operation.component for operation in mine), None)
    act = mine[-1].act
    if language == "rus":
        return _NOTE[language] + _russian(target, done, document, act)
    return _NOTE[language] + _kazakh(target, done, document, act)


def _done(target: Target, operations: Sequence[Operation]) -> list[_Done]:
    """What each act did, from the last new wording on; changes of parts by one act are one."""
    found: list[_Done] = []
    for by, group in groupby(operations, key=lambda operation: (operation.by, operation.in_force)):
        each = list(group)
        if by[0] is None or by[0].date is None or by[0].number is None:
            raise ValueError(f"{each[0].id}: the amending act has no date or number")
        whole = [operation for operation in each if operation.target == target]
        parts = [operation for operation in each if operation.target != target or operation.action.endswith("-words")]
        for operation in whole:
            if (what := _WHOLE.get(operation.action)) is not None:
                found = [] if what in ("replace", "insert") else found
                found.append(_Done(what, by[0], by[1], 1))
        if parts:
            found.append(_Done("change", by[0], by[1], len(parts)))
    return found


_WHOLE: dict[str, What] = {"replace": "replace", "insert": "insert", "delete": "delete", "repeal": "repeal"}


def _russian(target: Target, done: Sequence[_Done], document: str | None, act: ActRef) -> str:
    subject = _capital(_nominative(target)) if target else _document(document, act)
    clauses = []
    for what, group in groupby(done, key=lambda each: each.what):
        each = list(group)
        clauses.append(_russian_clause(what, each, target, document, act))
    if done[0].what == "insert":
        return f"{'; '.join(clauses)}."
    return f"{subject} {'; '.join(clauses)}."


def _nominative(target: Target) -> str:
    """The address with its smallest step in the nominative, which the accusative is for all but the feminine."""
    words = russian.address(target, "acc")
    first, _, rest = words.partition(" ")
    if target[-1].kind in _FEMININE:
        first = russian.noun(target[-1].kind, "nom")
        rest = re.sub(r"^(\S*?)ью\b", r"\1ья", re.sub(r"^((?:\w+ )?\w*?)ую\b", r"\1ая", rest))
    return f"{first} {rest}".strip()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _document(name: str | None, act: ActRef) -> str:
    """What a change of a whole is of: the first word of the document's name, or of the act's form."""
    return name.split(" ")[0].capitalize() if name else russian.act_word(act.form, "acc").capitalize()


def _russian_clause(what: What, done: Sequence[_Done], target: Target, document: str | None, act: ActRef) -> str:
    plural = len(done) > 1
    match what:
        case "replace":
            return f"- в редакции {_russian_acts(done, 'gen')}"
        case "change":
            many = plural or done[0].changes > 1
            made = "изменениями, внесенными" if many else "изменением, внесенным"
            return f"с {made} {_russian_acts(done, 'ins')}"
        case "insert":
            above, ending = _container(target, document, act)
            added = russian.step_words(target[-1], "ins").rstrip(",")
            return f"{above} дополнен{ending} {added} в соответствии с {_russian_acts(done, 'ins')}"
        case "delete":
            return f"исключен{_ending(target, document)} {_russian_acts(done, 'ins')}"
        case "repeal":
            return f"утратил{_past(target, document)} силу {_russian_acts(done, 'ins')}"


def _container(target: Target, document: str | None, act: ActRef) -> tuple[str, str]:
    above = target[:-1]
    if above:
        return _capital(_nominative(above)), _ending(above, None)
    name = _document(document, act)
    return name, _ending((), name)


def _ending(target: Target, document: str | None) -> str:
    if target:
        kind = target[-1].kind
        return "а" if kind in _FEMININE else "о" if kind in _NEUTER else ""
    word = (document or "").split(" ")[0].lower()
    return "ы" if word in _PLURAL else "а" if word.endswith(("а", "я")) else "о" if word.endswith(("о", "е")) else ""


def _past(target: Target, document: str | None) -> str:
    return {"ы": "и"}.get(ending := _ending(target, document), ending)


def _russian_acts(done: Sequence[_Done], case: str) -> str:
    """ "приказа Министра … РК от 30.09.2025 № 300 (…); от 05.05.2026 № 12 (…)"."""
    pieces: list[str] = []
    before: tuple[str | None, str | None] | None = None
    for each in done:
        own = f"от {day(each.act.date)} № {each.act.number}{_bracket(each.in_force, 'rus')}" if each.act.date else ""
        if (each.act.form, each.act.author) != before:
            author = _short(each.act.author or ("РК" if each.act.form == "law" else None), "rus")
            own = " ".join(filter(None, (russian.act_word(each.act.form, case), author, own)))
        before = (each.act.form, each.act.author)
        pieces.append(own)
    return "; ".join(pieces)


def _short(author: str | None, language: Language) -> str | None:
    for long, short in _SHORT[language]:
        author = author.replace(long, short) if author else author
    return author


def _bracket(force: InForce, language: Language) -> str:
    """The bracket on entry into force; "" where nothing is known of it."""
    if force.rule == "condition":
        return ""
    date_known = force.rule == "date" and force.start is not None
    if language == "rus":
        words = f"с {day(force.start)}" if date_known and force.start else russian.force_words(force)
        return f" (вводится в действие {words})"
    words = f"{day(force.start)} бастап" if date_known and force.start else kazakh.force_words(force)
    return f" ({words} қолданысқа енгізіледі)"


def _kazakh(target: Target, done: Sequence[_Done], document: str | None, act: ActRef) -> str:
    clauses: list[str] = []
    for what, group in groupby(done, key=lambda each: each.what):
        clauses.append(_kazakh_clause(what, list(group), target, document, act, first=not clauses))
    return f"{'; '.join(clauses)}."


def _kazakh_clause(
    what: What, done: Sequence[_Done], target: Target, document: str | None, act: ActRef, *, first: bool
) -> str:
    acts = _kazakh_acts(done)
    nominative = _capital(kazakh.address(target, "nom")) if target else _kazakh_document(document, act, "nom")
    match what:
        case "replace":
            words = f"{nominative} жаңа редакцияда" if first else "жаңа редакцияда"
        case "change":
            many = len(done) > 1 or done[0].changes > 1
            dative = _capital(kazakh.address(target, "dat")) if target else _kazakh_document(document, act, "dat")
            made = f"{'өзгерістер' if many else 'өзгеріс'} енгізілді"
            words = f"{dative} {made}" if first else made
        case "insert":
            above = (
                _capital(kazakh.address(target[:-1], "nom")) if target[:-1] else _kazakh_document(document, act, "nom")
            )
            words = f"{above} {kazakh.step_words(target[-1], 'ins', owned=False)} толықтырылды"
        case "delete":
            words = f"{nominative} алып тасталды" if first else "алып тасталды"
        case "repeal":
            words = f"{nominative} күші жойылды" if first else "күші жойылды"
    return f"{words} – {acts}"


def _kazakh_document(name: str | None, act: ActRef, case: Case) -> str:
    if name is None:
        return _capital(bare(kazakh.act_word(act.form), case))
    word = name.split(" ")[-1]
    found = DOCUMENTS.get(word.lower())
    if found is None:
        return _capital(word)
    return _capital(possessed(found[0], case, plural=found[1].plural))


def _kazakh_acts(done: Sequence[_Done]) -> str:
    """ "ҚР … 30.09.2025 № 300 (…), 05.05.2026 № 12 (…) бұйрықтарымен"."""
    groups = []
    for (form, author), group in groupby(done, key=lambda each: (each.act.form, each.act.author)):
        each = list(group)
        listed = ", ".join(
            f"{day(one.act.date)} № {one.act.number}{_bracket(one.in_force, 'kaz')}" for one in each if one.act.date
        )
        groups.append(" ".join(filter(None, (_short(author, "kaz") or "ҚР", listed, _by(form, len(each) > 1)))))
    return "; ".join(groups)


def _by(form: str | None, plural: bool) -> str:
    return possessed(kazakh.act_word(form), "ins", plural=plural)
