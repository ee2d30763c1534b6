"""Whole chains, word for word: a base act, the acts that change it, and the text that a lawyer writes for a day.

A `.chain` file is published texts and expected texts, both written by hand: `%% file NAME [published DATE]` is a file
as it is imported, `%% begins` what every text begins with, `%% at DATE [certain]` the text of the base act on a day,
`%% status DATE STATUS`, `%% findings` the codes of what has to be said beside the text. The base act is the first file.
With `%% loose` the files go through `consolidate`, without a corpus: files without a card of their own.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from legal.akn import code_of
from legal.akn.meta import ref_of
from legal.consolidate import consolidate
from legal.reading import read
from legal.store.corpus import Corpus
from legal.store.repository import Repository

FOLDER = Path(__file__).parent / "chains"
CHAINS = sorted(FOLDER.glob("*.chain"))
NOW = datetime(2026, 6, 1, tzinfo=UTC)
SECTION = re.compile(r"^%% (\S+)(?: (.*))?$")


@dataclass
class Chain:
    """What a chain file holds."""

    files: list[tuple[str, bytes, date | None]] = field(default_factory=list)
    texts: list[tuple[date, bool, str]] = field(default_factory=list)
    statuses: list[tuple[date, str]] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    loose: bool = False


def load(path: Path) -> Chain:
    chain = Chain()
    sections: list[tuple[str, str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := SECTION.match(line):
            sections.append((match[1], match[2] or "", []))
        else:
            sections[-1][2].append(line)
    begins = ""
    for name, rest, lines in sections:
        text = "".join(f"{line}\n" for line in lines)
        if name == "file":
            file, _, day = rest.partition(" published ")
            chain.files.append((file, text.encode(), date.fromisoformat(day) if day else None))
        elif name == "begins":
            begins = text
        elif name == "at":
            day, _, certain = rest.partition(" ")
            chain.texts.append((date.fromisoformat(day), certain == "certain", begins + text))
        elif name == "status":
            day, status = rest.split(" ")
            chain.statuses.append((date.fromisoformat(day), status))
        elif name == "findings":
            chain.findings = text.split()
        elif name == "loose":
            chain.loose = True
        else:
            assert name == "about", name
    assert chain.files, path.name
    assert chain.texts, path.name
    return chain


def imported(folder: Path, files: list[tuple[str, bytes, date | None]]) -> Corpus:
    corpus = Corpus(Repository.create(folder))
    for number, (name, data, published) in enumerate(files):
        source = "Эталонный контрольный банк" if published else None
        corpus.import_files(
            [(name, data)], now=NOW + timedelta(seconds=number), published=published, published_in=source
        )
    return corpus


def agrees(shown: str, day: date, expected: str) -> None:
    difference = "\n".join(difflib.unified_diff(expected.splitlines(), shown.splitlines(), lineterm="", n=0))
    assert shown == expected, f"{day}:\n{difference}"


@pytest.mark.parametrize("path", CHAINS, ids=lambda path: path.stem)
def test_chain(path: Path, tmp_path: Path):
    chain = load(path)
    if chain.loose:
        base, *amending = [(name, data) for name, data, _ in chain.files]
        published = [day for _, _, day in chain.files[1:] if day]
        for day, _, expected in chain.texts:
            found = consolidate(base, amending, day, published)
            agrees(found.text, day, expected)
            assert sorted({each.code for each in found.findings if each.severity != "info"}) == sorted(chain.findings)
        return
    first = read(chain.files[0][1], chain.files[0][0])
    code, language = code_of(ref_of(first.card)) or first.card.iri, first.card.language
    corpus = imported(tmp_path / "in-order", chain.files)
    said = {each.code for each in corpus.findings(code, language) if each.severity != "info"}
    assert sorted(said) == sorted(chain.findings), corpus.findings(code, language)
    for day, certain, expected in chain.texts:
        shown = corpus.text(code, language, day, certain_only=certain)
        agrees(shown, day, expected)
    for day, status in chain.statuses:
        assert corpus.version(code, language, day).status == status
    backwards = imported(tmp_path / "backwards", chain.files[::-1])
    assert [backwards.text(code, language, day, certain_only=sure) for day, sure, _ in chain.texts] == [
        text for _, _, text in chain.texts
    ]


def test_both_languages_have_their_chains():
    names = [path.stem for path in CHAINS]
    for language in ("rus", "kaz"):
        assert sum(name.startswith(language) for name in names) >= 6
