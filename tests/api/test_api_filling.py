"""render --data, forms schema, forms diff: forms filled from the command line."""

import json
import zipfile

import pikepdf
import pytest
from click.testing import CliRunner

from api.cli import main

ACT = "V1500010370/1/8"
ROW = {"naimenovanie_uslugi": 'ТОО "А & Б" <x> {{7*7}}', "kolichestvo_chasov": "44", "tsena_za_edinitsu_tenge": "1500"}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("filling") / "corpus"
    assert CliRunner().invoke(main, ["init"], env={"QAGIDA_HOME": str(path)}).exit_code == 0
    return str(path)


def run(home, *args):
    return CliRunner().invoke(main, ["--ui-lang", "ru", *args], env={"QAGIDA_HOME": home})


def answers(tmp_path, **data):
    path = tmp_path / "data.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


def test_values_print_exactly_and_the_cost_is_computed(home, tmp_path):
    data = answers(tmp_path, period={"from": "2022-01-01", "to": "2022-01-31"}, rows=[ROW])
    result = run(home, "render", ACT, "--on", "2022-06-01", "--data", data, "--format", "txt")
    assert result.exit_code == 0, result.output
    assert 'ТОО "А & Б" <x> {{7*7}}' in result.stdout
    assert "66\u00a0000,00" in result.stdout


@pytest.mark.parametrize("format_", ["html", "pdf", "docx", "json", "xml"])
def test_every_format_is_made_of_a_filled_form(format_, home, tmp_path):
    data = answers(tmp_path, period={"from": "2022-01-01", "to": "2022-01-31"}, rows=[ROW])
    out = tmp_path / f"act.{format_}"
    result = run(home, "render", ACT, "--on", "2022-06-01", "--data", data, "--format", format_, "-o", str(out))
    assert result.exit_code == 0, result.output
    assert out.stat().st_size > 1000


def test_a_fault_is_named_by_its_field_and_never_repeats_the_value(home, tmp_path):
    data = answers(tmp_path, period={"from": "2022-02-30", "to": "880101300123"}, rows=[])
    result = run(home, "render", ACT, "--on", "2022-06-01", "--data", data, "--format", "txt")
    assert result.exit_code == 1
    assert "период" in result.output
    assert "880101300123" not in result.output
    assert not result.stdout


def test_the_schema_of_a_form_refuses_what_the_form_does_not_ask(home):
    result = run(home, "forms", "schema", ACT, "--on", "2022-06-01")
    assert result.exit_code == 0, result.output
    schema = json.loads(result.stdout)
    assert schema["additionalProperties"] is False
    assert "period" in schema["required"]


def test_a_form_does_not_differ_from_itself(home):
    result = run(home, "forms", "diff", ACT, "2022-01-10", "2022-06-01", "--json")
    assert json.loads(result.stdout)["same"] is True


def test_many_at_once_leave_out_the_record_at_fault_and_say_which(home, tmp_path):
    records = tmp_path / "many.jsonl"
    good = {"period": {"from": "2022-01-01", "to": "2022-01-31"}, "rows": []}
    lines = [json.dumps(each) for each in (good, {"period": "880101300123"}, good)]
    records.write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "many.pdf"
    result = run(home, "print", ACT, str(records), "--on", "2022-06-01", "-o", str(out))
    assert result.exit_code == 1
    assert "Запись 2 пропущена" in result.output
    assert "880101300123" not in result.output
    assert len(pikepdf.open(out).pages) == 4, "each on a sheet of its own"


def test_many_from_csv_in_a_zip(home, tmp_path):
    records = tmp_path / "many.csv"
    records.write_text("period;stranitsakh\n2022-01-01/2022-01-31;3\n2022-02-01/2022-02-28;4\n", encoding="utf-8")
    out = tmp_path / "many.zip"
    result = run(home, "print", ACT, str(records), "--on", "2022-06-01", "--zip", "-o", str(out))
    assert result.exit_code == 0, result.output
    assert zipfile.ZipFile(out).namelist() == ["000001.pdf", "000002.pdf"]
