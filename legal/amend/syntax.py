"""What a clause of an amending act says: the records between the grammar and the operations.

Targets here are as far as the clause itself names them: "подпункт 2) изложить …" under the lead line "в пункте 2:"
is `((subparagraph 2),)`; the operations stage puts the parents in front.
"""

from __future__ import annotations

from dataclasses import dataclass

from legal.records import Action, ActRef, ForceRule, Target


@dataclass(frozen=True, slots=True)
class Opening:
    """ "Внести в приказ … следующие изменения:", "Внести дополнение в …", "… өзгерістер енгізілсін:".

    `acts` are the acts changed; `list_annex` is set where they stand in a list: "согласно приложению 1" gives "1",
    "согласно приложению" gives "". `rest` is an instruction that follows in the same sentence, else "".
    """

    acts: tuple[ActRef, ...]
    list_annex: str | None = None
    component: str | None = None
    target: Target = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead line that sets the context for what follows: "в пункте 2:", "в Правилах …, утвержденных …:".

    `component` is the approved document in the nominative ("Правила …"); `act` an act named by the line
    ("в Закон …:" in lists of several acts); `target` the elements from large to small.
    """

    target: Target = ()
    component: str | None = None
    act: ActRef | None = None
    of_act: bool = False
    """True where the line says that the act itself is meant ("к указанному приказу"), not a document it approves."""
    others: tuple[Lead, ...] = ()
    """What the line names besides: "в пунктах 2 и 5:", "в Правилах … и Стандарте …, утвержденных …:"."""


@dataclass(frozen=True, slots=True)
class Change:
    """One instruction.

    `targets` are relative to the leads above; for an insertion each is the new element, its parents first where the
    clause names them. `pairs` are the words: (old, new) for replace-words; (old, "") for delete-words; (anchor, new)
    for insert-words ("после слов"), `before` True for "перед словами". `annexes`: numbers of the annexes of the
    amending act that hold the new text, one for each target in order ("" where the act has one annex without a
    number); `of_list` where they are annexes of the list of changes that it approves ("к настоящему перечню").
    `text_follows`: the new text stands in quotes after the clause. `component`: the approved document, where the
    clause itself names it. `until`: the first day after a suspension, `since` its first where the clause says it, as
    ISO dates.
    """

    action: Action
    targets: tuple[Target, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    annexes: tuple[str, ...] = ()
    text_follows: bool = False
    component: str | None = None
    act: ActRef | None = None
    before: bool = False
    everywhere: bool = False
    inflected: bool = False
    new_number: str | None = None
    until: str | None = None
    since: str | None = None
    of_list: bool = False
    of_act: bool = False
    """True where the clause says that the act itself is meant ("к указанному приказу"), not a document it approves."""


@dataclass(frozen=True, slots=True)
class RepealActs:
    """ "Признать утратившим силу приказ …" / "… күші жойылды деп танылсын": whole acts, or a list in an annex."""

    acts: tuple[ActRef, ...]
    list_annex: str | None = None


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A clause outside the grammar, with the formula it comes nearest to, in words for a person."""

    text: str
    nearest: str


Clause = Opening | Lead | Change | RepealActs | NotUnderstood


@dataclass(frozen=True, slots=True)
class ForcePart:
    """A part of an act with an entry into force of its own, e.g. "абзацев девятого и десятого пункта 1".

    `places` are targets within the amending act itself (annex, paragraph, subparagraph, alinea ...), from large to
    small; () is everything not named elsewhere. `rule`, `days`, `date_text` as in `legal.records.InForce`.
    """

    places: tuple[Target, ...]
    rule: ForceRule
    days: int | None = None
    on: str | None = None
    """ISO date where the rule is "date"."""
    until: str | None = None
    """ISO date: last day plus one, where the part ends ("действует до 1 января 2027 года" gives 2027-01-01)."""
    condition: str | None = None
    not_before: str | None = None
    """ISO date: the earliest day that the rule may give ("но не ранее 1 января 2026 года")."""

    @property
    def addition(self) -> bool:
        """Whether the part says only how long something is in force, or since when it governs relations.

        It has the rule "date" and no day: when its places take force is said elsewhere.
        """
        return self.rule == "date" and self.on is None
