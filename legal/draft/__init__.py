"""The way back: from two versions of an act to the order that turns one into the other.

changes(before, after) -> operations          the smallest, on whole elements, or on words where that is asked for
write(operations, act, language) -> text      the order, in the formulae of the drafting rules
draft(before, after) -> Draft                 both, read again and applied: what it gives is the second version
draft_several(pairs) -> Draft                 the same of several acts that one order changes
repeal(acts, language) -> Draft               the order that repeals whole acts
"""

from legal.draft.changes import changes
from legal.draft.drafting import Draft, draft, draft_several
from legal.draft.errors import DraftError
from legal.draft.order import write
from legal.draft.particulars import TEN_DAYS, Particulars, form_of
from legal.draft.repeal import repeal

__all__ = [
    "TEN_DAYS", "Draft", "DraftError", "Particulars", "changes", "draft", "draft_several", "form_of", "repeal", "write",
]  # fmt: skip
