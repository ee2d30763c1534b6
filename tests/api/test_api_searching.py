"""Words in the texts in force on a date, for people at the command line, for programs and on the page."""

import json

import pytest


def test_words_are_found_where_they_are_in_force(client, run):
    answer = client.get("/api/v1/search?q=достигшие возраста&on=2026-01-01")
    assert answer.status_code == 200
    (hit,) = answer.json["hits"]
    assert (hit["act"]["code"], hit["from"], hit["until"]) == ("V2300032994", "2026-01-01", None)
    assert [hit["text"][mark["start"] : mark["end"]] for mark in hit["marks"]] == ["достигшее", "возраста"]
    assert client.get("/api/v1/search?q=возраст&on=2025-12-31").json["total"] == 0
    result = run("search", "достигшие", "возраста", "--on", "2026-01-01", "--json")
    assert json.loads(result.stdout) == answer.json | {"query": "достигшие возраста"}
    plain = run("search", "возраст", "--on", "2026-01-01")
    assert plain.stdout.startswith("V2300032994\trus\t2026-01-01\t-\t")
    assert "Найдено строк на 01.01.2026: 1, показано 1." in plain.stderr


def test_nothing_found_is_no_fault(run):
    result = run("search", "небывалое")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400), ("q=", 400), ("q=a&limit=0", 400), ("q=a&limit=101", 400), ("q=a&limit=1e2", 400),
        ("q=a&offset=-1", 400),
        ("q=a&act=V9900000001", 404), ("q=a&on=2026-02-30", 400), (f"q={'a' * 201}", 400), ("q=a&lang=eng", 400),
    ],
)  # fmt: skip
def test_questions_that_do_not_fit_are_refused(client, query, status):
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == status
    assert answer.json["remedy"]


def test_the_page_shows_lines_in_force_with_the_words_marked(client):
    page = client.get("/ru/?q=возраст&on=2026-01-01").text
    assert "<mark>возраста</mark>" in page
    assert "<mark>возраста</mark>" not in client.get("/ru/?q=возраст&on=2025-12-31").text
    assert "<script>" not in client.get("/ru/?q=<script>возраст&on=2026-01-01").text
