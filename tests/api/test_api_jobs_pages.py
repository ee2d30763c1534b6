"""The pages of background jobs: asked for with the token as a password, in both languages, the result as a file."""

from __future__ import annotations

import base64
import json
import re
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from flask.testing import FlaskClient

from api import service
from api.clock import ZONE
from api.http import create_app
from api.job_store import JobStore
from api.jobs import Queue
from api.settings import Settings
from forms.records import Document
from legal import Corpus

NOW = datetime(2023, 1, 15, 12, tzinfo=ZONE)
TOKEN = "a-secret-that-nobody-guesses"
SHEET, DAY = "V1500010370/1/9", "2022-06-01"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus.init(tmp_path_factory.mktemp("job-pages") / "corpus", NOW)


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    return Settings(
        home=tmp_path, jobs=f"sqlite:///{tmp_path / 'jobs.sqlite'}", queue=f"sqlite:///{tmp_path / 'queue.sqlite'}",
        token=TOKEN, rate_limit="off",
    )  # fmt: skip


@pytest.fixture
def client(settings: Settings, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr("api.clock.now", lambda: NOW)
    monkeypatch.setattr("api.jobs.Corpus.open", lambda _: corpus)
    made = create_app(settings, corpus=corpus).test_client()
    made.environ_base["HTTP_AUTHORIZATION"] = "Basic " + base64.b64encode(f"clerk:{TOKEN}".encode()).decode()
    return made


def records(corpus: Corpus, count: int, wrong: frozenset[int] = frozenset()) -> bytes:
    blank: Document = service.document_on(
        corpus, SHEET, service.Question("", "rus", date.fromisoformat(DAY), verify=Settings().verification)
    ).document
    name = next(field.name for field in blank.fields if field.kind == "person")
    empty = {field.name: None for field in blank.fields if field.kind != "seal"}
    rows = [{"x": 1} if one in wrong else {**empty, name: f"Иванов <b>{one}</b>"} for one in range(1, count + 1)]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def give(client: FlaskClient, data: bytes, ui: str = "ru", **headers: str) -> Any:
    return client.post(
        f"/{ui}/forms-job/{SHEET}?on={DAY}",
        data={"table": (BytesIO(data), "Иванов.jsonl"), "format": "pdf"},
        headers=headers,
    )


@pytest.mark.parametrize(("ui", "title"), [("ru", "Задания на печать"), ("kk", "Басып шығару тапсырмалары")])
def test_a_job_from_the_page_of_its_form_to_its_file(
    client: FlaskClient, settings: Settings, corpus: Corpus, ui: str, title: str
) -> None:
    assert title in client.get(f"/{ui}/jobs").text
    assert f"/{ui}/forms-job/" in client.get(f"/{ui}/forms-many/{SHEET}?on={DAY}").text
    asked = client.get(f"/{ui}/forms-job/{SHEET}?on={DAY}")
    assert asked.status_code == 200
    assert asked.headers["Cache-Control"] == "no-store"

    given = give(client, records(corpus, 3, wrong=frozenset({2})), ui)
    assert given.status_code == 303, given.text
    place = given.headers["Location"]
    assert re.fullmatch(rf"/{ui}/jobs/[0-9a-f-]{{36}}", place)
    waiting = client.get(place)
    assert 'http-equiv="refresh"' in waiting.text
    assert "/result" not in waiting.text

    Queue(settings).drain()
    done = client.get(place)
    assert 'http-equiv="refresh"' not in done.text
    assert ("Запись 2" in done.text) == (ui == "ru")
    assert "15.01.2023 12:00" in done.text
    assert "Иванов" not in done.text
    assert place in client.get(f"/{ui}/jobs").text
    file = client.get(f"{place}/result")
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert file.headers["Cache-Control"] == "no-store"
    assert len(pikepdf.open(BytesIO(file.data)).pages) == 4  # two people, each on a sheet
    assert "/result" not in client.get(place).text
    assert client.get(f"{place}/result").status_code == 409


def test_nobody_sees_jobs_without_the_token(client: FlaskClient, settings: Settings, corpus: Corpus) -> None:
    place = give(client, records(corpus, 1)).headers["Location"]
    for wrong in ("", "Basic", "Basic !!!", "Basic " + base64.b64encode(b"clerk:other").decode(), f"Bearer {TOKEN}"):
        for address in ("/ru/jobs", place, f"{place}/result", f"/ru/forms-job/{SHEET}?on={DAY}"):
            answer = client.get(address, headers={"Authorization": wrong})
            assert (answer.status_code, answer.headers["WWW-Authenticate"][:5]) == (401, "Basic"), (address, wrong)
    assert give(client, b"x", Authorization="").status_code == 401
    assert client.post(f"{place}/delete", headers={"Authorization": ""}).status_code == 401


def test_without_a_token_there_are_no_jobs(settings: Settings, corpus: Corpus) -> None:
    closed = create_app(settings.model_copy(update={"token": type(settings.token)("")}), corpus=corpus).test_client()
    answer = closed.get("/kk/jobs")
    assert answer.status_code == 403
    assert "/kk/jobs" not in closed.get("/kk/").text


def test_another_site_can_neither_give_nor_delete_a_job(
    client: FlaskClient, settings: Settings, corpus: Corpus
) -> None:
    place = give(client, records(corpus, 1)).headers["Location"]
    for strange in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post(f"{place}/delete", headers=strange).status_code == 400
        assert give(client, records(corpus, 1), **strange).status_code == 400
    assert len(JobStore(settings.jobs_url).all()) == 1
    deleted = client.post(f"{place}/delete", headers={"Origin": "http://localhost"})
    assert (deleted.status_code, deleted.headers["Location"]) == (303, "/ru/jobs")
    assert client.get(place).status_code == 404


def test_a_table_that_cannot_be_read_is_refused_in_words(client: FlaskClient) -> None:
    assert "qagida" not in give(client, b"").text
    assert give(client, b"").status_code in (400, 422)
    nothing = client.post(f"/ru/forms-job/{SHEET}?on={DAY}", data={"format": "pdf"})
    assert nothing.status_code in (400, 422)


@pytest.mark.parametrize("id", ["x", "0" * 36, "..", "%2e%2e%2fetc", "<b>"])
def test_a_number_that_is_none_is_not_found(client: FlaskClient, id: str) -> None:
    for address in (f"/ru/jobs/{id}", f"/kk/jobs/{id}/result"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "/<b>" not in answer.text
