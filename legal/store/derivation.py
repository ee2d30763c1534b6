"""What sources and decisions give: the files between two states of the corpus, and those that are not so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from legal.errors import StoreError
from legal.store import layout
from legal.store.catalogue import Catalogue
from legal.store.decisions import Decision, load_decision
from legal.store.engine import Engine
from legal.store.repository import Repository
from legal.store.rulings import NONE, Rulings, rulings_of
from legal.store.texts import Text, Texts, summary_of
from legal.store.view import View


class Derivation:
    """The stages over the texts of one repository."""

    def __init__(self, repository: Repository, texts: Texts, engine: Engine) -> None:
        self._repository = repository
        self._texts = texts
        self._engine = engine

    def difference(
        self, old: Catalogue, new: Catalogue, fresh: Mapping[str, bytes], revision: str | None
    ) -> layout.Files:
        """The files that turn the corpus of one catalogue into that of the other; None removes a file.

        `fresh` holds the bytes, by SHA-256, of sources that the repository does not have at `revision`.
        """
        paths = {one.sha256: layout.source_path(place[0], one) for place, one in old.texts.items()}
        names = {one.sha256: f"{one.language}.{one.extension}" for one in new.summaries}

        def data_of(sha256: str) -> bytes:
            if sha256 in fresh:
                return fresh[sha256]
            data = self._repository.read(paths[sha256], revision)
            if data is None:
                raise StoreError("the source of an act is missing", place=paths[sha256], remedy="Run `qagida check`.")
            return data

        def text_of(sha256: str) -> Text:
            return self._texts.read(data_of(sha256), names[sha256], rulings=new.rulings_on(sha256))

        return layout.difference(old, new, data_of, text_of, self._engine)

    def text(self, data: bytes, name: str, rulings: Rulings) -> Text:
        """A text as the decisions about it have it."""
        return self._texts.read(data, name, rulings=rulings)

    def decided(self, view: View, decisions: Iterable[Decision]) -> Catalogue:
        """What the corpus of a view comes to with these decisions instead of its own: texts are read as they say."""
        old, decided = view.catalogue, tuple(decisions)
        rulings, summaries = rulings_of(decided), []
        for place, summary in old.texts.items():
            wanted = rulings.get(summary.sha256, NONE)
            source = view.source(place) if wanted != old.rulings_on(summary.sha256) else None
            if source is not None:
                path, data = source
                name = path.rpartition("/")[2]
                summary = summary_of(self._texts.read(data, name, rulings=wanted), data, name)
            summaries.append(summary)
        return Catalogue(summaries, decided)

    def stale(self, view: View) -> layout.Files:
        """The files of a revision that are not as its sources and decisions give them, with what they should be."""
        if view.revision is None:
            return {}
        sources: dict[str, bytes] = {}
        summaries = []
        decisions = self._decisions(view.revision)
        rulings = rulings_of(decisions)
        for path, sha in self._repository.files(layout.SOURCES, view.revision):
            data, name = self._repository.blob(sha), path.rpartition("/")[2]
            text = self._texts.read(data, name, rulings=rulings.get(hashlib.sha256(data).hexdigest(), NONE))
            summary = summary_of(text, data, name)
            summaries.append(summary)
            sources[summary.sha256] = data
        catalogue = Catalogue(summaries, decisions)
        expected = self.difference(Catalogue(()), catalogue, sources, view.revision)
        held = {path: self._repository.blob(sha) for path, sha in self._repository.files("", view.revision)}
        paths = sorted(expected.keys() | held.keys())
        return {path: expected.get(path) for path in paths if expected.get(path) != held.get(path)}

    def _decisions(self, revision: str) -> list[Decision]:
        return [
            load_decision(self._repository.blob(sha), path)
            for path, sha in self._repository.files(layout.DECISIONS, revision)
        ]
