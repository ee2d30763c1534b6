"""Lines of a form to text and blanks: every blank is a field with a name, a label and a kind.

Where a label comes from, in this order: the words before the blank on its line; the caption under the line; the
caption above it that no other blank has taken; the words after the blank. A date printed as `"___" ____ 20__` is one
blank, a period `"___" по "___" ____ 20__` one, rules on successive lines over one caption one field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.kinds import choices, field_kind, is_required
from forms.naming import Names
from forms.records import Blank, Field, FieldKind, Inline, Text
from legal.reading.formlines import SEAL
from legal.records import Language

_DAY = r"[\"«“]\s?_+\s?[\"»”]"
_YEAR = r"(?:19|20)\s?[0-9]?\s?_{1,4}(?!_)"
_ANY_YEAR = rf"(?:{_YEAR}|_{{2,8}}(?=\s?(?:год|г\.|г(?!\w)|жыл|ж\.)))"
_DATE = rf"{_DAY}\s?_+(?:\s?{_ANY_YEAR})?"
_UNQUOTED_DATE = rf"(?<!_)_{{2,4}}\s_{{4,}}\s{_YEAR}"
_DOTTED_DATE = r"(?<!_)_{2,3}\s?\.\s?_{2,3}\s?\.\s?(?:(?:19|20)_{2}|_{4,5})(?!_)"
_BOXES = r"(?:\|(?:\s?_{1,3}\s?\|){2,}|(?<!_)_{1,2}(?:\s_{1,2}){5,}(?!_))"
_KAZAKH_DATE = rf"{_ANY_YEAR}\s?(?:жылғы|жыл|ж\.)\s?{_DAY}\s?_*"
_PATTERN = re.compile(
    rf"(?P<period>{_DAY}(?:\s?_+)?\s+(?:по|до|бастап)\s+{_DATE})|(?P<kdate>{_KAZAKH_DATE})|(?P<date>{_DATE}|{_UNQUOTED_DATE}|{_DOTTED_DATE})|"
    rf"(?P<year>{_YEAR})|(?P<blank>{_BOXES}|_{{2,}})"
)
_RULE = re.compile(r"[_\s/]+")
_CAPTION = re.compile(
    r"\(|(?:ФИО|Ф\.\s?И\.\s?О|[Пп]одпис|[Фф]амили|наименовани|должност|расшифровк|указыва|Т\.\s?А\.\s?Ә|қолы|тегі|аты)"
)
_PREPOSITION = re.compile(r"(?:^|\s)(?:на|в|во|с|со|по|от|до|за|о|об|к|из|под|№)$", re.IGNORECASE)
_CLOSED = re.compile(r"\)[,.;]?$")
_MONTH = re.compile(r"\s?(?:месяц|ай)(?!\w)")
_PRINTED: dict[str, FieldKind] = {"period": "period", "kdate": "date", "date": "date", "year": "year"}
_LABELS: dict[FieldKind, dict[Language, str]] = {
    "month": {"rus": "месяц", "kaz": "ай"},
    "year": {"rus": "год", "kaz": "жыл"},
    "date": {"rus": "дата", "kaz": "күні"},
    "period": {"rus": "период", "kaz": "кезең"},
    "text": {"rus": "поле", "kaz": "өріс"},
    "seal": {"rus": "печать", "kaz": "мөр"},
}


@dataclass(frozen=True, slots=True)
class Composed:
    """A line in pieces; `small` for a caption under a line."""

    parts: tuple[Inline, ...]
    small: bool = False


@dataclass(slots=True)
class Register:
    """The fields of one document in reading order."""

    language: Language
    names: Names = field(default_factory=Names)
    fields: list[Field] = field(default_factory=list)

    def add(self, label: str, kind: FieldKind, source: str, named: str = "", context: str = "") -> str:
        """A new field; its name is given back. `named` gives the name where it is not the label's own."""
        name = self.names.take(named or label, self._label("text"))
        options = choices(label)
        kind = "choice" if options and kind == "text" else kind
        required = is_required(f"{label} {context}") and kind != "seal"
        self.fields.append(Field(name, label, kind, required, options, source))
        return name

    def _label(self, kind: FieldKind) -> str:
        return _LABELS[kind][self.language]

    def usual(self, kind: FieldKind) -> str:
        """The label of a field that the form gives no words for."""
        return self._label(kind if kind in _LABELS else "text")


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
        self.shared: dict[int, dict[int, str]] = {}

    def run(self) -> list[Composed]:
        """Each line in pieces."""
        composed: list[Composed] = []
        rule_field = ""
        for index, text in enumerate(self.texts):
            pure = _RULE.fullmatch(text) is not None and "_" in text
            if pure and rule_field and len(re.findall(r"_+", text)) == 1:
                composed.append(Composed((Blank(rule_field, text),)))
                continue
            parts = self._line(index)
            composed.append(Composed(parts))
            only = [part for part in parts if isinstance(part, Blank)]
            rule_field = only[0].field if pure and len(only) == 1 else ""
        return [Composed(one.parts, index in self.captions or self._under(index)) for index, one in enumerate(composed)]

    def _under(self, index: int) -> bool:
        """A line in brackets under a line that ends with a blank, whatever gave that blank its name."""
        text = self.texts[index]
        above = self.texts[index - 1] if index else ""
        return text.startswith("(") and not _PATTERN.search(text) and above.endswith("_")

    def _line(self, index: int) -> tuple[Inline, ...]:
        text = self.texts[index]
        matches = list(_PATTERN.finditer(text))
        if not matches:
            return self._words(text)
        parts: list[Inline] = []
        at = 0
        for order, match in enumerate(matches):
            left = text[at : match.start()]
            following = matches[order + 1].start() if order + 1 < len(matches) else len(text)
            if left:
                parts.append(Text(left))
            name = self._field(index, match, left, text[match.end() : following])
            parts.append(Blank(name, match[0]))
            at = match.end()
        if text[at:]:
            parts.append(Text(text[at:]))
        return tuple(parts)

    def _words(self, text: str) -> tuple[Inline, ...]:
        """A line without blanks; the place of a seal is one all the same."""
        match = SEAL.match(text)
        if match is None:
            return (Text(text),) if text else ()
        mark = re.match(r"М\.?\s?[ПО]\.?|\S+(?:\s+\S+)*", text)
        printed = mark[0] if mark else text
        name = self.register.add(self.register.usual("seal"), "seal", text, context=text)
        rest = text[len(printed) :]
        return (Blank(name, printed), Text(rest)) if rest else (Blank(name, printed),)

    def _field(self, index: int, match: re.Match[str], left: str, right: str) -> str:
        """The field of one blank."""
        source = self.texts[index]
        kind = _PRINTED.get(match.lastgroup or "")
        words = _clause(left)
        if match.lastgroup == "blank" and _MONTH.match(right):
            kind = "month"
        if kind:
            own = words if kind == "date" and not _PREPOSITION.search(words) else ""
            if kind == "date" and not words:
                own = self._share(index, match)
            label = own or self.register.usual(kind)
            return self.register.add(label, kind, source, named=self._named(label))
        if preposition := _PREPOSITION.search(words):
            after = _clause(right).split(",")[0]
            label = f"{preposition[0].strip()} … {after}" if after else words
            return self.register.add(label, field_kind(label), source, named=self._named(after or words))
        label = words or self._share(index, match) or _clause(right) or self.register.usual("text")
        context = "" if label == words else label
        return self.register.add(label, field_kind(label), source, named=self._named(label), context=context)

    def _named(self, label: str) -> str:
        return f"{self.side} {label}" if self.side else label

    def _share(self, index: int, match: re.Match[str]) -> str:
        """What the caption of a line says of one of its blanks: its own piece where pieces and blanks are as many."""
        if index not in self.shared:
            caption = self._caption(index)
            blanks = [m.start() for m in _PATTERN.finditer(self.texts[index])]
            pieces = _pieces(caption) if len(blanks) > 1 else [caption]
            whole = pieces if len(pieces) == len(blanks) else [caption] * len(blanks)
            self.shared[index] = dict(zip(blanks, whole, strict=True))
        return self.shared[index].get(match.start(), "")

    def _caption(self, index: int) -> str:
        """The caption under a line, or the one above that nothing has taken."""
        below = index + 1
        while below < len(self.texts) and _RULE.fullmatch(self.texts[below]):
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

    def _is_caption(self, index: int, *, first: bool) -> bool:
        """A caption begins with a bracket or names what a caption names; its further lines go on with it."""
        text = self.texts[index]
        if _PATTERN.search(text) or not text or SEAL.match(text):
            return False
        if first:
            return _CAPTION.match(text) is not None
        before = self.texts[index - 1]
        goes_on = not _CLOSED.search(before) and (before.endswith(",") or before.count("(") > before.count(")"))
        return goes_on or (bool(self.side) and _CAPTION.match(text) is not None)


def _clause(text: str) -> str:
    """The last clause of the words beside a blank, without the punctuation around it."""
    clause = re.split(r"[.;:]\s+(?=\S)", text.strip().rstrip(":"))[-1]
    return clause.strip(' ,.;:/«»"“”')


def _pieces(caption: str) -> list[str]:
    """The pieces of a caption under several blanks.

    >>> _pieces("подпись расшифровка подписи/ЭЦП")
    ['подпись', 'расшифровка подписи/ЭЦП']
    """
    found = re.split(r",\s+(?![^()]*\))|\s+(?=расшифровка)|(?<=\))\s+(?=\()", caption)
    return [piece.strip() for piece in found if piece.strip()]
