"""The command line on a small corpus: what goes to which stream, and with which status."""

import json
import re
from datetime import date

import pytest

from api import models, version_models
from api.cli import main

ENGLISH = re.compile(r"\b(?:Usage|Options|Commands|Show|Missing|unexpected|requires|range|default)\b")


def test_every_command_has_words_in_every_language(run):
    for language, word in (("ru", "Показать"), ("kk", "көрсету"), ("en", "Show")):
        shown = run("--ui-lang", language, "--help")
        assert shown.exit_code == 0
        assert word in shown.stdout
    for name in main.commands:
        assert run(name, "--help").exit_code == 0


def test_the_text_of_a_date_is_on_standard_output_and_everything_else_is_not(run):
    shown = run("at", "V1500010370", "2022-01-01")
    assert shown.exit_code == 0
    assert "Журнал регистрации" in shown.stdout
    assert "предположительные" not in shown.stdout
    assert "предположительные" in shown.stderr


def test_two_dates_differ_in_one_line(run):
    before = run("at", "V2300032994", "2025-12-31").stdout.splitlines()
    after = run("at", "V2300032994", "2026-01-01").stdout.splitlines()
    assert [line for line in after if line not in before] == ["5) достигшее возраста;"]


def test_an_act_that_is_not_applied_is_said_and_gives_one(run):
    shown = run("at", "V2300032994", "2026-01-01")
    assert shown.exit_code == 1
    assert "V2500037111" in shown.stderr
    assert "2. Новый пункт 2." in shown.stdout


@pytest.mark.parametrize("path", ["order.txt", "/no/such/folder/order.md", "../order.docx"])
def test_a_file_that_is_not_there_is_no_strange_name_of_an_act(run, path):
    told = run("operations", path)
    assert (told.exit_code, "Такого файла нет" in told.stderr) == (2, True)


def test_a_folder_that_is_not_there_is_said_in_the_words_of_the_reader(run, tmp_path):
    told = run("at", "V2300032994", "2026-01-01", "-o", str(tmp_path / "absent" / "text.txt"))
    assert (told.exit_code, "Такой папки нет" in told.stderr, "No such" in told.stderr) == (2, True, False)
    told = run("at", "V2300032994", "2026-01-01", "-o", str(tmp_path))
    assert (told.exit_code, "это папка" in told.stderr) == (2, True)


@pytest.mark.parametrize(
    "command", [("at", "V1500010370", "2024-01-01"), ("render", "V1500010370/8", "--on", "2024-01-01")]
)
def test_what_is_presumed_repealed_is_not_printed_unless_asked_for(run, command):
    shown = run(*command)
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "--even-if-repealed" in shown.stderr
    assert "01.07.2023" in shown.stderr
    assert "Журнал" in run(*command, "--even-if-repealed", "--format", "txt").stdout


def test_documents_leave_out_what_does_not_apply(run):
    assert "V1500010370/8" not in run("documents", "--on", "2024-01-01").stdout
    assert "V1500010370/8" in run("documents", "--on", "2024-01-01", "--all").stdout
    assert "V1500010370/8" in run("documents", "--on", "2022-01-01").stdout
    listed = json.loads(run("documents", "--on", "2026-01-01", "--json").stdout)
    assert [models.DocumentModel.model_validate(one).id for one in listed] == ["V2300032994/3"]
    assert run("documents", "--on", "2026-01-01", "--kind", "journal").stdout == ""


def test_operations_as_json_have_the_shape_that_programs_read(run):
    shown = run("operations", "V2500036999", "--json")
    data = json.loads(shown.stdout)
    assert models.OperationsAnswer.model_validate(data)
    assert list(data) == ["act", "coverage", "operations", "findings"]
    assert list(data["act"]) == ["iri", "code", "form", "date", "number", "registered", "language", "title"]
    second = data["operations"][1]
    assert list(second) == ["id", "action", "act", "component", "target", "old", "new", "in_force", "source"]
    assert second["act"] == {"code": "V2300032994", "form": "order", "date": "2023-06-30", "number": "288"}
    assert second["target"] == [{"kind": "paragraph", "num": "7"}, {"kind": "subparagraph", "num": "5"}]
    assert second["in_force"] == {"rule": "date", "days": None, "from": "2026-01-01", "certainty": "stated"}
    assert second["source"] == {
        "paragraph": "1",
        "alineas": [2],
        "quote": "пункт 2 изложить в следующей редакции:",
    }


def test_findings_of_severity_error_give_one(run):
    shown = run("operations", "V2500037111", "--json")
    assert shown.exit_code == 1
    assert "clause-not-understood" in [one["code"] for one in json.loads(shown.stdout)["findings"]]
    assert "строка 12" in shown.stderr


@pytest.mark.parametrize(
    ("command", "model"),
    [
        (("at", "V2300032994", "2026-01-01", "--format", "json"), version_models.VersionAnswer),
        (("timeline", "V2300032994", "--json"), version_models.TimelineAnswer),
        (("compare", "V2300032994", "2025-12-31", "2026-01-01", "--json"), version_models.CompareAnswer),
        (("blame", "V2300032994", "2026-01-01", "--json"), version_models.BlameAnswer),
    ],
)
def test_json_answers_are_what_their_models_say(run, command, model):
    data = json.loads(run(*command).stdout)
    again = model.model_validate(data)
    assert again.model_dump(mode="json") == data


def test_compare_names_the_change_and_both_wordings(run):
    shown = run("compare", "V2300032994", "2025-12-31", "2026-01-01").stdout
    assert "пункт 7, подпункт 5)" in shown
    assert "+ 5) достигшее возраста;" in shown
    nothing = run("compare", "V2300032994", "2026-01-02", "2026-01-03")
    assert "+ " not in nothing.stdout
    assert (nothing.exit_code, "акт не применён" in nothing.stdout) == (1, True), "an order held back is never left out"


def test_compare_names_an_end_of_force_between_the_dates(run):
    shown = run("compare", "V1500010370", "2023-06-30", "2023-07-01").stdout
    assert "2023-07-01 · предположительно утратил силу" in shown


def test_timeline_tells_a_presumed_repeal_from_a_stated_one(run):
    assert "предположительно утратил силу" in run("timeline", "V1500010370").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("at", "V9900000001", "2026-01-01"), "Такого акта"),
        (("at", "не код", "2026-01-01"), "не обозначение акта"),
        (("at", "V2300032994", "2026-02-30"), "ГГГГ-ММ-ДД"),
        (("at", "V2300032994", "20260101"), "ГГГГ-ММ-ДД"),
        (("at", "V2300032994", "2026-W01-1"), "ГГГГ-ММ-ДД"),
        (("at", "V2300032994", "2026-01-01", "--lang", "kaz"), "rus"),
        (("at", "V2300032994", "2026-01-01", "--lang", "eng"), "rus, kaz"),
        (("at", "V2300032994", "2026-01-01", "--known-at", "yesterday"), "не момент"),
        (("at", "V2300032994", "2026-01-01", "--known-at", "2001-01-01"), "ничего не было"),
        (("at",), "ACT"),
        (("at", "V2300032994", "--nothing"), "--nothing"),
        (("nothing",), "нет такой команды"),
        (("operations", "V2300032994"), "Текста этого акта"),
        (("compare", "V2300032994", "2026-01-02", "2026-01-01"), "2026"),
        (("render", "V2300032994/99", "--on", "2026-01-01"), "Такого документа"),
        (("render", "nothing"), "не обозначение документа"),
        (("import", "/nothing/at/all.txt"), "/nothing/at/all.txt"),
        (("import", "/"), "/"),
        (("publish", "V2500036999", "2025-10-01", "--source", "  "), "--source"),
        (("consolidate", "a", "b", "c", "--on", "2026-01-01", *["--published", "2026-01-01"] * 3), "2"),
        (("import", "x", "--published", "2026-01-01"), "--published-in"),
    ],
)
def test_a_wrong_call_says_why_and_gives_two(run, arguments, said):
    shown = run(*arguments)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert said in shown.stderr
    assert "Traceback" not in shown.stderr


def test_no_corpus_says_how_to_make_one(run, monkeypatch, tmp_path):
    monkeypatch.setenv("QAGIDA_HOME", str(tmp_path / "nothing"))
    shown = run("documents")
    assert shown.exit_code == 2
    assert "qagida init" in shown.stderr


def test_a_wrong_setting_is_named(run, monkeypatch):
    monkeypatch.setenv("QAGIDA_PORT", "many")
    shown = run("documents")
    assert (shown.exit_code, "QAGIDA_PORT" in shown.stderr) == (2, True)


def test_the_default_date_is_today_in_kazakhstan(run, monkeypatch):
    monkeypatch.setattr("api.clock.today", lambda: date(2022, 1, 1))
    assert "Журнал регистрации" in run("at", "V1500010370").stdout


def test_a_file_is_written_whole_or_not_at_all(run, tmp_path):
    target = tmp_path / "text.txt"
    shown = run("at", "V1500010370", "2022-01-01", "-o", target)
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "Журнал регистрации" in target.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["text.txt"]
    failed = run("at", "V1500010370", "2022-01-01", "-o", tmp_path / "no" / "text.txt")
    assert failed.exit_code == 2


@pytest.mark.parametrize(
    ("format_", "start"),
    [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("xml", b"<"), ("json", b"{")],
)
def test_every_format_of_a_text_and_of_a_document(run, tmp_path, format_, start):
    target = tmp_path / "out"
    for command in (("at", "V1500010370", "2022-01-01"), ("render", "V1500010370/8", "--on", "2022-01-01")):
        assert run(*command, "--format", format_, "-o", target).exit_code == 0
        assert target.read_bytes().lstrip().startswith(start)


def test_messages_come_in_the_language_of_the_locale(run, monkeypatch):
    monkeypatch.delenv("QAGIDA_UI_LANGUAGE")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "kk_KZ.UTF-8")
    assert "қоймада мұндай акт жоқ" in run("at", "V9900000001").stderr.lower()
    assert "no act on file" in run("--ui-lang", "en", "at", "V9900000001").stderr
    assert "Такого акта" in run("--ui-lang=ru", "at", "V9900000001").stderr


def test_check_of_a_sound_corpus(run):
    shown = run("check")
    assert (shown.exit_code, shown.stdout) == (0, "")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_help_and_wrong_calls_speak_one_language(run, language):
    pages = [["--help"], *([name, "--help"] for name in main.commands)]
    pages += [[], ["serve", "--port", "0"], ["timeline", "a", "b"], ["at", "--format"], ["search", " "], ["nothing"]]
    for page in pages:
        result = run("--ui-lang", language, *page)
        english = re.findall(
            r"\b(?:Usage|Options|Commands|Show|Missing|unexpected|requires|range|default)\b", result.output
        )
        assert english == [], (page, result.output)
