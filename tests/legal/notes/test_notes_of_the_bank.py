"""Footnotes as the official bank writes them: each is read to the history that it states, and made again from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from legal.notes import parse_note
from legal.notes.generate import Done, written
from legal.records import ActRef, InForce

DATA = Path(__file__).parent / "data"


def rows(language):
    """The footnotes of a language, each with what it states."""
    lines = (DATA / f"footnotes-{language}.txt").read_text("utf-8").splitlines()
    return [(language, *(part.strip() for part in line.split(" | "))) for line in lines if line[:1] != "#"]


ROWS = [row for language in ("rus", "kaz") for row in rows(language)]


def told(item):
    """One statement as the table writes it: "replace paragraph 5/subparagraph 2 № 70 2022-04-01"."""
    place = "/".join(" ".join(filter(None, (step.kind, step.num))) for step in item.target) or "act"
    start = item.in_force.start if item.in_force else None
    return f"{item.what} {place} № {item.act.number}{f' {start}' if start else ''}"


@pytest.mark.parametrize(("language", "text", "expected"), ROWS, ids=[f"{r[0]}-{r[2]}"[:60] for r in ROWS])
def test_what_a_footnote_states(language, text, expected):
    found = parse_note(text.lstrip("~ "), language)
    assert found is not None
    assert "; ".join(map(told, found)) == expected


def made(language, text, found):
    """The note that the statements of a footnote make, on an act of the form that the footnote speaks of."""
    law = any(step.kind == "article" for step in found[0].target)
    many = 2 if "изменениями" in text or "өзгерістер" in text else 1
    unknown = InForce("condition", None, "pending")
    done = [Done(item.what, item.act, item.in_force or unknown, many) for item in found]
    act = ActRef("law" if law else "order", None, None)
    return written(found[0].target, done, found[0].document, act, language)


def plain(text):
    """A footnote without what the bank itself writes now so, now otherwise: its dashes, "ж." after a date."""
    return text.replace("–", "-").replace(" - ", " ").replace(" ж. ", " ").rstrip(".;")


OF_ONE = [row for row in ROWS if ";" not in row[2] or len({part.split()[2] for part in row[2].split("; ")}) == 1]


@pytest.mark.parametrize(("language", "text", "expected"), OF_ONE, ids=[f"{r[0]}-{r[2]}"[:60] for r in OF_ONE])
def test_a_footnote_made_from_what_it_states(language, text, expected):
    """The words are the bank's; where it has another way to say the same ("~"), what is made is read as the same."""
    found = parse_note(text.lstrip("~ "), language)
    note = made(language, text, found)
    assert "; ".join(map(told, parse_note(note, language))) == expected
    assert (plain(note) == plain(text)) is not text.startswith("~")
