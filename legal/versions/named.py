"""Elements that an address names by their heading in quotes, and forms that it names by their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from legal.records import Step
from legal.versions.model import Item, walk, words_of
from legal.versions.skeleton import skeleton

_FORM = re.compile(r"(?:форма|нысан\w*)\s*(?:№\s*)?(\S+?)[.,;:]?(?=\s|$)|(\S+?)[-\s]нысан\b", re.IGNORECASE)
_FIRST_LINES = 6
"""Lines of a form among which the one with its number stands: label, caption, "Форма 1"."""


def titled(found: Iterable[Item], step: Step, lane: int) -> list[Item]:
    """The elements among some whose heading a step names: "раздел «Общие положения»", "строку «Итого»"."""
    return [item for item in found if step.title and _same(step.title, _headings(item, lane))]


def _headings(item: Item, lane: int) -> Iterator[str]:
    """What an element may be called by: its heading; a table's row by any of its cells, a part by a first line."""
    yield item.current_heading(lane)
    if item.kind == "part":
        # "в функциях ведомств:": a line that introduces an enumeration names it.
        yield from (line.text for line in takewhile(lambda child: child.kind == "alinea", item.living(lane)))
    if item.kind == "row":
        for cell in item.living(lane):
            yield " ".join(line.text for line in cell.living(lane))


def _same(title: str, headings: Iterable[str]) -> bool:
    return any(plain(title) == plain(heading) for heading in headings if heading)


def plain(heading: str) -> str:
    """A heading as it is compared: no quotes, no stop at the end, one script, small letters, single spaces.

    >>> plain("«Общие  положения».")
    'общие положения'
    """
    words = re.sub(r"[\"«»“”„]", "", skeleton(heading)).replace("ё", "е").split()
    return " ".join(words).casefold().rstrip(" .;:")


def forms(container: Item, step: Step, lane: int) -> list[Item]:
    """The documents in a container that are the form of a number: "форму 1 приложения 2", "форму № 027/у"."""
    documents = [
        item for item in walk(container, lane) if item.kind in ("annex", "component") and item is not container
    ]
    wanted = (step.num or "").casefold()
    return [item for item in documents if wanted in _form_numbers(item, lane)]


def _form_numbers(item: Item, lane: int) -> Iterator[str]:
    lines = [item.current_label(lane), item.current_heading(lane)]
    lines += [words_of(child, lane) for child in list(item.living(lane))[:_FIRST_LINES] if child.kind != "table"]
    for match in _FORM.finditer(" ; ".join(filter(None, lines))):
        yield (match[1] or match[2]).strip("№ ").casefold()
