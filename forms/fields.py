"""Lines of a form to text and blanks: every blank is a field with a name, a label and a kind.

Where a label comes from, in this order: the words before the blank on its line, with the caption under it where they
say nothing by themselves; the caption under the line; the caption above it that no other blank has taken; the words
after the blank; the line above. A date printed as `"___" ____ 20__` is one blank, a period `"___" по "___" ____ 20__`
one, rules on successive lines one field. Boxes to tick and words to choose from (`forms.choices`) are blanks too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forms.blanks import ends_blank, found, has_blank, is_one_rule, is_rule
from forms.captions import Captions
from forms.choices import TELLS, Alternatives, alternatives, asks_choice, instruction_at_start
from forms.kinds import field_kind
from forms.labels import (
    after_date,
    behind_date,
    clause,
    first_bracket,
    who_signs,
)  # fmt: skip
from forms.records import Blank, FieldKind, Inline, Text
from forms.register import Register
from forms.told import Place, Teller
from legal.findings import finding
from legal.reading.formlines import SEAL

_MONTH = re.compile(r"\s?(?:месяц|ай(?:ына|ының|ында|ындағы)?)(?!\w)")
_PRINTED: dict[str, FieldKind] = {"period": "period", "kdate": "date", "date": "date", "year": "year", "seal": "seal"}
_DATES = frozenset({"date", "kdate", "period", "year"})
_GOES_ON: frozenset[FieldKind] = frozenset({"text", "address", "person"})
"""What may need more than one line; a date, a number or a signature does not."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A line in pieces; `small` for a caption under a line."""

    parts: tuple[Inline, ...]
    small: bool = False


def compose(texts: Sequence[str], register: Register, side: str = "") -> list[Composed]:
    """The lines of a form that stand one under the other, in pieces. `side` names whose column they stand in."""
    return _Composer(texts, register, side).run()


class _Composer:
    """Lines that belong together, while their blanks find their labels."""

    def __init__(self, texts: Sequence[str], register: Register, side: str) -> None:
        self.texts = texts
        self.register = register
        self.side = side
        self.captions = Captions(texts, bool(side))
        self.teller = Teller(texts, self.captions, register)

    def run(self) -> list[Composed]:
        """Each line in pieces."""
        composed: list[Composed] = []
        goes_on = ""
        for index, text in enumerate(self.texts):
            if self.captions.is_cut(index):
                composed.append(Composed((Text(text),)))
                goes_on = ""
                continue
            if goes_on and is_one_rule(text):
                composed.append(Composed((Blank(goes_on, text),)))
                continue
            parts = self._line(index)
            composed.append(Composed(parts))
            goes_on = self._goes_on(index, parts)
        return [Composed(one.parts, self.captions.is_under(index)) for index, one in enumerate(composed)]

    def _goes_on(self, index: int, parts: tuple[Inline, ...]) -> str:
        """The field that the rules under a line go on with, or ""."""
        text = self.texts[index]
        last = parts[-1] if parts and isinstance(parts[-1], Blank) else None
        if last is None or not ends_blank(text):
            return ""
        if is_rule(text):
            return last.field if len(parts) == 1 else ""
        below = index + 1
        while below < len(self.texts) and is_one_rule(self.texts[below]):
            below += 1
        kind = next(one.kind for one in self.register.fields if one.name == last.field)
        if below < len(self.texts) and self.captions.is_one(below, first=True):
            said = field_kind(self.texts[below])
            return last.field if kind in _GOES_ON and said in ("text", kind) and below > index + 1 else ""
        return last.field if kind in _GOES_ON else ""

    def _line(self, index: int) -> tuple[Inline, ...]:
        text = self.texts[index]
        matches = found(text)
        if not matches:
            return self._words(index)
        parts: list[Inline] = []
        at = 0
        used = ""
        for order, match in enumerate(matches):
            left = text[at : match.start()]
            following = matches[order + 1].start() if order + 1 < len(matches) else len(text)
            said, left = self._choice_within(left, text)
            parts += said
            own = self._own_words(index, order, matches, left, used)
            right = text[match.end() : following]
            last = order + 1 == len(matches)
            place = Place(index, order, own, right, text[match.end() :], match[0], last)
            name, used = self._field(place, matches)
            parts.append(Blank(name, match[0]))
            at = match.end()
        parts += self._behind(text, at, matches[-1].lastgroup or "")
        return tuple(parts)

    def _behind(self, text: str, at: int, group: str) -> list[Inline]:
        """The words behind the last blank as parts: they may say that some of them are to be chosen from."""
        tail = text[at:]
        cut = len(tail) - len(after_date(tail)) if group in _DATES else 0
        offered = alternatives(tail[cut:]) if asks_choice(tail) else ()
        if not offered:
            return [Text(tail)] if tail else []
        dated: list[Inline] = [Text(tail[:cut])] if cut else []
        return dated + self._chosen(tail[cut:], offered, text, "")

    def _own_words(self, index: int, order: int, matches: Sequence[re.Match[str]], left: str, used: str) -> str:
        """The words before a blank that are its own: without those that say what stands in the blank before it."""
        if order == 0:
            above = self.texts[index - 1] if index else ""
            taken = first_bracket(self.texts[index]) if ends_blank(above) else instruction_at_start(left)
            return left[len(taken) :]
        if used and clause(left) == used:
            return ""
        words = left.lstrip(' "»”')
        words = words[len(used) :] if used and words.startswith(used) else left
        words = (
            words.lstrip()[len(who_signs(words)) :] if words.lstrip().startswith("(") and who_signs(words) else words
        )
        return behind_date(words) if matches[order - 1].lastgroup in _DATES else words

    def _choice_within(self, left: str, source: str) -> tuple[list[Inline], str]:
        """Words between blanks as parts, where some of them are to be chosen from, and those behind the choice."""
        offered = alternatives(left) if asks_choice(left) or not left.rstrip().endswith((")", ":")) else ()
        if not offered or (not left[offered[-1].end :].strip(" ()") and not asks_choice(left)):
            return ([Text(left)] if left else []), left
        parts = self._chosen(left, offered, source, "")
        rest = left[offered[-1].end :]
        told = TELLS.search(rest)
        return parts, rest[told.end() :].lstrip(" ).,;") if told else rest

    def _words(self, index: int) -> tuple[Inline, ...]:
        """A line without blanks; the place of a seal and words to choose from are blanks all the same."""
        text = self.texts[index]
        if match := SEAL.match(text):
            mark = re.match(r"М\.?\s?[ПО]\.?|\S+(?:\s+\S+)*", text)
            printed = mark[0] if mark else match[0]
            name = self.register.add(self.register.usual("seal"), "seal", text, context=text, side=self.side)
            rest = text[len(printed) :]
            return (Blank(name, printed), Text(rest)) if rest else (Blank(name, printed),)
        below = self.texts[index + 1] if index + 1 < len(self.texts) else ""
        offered = alternatives(text, below)
        if not offered:
            if asks_choice(text) and not self._is_answered(index):
                message = f"what is to be chosen cannot be told: {text[:80]!r}"
                self.register.findings.append(finding("form-choice-unclear", message))
            return (Text(text),) if text else ()
        return tuple(self._chosen(text, offered, text, self.captions.above(index)))

    def _chosen(self, text: str, offered: Sequence[Alternatives], source: str, above: str) -> list[Inline]:
        """Words with a blank for each group of alternatives in them."""
        rest = clause(TELLS.sub("", text[offered[-1].end :]).replace("()", ""))
        parts: list[Inline] = []
        at = 0
        for one in offered:
            label = clause(one.lead) or above or rest or "/".join(one.options)
            name = self.register.choice(label, one.options, source)
            parts += [Text(text[at : one.start]), Blank(name, text[one.start : one.end])]
            at = one.end
        return [one for one in (*parts, Text(text[at:])) if isinstance(one, Blank) or one.text]

    def _is_answered(self, index: int) -> bool:
        """Whether a line beside holds what an instruction to choose is about: alternatives, a blank, a box below."""
        above = self.texts[index - 1] if index else ""
        below = found(self.texts[index + 1])[:1] if index + 1 < len(self.texts) else []
        if below and below[0].lastgroup == "mark":
            return True
        return has_blank(above) or bool(alternatives(above, self.texts[index]))

    def _field(self, place: Place, matches: Sequence[re.Match[str]]) -> tuple[str, str]:
        """The field of one blank, and the words after it that its label took."""
        match, source = matches[place.order], self.texts[place.index]
        if match.lastgroup == "mark":
            return self._mark(place.index, place.order, matches), ""
        kind = _PRINTED.get(match.lastgroup or "")
        if match.lastgroup == "blank" and _MONTH.match(place.right):
            kind = "month"
        words = clause(place.left)
        if match.lastgroup == "slot":
            label = match[0].strip("[] ")
            return self.register.add(label, field_kind(label), source, self._named(label), side=self.side), ""
        if kind:
            return self._printed(place, kind, words), ""
        told = self.teller.told(place)
        name = self.register.add(
            told.label,
            told.kind,
            source,
            named=self._named(told.named or told.label),
            context=told.context,
            side=self.side,
        )
        return name, told.used

    def _printed(self, place: Place, kind: FieldKind, words: str) -> str:
        """A field whose kind the print tells: a date, a month, a year, the place of a seal."""
        source, usual = self.texts[place.index], self.register.usual(kind)
        label = self.teller.date(place, words) if kind == "date" else usual
        named = usual if label.startswith(usual) else label
        context = source if kind == "seal" else ""
        return self.register.add(label, kind, source, named=self._named(named), context=context, side=self.side)

    def _mark(self, index: int, order: int, matches: Sequence[re.Match[str]]) -> str:
        """The field of a box: the words on the side where every box of its line has some, behind what leads to them."""
        text = self.texts[index]
        following = matches[order + 1].start() if order + 1 < len(matches) else len(text)
        after = text[matches[order].end() : following]
        before = text[matches[order - 1].end() if order else 0 : matches[order].start()]
        first = text[: matches[0].start()]
        if text[matches[-1].end() :].strip(" .;,"):
            words, lead = clause(after), clause(first)
        else:
            head, _, rest = before.rpartition(":")
            words, lead = clause(rest), clause(first.rpartition(":")[0]) or (clause(head) if head else "")
        lead = clause(TELLS.sub("", lead or self.captions.above(index)).replace("()", ""))
        label = ": ".join(part for part in (lead, words) if part) or self.register.usual("mark")
        return self.register.add(label, "mark", text, named=self._named(words or label), side=self.side)

    def _named(self, label: str) -> str:
        return f"{self.side} {label}" if self.side else label
