"""What the Rules say of a journal, read from their own words."""

import pytest

from forms import journal_words
from forms.journal_rules import journal_rules
from legal.errors import NotOnFile
from tests.forms.journal_samples import (
    AT_HOME,
    FORM,
    HALF_STATIONARY,
    KAZAKH,
    STATIONARY,
    TEMPORARY,
    item,
    paragraph,
    version,
)


def rules(*lines, language="rus"):
    return journal_rules(version(paragraph("11", item("1", lines)), language=language), FORM)


def only(*lines, language="rus"):
    (found,) = rules(*lines, language=language)
    return found


def test_every_line_of_the_stationary_journal_is_a_rule_with_its_place():
    found = only(*STATIONARY)
    assert found.name == "11.1"
    assert [rule.kind for rule in found.rules] == [
        "title", "keeping", "recorded", "returned", "queue", "application", "kept", "out_of_turn", "postponement",
        "notice", "no_show",
    ]  # fmt: skip
    assert found.findings == ()
    assert [rule.cite.quote for rule in found.rules] == list(STATIONARY)
    nine = found.rule("postponement")
    assert nine.cite.place("rus") == "часть 9 подпункта 1) пункта 11"
    assert nine.cite.place("kaz") == "11-тармақтың 1) тармақшасының 9-бөлігі"
    assert (nine.cite.order.number, nine.cite.certainty) == ("472", "presumed")


def test_what_the_stationary_journal_notes():
    found = only(*STATIONARY)
    assert found.kinds == {"arrival", "discharge", "absence", "transfer", "queue"}
    assert found.paper
    assert found.reasons == {"discharge", "absence"}
    assert dict(found.rule("returned").values) == {"note": "возвратился", "column": "дата поступления"}
    assert dict(found.rule("postponement").values) == {"times": 1, "days": 30, "notice": 1}
    assert found.rule("out_of_turn").values["age"] == 18
    assert found.rule("keeping").values["keeper"] == "организацией стационарного типа"


@pytest.mark.parametrize(
    ("lines", "kinds", "reasons"),
    [
        (HALF_STATIONARY, {"arrival", "termination", "suspension", "transfer", "queue"}, {"termination", "suspension"}),
        (AT_HOME, {"arrival", "termination", "suspension"}, {"termination", "suspension"}),
        (TEMPORARY, {"arrival", "discharge", "absence", "transfer"}, {"discharge", "absence"}),
    ],
)
def test_what_the_other_journals_note(lines, kinds, reasons):
    found = only(*lines)
    assert (found.kinds, found.reasons, found.paper) == (kinds, reasons, True)


def test_each_provision_on_a_journal_is_found_and_no_other():
    found = journal_rules(
        version(
            paragraph("11", item("1", STATIONARY)),
            paragraph("12", item("1", ("Организация ведет личное дело получателя услуг.",))),
            paragraph("35", item("1", ("регистрационная карточка;",)), item("2", TEMPORARY)),
        ),
        FORM,
    )
    assert [one.name for one in found] == ["11.1", "35.2"]


@pytest.mark.parametrize(
    ("words", "days", "times"),
    [
        ("один раз срок прибытия до десяти календарных дней", 10, 1),
        ("один раз срок прибытия до 45 календарных дней", 45, 1),
        ("два раза срок прибытия до двадцати одного календарных дней", 21, 2),
    ],
)
def test_numbers_are_those_of_the_text(words, days, times):
    found = only(STATIONARY[2], f"Получателю услуг предоставляется возможность перенести {words}.")
    assert dict(found.rule("postponement").values) == {"times": times, "days": days, "notice": 0}


@pytest.mark.parametrize(
    "line",
    [
        "Получателю услуг предоставляется возможность перенести один раз срок прибытия до десяти рабочих дней.",
        "Получателю услуг предоставляется возможность перенести один раз срок прибытия до нескольких календарных дней.",
        "Личные вещи получателя услуг хранятся в камере хранения.",
    ],
)
def test_a_line_that_is_not_understood_is_shown_and_enforces_nothing(line):
    found = only(STATIONARY[2], line)
    assert found.rule("postponement") is None
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("journal-rule-unread", "warning")
    assert line in finding.message


def test_latin_letters_in_cyrillic_words_change_nothing():
    found = only(*(line.replace("а", "a").replace("е", "e") for line in STATIONARY))
    assert found.kinds == only(*STATIONARY).kinds
    assert found.rule("postponement").values["days"] == 30
    assert found.findings == ()


def test_the_same_rules_in_kazakh():
    found = only(*KAZAKH, language="kaz")
    assert found.kinds == {"arrival", "discharge", "absence", "transfer", "queue"}
    assert found.paper
    assert found.reasons == {"discharge", "absence"}
    assert found.rule("returned").values == {"note": "қайтып келді", "column": "түскен күні"}
    assert dict(found.rule("postponement").values) == {"times": 1, "days": 30, "notice": 1}
    assert found.rule("queue")
    assert found.rule("no_show")
    assert found.findings == ()


def test_rules_without_a_journal_give_none_and_an_unknown_form_is_refused():
    assert rules("Организация ведет учет вещей.") == ()
    with pytest.raises(NotOnFile):
        journal_rules(version(), "V1800017467/9")


def test_the_table_of_words_has_both_languages():
    table = journal_words._table()
    assert set(table["rus"]) == set(table["kaz"])
    for section, words in table["rus"].items():
        assert set(words) == set(table["kaz"][section]), section
