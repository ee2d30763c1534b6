"""A draft order, read again and applied, gives the second version word for word."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal import consolidate, versions
from legal.draft import DraftError, draft
from legal.draft.faces import bare
from legal.draft.layout import annex_lines
from legal.draft.replay import replay
from legal.reading import read
from legal.versions.lines import lines_of, node_text

_SPEC = importlib.util.spec_from_file_location("regulations", Path(__file__).with_name("regulations.py"))
regulations = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(regulations)

SEEDS = st.integers(0, 10**9)
RATES = st.sampled_from((0.05, 0.15, 0.3, 0.6))
LANGUAGES = st.sampled_from(("rus", "kaz"))
CARD = {"number": "300", "date": date(2025, 9, 30)}
DAY = date(2026, 1, 1)


def printed(version):
    return "\n".join(node_text(node) for node in (*version.body, *version.components, *version.annexes))


def proved(before, after):
    """Draft, then read and apply once more what the draft returned."""
    made = draft(before, after, author=before.act.author, **CARD)
    again = replay(before, made.operations)
    assert not again.errors
    assert printed(again.version) == printed(after)


def check_rules(seed, rate, language):
    maker = regulations.Maker(seed, language)
    rules = maker.rules()
    before, after = maker.version(rules), maker.version(maker.edited(rules, rate))
    if printed(before) != printed(after):
        proved(before, after)


def check_hard(seed, rate, language):
    """Orders with documents, and text full of marks and quotes: drafted right, or refused with a reason."""
    maker = regulations.Maker(seed, language, hard=True)
    node = maker.order()
    before, after = maker.version(node), maker.version(maker.edited(node, rate))
    if printed(before) == printed(after):
        return
    try:
        made = draft(before, after, author=before.act.author, **CARD)
    except DraftError:
        return
    assert printed(replay(before, made.operations).version) == printed(after)


def check_files(seed, rate, language):
    """Everything through files: the base, the draft, and the engine that consolidates loose files."""
    maker = regulations.Maker(seed, language)
    base = base_file(maker.version(maker.rules()))
    act = maker.version(maker.rules()).act
    text = read(base.encode(), "base.md", language)
    before = versions.version(versions.build(act, language, text, ()), date(2025, 1, 1))
    rules = maker.edited(bare(before.components[0]), rate)
    after = replace(before, components=(rules,))
    if printed(before) == printed(after):
        return
    made = draft(before, after, author=act.author, **CARD)
    result = consolidate.consolidate(
        ("base.md", base.encode()), [("draft.md", made.text.encode())], DAY, [date(2025, 10, 1)]
    )
    assert result.applied
    assert printed(result.version) == printed(after)


def base_file(version):
    """A version as the text of an act that was adopted so."""
    act = version.act
    mention = {
        "rus": "Приказ Министра труда и социальной защиты населения Республики Казахстан от 30 июня 2023 года № 288",
        "kaz": "Қазақстан Республикасы Еңбек министрінің 2023 жылғы 30 маусымдағы № 288 бұйрығы",
    }[version.language]  # fmt: skip
    first = {
        "rus": "1. Утвердить прилагаемые Правила предоставления услуг населению.",
        "kaz": "1. Қоса беріліп отырған Халыққа қызметтер көрсету қағидалары бекітілсін.",
    }[version.language]
    caption = {
        "rus": "к приказу Министра труда и социальной защиты населения Республики Казахстан от 30 июня 2023 года № 288",
        "kaz": "Қазақстан Республикасы Еңбек министрінің 2023 жылғы 30 маусымдағы № 288 бұйрығына",
    }[version.language]  # fmt: skip
    own = [line.text for node in version.body for line in lines_of(node)] or [first]
    lines = [f"# {act.title}", "", mention, ""]
    for text in own:
        lines += [text, ""]
    rules = version.components[0]
    # The annexes of Rules in an act that is adopted stand with their labels above the captions.
    documents = tuple(child for child in rules.children if child.kind != "annex")
    lines += annex_lines(replace(rules, children=documents), 1, caption, version.language)
    return "\n".join(lines)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(SEEDS, RATES, LANGUAGES)
def test_draft_read_again_and_applied_gives_the_second_version(seed, rate, language):
    check_rules(seed, rate, language)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(SEEDS, RATES, LANGUAGES)
def test_hard_text_is_drafted_right_or_refused(seed, rate, language):
    check_hard(seed, rate, language)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(SEEDS, RATES, LANGUAGES)
def test_base_and_draft_as_files_consolidate_to_the_second_version(seed, rate, language):
    check_files(seed, rate, language)


@pytest.mark.slow
@settings(max_examples=3000, deadline=None)
@given(SEEDS, RATES, LANGUAGES)
def test_thousands_of_drafts(seed, rate, language):
    check_rules(seed, rate, language)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(SEEDS, RATES, LANGUAGES)
def test_thousands_of_hard_drafts(seed, rate, language):
    check_hard(seed, rate, language)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(SEEDS, RATES, LANGUAGES)
def test_thousands_of_files(seed, rate, language):
    check_files(seed, rate, language)
