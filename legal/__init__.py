"""What the law says on a date: reading, amendment, versions in time, storage. Knows no web, no PDF.

    Corpus           the acts on file and every answer about them
    read_operations  one loose file: the act, what it changes, and what was not understood

`legal.consolidate` is the same engine on loose files. What stands here is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legal.records import Act, Finding, Language, Operation
    from legal.store.corpus import Corpus

__all__ = ["Corpus", "read_operations"]


def read_operations(
    data: bytes, name: str, language: Language | None = None
) -> tuple[Act, tuple[Operation, ...], tuple[Finding, ...]]:
    """The act in a file, what it changes, and the findings of that second step; those of reading are in the act.

    Raises SourceError for bytes that are no text of an act.
    """
    from legal.amend.operations import operations
    from legal.reading import read

    act = read(data, name, language)
    return act, *operations(act)


def __getattr__(name: str) -> Any:
    if name == "Corpus":
        from legal.store.corpus import Corpus

        return Corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
