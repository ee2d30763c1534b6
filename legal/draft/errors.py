"""The refusal of the drafting stage, beside the tree in `legal.errors`."""

from __future__ import annotations

from legal.errors import LegalError


class DraftError(LegalError):
    """No order can be written that gives the wanted version: says what stands in the way, and what to do."""
