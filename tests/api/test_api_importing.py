"""Many files at once: what is refused is told with its reason, and stops nothing else."""

import json
from datetime import datetime
from importlib.resources import files

import pytest
from click.testing import CliRunner

from api.cli import main
from api.clock import ZONE
from legal import Corpus
from legal.store.repository import Repository

NOW = datetime(2026, 2, 1, 12, tzinfo=ZONE)


@pytest.fixture
def acts(tmp_path):
    """Two founding acts, an empty file, and the first act again with another word in it."""
    base = files("legal").joinpath("corpus")
    first = base.joinpath("V2500036999", "rus.txt").read_bytes()
    (tmp_path / "300.txt").write_bytes(first)
    (tmp_path / "472.txt").write_bytes(base.joinpath("V2100025804", "rus.txt").read_bytes())
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "again.txt").write_bytes(first.replace("достигшее".encode(), "достигнувшее".encode()))
    return tmp_path


@pytest.fixture
def run(tmp_path, monkeypatch):
    home = tmp_path / "corpus"
    Repository.create(home)
    monkeypatch.setenv("QAGIDA_HOME", str(home))

    def invoke(*arguments, ui="ru"):
        monkeypatch.setenv("QAGIDA_UI_LANGUAGE", ui)
        return CliRunner().invoke(main, [str(one) for one in arguments])

    return invoke


def test_one_bad_file_does_not_stop_the_others(acts, run):
    names = ["empty.txt", "300.txt", "absent.txt", "again.txt", "472.txt"]
    result = run("import", *(acts / name for name in names))
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [(row[0], row[3]) for row in rows] == [
        ("300.txt", "внесён"), ("472.txt", "внесён"),
        ("empty.txt", "не принят"), ("absent.txt", "не принят"), ("again.txt", "не принят"),
    ]  # fmt: skip
    assert result.exit_code == 2
    for said in ("empty.txt: Файл пуст.", "Такого файла нет.", "его текст другой", "Файлов: 5; "):
        assert said in result.stderr
    corpus = Corpus.open(acts / "corpus")
    assert {act.code for act in corpus.acts() if act.on_file} == {"V2500036999", "V2100025804"}
    assert corpus.check() == []


def test_the_report_for_programs_holds_the_refusals(acts, run):
    result = run("import", acts / "empty.txt", acts / "300.txt", "--json", ui="kk")
    found = {one["name"]: one for one in json.loads(result.stdout)}
    assert found["300.txt"]["outcome"] == "imported"
    assert "refusal" not in found["300.txt"]
    assert found["empty.txt"]["outcome"] == "refused"
    assert found["empty.txt"]["refusal"]["detail"] == "Файл бос."


def test_one_file_is_done_or_refused(acts, run):
    result = run("import", acts / "empty.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert Corpus.open(acts / "corpus").repository.head() is None


def test_a_dry_run_of_many_writes_nothing(acts, run):
    result = run("import", acts / "empty.txt", acts / "300.txt", "--dry-run")
    assert result.exit_code == 2
    assert "300.txt\tV2500036999\trus" in result.stdout
    assert Corpus.open(acts / "corpus").repository.head() is None


def test_a_replaced_publication_date_stays_in_the_list(acts, run):
    run("import", acts / "300.txt")
    for day in ("2025-10-02", "2025-10-03"):
        assert run("publish", "v2500036999", day, "--source", "Әділет", "--by", "юрист").exit_code == 0
    first, second = json.loads(run("decisions", "V2500036999", "--json").stdout)
    assert (first["on"], second["on"]) == ("2025-10-02", "2025-10-03")
    assert (first["superseded_by"], second["superseded_by"]) == (second["id"], None)
    told = run("decisions", "V2500036999", ui="kk").stdout.splitlines()
    assert told[0].endswith(f"Ауыстырылған: {second['id']}.")
