"""The address in the QR code of a page: it holds nothing of what is filled in, and answers which wording it is."""

import json
import re
from datetime import date
from io import BytesIO
from urllib.parse import urlsplit

import pikepdf
import pytest

from api import models, service
from api.clock import today
from api.http import create_app
from api.settings import Settings
from api.verifying import addressed, wording_hash
from renderer.fast import filled
from renderer.fast.values import places

DOCUMENTS = "/api/v1/documents"
BASE = "https://qagida.example.kz"


@pytest.fixture
def documents(corpus):
    found = service.documents_on(corpus, date(2022, 1, 1), include_ended=True)
    return [one.document for one in found]


def _address(client, document):
    answer = client.get(f"{DOCUMENTS}/{document.id}?on={document.on}&lang={document.language}&even_if_repealed=true")
    return urlsplit(json.loads(answer.data)["verify"])


def test_every_document_carries_an_address_that_confirms_it(client, documents):
    assert documents
    for document in documents:
        address = _address(client, document)
        answer = client.get(f"/api/v1{address.path}")
        found = models.VerifyAnswer.model_validate(answer.json)
        assert found.same
        assert found.document.id == document.id
        assert found.document.on == document.on
        assert found.wording == wording_hash(document)
        assert found.line


def test_a_text_carries_one_too(client):
    page = client.get("/api/v1/acts/V2300032994/versions/2026-01-01?format=html").get_data(as_text=True)
    assert "<svg" in page
    plain = client.get("/api/v1/acts/V2300032994/versions/2026-01-01?format=html&certain_only=true")
    assert "<svg" not in plain.get_data(as_text=True), "the address knows no such question"


def test_the_page_is_for_people_in_their_language(client, documents):
    path = _address(client, documents[0]).path
    russian = client.get(path, headers={"Accept-Language": "ru"})
    kazakh = client.get(path, headers={"Accept-Language": "kk"})
    assert "редакция подтверждена" in russian.get_data(as_text=True)
    assert "редакциясы расталды" in kazakh.get_data(as_text=True)
    assert russian.headers["Content-Language"] == "ru"


def test_another_wording_is_not_confirmed(client, documents):
    path = _address(client, documents[0]).path
    other = re.sub(r"/verify/[0-9a-f]{32}/", f"/verify/{'0' * 32}/", path)
    found = client.get(f"/api/v1{other}").json
    assert not found["same"]
    assert not found["current"]
    assert "читается теперь иначе" in client.get(other, headers={"Accept-Language": "ru"}).get_data(as_text=True)


def test_what_ended_does_not_apply_today(client, documents):
    old = next(one for one in documents if one.id.startswith("V1500010370"))
    assert old.on < today()
    assert not client.get(f"/api/v1{_address(client, old).path}").json["current"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda path: path.replace("/rus/", "/eng/"), 404),
        (lambda path: re.sub(r"/[0-9a-f]{32}/", "/short/", path), 404),
        (lambda path: path.replace("2022-01-01", "2022-02-30"), 400),
        (lambda path: path.replace("2022-01-01", "20220101"), 400),
        (lambda path: path.rsplit("/", 1)[0] + "/999", 404),
        (lambda path: path + "?x=1", 400),
    ],
)
def test_no_address_of_ours_is_refused(client, documents, change, status):
    path = _address(client, documents[0]).path
    for place in (change(path), f"/api/v1{change(path)}"):
        assert client.get(place).status_code == status


def test_what_is_filled_in_leaves_no_trace(documents):
    for document in documents:
        blank = addressed(document, BASE)
        fields = {place.blank.field for place in places(document)}
        assert filled(blank, dict.fromkeys(fields, "850101300123")).verify == blank.verify
        assert "850101300123" not in blank.verify


def test_the_base_is_a_setting(home, corpus, documents):
    assert Settings(home=home).verification == "http://127.0.0.1:8000"
    assert Settings(home=home, verify_url="off").verification == ""
    assert Settings(home=home, verify_url=f"{BASE}/").verification == BASE
    with pytest.raises(ValueError, match="verify_url"):
        Settings(home=home, verify_url="ftp://x")
    with create_app(Settings(home=home, verify_url="off"), corpus=corpus).test_client() as client:
        path = f"{DOCUMENTS}/{documents[0].id}?on=2022-01-01&lang=rus&even_if_repealed=true"
        assert client.get(path).json["verify"] is None


def test_fillable_and_rows_over_http(client, documents):
    path = f"{DOCUMENTS}/{documents[0].id}?on=2022-01-01&lang=rus&even_if_repealed=true"
    with pikepdf.open(BytesIO(client.get(f"{path}&format=pdf&fillable=true").data)) as file:
        assert "/AcroForm" in file.Root
    assert client.get(f"{path}&format=docx&fillable=true").status_code == 400
    assert client.get(f"{path}&rows=3").status_code == 200
    for wrong in ("-1", "1001", "x"):
        assert client.get(f"{path}&rows={wrong}").status_code == 400


def test_fillable_and_rows_on_the_command_line(run, documents, tmp_path):
    place = ("render", documents[0].id, "--on", "2022-01-01", "--even-if-repealed")
    file = tmp_path / "blank.pdf"
    assert run(*place, "--format", "pdf", "--fillable", "--rows", "2", "-o", file).exit_code == 0
    with pikepdf.open(file) as made:
        assert "/AcroForm" in made.Root
    assert run(*place, "--format", "html", "--fillable").exit_code == 2
