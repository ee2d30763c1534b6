"""The fields of one document as its lines are read: named, labelled, told apart where labels meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from forms.kinds import choices, is_required
from forms.naming import Names
from forms.records import Field, FieldKind
from legal.records import Finding, Language

_LABELS: dict[str, dict[Language, str]] = {
    "month": {"rus": "месяц", "kaz": "ай"},
    "year": {"rus": "год", "kaz": "жыл"},
    "date": {"rus": "дата", "kaz": "күні"},
    "period": {"rus": "период", "kaz": "кезең"},
    "text": {"rus": "поле", "kaz": "өріс"},
    "seal": {"rus": "печать", "kaz": "мөр"},
    "mark": {"rus": "отметка", "kaz": "белгі"},
    "birth": {"rus": "дата рождения", "kaz": "туған күні"},
    "signature": {"rus": "подпись", "kaz": "қолы"},
    "signed": {"rus": "расшифровка подписи", "kaz": "қолдың толық жазылуы"},
    "in-words": {"rus": "прописью", "kaz": "жазумен"},
}
"""What is said of a field that the form gives no words for."""


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

    def usual(self, kind: str) -> str:
        """The label of a field that the form gives no words for, by its kind or by what stands beside it."""
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
