"""What findings say reaches the reader in Russian and Kazakh: every sentence of every stage."""

import ast
import doctest
import re
import string
import tomllib
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest

from api import sentences
from api.messages import table
from api.sentences import kind_of_hole, sentence
from legal.findings import CODES
from legal.records import Action, Finding, Kind

ROOT = Path(__file__).parents[2]
LATIN_IN_CYRILLIC = re.compile(r"(?=\w*[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі])(?=\w*[A-Za-z])[^\W\d_]+")


def entries():
    data = tomllib.loads(resources.files("api").joinpath("findings.toml").read_text(encoding="utf-8"))
    return [(code, entry) for code, found in data.items() for entry in found]


def holes(template):
    return sorted(hole for _, hole, _, _ in string.Formatter().parse(template) if hole is not None)


def test_the_table_of_sentences_is_whole():
    known = [(code, entry["en"]) for code, entry in entries()]
    assert [one for one in known if known.count(one) > 1] == []
    for code, entry in entries():
        assert code in {*CODES, "any", "signed"}, code
        assert set(entry) == {"en", "ru", "kk"}, entry
        assert len(set(holes(entry["en"]))) == len(holes(entry["en"])), entry
        for language in ("ru", "kk"):
            assert set(holes(entry[language])) == set(holes(entry["en"])), entry
            assert not LATIN_IN_CYRILLIC.findall(re.sub(r"\{\w+\}", "", entry[language])), entry
        assert all(kind_of_hole(hole) for hole in holes(entry["en"]))


def test_every_kind_and_action_has_words():
    known = table()
    assert [kind for kind in get_args(Kind) if not {f"kind.{kind}", f"numbered.{kind}"} <= set(known)] == []
    assert [action for action in get_args(Action) if f"action.{action}" not in known] == []


COMPOSED = {"reason", "meaning", "places", "said", "refusal.finding.message", "_DIFFERS[data is None]"}
"""Holes that take a sentence made elsewhere: those have a test of their own."""


def templates(node, scope):
    """The sentences an expression makes, with a tuple (source, quoted) for each hole."""
    match node:
        case ast.Constant(value=str(text)):
            return [(text,)]
        case ast.JoinedStr():
            return [tuple(_piece(one) for one in node.values)]
        case ast.IfExp():
            return templates(node.body, scope) + templates(node.orelse, scope)
        case ast.Name() if scope is not None:
            assigned = [
                one
                for one in ast.walk(scope)
                if isinstance(one, ast.Assign) and any(ast.unparse(target) == node.id for target in one.targets)
            ]
            before = [one for one in assigned if one.lineno < node.lineno]
            return templates(max(before, key=lambda one: one.lineno).value, None) if before else []
    return []


def _piece(node):
    if isinstance(node, ast.Constant):
        return str(node.value)
    return (ast.unparse(node.value), node.conversion == ord("r"))


def written():
    """(place, code, pieces) of every sentence that the stages write with the code beside it."""
    for package in ("legal", "forms"):
        for path in sorted((ROOT / package).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
            for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
                for code, message in zip(call.args, call.args[1:], strict=False):
                    if not (isinstance(code, ast.Constant) and code.value in CODES):
                        continue
                    inside = [one for one in functions if one.lineno <= call.lineno <= (one.end_lineno or 0)]
                    for pieces in templates(message, inside[-1] if inside else None):
                        if any(one[0] in COMPOSED for one in pieces if not isinstance(one, str)):
                            continue
                        yield f"{path.relative_to(ROOT)}:{call.lineno}", code.value, pieces


def told(code, pieces):
    """Whether a sentence is told in both languages, whatever its holes take of what they may take."""
    for sample in (
        "paragraph 2",
        "replace",
        "7",
        "V2300032994",
        "paragraph",
        "row 7",
        "part",
        "№ 5 of 2020-01-01",
        "11.1, part 2",
    ):
        message = "".join(
            one if isinstance(one, str) else repr("слова") if one[1] else _value(one[0], sample) for one in pieces
        )
        finding = Finding(code, "info", message)
        if all(sentence(finding, language) for language in ("ru", "kk")):
            return True
    return False


def _value(source, sample):
    """A value as the expression in a hole gives it."""
    if source.startswith("signed("):
        return "decided by юрист at 2026-01-01T00:00+00:00 (cancel-1)"
    if "kind" in source:
        return "paragraph"
    if re.search(r"\b(?:where|address|container)\b", source):
        return sample if "part" in sample else "paragraph 2"
    if re.search(r"len\(|number|\bnum\b|count|width|first|last|span", source):
        return "7"
    if source == "day":
        return "2020-01-01"
    if source == "nearest":
        return ""
    if source.startswith("_WORDS"):
        return "Kazakh"
    return sample


def test_the_sentences_of_the_stages_are_found():
    assert len(list(written())) > 120


@pytest.mark.parametrize(("place", "code", "pieces"), list(written()))
def test_every_sentence_of_a_stage_is_told_in_russian_and_kazakh(place, code, pieces):
    assert told(code, pieces), f"{place}: {pieces} has no sentence under [[{code}]] of api/findings.toml"


SIGNED = "decided by юрист at 2026-02-01T07:00+00:00 (accept-0123456789)"


@pytest.mark.parametrize(
    ("code", "message", "ru", "kk"),
    [
        ("annex-incomplete", "Приложение 3: nothing stands below the title", "Приложение 3: под заголовком ничего нет",
         "Приложение 3: тақырыптан төмен ештеңе жоқ"),
        ("reading-corrected", f"'пункт 9' is read as 'пункт 9 исключить'; {SIGNED}",
         "«пункт 9» читается как «пункт 9 исключить»; решил юрист, 2026-02-01T07:00+00:00 (accept-0123456789)",
         "«пункт 9» былай оқылады: «пункт 9 исключить»; шешкен юрист, 2026-02-01T07:00+00:00 (accept-0123456789)"),
        ("not-in-sure-history",
         "V2500036999-rus-4: annex 3 has no paragraph 7 (пункт 7 исключить); not in the text without presumed dates",
         ("изменение V2500036999-rus-4: приложение 3: здесь нет такого места: пункт 7. Указание акта: «пункт 7 "
          "исключить»; в текст без предположительных дат это не входит"),
         ("V2500036999-rus-4 өзгерісі: 3-қосымша: мұнда мұндай орын жоқ: 7-тармақ. Актінің нұсқауы: «пункт 7 "
          "исключить»; болжамды күндерсіз мәтінге бұл кірмейді")),
        ("target-ambiguous", "V2-kaz-1: paragraph 3 of annex 1 / chapter 2 may follow any of these",
         "изменение V2-kaz-1: приложение 1, глава 2, пункт 3: может стоять после любого из этих мест",
         "V2-kaz-1 өзгерісі: 1-қосымша, 2-тарау, 3-тармақ: осы орындардың кез келгенінен кейін тұруы мүмкін"),
        ("clause-not-understood", f"'пункт 9 переделать'; accepted, {SIGNED}",
         "«пункт 9 переделать»; признано безвредным: решил юрист, 2026-02-01T07:00+00:00 (accept-0123456789)",
         "«пункт 9 переделать»; зиянсыз деп танылды: шешкен юрист, 2026-02-01T07:00+00:00 (accept-0123456789)"),
        ("corpus-differs", "acts/V1/rus.xml: nothing on file gives it",
         "acts/V1/rus.xml: этого файла не даёт ни один исходный",
         "acts/V1/rus.xml: бұл файлды ешбір бастапқы файл бермейді"),
    ],
)  # fmt: skip
def test_a_finding_is_told_in_the_words_of_the_reader(code, message, ru, kk):
    finding = Finding(code, "error", message)
    assert sentence(finding, "ru") == ru
    assert sentence(finding, "kk") == kk
    assert sentence(finding, "en") == message


def test_the_examples_of_addresses_run():
    found = doctest.testmod(sentences)
    assert found.attempted > 0
    assert found.failed == 0


def test_a_sentence_that_nobody_has_translated_is_not_invented():
    assert sentence(Finding("unread", "error", "something new"), "ru") is None


def test_a_long_message_is_told_in_linear_time():
    message = "V2500036999-rus-4: " + "paragraph " * 2_000 + "(" * 2_000
    assert sentence(Finding("target-absent", "error", message), "kk") is None
