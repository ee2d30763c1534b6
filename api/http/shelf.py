"""The corpus of the process that answers."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from flask import current_app

from api.refusals import Refusal
from api.settings import Settings
from legal import Corpus
from legal.errors import StoreError
from legal.store.search import SearchIndex


@dataclass
class Shelf:
    """The corpus, opened on first use and again after a fork.

    Git's own processes and file positions must not be shared between the workers of a preloaded server.
    """

    settings: Settings
    given: Corpus | None = None
    _open: dict[int, Corpus] = field(default_factory=dict)
    _indexes: dict[int, SearchIndex] = field(default_factory=dict)

    @property
    def corpus(self) -> Corpus:
        """The open corpus. Raises Refusal like StoreError where there is none."""
        if self.given is not None:
            return self.given
        process = os.getpid()
        if process not in self._open:
            if not self.settings.home.exists():
                raise Refusal("no_corpus", like=StoreError)
            self._open = {process: Corpus.open(self.settings.home)}
        return self._open[process]

    @property
    def index(self) -> SearchIndex:
        """The search index of that corpus."""
        process = os.getpid()
        if process not in self._indexes:
            self._indexes = {process: SearchIndex(self.corpus, self.settings.index_url)}
        return self._indexes[process]


def shelf() -> Shelf:
    """The shelf of the application that answers."""
    found: Shelf = current_app.extensions["qagida"]
    return found
