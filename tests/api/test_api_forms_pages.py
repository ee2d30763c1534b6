"""The pages of forms: what can be filled in on a date, what is only named, and what a page says where it cannot."""

import html
import re
import zipfile
from io import BytesIO

import pikepdf
import pytest
from click.testing import CliRunner
from flask import Response

from api.cli import main
from api.http import create_app
from api.settings import Settings

DAY = "on=2022-06-01"
ACT, SHEET = "V1500010370/1/8", "V1500010370/1/9"
MANY = f"/ru/forms-many/{SHEET}?{DAY}&lang=rus"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("forms-pages") / "corpus"
    assert CliRunner().invoke(main, ["init"], env={"QAGIDA_HOME": str(home)}).exit_code == 0
    return home


@pytest.fixture(scope="module")
def client(home):
    return create_app(Settings(home=home, rate_limit="off")).test_client()


def seen(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return html.unescape(answer.text)


def links(text):
    return re.findall(r'href="([^"#]+)"', text)


@pytest.mark.parametrize("ui", ["ru", "kk"])
def test_the_forms_of_a_date_lead_to_filling_and_to_those_only_named(client, ui):
    text = seen(client, f"/{ui}/forms?{DAY}")
    assert f"/{ui}/forms/{ACT}?{DAY}&lang=rus" in text
    named = len(client.get(f"/api/v1/forms?{DAY}").json["not_on_file"])
    assert f": {named}</a>" in text
    assert f"/{ui}/forms-named?{DAY}" in text
    assert f'<a href="/{ui}/forms" aria-current="page">' in text


def test_forms_that_no_longer_apply_are_listed_where_they_are_asked_for(client):
    assert ACT not in seen(client, "/ru/forms?on=2024-01-01")
    assert f"/ru/forms/{ACT}?on=2024-01-01&lang=rus&even=1" in seen(client, "/ru/forms?on=2024-01-01&all=1")


@pytest.mark.parametrize("ui", ["ru", "kk"])
def test_each_form_only_named_stands_with_the_provision_that_names_it(client, ui):
    text = seen(client, f"/{ui}/forms-named?{DAY}")
    named = client.get(f"/api/v1/forms?{DAY}", headers={"Accept-Language": ui}).json["not_on_file"]
    assert text.count('<li class="row">') == len(named)
    for one in named:
        assert one["quote"] in text
        assert one["place"][1:] in text


def test_where_all_named_forms_are_on_file_the_page_says_so(client):
    assert "все названные формы есть" in seen(client, "/ru/forms-named?on=2010-01-01")


def test_every_link_of_these_pages_leads_somewhere(client):
    for page in (
        f"/ru/forms?{DAY}",
        f"/kk/forms-named?{DAY}",
        f"/ru/forms/{ACT}?{DAY}",
        f"/ru/documents/{ACT}?{DAY}",
        MANY,
    ):
        for link in set(links(seen(client, page))):
            assert client.get(link, follow_redirects=True).status_code == 200, (page, link)


def test_the_page_to_fill_in_says_which_wording_it_is_and_warns(client):
    text = seen(client, f"/ru/forms/{ACT}?{DAY}")
    assert "приказ от 06.12.2021 № 458" in text
    assert 'type="date" name="on" value="2022-06-01"' in text
    assert "предположительной датой" in text


def test_a_document_offers_a_pdf_with_fields_and_its_table(client):
    text = seen(client, f"/ru/documents/{ACT}?{DAY}")
    assert "format=pdf&fillable=true" in text
    assert "format=xlsx" in text
    assert "fillable=true" not in seen(client, f"/ru/documents/V1500010370/1/3?{DAY}")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (f"/ru/forms/{ACT}?on=2024-01-01", 410, "Выберите дату раньше 01.07.2023"),
        ("/kk/nothing", 404, "іздеу арқылы"),
        ("/ru/forms?on=2022-13-01", 400, "ГГГГ-ММ-ДД"),
        (f"/ru/documents/V1500010370/1/99?{DAY}", 404, "в списке на 01.06.2022"),
    ],
)
def test_a_page_tells_people_what_to_do_without_commands_and_parameters(client, path, status, words):
    text = seen(client, path, status)
    assert words in text
    assert not {"even_if_repealed", "openapi.json.", "qagida documents"} & set(re.split(r"[\s<>=()]+", text))


# --- for many

HEAD = "address;month;year;date_signed\n"
IIN = "880101300123"


def sent(client, text, name="people.csv", path=MANY, **fields):
    return client.post(path, data={"table": (BytesIO(text.encode()), name), **fields})


def test_the_empty_table_of_a_form_is_taken_back_with_records_in_it(client):
    page = seen(client, MANY)
    (address,) = [link for link in links(page) if "/forms-table/" in link]
    table = client.get(address).data.decode("utf-8-sig")
    names = table.strip().split(";")
    assert {"address", "month"} <= set(names)
    assert all(f"<code>{name}</code>" in page for name in names)
    row = ";".join({"month": "5", "year": "2022", "date_signed": "2022-06-01"}.get(name, "Астана") for name in names)
    made = sent(client, f"{table.strip()}\n{row}\n{row}\n")
    assert (made.status_code, made.mimetype, made.headers["Cache-Control"]) == (200, "application/pdf", "no-store")
    assert made.headers["Content-Disposition"] == 'attachment; filename="V1500010370-1-9_2022-06-01_rus.pdf"'
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert len(pdf.pages) >= 2


@pytest.mark.parametrize("ui", ["ru", "kk"])
def test_records_at_fault_are_told_and_nothing_is_printed_unless_the_others_are_wanted(client, ui):
    path = MANY.replace("/ru/", f"/{ui}/")
    table = f"{HEAD}Астана;5;2022;2022-06-01\n{IIN};13;2022;2022-06-01\n"
    page = sent(client, table, path=path)
    assert page.status_code == 422
    assert {"ru": "Запись 2", "kk": "2-жазба"}[ui] in page.text
    assert IIN not in page.text
    made = sent(client, table, path=path, rest="1", format="zip")
    assert (made.status_code, made.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(BytesIO(made.data)) as files:
        assert files.namelist() == ["000001.pdf"]
    nothing = sent(client, f"{HEAD}{IIN};13;2022;2022-06-01\n", path=path, rest="1")
    assert (nothing.status_code, IIN in nothing.text) == (422, False)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (f"{HEAD}", "people.csv", "есть ли в таблице записи"),
        ("address;month\nА;5\n", "people.csv", "year «год»; date_signed «Дата»"),
        (f"Иванов;{IIN}\n", f"{IIN}.csv", "Лишние, по порядку: 1, 2"),
        ("x", f"{IIN}.doc", "нужен .csv, .xlsx или .jsonl"),
        ("x", "", "не выбран"),
        (HEAD + "А;5;2022;2022-06-01\n" * 501, "people.csv", "больше 500 записей"),
    ],
)
def test_a_table_that_is_not_taken_says_why_and_repeats_nothing(client, text, name, words):
    answer = sent(client, text, name)
    assert answer.status_code in (400, 422)
    assert words in html.unescape(answer.text)
    assert IIN not in answer.text


def test_a_table_from_another_site_is_not_taken(client):
    answer = client.post(MANY, data={}, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 400


def test_a_form_that_no_table_can_fill_does_not_offer_one(client):
    assert "forms-many" not in seen(client, f"/ru/forms/{ACT}?{DAY}")
    assert client.get(f"/ru/forms-many/{ACT}?{DAY}").status_code == 422
    assert "forms-many" in seen(client, f"/ru/forms/{SHEET}?{DAY}")


def test_a_program_is_told_which_methods_an_address_takes(client):
    problem = client.put("/api/v1/jobs")
    assert problem.status_code == 405
    assert "POST" in problem.json["remedy"]
    assert "POST" in problem.headers["Allow"]


def test_a_request_that_is_too_large_says_so(client):
    problem = client.post(f"/api/v1/forms/{ACT}?{DAY}", data=b"x" * 5_000_000, content_type="application/json")
    assert problem.status_code == 413
    assert "QAGIDA_MAX_REQUEST" in problem.json["remedy"]
    page = client.post(f"/ru/forms/{ACT}?{DAY}", data={"period": "x" * 5_000_000})
    assert page.status_code == 413
    assert "QAGIDA" not in page.text


def test_the_log_reads_nothing_of_a_body_that_is_streamed(home):
    app = create_app(Settings(home=home, rate_limit="off"))
    read = []

    def pieces():
        read.append("piece")
        yield b"x"

    app.add_url_rule("/streamed", "streamed", lambda: Response(pieces()))
    with app.test_request_context("/streamed"):
        response = app.full_dispatch_request()
        assert read == []
        assert response.get_data() == b"x"


def test_documents_without_fields_are_no_forms(client):
    assert client.get(f"/ru/forms/V1500010370/1/3?{DAY}").status_code == 404
    filled = client.post(f"/api/v1/forms/V1500010370/1/3?{DAY}", json={})
    assert (filled.status_code, filled.json["place"]) == (404, "V1500010370/1/3")
