"""Decisions of people on every surface: taken on the command line, shown there, over HTTP and on the page."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from api import models
from api.cli import main
from api.http import create_app
from api.settings import Settings
from legal import Corpus
from legal.store.corpus import founding_acts
from legal.store.repository import Repository

ORDER, RULES, TWO = "V2500036999", "V2300032994", "V2200029826"
WHO = ("--by", "Юрист А. Б.", "--reason", "Опечатка в опубликованном тексте")
RIGHT = "подпункт 5) пункта 7 изложить в следующей редакции:"
SPOILT = "подпункт 5) пункта 7 изложить как ниже:"
LINE = 29


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A corpus with one order whose line 29 nobody understands, and one in two languages."""
    path = tmp_path / "corpus"
    sources = dict(founding_acts())
    files = [(name, data) for name, data in sources.items() if name.startswith(TWO)]
    text = sources[f"{ORDER}/rus.txt"].decode()
    assert text.splitlines()[LINE - 1] == RIGHT
    files.append(("order.txt", text.replace(RIGHT, SPOILT).encode()))
    from api import clock

    Corpus(Repository.create(path)).import_files(files, now=clock.now())
    monkeypatch.setenv("QAGIDA_HOME", str(path))
    monkeypatch.setenv("QAGIDA_UI_LANGUAGE", "ru")
    return path


@pytest.fixture
def run(home):
    return lambda *arguments: CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def client(home):
    app = create_app(Settings(home=home))
    return app.test_client()


def decided(shown):
    assert shown.exit_code == 0, shown.stderr
    return models.DecisionModel.model_validate_json(shown.stdout)


def test_a_corrected_line_is_taken_shown_and_withdrawn(run, client):
    assert run("operations", ORDER).exit_code == 1
    made = decided(run("decide", "correct", ORDER, LINE, RIGHT, *WHO, "--json"))
    assert (made.kind, made.line, made.published, made.reading, made.by) == (
        "correct", LINE, SPOILT, RIGHT, "Юрист А. Б.",
    )  # fmt: skip
    shown = run("operations", ORDER)
    assert shown.exit_code == 0
    assert SPOILT in shown.stdout
    assert "Решение: Строка 29 читается" in shown.stderr
    assert "Юрист А. Б." in shown.stderr
    listed = json.loads(run("operations", ORDER, "--json").stdout)
    assert [one["id"] for one in listed["decisions"]] == [made.id]
    assert models.OperationsAnswer.model_validate(listed)

    page = client.get(f"/ru/acts/{ORDER}/changes").get_data(as_text=True)
    assert "Решения людей" in page
    assert f'id="{made.id}"' in page
    assert "Юрист А. Б." in page
    answer = client.get(f"/api/v1/acts/{ORDER}/decisions")
    assert [one["id"] for one in answer.get_json()["decisions"]] == [made.id]

    withdrawn = decided(run("decide", "withdraw", made.id, "--by", "Г. К.", "--reason", "Поспешили", "--json"))
    assert run("operations", ORDER).exit_code == 1
    assert "Решения людей" not in client.get(f"/ru/acts/{ORDER}/changes").get_data(as_text=True)
    every = models.DecisionsAnswer.model_validate(client.get("/api/v1/decisions").get_json()).decisions
    assert [(one.id, one.withdrawn_by) for one in every] == [(made.id, withdrawn.id), (withdrawn.id, None)]
    table = run("decisions", ORDER).stdout.splitlines()
    assert len(table) == 2
    assert f"Отозвано: {withdrawn.id}" in table[0]
    assert run("check").exit_code == 0


def test_an_act_still_held_back_says_so(run):
    shown = run("decide", "cancel", f"{ORDER}-rus-1", *WHO)
    assert shown.exit_code == 0
    assert "всё ещё не применён" in shown.stderr
    assert f"qagida operations {ORDER}" in shown.stderr
    assert run("decide", "correct", ORDER, LINE, "--nothing", *WHO).exit_code == 0
    assert run("decide", "accept", ORDER, "exception-unmatched", "-", *WHO).exit_code == 0
    assert run("operations", ORDER).exit_code == 0


def test_a_whole_act_in_one_language(run, client):
    refused = run("decide", "cancel", TWO, *WHO)
    assert refused.exit_code == 2
    assert "--lang" in refused.stderr
    made = decided(run("decide", "cancel", TWO, "--lang", "kaz", *WHO, "--json"))
    assert (made.language, made.operation) == ("kaz", None)
    assert json.loads(run("operations", TWO, "--lang", "kaz", "--json").stdout)["operations"] == []
    assert "decisions" not in json.loads(run("operations", TWO, "--lang", "rus", "--json").stdout)
    page = client.get(f"/kk/acts/{TWO}/changes?lang=kaz").get_data(as_text=True)
    assert "Адамдардың шешімдері" in page
    assert "ол толық түсінілмеді" not in page
    (row,) = [one for one in client.get("/api/v1/acts").get_json()["acts"] if one["code"] == TWO]
    assert row["applied"] is False


def test_publish_says_who(run):
    assert run("publish", ORDER, "2025-10-02", "--source", "Әділет", "--by", "Юрист").exit_code == 0
    (made,) = json.loads(run("decisions", "--json").stdout)
    assert (made["kind"], made["on"], made["by"], made["reason"]) == ("publication", "2025-10-02", "Юрист", "Әділет")
    assert run("publish", TWO, "2022-10-02", "--source", "Әділет").exit_code == 0
    assert {one["by"] for one in json.loads(run("decisions", "--json").stdout)} == {"Юрист", None}


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("cancel", f"{ORDER}-rus-77", *WHO), "Такого изменения в акте нет"),
        (("cancel", f"{ORDER}-rus-1", "--by", "x"), "--reason"),
        (("cancel", f"{ORDER}-rus-1", "--reason", "x"), "--by"),
        (("cancel", f"{ORDER}-rus-1", "--by", "a@b.kz", "--reason", "x"), "должность или инициалы"),
        (("correct", ORDER, LINE, *WHO), "--nothing"),
        (("correct", ORDER, LINE, RIGHT, "--nothing", *WHO), "--nothing"),
        (("correct", ORDER, 0, RIGHT, *WHO), "LINE"),
        (("correct", ORDER, 9999, RIGHT, *WHO), "На этой строке нет указания"),
        (("correct", ORDER, LINE, "сделать лучше", *WHO), "не понято"),
        (("accept", ORDER, "unread", "x", *WHO), "номер строки"),
        (("accept", ORDER, "unread", "-", *WHO), "Ошибки unread"),
        (("withdraw", "cancel-0000000000", *WHO), "Такого решения нет"),
    ],
)
def test_a_refusal_says_what_in_the_language_of_the_reader(run, home, arguments, what):
    head = Repository(home).head()
    shown = run("decide", *arguments)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert what in shown.stderr
    assert Repository(home).head() == head


def test_who_is_never_taken_from_the_machine(run, home, monkeypatch):
    monkeypatch.setenv("USER", "machine-user")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "machine-user")
    decided(run("decide", "cancel", f"{ORDER}-rus-1", *WHO, "--json"))
    repository = Repository(home)
    files = [repository.read(path) or b"" for path in repository.list("decisions")]
    assert files
    assert not [one for one in files if b"machine-user" in one or str(Path.home()).encode() in one]
