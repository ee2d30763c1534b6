"""Lines of a form to text and blanks: every blank is a field with a name, a label and a kind.

Where a label comes from, in this order: the words before the blank on its line, with the caption under it where they
say nothing by themselves; the caption under the line; the caption above it that no other blank has taken; the words
after the blank; the line above. A date printed as `"___" ____ 20__` is one blank, a period `"___" по "___" ____ 20__`
one, rules on successive lines one field. Boxes to tick and words to choose from (`forms.choices`) are blanks too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from forms.blanks import ends_blank, found, has_blank, is_one_rule, is_rule
from forms.choices import TELLS, alternatives, asks_choice
from forms.kinds import choices, field_kind, is_required
from forms.labels import (
    LEAD_LIMIT,
    MORE_WORDS,
    after_date,
    before_number,
    clause,
    is_bare,
    is_caption,
    is_item,
    names_signer,
    preposition,
    shares,
    stands_open,
    unit,
    who_signs,
    without_brackets,
    without_item,
)  # fmt: skip
from forms.naming import Names
from forms.records import Blank, Field, FieldKind, Inline, Text
from legal.findings import finding
from legal.reading.formlines import SEAL
from legal.records import Finding, Language

_MONTH = re.compile(r"\s?(?:месяц|ай)(?!\w)")
_PRINTED: dict[str, FieldKind] = {"period": "period", "kdate": "date", "date": "date", "year": "year", "seal": "seal"}
_LABELS: dict[FieldKind, dict[Language, str]] = {
    "month": {"rus": "месяц", "kaz": "ай"},
    "year": {"rus": "год", "kaz": "жыл"},
    "date": {"rus": "дата", "kaz": "күні"},
    "period": {"rus": "период", "kaz": "кезең"},
    "text": {"rus": "поле", "kaz": "өріс"},
    "seal": {"rus": "печать", "kaz": "мөр"},
    "mark": {"rus": "отметка", "kaz": "белгі"},
}
_DATES = frozenset({"date", "kdate", "period", "year"})
_FROM_TO = frozenset({"с", "со", "по", "до"})
_GOES_ON: frozenset[FieldKind] = frozenset({"text", "address", "person"})
"""What may need more than one line; a date, a number or a signature does not."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A line in pieces; `small` for a caption under a line."""

    parts: tuple[Inline, ...]
    small: bool = False


@dataclass(slots=True)
class Register:
    """The fields of one document in reading order, and what is unclear about them."""

    language: Language
    names: Names = field(default_factory=Names)
    fields: list[Field] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sides: dict[str, str] = field(default_factory=dict)

    def add(self, label: str, kind: FieldKind, source: str, named: str = "", context: str = "", side: str = "") -> str:
        """A new field; its name is given back. `named` gives the name where it is not the label's own."""
        options = choices(label)
        kind = "choice" if options and kind == "text" else kind
        required = is_required(f"{label} {context}") and kind not in ("seal", "mark")
        return self._take(Field("", label, kind, required, options, source), named or label, side)

    def choice(self, label: str, options: Sequence[str], source: str) -> str:
        """A new field whose answer is one of the printed alternatives; its name."""
        return self._take(Field("", label, "choice", is_required(label), "/".join(options), source), label, "")

    def _take(self, one: Field, named: str, side: str) -> str:
        name = self.names.take(named, self.usual("text"))
        self.fields.append(replace(one, name=name))
        self.sides[name] = side
        return name

    def usual(self, kind: FieldKind) -> str:
        """The label of a field that the form gives no words for."""
        return _LABELS[kind if kind in _LABELS else "text"][self.language]

    def distinct(self) -> tuple[Field, ...]:
        """The fields with labels that tell them apart: whose column it is in front, else which of them it is."""
        return told_apart(told_apart(self.fields, self.sides))


def told_apart(fields: Sequence[Field], sides: dict[str, str] | None = None) -> tuple[Field, ...]:
    """Fields with one label made different: by their side where `sides` says it, else by number ("(1/3)").

    The words as published stay in `caption`.
    """
    labels = [one.label for one in fields]
    made: list[Field] = []
    for index, one in enumerate(fields):
        count = labels.count(one.label)
        label = one.label
        if count > 1:
            side = sides.get(one.name, "") if sides is not None else ""
            if side:
                label = f"{side}: {label}"
            elif sides is None:
                label = f"{label} ({labels[: index + 1].count(one.label)}/{count})"
        made.append(one if label == one.label else replace(one, label=label, caption=one.published_label))
    return tuple(made)


def compose(texts: Sequence[str], register: Register, side: str = "") -> list[Composed]:
    """The lines of a form that stand one under the other, in pieces. `side` names whose column they stand in."""
    return _Composer(texts, register, side).run()


class _Composer:
    """Lines that belong together, while their blanks find their labels."""

    def __init__(self, texts: Sequence[str], register: Register, side: str) -> None:
        self.texts = texts
        self.register = register
        self.side = side
        self.captions: set[int] = set()
        self.leads: set[int] = set()
        self.shared: dict[int, list[str]] = {}
        self.whole: dict[int, str] = {}

    def run(self) -> list[Composed]:
        """Each line in pieces."""
        composed: list[Composed] = []
        goes_on = ""
        for index, text in enumerate(self.texts):
            if goes_on and is_one_rule(text):
                composed.append(Composed((Blank(goes_on, text),)))
                continue
            parts = self._line(index)
            composed.append(Composed(parts))
            goes_on = self._goes_on(index, parts)
        return [Composed(one.parts, index in self.captions or self._under(index)) for index, one in enumerate(composed)]

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
        own = below < len(self.texts) and self._is_caption(below, first=True)
        kind = next(one.kind for one in self.register.fields if one.name == last.field)
        return last.field if not own and kind in _GOES_ON else ""

    def _under(self, index: int) -> bool:
        """A line in brackets under a line that ends with a blank, whatever gave that blank its name."""
        text = self.texts[index]
        above = self.texts[index - 1] if index else ""
        return text.startswith("(") and not has_blank(text) and ends_blank(above)

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
            if left:
                parts.append(Text(left))
            right = text[match.end() : following]
            own = "" if used and clause(left) == used else left
            own = after_date(own) if order and matches[order - 1].lastgroup in _DATES else own
            name, used = self._field(index, order, matches, own, right)
            parts.append(Blank(name, match[0]))
            at = match.end()
        if text[at:]:
            parts.append(Text(text[at:]))
        return tuple(parts)

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
        if offered is None:
            if asks_choice(text) and not self._is_answered(index):
                message = f"what is to be chosen cannot be told: {text[:80]!r}"
                self.register.findings.append(finding("form-choice-unclear", message))
            return (Text(text),) if text else ()
        rest = clause(TELLS.sub("", text[offered.end :]).replace("()", ""))
        label = clause(offered.lead) or self._above(index) or rest or "/".join(offered.options)
        name = self.register.choice(label, offered.options, text)
        pieces = (text[: offered.start], text[offered.start : offered.end], text[offered.end :])
        made: tuple[Inline, ...] = (Text(pieces[0]), Blank(name, pieces[1]), Text(pieces[2]))
        return tuple(one for one in made if isinstance(one, Blank) or one.text)

    def _is_answered(self, index: int) -> bool:
        """Whether the line above holds what an instruction to choose is about: alternatives, a blank, a box."""
        above = self.texts[index - 1] if index else ""
        return has_blank(above) or alternatives(above, self.texts[index]) is not None

    def _field(
        self, index: int, order: int, matches: Sequence[re.Match[str]], left: str, right: str
    ) -> tuple[str, str]:
        """The field of one blank, and the words after it that its label took."""
        match, source = matches[order], self.texts[index]
        if match.lastgroup == "mark":
            return self._mark(index, order, matches), ""
        kind = _PRINTED.get(match.lastgroup or "")
        if match.lastgroup == "blank" and _MONTH.match(right):
            kind = "month"
        words = clause(left)
        if kind:
            return self._printed(index, order, kind, words, right), ""
        last = order + 1 == len(matches)
        label, kind, named, context, used = self._label(index, order, words, right, last=last)
        name = self.register.add(label, kind, source, named=self._named(named), context=context, side=self.side)
        return name, used

    def _printed(self, index: int, order: int, kind: FieldKind, words: str, right: str) -> str:
        """A field whose kind the print tells: a date, a month, a year, the place of a seal."""
        source, usual = self.texts[index], self.register.usual(kind)
        label = self._date(index, order, words, right) if kind == "date" else usual
        named = usual if label.startswith(usual) else label
        context = source if kind == "seal" else ""
        return self.register.add(label, kind, source, named=self._named(named), context=context, side=self.side)

    def _date(self, index: int, order: int, words: str, right: str) -> str:
        """The label of a date: the words before it that speak of it, in Kazakh a word or two after it, its caption."""
        usual, kazakh = self.register.usual("date"), self.register.language == "kaz"
        if before := preposition(words):
            told = before.casefold() in _FROM_TO
            return f"{usual} ({before})" if told and words == before else words if told else usual
        if words:
            return words if not kazakh or field_kind(words) == "date" else usual
        caption = self._share(index, order)
        after = clause(after_date(right)) if kazakh else ""
        for near in (caption, self._above(index)):
            if field_kind(near) == "date":
                return near
        return f"{usual} ({after})" if after and len(after.split()) <= 2 and not stands_open(right) else usual

    def _label(
        self, index: int, order: int, words: str, right: str, *, last: bool
    ) -> tuple[str, FieldKind, str, str, str]:
        """The label of a blank, its kind, the words of its name, those that say more of it, those after it taken."""
        if words.endswith("№"):
            return self._number(words, right)
        after = clause(right) if not stands_open(right) else ""
        if before := preposition(words):
            taken = after.split(",")[0]
            few = len(taken.split()) <= (2 if not last else MORE_WORDS)
            if taken and few and not preposition(taken):
                label = f"{words if len(words.split()) <= 4 else before} … {taken}"
                kind: FieldKind = "number" if unit(right) and field_kind(label) == "text" else field_kind(label)
                return label, kind, taken, "", taken
            return self._captioned(index, order, words, right, last=last)
        if words and (counted := unit(right)):
            kind = "money" if field_kind(counted) == "money" else "number"
            return f"{words} … {counted}", kind, words, "", clause(right)
        if words:
            return self._captioned(index, order, words, right, last=last)
        if caption := who_signs(right):
            return caption, field_kind(caption), caption, caption, ""
        label = self._led(index, order) or after or self._above(index) or self.register.usual("text")
        return label, field_kind(label), label, label, after if label == after else ""

    def _number(self, words: str, right: str) -> tuple[str, FieldKind, str, str, str]:
        """The label of a blank behind "№"."""
        label = before_number(words)
        after = " ".join(clause(right).split()[:2]) if label == "№" and not stands_open(right) else ""
        if after and not preposition(after):
            return f"№ … {after}", "number", after, "", after if clause(right) == after else ""
        return label, "number", label, "", ""

    def _captioned(
        self, index: int, order: int, words: str, right: str, *, last: bool
    ) -> tuple[str, FieldKind, str, str, str]:
        """Words before a blank, with the bracket behind it or the caption under it that says who or what goes there."""
        if is_item(words):
            lead = self._above(index)
            label = f"{lead}: {words}" if lead else words
            return label, field_kind(lead), label, "", ""
        caption = who_signs(right)
        if not caption and not is_bare(words) and field_kind(words) != "text":
            return words, field_kind(words), words, "", ""
        single = len(found(self.texts[index])) == 1
        if not caption:
            caption = self._under_words(index, order, single=single, bare=is_bare(words))
        if not caption:
            return words, field_kind(words), words, "", ""
        plain = without_brackets(caption)
        kind = field_kind(plain)
        if is_bare(words):
            return caption, kind, caption, caption, ""
        label = f"{words}: {plain}" if not single else f"{words} ({plain})"
        return label, field_kind(words) if kind == "text" else kind, words, "", ""

    def _under_words(self, index: int, order: int, *, single: bool, bare: bool) -> str:
        """The caption that goes with words before a blank: its own piece, or the whole one of the only blank."""
        caption = self._share(index, order)
        if not caption:
            return ""
        own_piece = not single and len(self.shared[index]) == len(set(self.shared[index]))
        plain = caption.startswith("(") or (names_signer(caption) and ends_blank(self.texts[index]))
        return caption if bare or own_piece or (single and plain) else ""

    def _led(self, index: int, order: int) -> str:
        """The share of a blank without words of its own, behind the words that its line begins with."""
        share = self._share(index, order)
        first = found(self.texts[index])[0]
        lead = clause(self.texts[index][: first.start()])
        own_piece = order and share and len(self.shared[index]) == len(set(self.shared[index]))
        return f"{lead}: {without_brackets(share)}" if own_piece and lead and not is_bare(lead) else share

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
        lead = lead or self._above(index)
        label = ": ".join(part for part in (lead, words) if part) or self.register.usual("mark")
        return self.register.add(label, "mark", text, named=self._named(words or label), side=self.side)

    def _named(self, label: str) -> str:
        return f"{self.side} {label}" if self.side else label

    def _above(self, index: int) -> str:
        """What the nearest line above says that leads to this one: no blank in it, no caption, and not a sentence."""
        at = index - 1
        while at >= 0 and (is_item(clause(self.texts[at])) or self._is_like(at, index)):
            at -= 1
        if at < 0 or at in self.captions or at in self.leads or has_blank(self.texts[at]):
            return ""
        text = self.texts[at].strip()
        leads = len(text) <= LEAD_LIMIT and not text.endswith((".", ";", ",", ")"))
        return without_item(text.rstrip(" :")) if leads or text.endswith(":") else ""

    def _is_like(self, at: int, index: int) -> bool:
        """Whether the line above is another of the same list: a line that begins with a box or with a number."""
        above, here = (found(self.texts[one])[:1] for one in (at, index))
        boxes = [one and one[0].lastgroup == "mark" and one[0].start() == 0 for one in (above, here)]
        items = [is_item(self.texts[one].split(" ")[0]) and has_blank(self.texts[one]) for one in (at, index)]
        return all(boxes) or all(items)

    def _share(self, index: int, order: int) -> str:
        """What the caption of a line says of one of its blanks: its own piece where pieces and blanks are as many."""
        if index not in self.shared:
            self.shared[index] = shares(self._caption(index), len(found(self.texts[index])))
        return self.shared[index][order]

    def _caption(self, index: int) -> str:
        """The caption under a line, or the one above that nothing has taken."""
        below = index + 1
        if ends_blank(self.texts[index]):
            while below < len(self.texts) and (is_rule(self.texts[below]) or self._alike(index, below)):
                below += 1
        taken: list[int] = []
        while below < len(self.texts) and self._is_caption(below, first=not taken):
            taken.append(below)
            below += 1
        above = index - 1
        if not taken and index and not {above} & (self.captions | self.leads) and self._is_caption(above, first=True):
            self.leads.add(above)
            return self.texts[above]
        self.captions.update(taken)
        return " ".join(self.texts[at] for at in taken)

    def _alike(self, index: int, below: int) -> bool:
        """Whether a line below is one more of the same: as many blanks, two at least, the last at its end."""
        one, other = found(self.texts[index]), found(self.texts[below])
        return len(one) == len(other) > 1 and ends_blank(self.texts[below])

    def _is_caption(self, index: int, *, first: bool) -> bool:
        text = self.texts[index]
        if has_blank(text) or not text or SEAL.match(text):
            return False
        return is_caption(text, None if first else self.texts[index - 1], in_column=bool(self.side))
