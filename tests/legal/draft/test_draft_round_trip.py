"""A draft order, read again and applied, gives the second version word for word."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legal import consolidate, versions
from legal.amend.operations import operations as read_operations
from legal.draft import Particulars, draft, draft_several, form_of
from legal.draft.faces import bare
from legal.draft.layout import annex_lines, own_label
from legal.draft.replay import replay
from legal.reading import read
from legal.versions.lines import lines_of, node_text

_SPEC = importlib.util.spec_from_file_location("regulations", Path(__file__).with_name("regulations.py"))
regulations = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(regulations)

SEEDS = st.integers(0, 10**9)
RATES = st.sampled_from((0.05, 0.15, 0.3, 0.6))
LANGUAGES = ("rus", "kaz")
CARD = {"number": "300", "date": date(2025, 9, 30)}
DAY = date(2026, 1, 1)


def printed(version):
    return "\n".join(node_text(node) for node in (*version.body, *version.components, *version.annexes))


def proved(before, after, *, words=False):
    """Draft, then read and apply once more what the draft returned."""
    if printed(before) == printed(after):
        return
    order = Particulars(form=form_of(before.act), author=before.act.author, **CARD)
    made = draft(before, after, order, words=words)
    act = read(made.text.encode(), "draft.md", before.language)
    operations, findings = read_operations(act)
    assert not [finding for finding in (*act.findings, *findings) if finding.severity == "error"]
    again = replay(before, operations)
    assert not again.errors
    assert printed(again.version) == printed(after)


def check_rules(seed, rate, language, words):
    """Rules with chapters, enumerations and annexes with tables."""
    maker = regulations.Maker(seed, language)
    rules = maker.rules()
    proved(maker.version(rules), maker.version(maker.edited(rules, rate)), words=words)


def check_law(seed, rate, language, words):
    """Laws: articles that run through chapters, with parts or with paragraphs of their own."""
    maker = regulations.Maker(seed, language)
    law = maker.law()
    proved(maker.version(law), maker.version(maker.edited(law, rate)), words=words)


def check_order(seed, rate, language, words):
    """Orders with two documents; text full of marks and quotes; tables among lines; documents that begin and end."""
    maker = regulations.Maker(seed, language, hard=True)
    order = maker.order()
    proved(maker.version(order), maker.version(maker.edited(maker.reshaped(order), rate)), words=words)


def check_several(seed, rate, language, words):
    """Two to four acts that one order changes: orders, laws, and an order of two ministers among them."""
    made = regulations.Maker(seed, language).chance
    laws, pairs = made.random() < 0.3, []
    for at in range(made.randint(2, 4)):
        maker = regulations.Maker(seed + at, language)
        text = maker.law() if laws else maker.order() if at % 2 else maker.rules()
        act = replace(maker.version(text).act, number=f"{70 + at}-II" if laws else str(70 + at))
        if not laws and at == 1:
            act = replace(act, author=f"{act.author}; {act.author}", number="71/9")
        old, new = (maker.version(each) for each in (text, maker.edited(text, rate / 2)))
        pairs.append((replace(old, act=act), replace(new, act=act)))
    if all(printed(before) == printed(after) for before, after in pairs):
        return
    first = pairs[0][0].act
    dates = {"71/9": (first.date, date(2023, 7, 2))}
    order = Particulars(form=form_of(first), author=first.author, **CARD, dates=dates)
    text = draft_several(pairs, order, words=words).text
    operations, findings = read_operations(read(text.encode(), "draft.md", language))
    assert not [finding for finding in findings if finding.severity == "error"]
    for before, after in pairs:
        again = replay(before, [each for each in operations if each.act.number == before.act.number])
        assert not again.errors
        assert printed(again.version) == printed(after)


def check_files(seed, rate, language, words):
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
    made = draft(before, after, Particulars(author=act.author, **CARD), words=words)
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
    caption = regulations.OF_ACT[version.language]
    own = [line.text for node in version.body for line in lines_of(node)] or [first]
    lines = [f"# {act.title}", "", mention, ""]
    for text in own:
        lines += [text, ""]
    rules = version.components[0]
    # The annexes of Rules in an act that is adopted stand with their labels above the captions.
    documents = tuple(child for child in rules.children if child.kind == "chapter")
    lines += annex_lines(replace(rules, children=documents), own_label(1, version.language), caption, version.language)
    return "\n".join(lines)


CHECKS = {check_rules: 20, check_law: 15, check_order: 15, check_several: 6, check_files: 10}
"""What is checked, and how often in each language in an ordinary run."""


def sweep(check, language, examples, **options):
    """A property of random acts and random edits of them."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), **options)
    @given(SEEDS, RATES, st.booleans())
    def run(seed, rate, words):
        check(seed, rate, language, words)

    run()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check", CHECKS)
def test_a_draft_read_again_and_applied_gives_the_second_version(check, language):
    sweep(check, language, CHECKS[check], derandomize=True, database=None)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check", CHECKS)
def test_thousands_of_drafts(check, language):
    sweep(check, language, CHECKS[check] * 50, database=None)
