"""Printing for many: records from CSV, JSON Lines and XLSX; jobs that outlive their workers and leave nothing."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
import pytest
from click.testing import CliRunner
from huey import MemoryHuey

from api import service
from api.applicants import applicants, count, kind_of
from api.cli import main
from api.clock import ZONE
from api.http import create_app
from api.job_store import ATTEMPTS, SILENCE, JobStore, this_worker
from api.jobs import Jobs, Queue, run
from api.many import print_many
from api.refusals import Refusal
from api.settings import Settings
from forms.model import FillErrors
from forms.records import Document
from legal import Corpus
from renderer.errors import RenderError

NOW = datetime(2023, 1, 15, 12, tzinfo=ZONE)
TOKEN = "a-secret-that-nobody-guesses"
ROOT = Path(__file__).parents[2]
SHEET = "V1500010370/1/9"
DAY = date(2022, 6, 1)
IIN, BROKEN_IIN = "880101300123", "880101300124"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("jobs") / "corpus"
    Corpus.init(path, NOW)
    return path


@pytest.fixture(scope="module")
def corpus(home):
    return Corpus.open(home)


@pytest.fixture(scope="module")
def blank(corpus) -> Document:
    question = service.Question("", "rus", DAY, verify=Settings().verification)
    return service.document_on(corpus, SHEET, question).document


@pytest.fixture
def settings(home, tmp_path):
    return Settings(
        home=home, jobs=f"sqlite:///{tmp_path / 'jobs.sqlite'}", queue=f"sqlite:///{tmp_path / 'queue.sqlite'}",
        token=TOKEN, rate_limit="off",
    )  # fmt: skip


@pytest.fixture
def store(settings):
    return JobStore(settings.jobs_url)


@pytest.fixture
def client(settings, corpus, monkeypatch):
    monkeypatch.setattr("api.clock.now", lambda: NOW)
    client = create_app(settings, corpus=corpus).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client


def record(blank, number=1, **given):
    """A record for a form: its first text field says whose it is, all others are left empty."""
    made = {field.name: None for field in blank.fields if field.kind != "seal"}
    first = next(field.name for field in blank.fields if field.kind == "person")
    return {**made, first: f"Иванов {number}", **given}


def lines(blank, numbers, wrong=()):
    rows = [record(blank, number) if number not in wrong else {"nothing": IIN} for number in numbers]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def submit(settings, corpus, data, kind="jsonl", as_zip=False, on=DAY):
    return Jobs(settings).submit(corpus, SHEET, service.Question("", None, on), kind, data, as_zip=as_zip)


def printed(blank, data, kind="jsonl", as_zip=False):
    faults = []
    pieces = print_many(
        blank, "records", data, kind=kind, as_zip=as_zip, refused=lambda number, fault: faults.append(number)
    )
    return b"".join(pieces), faults


# --- records


def workbook(*rows, styles="", date1904=False, sheets=1, shared=()):
    """An XLSX of cells given as text, or as (type, text, style) or (type, text, style, formula)."""
    made = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, cell in enumerate(row):
            place = f"{chr(65 + column)}{number}"
            if isinstance(cell, str):
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
            elif cell is not None:
                kind, text, style, *formula = cell
                computed = f"<f>{formula[0]}</f>" if formula else ""
                cells.append(f'<c r="{place}" t="{kind}" s="{style}">{computed}<v>{escape(text)}</v></c>')
        made.append(f'<row r="{number}">{"".join(cells)}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    names = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1))
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}">'
        f'<Relationship Id="r" Type="{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{related}">'
        f'<workbookPr date1904="{int(date1904)}"/><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">'
        f'<Relationship Id="rId1" Type="{related}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rIdS" Type="{related}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdT" Type="{related}/sharedStrings" Target="shared.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(made)}</sheetData></worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        "xl/shared.xml": f'<sst xmlns="{main}">{"".join(f"<si>{one}</si>" for one in shared)}</sst>',
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="000000000000"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="166" formatCode="&quot;дней&quot; 0"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>'
)


def kinds(blank):
    from forms.definition import definition
    from forms.model import plan

    return {one.field.name: one.rule for one in plan(definition(blank)).fields}


@pytest.fixture(scope="module")
def asked(corpus):
    """A form that asks for text, a date and an IIN: made here, since none of the founding forms has all three."""
    from dataclasses import replace

    from forms.records import Blank, Field, Line, Text

    named = {"fio": "Ф.И.О.", "iin": "ИИН", "data": "дата", "kolichestvo": "количество часов"}
    kind = {"fio": "person", "iin": "iin", "data": "date", "kolichestvo": "number"}
    fields = tuple(Field(name, label, kind[name]) for name, label in named.items())
    published = {"data": '"___" ________ 20__'}
    blocks = tuple(
        Line((Text(f"{label} "), Blank(name, published.get(name, "_" * 30)))) for name, label in named.items()
    )
    question = service.Question("", "rus", DAY)
    document = service.document_on(corpus, SHEET, question).document
    return replace(document, blocks=blocks, fields=fields, akn=b"")


HEAD = ("fio", "iin", "data", "kolichestvo")


def read(asked, *rows, **options):
    data = workbook(HEAD, *rows, styles=STYLES, **options)
    return [
        [one.rule for one in found.errors] if isinstance(found, FillErrors) else found
        for _, found in applicants(asked, "xlsx", "r.xlsx", data)
    ]


def test_the_form_of_these_tests_asks_for_what_they_say(asked):
    assert kinds(asked) == {"fio": "text", "iin": "iin", "data": "date", "kolichestvo": "quantity"}


def test_cells_of_a_workbook_are_what_they_are(asked):
    found = read(asked, ("О'Нил <x>", "012345678901", ("n", "44562", 1), ("n", "7.5", 0)))
    assert found == [
        {"fio": "О'Нил <x>", "iin": "012345678901", "data": "2022-01-01", "kolichestvo": found[0]["kolichestvo"]}
    ]
    assert str(found[0]["kolichestvo"]) == "7.5"


@pytest.mark.parametrize("style", [0, 2])
def test_a_number_in_the_place_of_an_iin_has_lost_its_zeros_and_is_a_fault(asked, style):
    assert read(asked, ("А", ("n", "12345678901", style), None, None)) == [["cell-number"]]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (("n", "44562", 0), "cell-number"),
        (("n", "44562.5", 1), "cell-date"),
        (("n", "60", 1), "cell-date"),
        (("n", "44562", 4), "cell-number"),
        (("n", "44562", 1, "TODAY()"), "cell-kind"),
        (("b", "1", 0), "cell-kind"),
        (("e", "#REF!", 0), "cell-kind"),
        (("s", "99", 0), "cell-kind"),
    ],
)
def test_a_date_is_a_cell_that_shows_a_day_and_nothing_else(asked, cell, rule):
    assert read(asked, ("А", IIN, cell, None)) == [[rule]]


def test_days_of_the_other_calendar_and_other_formats(asked):
    assert read(asked, ("А", IIN, ("n", "43100", 3), None), date1904=True)[0]["data"] == "2022-01-01"
    assert read(asked, ("А", IIN, "2022-01-01", None))[0]["data"] == "2022-01-01"


def test_shared_strings_with_runs_and_readings(asked):
    shared = ("<r><t>Ива</t></r><r><t>нов</t></r><rPh><t>x</t></rPh>", "<t>_x0041_</t>")
    found = read(asked, (("s", "0", 0), IIN, None, None), (("s", "1", 0), IIN, None, None), shared=shared)
    assert [one["fio"] for one in found] == ["Иванов", "A"]


def test_a_cell_beside_the_columns_is_a_fault_and_an_empty_row_is_none(asked):
    assert read(asked, ("А", IIN, None, None, "лишнее"), ("", None, None, None), ("Б", IIN)) == [
        ["csv"], {"fio": "Б", "iin": IIN, "data": None, "kolichestvo": None},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"PK not a zip", "workbook"),
        (workbook(HEAD, sheets=2), "workbook"),
        (workbook(("fio", "fio")), "records_head"),
        (workbook((("n", "1", 0),)), "records_head"),
        (workbook(), "records_head"),
    ],
)
def test_what_is_no_workbook_of_one_sheet_is_refused(asked, data, key):
    with pytest.raises(Refusal) as caught:
        list(applicants(asked, "xlsx", "r.xlsx", data))
    assert caught.value.key == key


def test_a_workbook_with_an_entity_is_refused(asked):
    plain = workbook(HEAD, ("А", IIN, None, None))
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(plain)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "b">]>' + text
            after.writestr(name, text)
    with pytest.raises(Refusal):
        list(applicants(asked, "xlsx", "r.xlsx", file.getvalue()))


def test_a_day_in_a_table_may_be_written_as_people_write_it(asked):
    data = "fio;iin;data;kolichestvo\nА;1;31.12.2022;01.06.2022\nБ;1;31.02.2022;1\nВ;1;1.6.2022;\n".encode()
    found = [one["data"] for _, one in applicants(asked, "csv", "r.csv", data)]
    assert found == ["2022-12-31", "2022-02-31", "1.6.2022"]  # what is no day is told so when it is filled in
    assert next(one for _, one in applicants(asked, "csv", "r.csv", data))["kolichestvo"] == "01.06.2022"


def test_a_row_of_csv_with_another_number_of_cells_is_a_fault(asked):
    data = 'fio;iin;data;kolichestvo\n"А; Б";1;;\nВ\nГ;2;3;4;5\n\nД;;;\n'.encode()
    found = [one for _, one in applicants(asked, "csv", "r.csv", data)]
    empty = {"iin": None, "data": None, "kolichestvo": None}
    assert found[0] == {**empty, "fio": "А; Б", "iin": "1"}
    assert [isinstance(one, FillErrors) for one in found] == [False, True, True, False]
    assert found[3] == {**empty, "fio": "Д"}
    assert count(asked, "csv", "r.csv", data) == 4


@pytest.mark.parametrize(
    ("data", "key"),
    [("fio\nИванов".encode("cp1251"), "records_encoding"), (b"", "records_head"), (b"a,a\n1,2", "records_head"),
     (b'fio,iin,data,kolichestvo\n"1,2', "records_csv"), (b"fio,iin\n1,2", "records_columns")],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_refused_with_its_place(asked, data, key):
    with pytest.raises(Refusal) as caught:
        list(applicants(asked, "csv", "r.csv", data))
    assert (caught.value.key, caught.value.place) == (key, "r.csv")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_columns_that_do_not_fit_are_told_once_and_no_word_of_the_table_is_repeated(asked, kind):
    rows = (("fio", "Иванов", "kolichestvo", IIN), ("А", "Б", "1", "2"))
    data = workbook(*rows) if kind == "xlsx" else "\n".join(",".join(row) for row in rows).encode()
    with pytest.raises(Refusal) as caught:
        list(applicants(asked, kind, f"r.{kind}", data))
    assert caught.value.values == {"missing": "iin «ИИН»; data «дата»", "strange": "2, 4"}


def test_a_file_of_another_kind_is_refused_by_its_name():
    assert [kind_of(name) for name in ("a.CSV", "a.jsonl", "a")] == ["csv", "jsonl", "jsonl"]
    with pytest.raises(Refusal) as caught:
        kind_of("people.doc")
    assert (caught.value.key, caught.value.place) == ("records_kind", "people.doc")


def test_what_asks_for_nothing_is_not_printed_for_many(settings, corpus):
    for data, key in ((b"\n", "no_records"), (b"fio,iin\n1,2", "records_columns")):
        with pytest.raises(Refusal) as caught:
            submit(settings, corpus, data, "csv" if key == "records_columns" else "jsonl")
        assert caught.value.key == key
    with pytest.raises(Refusal) as caught:
        Jobs(settings).submit(corpus, "V1500010370/1/3", service.Question("", None, DAY), "jsonl", b"{}", as_zip=False)
    assert caught.value.key == "no_form"
    assert JobStore(settings.jobs_url).all() == []


def test_the_same_records_in_every_kind_of_file_print_the_same(asked):
    rows = [("Иванов", IIN, "2022-01-01", "7"), ("Петров", IIN, "2022-01-02", "8")]
    data = {
        "csv": "\n".join([",".join(HEAD), *(",".join(row) for row in rows)]).encode(),
        "jsonl": "\n".join(json.dumps(dict(zip(HEAD, row, strict=True))) for row in rows).encode(),
        "xlsx": workbook(HEAD, *rows),
    }
    made = {kind: printed(asked, one, kind) for kind, one in data.items()}
    assert len({bytes_ for bytes_, _ in made.values()}) == 1
    assert made["csv"][1] == []


@pytest.mark.parametrize("as_zip", [True, False])
def test_a_record_that_cannot_be_printed_is_reported_by_its_own_number(blank, monkeypatch, as_zip):
    from renderer.fast.blanks import Template

    good = Template.fill_document, Template.drawn

    def broken(self, document, *rest):
        text = str(document)
        if "Иванов 4" in text:
            raise RenderError("cannot be printed")
        return good[0 if as_zip else 1](self, document, *rest)

    monkeypatch.setattr(Template, "fill_document" if as_zip else "drawn", broken)
    data, faults = printed(blank, lines(blank, range(1, 6), wrong={2}), as_zip=as_zip)
    assert faults == [2, 4]
    assert len(data) > 1000


@pytest.mark.parametrize("as_zip", [True, False])
def test_nothing_to_print_is_a_refusal(blank, as_zip):
    with pytest.raises(Refusal) as caught:
        printed(blank, lines(blank, [1], wrong={1}), as_zip=as_zip)
    assert caught.value.key == "no_records"


# --- jobs


def test_a_job_gives_what_printing_gives(settings, corpus, store, blank):
    data = lines(blank, range(1, 8), wrong={3})
    job = submit(settings, corpus, data)
    assert (job.state, job.total) == ("queued", None)
    Queue(settings).drain()
    done = store.get(job.id)
    assert (done.state, done.done, done.total, done.left_out) == ("done", 7, 7, 1)
    assert [fault["record"] for fault in done.faults] == [3]
    assert IIN not in json.dumps(done.faults)
    assert b"".join(store.output(done)) == printed(blank, data)[0]


def test_the_queue_holds_numbers_of_jobs_as_json(settings, corpus, blank, tmp_path):
    job = submit(settings, corpus, lines(blank, [1]))
    rows = sqlite3.connect(tmp_path / "queue.sqlite").execute("SELECT data FROM task").fetchall()
    (message,) = [json.loads(row[0]) for row in rows]
    assert message[2] == [job.id]
    assert "Иванов" not in str(message)


def test_a_job_whose_number_the_queue_lost_is_found(settings, corpus, store, blank, tmp_path):
    job = submit(settings, corpus, lines(blank, [1]))
    connection = sqlite3.connect(tmp_path / "queue.sqlite")
    connection.execute("DELETE FROM task")
    connection.commit()
    connection.close()
    Queue(settings).drain()
    assert store.get(job.id).state == "done"


def test_a_job_whose_number_the_queue_doubled_is_done_once(settings, corpus, store, blank):
    job = submit(settings, corpus, lines(blank, [1]))
    Queue(settings).wake(job.id)
    Queue(settings).drain()
    assert (store.get(job.id).state, store.get(job.id).attempt) == ("done", 1)


def test_a_job_is_in_one_pair_of_hands(settings, corpus, store, blank):
    job = submit(settings, corpus, lines(blank, [1]))
    first = store.claim(job.id, this_worker(), NOW)
    assert store.claim(job.id, "elsewhere:1:2", NOW) is None
    assert store.waiting(NOW) == []
    # A worker of another machine is given up when it is silent for long.
    store.fail(first, {"rus": "", "kaz": ""}, NOW)
    other = submit(settings, corpus, lines(blank, [1]))
    assert store.claim(other.id, "elsewhere:1:2", NOW)
    assert store.claim(other.id, this_worker(), NOW + SILENCE) is None
    assert store.claim(other.id, this_worker(), NOW + SILENCE + timedelta(seconds=1))


def test_what_a_worker_does_after_its_job_was_given_away_is_dropped(settings, corpus, store, blank):
    job = submit(settings, corpus, lines(blank, [1]))
    lost = store.claim(job.id, f"{this_worker().rpartition(':')[0]}:0", NOW)
    assert store.write(lost, 0, b"first")
    taken = store.claim(job.id, this_worker(), NOW)
    assert taken.attempt == 2
    assert not store.beat(lost, 1, 1, NOW)
    assert not store.write(lost, 1, b"late")
    assert not store.finish(lost, [], left_out=0, done=1, size=5, now=NOW)
    assert store.write(taken, 0, b"second")
    assert store.finish(taken, [], left_out=0, done=1, size=6, now=NOW)
    assert b"".join(store.output(store.get(job.id))) == b"second"


def test_a_job_that_kills_its_workers_is_given_up(settings, corpus, store, blank):
    job = submit(settings, corpus, lines(blank, [1]))
    for _ in range(ATTEMPTS):
        assert store.claim(job.id, f"{this_worker().rpartition(':')[0]}:0", NOW)
    assert store.claim(job.id, this_worker(), NOW) is None
    assert store.get(job.id).state == "failed"
    with pytest.raises(Refusal):
        store.output(store.get(job.id))


def test_a_deleted_job_stops_its_worker(settings, corpus, store, blank, monkeypatch):
    job = submit(settings, corpus, lines(blank, range(1, 50)))
    beat = JobStore.beat

    def deleted(self, *args):
        self.delete(job.id)
        return beat(self, *args)

    monkeypatch.setattr(JobStore, "beat", deleted)
    run(settings, job.id)
    with pytest.raises(Refusal) as caught:
        store.get(job.id)
    assert caught.value.key == "job_unknown"


def test_a_form_that_changed_since_is_not_printed(settings, corpus, store, blank, monkeypatch):
    from dataclasses import replace

    job = submit(settings, corpus, lines(blank, [1]))
    before = service.document_on

    def changed(*args):
        listed = before(*args)
        return replace(listed, document=replace(listed.document, title="Другой лист"))

    monkeypatch.setattr(service, "document_on", changed)
    run(settings, job.id)
    done = store.get(job.id)
    assert done.state == "failed"
    assert "Форма изменилась" in done.error["rus"]
    assert "Нысан" in done.error["kaz"] or "нысан" in done.error["kaz"]


def test_a_bug_ends_the_job_and_tells_nothing_of_the_data(settings, corpus, store, blank, monkeypatch, capsys):
    job = submit(settings, corpus, lines(blank, [1]))
    monkeypatch.setattr("api.many.print_many", lambda *_, **__: (_ for _ in ()).throw(ValueError(IIN)))
    run(settings, job.id)
    assert store.get(job.id).state == "failed"
    told = capsys.readouterr()
    assert IIN not in told.out + told.err + str(store.get(job.id))


def everything(path):
    return b"".join(one.read_bytes() for one in path.glob("jobs.sqlite*"))


def test_nothing_personal_is_left_of_a_job(settings, corpus, store, blank, tmp_path):
    name = "Неповторимова"
    person = next(field.name for field in blank.fields if field.kind == "person")
    data = json.dumps(record(blank, **{person: name}), ensure_ascii=False).encode()
    job = submit(settings, corpus, data)
    assert name.encode() in everything(tmp_path)
    Queue(settings).drain()
    assert name.encode() not in everything(tmp_path)  # what went in
    result = b"".join(store.output(store.get(job.id)))
    assert result[1000:1100] in everything(tmp_path)
    store.fetched(store.get(job.id))
    assert result[1000:1100] not in everything(tmp_path)  # what came out
    assert store.get(job.id).state == "fetched"


def test_a_job_expires(settings, corpus, store, blank, monkeypatch):
    monkeypatch.setattr("api.clock.now", lambda: NOW)
    job = submit(settings, corpus, lines(blank, [1]))
    assert store.expire(NOW + timedelta(seconds=settings.job_expires - 1)) == 0
    assert store.expire(NOW + timedelta(seconds=settings.job_expires)) == 1
    with pytest.raises(Refusal):
        store.get(job.id)


def test_so_many_jobs_and_no_more_and_no_larger_ones(settings, corpus, blank):
    small = settings.model_copy(update={"job_limit": 1, "job_request": 10_000})
    submit(small, corpus, lines(blank, [1]))
    with pytest.raises(Refusal) as caught:
        submit(small, corpus, lines(blank, [1]))
    assert caught.value.key == "jobs_full"
    with pytest.raises(Refusal) as caught:
        submit(small, corpus, b"x" * 10_001)
    assert caught.value.key == "job_large"


def test_a_form_that_does_not_apply_is_no_job(settings, corpus, blank):
    with pytest.raises(Refusal) as caught:
        submit(settings, corpus, lines(blank, [1]), on=date(2024, 1, 1))
    assert caught.value.key == "presumed_repealed"


@pytest.mark.parametrize("kills", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_a_worker_killed_anywhere_loses_no_job(settings, corpus, store, blank, tmp_path, kills):
    data = lines(blank, range(1, 401), wrong={7})
    expected = printed(blank, data)[0]
    environ = {
        **os.environ, "QAGIDA_HOME": str(settings.home), "QAGIDA_JOBS": settings.jobs, "QAGIDA_QUEUE": settings.queue,
    }  # fmt: skip
    for kill in range(kills):
        job = submit(settings, corpus, data)
        worker = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "worker", "--drain"],
            cwd=ROOT, env=environ, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        # Killed as soon as it has the job, or further on each time.
        worker.stderr.readline()
        while worker.poll() is None and store.get(job.id).done < 40 * kill:
            pass
        worker.kill()
        worker.wait()
        worker.stderr.close()
        before = store.get(job.id)
        assert before.state in ("running", "done")
        Queue(settings).drain()
        after = store.get(job.id)
        assert (after.state, after.left_out) == ("done", 1)
        assert b"".join(store.output(after)) == expected
        store.delete(job.id)


# --- surfaces


@pytest.fixture
def command(settings, monkeypatch):
    environ = {"QAGIDA_HOME": str(settings.home), "QAGIDA_JOBS": settings.jobs, "QAGIDA_QUEUE": settings.queue}
    return lambda *args: CliRunner().invoke(main, ["--ui-lang", "ru", *map(str, args)], env=environ)


@pytest.mark.parametrize("as_zip", [False, True])
def test_printing_in_the_background_on_the_command_line(command, blank, tmp_path, as_zip):
    records, out = tmp_path / "people.jsonl", tmp_path / "out"
    records.write_bytes(lines(blank, range(1, 4), wrong={2}))
    options = ["--zip"] if as_zip else []
    given = command("print", SHEET, records, "--on", DAY, "--background", *options)
    assert given.exit_code == 0, given.output
    id = given.stdout.strip()
    assert "ждёт" in command("jobs").stdout
    assert command("jobs", id, "-o", out).exit_code == 2
    assert command("worker", "--drain").exit_code == 0
    told = command("jobs", id)
    assert (told.exit_code, "2 пропущена" in told.stderr) == (1, True)
    fetched = command("jobs", id, "-o", out)
    assert fetched.exit_code == 1
    assert out.read_bytes()[:2] == (b"PK" if as_zip else b"%P")
    assert json.loads(command("jobs", "--json").stdout)[0]["state"] == "fetched"
    assert command("jobs", id, "--delete").exit_code == 0
    assert command("jobs", id).exit_code == 2


def test_a_job_over_http(client, settings, blank):
    data = lines(blank, range(1, 4), wrong={2})
    given = client.post(f"/api/v1/jobs?document={SHEET}&on={DAY}", data=data, content_type="application/x-ndjson")
    assert given.status_code == 202, given.text
    place = given.headers["Location"]
    assert client.get(place).json["state"] == "queued"
    assert client.get(f"{place}/result").status_code == 409
    Queue(settings).drain()
    state = client.get(place)
    assert (state.json["state"], state.json["left_out"], state.json["faults"][0]["record"]) == ("done", 1, 2)
    assert state.headers["Cache-Control"] == "no-store"
    assert client.head(f"{place}/result").status_code == 200
    result = client.get(f"{place}/result")
    assert len(pikepdf.open(BytesIO(result.data)).pages) >= 2
    assert result.headers["Content-Disposition"] == 'attachment; filename="V1500010370-1-9_2022-06-01_rus.pdf"'
    assert client.get(place).json["state"] == "fetched"
    assert client.delete(place).status_code == 204
    assert client.get(place).status_code == 404


def test_two_who_fetch_a_result_at_once_both_get_all_of_it(client, settings, store, corpus, blank, monkeypatch):
    monkeypatch.setattr("api.job_store.CHUNK", 1000)  # a result of many pieces
    monkeypatch.setattr("api.jobs.CHUNK", 1000)
    id = submit(settings, corpus, lines(blank, range(1, 30))).id
    Queue(settings).drain()
    whole = b"".join(store.output(store.get(id)))
    first, second = (client.get(f"/api/v1/jobs/{id}/result", buffered=False) for _ in range(2))
    pieces = iter(second.response)
    begun = next(pieces)
    assert first.data == whole
    assert store.get(id).state == "fetched"
    assert begun + b"".join(pieces) == whole
    assert client.get(f"/api/v1/jobs/{id}/result").status_code == 409


def test_a_result_that_is_deleted_while_it_is_read_is_no_file(settings, store, corpus, blank, tmp_path, monkeypatch):
    monkeypatch.setattr("api.jobs.CHUNK", 1000)
    id = submit(settings, corpus, lines(blank, range(1, 30))).id
    Queue(settings).drain()
    pieces = store.output(store.get(id))
    next(pieces)
    store.fetched(store.get(id))
    with pytest.raises(Refusal, match="no result"):
        list(pieces)


def test_results_are_kept_where_the_installation_says_so(settings, corpus, blank, monkeypatch):
    monkeypatch.setattr("api.clock.now", lambda: NOW)
    keeping = settings.model_copy(update={"job_keep": True})
    client = create_app(keeping, corpus=corpus).test_client()
    headers = {"Authorization": f"Bearer {TOKEN}"}
    query = f"/api/v1/jobs?document={SHEET}&on={DAY}&format=zip"
    given = client.post(query, data=lines(blank, [1]), content_type="application/x-ndjson", headers=headers)
    Queue(keeping).drain()
    place = f"{given.headers['Location']}/result"
    first = client.get(place, headers=headers)
    assert first.content_type == "application/zip"
    assert client.get(place, headers=headers).data == first.data


def test_jobs_over_http_keep_their_limits(client, settings, corpus, blank, monkeypatch):
    query = f"/api/v1/jobs?document={SHEET}&on={DAY}"
    assert client.post(query, data=b"x", content_type="application/json").status_code == 415
    assert client.post("/api/v1/jobs", data=b"x", content_type="text/csv").status_code == 400
    assert client.post(query + "&format=exe", data=b"x", content_type="text/csv").status_code == 400
    assert client.get("/api/v1/jobs/../../etc").status_code == 404
    assert client.get(f"/api/v1/jobs/{'0' * 36}").status_code == 404
    assert client.post(query, data=b"x", content_type="text/csv", headers={"Authorization": ""}).status_code == 401
    small = create_app(settings.model_copy(update={"job_request": 100}), corpus=corpus).test_client()
    headers = {"Authorization": f"Bearer {TOKEN}"}
    large = small.post(query, data=b"x" * 101, content_type="text/csv", headers=headers)
    assert large.status_code == 413
    more = client.post(query, data=lines(blank, range(1, 400)), content_type="application/x-ndjson")
    assert more.status_code == 202


class Unreachable(MemoryHuey):
    """A queue whose store is gone."""

    def enqueue(self, task):
        raise ConnectionError("gone")


def test_a_queue_that_cannot_be_reached_keeps_the_job(settings, corpus, store, blank, monkeypatch):
    down = settings
    monkeypatch.setattr("api.jobs._huey", lambda url: Unreachable())
    assert store.get(submit(down, corpus, lines(blank, [1])).id).state == "queued"


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite://"])
def test_a_queue_of_another_kind_is_refused_by_the_name_of_its_setting(settings, url):
    with pytest.raises(Refusal) as caught:
        Queue(settings.model_copy(update={"queue": url}))
    assert (caught.value.key, caught.value.place) == ("setting", "QAGIDA_QUEUE")
