"""Changes of words and sentences: "слова «X» заменить словами «Y»", as laws make them.

The words named stand once in the element named; they are made longer by their neighbours until they do. A change that
takes more words than it saves, or that is not read back exactly, is not made: the line is given anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from legal.amend.formula import parse_clause
from legal.amend.syntax import Change
from legal.draft.counting import LAST_ORDINAL, lines, names, parts
from legal.draft.edits import Edit
from legal.draft.formulae import Formulae
from legal.draft.quoting import STYLES, quotable
from legal.records import Action, ActRef, InForce, Node, Operation, OperationSource, Step, Target
from legal.sentences import split_sentences
from legal.versions.skeleton import occurrences, skeleton
from legal.versions.words import edited

_MOST = 0.6
"""The share of a line up to which naming words says less than giving it anew."""
_WHOLE = 0.75
"""The share of a sentence from which on it is given anew rather than its words."""
_PLACES = 3
"""Changes in one line that are still told one by one."""
_NEAR = 2
"""Words between two changes up to which they are one."""
_WIDEST = 8
"""Words that are added to those changed at most, to tell them from the same words elsewhere."""

_MARKS = ".,;:"
_WORDED = frozenset({"", "quoted"})
"""Roles of the lines whose words may be changed: plain ones, and the new text that an amending act quotes."""


def clause_of(operation: Operation, lead: Target, words: Formulae) -> str | None:
    """The instruction on words under a lead line, without its end; None where no quotes are read back."""
    key = "insert-words-before" if operation.before else operation.action
    old, new = operation.old or "", operation.new or ""
    wanted = (operation.action, ((old, new),), operation.before)
    # Quotes that the words hold themselves are tried last: «"Е-Собес"» is told apart by the eye too.
    for opening, closing in sorted(STYLES, key=lambda style: style[0] in old + new):
        said = words.say(
            key,
            where=operation.target[len(lead) :],
            words=old,
            by=new,
            old=f"{opening}{old}{closing}",
            new=f"{opening}{new}{closing}",
        )
        read = [parse_clause(f"{said}{mark}", words.language) for mark in ";."]
        if all(len(one) == 1 and isinstance(one[0], Change) for one in read) and all(
            (one.action, one.pairs, one.before) == wanted for (one,) in read if isinstance(one, Change)
        ):
            return said
    return None


def reworded(old: Node, new: Node, target: Target, words: Formulae) -> tuple[list[Edit], Node]:
    """The changes of words in the own lines of an element, and the element after them: as much as can be so said."""
    mine, theirs = lines(old), lines(new)
    found: list[Edit] = []
    if len(mine) != len(theirs):
        return found, old
    done = old
    for at, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        if one.text == other.text or (one.label, one.role) != (other.label, other.role) or one.role not in _WORDED:
            continue
        changes = _line(done, old, at, other.text, target, words)
        if changes:
            found += changes
            done = _with_line(done, at, other.text)
    return found, done


def _line(element: Node, before: Node, at: int, text: str, target: Target, words: Formulae) -> list[Edit]:
    """The changes that make one line of an element another; [] where it is better given anew."""
    line = lines(element)[at]
    narrow = _narrow(before, at, target)
    # The smallest element that can be named for certain tells the reader where to look.
    places = [(narrow, [line.text])] if narrow is not None else []
    places.append((target, _texts(element)))
    said = next((made for place, texts in places if (made := _words(line.text, text, place, texts, words))), [])
    holder = narrow or (target if len(lines(element)) == 1 and element.kind != "cell" else None)
    sentence = _sentences(line.text, text, holder) if holder is not None else []
    if said and sentence and _cost(said) >= _WHOLE * _cost(sentence):
        return sentence
    return said or sentence


def _cost(edits: Sequence[Edit]) -> int:
    return sum(edit.cost for edit in edits)


def _narrow(element: Node, at: int, target: Target) -> Target | None:
    """The address of one line of an element: that of its часть where it is all of it, else of the абзац.

    None where it has none; the lines of a cell are not counted.
    """
    line = lines(element)[at]
    if element.kind == "cell" or at >= LAST_ORDINAL:
        return None
    for index, part in enumerate(parts(element)):
        if lines(part) == [line] and len(parts(element)) > 1 and names(element, "part", index, part):
            return (*target, Step("part", str(index + 1)))
    if len(lines(element)) > 1 and names(element, "alinea", at, line):
        return (*target, Step("alinea", str(at + 1)))
    return None


def _texts(node: Node) -> list[str]:
    """Every text of an element in which words may be found."""
    own = [text for text in (node.heading, node.text) if text]
    return own + [text for child in node.children for text in _texts(child)]


def _with_line(node: Node, at: int, text: str) -> Node:
    """An element with one of its own lines given anew."""
    line = lines(node)[at]

    def made(each: Node) -> Node:
        if each is line:
            return replace(each, text=text)
        if each is not node and each.kind != "part":
            return each
        return replace(each, children=tuple(made(child) for child in each.children))

    return made(node)


def _words(old: str, new: str, target: Target, texts: Sequence[str], words: Formulae) -> list[Edit]:
    """The changes of words in a line, each found once in the texts at its time; [] where that is not so."""
    standing, now, found = list(texts), old, []
    regions = list(_regions(old.split(" "), new.split(" ")))
    if len(regions) > _PLACES:
        return []
    moved = 0
    for first, last, given in regions:
        made = _region(now, first + moved, last + moved, given, target, standing, words)
        if made is None:
            return []
        edit, after = made
        standing[standing.index(now)] = after
        now = after
        moved += len(given) - (last - first)
        found.append(edit)
    enough = _cost(found) <= _MOST * len(new)
    return found if now == new and enough else []


def _regions(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Where words differ: from, to (not inclusive), and what stands there instead. Near ones are one."""
    run: list[int] | None = None
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            if run is not None and i2 - i1 > _NEAR:
                yield run[0], run[1], list(new[run[2] : run[3]])
                run = None
            continue
        run = [run[0], i2, run[2], j2] if run else [i1, i2, j1, j2]
    if run is not None:
        yield run[0], run[1], list(new[run[2] : run[3]])


def _region(
    text: str, first: int, last: int, given: Sequence[str], target: Target, texts: Sequence[str], words: Formulae
) -> tuple[Edit, str] | None:
    """The change of one place of a line, and the line after it."""
    tokens = text.split(" ")
    wanted = " ".join([*tokens[:first], *given, *tokens[last:]])
    for edit in _candidates(tokens, first, last, list(given), target):
        assert edit.old is not None
        if not (_whole(edit.old) and _whole(edit.new or "")):
            continue
        if sum(_places(edit.old, each) for each in texts) != 1:
            continue
        at = next(iter(occurrences(edit.old, text)), None)
        operation = _operation(edit)
        if at is None or edited(operation, text, at, at + len(edit.old), edit.new or "") != wanted:
            continue
        if clause_of(operation, (), words) is not None:
            return edit, wanted
    return None


def _whole(words: str) -> bool:
    """Whether words can be named by themselves: they tear no bracket, and are more than a dash."""
    depth = 0
    for sign in words:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0 and (not words or any(sign.isalnum() for sign in words))


def _places(words: str, text: str) -> int:
    """How often words stand in a text, look-alikes counted."""
    return sum(True for _ in occurrences(skeleton(words), skeleton(text)))


def _candidates(tokens: list[str], first: int, last: int, given: list[str], target: Target) -> Iterator[Edit]:
    """Ways to say a change, the shortest first: words alone, then with more and more of those before or after."""
    for wide in range(_WIDEST + 1):
        for left in dict.fromkeys((wide, 0, wide // 2)):
            right = wide - left
            if left > first or last + right > len(tokens):
                continue
            before, after = tokens[first - left : first], tokens[last : last + right]
            yield from _said(before, tokens[first:last], after, given, target)


def _said(before: list[str], old: list[str], after: list[str], given: list[str], target: Target) -> Iterator[Edit]:
    named, put = " ".join([*before, *old, *after]), " ".join([*before, *given, *after])
    if not old and (before or after) and not (before and after):
        anchor = _trimmed(" ".join(before or after))
        yield Edit("insert-words", target, old=anchor, new=" ".join(given), before=bool(after))
    if not given and not before and not after:
        yield Edit("delete-words", target, old=named)
    if old and named and put:
        short, replaced = _alike(named, put)
        if short and replaced:
            yield Edit("replace-words", target, old=short, new=replaced)
        yield Edit("replace-words", target, old=named, new=put)


def _trimmed(text: str) -> str:
    return text.strip(_MARKS + " ")


def _alike(old: str, new: str) -> tuple[str, str]:
    """Both without the punctuation that ends either."""
    while old and new and old[-1] == new[-1] and old[-1] in _MARKS:
        old, new = old[:-1], new[:-1]
    return old, new


def _operation(edit: Edit) -> Operation:
    """An edit as the operation that the engine would apply."""
    nowhere, force = OperationSource(None, (), ""), InForce("condition", None, "pending")
    act = ActRef(None, None, None)
    return Operation(
        "", edit.action, act, None, edit.target, force, nowhere, old=edit.old, new=edit.new, before=edit.before
    )


def _sentences(old: str, new: str, target: Target) -> list[Edit]:
    """The one sentence of a line that is changed, added or taken out."""
    mine, theirs = split_sentences(old), split_sentences(new)
    if mine is None or theirs is None or len(mine) < 2 or " ".join(mine) != old or " ".join(theirs) != new:
        return []
    codes = [code for code in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes() if code[0] != "equal"]
    if len(codes) != 1 or codes[0][2] - codes[0][1] > 1 or codes[0][4] - codes[0][3] > 1:
        return []
    tag, at, _, there, _ = codes[0]
    action: Action = {"replace": "replace", "insert": "insert", "delete": "delete"}[tag]  # type: ignore[assignment]
    step = (*target, Step("sentence", str(at + 1)))
    if action == "delete":
        return [Edit(action, step)]
    content = quotable((Node("sentence", text=theirs[there]),), step)
    return [Edit(action, step, content)] if content is not None else []
