"""Acts by every way of writing their names; days before the first; moments that have not come."""

from datetime import datetime, timedelta

import pytest

from api import clock

IRI = "akn/kz/act/order/minister-labour/2025-09-30/300"
TEXT = "/api/v1/acts/V2300032994/versions/2026-01-01"


@pytest.mark.parametrize("name", ["V2500036999", "v2500036999", IRI, f"{IRI}/", f"/{IRI}", f"/{IRI}/"])
def test_an_act_is_found_by_every_form_of_its_name(client, run, name):
    assert client.get(f"/api/v1/acts/{name.removeprefix('/')}").json["code"] == "V2500036999"
    assert client.get(f"/ru/acts/{name.lstrip('/')}").status_code == 200
    assert run("operations", name, "--json").exit_code == 0


@pytest.mark.parametrize("name", ["v2300032994/3", "V2300032994/3/"])
def test_a_document_is_found_by_every_form_of_its_name(client, run, name):
    assert client.get(f"/api/v1/documents/{name}?on=2026-01-01&format=txt").status_code == 200
    assert "Акт оказанных услуг" in run("render", name, "--on", "2026-01-01", "--format", "txt").stdout


def test_before_its_first_day_an_act_is_not_found_and_not_gone(client, run):
    answer = client.get("/api/v1/acts/V2300032994/versions/2020-01-01")
    assert (answer.status_code, answer.json["type"]) == (404, "urn:qagida:problem:not-yet-in-force")
    assert "01.01.2020" in answer.json["detail"]
    assert answer.headers["Cache-Control"] == "no-store"
    result = run("at", "V2300032994", "2020-01-01")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "ещё не введён в действие" in result.stderr
    assert client.get("/api/v1/acts/V1500010370/versions/2024-01-01").status_code == 410


def test_a_moment_that_has_not_come_is_refused(client, run):
    later = (clock.now() + timedelta(hours=1)).isoformat(timespec="minutes")
    answer = client.get(TEXT, query_string={"known_at": later})
    assert answer.status_code == 400
    assert answer.json["type"].endswith("future_moment")
    assert answer.json["place"] == "known_at"
    result = run("at", "V2300032994", "2026-01-01", "--known-at", later)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "ещё не наступил" in result.stderr


def test_the_day_that_is_not_over_is_no_moment_of_knowledge(monkeypatch, run):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 1, 12, tzinfo=clock.ZONE))
    assert run("at", "V2300032994", "2026-01-01", "--known-at", "2026-03-01").exit_code == 2
    assert run("at", "V2300032994", "2026-01-01", "--known-at", "2026-02-28").exit_code != 2


def test_a_version_named_in_an_iri_is_the_one_that_is_given_or_none(client, run):
    both = "/akn/kz/act/order/minister-labour/2020-05-05/500"
    assert run("at", f"{both}/kaz", "2026-01-01").stdout.startswith("Есепке алу")
    assert run("at", f"{both}/kaz@2026-01-01", "2026-01-01").stdout.startswith("Есепке алу")
    for end, lang in (("kaz", ["--lang", "rus"]), ("kaz@2025-01-01", []), ("rus:2025-01-01", [])):
        result = run("at", f"{both}/{end}", "2026-01-01", *lang)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"Напишите {both}," in result.stderr
    answer = client.get(f"/api/v1/acts{both}/kaz/versions/2026-01-01?lang=rus")
    assert (answer.status_code, answer.json["type"]) == (400, "urn:qagida:problem:iri_differs")
