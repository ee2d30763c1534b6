"""Displaced links: published lines and what they must read."""

from collections import Counter

import pytest

from legal.reading.blocks import Line
from legal.reading.links import repair_links

RUS = [
    # published, repaired, why the case exists
    ("       изложить в следующей редакции:пункт 5", "      пункт 5 изложить в следующей редакции:", "at the start"),
    ("      1. Внести в  Министра труда приказ", "      1. Внести в приказ Министра труда ", "between words"),
    ("      в :пункте 6", "      в пункте 6:", "before punctuation"),
    ("      абзац второй  изложить в новой редакции:подпункта 1)",
     "      абзац второй подпункта 1) изложить в новой редакции:", "a number with a bracket"),
    ("       и  пункта 35 изложить в следующей редакции:подпункты 1) 2)",
     "      подпункты 1) и 2) пункта 35 изложить в следующей редакции:", "two links, one a bare number"),
    ("      , ,  и  изложить согласно , приложения 4 5 6 7 приложениям 1",
     "      приложения 4, 5, 6 и 7 изложить согласно приложениям 1, ", "five links in one line"),
    ('специальных услугах" :";ПРИКАЗЫВАЮ', 'специальных услугах" ПРИКАЗЫВАЮ:";', "the enacting word"),
    ("от 01.02.2024  (вводится в № 17", "от 01.02.2024 № 17 (вводится в", "a registration number"),
    ("согласно  статьи 73", "согласно статьи 73", "the link stands at the end of its line"),
    ("согласно  кодексу Трудовому", "согласно Трудовому кодексу", "the name of a code"),
    ("средствами передвижения,Правилах", "средствами передвижения,Правилах", "no gap: nothing to do"),
    ("о б е с п е ч е н и я  и х  ", "о б е с п е ч е н и я  и х  ", "spaced letters are no gaps"),
    ("равновесия ,  ", "равновесия ,  ", "a space before a comma with nothing displaced"),
]  # fmt: skip

KAZ = [
    ("       келесі редакцияда жазылсын:кіріспе", "      кіріспе келесі редакцияда жазылсын:", "preamble"),
    ("      :2-тармақта", "      2-тармақта:", "before punctuation at the start"),
    ("       және  келесі редакцияда жазылсын:7) 8) тармақшасы",
     "      7) және 8) тармақшасы келесі редакцияда жазылсын:", "a bare number and a unit"),
    ("2022 жылғы 24 ақпандағы № 73  (Нормативтікбұйрығына", "2022 жылғы 24 ақпандағы № 73 бұйрығына (Нормативтік",
     "glued to the last word of a full line"),
    ("осы бұйрықтың  және 1) 2) ", "осы бұйрықтың 1) және 2) ", "the last link is in its place, cut by the line end"),
]  # fmt: skip


@pytest.mark.parametrize(("published", "expected", "why"), RUS)
def test_russian(published, expected, why):
    assert repaired(published, "rus") == expected.rstrip(), why


@pytest.mark.parametrize(("published", "expected", "why"), KAZ)
def test_kazakh(published, expected, why):
    assert repaired(published, "kaz") == expected.rstrip(), why


def test_number_that_the_next_line_counts_stays():
    lines = [Line(1, "Заңының 2-бабы  төртінші бөлігіне және 4-2-7-тармағының"), Line(2, "бабының 1-тармағы")]
    out, _ = repair_links(lines, "kaz")
    assert out[0].text == "Заңының 2-бабы 7-тармағының төртінші бөлігіне және 4-2-"


def test_title_cut_by_the_line_end_is_known_from_the_rest_of_the_file():
    lines = [
        Line(1, '      "Көк теңіз туралы" Заң қабылданды.'),
        Line(2, '      2) портал – "Көк'),
        Line(3, '" Қазақстан Республикасының заңдарына сәйкес теңіз туралы'),
        Line(4, "жұмыс істейді; Көк теңіз туралы."),
    ]
    out, _ = repair_links(lines, "kaz")
    assert out[2].text.startswith('" Қазақстан'), "two words before are needed: a title is not guessed from one"


def test_unknown_words_in_a_gap_are_a_finding_and_stay_as_published():
    lines = [Line(7, "соответствии с  и в порядке, определяемом Мандариновым")]
    out, findings = repair_links(lines, "rus")
    assert out[0].text == lines[0].text
    assert [(f.code, f.line) for f in findings] == [("displaced-link-unresolved", 7)]


def test_blank_line_before_a_line_that_began_with_a_link_goes():
    lines = [Line(1, "стандарте в соответствии с "), Line(2, ""), Line(3, " к настоящим Правилам.приложением 3")]
    out, _ = repair_links(lines, "rus")
    assert [line.text for line in out] == ["стандарте в соответствии с ", "приложением 3 к настоящим Правилам."]


@pytest.mark.parametrize("above", [[""], ["қосымша", ""]])
def test_a_title_that_begins_with_a_quote_is_no_gap(above):
    title = '"Жәрдемақы тағайындау" мемлекеттік қызметін көрсету қағидалары'
    lines = [Line(number, text) for number, text in enumerate([*above, title], 1)]
    assert repair_links(lines, "kaz") == (tuple(lines), ())


@pytest.mark.parametrize(("published", "_expected", "_why"), [*RUS, *KAZ])
def test_no_character_is_lost_or_made(published, _expected, _why):
    for language in ("rus", "kaz"):
        assert Counter(repaired(published, language).replace(" ", "")) == Counter(published.replace(" ", ""))


def repaired(text, language):
    out, _ = repair_links([Line(1, text)], language)
    return out[0].text.rstrip() if out[0].text != text else text.rstrip()
