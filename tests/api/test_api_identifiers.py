"""Numbers of requests and jobs: random, and never to be taken for a person's number."""

import uuid

from api import identifiers


def test_no_twelve_digits_stand_together(monkeypatch):
    made = iter([uuid.UUID("3f2c8f5e-0d0c-4f6a-9a53-880515401235"), uuid.UUID("3f2c8f5e-0d0c-4f6a-9a53-7a1f2b3c4d5e")])
    monkeypatch.setattr(identifiers.uuid, "uuid4", lambda: next(made))
    assert identifiers.new_id() == "3f2c8f5e-0d0c-4f6a-9a53-7a1f2b3c4d5e"


def test_what_another_system_sends_is_a_number_or_is_not():
    assert not identifiers.is_id("3F2C8F5E-0D0C-4F6A-9A53-7A1F2B3C4D5E")
    assert not identifiers.is_id("880515401235")
    assert not identifiers.is_id("3f2c8f5e-0d0c-4f6a-9a53-880515401235")
