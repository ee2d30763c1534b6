"""The surfaces on the founding acts, with the real engine from file to page."""

import json
import re
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner

from api import models, version_models
from api.cli import main
from api.http import create_app
from api.settings import Settings
from legal.akn.schema import validate

TEXTS = sorted(
    (folder.name, file.name, Path(str(file)))
    for folder in resources.files("legal").joinpath("corpus").iterdir()
    if folder.is_dir()
    for file in folder.iterdir()
    if file.name.endswith(".txt")
)
SEEN = 120


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """The exit status and output of `qagida init`, and where the corpus is."""
    path = tmp_path_factory.mktemp("founding") / "corpus"
    made = CliRunner().invoke(main, ["init", "--json"], env={"QAGIDA_HOME": str(path)})
    return made, path


def command(path, *arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments], env={"QAGIDA_HOME": str(path), "LANG": "C"})


def test_init_lists_the_founding_acts(founded):
    made, _ = founded
    assert made.exit_code == 0
    listed = [models.ActModel.model_validate(one) for one in json.loads(made.stdout)]
    assert {act.code for act in listed if act.on_file} == {code for code, _, _ in TEXTS}


@pytest.mark.parametrize(("code", "name", "file"), TEXTS, ids=lambda one: str(one)[-20:])
def test_operations_of_a_file_and_of_the_act_on_file_are_the_same(founded, code, name, file):
    _, path = founded
    loose = command(path, "operations", file, "--json")
    stored = command(path, "operations", code, "--lang", name[:3], "--json")
    one, other = json.loads(loose.stdout), json.loads(stored.stdout)
    assert models.OperationsAnswer.model_validate(one)
    assert one["operations"] == other["operations"]
    assert one["act"] == other["act"]
    assert one["coverage"]["characters"] == one["coverage"]["explained"]


def test_the_text_of_order_288_differs_by_one_line_on_new_year(founded):
    _, path = founded
    before = command(path, "at", "V2300032994", "2025-12-31").stdout.splitlines()
    after = command(path, "at", "V2300032994", "2026-01-01").stdout.splitlines()
    new = [line for line in after if line not in before]
    assert len(new) == 1
    assert new[0].startswith("5) достигшее пенсионного возраста")
    assert len(before) == len(after)


def test_bad_files_are_refused_and_leave_the_corpus_as_it_was(founded, tmp_path):
    _, path = founded
    text = TEXTS[-1][2].read_text(encoding="utf-8")
    head = command(path, "documents", "--all", "--json", "--on", "2022-01-01").stdout
    files = {
        "empty.txt": b"", "pdf.txt": b"%PDF-1.7\n", "old.txt": text.encode("cp1251", "ignore"),
        "nul.txt": b"\0" + text.encode(), "type.html": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "changed.txt": text.replace("портал", "киоск").encode(), "words.txt": "просто слова".encode(),
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        shown = command(path, "import", tmp_path / name)
        assert (shown.exit_code, shown.stdout) == (2, ""), name
        assert name in shown.stderr
        assert "Что сделать:" in shown.stderr
        assert not re.search(r": [a-z ]{12,}", shown.stderr), shown.stderr
    assert command(path, "documents", "--all", "--json", "--on", "2022-01-01").stdout == head
    again = command(path, "import", TEXTS[-1][2], "--json")
    assert [one["outcome"] for one in json.loads(again.stdout)] == ["unchanged"]


@pytest.mark.parametrize("on", ["2008-07-04", "2009-01-01"])
def test_consolidate_two_laws_from_their_files(founded, on):
    _, path = founded
    data = Path(__file__).parent / "data"
    files = [data / "holidays-2001.md", data / "holidays-amending-2008.md"]
    shown = command(path, "consolidate", *files, "--on", on, "--published", "2008-07-05")
    assert shown.exit_code == 0, shown.stderr
    capital = [line for line in shown.stdout.splitlines() if line.startswith("День Столицы")]
    assert capital == (["День Столицы - 6 июля;"] if on > "2008-07-05" else [])
    answer = command(path, "consolidate", *files, "--on", on, "--published", "2008-07-05", "--format", "json")
    assert version_models.VersionAnswer.model_validate_json(answer.stdout).on == date.fromisoformat(on)
    source = command(path, "consolidate", *files, "--on", on, "--published", "2008-07-05", "--format", "xml")
    assert validate(source.stdout_bytes) == []


def test_consolidate_says_what_it_cannot_tell(founded, tmp_path):
    _, path = founded
    base = tmp_path / "base.txt"
    base.write_text("О чем-то другом\n\n1. Пункт первый.\n", encoding="utf-8")
    shown = command(path, "consolidate", base, TEXTS[-1][2], "--on", "2026-01-01", "--act", "V0000000000")
    assert shown.exit_code != 0
    assert "Traceback" not in shown.stderr


def test_every_page_that_can_be_reached_opens(founded):
    _, path = founded
    client = create_app(Settings(home=path)).test_client()
    waiting = ["/ru/?on=2022-06-01&all=1", "/kk/?on=2026-02-01"]
    seen = set()
    while waiting and len(seen) < SEEN:
        link = waiting.pop(0)
        if link in seen or "format=" in link:
            continue
        seen.add(link)
        answer = client.get(link, follow_redirects=True)
        assert answer.status_code == 200, link
        if answer.mimetype == "text/html":
            waiting += [found.replace("&amp;", "&") for found in re.findall(r'href="(/[^"]*)"', answer.text)]
    assert len(seen) > 40


def test_every_document_of_every_day_of_change_comes_in_every_light_format(founded):
    _, path = founded
    client = create_app(Settings(home=path)).test_client()
    found = client.get("/api/v1/documents?on=2022-12-31&all=true").json["documents"]
    assert found
    for one in found:
        for format_ in ("html", "txt", "json", "xml"):
            link = f"/api/v1/documents/{one['id']}?on=2022-12-31&lang={one['language']}&format={format_}"
            assert client.get(link + "&even_if_repealed=true").status_code == 200, link


def test_bench_prints_a_table_and_json(monkeypatch):
    from api import bench

    rows = [bench.Row("reading", 1.5, 1.0, 3)]
    monkeypatch.setattr(bench, "measure", lambda rounds: iter(rows))
    monkeypatch.setattr(bench, "side_by_side", lambda rounds: iter([bench.Comparison("a form", 0.5, 1.0)]))
    assert "reading" in CliRunner().invoke(main, ["bench"]).stdout
    shown = json.loads(CliRunner().invoke(main, ["bench", "--json"]).stdout)
    assert shown["medians"] == [{"name": "reading", "median_ms": 1.5, "best_ms": 1.0, "rounds": 3}]
    assert shown["side_by_side"] == [{"name": "a form", "ours": 0.5, "other": 1.0, "ratio": 2.0}]


def test_the_clock_is_that_of_kazakhstan():
    from api import clock

    assert clock.now().utcoffset().total_seconds() in (5 * 3600, 6 * 3600)
    assert isinstance(clock.today(), date)
