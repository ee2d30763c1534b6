"""Markdown of the bank's mirrors: marks go, words stay."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.reading.format_inline import read_inline
from legal.reading.markdown import is_markdown, read_markdown

CORPUS = Path(__file__).parents[3] / "legal" / "corpus"


def words(reading):
    return "".join(b.text + "".join(line for row in b.rows for c in row for line in c.lines) for b in reading.blocks)


def kinds(text):
    return [(b.kind, b.text) for b in read_markdown(text).blocks]


def codes(text):
    return {f.code for f in read_markdown(text).findings}


INLINE = [
    # source, words, why
    ('"… **ПРИКАЗЫВАЮ:**" ;', '"… ПРИКАЗЫВАЮ:" ;', "bold inside quoted new text"),
    ("**Статья 1.**Текст", "Статья 1.Текст", "a mirror that forgets the space"),
    ("***важно***", "важно", "both at once"),
    ("дата* и место*", "дата* и место*", "footnote signs after words"),
    ("акт* (*если есть) и ещё*", "акт* (*если есть) и ещё*", "signs that could pair but for the one left over"),
    ("S = а*б*в", "S = а*б*в", "a product"),
    ("5 * 3 * 2", "5 * 3 * 2", "a product with spaces"),
    ("«____» ______ 20__ года", "«____» ______ 20__ года", "blanks of a form"),
    ("_года_ и __20__", "_года_ и __20__", "underscores inside a line are never marks"),
    ("__Глава 1. Общие положения__", "Глава 1. Общие положения", "a whole paragraph between underscores"),
    ("[статьи 10](<https://x.kz/a b>) Закона", "статьи 10 Закона", "an address in angle brackets"),
    ("Текст[^1] со сноской", "Текст со сноской", "the sign of a footnote"),
    (r"1\. пункт \*", "1. пункт *", "escapes"),
    (r"и\или", r"и\или", "a backslash before a letter is published"),
    ("&quot;A&nbsp;&amp;&#32;Б&quot;", '"A\u00a0& Б"', "entities"),
    ("A & B; AT&T", "A & B; AT&T", "ampersands that are none"),
    ("[статьи 8](https://adilet.zan.kz/rus/docs/Z1#z8) Закона", "статьи 8 Закона", "a link"),
    ('<a href="http://www.egov.kz">www.egov.kz</a> (далее', "www.egov.kz (далее", "an HTML link"),
    ("[…] и [items only]", "[…] и [items only]", "brackets that are no link"),
    ("[1](см. примечание)", "[1](см. примечание)", "brackets beside brackets"),
    ("м<sup>2</sup>, <Ф.И.О.>", "м2, <Ф.И.О.>", "an element, and angle brackets that are text"),
]


@pytest.mark.parametrize(("source", "expected", "_why"), INLINE)
def test_marks_inside_words(source, expected, _why):
    assert "\n".join(read_inline(source).lines) == expected


@given(st.text(alphabet='аб *_\\[]()<>&;#"«»1.)/—\u00a0', max_size=60))
def test_only_marks_are_lost(text):
    shown = Counter("".join(read_inline(text).lines))
    lost = Counter(text) - shown
    assert set(lost) - set("*_\\[]()<>/ ") == set() or "&" in lost or "](" in text
    assert shown["а"] == text.count("а") or "](" in text or "<a" in text


@pytest.mark.parametrize("name", ["V2500036999/rus.txt", "V2200029826/rus.txt"])
def test_published_files_lose_marks_only(name):
    source = (CORPUS / name).read_text("utf-8")
    reading = read_markdown(source)
    lost = Counter(source) - Counter(words(reading))
    link = Counter('<a href="http://www.egov.kz"></a>') if "<a href" in source else Counter()
    assert {c: n for c, n in (lost - link).items() if not c.isspace()} == {"*": source.count("*")}
    assert not Counter(words(reading)) - Counter(source)
    assert any(f.code == "markdown-marks" and f.line for f in reading.findings)


def test_seed_table_rows_and_signature():
    blocks = read_markdown((CORPUS / "V2500036999/rus.txt").read_text("utf-8")).blocks
    table = next(b for b in blocks if b.kind == "table")
    assert [[len(row), row[0].lines[0]] for row in table.rows] == [[3, "1"], [3, "2"]]
    at = blocks.index(table)
    assert (blocks[at - 1].text, blocks[at + 1].text) == ('"', '".')
    assert "www.egov.kz (далее" in table.rows[1][2].lines[0]
    signs = read_markdown((CORPUS / "V2200029826/rus.txt").read_text("utf-8")).blocks
    captions = [b.text for b in signs if b.kind == "caption"]
    assert captions == ["Министр труда", "и социальной защиты населения", "Республики Казахстан"]


IS_MARKDOWN = [
    ("# О праздниках\n\nНастоящий Закон определяет.", True),
    ('# "Халықты жұмыспен қамту туралы" Заңына\n\n1-бап.', True),
    ("**Об утверждении Правил**\n\n1. Текст", True),
    ("Текст\n\n> *Приложение 1*  \n> *к приказу*", True),
    ("Текст\n\n```\n____ (подпись)\n```\n", True),
    ("*Министр*\n\n*И. Иванов*\n", True),
    ("Текст со ссылкой [статья 8](https://adilet.zan.kz/8).", True),
    ("1. Текст.\n\n2. Дата* и место*.\n\n* - при наличии", False),
    (
        "      1. Внести в  Министра труда приказ\nРеспублики Казахстан № 379 (\nизменения:\n\n\n\n_____ (подпись)",
        False,
    ),
    ("а*б*в = 5 _____ № 7 <= 6 # 3", False),
    ("1\tНаименование\tТекст", False),
]


@pytest.mark.parametrize(("text", "expected"), IS_MARKDOWN)
def test_is_markdown(text, expected):
    assert is_markdown(text) is expected


@pytest.mark.parametrize("name", ["V2100025681/rus.txt", "V2100025804/rus.txt", "V2200029826/kaz.txt"])
def test_text_copied_out_of_pdf_is_no_markdown(name):
    assert not is_markdown((CORPUS / name).read_text("utf-8"))


def test_blocks_of_each_kind():
    text = """<a id="st1"></a>

## Статья 1. Праздники ##

1. Первая строка
продолжается здесь.
2. Второй пункт:

   1) подпункт;

      часть без номера.

> *Сноска. Статья 1 с изменениями.*

> *Приложение 1*\x20\x20
> *к Правилам*

---

| № | Имя |
|---|:---:|
| 1 | А\\|Б<br>В |

Министерство развития,\x20\x20
инноваций"""
    assert kinds(text) == [
        ("heading", "Статья 1. Праздники"),
        ("text", "1. Первая строка продолжается здесь."),
        ("text", "2. Второй пункт:"),
        ("text", "1) подпункт;"),
        ("text", "часть без номера."),
        ("note", "Сноска. Статья 1 с изменениями."),
        ("caption", "Приложение 1"),
        ("caption", "к Правилам"),
        ("table", ""),
        ("text", "Министерство развития, инноваций"),
    ]
    table = next(b for b in read_markdown(text).blocks if b.kind == "table")
    assert [[c.lines for c in row] for row in table.rows] == [[("№",), ("Имя",)], [("1",), ("А|Б", "В")]]
    assert [c.header for c in table.rows[0]] == [True, True]
    assert read_markdown(text).blocks[0].level == 2


def test_fenced_form_is_kept_as_published():
    block = read_markdown("```\nИмя\t____   ___\n        (подпись)\n\n**20__**\n```").blocks[0]
    assert [row[0].lines[0] for row in block.rows] == ["Имя\t____   ___", "        (подпись)", "", "**20__**"]


def test_html_table_with_spans_and_blank_lines():
    rows = '<tr><td rowspan="2">1</td><td>А</td></tr>\n\n<tr><td>Б<br>В;</td></tr>'
    text = f'До\n\n<table border="1">\n{rows}\n</table>\n\nПосле'
    before, table, after = read_markdown(text).blocks
    assert (before.text, after.text) == ("До", "После")
    assert (table.first, table.last >= table.first) == (3, True)
    assert [[(c.lines, c.rowspan) for c in row] for row in table.rows] == [[(("1",), 2), (("А",), 1)], [(("Б В;",), 1)]]


def test_a_fence_or_table_without_end_takes_nothing_with_it():
    assert kinds("```\nформа\n\n1. Пункт.\n\n2. Пункт.") == [
        ("text", "форма"),
        ("text", "1. Пункт."),
        ("text", "2. Пункт."),
    ]
    assert "markup-unclosed" in codes("```\nформа")
    text = "<table border=1><tr><td>А</td></tr>\n\n1. Пункт."
    assert kinds(text)[-1] == ("text", "1. Пункт.")
    assert [f.severity for f in read_markdown(text).findings] == ["error"]


def test_label_and_tab_is_a_paragraph_and_a_name_by_a_tab_a_signature():
    assert kinds("1.\tВнести изменения.") == [("text", "1. Внести изменения.")]
    assert kinds("Министр труда\tТ. Дуйсенова") == [("caption", "Министр труда"), ("caption", "Т. Дуйсенова")]


def test_a_picture_is_never_silent():
    assert "picture" in codes("Формула ![f](f.png) здесь")


def test_a_wrapped_reference_is_no_new_paragraph():
    assert kinds("# Т\n\nв соответствии с подпунктами\n1) и 2) пункта 3 Правил.")[1:] == [
        ("text", "в соответствии с подпунктами 1) и 2) пункта 3 Правил.")
    ]


LISTS = """1. Принимаются
    1) заявления;
    2) жалобы.
- первое;
- второе.

согласно подпунктам
    1) и 2) пункта 5

Текст[^1] и [ссылка][2].

[^1]: Слова сноски.

[2]: https://adilet.zan.kz/rus
"""


def test_nested_lists_footnotes_and_links_that_stand_apart():
    reading = read_markdown(LISTS)
    assert [block.text for block in reading.blocks] == [
        "1. Принимаются",
        "1) заявления;",
        "2) жалобы.",
        "- первое;",
        "- второе.",
        "согласно подпунктам 1) и 2) пункта 5",
        "Текст и ссылка.",
        "Слова сноски.",
    ]
    assert [f.code for f in reading.findings].count("footnote") == 2


def test_marks_in_the_cells_of_an_html_table():
    cells = r"<td>**1**</td><td>1\. Первое<br>2) [второе](https://x.kz/1)</td><td>____ *</td>"
    reading = read_markdown(f'# Т\n\n<table border="1">\n<tr>{cells}</tr>\n</table>\n')
    assert [c.lines for c in reading.blocks[1].rows[0]] == [("1",), ("1. Первое", "2) второе"), ("____ *",)]


def test_a_raised_number_after_a_number_is_said():
    assert "raised-number" in {f.code for f in read_markdown("# Т\n\nстатья 12<sup>1</sup> Кодекса\n").findings}
    assert "raised-number" not in {f.code for f in read_markdown("# Т\n\n10 м<sup>2</sup>\n").findings}
