"""Whether the published file holds an annex to its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.letters import pattern
from legal.records import Node

_JOURNAL = pattern(
    r"(?<!\w)(?<!из )(?<!в )(?:журнал|реестр|книг[аи]|ведомость)\w*|"
    r"(?<!\w)(?:тізілім|кітаб)(?!\w*(?:нен|ден|нан|дан|ге|ға)\b)\w*",
    re.IGNORECASE,
)
"""Documents that are tables by nature: a form of one without columns is not whole. What is written out of one or into
one ("Выписка из реестра", "тізілімнен үзінді") is another document."""

_RULE = re.compile(r"_{5,}")
_LEADS = re.compile(r"^(?!.*__).*(?:подпис|Ф\.\s?И\.\s?О|[Фф]амили|[Дд]олжност|қолы|тегі|Т\.\s?А\.\s?Ә|лауазым)[^.;]*$")


def missing_end(annex: Node) -> str:
    """Why an annex cannot be whole as it stands, in words; "" where nothing says so.

    Three signs: nothing below the title; a journal or register without a table; a line to write on as the last
    thing, with no caption and no table after it, nor words above it that say who signs there.
    """
    below = [node for node in annex.children if node.role not in ("caption", "editorial")]
    if not below and not annex.text:
        return "nothing stands below the title"
    if is_journal(annex.heading) and not any(node.kind == "table" and node.role != "column" for node in walk(annex)):
        return "a journal whose columns the published file does not hold"
    above, last = ["", "", *(node.text for node in walk(annex) if node.text)][-2:]
    led = _LEADS.search(above) is not None
    if _RULE.fullmatch(last) and not led and len(below) > 1 and below[-1].kind != "table":
        return "the text ends with a line to write on and nothing under it"
    return ""


def is_journal(title: str) -> bool:
    """The title names a journal among its first words or its last: "Электронный журнал регистрации …"."""
    return _JOURNAL.search(" ".join(title.split()[:4])) is not None or _JOURNAL.search(title[-24:]) is not None


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, in reading order."""
    yield node
    for child in node.children:
        yield from walk(child)
