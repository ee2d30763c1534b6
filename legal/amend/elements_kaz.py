"""Elements of an act in Kazakh clauses: by number, by heading, by what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legal.amend.document_kaz import FORMS, SET_PHRASES, DocumentReader
from legal.amend.form_numbers import form_codes
from legal.amend.tagging import Element, NumberList, expand
from legal.records import Kind
from legal.vocabulary.forms import Form, forms
from legal.vocabulary.kazakh import (
    CODE_PART_FORMS,
    CONNECTORS,
    CORNER,
    CORNER_FORMS,
    JOINED,
    NOUNS,
    SUBLISTS,
    VERBS,
)

_TITLED: frozenset[Kind] = frozenset(
    {"division", "subdivision", "chapter", "section", "article", "annex", "table", "column", "row"}
)
"""Kinds that an address may name by their heading in quotes."""
_TEXT_FORMS: dict[str, tuple[Form, ...]] = forms("мәтін")
_TEXT_ALONE: frozenset[Kind] = frozenset({"annex", "preamble", "caption", "note", "table"})
"""Kinds whose text is all of them: of an article it would leave the heading, and which is meant cannot be told."""
_OF_NEW_TEXT = frozenset({"мынадай", "келесі", "осы", "жаңа", "алып"})
_LONGEST_SUBLIST = 12


@dataclass(slots=True)
class ElementReader(DocumentReader):
    """What reads elements: each reader gives the index after what it took, or None."""

    def _form(self, at: int) -> int | None:
        """ "№ 027/е нысаны", ""Карта" № 027/е нысаны", "№ 070/е және № 071/е нысандарымен": forms by their numbers."""
        first, titles = (at + 1, (self.found[at].value,)) if self._is_quote(at) else (at, ())
        nums, after = form_codes(self.text, self.found, first, CONNECTORS)
        if len(nums) == 1 and not titles and self._is_quote(after):
            titles, after = (self.found[after].value,), after + 1
        form = _form_of(FORMS.get(self._key(after), ()), len(nums)) if nums else None
        if form is None or (titles and len(nums) > 1):
            return None
        return self._put(form.case.upper(), at, after + 1, Element("component", nums, form.possessive, titles))

    def _titled(self, at: int) -> int | None:
        """ ""Жалпы ережелер" деген бөлім", ""Ескертпе" бағаны": elements by the headings in quotes before them."""
        if not self._is_quote(at):
            return None
        titles, after = self._strings(at)
        after += self._key(after) == "деген"
        numbers = self._numbers(after)
        noun = self._over_dash(numbers.after) if numbers else after
        key, after = self._noun(noun)
        meaning = self._meaning(NOUNS.get(key, ()), numbers)
        if meaning is None or meaning[0] not in _TITLED or (numbers and len(numbers.nums) != len(titles)):
            return None
        kind, form = meaning
        nums = tuple(numbers.nums) if numbers else (None,)
        owned = form.possessive and self._previous() == "GEN"
        return self._put(form.case.upper(), at, after, Element(kind, nums, owned, titles))

    def _strings(self, at: int) -> tuple[tuple[str, ...], int]:
        """Quoted strings from a token on, and the index after them."""
        words = [self.found[at].value]
        after = at + 1
        while (index := self._over_connectors(after)) > after and self._is_quote(index):
            words.append(self.found[index].value)
            after = index + 1
        return tuple(words), after

    def _element(self, at: int) -> int | None:
        """An element with the numbers before it: "7) және 8) тармақшасы", "екінші бөлігінде", "кіріспе"."""
        serial = SET_PHRASES.at(self.found, at)
        start = serial[1] if serial and serial[0] == "SERIAL" else at
        numbers = self._numbers(start)
        noun = self._over_dash(numbers.after) if numbers else start
        key, after = self._noun(noun)
        meaning = self._meaning(NOUNS.get(key, ()), numbers)
        if meaning is None and numbers is not None and (form := _form_of(FORMS.get(key, ()), len(numbers.nums))):
            # "2-қосымшаның 1-нысаны": a form by its number.
            meaning = "component", form
        # Alone these may begin a name; "кесте мынадай редакцияда жазылсын" is the table.
        alone = numbers is None and self._key(at) in ("кесте", "жол", "тармақ")
        if meaning is None or (alone and not (meaning[0] == "table" and self._key(at + 1) in _OF_NEW_TEXT)):
            return None
        kind, form = meaning
        if kind == "paragraph" and numbers and self.found[start].bracket:
            # "8) тармақ": what codes call so in their parts is numbered as a subparagraph.
            kind = "subparagraph"
        nums: tuple[str | None, ...] = numbers.nums if numbers else (None,)
        if numbers and numbers.spread and form.plural:
            members = expand(*numbers.nums[0].split("-"))
            if members is None:
                return self._put("UNKNOWN", at, after)
            nums = members
        if kind in _TEXT_ALONE:
            form, after = self._itself(after, form)
        return self._put(form.case.upper(), at, after, Element(kind, nums, form.possessive))

    def _noun(self, at: int) -> tuple[str, int]:
        """The noun of an element, two words that name one kind as one, and the index after it."""
        joined = JOINED.get(self._key(at))
        if joined and self._key(at + 1).startswith(joined[:3]):
            return self._key(at) + self._key(at + 1), at + 2
        return self._key(at), at + 1

    def _corner(self, at: int) -> int | None:
        """ "оң жақ жоғарғы бұрышы": where label and caption of an annex stand."""
        for length in (2, 3):
            words = " ".join(self._key(index) for index in range(at, at + length))
            meanings = CORNER_FORMS.get(self._key(at + length))
            if meanings and words in CORNER:
                form, after = self._itself(at + length + 1, meanings[0])
                return self._put(form.case.upper(), at, after, Element("caption", (None,), form.possessive))
        return None

    def _meaning(self, meanings: Sequence[tuple[Kind, Form]], numbers: NumberList | None) -> tuple[Kind, Form] | None:
        """The reading of a form: the plural where several numbers stand before it, the nominative before others."""
        several = numbers is not None and len(numbers.nums) > 1
        ranked = sorted(meanings, key=lambda m: (m[1].plural != several, m[1].case != "nom"))
        return ranked[0] if ranked else None

    def _code_part(self, at: int) -> int | None:
        """ "Ерекше бөлікте:", "Жалпы бөлімнің 2-тарауы": one of the two parts of a code."""
        meaning = CODE_PART_FORMS.get(f"{self._key(at)} {self._key(at + 1)}")
        if meaning is None:
            return None
        name, form = meaning
        return self._put(form.case.upper(), at, at + 2, Element("division", (None,), titles=(name,)))

    def _sublist(self, at: int) -> int | None:
        """ "ведомстволардың функцияларында:": one of several lists that a paragraph enumerates."""
        if self._previous() not in ("", "LOC", "ADJ", "COLON"):
            return None
        for index in range(at, min(len(self.found), at + _LONGEST_SUBLIST)):
            token = self.found[index]
            if token.type not in ("word", "dash") or token.key in VERBS or token.key in NOUNS:
                return None
            heading = SUBLISTS.get(token.key)
            if heading is None:
                continue
            noun, form = heading
            before = self.text[self.found[at].start : token.start]
            title = " ".join(f"{before}{noun}".split())
            return self._put(form.case.upper(), at, index + 1, Element("part", (None,), titles=(title,)))
        return None

    def _itself(self, after: int, form: Form) -> tuple[Form, int]:
        """ "2-қосымшаның мәтіні", "бұрышындағы мәтін": the element itself, in the case of that word."""
        meanings = _TEXT_FORMS.get(self._key(after), ())
        owned = form.case == "gen"
        said = next((m for m in meanings if m.possessive == owned and m.case in ("nom", "acc")), None)
        if said is None or form.case not in ("gen", "adj") or self._key(after + 1) == "бойынша":
            return form, after
        return form._replace(case=said.case), after + 1


def _form_of(meanings: Sequence[Form], count: int) -> Form | None:
    """The reading of a form of "нысан": the plural where several numbers stand before it."""
    return min(meanings, key=lambda form: (form.plural != (count > 1), form.case != "nom"), default=None)
