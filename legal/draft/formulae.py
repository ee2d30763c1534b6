"""The formulae of an amending act in one language: the sentences of `rus.toml` and `kaz.toml`, with words inflected.

A formula names what stands in it with the case it stands in: "{target:acc} изложить в следующей редакции:". Which case
a language wants, and whether an address runs from small to large, is the language's own (`russian`, `kazakh`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from string import Formatter
from types import ModuleType
from typing import Any

from legal.draft import kazakh, russian
from legal.draft.errors import DraftError
from legal.records import ActRef, InForce, Language, Target

_WORDS: dict[Language, ModuleType] = {"rus": russian, "kaz": kazakh}
_SAID_OF: frozenset[str] = frozenset({"heading", "title"})


def address(target: Target, case: str, language: Language) -> str:
    """An element by its address, the smallest step in the case asked for and the others in the genitive.

    >>> from legal.records import Step
    >>> target = (Step("paragraph", "2"), Step("subparagraph", "1"))
    >>> address(target, "acc", "rus"), address(target, "nom", "kaz")
    ('подпункт 1) пункта 2', '2-тармақтың 1) тармақшасы')
    """
    words = _WORDS[language]
    last = len(target) - 1
    pieces = [
        str(words.step_words(step, case if at == last else "gen", owned=at > 0 or step.kind in _SAID_OF))
        for at, step in enumerate(target)
    ]
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

    def say(self, key: str, **values: object) -> str:
        """A sentence of the table.

        `target`, `where`, `element` are addresses, "in" the case of a place, an empty one is not said; `form`, `forms`
        and `said` the English words of forms of acts; `act` an act; `document` the name of an approved document;
        `made` how many changes and additions; `words`, `by` quoted words, for the noun that they take.
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
        template = found.get(form, found.get("other"))
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
        noun = _NOUNS.get(name)
        return _Inflected(lambda case: str(getattr(words, noun)(value, case))) if noun else value

    def _address(self, target: Target, case: str) -> str:
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
        law = act.form in ("law", "code")
        values = {
            "form": self.words.act_word(act.form, case),
            # A law is of the Republic where nothing else is said.
            "author": self.words.issuer(act.author) if act.author else self.table["law-author"] if law else None,
            "date": self.words.day(act.date) if act.date else None,
            "number": act.number,
            "title": act.title,
        }
        pieces = [one for one in self._list(key) if all(values[name] for name in _fields(one))]
        return " ".join(one.format(**values) for one in pieces)

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

    def force(self, form: str, rule: InForce, exceptions: Sequence[tuple[Sequence[int], InForce]]) -> str:
        """The clause on entry into force; `exceptions` are alineas of the first element with their own dates."""
        said = "".join(
            self._list("exception")[len(numbers) > 1].format(place=self.alineas(numbers, form), when=self.term(own))
            for numbers, own in exceptions
        )
        return self.say("force", this=form, form=form, when=self.term(rule), exceptions=said)

    def alineas(self, numbers: Sequence[int], form: str) -> str:
        """Абзацы of the first element of the order: "абзацев девятого и десятого пункта 1 настоящего приказа"."""
        *first, last = self.words.ordinals(numbers)
        listed = f"{', '.join(first)}{self.table['and']}{last}" if first else last
        holder = self.by_form("holder", form)
        return self.choice("alineas", int(len(numbers) > 1), listed=listed, holder=holder, form=form)


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


@cache
def formulae(language: Language) -> Formulae:
    """The formulae of a language."""
    text = resources.files("legal").joinpath("draft", f"{language}.toml").read_text("utf-8")
    return Formulae(language, _WORDS[language], tomllib.loads(text))


__all__ = ["Formulae", "address", "formulae"]
