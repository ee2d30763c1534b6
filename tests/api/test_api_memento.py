"""Acts under their own IRIs: the version of a moment (RFC 7089) in the format and language that the reader accepts."""

import pytest

ACT = "/akn/kz/act/order/unknown/2023-06-30/288"
LATER = f"{ACT}/rus%402026-01-01"
AT_NEW_YEAR = "Wed, 31 Dec 2025 19:00:00 GMT"  # midnight in Kazakhstan


def test_the_act_leads_to_the_version_of_a_moment(client):
    answer = client.get(ACT, headers={"Accept-Datetime": "Thu, 01 Jan 2026 00:00:00 GMT"})
    assert (answer.status_code, answer.headers["Location"]) == (302, LATER)
    assert answer.headers["Vary"] == "Accept-Datetime, Accept-Language"
    assert f'<{ACT}>; rel="original timegate"' in answer.headers["Link"]
    # Late on the 31st of December in Greenwich it is the 1st of January in Kazakhstan.
    answer = client.get(ACT, headers={"Accept-Datetime": "Wed, 31 Dec 2025 20:00:00 GMT"})
    assert answer.headers["Location"] == LATER
    answer = client.get(ACT, headers={"Accept-Datetime": "Wed, 31 Dec 2025 18:00:00 GMT"})
    assert answer.headers["Location"] == f"{ACT}/rus%402025-10-11"


def test_a_version_says_what_it_is_and_what_stands_beside_it(client):
    answer = client.get(LATER)
    assert answer.status_code == 200
    assert answer.headers["Memento-Datetime"] == AT_NEW_YEAR
    assert answer.headers["Content-Type"].startswith("text/html")
    assert f'<{ACT}/rus%402025-10-11>; rel="prev memento"' in answer.headers["Link"]
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/json", "application/json"),
        ("text/plain;q=0.9, application/json;q=0.1", "text/plain"),
        ("application/xml", "application/akn+xml"),
        ("*/*", "text/html"),
    ],
)
def test_the_format_is_the_one_that_the_reader_accepts(client, accept, media):
    answer = client.get(LATER, headers={"Accept": accept})
    assert (answer.status_code, answer.content_type.split(";")[0]) == (200, media)


def test_what_nobody_can_give_is_not_acceptable(client):
    answer = client.get(LATER, headers={"Accept": "image/png"})
    assert (answer.status_code, answer.content_type) == (406, "application/problem+json")


def test_a_day_inside_a_version_is_no_name_of_one(client):
    answer = client.get(f"{ACT}/rus@2026-03-05")
    assert answer.status_code == 404
    assert "rus@2026-01-01" in answer.json["remedy"]
    moved = client.get(f"{ACT}/rus:2026-03-05")
    assert (moved.status_code, moved.headers["Location"]) == (302, LATER)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (ACT, {"Accept-Datetime": "yesterday"}, 400),
        (f"{ACT}/rus@2020-01-01", {}, 404),
        (ACT, {"Accept-Datetime": "Wed, 01 Jan 2020 00:00:00 GMT"}, 404),
        (f"{ACT}/kaz", {}, 404),
        (f"{ACT}/rus/!annex-3", {}, 404),
        ("/akn/kz/act/order/unknown/2023-06-30/289", {}, 404),
        ("/akn/kz/judgment/x", {}, 400),
        ("/akn/kz/act/order/unknown/2015-01-22/26/rus:2024-01-01", {}, 410),
    ],
)
def test_what_is_not_there_is_refused_with_a_remedy(client, path, headers, status):
    answer = client.get(path, headers=headers)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.json["remedy"]


def test_the_list_of_versions(client):
    answer = client.get("/api/v1/acts/v2300032994/timemap")
    assert answer.content_type == "application/link-format"
    assert f'<{ACT}/rus%402025-10-11>; rel="first memento"' in answer.text
    assert f'<{LATER.replace("%40", "%40")}>; rel="last memento"; datetime="{AT_NEW_YEAR}"' in answer.text


def test_the_language_is_one_that_the_reader_speaks(client):
    both = "/akn/kz/act/order/minister-labour/2020-05-05/500"
    answer = client.get(both, headers={"Accept-Language": "kk-KZ,ru;q=0.5"})
    assert "/kaz%40" in answer.headers["Location"]
    answer = client.get(both, headers={"Accept-Language": "de"})
    assert "/rus%40" in answer.headers["Location"]
