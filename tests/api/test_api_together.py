"""The service as it runs: two processes that answer, a worker, and many who ask at once. Nothing is lost, nothing is
half done, and no one is told that a database is locked."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest

from api import service
from api.clock import ZONE
from api.job_store import JobStore
from api.journal_store import Journal, JournalStore
from api.journals import Journals
from api.many import print_many
from api.settings import Settings
from legal import Corpus

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NOW = datetime(2023, 1, 15, 12, tzinfo=ZONE)
DAY = date(2022, 6, 1)
TOKEN = "a-secret-that-nobody-guesses"
SHEET, FORM = "V1500010370/1/9", "V1800017467/2"
PATIENCE = 240
CLIENTS, ROUNDS, RECORDS = 8, 4, 500


@pytest.fixture
def settings(tmp_path):
    home = tmp_path / "corpus"
    Corpus.init(home, NOW)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Settings(home=home, port=port, workers=2, token=TOKEN, rate_limit="off")


@pytest.fixture
def environ(settings):
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("QAGIDA_")},
        "QAGIDA_HOME": str(settings.home), "QAGIDA_PORT": str(settings.port), "QAGIDA_WORKERS": "2",
        "QAGIDA_TOKEN": TOKEN, "QAGIDA_RATE_LIMIT": "off", "QAGIDA_JOB_KEEP": "true",
    }  # fmt: skip


@contextmanager
def running(environ, log, *command):
    """A command of the service in a process group of its own; what it says goes into a file."""
    with log.open("ab") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", *command],
            cwd=ROOT, env=environ, stdout=stream, stderr=stream, start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(PATIENCE)


@pytest.fixture
def log(tmp_path):
    return tmp_path / "log"


@pytest.fixture
def ask(settings, environ, log):
    """Asks the running service: (status, body). Whatever the answer is, it is one."""

    def asking(path, data=None, media="application/json"):
        request = urllib.request.Request(f"http://127.0.0.1:{settings.port}{path}", data)
        request.add_header("Authorization", f"Bearer {TOKEN}")
        if data is not None:
            request.add_header("Content-Type", media)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    with running(environ, log, "serve") as process:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                assert asking("/readyz")[0] == 200
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < deadline
        yield asking


def until(done):
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline


def order(client, turn):
    """An amending order that nobody has seen: paragraph 100 and following of order 288 restated."""
    number = 500 + client * ROUNDS + turn
    paragraph = 100 + client * ROUNDS + turn
    return (
        "О внесении изменения в приказ Заместителя Премьер-Министра - Министра труда и социальной защиты населения "
        'Республики Казахстан от 30 июня 2023 года № 288 "Об утверждении Правил предоставления услуг"\n\n'
        f"Приказ Министра труда и социальной защиты населения Республики Казахстан от 12 марта 2026 года № {number}. "
        f"Зарегистрирован в Министерстве юстиции Республики Казахстан 16 марта 2026 года № {38000 + number}\n\n"
        "ПРИКАЗЫВАЮ:\n\n"
        "1. Внести в приказ Заместителя Премьер-Министра - Министра труда и социальной защиты населения Республики "
        'Казахстан от 30 июня 2023 года № 288 "Об утверждении Правил предоставления услуг" (зарегистрирован в Реестре '
        "государственной регистрации нормативных правовых актов под № 32994) следующее изменение:\n\n"
        f"пункт {paragraph} изложить в следующей редакции:\n\n"
        f'"{paragraph}. Новый текст пункта {paragraph}.".\n\n'
        "2. Настоящий приказ вводится в действие с 1 мая 2026 года.\n\n"
        "Министр труда и социальной защиты населения Республики Казахстан А. Ертаев\n"
    )


def arrival(name):
    return {"kind": "arrival", "on": "2022-02-01", "person": {"name": name, "born": "1950-01-01"},
            "order": {"number": "1", "date": "2022-02-01"}}  # fmt: skip


def blank_sheet(settings):
    question = service.Question("", "rus", DAY, verify=settings.verification)
    return service.document_on(Corpus.open(settings.home), SHEET, question).document


def answers(blank, name):
    first = next(field.name for field in blank.fields if field.kind == "person")
    return {**{field.name: None for field in blank.fields if field.kind != "seal"}, first: name}


def test_many_who_import_fill_and_enter_events_at_once_lose_nothing(settings, environ, ask, log, tmp_path):
    journals = Journals(Corpus.open(settings.home), JournalStore(settings.journals_url))
    journals.open(Journal("home-1", FORM, "11.1", "rus", {"rus": "КГУ «Дом»"}, date(2022, 1, 10)), NOW)
    blank = blank_sheet(settings)
    query = f"/api/v1/forms/{SHEET}?on={DAY}&format=txt"
    expected = ask(query, json.dumps(answers(blank, "Иванов 0")).encode())
    assert expected[0] == 200

    def client(number):
        said = []
        for turn in range(ROUNDS):
            path = tmp_path / f"{number}-{turn}.txt"
            path.write_text(order(number, turn), encoding="utf-8")
            command = [sys.executable, "-m", "api.cli", "import", str(path)]
            imported = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
            said.append(("import", imported.returncode, imported.stderr if imported.returncode else ""))
            for each in range(3):
                person = f"Иванов {number}-{turn}-{each}"
                filled = ask(query, json.dumps(answers(blank, person)).encode())
                same = filled[1].replace(person.encode(), b"") == expected[1].replace("Иванов 0".encode(), b"")
                said.append(("fill", filled[0], same))
                body = json.dumps([arrival(person)]).encode()
                said.append(("event", ask("/api/v1/journals/home-1/events", body)[0]))
                said.append(("read", ask("/api/v1/acts/V2300032994/versions/2026-06-01?format=txt")[0]))
                # The index of words is made again after each import, whoever asks first.
                said.append(("read", ask("/api/v1/search?q=%D1%82%D0%B5%D0%BA%D1%81%D1%82&on=2026-06-01")[0]))
        return said

    with ThreadPoolExecutor(CLIENTS) as pool:
        said = [one for client_said in pool.map(client, range(CLIENTS)) for one in client_said]
    assert {one for one in said if one[0] == "import"} == {("import", 0, "")}
    assert {one for one in said if one[0] == "fill"} == {("fill", 200, True)}
    assert {one for one in said if one[0] == "event"} == {("event", 201)}
    assert {one for one in said if one[0] == "read"} == {("read", 200)}

    entries = json.loads(b"".join(journals.print("home-1", date(2022, 1, 1), date(2022, 12, 31), "json").pieces))
    names = {one["event"]["person"]["name"] for one in entries["entries"]}
    assert [one["number"] for one in entries["entries"]] == list(range(1, CLIENTS * ROUNDS * 3 + 1))
    assert len(names) == CLIENTS * ROUNDS * 3
    assert journals.verify("home-1") is None
    text = ask("/api/v1/acts/V2300032994/versions/2026-06-01?format=txt")[1].decode()
    assert all(f"Новый текст пункта {number}." in text for number in range(100, 100 + CLIENTS * ROUNDS))
    assert not [one for one in Corpus.open(settings.home).check() if one.severity == "error"]
    told = log.read_text()
    assert "locked" not in told
    assert '"status": 5' not in told


@pytest.mark.parametrize("whole", [True, False], ids=["with its parent", "and its parent goes on"])
def test_a_worker_killed_in_the_middle_of_a_batch_is_followed_by_another(settings, environ, ask, log, whole):
    blank = blank_sheet(settings)
    lines = [json.dumps(answers(blank, f"Иванов {number}"), ensure_ascii=False) for number in range(RECORDS)]
    data = "\n".join(lines).encode()
    expected = b"".join(print_many(blank, "records", data, kind="jsonl", as_zip=False, refused=lambda *_: None))
    store = JobStore(settings.jobs_url)
    with running(environ, log, "worker") as worker:
        status, body = ask(f"/api/v1/jobs?document={SHEET}&on={DAY}", data, "application/x-ndjson")
        assert status == 202
        id = json.loads(body)["id"]
        until(lambda: store.get(id).total is not None)
        if whole:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait(PATIENCE)
        else:
            children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
            for child in children:
                os.kill(int(child), signal.SIGKILL)
        before = store.get(id)
        assert before.state == "running"
        if not whole:  # its parent starts another one, which looks for jobs every minute
            until(lambda: store.get(id).state == "done")
    if whole:
        with running(environ, log, "worker", "--drain") as second:
            assert second.wait(PATIENCE) == 0
    done = store.get(id)
    assert (done.state, done.done, done.left_out, done.attempt) == ("done", RECORDS, 0, 2)
    status, result = ask(f"/api/v1/jobs/{id}/result")
    assert (status, result) == (200, expected)
