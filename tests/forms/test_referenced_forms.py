"""Forms that provisions name, in both languages: which annex, named where, on file or not."""

from datetime import date

import pytest

from forms.referenced import not_on_file, references
from legal.records import ActRef, Node, Version

ACT = ActRef("order", date(2023, 1, 9), "1", code="V2300031000")


def paragraph(num, text):
    return Node("paragraph", num, f"{num}.", children=(Node("part", children=(Node("alinea", text=text),)),))


def version(text, *annexes, language="rus", components=1):
    rules = Node("component", heading="Правила", children=(paragraph("5", text), *annexes))
    others = [Node("component", heading=f"Правила {n}") for n in range(2, components + 1)]
    own = Node("annex", "7", "Приложение 7", "Форма заявки", children=(Node("alinea", text="Подпись ____"),))
    return Version(ACT, language, date(2024, 1, 1), "in-force", "stated", None, (), (rules, *others), (own,))


def form(num):
    return Node("annex", num, f"Приложение {num}", "Заявление", children=(Node("alinea", text="Я, ______"),))


GAP = Node("annex", "2", "Приложение 2", children=(Node("alinea", text="[текст не на файле]", role="gap"),))
NAMED = [
    ("rus", "1) заявление по форме согласно приложению 2 к настоящим Правилам;", [("V2300031000/2", "заявление")]),
    ("rus", "выдает расписку по форме, предусмотренной в приложении 3 к настоящим Правилам",
     [("V2300031000/3", "выдает расписку")]),
    ("rus", "Журнал ведется по форме согласно приложению к настоящим Правилам.", [("V2300031000/1", "Журнал ведется")]),
    ("rus", "заявление и анкету по формам согласно приложениям 4 и 5 к настоящим Правилам",
     [("V2300031000/4", "заявление и анкету"), ("V2300031000/5", "заявление и анкету")]),
    ("rus", "отчет по форме согласно приложению 9 к настоящему приказу", [("V2300031000/0/9", "отчет")]),
    ("rus", "справку по форме, утвержденной приказом Министра от 30 января 2015 года № 54;", [(None, "справку")]),
    ("rus", "в порядке согласно приложению 2 к настоящим Правилам", []),
    ("rus", ("Услугополучатель (либо его представитель по доверенности) подает заявление с приложением документов, "
     "предусмотренных пунктом 8 перечня основных требований, через портал, по форме согласно приложению 2"),
     [("V2300031000/2", "заявление с приложением документов")]),
    ("rus", ("В течение двух рабочих дней выдает уведомление либо мотивированный отказ в дальнейшем рассмотрении "
     "заявления по форме № 3 согласно приложению 4"), [("V2300031000/4", "отказ в дальнейшем рассмотрении заявления")]),
    ("rus", ("Заявление подается по установленной форме согласно приложению 2. Результат оформляется справкой по "
     "форме, приведенной в приложении 3"), [("V2300031000/2", "Заявление подается"),
                                    ("V2300031000/3", "Результат оформляется справкой")]),
    ("kaz", "1) осы Қағидаларға 2-қосымшаға сәйкес нысан бойынша өтініш;", [("V2300031000/2", "өтініш")]),
    ("kaz", "осы Қағидаларға 3 және 4-қосымшаларға сәйкес нысандар бойынша қолхат",
     [("V2300031000/3", "қолхат"), ("V2300031000/4", "қолхат")]),
    ("kaz", "осы Қағидаларға қосымшаға сәйкес нысан бойынша журнал", [("V2300031000/1", "журнал")]),
    ("kaz", "Министрдің 2015 жылғы 30 қаңтардағы № 54 бұйрығымен бекітілген нысан бойынша анықтама",
     [(None, "анықтама")]),
    ("kaz", "осы Қағидаларға 2-қосымшаға сәйкес тәртіппен", []),
    ("kaz", ("осы Қағидаларға 2-қосымшаға сәйкес нысан бойынша өтініш және осы Қағидаларға 3-қосымшаға сәйкес нысан "
     "бойынша анықтама"), [("V2300031000/2", "өтініш"), ("V2300031000/3", "анықтама")]),
    ("kaz", ("осы Қағидаларға 2-қосымшаға сәйкес нысан бойынша құжаттар топтамасымен бірге қағаз түрінде немесе "
     "электрондық түрде өтінішті жолдайды"), [("V2300031000/2", "өтінішті")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), NAMED, ids=[case[1][:40] for case in NAMED])
def test_what_a_provision_names(language, text, expected):
    found = not_on_file(version(text, language=language))
    assert [(one.id, one.form) for one in found] == expected
    for one in found:
        assert (one.component, [(step.kind, step.num) for step in one.target]) == ("Правила", [("paragraph", "5")])
        assert one.quote in text


def test_a_form_that_is_on_file_is_a_reference_and_not_missing():
    given = version("заявление по форме согласно приложению 2 к настоящим Правилам", form("2"))
    assert [one.on_file for one in references(given)] == [True]
    assert not_on_file(given) == ()


def test_an_annex_of_which_nothing_but_its_number_is_known_is_not_on_file():
    given = version("заявление по форме согласно приложению 2 к настоящим Правилам", GAP)
    assert [one.id for one in not_on_file(given)] == ["V2300031000/2"]


def test_an_annex_of_the_act_is_no_annex_of_its_rules():
    given = version("заявку по форме согласно приложению 7 к настоящему приказу")
    assert [(one.id, one.on_file) for one in references(given)] == [("V2300031000/0/7", True)]


def test_the_id_counts_the_rules_where_there_are_several():
    given = version("заявление по форме согласно приложению 2 к настоящим Правилам", components=2)
    assert [one.id for one in not_on_file(given)] == ["V2300031000/1/2"]


def test_another_act_is_named_in_the_words_of_the_provision():
    (found,) = not_on_file(version("справку по форме, утвержденной приказом Министра от 30 января 2015 года № 54;"))
    assert found.elsewhere == "утвержденной приказом Министра от 30 января 2015 года № 54"


@pytest.mark.parametrize("language", ["rus", "kaz"])
def test_a_quote_is_whole_words_however_long_its_clause(language):
    clause = {
        "rus": "заявление " + "с приложением документов " * 40 + "по форме согласно приложению 2",
        "kaz": "осы Қағидаларға 2-қосымшаға сәйкес нысан бойынша " + "құжаттар топтамасымен " * 40 + "өтініш",
    }[language]
    (found,) = references(version(f"Бұл; {clause}.", language=language))
    assert found.quote == clause
