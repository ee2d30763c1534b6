"""The bank's note under an element, made from the operations on it (order 472; `DOMAIN`, footnotes)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from legal.draft import kazakh, russian
from legal.draft.errors import DraftError
from legal.draft.formulae import address, formulae
from legal.notes.history import What
from legal.records import Action, ActRef, InForce, Language, Operation, Target
from legal.versions.terms import day
from legal.vocabulary.forms import Case, possessed
from legal.vocabulary.kazakh import DOCUMENTS

_NOTE = {"rus": "Сноска. ", "kaz": "Ескерту. "}
_FEMININE = frozenset({"preamble", "chapter", "article", "part", "row"})
_NEUTER = frozenset({"annex", "note", "sentence"})
_PLURAL = frozenset({"правила", "требования", "нормы", "условия", "формы", "стандарты", "критерии", "нормативы"})
_LETTERS = re.compile(r"\s+(?:ЗРК|ҚРЗ)$")
_CORNER = {"rus": "правый верхний угол", "kaz": "оң жақ жоғарғы бұрыш"}
_JOINT = {
    ("gen", False): "совместного", ("gen", True): "совместных", ("ins", False): "совместным",
    ("ins", True): "совместными",
}  # fmt: skip
_SHORT = {
    "rus": (("Республики Казахстан", "РК"),),
    "kaz": (("Қазақстан Республикасының", "ҚР"), ("Қазақстан Республикасы", "ҚР")),
}


class Done(NamedTuple):
    """One act, what it did to the element, when, and how many changes it made."""

    what: What
    act: ActRef
    in_force: InForce
    changes: int = 1


def note_for(target: Target, operations: Sequence[Operation], language: Language) -> str:
    """The note under an element, in the bank's style; "" where none of the operations is on it.

    `operations` are in the order of events; each has its act in `by`. A new wording of the whole ends what was said
    before it. An element that was taken out is noted in its place: "22) исключен приказом …;" is for the caller to
    set, the sentence is the same. Raises ValueError for an operation without its act, or an act without date and
    number: a note cannot name it.
    """
    mine = [operation for operation in operations if operation.target[: len(target)] == target]
    if not mine:
        return ""
    document = next((operation.component for operation in mine), None)
    done = []
    for each in mine:
        if each.by is None:
            raise ValueError(f"{each.id}: the amending act has no date or number")
        done.append(Done(what_of(each.action, whole=each.target == target), each.by, each.in_force))
    return written(target, done, document, mine[-1].act, language)


def what_of(action: Action, *, whole: bool) -> What:
    """What an operation did to an element: to the whole of it, or to a part, which is a change."""
    return _WHOLE.get(action, "change") if whole else "change"


def written(target: Target, each: Sequence[Done], document: str | None, act: ActRef, language: Language) -> str:
    """The note that says what was done to an element of an act, in the order of events; "" for nothing.

    `document` is the approved document that the element stands in. Raises ValueError for an act that neither date and
    number nor a code names.
    """
    done = _joined(each)
    if not done:
        return ""
    if language == "rus":
        return _NOTE[language] + _russian(target, done, document, act)
    return _NOTE[language] + _kazakh(target, done, document, act)


def _joined(each: Sequence[Done]) -> list[Done]:
    """From the last new wording on; the changes of one act that begin together are one statement."""
    found: list[Done] = []
    for one in each:
        if not (one.act.code or (one.act.date and one.act.number)):
            raise ValueError(f"an act of the form {one.act.form} has no date or number")
        if one.what in ("replace", "insert"):
            found = []
        before = next((i for i, had in enumerate(found) if _same(had, one)), None)
        if before is None:
            found.append(one)
        else:
            found[before] = found[before]._replace(changes=found[before].changes + 1)
    return found


def _same(one: Done, other: Done) -> bool:
    return one.what == other.what == "change" and (one.act, one.in_force) == (other.act, other.in_force)


_WHOLE: dict[str, What] = {"replace": "replace", "insert": "insert", "delete": "delete", "repeal": "repeal"}


def _russian(target: Target, done: Sequence[Done], document: str | None, act: ActRef) -> str:
    subject = _capital(_nominative(target)) if target else _document(document, act)
    if done[0].what == "repeal" and _whole_act(target, document):
        subject = ""
    clauses = []
    for what, group in groupby(done, key=lambda each: each.what):
        each = list(group)
        clauses.append(_russian_clause(what, each, target, document, act))
    if done[0].what == "insert":
        return f"{'; '.join(clauses)}."
    return _capital(f"{subject} {'; '.join(clauses)}.".lstrip())


def _whole_act(target: Target, document: str | None) -> bool:
    """Whether a note is on the act itself, which it then need not name: "Утратил силу приказом …"."""
    return not target and document is None


def _nominative(target: Target) -> str:
    """The address with its smallest step in the nominative, which the accusative is for all but the feminine."""
    if target[-1].kind == "caption":
        above = address(target[:-1], "gen", "rus") if target[:-1] else ""
        return f"{_CORNER['rus']} {above}".rstrip()
    if target[-1].kind == "row":
        return address(target, "acc", "rus").replace("строку", "строка", 1)
    words = address(target, "acc", "rus")
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


def _russian_clause(what: What, done: Sequence[Done], target: Target, document: str | None, act: ActRef) -> str:
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
            past = _past(target, document if target or document else russian.act_word(act.form, "acc"))
            return f"утратил{past} силу {_russian_acts(done, 'ins')}"


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


def _russian_acts(done: Sequence[Done], case: str) -> str:
    """ "приказа Министра … РК от 30.09.2025 № 300 (…)"; several of one author: "законами РК от …; от …"."""
    pieces: list[str] = []
    for (form, author), group in groupby(done, key=lambda each: (each.act.form, each.act.author)):
        own = [f"{_named(each.act, 'от ')}{_bracket(each.in_force, 'rus')}" for each in group]
        word = russian.acts_word(form, case) if len(own) > 1 else russian.act_word(form, case)
        if author and ";" in author:
            # The cards of joint acts hold one date: it stands once, after all the authors.
            word = f"{_JOINT[case, len(own) > 1]} {word}"
            author = author.replace("; ", " и ")
        # A law is of the Republic, whatever its card says of its author.
        signed = "РК" if form == "law" else _short(author, "rus")
        pieces.append(" ".join(filter(None, (word, signed, "; ".join(own)))))
    return "; ".join(pieces)


def _named(act: ActRef, before: str = "") -> str:
    """Date and number of an act, the letters of a law left out ("59-VII ЗРК"), else its code."""
    return f"{before}{day(act.date)} № {_LETTERS.sub('', act.number)}" if act.date and act.number else act.code or ""


def _short(author: str | None, language: Language) -> str | None:
    for long, short in _SHORT[language]:
        author = author.replace(long, short) if author else author
    return author


def _bracket(force: InForce, language: Language) -> str:
    """The bracket on entry into force; "" where nothing is known of it.

    The bank repeats the rule of the order ("по истечении десяти календарных дней …"), not the day that it gives; the
    day stands where the order gives one, and where no formula says the rule.
    """
    if force.rule == "condition":
        return ""
    words = _since(force, language)
    if force.rule != "date":
        with suppress(DraftError):
            words = formulae(language).term(replace(force, start=None))
    if not words:
        return ""
    return f" (вводится в действие {words})" if language == "rus" else f" ({words} қолданысқа енгізіледі)"


def _since(force: InForce, language: Language) -> str:
    if force.start is None:
        return ""
    return f"с {day(force.start)}" if language == "rus" else f"{day(force.start)} бастап"


def _kazakh(target: Target, done: Sequence[Done], document: str | None, act: ActRef) -> str:
    clauses: list[str] = []
    for what, group in groupby(done, key=lambda each: each.what):
        clauses.append(_kazakh_clause(what, list(group), target, document, act, first=not clauses))
    return f"{'; '.join(clauses)}."


def _kazakh_clause(
    what: What, done: Sequence[Done], target: Target, document: str | None, act: ActRef, *, first: bool
) -> str:
    acts = _kazakh_acts(done)
    nominative = _kazakh_place(target, document, act, "nom")
    match what:
        case "replace":
            words = f"{nominative} жаңа редакцияда" if first else "жаңа редакцияда"
        case "change":
            many = len(done) > 1 or done[0].changes > 1
            dative = _kazakh_place(target, document, act, "dat")
            made = f"{'өзгерістер' if many else 'өзгеріс'} енгізілді"
            words = f"{dative} {made}" if first else made
        case "insert":
            above = _kazakh_place(target[:-1], document, act, "nom")
            words = f"{above} {kazakh.step_words(target[-1], 'ins', owned=False)} толықтырылды"
        case "delete":
            words = f"{nominative} алып тасталды" if first else "алып тасталды"
        case "repeal":
            whose = "" if _whole_act(target, document) or not first else _kazakh_place(target, document, act, "gen")
            words = _capital(f"{whose} күші жойылды".lstrip()) if first else "күші жойылды"
    return f"{words} – {acts}"


def _kazakh_place(target: Target, document: str | None, act: ActRef, case: Case) -> str:
    """The element that a note is on, or the document, in a case."""
    if not target:
        return _kazakh_document(document, act, case)
    if target[-1].kind == "caption":
        above = f"{address(target[:-1], 'gen', 'kaz')} " if target[:-1] else ""
        return _capital(f"{above}{possessed(_CORNER['kaz'], case)}")
    return _capital(address(target, case, "kaz"))


def _kazakh_document(name: str | None, act: ActRef, case: Case) -> str:
    if name is None:
        return _capital(kazakh.act_word(act.form, case))
    word = name.split(" ")[-1]
    found = DOCUMENTS.get(word.lower())
    if found is None:
        return _capital(word)
    return _capital(possessed(found[0], case, plural=found[1].plural))


def _kazakh_acts(done: Sequence[Done]) -> str:
    """ "ҚР … 30.09.2025 № 300 (…), 05.05.2026 № 12 (…) бұйрықтарымен"."""
    groups = []
    for (form, author), group in groupby(done, key=lambda each: (each.act.form, each.act.author)):
        each = list(group)
        joint = author is not None and ";" in author
        signed = _short(author.replace("; ", " және ") if author and joint else author, "kaz") or "ҚР"
        listed = _listed([(_named(one.act), _bracket(one.in_force, "kaz")) for one in each], form)
        word = f"бірлескен {_by(form, len(each) > 1)}" if joint else _by(form, len(each) > 1)
        groups.append(" ".join((signed, listed, word)))
    return "; ".join(groups)


def _listed(acts: Sequence[tuple[str, str]], form: str | None) -> str:
    """Dates and numbers with their brackets: those of laws with commas, of other acts with a semicolon after each."""
    mark = ", " if form == "law" or not any(bracket for _, bracket in acts) else "; "
    return mark.join(f"{named}{bracket}" for named, bracket in acts)


def _by(form: str | None, plural: bool) -> str:
    return (kazakh.acts_word if plural else kazakh.act_word)(form, "its-ins")
