"""What those who run the service see: counts, readiness, numbers of requests, the brake."""

import json
import logging
import socket
import uuid

import pytest
import structlog

from api import logs
from api.http import create_app
from api.refusals import Refusal
from api.settings import Settings

TEXT = "/api/v1/acts/V2300032994/versions/2026-01-01?format=txt"


@pytest.fixture
def logs_put_back():
    """The logs of the tests again, after a test had those of the service."""
    root = logging.getLogger()
    kept = (root.handlers[:], root.level)
    yield
    structlog.reset_defaults()
    root.handlers[:], root.level = kept[0], kept[1]


@pytest.fixture
def fresh(home, corpus):
    def make(**settings):
        return create_app(Settings(home=home, **settings), corpus=corpus).test_client()

    return make


def test_requests_are_counted_by_route_and_never_by_address(fresh):
    client = fresh()
    for _ in range(3):
        client.get(TEXT)
    client.get("/ru/?q=990101300123")
    client.get("/990101300123")
    shown = client.get("/metrics")
    assert shown.status_code == 200
    assert (
        'qagida_requests_total{method="GET",route="/api/v1/acts/<path:act>/versions/<on>",status="200"} 3.0'
        in shown.text
    )
    assert 'qagida_requests_total{method="GET",route="-",status="404"} 1.0' in shown.text
    assert "qagida_request_seconds_bucket" in shown.text
    assert "990101300123" not in shown.text
    assert "V2300032994" not in shown.text


def test_two_applications_count_each_for_itself(fresh):
    one, other = fresh(), fresh()
    one.get(TEXT)
    assert "versions" not in other.get("/metrics").text


def test_ready_where_the_corpus_can_be_read(fresh, corpus, tmp_path):
    assert fresh().get("/readyz").json == {"status": "ready", "commit": corpus.repository.head()}
    absent = create_app(Settings(home=tmp_path / "none")).test_client()
    assert (absent.get("/healthz").status_code, absent.get("/readyz").status_code) == (200, 503)
    assert absent.get("/readyz").content_type == "application/problem+json"


def test_one_address_is_slowed_down_and_told_for_how_long(fresh):
    client = fresh(rate_limit="5 per minute")
    answers = [client.get(TEXT, headers={"Accept-Language": "kk"}) for _ in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].content_type == "application/problem+json"
    assert answers[-1].json["detail"] == "Бұл мекенжайдан сұрау тым көп."
    assert client.get("/healthz").status_code == 200
    assert client.get("/metrics").status_code == 200


def test_behind_proxies_the_address_is_the_one_they_report(fresh):
    client = fresh(rate_limit="1 per minute", proxies=1)
    for address in ("10.0.0.1", "10.0.0.2"):
        assert client.get(TEXT, headers={"X-Forwarded-For": address}).status_code == 200
    assert client.get(TEXT, headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 429
    # Without proxies nobody is believed.
    alone = fresh(rate_limit="1 per minute")
    asked = [alone.get(TEXT, headers={"X-Forwarded-For": one}) for one in ("1.1.1.1", "2.2.2.2")]
    assert [one.status_code for one in asked] == [200, 429]


def test_the_limit_can_be_off_and_must_be_readable(fresh, home):
    client = fresh(rate_limit="off")
    assert {client.get("/healthz").status_code for _ in range(50)} == {200}
    with pytest.raises(Refusal):
        create_app(Settings(home=home, rate_storage="nowhere://"))


@pytest.mark.parametrize("given", ["990101300123", "x" * 36, "a\tb", ""])
def test_a_request_has_a_number_of_ours_unless_it_brings_a_real_one(fresh, given, capsys, logs_put_back):
    logs.configure("info")
    client = fresh()
    own = client.get(TEXT, headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert uuid.UUID(own)
    brought = str(uuid.uuid4())
    assert client.get(TEXT, headers={"X-Request-ID": brought.upper()}).headers["X-Request-ID"] == brought
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["id"] for line in lines] == [own, brought]
    assert all(line["route"] == "/api/v1/acts/<path:act>/versions/<on>" for line in lines)


def test_an_address_that_cannot_be_listened_on_is_said_before_the_service_starts(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", port)
    assert result.exit_code == 2
    assert f"Порт {port} занят другой программой." in result.stderr
    assert "--port" in result.stderr
    assert "--host" in run("serve", "--host", "203.0.113.1").stderr  # an address of documents, nobody's
