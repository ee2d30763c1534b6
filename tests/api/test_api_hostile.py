"""What a hostile client sends comes to nothing: archives that swell, entities, headers in names, markup in answers."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from api.clock import ZONE
from api.http import create_app
from api.settings import Settings
from legal import Corpus

NOW = datetime(2023, 1, 15, 12, tzinfo=ZONE)
SHEET, DAY = "V1500010370/1/9", "2022-06-01"
MARKUP = '"><script>alert(1)</script><img src=x onerror=y>'
SPREAD = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    corpus = Corpus.init(tmp_path_factory.mktemp("hostile") / "corpus", NOW)
    return create_app(Settings(rate_limit="off"), corpus=corpus).test_client()


def upload(client: FlaskClient, data: bytes, name: str) -> tuple[int, str]:
    answer = client.post(f"/ru/forms-many/{SHEET}?on={DAY}", data={"table": (io.BytesIO(data), name), "format": "pdf"})
    return answer.status_code, answer.data.decode("utf-8", "replace")


def book(sheet: bytes) -> bytes:
    """A workbook of one sheet."""
    parts = {
        "_rels/.rels": f'<Relationships {PACKAGE}><Relationship Id="a" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {SPREAD} xmlns:r="{OFFICE}"><sheets><sheet name="s" sheetId="1" r:id="a"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships {PACKAGE}><Relationship Id="a" Type="{OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, text in parts.items():
            archive.writestr(place, text)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return file.getvalue()


def cell(text: str) -> str:
    return f'<worksheet {SPREAD}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(client: FlaskClient) -> None:
    swollen = book((cell("recipient") + " " * 80_000_000 + "</sheetData></worksheet>").encode())
    assert len(swollen) < 200_000
    assert upload(client, swollen, "a.xlsx")[0] == 422


def test_a_table_of_all_the_records_that_a_page_takes_is_printed(client: FlaskClient) -> None:
    head = "recipient;address;month;year;assistant_signature;recipient_signature;date_signed"
    rows = "".join(f"Әбілқасымов Өтеген {n};{'г. Астана, ул. Достық, ' * 6};;;;;\n" for n in range(500))
    assert len(rows.encode()) > 100_000
    status, text = upload(client, f"{head}\n{rows}".encode(), "a.csv")
    assert (status, text[:5]) == (200, "%PDF-")


def test_entities_in_a_workbook_are_refused(client: FlaskClient) -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    for doctype in (
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{bomb}]>',
        '<!DOCTYPE x [<!ENTITY e8 SYSTEM "file:///etc/passwd">]>',
    ):
        status, text = upload(client, book((doctype + cell("&e8;") + "</sheetData></worksheet>").encode()), "a.xlsx")
        assert (status, "root:" in text, "haha" in text) == (422, False, False)


def test_more_than_a_page_takes_is_refused(client: FlaskClient) -> None:
    assert upload(client, b"recipient\n" + b"a\n" * 3_000_000, "a.csv")[0] == 413


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "a\r\nX-Evil: 1.csv", f"{MARKUP}.csv", "a.exe", ".csv", "a" * 999]
)
def test_the_name_of_a_file_is_shown_to_nobody(client: FlaskClient, name: str) -> None:
    answer = client.post(f"/ru/forms-many/{SHEET}?on={DAY}", data={"table": (io.BytesIO(b"x;y\n1;2\n"), name)})
    assert answer.status_code == 422
    assert "X-Evil" not in answer.headers
    assert not any(part in answer.text for part in ("passwd", "<script>", "onerror", "a" * 99))


@pytest.mark.parametrize(
    "path",
    [
        "/ru/?q={}", "/kk/forms?on={}", "/ru/acts/{}", "/ru/documents/{}", "/ru/forms/{}", "/ru/forms-many/{}",
        "/verify/{}", "/ru/jobs/{}", "/{}", "/ru/acts/V2300032994?lang={}", "/ru/acts/V2300032994/compare?from={}",
    ],
)  # fmt: skip
def test_markup_in_an_address_is_shown_as_words(client: FlaskClient, path: str) -> None:
    answer = client.get(path.format(quote(MARKUP, safe="")))
    assert "<script>" not in answer.text
    assert "<img" not in answer.text


@pytest.mark.parametrize("injected", ["%0d%0aX-Evil: 1", "%0aX-Evil:%201", "%E5%98%8AX-Evil:1", "%00"])
def test_a_line_end_in_an_address_makes_no_header(client: FlaskClient, injected: str) -> None:
    for path in (f"/ru/acts/V2300032994{injected}", f"/api/v1/documents/{SHEET}{injected}?on={DAY}&format=pdf"):
        answer = client.get(path)
        assert answer.status_code in (400, 404)
        assert "X-Evil" not in answer.headers
    moved = client.get("/", headers={"Accept-Language": "ru"}, base_url="http://evil.example")
    assert "evil.example" not in moved.headers.get("Location", "")


def test_what_is_typed_is_words_in_the_page_and_in_the_table(client: FlaskClient) -> None:
    typed = {"recipient": MARKUP, "year": MARKUP}
    shown = client.post(f"/ru/forms/{SHEET}?on={DAY}", data=typed).text
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    head = "recipient;address;month;year;assistant_signature;recipient_signature;date_signed"
    status, text = upload(client, f"{head}\n{MARKUP};;{MARKUP};;;;\n".encode(), "a.csv")
    assert (status, "<script>" in text, "onerror" in text) == (422, False, False)
