"""Every clause of `cases/*.md` read by the grammar.

A case is a row: the Russian clause, the Kazakh one ("–" where there is none), what both say in the notation of
`say`, and why the case exists. A new case is one row.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import get_args

import pytest

from legal.amend.formula import LONGEST_CLAUSE, is_instruction_like, parse_clause
from legal.amend.syntax import Change, Clause, Lead, NotUnderstood, Opening, RepealActs
from legal.records import ActRef, Language, Step, Target

CASES = Path(__file__).parent / "cases"
Case = tuple[Language, str, str]


def _rows() -> list[tuple[str, Case]]:
    found: list[tuple[str, Case]] = []
    for path in sorted(CASES.glob("*.md")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
            if not line.startswith("|") or len(cells) != 4 or set(cells[0]) <= {"-", " "} or cells[0] == "Russian":
                continue
            russian, kazakh, says, _ = cells
            found += [(f"{path.stem}:{number}:rus", ("rus", russian, says))] * (russian != "–")
            found += [(f"{path.stem}:{number}:kaz", ("kaz", kazakh, says))] * (kazakh != "–")
    return found


ROWS = _rows()


def say(clauses: tuple[Clause, ...]) -> str:
    """What clauses say, one after another: see the tables in `cases/` for the notation."""
    return "; ".join(map(_clause, clauses)) or "nothing"


def _clause(clause: Clause) -> str:
    match clause:
        case Opening():
            words = ["open", *map(_act, clause.acts)]
            return " ".join(
                [*words, *_where(clause.component, None, False), *_path(clause.target), *_list(clause.list_annex)]
            )
        case Lead():
            return "under " + " + ".join(map(_lead, (clause, *clause.others)))
        case RepealActs():
            return " ".join(["repeal acts", *map(_act, clause.acts), *_list(clause.list_annex)])
        case NotUnderstood():
            return "not understood"
        case Change():
            return _change(clause)


def _lead(lead: Lead) -> str:
    return " ".join([*_where(lead.component, lead.act, lead.of_act), *_path(lead.target)])


def _change(change: Change) -> str:
    words: list[str] = [change.action, *_where(change.component, change.act, change.of_act)]
    words.append(" + ".join("".join(_path(target)) or "all" for target in change.targets))
    for old, new in change.pairs:
        words.append(
            {"replace-words": f"«{old}» → «{new}»", "delete-words": f"«{old}»"}.get(
                change.action, f"{'before' if change.before else 'after'} «{old}» «{new}»"
            )
        )
    of_list = " of the list" * change.of_list
    words += [f"from annex {'+'.join(n or 'only' for n in change.annexes)}{of_list}"] * bool(change.annexes)
    words += ["quoted"] * change.text_follows + ["everywhere"] * change.everywhere + ["inflected"] * change.inflected
    words += [f"as {change.new_number}"] * bool(change.new_number) + [f"since {change.since}"] * bool(change.since)
    words += [f"until {change.until}"] * bool(change.until)
    return " ".join(words)


def _path(target: Target) -> list[str]:
    return ["/".join(map(_step, target))] if target else []


def _step(step: Step) -> str:
    return " ".join(filter(None, (step.kind, step.num, step.title and f"«{step.title}»")))


def _act(ref: ActRef) -> str:
    return f"{ref.form} {ref.date or '?'} {ref.number or '-'} {ref.registered or '-'}"


def _where(component: str | None, act: ActRef | None, of_act: bool) -> list[str]:
    return [f"[{component}]"] * bool(component) + ([f"({_act(act)})"] if act else []) + ["act itself:"] * of_act


def _list(annex: str | None) -> list[str]:
    return [] if annex is None else [f"listed in annex {annex or 'only'}"]


@pytest.mark.parametrize(("language", "clause", "says"), [row for _, row in ROWS], ids=[name for name, _ in ROWS])
def test_clause_says(language: Language, clause: str, says: str) -> None:
    assert say(parse_clause(clause, language)) == says


def test_there_are_enough_cases() -> None:
    assert len(ROWS) > 400


@pytest.mark.parametrize(("language", "clause", "says"), [row for _, row in ROWS], ids=[name for name, _ in ROWS])
def test_typography_does_not_matter(language: Language, clause: str, says: str) -> None:
    """No-break spaces, dashes, angle quotes and Latin letters in Cyrillic words give the same reading."""
    if "№" in clause or '"' in clause or "«" in clause:
        return
    assert say(parse_clause(clause.replace(" ", "\u00a0"), language)) == says
    assert say(parse_clause(clause.replace("-", "‑"), language)).replace("‑", "-") == says


@pytest.mark.parametrize(("language", "clause", "says"), [row for _, row in ROWS], ids=[name for name, _ in ROWS])
def test_no_word_is_dropped(language: Language, clause: str, says: str) -> None:
    """A word that no table holds, put anywhere outside quotes and names, is not passed over."""
    free = ('"', "«", "(", "№", "утвержд", "бекітілген", "вносятся", "енгізілетін", "язык", "тілі")
    if (
        any(sign in clause for sign in free)
        or "[" in says
        or says.startswith(("open", "not", "nothing", "repeal acts"))
    ):
        return
    words = clause.split()
    for at in range(len(words) + 1):
        spoiled = " ".join([*words[:at], "впрочем", *words[at:]])
        read = say(parse_clause(spoiled, language))
        assert read == "not understood" or "[" in read or "впрочем" in read, spoiled


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called: the same on every machine, as seconds are not."""
    count = 0

    def seen(_frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("language", "word", "tokens"),
    [("rus", "слова ", 1), ("kaz", "сөздер ", 1), ("rus", "закон (", 2), ("kaz", "«", 1), ("rus", "пункт 3) ", 3)],
)
def test_work_grows_as_the_clause_does(language: Language, word: str, tokens: int) -> None:
    longest = LONGEST_CLAUSE // tokens
    parse_clause(word * 2, language)
    half, whole = (_calls(lambda n=n: parse_clause(word * n, language)) for n in (longest // 2, longest))
    assert whole < half * 2.1


@pytest.mark.parametrize("word", ["слова ", "пункт 3 изложить "])
def test_a_text_that_is_too_long_for_a_clause_is_refused_unread(word: str) -> None:
    longer = word * (240_000 // len(word))
    assert say(parse_clause(longer, "rus")) == "not understood"
    assert _calls(lambda: parse_clause(longer, "rus")) < 1000


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("пункт 3 изложить в следующей редакции:", "rus", True),
        ("Внести в приказ Министра следующие изменения:", "rus", True),
        ("3-тармақ алып тасталсын;", "kaz", True),
        ("Утвердить прилагаемый перечень некоторых приказов, в которые вносятся изменения.", "rus", True),
        ("Утвердить прилагаемые Правила оказания услуг.", "rus", False),
        ("Министру финансов внести предложения о распределении средств.", "rus", False),
        ("Контроль за исполнением настоящего приказа возложить на вице-министра.", "rus", False),
        ('Настоящий закон "О том, как заменить и исключить" опубликовать.', "rus", False),
        ("Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін.", "kaz", False),
    ],
)
def test_is_instruction_like(text: str, language: Language, expected: bool) -> None:
    assert is_instruction_like(text, language) is expected


def test_never_raises() -> None:
    """Words of real clauses in any order are read or refused."""
    words = sorted({word for _, (_, clause, _) in ROWS for word in clause.split()})
    chance = random.Random(7)
    for _ in range(3000):
        text = " ".join(chance.choices(words, k=chance.randint(1, 12)))
        for language in get_args(Language):
            assert all(c is not None for c in parse_clause(text, language))


def test_nearest_formula_is_named() -> None:
    (clause,) = parse_clause("пункт 5 изложить как-нибудь иначе", "rus")
    assert isinstance(clause, NotUnderstood)
    assert re.search("изложить в следующей редакции", clause.nearest)
