"""A number of twelve digits that a client sends in a body comes back in no refusal, no fault and no log line.

Bodies hold personal data; addresses never do (what an address holds is named in the answer to it).
"""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from api import logs, service
from api.clock import ZONE
from api.http import create_app
from api.jobs import Queue
from api.settings import Settings
from legal import Corpus

NUMBER = "880101300123"
NOW = datetime(2023, 1, 15, 12, tzinfo=ZONE)
SHEET, DAY = "V1500010370/1/9", date(2022, 6, 1)
TOKEN = "a-secret-that-nobody-guesses"
BODIES = [
    f'{{"nothing": "{NUMBER}"}}',
    f'{{"{NUMBER}": null}}',
    f'{{"data": "{NUMBER}", "data": "{NUMBER}"}}',
    f'["{NUMBER}"]',
    f'"{NUMBER}"',
    NUMBER,
    f'{{"a": {NUMBER}',
    f'{{"a": NaN, "b": "{NUMBER}"}}',
    f"{NUMBER}\x00",
    f'{{"name": "{NUMBER}", "organization": {{"{NUMBER}": "{NUMBER}"}}, "opened": "{NUMBER}"}}',
    f'{{"services": [{{"name": "{NUMBER}", "visits": "{NUMBER}"}}]}}',
    f'{{"kind": "{NUMBER}", "person": {{"iin": "{NUMBER}"}}}}',
    '{"a":' * 300 + f'"{NUMBER}"' + "}" * 300,
    f"fio;iin\n{NUMBER};{NUMBER};{NUMBER}\n",
]
PLACES = [
    f"/api/v1/forms/{SHEET}?on={DAY}",
    f"/api/v1/forms/{SHEET}/month?on={DAY}",
    f"/api/v1/forms/V1500010370/1/8/month?on={DAY}",
    "/api/v1/journals",
    "/api/v1/journals/priem/events",
    f"/api/v1/jobs?document={SHEET}&on={DAY}",
    "/api/v1/forms/nowhere",
    "/api/v1/nothing",
    "/api/v1/acts",
]
MEDIA = ["application/json", "application/x-ndjson", "text/csv", "application/x-www-form-urlencoded", "text/plain"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("told") / "corpus"
    Corpus.init(path, NOW)
    return path


@pytest.fixture
def settings(home, tmp_path):
    return Settings(
        home=home, jobs=f"sqlite:///{tmp_path / 'jobs.sqlite'}", queue=f"sqlite:///{tmp_path / 'queue.sqlite'}",
        token=TOKEN, rate_limit="off",
    )  # fmt: skip


@pytest.fixture
def client(settings, home, monkeypatch):
    monkeypatch.setattr("api.clock.now", lambda: NOW)
    app = create_app(settings, corpus=Corpus.open(home))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    logs.configure("debug")
    return client


@pytest.mark.parametrize("place", PLACES)
def test_no_refusal_repeats_a_number(client, place, capfd, caplog) -> None:
    refused = 0
    for media in MEDIA:
        for body in BODIES:
            for method in ("POST", "PUT"):
                answer = client.open(place, method=method, data=body.encode(), content_type=media)
                if answer.status_code >= 400:
                    refused += 1
                    assert NUMBER not in answer.text, (media, body, answer.text)
                    assert NUMBER not in str(answer.headers), (media, body)
    assert refused >= len(MEDIA) * len(BODIES)
    told = capfd.readouterr()
    assert NUMBER not in told.out + told.err + caplog.text


@pytest.mark.parametrize("place", [f"/api/v1/forms/{SHEET}?on={DAY}", f"/api/v1/jobs?document={SHEET}&on={DAY}"])
def test_no_failure_of_the_program_repeats_a_number(client, place, capfd, caplog, monkeypatch) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise RuntimeError(f"bug at {NUMBER}")

    monkeypatch.setattr(service, "document_on", fail)
    answer = client.post(place, data=f'{{"fio": "{NUMBER}"}}', content_type="application/json")
    assert answer.status_code >= 400
    assert NUMBER not in answer.text
    told = capfd.readouterr()
    assert NUMBER not in told.out + told.err + caplog.text


@pytest.mark.parametrize("fault", [ValueError(NUMBER), KeyError(NUMBER), OSError(NUMBER), MemoryError(NUMBER)])
def test_no_worker_tells_a_number(client, settings, capfd, caplog, monkeypatch, fault) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise fault

    place = f"/api/v1/jobs?document={SHEET}&on={DAY}"
    taken = client.post(place, data=json.dumps({"nothing": NUMBER}), content_type="application/x-ndjson")
    assert taken.status_code == 202
    monkeypatch.setattr("api.many.print_many", fail)
    Queue(settings).drain()
    state = client.get(taken.headers["Location"])
    result = client.get(f"{taken.headers['Location']}/result")
    assert NUMBER not in state.text + result.text
    told = capfd.readouterr()
    assert NUMBER not in told.out + told.err + caplog.text
