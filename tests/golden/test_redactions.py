"""A base act, the acts that change it and the next redactions as the official bank prints them, with its footnotes.

A file of `redactions/` holds the acts as lines of `tests/legal/reading/conftest.py`: `%% file NAME published DATE`, the
base first; `%% next DATE LAST` is the redaction of a day, after the acts up to LAST, written by hand as changes of the
redaction before: `@@ WORDS` finds the next line that begins so, the lines under it take its place, `=` keeps it. The
words of a redaction are compared with what the engine gives, not with what it reads of that redaction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from legal import versions
from legal.akn import code_of
from legal.akn.meta import ref_of
from legal.amend.operations import own_ref
from legal.consolidate import consolidate
from legal.draft import Particulars, draft
from legal.preview import preview
from legal.reading import read
from legal.records import Version
from legal.store.corpus import Corpus
from legal.store.repository import Repository
from tests.legal.reading.conftest import _KIND as KIND
from tests.legal.reading.conftest import grouped, to_markdown, to_page_text, to_portal

FOLDER = Path(__file__).parent / "redactions"
NAMES = sorted(path.stem for path in FOLDER.glob("*.chain"))
FORMATS = {"md": to_markdown, "html": to_portal, "txt": to_page_text}
NOW = datetime(2026, 6, 1, tzinfo=UTC)
FILE = re.compile(r"%% file (\w+) published (\S+)")
NEXT = re.compile(r"%% next (\S+) (\w+)")
Item = tuple[str, bytes, date | None]


@dataclass
class Chain:
    """The acts by name with their publication, and the redactions: day, last act, lines."""

    acts: dict[str, tuple[date, list[str]]] = field(default_factory=dict)
    redactions: list[tuple[date, str, list[str]]] = field(default_factory=list)

    def items(self, turn: int = 0) -> list[Item]:
        """The acts as files, each in another format."""
        return [
            (*as_file(name, lines, turn + number), published)
            for number, (name, (published, lines)) in enumerate(self.acts.items())
        ]


def load(name: str) -> Chain:
    chain = Chain()
    lines: list[str] = []
    for line in (FOLDER / f"{name}.chain").read_text("utf-8").splitlines():
        if match := FILE.fullmatch(line):
            lines = []
            chain.acts[match[1]] = (date.fromisoformat(match[2]), lines)
        elif match := NEXT.fullmatch(line):
            lines = []
            chain.redactions.append((date.fromisoformat(match[1]), match[2], lines))
        elif line:
            lines.append(line)
    before = chain.acts["base"][1]
    for number, (day, last, edits) in enumerate(chain.redactions):
        before = edited(before, edits)
        chain.redactions[number] = (day, last, before)
    return chain


def edited(lines: list[str], edits: list[str]) -> list[str]:
    made: list[str] = []
    rest = list(lines)
    old = ""
    for edit in edits:
        if edit.startswith("@@ "):
            at = next(at for at, line in enumerate(rest) if line.startswith(edit[3:]))
            made += rest[:at]
            old, rest = rest[at], rest[at + 1 :]
        else:
            made.append(old if edit == "=" else edit)
    return made + rest


def as_file(name: str, lines: list[str], turn: int) -> tuple[str, bytes]:
    ending, make = [*FORMATS.items()][turn % len(FORMATS)]
    return f"{name}.{ending}", make(grouped(lines))


def without_contents(lines: list[str]) -> list[str]:
    """The lines without a table of contents: it goes on to where its first heading stands again."""
    if "h ОГЛАВЛЕНИЕ" not in lines:
        return lines
    start = lines.index("h ОГЛАВЛЕНИЕ")
    end = lines.index(lines[start + 1], start + 2)
    return lines[:start] + lines[end:]


def words(lines: list[str]) -> list[str]:
    """What is printed of an act, its notes left out; a table of contents is not kept."""
    found: list[str] = []
    for line in without_contents(lines):
        match = KIND.fullmatch(line)
        kind, text = (match[1], match[2]) if match else ("p", line)
        if kind not in "@=!":
            found += re.sub(r" \| |\\n", " ", f"{text} ").split()
    return found


def imported(folder: Path, items: list[Item]) -> Corpus:
    corpus = Corpus(Repository.create(folder))
    for number, (name, data, published) in enumerate(items):
        source = "Эталонный контрольный банк" if published else None
        corpus.import_files(
            [(name, data)], now=NOW + timedelta(seconds=number), published=published, published_in=source
        )
    return corpus


def held(corpus: Corpus) -> dict[str, str]:
    """The bytes on file by path, those of decisions left out: they name the moment."""
    return {path: sha for path, sha in corpus.repository.files() if not path.startswith("decisions/")}


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("name", NAMES)
def test_the_next_redaction_word_for_word(name: str, turn: int):
    chain = load(name)
    base, *amending = chain.items(turn)
    for day, last, lines in chain.redactions:
        so_far = [item for item in amending if item[0].partition(".")[0] <= last]
        found = consolidate(base[:2], [item[:2] for item in so_far], day, [item[2] for item in so_far if item[2]])
        assert found.text.split() == words(lines), day
        assert found.applied


@pytest.mark.parametrize("name", NAMES)
def test_redactions_and_acts_on_file_together(name: str, tmp_path: Path):
    chain = load(name)
    items = chain.items()
    first = read(items[0][1], items[0][0])
    act, language = code_of(ref_of(first.card)) or first.card.iri or "", first.card.language
    forwards = imported(tmp_path / "forwards", items)
    backwards = imported(tmp_path / "backwards", items[::-1])
    later = chain.redactions
    for day, _, lines in later:
        assert forwards.text(act, language, day).split() == words(lines), day
    middle = imported(tmp_path / "middle", [*items[1:2], items[0], *items[2:]])
    assert held(forwards) == held(backwards) == held(middle)
    for number, (_, _, lines) in enumerate(later):
        # The redaction takes the place of the base: what it has already is not made again, what comes later is.
        redaction = (*as_file("redaction", lines, number), None)
        corpus = imported(tmp_path / f"redaction-{number}", [*items[1:], redaction])
        assert not [each for each in corpus.findings(act, language) if each.severity == "error"], number
        for day, _, expected in later[number:]:
            assert corpus.text(act, language, day).split() == words(expected), (number, day)


def version_of(name: str, data: bytes) -> Version:
    act = read(data, name)
    regulation = versions.build(own_ref(act), act.card.language, act, (), (), ())
    return versions.version(regulation, date(2026, 6, 1))


@pytest.mark.parametrize("name", NAMES)
def test_the_drafted_order_gives_the_next_redaction(name: str):
    chain = load(name)
    steps = [chain.acts["base"][1], *(lines for _, _, lines in chain.redactions)]
    for before, after in pairwise(steps):
        old, new = as_file("old", before, 0), as_file("new", after, 0)
        made = draft(version_of(*old), version_of(*new), Particulars(form="order"))
        found = consolidate(old, [("draft.md", made.text.encode())], date(2027, 1, 1), [date(2026, 6, 1)])
        assert found.text.split() == words(after)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_last_act_would_change(name: str, tmp_path: Path):
    chain = load(name)
    *before, last = chain.items()
    corpus = imported(tmp_path / "corpus", before)
    found = preview(corpus, last[1], last[0], on=date(2026, 6, 1))
    base = own_ref(read(before[0][1], before[0][0]))
    (effect,) = [each for each in found.effects if (each.act.date, each.act.number) == (base.date, base.number)]
    assert len(effect.changes) == sum(op.act == effect.act for op in found.operations)
    assert not [each for each in effect.findings if each.severity == "error"]
