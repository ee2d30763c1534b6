"""The page of an amending act, for the lawyer who received it."""

import html
import re

import pytest

APPLIED, HELD = "/ru/acts/V2500036999/changes", "/ru/acts/V2500037111/changes"


@pytest.fixture
def page(client):
    def get(path):
        answer = client.get(path)
        assert answer.status_code == 200, path
        return html.unescape(answer.text)

    return get


def card(text, number):
    return re.search(rf'<article class="change" id="op-{number}">(.*?)</article>', text, re.DOTALL)[1]


def test_every_operation_stands_with_its_place_day_state_and_quote(page):
    text = page(APPLIED)
    assert text.count('<article class="change"') == 3
    second = card(text, 2)
    for said in (
        "Пункт 7, подпункт 5)", "изложено в новой редакции", "01.01.2026", "применено", "приказ от 30.06.2023 № 288",
        "пункт 2 изложить в следующей редакции:", "строка 12",
    ):  # fmt: skip
        assert said in second, said
    assert "дата предположительная" in card(text, 1)
    assert "дата предположительная" not in second


def test_before_and_after_stand_side_by_side(page):
    text = card(page(APPLIED), 2)
    before, after = text.split("side-after")
    assert "[текст не на файле]" in before
    assert "достигшее возраста;" in after


def test_what_is_held_back_says_why_and_how_to_decide(page):
    text = page(HELD)
    assert "не применено, ждёт решения" in card(text, 1)
    assert "Пункт 9." in card(text, 1)  # the new text that the act gives
    assert "side-after" not in text
    assert "строка 12: указание не понято" in text
    assert 'qagida decide correct V2500037111 12 "…" --by … --reason "…"' in text
    assert "qagida decide accept V2500037111 clause-not-understood 12" in text
    assert "qagida decide cancel V2500037111-rus-1" in text


def test_the_same_in_kazakh_and_without_a_word_of_english(page):
    text = page(HELD.replace("/ru/", "/kk/"))
    for said in ("Нені өзгертеді", "нұсқау түсінілмеді", "қолданылмады, шешім күтуде", "Актінің оқылған мәтіні"):
        assert said in text
    assert "no such formula" not in page(APPLIED)


def test_links_inside_the_page_lead_somewhere(page):
    for path in (APPLIED, HELD):
        text = page(path)
        there = set(re.findall(r'id="([^"]+)"', text))
        wanted = {one for one in re.findall(r'href="#([^"]+)"', text) if not one.startswith("line-")}
        assert wanted <= there, wanted - there


def test_a_title_is_in_the_language_of_the_page_or_says_in_which_it_is(page):
    assert "Есепке алу" in page("/kk/acts/V2000020500?lang=rus")
    assert "Об учете" in page("/ru/acts/V2000020500?lang=kaz")
    only = page("/kk/acts/V2300032994?on=2026-01-01")
    assert 'lang="ru">Правила помощника' in only
    assert "орыс тілінде" in only
    assert "на русском" not in page("/ru/acts/V2300032994?on=2026-01-01")


def test_findings_for_programs_are_told_in_both_languages(client):
    finding, *_ = client.get("/api/v1/acts/V2500037111/operations").json["findings"]
    assert finding["message"].startswith("'пункт 9 переделать'")
    assert finding["message_ru"].startswith("Указание не понято")
    assert finding["message_kk"].startswith("Нұсқау түсінілмеді")
