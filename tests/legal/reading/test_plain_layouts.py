"""Plain text as people copy it: with indents, one paragraph a line, with blank lines between; the same act from all."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from legal import read_operations
from legal.errors import LegalError
from legal.reading import read
from legal.records import Act, Node

RULES = (Path(__file__).parent / "acts" / "rus-rules.txt").read_text("utf-8")
CORPUS = Path(__file__).parents[3] / "legal" / "corpus"


def _flat(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())


def _spaced(text: str) -> str:
    return "\n\n".join(line.strip() for line in text.splitlines())


LAYOUTS: dict[str, Callable[[str], str]] = {"indented": str, "flat": _flat, "spaced": _spaced}


def _act(text: str) -> Act:
    return read(text.encode(), "act.txt")


def _tree(node: Node) -> tuple[object, ...]:
    return (node.kind, node.num, node.label, node.heading, node.text, *map(_tree, node.children))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_act_in_every_layout(layout: str) -> None:
    expected, found = _act(RULES), _act(LAYOUTS[layout](RULES))
    assert found.card == expected.card
    assert [_tree(node) for node in found.body] == [_tree(node) for node in expected.body]
    assert [_tree(annex.body) for annex in found.annexes] == [_tree(annex.body) for annex in expected.annexes]
    assert [note.text for note in found.notes] == [note.text for note in expected.notes]


def test_headings_at_the_margin_open_chapters() -> None:
    rules = _act(RULES).annexes[0].body
    assert [(node.kind, node.num, node.heading) for node in rules.children] == [
        ("chapter", "1", "Общие положения"),
        ("chapter", "2", "ПОРЯДОК УЧЕТА"),
    ]
    assert [(node.kind, node.num) for node in rules.children[1].children] == [("paragraph", "4"), ("section", "1")]


def test_notes_inside_an_annex_are_no_text_of_it() -> None:
    act = _act(RULES)
    assert [note.text[:28] for note in act.notes] == ["Сноска. Пункт 2 - в редакции", "3. Исключен приказом Министр"]
    assert "Сноска" not in str(act.annexes[0].body)


@pytest.mark.parametrize(
    ("approval", "title"),
    [
        ("Утверждены\nприказом Министра финансов\nРеспублики Казахстан\nот 5 мая 2020 года № 15", "Правила учета"),
        ("Утвержден приказом Министра финансов Республики Казахстан от 5 мая 2020 года № 15", "Перечень сведений"),
        ("УТВЕРЖДЕНО\nпостановлением Правительства\nРеспублики Казахстан\nот 5 мая 2020 года № 15", "Положение"),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_document_approved_without_a_label_is_an_annex(approval: str, title: str, layout: str) -> None:
    text = (
        "Об утверждении\n\n      1. Утвердить прилагаемый документ.\n      2. Настоящий приказ вводится в действие "
        f"со дня его первого официального опубликования.\n\n      Министр\n\n{approval}\n\n{title}\n\n"
        "      1. Настоящий документ определяет порядок учета средств и сведений.\n"
        "      2. Учет ведется ежедневно в журнале установленной формы.\n"
    )
    act = _act(LAYOUTS[layout](text))
    assert [(annex.num, annex.label, annex.body.kind, annex.body.heading) for annex in act.annexes] == [
        (None, "", "component", title)
    ]
    assert act.annexes[0].caption == " ".join(approval.split())


def test_a_sentence_about_approval_begins_no_annex() -> None:
    text = "О чем\n\n1. Нормы применяются с 2020 года.\n\nУтверждены нормы расхода топлива.\n\n2. Приказ действует.\n"
    assert _act(text).annexes == ()


def test_lines_cut_at_a_width_without_indents_are_joined_and_said_to_be_guessed() -> None:
    text = (
        "О порядке учета\n"
        "1. Учет ведется ежедневно по правилам, которые утверждает уполномоченный\n"
        "орган, и данные о нем вносятся в журнал установленной формы ответственным\n"
        "лицом организации.\n"
        "2. Журнал хранится пять лет после внесения последней записи в порядке,\n"
        "который определяет организация.\n"
    )
    act = _act(text)
    assert [node.num for node in act.body] == ["1", "2"]
    assert "paragraph-unclear" in {found.code for found in act.findings}


def _mutated(lines: list[str], choice: random.Random) -> list[str]:
    """Lines deleted, swapped, doubled, cut, a digit or a quote changed."""
    lines = list(lines)
    for _ in range(choice.randint(1, 6)):
        at = choice.randrange(len(lines))
        line = lines[at]
        match choice.randrange(7):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                other = choice.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 2:
                lines.insert(at, line)
            case 3:
                lines[at] = "".join(choice.choice("0123456789") if char.isdigit() else char for char in line)
            case 4 if line:
                spot = choice.randrange(len(line))
                lines[at] = line[:spot] + choice.choice('"«»():;.,№\t-') + line[spot:]
            case 5 if line:
                spot = choice.randrange(len(line))
                lines[at : at + 1] = [line[:spot], line[spot:]]
            case _:
                lines[at] = line.strip()
    return lines


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_mutated_order_is_read_or_refused_and_never_loses_text(path: Path) -> None:
    choice = random.Random(path.parent.name)
    lines = path.read_text("utf-8").splitlines()[:220]
    for _ in range(12):
        data = "\n".join(_mutated(lines, choice)).encode()
        try:
            act, _, _ = read_operations(data, "mutated.txt")
        except LegalError:
            continue
        assert act.coverage is not None
        assert act.coverage.explained == act.coverage.characters
