"""Whole Rules of state services as ministries publish them, imported as an office would, and what is found in them.

`rules/<name>-<language>.<format>` is the order as a page or a mirror gives it, `rules/<name>-<language>.found` what a
clerk finds in each of its documents ("=== number kind | title", then a field a line as in `unseen`, or the parts of a
standard as in `standards`).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import forms
from forms.records import Document
from forms.service import service
from legal import Corpus
from legal.store.repository import Repository
from tests.forms import standard_samples, unseen_forms

HERE = Path(__file__).parent / "rules"
NAMES = sorted(path.stem for path in HERE.glob("*.found"))
_ON = date(2026, 1, 1)


@lru_cache(maxsize=8)
def documents(name: str) -> dict[str, Document]:
    """The documents of an order by the number of their annex."""
    (path,) = (path for path in HERE.glob(f"{name}.*") if path.suffix != ".found")
    language = "kaz" if name.endswith("-kaz") else "rus"
    with TemporaryDirectory() as folder:
        corpus = Corpus(Repository.create(Path(folder) / "corpus"))
        corpus.import_files([(path.name, path.read_bytes())], now=datetime(2026, 1, 1, tzinfo=UTC))
        (act,) = corpus.acts()
        version = corpus.version(act.code, language, _ON)
    return {made.id.rpartition("/")[2]: made for made in forms.documents(version)}


def found(document: Document) -> list[str]:
    """The heading of a document and what is found in it, a line each."""
    head = f"{document.id.rpartition('/')[2]} {document.kind} | {document.title}"
    if document.kind == "standard":
        read = service(document)
        rows = " ".join(f"{row.num}:{row.name}" for row in read.rows)
        return [head, f"rows {rows}", *standard_samples.described(read)]
    return [head, *unseen_forms.described(document)]


def expected(name: str) -> dict[str, list[str]]:
    """What has to be found, by the number of the annex."""
    parts = f"\n{(HERE / f'{name}.found').read_text(encoding='utf-8')}".split("\n=== ")[1:]
    return {part.partition(" ")[0]: part.rstrip("\n").split("\n") for part in parts}
