"""Records as JSON: there and back, and nothing else comes in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from legal.records import ActRef, Card, Coverage, Finding, InForce, Registration, Repeal
from legal.store.codec import RecordError, dumps, loads
from legal.store.decisions import Publication
from legal.store.records import Summary

ORDER = ActRef("order", date(2023, 6, 30), "288", "V2300032994", "Министр", "32994")
CARD = Card(
    "kaz", "Тақырып", "order", "Министр", date(2023, 6, 30), "288", Registration("32994", None),
    Repeal(ORDER, InForce("after-publication", date(2024, 1, 1), "presumed", 10), "Күші жойылды"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (ActRef, ORDER),
        (ActRef, ActRef(None, None, None)),
        (Card, CARD),
        (Publication, Publication(ORDER, date(2023, 7, 1), "Әділет", datetime(2026, 1, 1, tzinfo=UTC))),
        (
            Summary,
            Summary(
                CARD, "ab", "txt", True, (ORDER,), (), (Finding("unread", "error", "m", 3, ("a",)),),
                coverage=Coverage(9, 9),
            ),
        ),
    ],
)  # fmt: skip
def test_a_record_comes_back(kind: type, record: object) -> None:
    assert loads(kind, dumps(record)) == record
    assert dumps(loads(kind, dumps(record))) == dumps(record)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"form": "order"}',
        b'{"form": null, "date": "20230630", "number": "1"}',
        b'{"form": null, "date": "2023-W01-1", "number": "1"}',
        b'{"form": null, "date": 1, "number": "1"}',
        b'{"form": null, "date": null, "number": 288}',
        b'{"form": null, "date": null, "number": "1", "evil": 1}',
    ],
)
def test_what_nobody_wrote_is_refused(data: bytes) -> None:
    with pytest.raises(RecordError):
        loads(ActRef, data)
