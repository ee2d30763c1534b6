"""A draft order, read again and applied, gives the second version word for word."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from regulations import Maker

from legal.draft import draft
from legal.draft.replay import replay
from legal.versions.lines import node_text

SEEDS = st.integers(0, 10**9)
RATES = st.sampled_from((0.05, 0.15, 0.3, 0.6))
LANGUAGES = st.sampled_from(("rus", "kaz"))


def printed(version):
    return "\n".join(node_text(node) for node in (*version.body, *version.components, *version.annexes))


def check(seed, rate, language):
    maker = Maker(seed, language)
    rules = maker.rules()
    before, after = maker.version(rules), maker.version(maker.edited(rules, rate))
    if printed(before) == printed(after):
        return
    made = draft(before, after, author=before.act.author, number="300", date=date(2025, 9, 30))
    again = replay(before, made.operations)
    assert not again.errors
    assert printed(again.version) == printed(after)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(SEEDS, RATES, LANGUAGES)
def test_draft_read_again_and_applied_gives_the_second_version(seed, rate, language):
    check(seed, rate, language)


@pytest.mark.slow
@settings(max_examples=3000, deadline=None)
@given(SEEDS, RATES, LANGUAGES)
def test_thousands_of_drafts(seed, rate, language):
    check(seed, rate, language)
