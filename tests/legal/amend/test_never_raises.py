"""Any words in any order are read or refused: the readers of clauses never fail."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from legal.amend.force import parse_force, parse_short_force
from legal.amend.formula import parse_clause

HERE = Path(__file__).parent
CELLS = [
    cell.strip()
    for path in (*sorted((HERE / "cases").glob("*.md")), HERE / "force.md")
    for line in path.read_text("utf-8").splitlines()
    for cell in line.strip("| ").split(" | ")
]
LINES = {
    "rus": [cell for cell in CELLS if re.search("[а-я]", cell) and not re.search("[әғқңөұүһі]", cell)],
    "kaz": [cell for cell in CELLS if re.search("[әғқңөұүһі]", cell)],
}
WORDS = {language: sorted({word for line in lines for word in line.split()}) for language, lines in LINES.items()}


@st.composite
def mixed(draw, language):
    """A line of one language with words left out, put in, exchanged or moved."""
    words = draw(st.sampled_from(LINES[language])).split()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(words)))
        change = draw(st.sampled_from(["out", "in", "other", "rest"]))
        if change == "out":
            words[at : at + 1] = []
        elif change == "rest":
            words[at:] = draw(st.sampled_from(LINES[language])).split()[at:]
        else:
            words[at : at + (change == "other")] = [draw(st.sampled_from(WORDS[language]))]
    return " ".join(words)


@given(st.sampled_from(["rus", "kaz"]).flatmap(lambda language: st.tuples(mixed(language), st.just(language))))
def test_mixed_words(line):
    text, language = line
    assert isinstance(parse_clause(text, language), tuple)
    parse_force(text, language)
    parse_short_force(text, language)


def test_a_term_that_ends_early():
    assert not isinstance(parse_force("Настоящий приказ вводится в действие дополнить 01.07.2023.", "rus"), tuple)
