"""What changed in a form between two dates: fields added, removed, changed, and by which order.

Fields are the same where their names are. A field whose label was reworded has another name; it is paired with the one
that it most resembles, of the same kind and in the same place, and the pairing is said ("renamed").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from forms.definition import Definition, FormField, VersionKey
from forms.messages import DIFFERENCES
from legal.records import ActRef, Language

ChangeKind = Literal["added", "removed", "changed"]
_ALIKE = 0.65
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. `path` is that of the later form, of the earlier one for a removed field.

    `aspects` of a changed field: "renamed", "label", "kind", "required", "choices", "print".
    `by` is the order that gave the later form its wording.
    """

    kind: ChangeKind
    path: str
    before: FormField | None
    after: FormField | None
    aspects: tuple[str, ...]
    by: ActRef | None


@dataclass(frozen=True, slots=True)
class FormDiff:
    """The differences between two wordings of a form, and the order behind the later one.

    `reworded`: what is no field reads otherwise too.
    """

    before: VersionKey
    after: VersionKey
    changes: tuple[FieldChange, ...]
    reworded: bool
    by: ActRef | None = None

    @property
    def same(self) -> bool:
        """Whether the two forms ask and say the same."""
        return self.before.hash == self.after.hash

    def said(self, language: Language) -> str:
        """The differences in a sentence or two, by the published labels."""
        found: list[str] = []
        for kind in ("added", "removed", "changed"):
            labels = [_label(change) for change in self.changes if change.kind == kind]
            if labels:
                found.append(DIFFERENCES[kind][language].format(labels=", ".join(labels)))
        if self.reworded and not found:
            found.append(DIFFERENCES["words"][language])
        return " ".join(found)


def diff(before: Definition, after: Definition) -> FormDiff:
    """What the later form asks otherwise than the earlier one; both in one language.

    Raises ValueError for forms in two languages: they are worded apart, and nothing in them can be matched by name.
    """
    if before.version.language != after.version.language:
        raise ValueError("forms in two languages have no difference that means anything")
    old, new = dict(before.every_field()), dict(after.every_field())
    pairs = [(path, path) for path in new if path in old]
    pairs += _renamed([path for path in old if path not in new], [path for path in new if path not in old], old, new)
    partner = {later: earlier for earlier, later in pairs}
    changes: list[FieldChange] = []
    for path, field in new.items():
        if path not in partner:
            changes.append(FieldChange("added", path, None, field, (), after.order))
            continue
        aspects = _aspects(old[partner[path]], field)
        if aspects:
            changes.append(FieldChange("changed", path, old[partner[path]], field, aspects, after.order))
    kept = {earlier for earlier, _ in pairs}
    changes += [FieldChange("removed", path, old[path], None, (), after.order) for path in old if path not in kept]
    reworded = before.version.hash != after.version.hash
    return FormDiff(before.version, after.version, tuple(changes), reworded, after.order)


def steps(forms: Iterable[Definition]) -> tuple[FormDiff, ...]:
    """The changes of a form through its wordings in the order of their dates, each with the order that made it.

    Wordings that read the same are one, so that an order that left the form alone is not named.
    """
    distinct: list[Definition] = []
    for form in forms:
        if not distinct or distinct[-1].version.hash != form.version.hash:
            distinct.append(form)
    return tuple(diff(before, after) for before, after in pairwise(distinct))


def _renamed(
    gone: Sequence[str], come: Sequence[str], old: dict[str, FormField], new: dict[str, FormField]
) -> list[tuple[str, str]]:
    """Pairs of a field that is gone and one that has come, the likest first."""
    scored: list[tuple[float, str, str]] = []
    for earlier in gone:
        for later in come:
            one, other = old[earlier].field, new[later].field
            if one.kind != other.kind or _group(earlier) != _group(later):
                continue
            likeness = SequenceMatcher(None, one.label.casefold(), other.label.casefold(), autojunk=False).ratio()
            if likeness >= _ALIKE:
                scored.append((likeness, earlier, later))
    found: list[tuple[str, str]] = []
    for _, earlier, later in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if all(earlier != one and later != other for one, other in found):
            found.append((earlier, later))
    return found


def _group(path: str) -> str:
    return path.rpartition("[].")[0]


def _aspects(before: FormField, after: FormField) -> tuple[str, ...]:
    old, new = before.field, after.field
    compared = (
        ("renamed", old.name, new.name),
        ("label", old.label, new.label),
        ("kind", old.kind, new.kind),
        ("required", old.required, new.required),
        ("choices", old.hint, new.hint),
        ("print", before.published, after.published),
    )
    return tuple(aspect for aspect, one, other in compared if one != other)


def _label(change: FieldChange) -> str:
    field = change.after or change.before
    label = field.field.label if field else change.path
    return f"«{label}»" if len(label) <= _LONGEST_LABEL else f"«{label[:_LONGEST_LABEL].rstrip()}…»"
