"""The order that repeals acts whole: one in its sentence, two in a list, three or more in an annex.

Order 464, items 34 and 35: with an act the acts that amended it are repealed, and a list of three or more stands in an
annex of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from legal.draft import markdown
from legal.draft.drafting import Draft, reread, told_by
from legal.draft.errors import DraftError
from legal.draft.formulae import Formulae, formulae
from legal.draft.layout import annex_head, own_label
from legal.draft.order import closing, head, identified
from legal.draft.particulars import Particulars, said_form
from legal.records import ActRef, Language, Operation

_LISTED = 3


def repeal(acts: Sequence[ActRef], language: Language, order: Particulars | None = None) -> Draft:
    """The order that repeals acts of one form, proved by reading it. Raises DraftError where it is not read back."""
    if not acts:
        raise DraftError("there is nothing to repeal", remedy="Name an act.")
    order = order or Particulars()
    words = formulae(language, order.dates)
    text = _written([identified(act) for act in acts], words, order)
    found, findings = reread(text, language)
    errors = [finding for finding in findings if finding.severity == "error"]
    meant, got = [told_by(act) for act in acts], [told_by(each.act) for each in found if _repeals(each)]
    if errors or meant != got or len(got) != len(found):
        reason = errors[0].message if errors else f"{len(got)} acts of {len(meant)} are read back"
        raise DraftError(f"the repeal is not read back: {reason}", remedy="Give the cards of the acts.")
    return Draft(text, found, findings)


def _repeals(operation: Operation) -> bool:
    return operation.action == "repeal" and not operation.target and operation.component is None


def _written(acts: Sequence[ActRef], words: Formulae, order: Particulars) -> str:
    first, form = acts[0], said_form(order.act)
    title = words.choice("repeal-title", int(len(acts) > 1), act=first, forms=first.form)
    lines = head(words, order, order.title or title)
    label = words.by_form("label", form, number=1)
    if len(acts) == 1:
        said = words.say("repeal", act=first, registered=words.registered(first))
    elif len(acts) < _LISTED:
        said = words.say("repeal-several")
    else:
        said = words.say("repeal-list", forms=first.form, annex=words.say("only-annex", form=form))
    lines += markdown.paragraph(f"{label} {said[:1].upper()}{said[1:]}")
    items = _items(acts, words)
    if 1 < len(acts) < _LISTED:
        lines += [line for at, item in enumerate(items, 1) for line in markdown.paragraph(f"{at}) {item}")]
    lines += closing(words, order)
    if len(acts) >= _LISTED:
        lines += annex_head(own_label(None, words.language), [words.caption(order.act)], words.language, above=True)
        lines += markdown.heading(words.say("repeal-list-title", forms=first.form))
        lines += [line for at, item in enumerate(items, 1) for line in markdown.paragraph(f"{at}. {item}")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _items(acts: Sequence[ActRef], words: Formulae) -> list[str]:
    said = [words.say("repeal-item", act=act, registered=words.registered(act)) for act in acts]
    if len(acts) >= _LISTED:
        return [f"{item[:1].upper()}{item[1:]}." for item in said]
    return [f"{item}{'.' if at == len(said) else ';'}" for at, item in enumerate(said, 1)]


__all__ = ["repeal"]
