"""The JSON API: answers, headers, and refusals of everything that is not a question."""

import json

import pytest

from api import models, version_models
from api.http import create_app
from api.settings import Settings
from legal.akn.schema import validate

V1 = "/api/v1"
TEXT = f"{V1}/acts/V2300032994/versions/2026-01-01"


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/acts", models.ActsAnswer),
        ("/acts/V2300032994", models.ActModel),
        ("/acts/akn/kz/act/order/minister-labour/2023-06-30/288", models.ActModel),
        ("/acts/V2500036999/operations", models.OperationsAnswer),
        ("/acts/V2300032994/versions/2026-01-01", version_models.VersionAnswer),
        ("/acts/akn/kz/act/order/minister-labour/2023-06-30/288/versions/2026-01-01", version_models.VersionAnswer),
        ("/acts/V2300032994/timeline", version_models.TimelineAnswer),
        ("/acts/V2300032994/compare?from=2025-12-31&to=2026-01-01", version_models.CompareAnswer),
        ("/acts/V2300032994/blame/2026-01-01", version_models.BlameAnswer),
        ("/documents?on=2026-01-01", models.DocumentsAnswer),
        ("/documents?on=2022-01-01&lang=rus&kind=journal&all=true&act=V1500010370", models.DocumentsAnswer),
    ],
)
def test_answers_are_what_their_models_say(client, path, model):
    answer = client.get(V1 + path)
    assert answer.status_code == 200
    assert answer.content_type.startswith("application/json")
    assert model.model_validate(answer.json).model_dump(mode="json") == answer.json


@pytest.mark.parametrize(
    ("format_", "media", "start"),
    [
        ("json", "application/json", b"{"), ("txt", "text/plain", "Правила".encode()), ("html", "text/html", b"<!DOC"),
        ("xml", "application/akn+xml", b"<"), ("pdf", "application/pdf", b"%PDF"), ("docx", "application/vnd", b"PK"),
    ],
)  # fmt: skip
def test_a_text_in_every_format_under_a_plain_file_name(client, format_, media, start):
    answer = client.get(f"{TEXT}?format={format_}")
    assert answer.content_type.startswith(media)
    assert answer.data.lstrip().startswith(start)
    assert f'filename="V2300032994_2026-01-01_rus.{format_}"' in answer.headers["Content-Disposition"]
    assert answer.headers["X-Qagida-Status"] == "in-force"
    assert answer.headers["X-Qagida-Not-Applied"] == "V2500037111"


def test_a_document_in_a_format(client):
    answer = client.get(f"{V1}/documents/V2300032994/3?on=2026-01-01&format=pdf")
    assert answer.data.startswith(b"%PDF")
    assert 'filename="V2300032994-3_2026-01-01_rus.pdf"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["acts/V1500010370/versions/2024-01-01", "documents/V1500010370/8?on=2024-01-01"])
def test_what_is_presumed_repealed_is_gone_unless_asked_for(client, path):
    refused = client.get(f"{V1}/{path}")
    assert refused.status_code == 410
    assert refused.content_type == "application/problem+json"
    problem = models.Problem.model_validate(refused.json)
    assert "even_if_repealed=true" in problem.remedy
    asked = client.get(f"{V1}/{path}{'&' if '?' in path else '?'}even_if_repealed=true&format=txt")
    assert asked.status_code == 200
    assert asked.headers["X-Qagida-Status"] == "presumed-repealed"


def test_documents_leave_out_what_does_not_apply(client):
    def ids(query):
        return [one["id"] for one in client.get(f"{V1}/documents?{query}").json["documents"]]

    assert ids("on=2024-01-01") == []
    assert ids("on=2024-01-01&all=true") == ["V1500010370/8"]


def test_a_version_says_what_date_it_is_of_and_where_its_history_is(client):
    answer = client.get(TEXT)
    assert answer.headers["Memento-Datetime"] == "Wed, 31 Dec 2025 19:00:00 GMT"
    assert '</api/v1/acts/V2300032994/timemap?lang=rus>; rel="timemap"' in answer.headers["Link"]
    assert 'rel="memento"' in answer.headers["Link"]


def test_an_answer_that_has_not_changed_is_not_sent_again(client):
    first = client.get(TEXT)
    again = client.get(TEXT, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_an_answer_for_a_past_moment_never_changes(client):
    answer = client.get(f"{TEXT}?known_at=2026-02-02T00:00")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "immutable" not in client.get(TEXT).headers["Cache-Control"]
    assert client.get(f"{TEXT}?known_at=2001-01-01").status_code == 404


def test_security_headers_are_on_every_answer(client):
    for path in ("/ru/", TEXT, "/static/page.css", "/nothing", f"{V1}/acts?x=1"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "script" not in headers["Content-Security-Policy"]
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/acts?x=1", 400, "x"),
        ("/acts/V2300032994/versions/2026-01-01?lang=eng", 400, "lang"),
        ("/acts/V2300032994/versions/2026-01-01?format=exe", 400, "format"),
        ("/acts/V2300032994/versions/2026-01-01?lang=rus&lang=rus", 400, "lang"),
        ("/acts/V2300032994/versions/2026-01-01?certain_only=maybe", 400, "certain_only"),
        ("/acts/V2300032994/versions/2026-01-01?known_at=now", 400, "known_at"),
        ("/acts/V2300032994/versions/2026-01-01?lang=", 400, "lang"),
        ("/acts/V2300032994/versions/2026-02-30", 400, "2026-02-30"),
        ("/acts/V2300032994/versions/20260101", 400, "20260101"),
        ("/acts/V2300032994/compare", 400, "from"),
        ("/acts/V2300032994/compare?from=2026-01-02&to=2026-01-01", 400, "from"),
        ("/acts/V2300032994/versions/2026-01-01?lang=kaz", 404, "kaz"),
        ("/acts/V9900000001", 404, "V9900000001"),
        ("/acts/nothing", 400, "nothing"),
        ("/acts/..%2f..%2fetc%2fpasswd", 404, ".."),
        ("/acts/../../etc/passwd", 404, ""),
        ("/acts/V23%00", 400, ""),
        ("/acts/V23%0a", 400, ""),
        ("/acts/--upload-pack=x", 404, "upload-pack"),
        ("/acts/%ff%fe", 404, ""),
        ("/acts/" + "V" * 2000, 400, ""),
        ("/acts/" + "V" * 500, 404, ""),
        ("/acts/%2e%2e/%2e%2e", 404, ""),
        ("/documents/V2300032994", 404, "V2300032994"),
        ("/documents/V2300032994/99?on=2026-01-01", 404, "V2300032994/99"),
        ("/documents/V2300032994/3/3/3", 404, ""),
        ("/documents?act=../x", 404, ""),
        ("/documents?on=2026-01-01%00", 400, ""),
        ("/documents?%00=1", 400, ""),
        ("/documents?" + "&".join(f"a{i}=1" for i in range(900)), 400, "a0"),
        ("/nothing", 404, ""),
        ("", 404, ""),
    ],
)
def test_bad_questions_are_refused_with_reason_and_remedy(client, path, status, said):
    answer = client.get(V1 + path)
    assert answer.status_code == status
    problem = models.Problem.model_validate(answer.json)
    assert problem.status == status
    assert problem.remedy
    assert said in json.dumps(answer.json, ensure_ascii=False)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize(
    "body",
    ["[" * 200_000 + "]" * 200_000, '{"a": 1, "a": 2}', '{"a": NaN}', b"\x00\xff", "a=1&" * 5000],
    ids=["nested", "doubled", "nan", "bytes", "fields"],
)
def test_no_body_is_ever_read(client, method, body):
    for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = getattr(client, method)(f"{V1}/acts", data=body, content_type=kind)
        assert answer.status_code in (400, 405)
        assert answer.content_type == "application/problem+json"


def test_an_empty_post_is_told_to_read(client):
    answer = client.post(f"{V1}/acts")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_strange_host_is_refused_and_never_repeated(client):
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.data
    assert client.get("/healthz", headers={"Host": "10.0.0.7"}).json == {"status": "ok"}
    assert client.get("/", headers={"Host": "localhost:8000"}).headers["Location"] in ("/ru/", "/kk/")


def test_any_host_where_the_installation_says_so(home, corpus):
    app = create_app(Settings(home=home, trusted_hosts="*"), corpus=corpus)
    assert app.test_client().get("/ru/", headers={"Host": "portal.example"}).status_code == 200


def test_problems_speak_the_language_of_the_reader(client):
    def title(language):
        return client.get(f"{V1}/acts/V9900000001", headers={"Accept-Language": language}).json["title"]

    assert (title("kk"), title("en"), title("ru"), title("de")) == (
        "Табылмады",
        "Not on file",
        "Не найдено",
        "Не найдено",
    )


def test_a_bug_is_a_number_in_the_log_and_nothing_more(app, monkeypatch, capsys):
    def broken(*_):
        raise ValueError("880101300123")

    monkeypatch.setattr("api.service.summary_of", broken)
    answer = app.test_client().get(f"{V1}/acts/V2300032994")
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.json["detail"]
    assert "880101300123" not in answer.text


def test_the_description_covers_every_address_of_the_api(client, app):
    described = client.get(f"{V1}/openapi.json").json
    assert described["openapi"].startswith("3.1")
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(V1)} - {f"{V1}/openapi.json"}
    assert len(described["paths"]) == len(rules)
    assert f"{V1}/acts/{{act}}/versions/{{on}}" in described["paths"]
    names = {one["name"] for one in described["paths"][f"{V1}/acts/{{act}}/compare"]["get"]["parameters"]}
    assert names == {"act", "from", "to", "lang"}
    text = json.dumps(described)
    references = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert references <= set(described["components"]["schemas"])


def test_a_missing_corpus_is_a_clear_answer(tmp_path):
    client = create_app(Settings(home=tmp_path / "nothing")).test_client()
    answer = client.get(f"{V1}/acts")
    assert answer.status_code == 503
    assert "qagida init" in answer.json["remedy"]
    assert client.get("/healthz").status_code == 200


def test_a_corpus_is_opened_again_after_a_fork(home, monkeypatch):
    app = create_app(Settings(home=home))
    shelf = app.extensions["qagida"]
    first = shelf.corpus
    assert shelf.corpus is first
    monkeypatch.setattr("os.getpid", lambda: -1)
    assert shelf.corpus is not first


def test_the_xml_of_a_document_is_valid_and_holds_the_annex_alone(client):
    answer = client.get(f"{V1}/documents/V2300032994/3?on=2026-01-01&format=xml")
    assert validate(answer.data) == []
    assert "Акт оказанных услуг" in answer.text
    assert "Новый пункт 2" not in answer.text
