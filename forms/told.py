"""What the words around a blank tell of it: its label, its kind, whether it may stay empty.

In this order: the words before the blank on its line, with the caption under it where they say nothing by themselves;
the caption under the line; the caption above it that no other blank has taken; the words after it; the line above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forms.blanks import ends_blank, found, is_rule
from forms.captions import Captions
from forms.kinds import field_kind
from forms.labels import (
    MORE_WORDS,
    after_date,
    before_number,
    birth_after,
    clause,
    ends_sum,
    in_words_follow,
    is_bare,
    is_item,
    name_follows,
    named_below,
    names_signer,
    preposition,
    says_in_words,
    shortened,
    stands_open,
    unit,
    who_signs,
    without_brackets,
    without_item,
)  # fmt: skip
from forms.records import FieldKind
from forms.register import Register

_FROM_TO = frozenset({"с", "со", "по", "до"})
_TICK_HERE = re.compile(r"\s?\((?:поставить|указать)\s+(?:знак|отметку)|\s?\([^()]*белгісін\s+қою", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a blank: its label and kind, the words of its name (its label's own for ""), those that say more
    of it, and those behind it that the label took."""

    label: str
    kind: FieldKind
    named: str = ""
    context: str = ""
    used: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A blank on its line: the words before it that are its own, those behind it up to the next blank, all the rest.

    `printed` is the blank itself.
    """

    index: int
    order: int
    left: str
    right: str
    rest: str
    printed: str
    last: bool


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of the blanks of lines that stand one under the other."""

    texts: Sequence[str]
    captions: Captions
    register: Register

    def told(self, place: Place) -> Told:
        """What is told of a blank that print does not tell the kind of."""
        words = clause(place.left)
        if words and _TICK_HERE.match(place.right):
            return Told(words, "mark")
        return self._sum_in_words(place) or self._label(place, words)

    def date(self, place: Place, words: str) -> str:
        """The label of a date: the words before it that speak of it, in Kazakh a word or two after it, its caption."""
        usual, kazakh = self.register.usual("date"), self.register.language == "kaz"
        if before := preposition(words):
            told = before.casefold() in _FROM_TO
            return f"{usual} ({before})" if told and words == before else words if told else usual
        if words and (not kazakh or field_kind(words) == "date"):
            return words
        if birth_after(place.right):
            return self.register.usual("birth")
        if not words:
            caption = self.captions.share(place.index, place.order, leads=True)
            for near in (caption, self.captions.above(place.index)):
                if field_kind(near) == "date":
                    return near
        after = clause(after_date(place.right)).rstrip("№ ") if kazakh else ""
        return f"{usual} ({after})" if after and len(after.split()) <= 2 and not stands_open(place.right) else usual

    def _sum_in_words(self, place: Place) -> Told | None:
        """The label of a sum in words behind the same sum in figures: "______ (__________) тенге"."""
        if not place.order or not ends_sum(place.left.strip(), place.right.strip()):
            return None
        if self.captions.share(place.index, place.order, leads=True):
            return None
        label = f"{self.register.fields[-1].label} ({self.register.usual('in-words')})"
        return Told(label, "money")

    def _label(self, place: Place, words: str) -> Told:
        """What is told of a blank that print does not tell the kind of."""
        if words.endswith("№"):
            return self._number(place, words)
        if words and in_words_follow(place.rest):
            return Told(words, "money")
        if place.left and (short := shortened(words, opens=self._opens(place, words))) != words:
            words = short or ("" if self._stands_alone(place) else words)
        after = clause(place.right) if not stands_open(place.right) else ""
        if before := preposition(words):
            taken = after.split(",")[0]
            few = len(taken.split()) <= (2 if not place.last else MORE_WORDS)
            if taken and few and not preposition(taken):
                label = f"{words if len(words.split()) <= 4 else before} … {taken}"
                kind: FieldKind = "number" if unit(place.right) and field_kind(label) == "text" else field_kind(label)
                return Told(label, kind, taken, "", taken)
            return self._captioned(place, before if self._signs_from(place, before) else words)
        if counted := unit(place.right) if ":" not in place.printed else "":
            kind = "money" if field_kind(counted) == "money" else "number"
            if words or place.order:
                caption = self.captions.share(place.index, place.order, leads=False)
                said = f" {caption}" if place.last and says_in_words(caption) else ""
                return Told(f"{words} … {counted}".strip() + said, kind, words or counted, "", counted)
        if words:
            return self._captioned(place, words)
        return self._unnamed(place, after)

    def _signs_from(self, place: Place, before: str) -> bool:
        """Whether a line ends with who an application is from: "____ района от ____", who signs in the caption."""
        if before != "от" or not place.order or not place.last:
            return False
        return names_signer(self.captions.share(place.index, place.order, leads=False))

    def _opens(self, place: Place, words: str) -> bool:
        """Whether words begin their line with a capital."""
        return not place.order and words[:1].isupper() and without_item(self.texts[place.index]).startswith(words)

    def _unnamed(self, place: Place, after: str) -> Told:
        """What is told of a blank without words before it."""
        if caption := who_signs(place.right):
            return Told(caption, field_kind(caption), context=caption, used=caption)
        led, share = self._led(place)
        if led:
            return Told(led, field_kind(share), context=led)
        if named := named_below(place.rest):
            return Told(named, "text")
        if name_follows(place.rest):
            return Told(self.register.usual("signature"), "signature")
        if self._explains_signature(place):
            return Told(self.register.usual("signed"), "person")
        after = after if place.last else after.split(",")[0]
        label = after or self._line_lead(place) or self.captions.above(place.index) or self.register.usual("text")
        return Told(label, field_kind(label), context=label, used=after)

    def _line_lead(self, place: Place) -> str:
        """The words that all the rules of a line stand behind, one beside the other: "Члены комиссии: ____ ____"."""
        source = self.texts[place.index]
        first = found(source)[0]
        lead = clause(source[: first.start()])
        return lead if place.order and lead and not is_bare(lead) and is_rule(source[first.start() :]) else ""

    def _explains_signature(self, place: Place) -> bool:
        """Whether a blank in slashes or brackets behind one to sign is for the name of who signs: "____ /________/"."""
        held = place.left.strip() in ("/", "(") or (not place.left.strip() and place.right.strip()[:1] in ("/", ")"))
        return bool(place.order) and held and self.register.fields[-1].kind == "signature"

    def _stands_alone(self, place: Place) -> bool:
        """Whether a blank is told by something else than the words before it."""
        return bool(named_below(place.rest) or self.captions.share(place.index, place.order, leads=False))

    def _number(self, place: Place, words: str) -> Told:
        """What is told of a blank behind "№"; in Kazakh the noun stands behind it ("№ ____ үй")."""
        label = before_number(words)
        after = clause(place.right).rstrip("№ ") if label == "№" and not stands_open(place.right) else ""
        after = " ".join(after.split()[:2]) if self.register.language == "kaz" else ""
        if after and not preposition(after):
            return Told(f"№ … {after}", "number", after, "", after)
        return Told(label, "number")

    def _captioned(self, place: Place, words: str) -> Told:
        """Words before a blank, with the bracket behind it or the caption under it that says who or what goes there."""
        if is_item(words):
            return self._item(place, words)
        caption = who_signs(place.right)
        if not caption and not is_bare(words) and field_kind(words) != "text":
            self.captions.share(place.index, place.order, leads=False)
            return Told(words, field_kind(words))
        single = sum(match.lastgroup != "seal" for match in found(self.texts[place.index])) == 1
        if not caption:
            caption = self._under_words(place, single=single, bare=is_bare(words))
        if not caption and name_follows(place.rest):
            return Told(words, "signature")
        if not caption:
            after = clause(place.right)
            more = is_bare(words) and not stands_open(place.right) and 0 < len(after.split()) <= MORE_WORDS
            said = f"{words} … {after}" if more else self._behind(place, words)
            return Told(said, field_kind(words), words, "", after if more else "")
        plain = without_brackets(caption)
        kind = field_kind(plain)
        if is_bare(words):
            return Told(caption, kind, context=caption)
        label = f"{words}: {plain}" if not single else f"{words} ({plain})"
        return Told(label, field_kind(words) if kind == "text" else kind, words)

    def _behind(self, place: Place, words: str) -> str:
        """Words before a blank; a preposition alone behind what its line begins with ("Время приема: с ____")."""
        lead, colon, rest = place.left.rpartition(":")
        return f"{clause(lead)}: {words}" if colon and preposition(words) == words == rest.strip() else words

    def _item(self, place: Place, words: str) -> Told:
        """A numbered blank of a list: behind what leads to the list, on its line or above it."""
        first = found(self.texts[place.index])[0]
        own = clause(re.sub(r"\(?[0-9]{1,2}[).]\s*$", "", self.texts[place.index][: first.start()]))
        lead = own or self.captions.above(place.index)
        label = f"{lead}: {words}" if lead else words
        return Told(label, field_kind(lead))

    def _under_words(self, place: Place, *, single: bool, bare: bool) -> str:
        """The caption that goes with words before a blank: its own piece, or the whole one of the only blank."""
        caption = self.captions.share(place.index, place.order, leads=bare)
        if not caption:
            return ""
        own_piece = not single and self.captions.is_own(place.index)
        plain = caption.startswith("(") or (names_signer(caption) and ends_blank(self.texts[place.index]))
        return caption if bare or own_piece or (single and plain) else ""

    def _led(self, place: Place) -> tuple[str, str]:
        """The share of a blank without words of its own, behind the words that its line begins with; and it alone."""
        share = self.captions.share(place.index, place.order, leads=True)
        first = found(self.texts[place.index])[0]
        lead = clause(self.texts[place.index][: first.start()])
        if not (place.order and share and self.captions.is_own(place.index) and lead and not is_bare(lead)):
            return share, share
        return f"{lead}: {without_brackets(share)}", share
