"""Which references name one act: tables of references and the groups that they make, in any order."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from legal.records import ActRef
from legal.store.identity import identities, key_of

DAY = date(2022, 2, 24)
LABOUR = "Министр труда и социальной защиты населения"
HEALTH = "Министра здравоохранения"


def order(author: str | None = None, form: str | None = "order", registered: str | None = None) -> ActRef:
    return ActRef(form, DAY, "73", author=author, registered=registered)


CASES = [
    ("the code and the full name without it", [order(LABOUR, registered="26973"), order(LABOUR)], 1, False),
    ("the author in another case", [order(LABOUR), order("Министра труда и социальной защиты населения РК")], 1, False),
    ("without the author", [order(LABOUR), order()], 1, False),
    ("two ministers on one day", [order(LABOUR), order(HEALTH)], 2, False),
    ("two codes on one day", [order(registered="1"), order(registered="2")], 2, False),
    ("a law and an order", [order(form="law"), order(LABOUR)], 2, False),
    ("a name that fits two ministers", [order(LABOUR), order(HEALTH), order()], 3, True),
    ("a name that fits two codes", [order(registered="1"), order(registered="2"), order()], 3, True),
    ("another day", [order(LABOUR), ActRef("order", date(2022, 2, 25), "73", author=LABOUR)], 2, False),
    ("another number", [order(LABOUR), ActRef("order", DAY, "73-1", author=LABOUR)], 2, False),
    ("nothing that identifies", [ActRef("order", None, None, title="О чем-то")], 0, False),
]  # fmt: skip


@pytest.mark.parametrize(("refs", "count", "ambiguous"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_references_make_the_same_acts_in_any_order(refs: list[ActRef], count: int, ambiguous: bool) -> None:
    answers = []
    for some in itertools.permutations(refs):
        found = identities(some)
        groups = set(found.values())
        assert len({group.slug for group in groups}) == len(groups) == count
        assert any(group.ambiguous for group in groups) == ambiguous
        answers.append({key_of(ref): found[key_of(ref)] for ref in refs} if count else {})
    assert all(answer == answers[0] for answer in answers)
