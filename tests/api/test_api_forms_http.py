"""Forms over HTTP and on the page: filled with what is posted, refused by field, kept nowhere."""

import json
import logging

import pytest
from click.testing import CliRunner

from api.cli import main
from api.http import create_app
from api.settings import Settings

ACT = "V1500010370/1/8"
SHEET = "V1500010370/1/9"
SIGNS = "V1500010370/1/10"
SECRET = "880101300123"
GOOD = {
    "period": {"from": "2022-01-01", "to": "2022-01-31"},
    "services": [{"service": 'ТОО "А & Б" <x>', "hours": "44", "price": "1500"}],
}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    home = tmp_path_factory.mktemp("forms-http") / "corpus"
    assert CliRunner().invoke(main, ["init"], env={"QAGIDA_HOME": str(home)}).exit_code == 0
    return create_app(Settings(home=home, rate_limit="off")).test_client()


def post(client, data, query="", document=ACT):
    return client.post(f"/api/v1/forms/{document}?on=2022-06-01{query}", json=data)


def test_the_list_of_forms_on_file_and_only_named(client):
    answer = client.get("/api/v1/forms?on=2022-06-01").get_json()
    assert ACT in {one["id"] for one in answer["forms"]}
    assert all(one["quote"] and one["target"] for one in answer["not_on_file"])
    assert "V1500010370/4/1" in {one["id"] for one in answer["not_on_file"]}


def test_the_schema_and_the_layout_of_a_form(client):
    answer = client.get(f"/api/v1/forms/{ACT}?on=2022-06-01").get_json()
    assert set(answer["data_schema"]["properties"]) >= {"period", "services", "annexed_pages"}
    assert answer["data_schema"]["x-hash"] == answer["hash"]
    assert any(block["type"] == "table" and block["rows"] == "services" for block in answer["layout"])


@pytest.mark.parametrize(
    ("format_", "media"),
    [
        ("pdf", "application/pdf"), ("txt", "text/plain"), ("csv", "text/csv"), ("json", "application/json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)  # fmt: skip
def test_posted_data_comes_back_as_a_file_that_nobody_keeps(client, format_, media):
    answer = post(client, GOOD, f"&format={format_}")
    assert (answer.status_code, answer.mimetype) == (200, media)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "ETag" not in answer.headers


def test_the_filled_form_says_the_values(client):
    assert 'ТОО "А & Б" <x>\t44\t1\u00a0500,00\t66\u00a0000,00' in post(client, GOOD, "&format=txt").text


def test_a_blank_as_a_table_for_office_programs(client):
    answer = client.get("/api/v1/documents/V1500010370/1/9?on=2022-06-01&format=csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")


def test_faults_come_by_field_in_both_languages_without_values(client, caplog):
    data = {
        "period": {"from": SECRET, "to": "2022-01-31"},
        "services": [{"service": SECRET, "hours": SECRET, "price": 1}],
    }
    with caplog.at_level(logging.DEBUG):
        answer = post(client, {**data, SECRET: 1}, "&format=pdf")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    problem = answer.get_json()
    faults = {one["path"]: one for one in problem["errors"]}
    assert faults["period"]["rule"] == "period"
    assert faults["services[1].hours"]["row"] == 1
    assert set(faults["period"]["message"]) == {"rus", "kaz"}
    assert SECRET not in answer.text
    assert SECRET not in caplog.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_messages_come_in_the_language_of_the_reader(client):
    answer = client.post(f"/api/v1/forms/{ACT}?on=2022-06-01", json={}, headers={"Accept-Language": "kk"})
    assert "өрісті толтыру" in answer.get_json()["detail"]


def test_data_for_another_version_is_refused_with_the_one_that_fits(client):
    problem = post(client, {**GOOD, "hash": "0" * 64}).get_json()
    assert problem["fits"]["version"] == "V2100025681@2021-12-20:rus"
    assert problem["errors"][0]["rule"] == "version"
    right = {**GOOD, "hash": problem["fits"]["hash"], "version": problem["fits"]["version"]}
    assert post(client, right).status_code == 200


@pytest.mark.parametrize(("body", "mime"), [("{}", "text/plain"), ("a=1", "application/x-www-form-urlencoded")])
def test_only_json_is_taken(client, body, mime):
    answer = client.post(f"/api/v1/forms/{ACT}?on=2022-06-01", data=body, content_type=mime)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"period": 1, "period": 2}', b'{"annexed_pages": NaN}', b"\xff"])
def test_what_is_no_json_object_is_refused(client, body):
    answer = client.post(f"/api/v1/forms/{ACT}?on=2022-06-01", data=body, content_type="application/json")
    assert answer.status_code == 422


def test_a_repealed_form_is_not_filled_unless_asked_for_all_the_same(client):
    gone = client.post(f"/api/v1/forms/{ACT}?on=2024-01-15", json=GOOD)
    assert gone.status_code == 410
    assert client.post(f"/api/v1/forms/{ACT}?on=2024-01-15&even_if_repealed=true", json=GOOD).status_code == 200


def test_a_month_over_http(client):
    sheet = {"recipient": "А", "address": "Б", "assistant_signature": None, "recipient_signature": None,
             "date_signed": None}  # fmt: skip
    visits = [{"date": f"2022-01-{day:02d}", "hours": "2.5", "places": ["аптека"]} for day in range(1, 23)]
    service = {"name": "Помощник", "price": "1500", "sheet": SHEET, "visits": visits, "data": sheet}
    signed = [{"date": "2022-01-05", "hours": "4", "mode": True}]
    second = {"name": "Жестовый язык", "price": "2000.50", "sheet": SIGNS, "visits": signed,
              "data": {**sheet, "specialist_signature": None}}  # fmt: skip
    del second["data"]["assistant_signature"]
    data = {"services": [service, second], "data": {"provider_signature": None, "provider_signatory": None}}
    answer = client.post(f"/api/v1/forms/{ACT}/month?on=2022-06-01&format=json", json=data)
    assert answer.status_code == 200, answer.text
    assert (answer.get_json()["hours"], answer.get_json()["cost"]) == ("59.0", "90502.00")
    assert len(answer.get_json()["documents"]) == 3
    assert client.post(f"/api/v1/forms/{ACT}/month?on=2022-06-01", json=data).mimetype == "application/pdf"
    del service["sheet"]
    assert client.post(f"/api/v1/forms/{ACT}/month?on=2022-06-01", json=data).status_code == 422


# --- the page --------------------------------------------------------------------------------------------------------

PAGE = f"/ru/forms/{ACT}?on=2022-06-01&lang=rus"


def test_the_page_asks_every_field_and_every_column(client):
    page = client.get(PAGE)
    assert page.status_code == 200
    for name in ("period", "period:to", "provider_signatory", "services[1].service", "services[3].price"):
        assert f'name="{name}"' in page.text
    assert 'name="seal"' not in page.text
    assert 'method="post"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "<script" not in page.text


def typed(**more):
    return {"period": "2022-01-01", "period:to": "2022-01-31", "services[1].service": "Помощь <b>", "!format": "pdf",
            "services[1].hours": "2,5", "services[1].price": "1 500", **more}  # fmt: skip


@pytest.mark.parametrize(("format_", "media"), [("pdf", "application/pdf"), ("docx", "application/vnd.openxml")])
def test_what_is_typed_comes_back_as_a_file(client, format_, media):
    answer = client.post(PAGE, data=typed(**{"!format": format_}))
    assert answer.status_code == 200
    assert answer.mimetype.startswith(media)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Помощь" not in answer.headers["Content-Disposition"]


def test_faults_stand_at_their_fields_and_what_was_typed_is_still_there(client):
    answer = client.post(PAGE, data=typed(**{"services[1].hours": "много", "period:to": "2021-01-01"}))
    assert answer.status_code == 422
    assert 'value="Помощь &lt;b&gt;"' in answer.text
    assert "нужно число не меньше нуля" in answer.text
    assert "две даты" in answer.text
    kazakh = client.post(PAGE.replace("/ru/", "/kk/"), data=typed(**{"services[1].hours": "көп"}))
    assert "нөлден кем емес сан" in kazakh.text


def test_more_rows_on_request(client):
    answer = client.post(PAGE, data=typed(**{"!format": "more"}))
    assert 'name="services[8].service"' in answer.text
    assert 'value="Помощь &lt;b&gt;"' in answer.text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_a_form_sent_from_another_site_is_refused(client, headers):
    assert client.post(PAGE, data=typed(), headers=headers).status_code == 400


def test_nothing_to_fill_is_no_page(client):
    assert client.get("/ru/forms/V1500010370/1/3?on=2022-06-01").status_code == 404


def test_the_page_of_a_form_leads_to_it(client):
    assert f'href="/ru/forms/{ACT}?on=2022-06-01&amp;lang=rus"' in client.get(f"/ru/documents/{ACT}?on=2022-06-01").text
    assert "/ru/forms/" not in client.get("/ru/documents/V1500010370/1/3?on=2022-06-01").text


def test_the_description_names_the_new_paths(client):
    described = json.loads(client.get("/api/v1/openapi.json").text)["paths"]
    assert set(described["/api/v1/forms/{document}"]) == {"get", "post"}
