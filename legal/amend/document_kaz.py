"""Names of approved documents in Kazakh clauses, recognised as one token, and what approves them.

"көрсетілген бұйрықпен бекітілген … қағидаларында:" names "… қағидалары"; an annex of Rules goes by its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from legal.amend.language import Token
from legal.amend.mentions import Mention
from legal.amend.numbers import read_numbers
from legal.amend.tagging import Element, NumberList, Owner, Phrases, roman, span
from legal.records import ActRef, Kind
from legal.vocabulary.forms import Form, bare, forms, possessed
from legal.vocabulary.kazakh import (
    ABOVE,
    ACTS,
    APPROVED,
    CONNECTORS,
    DOCUMENTS,
    DOCUMENTS_APPROVED,
    DOCUMENTS_BARE,
    NOUNS,
    OF_ACTS,
    PHRASES,
    SAID,
    THIS,
    VERBS,
    WORDS,
)

SET_PHRASES = Phrases(PHRASES)
FORMS: dict[str, tuple[Form, ...]] = forms("нысан")
_DOCUMENT_CASES = frozenset({"nom", "gen", "dat", "loc", "adj"})
SOME = frozenset({"кейбір", "мынадай", "келесі", "мына", "төмендегі"})
_BY_ACTS = frozenset(form for form, (_, meaning) in ACTS.items() if meaning.case == "ins")
_STARTS_AFTER = frozenset({"", "COLON", "DOC_LOC", "ACT_DAT", "ACT_GEN", "BY_ANNEX"})
_ROMAN_KINDS: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section"})
_BARE_AFTER = frozenset({"туралы", "жөніндегі", "бойынша", "арналған", "қойылатын"})
"""Words after which the head noun of a name has no possessive: "… толтыру жөніндегі нұсқаулық"."""
_LONGEST_NAME = 120


@dataclass(slots=True)
class DocumentReader:
    """The tokens of a clause, where its mentions stand, and what has been tagged so far; reads names of documents."""

    text: str
    found: Sequence[Token]
    mentions: dict[int, Mention]
    out: list[Token] = field(default_factory=list)

    def _put(self, kind: str, first: int, after: int, value: object = None) -> int:
        self.out.append(span(kind, self.found, first, after, value, self.found[first].key))
        return after

    def _key(self, at: int) -> str:
        return self.found[at].key if at < len(self.found) and self.found[at].type != "quote" else ""

    def _previous(self) -> str:
        return self.out[-1].type if self.out else ""

    def _over_dash(self, at: int) -> int:
        if at + 1 < len(self.found) and (self.found[at].type, self.found[at + 1].type) == (".", "dash"):
            # "реттік нөмірі 1.11.-жол": the number with the stop that it has in the table.
            return at + 2
        return at + 1 if at < len(self.found) and self.found[at].type == "dash" else at

    def _is_quote(self, at: int) -> bool:
        return at < len(self.found) and self.found[at].type == "quote"

    def _over_connectors(self, at: int) -> int:
        while at < len(self.found) and (self.found[at].type == "," or joins(self.found[at])):
            at += 1
        return at

    def _numbers(self, at: int) -> NumberList | None:
        numbers = read_numbers(self.found, at, "kaz") if at < len(self.found) else None
        if numbers is None and at + 1 < len(self.found) and (number := roman(self._key(at))):
            noun = NOUNS.get(self._key(self._over_dash(at + 1)), ())
            if any(kind in _ROMAN_KINDS for kind, _ in noun):
                return NumberList((number,), None, at + 1)
        return numbers

    def _approved_by(self, at: int) -> int | None:
        """ "көрсетілген бұйрықпен бекітілген … қағидаларында", "… № 5 бұйрығымен бекітілген …": the name after it."""
        holder = self._approving(at)
        if holder is None:
            return None
        terminal, owner, case, first = holder
        after = self._approved_annex(first) if case in ("dat", "gen") else first
        if self._key(after) not in APPROVED or after + 1 >= len(self.found):
            return None
        numbers = read_numbers(self.found, first, "kaz") if first < after else None
        if numbers is not None and len(numbers.nums) == 1:
            annex = Element("annex", numbers.nums)
            head = self._annexed(after + 1, named=terminal == "DOC_DAT")
            if head is not None:
                self._put(terminal, at, after, owner)
                return self._put(head[0], after, head[1], annex)
        return self._document(after + 1, owner.ref, approved=True) if terminal == "ACT_DAT" else None

    def _over_said(self, at: int) -> int | None:
        """The index after "көрсетілген", "жоғарыда аталған", "осы бірлескен"; None where nothing refers back."""
        after = at + (self._key(at) in ABOVE)
        if self._key(after) not in SAID | THIS:
            return None
        return after + 1 + (self._key(after + 1) in OF_ACTS)

    def _approving(self, at: int) -> tuple[str, Owner, str, int] | None:
        """What approves a document or an annex: its terminal, the owner, its case, and the token after."""
        mention = self.mentions.get(at)
        if mention is not None:
            return ("ACT_DAT", Owner(ref=mention.ref), mention.case, mention.last + 1) if (
                mention.case in ("dat", "gen", "ins")
            ) else None  # fmt: skip
        noun = self._over_said(at)
        if noun is None:
            return None
        act, document = ACTS.get(self._key(noun)), DOCUMENTS_BARE.get(self._key(noun))
        if act is not None and act[1].case in ("dat", "gen", "ins"):
            return "ACT_DAT", Owner(of_act=True), act[1].case, noun + 1
        return ("DOC_DAT", Owner(), "dat", noun + 1) if document and document[1].case == "dat" else None

    def _annexed(self, at: int, *, named: bool) -> tuple[str, int] | None:
        """What an annex is called after "бекітілген": the terminal that its noun gives the annex, and where to go on.

        "нысан" alone, "2-нысан", and, of annexes of Rules (`named`), any name: the number of the annex is its address.
        """
        numbers = read_numbers(self.found, at, "kaz")
        if numbers is not None and self._key(self._over_dash(numbers.after)) in FORMS:
            return "GEN", at
        head = self._name_end(at) if named else at
        if head is None or not self._ends_at(head + 1):
            return None
        meaning = DOCUMENTS_BARE.get(self._key(head)) or (DOCUMENTS.get(self._key(head)) if named else None)
        return (meaning[1].case.upper(), head + 1) if meaning else None

    def _approved_annex(self, at: int) -> int:
        """The index after "2-қосымшамен", "1-қосымшаға сәйкес": the annex by which an act approves a document."""
        numbers = read_numbers(self.found, at, "kaz") if at < len(self.found) else None
        noun = self._over_dash(numbers.after) if numbers else at
        cases = {form.case for kind, form in NOUNS.get(self._key(noun), ()) if kind == "annex"}
        if "ins" in cases:
            return noun + 1
        return noun + 2 if "dat" in cases and self._key(noun + 1) in ("сәйкес", "сай") else at

    def _begins_name(self, at: int) -> bool:
        """A name of a document that begins with quotes: ""Жәрдемақы тағайындау" … стандартында:"."""
        return self._previous() in _STARTS_AFTER and self._name_end(at) is not None and self._key(at + 1) not in (
            "деген", *WORDS,
        )  # fmt: skip

    def _document(self, at: int, ref: ActRef | None = None, *, approved: bool = False) -> int | None:
        """The name of an approved document, from the start of the clause up to its head noun."""
        begins = self._previous() in _STARTS_AFTER and self._key(at) not in SOME | {"күші", "күшін"}
        if not (approved or begins):
            return None
        if not approved and SET_PHRASES.at(self.found, at) and self._key(at) not in ("жаңа", "тиісті"):
            return None
        head = self._name_end(at, approved=approved)
        if head is None:
            return None
        stem, form = self._head(head, approved=approved) or ("", Form("nom"))
        name = self._name(at, head, stem, form)
        return self._put(f"DOC_{form.case.upper()}", at, head + 1, Owner(name, ref))

    def _head(self, at: int, *, approved: bool) -> tuple[str, Form] | None:
        key = self._key(at)
        return DOCUMENTS.get(key) or DOCUMENTS_BARE.get(key) or (DOCUMENTS_APPROVED.get(key) if approved else None)

    def _name_end(self, at: int, *, approved: bool = False) -> int | None:
        """The head noun at which a name ends: what follows it is an instruction, an element, or nothing."""
        for index in range(at, min(len(self.found), at + _LONGEST_NAME)):
            token = self.found[index]
            verb = VERBS.get(token.key) if token.type == "word" else None
            if token.type in (":", ";") or verb not in (None, "TO_ENTER") or index in self.mentions:
                return None
            if index > at and self._is_quote(index) and self._key(index + 1) == "деген":
                return None
            if index > at and token.key in NOUNS and self.found[index - 1].type in ("dash", "number"):
                return None
            if not approved and token.key in APPROVED and self._key(index - 1) in _BY_ACTS:
                return None
            unowned = index == at or self._key(index - 1) in _BARE_AFTER
            meaning = DOCUMENTS.get(token.key) or (DOCUMENTS_BARE.get(token.key) if unowned else None)
            if meaning is None and approved:
                meaning = DOCUMENTS_APPROVED.get(token.key)
            if token.type == "quote" or meaning is None or meaning[1].case not in _DOCUMENT_CASES:
                continue
            if meaning[1].case == "loc" and index + 1 < len(self.found) and joins(self.found[index + 1]):
                # "… қағидаларында және Қызмет көрсету стандартында": another name begins with a capital.
                beside = index + 2 < len(self.found) and self.text[self.found[index + 2].start].isupper()
                return index if beside else None
            if self._ends_at(index + 1):
                return index
        return None

    def _ends_at(self, at: int) -> bool:
        if at >= len(self.found) or self.found[at].type in (":", "number", "quote"):
            return True
        if self._key(at) in ("осы", "мынадай", "келесі", "кіріспе", "күші", "бүкіл", "жаңа") or self._key(at) in NOUNS:
            return True
        numbers = read_numbers(self.found, at, "kaz")
        return numbers is not None or SET_PHRASES.at(self.found, at) is not None

    def _name(self, first: int, head: int, stem: str, form: Form) -> str:
        """The name as printed with its head in the nominative."""
        plural = form.plural
        word = possessed(stem, "nom", plural=plural)
        if not form.possessive:
            word = bare(stem, "nom", plural=plural)
        printed = self.text[self.found[head].start : self.found[head].end]
        word = word[:1].upper() + word[1:] if printed[:1].isupper() else word
        words: list[str] = []
        start = self.found[first].start
        for index in range(first, head):
            named = DOCUMENTS.get(self._key(index)) if self.found[index + 1].type == "," else None
            if named is not None and named[1] == form._replace(possessive=True):
                # "… қағидаларында, сондай-ақ … талаптарда": one name of two heads, each in the case of the clause.
                token = self.found[index]
                words += [self.text[start : token.start], possessed(named[0], "nom", plural=plural)]
                start = token.end
        before = "".join([*words, self.text[start : self.found[head].start]])
        return re.sub(r"\s+", " ", before + word).strip()


def joins(token: Token) -> bool:
    """Whether a word joins what stands before and after it."""
    return token.type == "word" and token.key in CONNECTORS
