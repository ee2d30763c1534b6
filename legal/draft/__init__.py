"""The way back: from two versions of an act to the order that turns one into the other.

changes(before, after) -> operations          the smallest, on whole elements
write(operations, act, language) -> text      the order, in the formulae of the drafting rules
draft(before, after) -> Draft                 both, read again and applied: what it gives is the second version
"""

from legal.draft.changes import changes
from legal.draft.drafting import Draft, draft
from legal.draft.errors import DraftError
from legal.draft.order import write

__all__ = ["Draft", "DraftError", "changes", "draft", "write"]
