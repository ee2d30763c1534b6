"""Every text through time that a revision of the corpus holds, with a hash of all that it is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legal.records import ActRef, Language

if TYPE_CHECKING:
    from legal.versions import Regulation


@dataclass(frozen=True, slots=True)
class Holding:
    """A text through time. Where `made_of` is equal, so is the regulation that the function gives.

    `amends`: the text of an act that is there to change others.
    """

    slug: str
    language: Language
    made_of: str
    act: ActRef
    amends: bool
    regulation: Callable[[], Regulation]
