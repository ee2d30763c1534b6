"""What the rules of `legal/grammar/kaz.lark` mean: one small method a rule."""

# ruff: noqa: D102 -- a method is the meaning of the rule of its name in kaz.lark, where the phrase stands

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from lark import Token as Terminal
from lark import Transformer, v_args

from legal.amend.address import Path, Refused, inherit, within
from legal.amend.assemble import NewText, Piece, changes, lead_of, line_of, pairs_of
from legal.amend.pieces import (
    Added,
    Anchor,
    Ending,
    How,
    Places,
    Since,
    Span,
    Until,
    What,
    Words,
    first_of,
    repealed,
    suspended,
)
from legal.amend.places_kaz import Address, address_of, scope_of
from legal.amend.syntax import Change, Clause, Lead, Opening, RepealActs
from legal.amend.tagging import Annexes, Element, Owner


class Into(tuple[Path, ...]):
    """What an opening changes."""


class Quoted(tuple[str, ...]):
    """Quoted strings that are put in."""


class Said(NamedTuple):
    """What is said of quoted strings: (words out, words in), a pair for each "… деген сөз … деген сөзбен"."""

    groups: tuple[tuple[Words, Quoted], ...]
    inflected: bool
    into: bool = False
    """Words put in stand in the dative, as only an exchange has them: "X" деген сөз "Y" деген сөзге ауыстырылсын."""


def _only(said: Said) -> tuple[Words, Quoted, bool]:
    if len(said.groups) != 1 or said.into:
        raise Refused("words taken out after words put in")
    return (*said.groups[0], said.inflected)


@v_args(inline=True)
class Kazakh(Transformer[Terminal, tuple[Clause, ...]]):
    """The tree of a Kazakh clause to its records."""

    def start(self, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        return clauses

    # --- addresses

    def holder(self, token: Terminal) -> Owner:
        owner: Owner = token.value.value
        return owner

    def address(self, *items: Any) -> Address:
        return address_of(items)

    def address_in_genitive(self, *items: Any) -> Address:
        """Elements in the genitive; after a comma or a conjunction another address begins."""
        owner = first_of(items, Owner)
        chains: list[list[Terminal]] = []
        for item in items:
            if isinstance(item, Terminal) and isinstance(item.value.value, Element):
                if not chains or item.value.bracket:
                    chains.append([])
                chains[-1].append(item)
        first, *others = chains
        return Address(inherit([address_of([owner, *first]), *map(address_of, others)]))

    def document(self, token: Terminal) -> Address:
        return Address((Path((), token.value.value),))

    def everywhere(self, *items: Any) -> Places:
        elements = [item for item in items if isinstance(item, (Owner, Terminal))]
        places = Places(address_of(elements) if len(elements) > 1 else ())
        places.everywhere = True
        # "тақырыбындағы және бүкіл мәтіні бойынша": the heading, and beside it the whole text.
        places.besides = len(elements) == 1 and items[0].value.bracket
        return places

    def everywhere_in_document(self, token: Terminal, where: Terminal) -> Places:
        places = Places(self.document(token))
        places.everywhere = True
        return places

    def what(self, *subjects: Address) -> What:
        return What(inherit(subjects))

    def subject(self, address: Address) -> Address:
        return address

    def whole(self, token: Terminal) -> What:
        return What((Path((), token.value.value),))

    # --- openings and leads

    def opening(self, *items: Any) -> tuple[Clause, ...]:
        into: Into | Address = next(item for item in items if isinstance(item, (Into, Address)))
        ending: Ending = first_of(items, Ending)
        listed = next((i for i in items if isinstance(i, Terminal) and i.type == "BY_ANNEX"), None)
        owners = list(dict.fromkeys(path.owner for path in into if path.owner is not None))
        refs = tuple(owner.ref for owner in owners if owner.ref is not None)
        names = [owner.name for owner in owners if owner.name]
        targets = [path.target for path in into if path.target]
        if len(targets) > 1 or len(names) > 1 or (into and not refs and not names and not targets):
            raise Refused("an opening for several elements, or one that names no act")
        annex = _single(listed.value.value) if listed is not None else None
        opening = Opening(refs, annex, names[0] if names else None, targets[0] if targets else ())
        return (opening, *ending.sentence)

    def documents(self, *tokens: Terminal) -> Into:
        return Into(Path((), token.value.value) for token in tokens)

    def some_acts(self, token: Terminal) -> Into:
        return Into()

    def ends(self, *colon: Terminal) -> Ending:
        return Ending()

    def goes_on(self, *items: Any) -> Ending:
        pieces = [item for item in items if isinstance(item, Piece)]
        if pieces:
            return Ending(None, changes(pieces, colon=not isinstance(items[-1], Piece)))
        return Ending(None, next(item for item in items if not isinstance(item, Terminal)))

    def listing_of_changes(self, *items: Terminal) -> tuple[Clause, ...]:
        return (Opening((), _annex_of_list(items)),)

    def changes_of_act(self, *items: Terminal) -> tuple[Clause, ...]:
        owner: Owner = next(item.value.value for item in items if item.type == "ACT_DAT")
        if owner.ref is None:
            raise Refused("no act is named")
        return (Opening((owner.ref,), _annex_of_list(items)),)

    def listing_of_repeals(self, *items: Terminal) -> tuple[Clause, ...]:
        return (RepealActs((), _annex_of_list(items)),)

    def lead_of_act(self, token: Terminal, colon: Terminal) -> tuple[Clause, ...]:
        owner: Owner = token.value.value
        return (Lead((), None, owner.ref, owner.of_act),)

    def lead(self, *items: Any) -> tuple[Clause, ...]:
        scope, everywhere = scope_of(items)
        return (lead_of(scope, everywhere=everywhere),)

    def lead_of_elements(self, *items: Any) -> tuple[Clause, ...]:
        """ "7-тармақ:" / "«тест» деген сөзден кейін … толықтырылсын": what the lines below are about."""
        scope, everywhere = scope_of(items)
        return (lead_of(within(scope, first_of(items, What)), everywhere=everywhere),)

    # --- instructions

    def line(self, *items: Any) -> tuple[Clause, ...]:
        return line_of(items, colon=isinstance(items[-1], Terminal))

    def sentence(self, *items: Any) -> tuple[Change, ...]:
        pieces = [item for item in items if isinstance(item, Piece)]
        return changes(pieces, colon=not isinstance(items[-1], Piece))

    def new_wording(self, *items: Terminal) -> NewText:
        return _text(items)

    def restate(self, *items: Any) -> Piece:
        scope, everywhere = scope_of(items)
        if everywhere:
            raise Refused("an element restated in every place")
        own = _text([item for item in items if isinstance(item, Terminal)])
        text = first_of(items, NewText) or own
        if own.annexes and text.annexes and own is not text:
            raise Refused("new text in two annexes")
        return Piece("replace", scope, first_of(items, What) or (), text=own if own.annexes else text)

    def delete(self, *items: Any) -> Piece:
        scope, _ = scope_of(items)
        return Piece("delete", scope, first_of(items, What))

    def repeal_elements(self, *items: Any) -> Piece:
        scope, _ = scope_of(items)
        return Piece("repeal", scope, first_of(items, What))

    def renumber(self, *items: Any) -> Piece:
        scope, _ = scope_of(items)
        what: What = first_of(items, What)
        if len(what) % 2:
            raise Refused("as many new numbers as old ones are wanted")
        half = len(what) // 2
        return Piece("renumber", scope, what[:half], numbers=_numbers(what[half:]))

    def renumber_pairwise(self, *items: Any) -> Piece:
        scope, _ = scope_of(items)
        old, new = (item for item in items if isinstance(item, What))
        return Piece("renumber", scope, old, numbers=_numbers(new))

    def new_element(self, address: Address) -> Address:
        return address

    def content(self, token: Terminal) -> NewText:
        return NewText(quoted=True)

    def added(self, *items: Any) -> Added:
        # Without an alias, an address of new elements arrives as such.
        groups = [item for item in items if isinstance(item, Address)]
        added = Added(inherit(groups))
        annexes = _text([item for item in items if isinstance(item, Terminal)])
        added.text = annexes if annexes.annexes else first_of(items, NewText) or NewText()
        return added

    def after_element(self, *items: Any) -> Path:
        return address_of(items)[-1]

    def add(self, *items: Any) -> Piece:
        scope, everywhere = scope_of(items)
        if everywhere:
            raise Refused("an element added in every place")
        added: Added = first_of(items, Added)
        return Piece("insert", scope, first_of(items, What) or (), tuple(added), first_of(items, Path), text=added.text)

    # --- words

    def words(self, *items: Any) -> Said:
        groups: list[tuple[Words, Quoted]] = []
        old: list[str] = []
        new: list[str] = []
        waiting: Sequence[str] = ()
        for item in items:
            if isinstance(item, How):
                continue
            if item.type == "QUOTES":
                waiting = item.value.value
            elif item.type in ("BY_WORDS", "TO_WORDS"):
                new += waiting
            else:
                if new:
                    groups.append((Words(old), Quoted(new)))
                    old, new = [], []
                old += waiting
        into = any(isinstance(item, Terminal) and item.type == "TO_WORDS" for item in items)
        return Said((*groups, (Words(old), Quoted(new))), "INFLECTED" in items, into)

    def how(self, token: Terminal) -> How:
        return How(token.type)

    def after_words(self, quotes: Terminal, *rest: Terminal) -> Anchor:
        return Anchor(Words(quotes.value.value))

    def before_words(self, quotes: Terminal, *rest: Terminal) -> Anchor:
        return Anchor(Words(quotes.value.value), before=True)

    def _about(self, items: Sequence[Any]) -> dict[str, Any]:
        scope, everywhere = scope_of(items)
        return {"scope": scope, "subjects": tuple(first_of(items, What) or ()), "everywhere": everywhere}

    def exchange(self, *items: Any) -> Piece:
        said: Said = first_of(items, Said)
        if not all(old and new for old, new in said.groups):
            raise Refused("words taken out or put in are missing")
        pairs = tuple(pair for old, new in said.groups for pair in pairs_of(old, new))
        return Piece("replace-words", pairs=pairs, inflected=said.inflected, **self._about(items))

    def delete_words(self, *items: Any) -> Piece:
        old, new, inflected = _only(first_of(items, Said))
        if new or not old:
            raise Refused("words put in where words are taken out")
        pairs = tuple((word, "") for word in old)
        return Piece("delete-words", pairs=pairs, inflected=inflected, **self._about(items))

    def correct(self, *items: Any) -> Piece:
        """ ""X" деген сөздердің орнына "Y" деп оқылсын"."""
        quotes = [item.value.value for item in items if isinstance(item, Terminal) and item.type == "QUOTES"]
        return Piece("replace-words", pairs=pairs_of(*quotes), **self._about(items))

    def insert_words(self, *items: Any) -> Piece:
        old, new, inflected = _only(first_of(items, Said))
        anchor: Anchor | None = first_of(items, Anchor)
        if old or len(new) != 1 or (anchor and len(anchor.words) != 1):
            raise Refused("several words to insert")
        pair = (anchor.words[0] if anchor else "", new[0])
        before = anchor.before if anchor else False
        return Piece("insert-words", pairs=(pair,), before=before, inflected=inflected, **self._about(items))

    def insert_words_each(self, *items: Any) -> Piece:
        """ ""А" деген сөзден кейін "Б" деген сөзбен, "В" деген сөзден кейін "Г" деген сөзбен толықтырылсын"."""
        anchors = [item for item in items if isinstance(item, Anchor)]
        said = [_only(item) for item in items if isinstance(item, Said)]
        if any(old or len(new) != 1 for old, new, _ in said) or any(len(anchor.words) != 1 for anchor in anchors):
            raise Refused("several words to insert in one place")
        if len({anchor.before for anchor in anchors}) > 1:
            raise Refused("words before and words after")
        pairs = tuple((anchor.words[0], new[0]) for anchor, (_, new, _) in zip(anchors, said, strict=True))
        inflected = any(flag for _, _, flag in said)
        return Piece("insert-words", pairs=pairs, before=anchors[0].before, inflected=inflected, **self._about(items))

    def exchange_lines(self, *items: Any) -> Piece:
        """ ""X" деген жол "Y" деген жолмен ауыстырылсын": the words of a line of a list."""
        old, new = (item.value.value for item in items if isinstance(item, Terminal) and item.type in ("NOM", "INS"))
        lines = old.kind == new.kind == "row" and len(old.titles) == len(new.titles) == 1
        if not lines or (old.nums, new.nums) != ((None,), (None,)):
            raise Refused("an element exchanged for another")
        return Piece("replace-words", pairs=((old.titles[0], new.titles[0]),), **self._about(items))

    # --- repeals, suspensions

    def repeal_acts(self, *items: Terminal) -> tuple[Clause, ...]:
        return repealed([item.value.value for item in items if item.type.startswith("ACT_")])

    def repeal_group(self, *items: Terminal) -> tuple[Clause, ...]:
        annex = next((item.value.value for item in items if item.type == "BY_ANNEX"), None)
        return (RepealActs((), _single(annex) if annex else None),)

    def repeal_genitive(self, *items: Any) -> tuple[Clause, ...]:
        return changes([Piece("repeal", (), address_of(items))], colon=False)

    def repeal_document(self, *items: Terminal) -> tuple[Clause, ...]:
        return changes([Piece("repeal", (), self.document(items[0]))], colon=False)

    def since(self, day: Terminal, *rest: Terminal) -> Since:
        return Since(day.value.value.isoformat())

    def until(self, day: Terminal, *rest: Terminal) -> Until:
        return Until(day.value.value.isoformat())

    def until_inclusive(self, day: Terminal, *rest: Terminal) -> Until:
        return Until((day.value.value + timedelta(days=1)).isoformat())

    def span(self, *days: Since | Until) -> Span:
        return Span(first_of(days, Since), first_of(days, Until))

    def suspend(self, *items: Any) -> tuple[Clause, ...]:
        meanwhile = any(isinstance(item, Terminal) and item.type == "MEANWHILE" for item in items)
        return suspended(first_of(items, Address), first_of(items, Span), meanwhile=meanwhile)

    def resume(self, *items: Any) -> tuple[Clause, ...]:
        return changes([Piece("resume", (), first_of(items, Address))], colon=False)


def _text(items: Sequence[Terminal]) -> NewText:
    annexes = next((item.value.value for item in items if item.type == "BY_ANNEX"), Annexes(()))
    return NewText(any(item.type in ("IN_WORDING", "OF_CONTENT") for item in items), annexes.nums, annexes.of_list)


def _annex_of_list(items: Sequence[Terminal]) -> str:
    """The annex that holds a list: the only one where its number is not said."""
    return _single(next((item.value.value for item in items if item.type == "BY_ANNEX"), Annexes(("",))))


def _single(annexes: Annexes) -> str:
    if len(annexes.nums) != 1:
        raise Refused("a list in several annexes")
    return annexes.nums[0]


def _numbers(new: Sequence[Path]) -> tuple[str, ...]:
    return tuple(path.target[-1].num or "" for path in new)
