"""What is changed in pieces smaller or larger than an element: cells, lines that an amending act quotes, annexes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal import versions
from legal.amend.operations import own_ref
from legal.draft import Particulars, draft
from legal.draft.replay import replay, same_text
from legal.reading import read
from legal.records import ActRef, Node, Version

LONG = "Сведения о документах, удостоверяющих личность, услугодатель получает из государственных систем."
BOTH = pytest.mark.parametrize("language", ["rus", "kaz"])
ACTS = {
    "rus": ActRef("order", date(2023, 6, 30), "288", None, "Министра труда", "32994", "Об утверждении Правил услуг"),
    "kaz": ActRef("order", date(2023, 6, 30), "288", None, "Еңбек министрінің", "32994", "Қағидаларды бекіту туралы"),
}
LABEL = {"rus": "Приложение {}", "kaz": "{}-қосымша"}
CAPTION = {"rus": "к Правилам оказания услуг", "kaz": "Қызмет көрсету қағидаларына"}
OUTER = {"rus": "к приказу Министра труда от 30 июня 2023 года № 288",
         "kaz": "Еңбек министрінің 2023 жылғы 30 маусымдағы № 288 бұйрығына"}  # fmt: skip
TITLE = {"rus": "Перечень сведений", "kaz": "Мәліметтер тізбесі"}


def line(text, role=""):
    return Node("alinea", text=text, role=role)


def row(*texts):
    cells = tuple(Node("cell", children=tuple(line(part) for part in text.split("\n"))) for text in texts)
    return Node("row", texts[0], texts[0], children=cells)


def annex(language, num, *children, caption=OUTER):
    above = line(caption[language], "caption")
    return Node("annex", num, LABEL[language].format(num), TITLE[language], children=(above, *children))


def version(language, *annexes, body=()):
    return Version(
        ACTS[language], language, date(2025, 1, 1), "in-force", "stated", None, tuple(body), (), tuple(annexes)
    )


def table(language, *rows):
    return version(language, annex(language, "1", Node("table", children=rows)))


def proved(before, after, **options):
    made = draft(before, after, Particulars(form=before.act.form), **options)
    result = replay(before, made.operations)
    assert not result.errors
    assert same_text(result.version, after)
    return made


def said(made):
    return [
        f"{each.action} {'/'.join(' '.join(filter(None, (step.kind, step.num))) for step in each.target)}"
        for each in made.operations
    ]


OTHER = row("2", LONG, "Бесплатно")
CELLS = [
    # before, after, words, the operations, why
    (("Портал", LONG), ("Кабинет", LONG), False, ["replace annex 1/row 1/column 2"], "the smaller part of a long row"),
    (("Портал", LONG), ("Портал", f"{LONG} Иное."), False, ["replace annex 1/row 1"], "the row is as short"),
    (("Портал", LONG), ("Кабинет", "Иное."), False, ["replace annex 1/row 1"], "two cells of a row"),
    (("Портал\nКабинет", LONG), ("Портал\nОкно\nКасса", LONG), False, ["replace annex 1/row 1/column 2"], "lines"),
    (("Портал", LONG), ("Портал", LONG.replace("личность", "возраст")), True,
     ["replace-words annex 1/row 1/column 3"], "words of a cell"),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("old", "new", "words", "operations", "why"), CELLS, ids=[case[4] for case in CELLS])
def test_a_row_is_given_anew_or_its_one_cell(language, old, new, words, operations, why):
    before, after = (table(language, row("1", *texts), OTHER) for texts in (old, new))
    made = proved(before, after, words=words)
    assert said(made) == operations, why
    if "column 2" in operations[0]:
        address = {"rus": "графу 2 строки, порядковый номер 1, приложения 1 изложить",
                   "kaz": "1-қосымшаның реттік нөмірі 1-жолының 2-бағаны мынадай редакцияда"}  # fmt: skip
        assert address[language] in made.text


@BOTH
def test_a_cell_that_spans_others_has_no_column(language):
    wide = Node("cell", children=(line(LONG),), span=(2, 1))
    first, second = row("1", "Портал", LONG), row("1", "Кабинет", LONG)
    before, after = (table(language, replace(one, children=(*one.children, wide)), OTHER) for one in (first, second))
    assert said(proved(before, after)) == ["replace annex 1"]


@BOTH
def test_an_annex_within_an_annex_is_given_anew_with_the_outer_one(language):
    def outer(text):
        inner = annex(language, "3", Node("part", "1", children=(line(text),)), caption=CAPTION)
        caption = line(OUTER[language], "caption")
        return version(language, Node("annex", "1", LABEL[language].format("1"), children=(caption, inner)))

    made = proved(outer("Первая норма стоит здесь."), outer("Вторая норма стоит здесь."))
    assert said(made) == ["replace annex 1"]


AMENDING = """# О внесении изменений в приказ Министра труда от 30 июня 2023 года № 288 "Об утверждении Правил"

Приказ Министра труда от 1 марта 2025 года № 50

ПРИКАЗЫВАЮ:

1. Внести в приказ Министра труда от 30 июня 2023 года № 288 "Об утверждении Правил" следующие изменения:

пункт 3 изложить в следующей редакции:

"3. Заявление рассматривается в течение {} рабочих дней.";

пункт 5 исключить.

2. Настоящий приказ вводится в действие с 1 января 2027 года.
"""


def test_a_norm_that_is_not_in_force_is_changed_in_the_words_of_the_amending_act():
    """Law 480-V, art. 26 item 3. The quoted text cannot be quoted again; its words can be named."""

    def amending(term):
        act = read(AMENDING.format(term).encode(), "order.md", "rus")
        return versions.version(versions.build(own_ref(act), "rus", act, ()), date(2026, 1, 1))

    made = proved(amending("пяти"), amending("трех"))
    assert said(made) == ["replace-words paragraph 1/alinea 3"]
    assert 'в абзаце третьем пункта 1 слово "пяти" заменить словом "трех".' in made.text
