"""The formulae of an amending act in one language: the sentences of `rus.toml` and `kaz.toml`, with words inflected.

A formula names what stands in it with the case it stands in: "{target:acc} изложить в следующей редакции:". Which case
a language wants, and whether an address runs from small to large, is the language's own (`russian`, `kazakh`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import resources
from string import Formatter
from types import ModuleType
from typing import Any, NamedTuple

from legal.draft import kazakh, russian
from legal.draft.errors import DraftError
from legal.draft.particulars import JOINT, LEGISLATIVE, said_form
from legal.records import ActRef, InForce, Language, Target


class Excepted(NamedTuple):
    """Абзацы of an element of the order that take force on a day of their own."""

    paragraph: int
    alineas: Sequence[int]
    force: InForce


class Several(NamedTuple):
    """Elements of one kind in one element, named together: `target` is the first, `nums` are the numbers of all."""

    target: Target
    nums: tuple[str, ...]


_WORDS: dict[Language, ModuleType] = {"rus": russian, "kaz": kazakh}
_SAID_OF: frozenset[str] = frozenset({"heading", "title"})


def address(target: Target | Several, case: str, language: Language) -> str:
    """An element by its address, the smallest step in the case asked for and the others in the genitive.

    >>> from legal.records import Step
    >>> target = (Step("paragraph", "2"), Step("subparagraph", "1"))
    >>> address(target, "acc", "rus"), address(target, "nom", "kaz")
    ('подпункт 1) пункта 2', '2-тармақтың 1) тармақшасы')
    """
    words = _WORDS[language]
    path, nums = target if isinstance(target, Several) else (target, ())
    last = len(path) - 1
    pieces = [
        str(words.step_words(step, case if at == last else "gen", owned=at > 0 or step.kind in _SAID_OF))
        for at, step in enumerate(path)
    ]
    if len(nums) > 1:
        pieces[-1] = str(words.steps_words(path[-1].kind, nums, case, owned=last > 0))
    return " ".join(pieces if words.LARGE_FIRST else reversed(pieces))


Inflect = Callable[[str], str]
"""From a case to the words in it."""


@dataclass(frozen=True, slots=True)
class _Inflected:
    """A value of a formula that takes the case it is asked for."""

    inflect: Inflect

    def __format__(self, case: str) -> str:
        return self.inflect(case)


@dataclass(frozen=True, slots=True)
class Formulae:
    """The sentences of one language."""

    language: Language
    words: ModuleType
    table: Mapping[str, object]
    dates: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    """Of joint acts: the number and the date of each author."""

    def say(self, key: str, **values: object) -> str:
        """A sentence of the table.

        `target`, `where`, `element` are addresses, "in" the case of a place, an empty one is not said; `form`, `forms`
        and `said` the English words of forms of acts; `act` an act; `some` the forms and the author of several;
        `document` the name of an approved document; `made` how many changes and additions; `words`, `by` quoted words,
        for the noun that they take.
        """
        return self._filled(str(self.table[key]), values)

    def choice(self, key: str, index: int, **values: object) -> str:
        """One of the sentences that the table has for a key."""
        return self._filled(self._list(key)[index], values)

    def each(self, key: str, **values: object) -> list[str]:
        """All the sentences that the table has for a key."""
        return [self._filled(one, values) for one in self._list(key)]

    def by_form(self, key: str, form: str, **values: object) -> str | None:
        """A sentence that depends on the form of the act; None where that form has none."""
        found = self.table[key]
        assert isinstance(found, dict)
        template = found.get(form, found.get(form.removeprefix(JOINT), found.get("other")))
        return self._filled(template, values) if template is not None else None

    def _list(self, key: str) -> list[str]:
        found = self.table[key]
        assert isinstance(found, list)
        return found

    def _filled(self, template: str, values: Mapping[str, object]) -> str:
        return template.format(**{name: self._value(name, value) for name, value in values.items()}).strip()

    def _value(self, name: str, value: Any) -> object:
        words = self.words
        match name:
            case "target" | "where" | "element":
                return _Inflected(lambda case: self._address(value, case))
            case "act":
                return _Inflected(lambda case: self.mention(value, case))
            case "made":
                return _Inflected(lambda case: str(words.made(*value, case)))
            case "some":
                return _Inflected(lambda case: str(words.some_acts(*value, case)))
        noun = _NOUNS.get(name)
        return _Inflected(lambda case: str(getattr(words, noun)(value, case))) if noun else value

    def _address(self, target: Target | Several, case: str) -> str:
        if not target:
            return ""
        before, local = self.words.PLACE if case == "in" else ("", case)
        return f"{before}{address(target, local, self.language)}"

    # What acts are called

    def mention(self, act: ActRef, case: str) -> str:
        """An act by form, author, date, number and title (order 464, item 24)."""
        return self._named("mention", act, case)

    def registered(self, act: ActRef) -> str:
        """The registration number in brackets (order 464, item 31), or ""."""
        return str(self.table["registered"]).format(number=act.registered) if act.registered else ""

    def signed(self, act: ActRef) -> str:
        """The line under the title: the order's own form, author, date and number."""
        line = self._named("signed", act, "its-nom")
        return line[:1].upper() + line[1:]

    def caption(self, act: ActRef) -> str:
        """What stands under the label of an annex of the order; date and number are left out where they are not known.

        Blanks to write on would be read as a form.
        """
        known = act.date is not None and act.number is not None
        return self._named("caption", act if known else replace(act, date=None, number=None), "its-dat")

    def _named(self, key: str, act: ActRef, case: str) -> str:
        """The pieces of the name of an act that are known."""
        values = {
            "form": self.words.act_word(said_form(act), case),
            "issued": str(self.table["and"]).join(filter(None, self._issued(act))),
            "title": act.title,
        }
        pieces = [one for one in self._list(key) if all(values[name] for name in _fields(one))]
        return " ".join(one.format(**values) for one in pieces)

    def _issued(self, act: ActRef) -> Iterator[str]:
        """Author, date and number of an act; of a joint one, those of each author."""
        # A law is of the Republic where nothing else is said.
        authors = (act.author or "").split("; ") if act.author else [None]
        numbers = (act.number or "").split("/") if len(authors) > 1 and act.number else [act.number]
        dates = self.dates.get(act.number or "", (act.date,) if act.date else ())
        if len(authors) > 1 and not (len(authors) == len(numbers) == len(dates)) and (numbers != [None] or dates):
            raise DraftError(
                f"the joint act {act.number} has {len(authors)} authors, and not as many numbers and dates",
                remedy="Give the date and the number of each of its authors.",
            )
        for at, author in enumerate(authors):
            law = act.form in LEGISLATIVE
            values = {
                "author": self.words.issuer(author) if author else self.table["law-author"] if law else None,
                "date": self.words.day(dates[at]) if at < len(dates) else None,
                "number": numbers[at] if at < len(numbers) else None,
            }
            pieces = [one for one in self._list("issued") if all(values[name] for name in _fields(one))]
            yield " ".join(one.format(**values) for one in pieces)

    # Entry into force

    def term(self, force: InForce) -> str:
        """When something takes force, as the sentence on it says."""
        terms = self.table["term"]
        assert isinstance(terms, dict)
        days = force.days
        if force.rule not in terms or (force.rule == "date") != (force.start is not None) or (days or 0) > _LAST:
            raise DraftError(f"no formula is known for an entry into force by {force.rule!r}", remedy="Give a date.")
        counted = {"after-publication": "days", "months-after-publication": "months"}.get(force.rule)
        values: dict[str, object] = {}
        if counted:
            if days is None:
                raise DraftError("the number of days is not said", remedy="Give the number of days.")
            values = {"count": self.words.count(days), counted: terms[counted][not _one(days)]}
        elif force.start is not None:
            values = {"since": self.words.since(force.start)}
        return str(terms[force.rule]).format(**values)

    def force(self, form: str, rule: InForce, exceptions: Sequence[Excepted]) -> str:
        """The clause on entry into force, with what of the order has a date of its own."""
        said = "".join(
            self._list("exception")[len(one.alineas) > 1].format(
                place=self.alineas(one.paragraph, one.alineas, form), when=self.term(one.force)
            )
            for one in exceptions
        )
        return self.say("force", this=form, form=form, when=self.term(rule), exceptions=said)

    def alineas(self, paragraph: int, numbers: Sequence[int], form: str) -> str:
        """Абзацы of an element of the order: "абзацев девятого и десятого пункта 1 настоящего приказа"."""
        *first, last = self.words.ordinals(numbers)
        listed = f"{', '.join(first)}{self.table['and']}{last}" if first else last
        holder = self.by_form("holder", form)
        return self.choice("alineas", int(len(numbers) > 1), listed=listed, holder=holder, number=paragraph, form=form)


_NOUNS = {
    "said": "act_word", "form": "act_word", "forms": "acts_word", "this": "this", "document": "document",
    "words": "words", "by": "words",
}  # fmt: skip
"""Values of formulae by name, with the function of a language that inflects them."""
_LAST = 100
"""The last number that has a cardinal in words."""


def _one(number: int) -> bool:
    return number % 10 == 1 and number % 100 != 11


def _fields(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def formulae(language: Language, dates: Mapping[str, tuple[date, ...]] | None = None) -> Formulae:
    """The formulae of a language; `dates` are those of joint acts (`Particulars.dates`)."""
    return replace(_formulae(language), dates=dates) if dates else _formulae(language)


@cache
def _formulae(language: Language) -> Formulae:
    text = resources.files("legal").joinpath("draft", f"{language}.toml").read_text("utf-8")
    return Formulae(language, _WORDS[language], tomllib.loads(text))


__all__ = ["Excepted", "Formulae", "Several", "address", "formulae"]
