"""What the rules of `legal/grammar/rus.lark` on words mean, and where an instruction says that they stand."""

# ruff: noqa: D102 -- a method is the meaning of the rule of its name in rus.lark, where the phrase stands

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lark import Token as Terminal
from lark import Transformer, v_args

from legal.amend.address import Path, Refused, holds, share, within
from legal.amend.assemble import Piece, pairs_of
from legal.amend.pieces import Anchor, By, How, Places, What, Words, first_of
from legal.amend.syntax import Clause

_HERE = Path(())


def scope_of(items: Sequence[Any]) -> tuple[tuple[Path, ...], bool]:
    """The places of an instruction, and whether "по всему тексту" is among them.

    A place is inside the one before it ("в приложении 1 в пункте 2") or, where it cannot be or a conjunction stands
    between them, beside it ("в пункте 2 статьи 5 и в статье 6").
    """
    scope: tuple[Path, ...] = ()
    everywhere = False
    for item in items:
        if isinstance(item, Places):
            everywhere = everywhere or item.everywhere
            if item.besides and item.everywhere:
                # "в заголовке и по всему тексту статьи 9": the heading of that article, and the article.
                scope = (*within(item, scope), *(item or (_HERE,)))
            elif not item or not scope:
                scope = item or scope
            elif not (item.besides or item.parted or _nests(scope, item)):
                # "в пункте 21 в разделе «Вычеты»": which of the two holds the other is not said.
                raise Refused("a place as large as the one that it follows")
            elif item.besides or not _nests(scope, item):
                if item.besides and _nests(scope, item) and any(path.target for path in scope):
                    raise Refused("a place that may be inside the one before it or beside it")
                scope = _beside(scope, item)
            else:
                scope = within(scope, item)
    return scope, everywhere


def _beside(scope: tuple[Path, ...], item: tuple[Path, ...]) -> tuple[Path, ...]:
    """Places and those after them: "в пункте 1 и в пункте 3 статьи 7", "в Правилах … в пункте 2 и в приложении 3"."""
    document = scope[-1].owner
    if item[0].owner is None and document is not None:
        return (*scope, *(replace(path, owner=document) for path in item))
    return share((scope, item)) if item[0].target else (*scope, *item)


def _nests(scope: Sequence[Path], inner: Sequence[Path]) -> bool:
    """Whether places can stand inside the ones before them: they name no owner, and are smaller."""
    if any(path.owner is not None for path in inner):
        return False
    return all(
        not outer.target or not path.target or holds(outer.target[-1], path.target[0])
        for outer in scope
        for path in inner
    )


@v_args(inline=True)
class RussianWords(Transformer[Terminal, tuple[Clause, ...]]):
    """The rules on words: what is replaced, added and taken out, and after what."""

    def words(self, *items: Terminal) -> Words:
        return Words(word for item in items if item.type == "QUOTES" for word in item.value.value)

    def by(self, *items: Terminal) -> By:
        return By(word for item in items if item.type == "QUOTES" for word in item.value.value)

    def how(self, token: Terminal) -> How:
        return How(token.type)

    def after_words(self, *items: Terminal) -> Anchor:
        return Anchor(self._quotes(items))

    def before_words(self, *items: Terminal) -> Anchor:
        return Anchor(self._quotes(items), before=True)

    def _quotes(self, items: Sequence[Terminal]) -> Words:
        return Words(word for item in items if item.type == "QUOTES" for word in item.value.value)

    def correct_instead(self, *items: Any) -> Piece:
        """ "вместо слов «…» следует читать «…»"."""
        quotes = [item.value.value for item in items if isinstance(item, Terminal) and item.type == "QUOTES"]
        return Piece("replace-words", pairs=pairs_of(*quotes), **self._about_words(items))

    def correct(self, *items: Any) -> Piece:
        """ "слова «…» следует читать как «…»"."""
        new = next(item.value.value for item in items if isinstance(item, Terminal) and item.type == "QUOTES")
        return Piece("replace-words", pairs=pairs_of(first_of(items, Words), new), **self._about_words(items))

    def _about_words(self, items: Sequence[Any]) -> dict[str, Any]:
        scope, everywhere = scope_of(items)
        inflected = any(isinstance(item, How) and item == "INFLECTED" for item in items)
        subjects = tuple(first_of(items, What) or ())
        return {"scope": scope, "subjects": subjects, "everywhere": everywhere, "inflected": inflected}

    def exchange(self, *items: Any) -> Piece:
        pairs = pairs_of(first_of(items, Words), first_of(items, By))
        return Piece("replace-words", pairs=pairs, **self._about_words(items))

    inverted_exchange = exchange

    def delete_words(self, *items: Any) -> Piece:
        pairs = tuple((word, "") for word in first_of(items, Words))
        return Piece("delete-words", pairs=pairs, **self._about_words(items))

    inverted_delete_words = delete_words

    def insert_words(self, *items: Any) -> Piece:
        anchor: Anchor | None = first_of(items, Anchor)
        new: By = first_of(items, By)
        # "после слов «А», «Б» дополнить соответственно словами «В», «Г»" is done pair by pair; one text for two is not.
        if len(new) != (len(anchor.words) if anchor else 1):
            raise Refused("several words to insert")
        pairs = pairs_of(anchor.words, new) if anchor else (("", new[0]),)
        before = anchor.before if anchor else False
        return Piece("insert-words", pairs=pairs, before=before, **self._about_words(items))

    append_words = insert_words
    append_words_to_whole = insert_words

    def insert_after_words(self, *items: Any) -> Piece:
        words: Words = first_of(items, Words)
        new: By = first_of(items, By)
        if len(words) != 1 or len(new) != 1:
            raise Refused("several words to insert")
        return Piece("insert-words", pairs=((words[0], new[0]),), **self._about_words(items))
