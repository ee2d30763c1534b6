"""A cursor over the tokens of a sentence, for what is read by its words: entry into force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legal.amend.address import Refused
from legal.amend.language import Token


@dataclass(slots=True)
class Cursor:
    """Where a reader stands in a sentence."""

    text: str
    found: Sequence[Token]
    at: int = 0

    @property
    def done(self) -> bool:
        """Nothing is left."""
        return self.at >= len(self.found)

    def key(self, ahead: int = 0) -> str:
        """The word or sign ahead, "" past the end and for quotes."""
        index = self.at + ahead
        if index >= len(self.found) or self.found[index].type == "quote":
            return ""
        return self.found[index].key

    def take(self, *options: str) -> bool:
        """Go past one of some phrases, the first that stands here."""
        for option in options:
            words = option.split()
            if [self.key(i) for i in range(len(words))] == words:
                self.at += len(words)
                return True
        return False

    def skip(self, *words: str) -> None:
        """Go past any of some words."""
        while not self.done and self.key() in words:
            self.at += 1

    def brackets(self) -> None:
        """Go past "(десяти)": a number said again in brackets."""
        if self.key() == "(":
            for index in range(self.at + 1, min(len(self.found), self.at + 6)):
                if self.found[index].type == ")" or self.found[index].bracket:
                    self.at = index + 1
                    return

    def words(self, first: int, after: int) -> str:
        """The text from a token up to another."""
        return self.text[self.found[first].start : self.found[after - 1].end] if after > first else ""

    def need(self, *options: str) -> None:
        """Go past one of some phrases, or refuse the sentence."""
        if not self.take(*options):
            raise Refused(f"{options[0]!r} is missing")


def sentences(text: str, found: Sequence[Token]) -> list[list[Token]]:
    """The sentences: a stop before a capital or a number ends one, unless a short word stands before it or a bracket
    is open.
    """
    done: list[list[Token]] = [[]]
    depth = 0
    for index, token in enumerate(found):
        depth = max(0, depth + (token.type == "(") - (token.type == ")" or token.bracket))
        ahead = found[index + 1] if index + 1 < len(found) else None
        before = found[index - 1] if index else None
        short = before is not None and before.end - before.start <= 2 and before.type == "word"
        ends = token.type == "." and not short and depth == 0 and (ahead is None or _begins(text, ahead, token))
        if ends:
            done.append([])
        else:
            done[-1].append(token)
    return [sentence for sentence in done if sentence]


def _begins(text: str, ahead: Token, stop: Token) -> bool:
    return (text[ahead.start].isupper() or text[ahead.start].isdigit() or ahead.type == "quote") and (
        ahead.start > stop.end
    )
