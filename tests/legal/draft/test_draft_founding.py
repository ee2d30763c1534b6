"""Drafts between the dates of real acts: the founding regulations, and the law on holidays as it was changed."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from legal import Corpus, versions
from legal.amend.operations import own_ref
from legal.draft import DraftError, Particulars, draft, form_of
from legal.draft.faces import bare
from legal.draft.replay import replay, same_text
from legal.reading import read
from legal.records import ActRef

_SPEC = importlib.util.spec_from_file_location("regulations", Path(__file__).with_name("regulations.py"))
regulations = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(regulations)

EARLY = date(2015, 1, 1)
REGULATIONS = [
    ("V2300032994", "rus"), ("V2200026973", "rus"), ("V2200026973", "kaz"), ("V1500010370", "rus"),
    ("V1800017467", "rus"),
]  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return Corpus.init(tmp_path_factory.mktemp("drafts") / "corpus", datetime(2026, 11, 1, tzinfo=UTC))


def outcome(before, after, **options):
    """The draft, proved once more, or the words of its refusal."""
    try:
        made = draft(before, after, Particulars(form=form_of(before.act), author=before.act.author), **options)
    except DraftError as refusal:
        return str(refusal)
    again = replay(before, made.operations)
    assert not again.errors
    assert same_text(again.version, after)
    return made


SOUND = re.compile(r"is not on file in full|there is nothing to change|new text of annex [37] would not be read back")
"""Why no order gives a founding regulation: what it was before is not on file; the act only ends on the day; row 10 of
the standards in annexes 7 and 3 was published without its number, which a row given anew has to print."""


@pytest.mark.parametrize(("code", "language"), REGULATIONS)
def test_every_pair_of_dates_is_drafted_or_refused_for_a_sound_reason(corpus, code, language):
    days = sorted({event.on for event in corpus.timeline(code, language) if event.on})
    for first, second in zip([EARLY, *days], days, strict=False):
        got = outcome(corpus.version(code, language, first), corpus.version(code, language, second))
        assert not isinstance(got, str) or SOUND.search(got), (first, second, got)


def test_the_change_that_waited_for_a_day_of_its_own_is_the_order_that_made_it(corpus):
    before, after = (corpus.version("V2300032994", "rus", day) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    made = outcome(before, after)
    assert [(each.action, [step.num for step in each.target]) for each in made.operations] == [("replace", ["7", "5"])]
    assert "\nподпункт 5) пункта 7 изложить в следующей редакции:\n" in made.text


@pytest.mark.parametrize(("code", "language"), REGULATIONS)
@pytest.mark.parametrize("words", [False, True])
def test_edits_of_the_texts_as_they_stand(corpus, code, language, words):
    """Random changes of what is on file: drafted, or refused because the element is not on file in full."""
    day = max(event.on for event in corpus.timeline(code, language) if event.kind == "amendment")
    version = corpus.version(code, language, day)
    before = replace(version, components=tuple(map(bare, version.components)), body=tuple(map(bare, version.body)))
    for seed in range(4):
        maker = regulations.Maker(seed, language)
        after = replace(before, components=tuple(maker.edited(each, 0.03) for each in before.components))
        got = outcome(before, after, words=words)
        assert not isinstance(got, str) or SOUND.search(got), (seed, got)


HOLIDAYS = """# О праздниках в Республике Казахстан

Настоящий Закон определяет правовые основы праздников, отмечаемых в Республике Казахстан.

## Статья 2. Национальные праздники

Национальным праздником в Республике Казахстан является День Независимости Республики Казахстан - 16-17 декабря.

## Статья 3. Государственные праздники

Государственными праздниками в Республике Казахстан являются праздники, отмечаемые в следующие дни:

Новый год - 1-2 января;

Международный женский день - 8 марта;

Наурыз мейрамы - 22 марта;

Праздник единства народа Казахстана - 1 мая;

День Победы - 9 мая;

День Конституции Республики Казахстан - 30 августа;

День Республики - 25 октября.

## Статья 6. Порядок введения в действие настоящего Закона

1. Настоящий Закон вводится в действие со дня опубликования.

Президент Республики Казахстан
"""
CAPITAL_DAY = "День Столицы - 6 июля;"


def law(text):
    act = read(text.encode(), "law.md", "rus")
    version = versions.version(versions.build(own_ref(act), "rus", act, ()), date.max)
    title = "О праздниках в Республике Казахстан"
    return replace(version, act=ActRef("law", date(2001, 12, 13), "267-II", title=title))


@pytest.mark.parametrize("words", [False, True])
def test_the_law_on_holidays_is_changed_as_it_was_in_2008(words):
    """Law 47-IV of 25 June 2008, in its own words."""
    after = HOLIDAYS.replace("День Конституции", f"{CAPITAL_DAY}\n\nДень Конституции")
    made = outcome(law(HOLIDAYS), law(after), words=words)
    assert [each.action for each in made.operations] == ["insert"]
    for line in (
        '# О внесении дополнения в Закон Республики Казахстан "О праздниках в Республике Казахстан"',
        "статью 3 дополнить абзацем седьмым следующего содержания:",
        f'"{CAPITAL_DAY}".',
    ):
        assert line in made.text.split("\n")


def test_a_law_may_name_the_words_it_changes():
    after = HOLIDAYS.replace("Наурыз мейрамы - 22 марта;", "Наурыз мейрамы - 21-23 марта;")
    made = outcome(law(HOLIDAYS), law(after), words=True)
    assert 'цифры "22" заменить цифрами "21-23".' in made.text
    assert outcome(law(HOLIDAYS), law(after)).text == made.text
    whole = outcome(law(HOLIDAYS), law(after), words=False)
    assert "абзац четвертый статьи 3 изложить" in whole.text
