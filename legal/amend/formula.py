"""The formulae of amendment: one clause line of an amending act to what it says.

    text -> tokens (language) -> terminals (tag_rus, tag_kaz) -> tree (legal/grammar) -> records (read_rus, read_kaz)

Every token of the clause has to have its place in the grammar: a word that no table holds, a number that fits no
element, an address that may mean two things make the whole clause `NotUnderstood`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Transformer
from lark import Token as Terminal
from lark.exceptions import UnexpectedInput, VisitError
from lark.lexer import Lexer

from legal.amend import tag_kaz, tag_rus
from legal.amend.address import Refused
from legal.amend.asides import without_asides
from legal.amend.language import Token, fold, quote_spans, tokens
from legal.amend.mentions import mentions
from legal.amend.numbers import read_item, read_numbers
from legal.amend.read_kaz import Kazakh
from legal.amend.read_rus import Russian
from legal.amend.syntax import Clause, NotUnderstood
from legal.records import Kind, Language
from legal.vocabulary import kazakh, russian

LONGEST_CLAUSE = 8000
"""Tokens that a clause may have: an opening that names a code lists every issue of the gazette that changed it."""
LONGEST_TEXT = 100_000
"""Characters that a clause may have: more is no clause, and is refused unread."""

# Verbs that other provisions use too ("внести предложения", "утвердить Правила"): see `_enters`.
_COMMON = frozenset({"ENTER", "APPROVE", "TO_ENTER", "COUNT"})
_VERBS: dict[Language, frozenset[str]] = {
    "rus": frozenset({*(w for w, t in russian.VERBS.items() if t not in _COMMON), "отменить"}),
    "kaz": frozenset({*(w for w, t in kazakh.VERBS.items() if t not in _COMMON),
                      "алынсын", "тоқтатылсын", "тұрсын", "шығарылсын", "жойылсын"}),
}  # fmt: skip


_LONGEST_NAME = 12
"""Tokens of a bracket that gives a short name: "(далее – Перечень)"."""
_NEVER_NUMBERED: frozenset[Kind] = frozenset({"preamble", "title", "heading", "contents", "caption"})


class _Tagged(Lexer):
    """Hands the parser terminals that the tagger has made."""

    def __init__(self, conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Terminal]:
        """The terminals, each with its token as value."""
        for token in lexer_state:
            yield Terminal(_NAMES.get(token.type, token.type), token)


_NAMES = {
    "IN": "_IN",
    "COMMA_IN": "_COMMA_IN",
    "TO": "_TO",
    **{f"THIS_{case}": f"_THIS_{case}" for case in ("GEN", "DAT", "ACC", "LOC")},
}
_READERS: dict[Language, type[Transformer[Terminal, tuple[Clause, ...]]]] = {"rus": Russian, "kaz": Kazakh}


@cache
def _parser(language: Language) -> Lark:
    grammar = resources.files("legal").joinpath("grammar", f"{language}.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer=_Tagged)


@cache
def _reader(language: Language) -> Transformer[Terminal, tuple[Clause, ...]]:
    """The meanings of the rules. Each is bound once: lark would wrap it anew for every node of every tree."""
    reader = _READERS[language]()
    for name in {terminal for rule in _parser(language).rules for terminal in (rule.alias, rule.origin.name)}:
        if name and (meaning := getattr(reader, name, None)) is not None:
            setattr(reader, name, meaning)
    return reader


def parse_clause(text: str, language: Language) -> tuple[Clause, ...]:
    """What one clause line says: one record an instruction, in order; one `NotUnderstood` outside the grammar.

    () where the line says that the text in this language does not change ("текст на русском языке не меняется").
    A number of the clause itself ("1. ", "1) ", "Статья 1.") is passed over. Never raises for any text.

    >>> [c.targets for c in parse_clause("подпункты 3) – 5) пункта 2 исключить", "rus")][0][0]
    (Step(kind='paragraph', num='2', title=None), Step(kind='subparagraph', num='3', title=None))
    """
    if len(text) > LONGEST_TEXT:
        return (NotUnderstood(text, ""),)
    found = _body(tokens(text, language), language)
    if len(found) > LONGEST_CLAUSE:
        return (NotUnderstood(text, ""),)
    if _unchanged(found, language):
        return ()
    found = without_asides(found, language)
    tagger = tag_rus.tag if language == "rus" else tag_kaz.tag
    tagged = tagger(text, found, mentions(text, found, language))
    if any(token.type == "UNKNOWN" for token in tagged) or not tagged:
        return (NotUnderstood(text, _nearest(tagged, language)),)
    try:
        tree = _parser(language).parse(tagged)
        return _reader(language).transform(tree)
    except UnexpectedInput:
        return (NotUnderstood(text, _nearest(tagged, language)),)
    except VisitError as error:
        if not isinstance(error.orig_exc, Refused):
            raise
        return (NotUnderstood(text, f"{_nearest(tagged, language)} ({error.orig_exc})"),)


def _body(found: Sequence[Token], language: Language) -> tuple[Token, ...]:
    """The clause without its own number and without the stop at its end."""
    first = 0
    if language == "rus" and len(found) > 2 and found[0].key == "статья" and found[1].type == "number":
        first = 2 + (found[2].type == ".")
        if found[2].type != "." and not found[2].key.startswith("внести"):
            first = 0
    elif len(found) > 2 and found[0].type == "number" and _own_number(found, language):
        first = 1 + (not found[0].bracket)
    elif language == "kaz" and len(found) > 4 and [t.type for t in found[:2]] == ["number", "dash"]:
        first = 4 if found[2].key in ("бап", "тармақ") and found[3].type == "." else 0
    last = len(found)
    while last > first and found[last - 1].type in (";", ".", ","):
        last -= 1
    return tuple(found[first : _called(found, first, last)])


def _called(found: Sequence[Token], first: int, last: int) -> int:
    """Where a clause ends before "(далее – Перечень)": a name that the act gives for itself."""
    if last <= first or found[last - 1].type != ")":
        return last
    opening = next((at for at in range(last - 1, first, -1) if found[at].type == "("), first)
    short = last - opening <= _LONGEST_NAME and found[opening + 1].key in ("далее", "бұдан")
    return opening if short else last


def _own_number(found: Sequence[Token], language: Language) -> bool:
    """Whether a number at the start is the clause's own: "1. Внести", "1) пункт 5"; not "2) тармақшасы", "1 тармақ"."""
    if not found[0].bracket:
        return found[1].type == "." and found[0].end == found[1].start
    if language == "rus":
        return True
    numbers = read_numbers(found, 0, "kaz")
    after = numbers.after if numbers else 1
    while after < len(found) and found[after].type == "dash":
        after += 1
    kinds = {kind for kind, _ in kazakh.NOUNS.get(found[after].key, ())} if after < len(found) else set()
    return numbers is not None and len(numbers.nums) == 1 and kinds <= _NEVER_NUMBERED


def _unchanged(found: Sequence[Token], language: Language) -> bool:
    """ "внесены изменения на казахском языке, текст на русском языке не меняется": nothing for the Russian text."""
    module = russian if language == "rus" else kazakh
    verbs = {module.VERBS.get(token.key) for token in found} - {None, "ENTER", "TO_ENTER"}
    if verbs:
        return False
    words = " " + " ".join(token.key for token in found if token.type == "word") + " "
    if not any(f" {phrase} " in words for phrase in module.UNCHANGED):
        return False
    at = min(words.find(f" {p} ") for p in module.UNCHANGED if f" {p} " in words)
    named = [(words.rfind(f" {phrase} ", 0, at + 1), lang) for phrase, lang in module.LANGUAGES]
    return max(named)[0] >= 0 and max(named)[1] == language


def _nearest(tagged: Sequence[Token], language: Language) -> str:
    """The formula that the verbs of the clause point to; "" for a line with none."""
    seen = {token.type for token in tagged} | ({"ACT"} if any(t.type.startswith("ACT_") for t in tagged) else set())
    table = russian.NEAREST if language == "rus" else kazakh.NEAREST
    return next((formula for terminal, formula in table if terminal in seen), "")


def is_instruction_like(text: str, language: Language) -> bool:
    """Whether a line has a verb of amendment: a cheap test for where instructions begin and end.

    >>> is_instruction_like("пункт 3 изложить в следующей редакции:", "rus")
    True
    >>> is_instruction_like("Контроль за исполнением настоящего приказа возложить на вице-министра.", "rus")
    False
    """
    words = [fold(word) for word in _outside_quotes(text)]
    # "преамбула не излагается в проектах …" says what is not done.
    said = [word for before, word in zip(["", *words], words, strict=False) if before != "не"]
    return not _VERBS[language].isdisjoint(said) or _enters(words, language)


def is_norm(text: str, language: Language) -> bool:
    """Whether a Russian line that holds a verb of amendment says how acts are amended at large, and changes none.

    It names no act and no element by its number, quotes nothing, announces nothing and does not begin with the verb.

    >>> is_norm("При внесении изменений такой структурный элемент излагается в новой редакции.", "rus")
    True
    >>> is_norm("пункт 5 излагается в новой редакции.", "rus")
    False
    """
    found = _body(tokens(text, language), language)
    if language != "rus" or not found or found[0].key in russian.VERBS or found[-1].type == ":":
        return False
    if any(token.type == "quote" for token in found) or mentions(text, found, language):
        return False
    nouns = (at for at, token in enumerate(found) if token.key in russian.NOUNS)
    return not any(read_item(found, at + 1, language) or (at and read_item(found, at - 1, language)) for at in nouns)


def _outside_quotes(text: str) -> list[str]:
    """The words of a text that stand in no quotes."""
    spans = quote_spans(text)
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans.items()):
        parts.append(text[at:start])
        at = end + 1
    parts.append(text[at:])
    return (
        " ".join(parts)
        .replace("(", " ")
        .replace(",", " ")
        .replace(":", " ")
        .replace(";", " ")
        .replace(".", " ")
        .split()
    )


def _enters(words: Sequence[str], language: Language) -> bool:
    """Changes are entered, a list of acts to change is approved, an element is counted as another."""
    if language == "kaz":
        changes = any(word.startswith(("өзгеріс", "толықтыру")) for word in words)
        counted = "деп" in words and not {"есептелсін", "саналсын"}.isdisjoint(words)
        prolonged = "ұзартылсын" in words and "мерзімі" in words
        return counted or prolonged or (changes and not {"енгізілсін", "енгізілетін", "енгізілді"}.isdisjoint(words))
    changes = any(word.startswith(("изменени", "дополнени")) for word in words)
    entered = {"внести", "вносятся", "вносится", "внесены", "внесено"}
    listed = "утвердить" in words and not {"утративших", "утрачивающих"}.isdisjoint(words)
    counted = "считать" in words and any(word in russian.NOUNS for word in words)
    # "Продлить срок действия приказа … до …": no text changes, the end of one does.
    prolonged = "продлить" in words[:2] and "действия" in words[:4]
    return listed or counted or prolonged or (changes and not entered.isdisjoint(words))
