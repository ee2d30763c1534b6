"""Journals on every surface: append-only, numbered without holes, under the rules of the day, no value repeated."""

import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import traceback
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from sqlalchemy import text

from api.cli import main
from api.clock import ZONE
from api.http import create_app
from api.journal_store import Journal, JournalStore
from api.journals import Journals
from api.refusals import Refusal
from api.settings import Settings
from forms.journal_events import JournalErrors
from legal import Corpus

FORM = "V1800017467/2"
NOW = datetime(2023, 1, 15, 12, tzinfo=ZONE)
TOKEN = "a-secret-that-nobody-guesses"
IIN = "880101300123"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("journals") / "corpus"
    Corpus.init(path, NOW)
    return path


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'journals.sqlite'}"


@pytest.fixture
def journals(home, url):
    return Journals(Corpus.open(home), JournalStore(url))


@pytest.fixture
def opened(journals):
    journals.open(journal(), NOW)
    return journals


@pytest.fixture
def run(home, url, monkeypatch):
    monkeypatch.setattr("api.clock.now", lambda: NOW)

    def invoke(*arguments, language="ru", **options):
        env = {"QAGIDA_HOME": str(home), "QAGIDA_JOURNALS": url}
        return CliRunner().invoke(main, ["--ui-lang", language, *map(str, arguments)], env=env, **options)

    return invoke


@pytest.fixture
def client(home, url, monkeypatch):
    monkeypatch.setattr("api.clock.now", lambda: NOW)
    app = create_app(Settings(home=home, journals=url, token=TOKEN, rate_limit="off"))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


def journal(name="home-1", provision="11.1"):
    return Journal(name, FORM, provision, "rus", {"rus": "КГУ «Дом»"}, date(2022, 1, 10))


def person(number):
    return {"name": f"Иванов {number}", "born": "1950-01-01"}


def arrival(number, on="2022-02-01", **more):
    return {"kind": "arrival", "on": on, "person": person(number), "order": {"number": "1", "date": on}, **more}


def discharge(number, on="2022-02-05"):
    return {"kind": "discharge", "on": on, "person": person(number), "order": {"number": "2", "date": on},
            "reason": "по заявлению"}  # fmt: skip


def application(number, at="09:00", on="2022-02-10", **more):
    return {"kind": "application", "on": on, "at": at, "person": person(number), **more}


def invitation(number, on="2022-02-20", until="2022-03-01"):
    return {"kind": "invitation", "on": on, "until": until, "person": person(number)}


def correction(number, event, on="2022-03-03"):
    return {"kind": "correction", "on": on, "corrects": number, "reason": "опечатка", "event": event}


def refused(journals, *events):
    with pytest.raises(JournalErrors) as caught:
        journals.add("home-1", list(events), NOW)
    return [fault.rule for fault in caught.value.faults]


def printed(journals, format="json", first=date(2022, 1, 1), last=date(2022, 12, 31), name="home-1"):
    return b"".join(journals.print(name, first, last, format).pieces)


# --- adding


def test_events_are_numbered_in_order_and_keep_the_rules_that_they_were_taken_under(opened):
    first = opened.add("home-1", [arrival(1), arrival(2)], NOW)
    second = opened.add("home-1", [discharge(1)], NOW)
    assert [one.number for one in (*first, *second)] == [1, 2, 3]
    assert first[0].basis == {
        "provision": "11.1", "order": "V2100025804", "from": "2021-12-26", "certainty": "presumed",
        "status": "in-force",
    }  # fmt: skip


def test_all_events_of_a_call_are_added_or_none(opened):
    assert refused(opened, arrival(1), discharge(2)) == ["absent"]
    assert json.loads(printed(opened))["entries"] == []


def test_whoever_comes_again_is_noted_in_the_words_of_the_rules(opened):
    opened.add("home-1", [arrival(1), discharge(1), arrival(1, "2022-03-01")], NOW)
    entries = json.loads(printed(opened))["entries"]
    assert [one["note"] for one in entries] == [None, None, "возвратился"]
    assert "01.03.2022 возвратился" in printed(opened, "csv").decode()


def test_the_same_id_again_is_the_same_event(opened):
    id = "01234567-89ab-cdef-0123-456789abcdef"
    (first,) = opened.add("home-1", [arrival(1, id=id)], NOW)
    (again,) = opened.add("home-1", [arrival(1, id=id)], NOW)
    assert (again.number, again.recorded) == (first.number, first.recorded)
    assert refused(opened, arrival(2, id=id)) == ["id-reused"]
    assert refused(opened, arrival(2, id="1; DROP TABLE events")) == ["id"]
    assert len(json.loads(printed(opened))["entries"]) == 1


@pytest.mark.parametrize(
    ("event", "rule"),
    [
        (arrival(1, "2023-01-16"), "future"),
        (arrival(1, "2022-01-09"), "before"),
        ({**arrival(1), "order": None}, "order"),
        ({**discharge(1), "kind": "suspension"}, "left"),
        (discharge(1), "absent"),
        (correction(1, None), "no-event"),
    ],
)
def test_an_event_that_does_not_fit_is_refused(opened, event, rule):
    assert refused(opened, event) == [rule]


def test_rules_end_with_the_regulation_unless_they_are_asked_for(journals):
    journals.open(journal(), datetime(2024, 1, 15, tzinfo=ZONE))
    late, now = arrival(1, "2023-07-01"), datetime(2024, 1, 15, tzinfo=ZONE)
    with pytest.raises(Refusal) as caught:
        journals.add("home-1", [late], now)
    assert caught.value.key == "presumed_repealed"
    (taken,) = journals.add("home-1", [late], now, even_if_repealed=True)
    assert taken.basis["status"] == "presumed-repealed"
    journals.add("home-1", [arrival(2, "2023-06-30")], now)
    with pytest.raises(Refusal):
        printed(journals, last=date(2023, 7, 1))


def test_before_the_rules_were_on_file_there_is_no_journal(journals):
    with pytest.raises(Refusal) as caught:
        journals.open(Journal("early", FORM, "11.1", "rus", {}, date(2021, 1, 1)), NOW)
    assert caught.value.key in ("journal_rules", "document")
    with pytest.raises(Refusal) as caught:
        journals.open(journal(provision="12.1"), NOW)
    assert caught.value.values["known"] == "11.1, 21.1, 26.1, 35.2"


def test_each_kind_of_organization_has_rules_of_its_own(journals):
    journals.open(journal("shelter", "35.2"), NOW)
    with pytest.raises(JournalErrors) as caught:
        journals.add("shelter", [application(1)], NOW)
    assert caught.value.faults[0].rule == "not-recorded"
    assert "часть 3 подпункта 2) пункта 35" in caught.value.messages("rus")[0]


@pytest.mark.parametrize("name", ["", "Дом", "a b", "-a", "a" * 41, "../x", "A"])
def test_a_journal_is_named_by_letters_that_addresses_take(journals, name):
    with pytest.raises(Refusal) as caught:
        journals.open(journal(name), NOW)
    assert caught.value.key == "journal_name"


def test_a_journal_is_begun_once(opened):
    opened.open(journal(), NOW)
    with pytest.raises(Refusal) as caught:
        opened.open(journal(provision="21.1"), NOW)
    assert caught.value.key == "journal_taken"


def test_a_closed_journal_takes_nothing_but_corrections(opened):
    opened.add("home-1", [arrival(1), {"kind": "closing", "on": "2022-12-31"}], NOW)
    assert opened.store.journal("home-1").closed == date(2022, 12, 31)
    assert refused(opened, arrival(2)) == ["closed"]
    opened.add("home-1", [correction(1, arrival(2))], NOW)
    assert 'Окончен "31" декабря 2022 г.' in printed(opened, "csv").decode().replace('""', '"')
    opened.add("home-1", [correction(2, None), arrival(3)], NOW)
    assert opened.store.journal("home-1").closed is None


# --- the queue


def order_of(journals, on=None):
    return [place.person.name for place in journals.queue("home-1", on)]


def test_the_queue_from_application_to_arrival(opened):
    orphan = {"name": "Сирота", "born": "2003-01-01"}
    opened.add(
        "home-1",
        [
            application(1, "09:30"),
            application(2, "09:10"),
            {**application(3, on="2022-02-12", residence="Детский дом"), "person": orphan},
        ],
        NOW,
    )
    assert order_of(opened) == ["Сирота", "Иванов 2", "Иванов 1"]
    assert order_of(opened, date(2022, 2, 10)) == ["Иванов 2", "Иванов 1"]
    assert refused(opened, invitation(1)) == ["turn"]
    assert refused(opened, arrival(9, "2022-02-20")) == ["queue-passed"]
    opened.add("home-1", [{**invitation(3), "person": orphan}, invitation(2), arrival(2, "2022-02-25")], NOW)
    assert order_of(opened) == ["Сирота", "Иванов 1"]
    assert refused(opened, {"kind": "no-show", "on": "2022-03-01", "person": orphan}) == ["term"]
    opened.add("home-1", [{"kind": "no-show", "on": "2022-03-02", "person": orphan}, invitation(1)], NOW)
    assert order_of(opened) == ["Иванов 1"]
    assert order_of(opened, date(2022, 2, 19)) == ["Сирота", "Иванов 2", "Иванов 1"]


def test_one_postponement_of_at_most_thirty_days(opened):
    late = {"kind": "postponement", "on": "2022-02-25", "until": "2022-04-01", "person": person(1),
            "reason": "госпитализация", "notice": "2022-02-25"}  # fmt: skip
    opened.add("home-1", [application(1), invitation(1)], NOW)
    assert refused(opened, late) == ["postponement-days"]
    opened.add("home-1", [{**late, "until": "2022-03-31"}], NOW)
    assert refused(opened, {**late, "on": "2022-02-26", "until": "2022-04-05"}) == ["postponed"]


# --- corrections


def test_a_correction_leaves_what_was_entered_and_counts_anew(opened):
    opened.add("home-1", [arrival(1), correction(1, arrival(2, "2022-02-02"))], NOW)
    entries = json.loads(printed(opened))["entries"]
    assert entries[0]["event"]["person"]["name"] == "Иванов 1"
    assert (entries[0]["replaced_by"], entries[0]["annulled"]) == (2, False)
    assert refused(opened, discharge(1)) == ["absent"]
    opened.add("home-1", [discharge(2)], NOW)


def test_a_correction_that_breaks_what_followed_names_it(opened):
    opened.add("home-1", [arrival(1), discharge(1), arrival(1, "2022-03-01")], NOW)
    with pytest.raises(JournalErrors) as caught:
        opened.add("home-1", [correction(1, None)], NOW)
    assert "запись № 2" in caught.value.messages("rus")[0]
    # Without the discharge the second arrival is none.
    assert refused(opened, correction(2, None)) == ["later"]
    opened.add("home-1", [correction(3, None), correction(2, None), correction(1, None)], NOW)
    assert refused(opened, correction(1, arrival(1))) == ["annulled"]
    assert refused(opened, correction(4, None)) == ["corrects-correction"]


def test_a_correction_keeps_the_kind(opened):
    opened.add("home-1", [arrival(1)], NOW)
    assert refused(opened, correction(1, application(1))) == ["corrects-kind"]


def test_an_event_entered_late_may_not_make_a_note_untrue(opened):
    opened.add("home-1", [arrival(1, "2022-03-01")], NOW)
    assert refused(opened, arrival(1, "2022-02-01"), discharge(1, "2022-02-05")) == ["later"]
    assert len(json.loads(printed(opened))["entries"]) == 1


def test_a_person_in_the_queue_by_correction_is_in_the_queue(opened):
    opened.add("home-1", [application(1), correction(1, application(2))], NOW)
    assert order_of(opened) == ["Иванов 2"]
    assert order_of(opened, date(2022, 12, 31)) == ["Иванов 2"]
    opened.add("home-1", [correction(1, None)], NOW)
    assert order_of(opened) == []


# --- the database


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET day = '2020-01-01'",
        "DELETE FROM events",
        "UPDATE journals SET provision = '21.1'",
        "DELETE FROM journals",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE number = 1",
        (
            "INSERT INTO events SELECT journal, 9, NULL, day, kind, person, corrects, annuls, recorded, event, "
            "derived, digest FROM events WHERE number = 1"
        ),
    ],
)
def test_the_database_itself_refuses_to_change_what_was_entered(opened, tmp_path, statement):
    opened.add("home-1", [arrival(1), arrival(2)], NOW)
    connection = sqlite3.connect(tmp_path / "journals.sqlite")
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute(statement)
    connection.close()
    assert opened.verify("home-1") is None


def test_what_was_changed_behind_the_triggers_is_found_out(opened, tmp_path):
    opened.add("home-1", [arrival(1), arrival(2), arrival(3)], NOW)
    connection = sqlite3.connect(tmp_path / "journals.sqlite")
    connection.execute("DROP TRIGGER events_update")
    connection.execute("UPDATE events SET event = replace(event, '1950', '1951') WHERE number = 2")
    connection.commit()
    connection.close()
    assert opened.verify("home-1") == 2


def test_the_file_is_readable_by_its_owner_alone(opened, tmp_path):
    opened.add("home-1", [arrival(1)], NOW)
    assert {path.stat().st_mode & 0o077 for path in tmp_path.glob("journals.sqlite*")} == {0}


def test_a_database_that_cannot_be_used_is_a_clear_refusal(tmp_path):
    (tmp_path / "broken.sqlite").write_bytes(b"880101300123" * 1000)
    with pytest.raises(Refusal) as caught:
        JournalStore(f"sqlite:///{tmp_path / 'broken.sqlite'}").journals()
    assert caught.value.key == "database"
    for url in ("nonsense", "oracle://x/y"):
        with pytest.raises(Refusal) as caught:
            JournalStore(url)
        assert caught.value.key == "setting"


def _append(url, home, worker, count, ready):
    journals = Journals(Corpus.open(home), JournalStore(url))
    ready.wait()
    for number in range(count):
        journals.add("home-1", [arrival(f"{worker}-{number}")], NOW)


def test_processes_that_append_at_once_get_numbers_without_holes_or_doubles(opened, home, url):
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(4)
    workers = [context.Process(target=_append, args=(url, home, worker, 15, ready)) for worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * 4
    entries = json.loads(printed(opened))["entries"]
    assert [one["number"] for one in entries] == list(range(1, 61))
    assert len({one["event"]["person"]["name"] for one in entries}) == 60
    assert opened.verify("home-1") is None


APPENDER = """
import sys
from datetime import datetime
from api.clock import ZONE
from api.journal_store import JournalStore
from api.journals import Journals
from legal import Corpus
home, url, worker = sys.argv[1:]
journals = Journals(Corpus.open(home), JournalStore(url))
for number in range(10_000):
    event = {"kind": "arrival", "on": "2022-02-01", "person": {"name": f"{worker}-{number}", "born": "1950-01-01"},
             "order": {"number": "1", "date": "2022-02-01"}}
    (stored,) = journals.add("home-1", [event], datetime(2023, 1, 15, tzinfo=ZONE))
    sys.stdout.write(f"{stored.number} {worker}-{number}\\n")
    sys.stdout.flush()
"""


@pytest.mark.parametrize("kills", [3, pytest.param(40, marks=pytest.mark.slow)])
def test_a_killed_process_loses_nothing_that_it_was_told_is_kept(opened, home, url, kills):
    acknowledged = {}
    for kill in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-c", APPENDER, str(home), url, str(kill)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        # Killed at another moment each time: after so many answers, while it is at the next.
        for _ in range(1 + kill % 7):
            number, name = process.stdout.readline().split()
            acknowledged[int(number)] = name
        os.kill(process.pid, signal.SIGKILL)
        for line in process.stdout.read().splitlines(keepends=True):
            if line.endswith("\n"):
                number, name = line.split()
                acknowledged[int(number)] = name
        process.wait()
        process.stdout.close()
    entries = json.loads(printed(opened))["entries"]
    assert [one["number"] for one in entries] == list(range(1, len(entries) + 1))
    kept = {one["number"]: one["event"]["person"]["name"] for one in entries}
    assert {number: kept.get(number) for number in acknowledged} == acknowledged
    assert opened.verify("home-1") is None
    opened.add("home-1", [arrival("after")], NOW)


# --- printing


@pytest.mark.parametrize("format", ["json", "csv", "xlsx", "pdf", "html", "docx"])
def test_every_format_holds_the_journal_and_its_name_nobody(opened, format):
    opened.add("home-1", [arrival(1), arrival(2)], NOW)
    file = opened.print("home-1", date(2022, 1, 1), date(2022, 12, 31), format)
    data = b"".join(file.pieces)
    assert file.name == f"home-1_2022-01-01_2022-12-31.{format}"
    assert len(data) > 500
    if format == "pdf":
        assert len(pikepdf.open(BytesIO(data)).pages) >= 1


def test_the_journal_of_a_period_holds_its_days_and_keeps_the_numbers(opened):
    opened.add("home-1", [arrival(1), arrival(2, "2022-03-01"), arrival(3, "2022-03-31")], NOW)
    entries = json.loads(printed(opened, first=date(2022, 3, 1), last=date(2022, 3, 31)))["entries"]
    assert [one["number"] for one in entries] == [2, 3]


def test_columns_are_declared_as_the_journal_s_own(opened):
    about = json.loads(printed(opened))
    assert all(column["own"] for column in about["columns"])
    assert "приказа № 472 от 14.12.2021" in about["form"]["version"]


def test_a_long_journal_is_no_html(opened, monkeypatch):
    monkeypatch.setattr("api.journal_answers.WHOLE", 1)
    opened.add("home-1", [arrival(1), arrival(2)], NOW)
    with pytest.raises(Refusal) as caught:
        printed(opened, "html")
    assert caught.value.key == "journal_long"
    assert len(json.loads(printed(opened))["entries"]) == 2


# --- the command line


def test_the_command_line_from_rules_to_print(run, tmp_path):
    rules = run("journal", "rules", FORM, "--on", "2022-06-01")
    assert "11.1\tpostponement\tчасть 9 подпункта 1) пункта 11\tПолучателю услуг" in rules.stdout
    data = json.loads(run("journal", "rules", FORM, "--on", "2022-06-01", "--json").stdout)
    assert {one["provision"]: one["order"] for one in data} == dict.fromkeys(["11.1", "21.1", "26.1", "35.2"], True)
    begun = run("journal", "open", "home-1", "--document", FORM, "--provision", "11.1", "--opened", "2022-01-10")
    assert begun.exit_code == 0, begun.output
    assert [one["name"] for one in json.loads(run("journal", "list").stdout)] == ["home-1"]
    rows = tmp_path / "events.jsonl"
    rows.write_text("\n".join(json.dumps(one) for one in (arrival(1), application(2))), encoding="utf-8")
    assert [one["number"] for one in json.loads(run("journal", "add", "home-1", rows).stdout)] == [1, 2]
    added = run("journal", "add", "home-1", "-", input=json.dumps([application(3)]))
    assert json.loads(added.stdout)[0]["number"] == 3
    queue = json.loads(run("journal", "queue", "home-1", "--on", "2022-06-01").stdout)["queue"]
    assert [one["person"]["name"] for one in queue] == ["Иванов 2", "Иванов 3"]
    out = tmp_path / "journal.pdf"
    assert run("journal", "print", "home-1", "2022-01-01", "2022-12-31", "--format", "pdf", "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    checked = run("journal", "check", "home-1")
    assert (checked.exit_code, checked.stdout) == (0, "")


@pytest.mark.parametrize(("language", "words"), [("ru", "Запись не принята"), ("kk", "Жазба қабылданбады")])
def test_the_command_line_repeats_no_value(run, language, words):
    run("journal", "open", "home-1", "--document", FORM, "--provision", "11.1", "--opened", "2022-01-10")
    wrong = {"kind": "arrival", "on": "2022-02-30", "person": {"iin": IIN[:-1], "name": "Сидоров"}}
    result = run("journal", "add", "home-1", "-", input=json.dumps(wrong), language=language)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not any(value in result.output for value in (IIN[:-1], "Сидоров", "2022-02-30"))
    for broken in ("{", "[1, 2", '{"a": 1, "a": 2}', b"\xff\xfe"):
        assert run("journal", "add", "home-1", "-", input=broken).exit_code == 2


def test_help_of_each_command_is_its_own(run):
    assert "Вывести журнал за период" in run("journal", "print", "--help").stdout
    assert "Напечатать форму сразу для многих" in run("print", "--help").stdout
    assert (
        "Басып шығару" in run("print", "--help", language="kk").stdout
        or "басып" in run("print", "--help", language="kk").stdout
    )


# --- HTTP


def test_http_from_opening_to_print(client):
    made = client.post(
        "/api/v1/journals",
        json={"name": "home-1", "document": FORM, "provision": "11.1", "opened": "2022-01-10"},
    )
    assert (made.status_code, made.headers["Location"]) == (201, "/api/v1/journals/home-1")
    added = client.post("/api/v1/journals/home-1/events", json=[arrival(1), application(2)])
    assert (added.status_code, [one["number"] for one in added.json]) == (201, [1, 2])
    queue = client.get("/api/v1/journals/home-1/queue?on=2022-06-01")
    assert [one["person"]["name"] for one in queue.json["queue"]] == ["Иванов 2"]
    for format in ("html", "pdf", "docx", "xlsx", "csv", "json"):
        file = client.get(f"/api/v1/journals/home-1/entries?from=2022-01-01&to=2022-12-31&format={format}")
        assert file.status_code == 200
        assert file.headers["Cache-Control"] == "no-store"
        assert "ETag" not in file.headers
        assert int(file.headers["Content-Length"]) == len(file.data) > 500
        assert "Иванов" not in file.headers["Content-Disposition"]
    assert client.get("/api/v1/journals").json[0]["name"] == "home-1"
    assert client.get("/api/v1/journals/home-1").json["opened"] == "2022-01-10"


def test_http_faults_are_problems_without_values(client):
    client.post("/api/v1/journals", json={"name": "a", "document": FORM, "provision": "11.1", "opened": "2022-01-10"})
    wrong = client.post("/api/v1/journals/a/events", json={**arrival(1), "person": {"iin": "12345678901", "name": "Ф"}})
    assert (wrong.status_code, wrong.content_type) == (422, "application/problem+json")
    assert "person.iin" in wrong.json["detail"]
    assert "12345678901" not in wrong.text
    assert client.post("/api/v1/journals/none/events", json=arrival(1)).status_code == 404
    assert client.get("/api/v1/journals/Дом").status_code == 404
    assert client.post("/api/v1/journals/a/events", data="x", content_type="text/plain").status_code == 415
    assert client.post("/api/v1/journals", json={"name": "b", "secret": IIN}).status_code == 400
    assert client.get("/api/v1/journals/a/entries?from=2022-01-01").status_code == 400
    assert (
        client.post("/api/v1/journals/a/events", data=b"[" * 70_000, content_type="application/json").status_code == 413
    )
    wrong_method = client.delete("/api/v1/journals/a/events")
    assert (wrong_method.status_code, "POST" in wrong_method.headers["Allow"]) == (405, True)


def test_what_the_rules_say_needs_no_token(home, url):
    client = create_app(Settings(home=home, journals=url)).test_client()
    rules = client.get(f"/api/v1/journal-rules?document={FORM}&on=2022-06-01")
    assert [one["provision"] for one in rules.json] == ["11.1", "21.1", "26.1", "35.2"]
    gone = client.get(f"/api/v1/journal-rules?document={FORM}&on=2024-06-01")
    assert gone.status_code == 410


def test_personal_data_needs_the_token_of_the_installation(home, url, client):
    closed = create_app(Settings(home=home, journals=url)).test_client().get("/api/v1/journals")
    assert (closed.status_code, "QAGIDA_TOKEN" in closed.json["remedy"]) == (403, True)
    for header in ("", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"):
        answer = client.get("/api/v1/journals", headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    with pytest.raises(ValueError, match="token"):
        Settings(home=home, token="short")
    assert TOKEN not in repr(Settings(home=home, token=TOKEN))


def test_no_number_of_a_person_is_in_any_log(client, capsys):
    client.post("/api/v1/journals", json={"name": "a", "document": FORM, "provision": "11.1", "opened": "2022-01-10"})
    client.post("/api/v1/journals/a/events", json={**arrival(1), "person": {"iin": IIN, "name": "Ф"}})
    client.post("/api/v1/journals/a/events", json={**arrival(1), "person": {"iin": IIN, "name": "Ф"}})
    told = capsys.readouterr()
    assert IIN not in told.out + told.err


def test_statements_of_the_database_are_never_logged_with_their_values(opened):
    with pytest.raises(Refusal) as caught, opened.store._database.writing() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:v)"), {"v": IIN})
    assert IIN not in "".join(traceback.format_exception(caught.value))
