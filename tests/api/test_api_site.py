"""The page: what a person sees, in both languages, without scripts."""

import re
from html.parser import HTMLParser

import pytest

from api.http.site.marks import LIMIT, marked
from api.http.site.search import terms

PAGES = [
    "/ru/", "/kk/", "/ru/?q=%E2%84%96+288&on=2026-01-01&lang=&kind=&all=1", "/ru/acts/V2300032994?on=2026-01-01",
    "/kk/acts/V2300032994?on=2026-01-01&lang=rus", "/ru/acts/V2300032994/history", "/ru/acts/V2500036999",
    "/ru/acts/V2300032994/compare", "/kk/acts/V2300032994/compare?from=2025-12-31&to=2026-01-01&lang=rus",
    "/ru/acts/V2300032994/lines?on=2026-01-01", "/ru/acts/V2500036999/changes", "/kk/acts/V2500037111/changes",
    "/ru/documents/V2300032994/3?on=2026-01-01", "/kk/documents/V1500010370/8?on=2024-01-01",
    "/ru/acts/V2000020500?lang=kaz", "/ru/acts/akn/kz/act/order/minister-labour/2023-06-30/288?on=2026-01-01",
]  # fmt: skip


class Reader(HTMLParser):
    VOID = frozenset({"meta", "link", "input", "br", "col", "img", "hr"})

    def __init__(self):
        super().__init__()
        self.open, self.links, self.tags, self.attributes, self.words = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.links += [value for name, value in attrs if name in ("href", "src", "action")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    reader = Reader()
    reader.feed(answer.text)
    assert reader.open == []
    return reader


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_holds_no_script_style_or_foreign_link(client, path):
    page = read(client, path)
    assert not {"script", "style", "iframe"} & set(page.tags)
    assert not [name for name in page.attributes if name == "style" or name.startswith("on")]
    assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in page.links)
    assert page.tags.count("h1") >= 1


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client, path):
    for link in set(read(client, path).links):
        if not link.startswith("#"):
            assert client.get(link).status_code in (200, 302), link


def text(client, path):
    return re.sub(r"\s+", " ", " ".join(read(client, path).words))


def test_the_text_of_a_date_is_read(client):
    assert "достигшее возраста" in text(client, "/ru/acts/V2300032994?on=2026-01-01")
    assert "достигшее возраста" not in text(client, "/ru/acts/V2300032994?on=2025-12-31")


def test_what_does_not_apply_is_hidden_until_asked_for(client):
    for path in ("/ru/acts/V1500010370", "/ru/documents/V1500010370/8", "/ru/acts/V1500010370/lines"):
        hidden = text(client, f"{path}?on=2024-01-01")
        assert "Начат ____" not in hidden
        assert "предположительно утратил силу с 01.07.2023" in hidden
        assert "Начат ____" in text(client, f"{path}?on=2024-01-01&even=1")
    assert "30.06.2023" in text(client, "/ru/acts/V1500010370?on=2024-01-01")


def test_an_act_that_is_not_applied_stands_above_the_text_with_its_place(client):
    shown = text(client, "/ru/acts/V2300032994?on=2026-01-01")
    assert "не применён" in shown
    assert "строка 12" in shown
    assert "Этот акт не применён" in text(client, "/ru/acts/V2500037111/changes")


def test_gaps_and_presumed_dates_are_said(client):
    shown = text(client, "/kk/acts/V2300032994?on=2026-01-01")
    assert "бастапқы мәтіні қоймада жоқ" in shown
    assert "болжамды" in shown


def test_search_finds_by_number_code_date_and_words(client):
    for query in ("288", "V2300032994", "30.06.2023", "помощника правила", "32994", "ПОМОЩНИКА"):
        assert "/ru/acts/V2300032994" in " ".join(read(client, f"/ru/?q={query}").links), query
    assert "/ru/acts/V2300032994" not in " ".join(read(client, "/ru/?q=ничего+такого").links)


def test_search_finds_a_document_by_its_title_whatever_its_letters(client):
    links = " ".join(read(client, "/ru/?q=Aкт оказанных&on=2026-01-01").links)  # a Latin A, as people copy it
    assert "/ru/documents/V2300032994/3" in links
    assert terms("№ 288") == terms("288")


def test_compare_marks_the_words_that_differ():
    before, after = marked("дом в два этажа", "дом в три этажа")
    assert [piece.text for piece in before if piece.changed] == ["два"]
    assert [piece.text for piece in after if piece.changed] == ["три"]
    assert "".join(piece.text for piece in after) == "дом в три этажа"


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, "новое"), ("старое", None), ("[текст не на файле]", "новый текст"), ("а б в", "г д е ж з"),
     ("слово " * (LIMIT * 2), "другое слово " * LIMIT)],
)  # fmt: skip
def test_nothing_is_marked_where_marks_would_say_nothing(before, after):
    assert not any(piece.changed for side in marked(before, after) for piece in side)


def test_what_is_typed_comes_back_as_words(client):
    answer = client.get("/ru/?q=<script>alert(1)</script>")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ru/acts/V9900000001", 404), ("/ru/acts/V2300032994?on=2026-02-30", 400), ("/ru/?strange=1", 400),
        ("/ru/?on=1&on=2", 400), ("/ru/documents/V2300032994/99", 404), ("/ru/nothing", 404), ("/de/", 404),
        ("/ru/acts/V2300032994/compare?from=2026-01-02&to=2026-01-01", 400), ("/assets/document-nothing.css", 404),
        ("/static/../app.py", 404), ("/static/%2e%2e/app.py", 404), ("/ru/acts/%00", 400), ("/ru/?q=%00", 400),
        ("/ru/?q=" + "a" * 300, 400),
    ],
)  # fmt: skip
def test_a_wrong_address_is_a_page_that_says_what_to_do(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.content_type.startswith("text/html")
    assert "<h1>" in answer.text


def test_the_other_language_is_the_same_page(client):
    links = read(client, "/ru/acts/V2300032994?on=2026-01-01&lang=rus").links
    assert "/kk/acts/V2300032994?on=2026-01-01&lang=rus" in links


def test_the_first_page_follows_the_reader(client):
    assert client.get("/", headers={"Accept-Language": "kk-KZ,ru;q=0.5"}).headers["Location"] == "/kk/"
    assert client.get("/", headers={"Accept-Language": "de"}).headers["Location"] == "/ru/"
