"""What stands in quotes is never read as an instruction, whatever word of the grammar it is."""

import pytest

from legal.amend.formula import parse_clause
from legal.amend.syntax import Change
from legal.records import Language
from legal.vocabulary import kazakh, russian

CLAUSES = {
    "rus": "в подпункте 1) пункта 3 слово «{}» заменить словом «лицо»;",
    "kaz": "3-тармақтың 1) тармақшасындағы «{}» деген сөз «тұлға» деген сөзбен ауыстырылсын;",
}


def vocabulary(module: object) -> list[str]:
    tables = (value for name, value in vars(module).items() if not name.startswith("__"))
    kept = (table for table in tables if isinstance(table, dict | frozenset | set | tuple | list))
    return sorted({word for table in kept for word in table if isinstance(word, str)})


@pytest.mark.parametrize(("language", "module"), [("rus", russian), ("kaz", kazakh)])
def test_a_quoted_word_of_the_grammar_is_only_a_quoted_word(language: Language, module: object):
    words = vocabulary(module)
    assert len(words) > 500
    for word in words:
        (clause,) = parse_clause(CLAUSES[language].format(word), language)
        assert isinstance(clause, Change), word
        assert clause.pairs[0][0] == word
