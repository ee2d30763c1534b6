"""render --data, forms schema, forms diff: forms filled from the command line."""

import json
import shutil
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from click.testing import CliRunner

from api.cli import main

DATA = Path(__file__).parent / "data"
ACT = "V1500010370/1/8"
SHEET = "V1500010370/1/9"
ROW = {"service": 'ТОО "А & Б" <x> {{7*7}}', "hours": "44", "price": "1500"}


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
    data = answers(tmp_path, period={"from": "2022-01-01", "to": "2022-01-31"}, services=[ROW])
    result = run(home, "render", ACT, "--on", "2022-06-01", "--data", data, "--format", "txt")
    assert result.exit_code == 0, result.output
    assert 'ТОО "А & Б" <x> {{7*7}}' in result.stdout
    assert "66\u00a0000,00" in result.stdout


@pytest.mark.parametrize("format_", ["html", "pdf", "docx", "json", "xml"])
def test_every_format_is_made_of_a_filled_form(format_, home, tmp_path):
    data = answers(tmp_path, period={"from": "2022-01-01", "to": "2022-01-31"}, services=[ROW])
    out = tmp_path / f"act.{format_}"
    result = run(home, "render", ACT, "--on", "2022-06-01", "--data", data, "--format", format_, "-o", str(out))
    assert result.exit_code == 0, result.output
    assert out.stat().st_size > 1000


def test_a_fault_is_named_by_its_field_and_never_repeats_the_value(home, tmp_path):
    data = answers(tmp_path, period={"from": "2022-02-30", "to": "880101300123"}, services=[])
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
    good = {"period": {"from": "2022-01-01", "to": "2022-01-31"}, "services": []}
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
    records.write_text("period;annexed_pages\n2022-01-01/2022-01-31;3\n2022-02-01/2022-02-28;4\n", encoding="utf-8")
    out = tmp_path / "many.zip"
    result = run(home, "print", ACT, str(records), "--on", "2022-06-01", "--zip", "-o", str(out))
    assert result.exit_code == 0, result.output
    assert zipfile.ZipFile(out).namelist() == ["000001.pdf", "000002.pdf"]


# --- tables for office programs, lists, supplements ------------------------------------------------------------------


@pytest.mark.parametrize(("format_", "first"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_a_filled_form_as_a_table_for_office_programs(format_, first, home, tmp_path):
    data = answers(tmp_path, period={"from": "2022-01-01", "to": "2022-01-31"}, services=[{**ROW, "service": "=cmd()"}])
    out = tmp_path / f"act.{format_}"
    result = run(home, "render", ACT, "--on", "2022-06-01", "--data", data, "--format", format_, "-o", str(out))
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(first)
    if format_ == "csv":
        assert ";'=cmd();44;" in out.read_text(encoding="utf-8-sig")


def test_forms_named_and_not_on_file_stand_in_the_list_with_the_provision(home):
    result = run(home, "forms", "list", "--on", "2022-06-01", "--json")
    listed = json.loads(result.stdout)
    assert ACT in {one["id"] for one in listed["forms"]}
    named = {one["id"]: one for one in listed["not_on_file"]}
    assert not set(named) & {one["id"] for one in listed["forms"]}
    one = next(
        each for each in listed["not_on_file"] if each["id"] == "V1500010370/1/2" and each["form"] == "заявление"
    )
    assert [(step["kind"], step["num"]) for step in one["target"]] == [("annex", "3"), ("row", "8")]
    assert one["quote"].endswith("по форме согласно приложению 2 к настоящим Правилам")
    plain = run(home, "forms", "list", "--on", "2022-06-01", "--referenced").stdout
    assert "V1500010370/1/2\trus\tнет на файле\tзаявление" in plain
    assert ACT not in plain


def test_a_supplement_of_the_corpus_names_the_fields_and_a_stale_one_is_refused(home, tmp_path):
    own = tmp_path / "corpus"
    shutil.copytree(home, own)
    text = run(str(own), "forms", "supplement", ACT, "--on", "2022-06-01").stdout
    assert "[fields.postavshchik_podpis]" in text
    folder = own / "supplements"
    folder.mkdir()
    (folder / "act.toml").write_text(text.replace('# name = "postavshchik_podpis"', 'name = "signed"'), "utf-8")
    schema = json.loads(run(str(own), "forms", "schema", ACT, "--on", "2022-06-01").stdout)
    assert "signed" in schema["properties"]
    assert "services" not in schema["properties"], "the supplement of the corpus goes before the shipped one"
    (folder / "act.toml").write_text(text.replace("[fields.period]", "[fields.another]"), "utf-8")
    result = run(str(own), "render", ACT, "--on", "2022-06-01", "--format", "txt")
    assert "supplement-stale" in result.output
    (folder / "act.toml").write_text("document = 5", "utf-8")
    result = run(str(own), "render", ACT, "--on", "2022-06-01", "--format", "txt")
    assert result.exit_code == 2
    assert "act.toml" in result.output


# --- the act of a month ----------------------------------------------------------------------------------------------

DAYS = (3, 4, 5, 6, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 29, 30, 31)


def month(home, tmp_path, format_, out, **given):
    visits = tmp_path / "visits.csv"
    lines = [f"2022-01-{day:02d};2,5;Поликлиника № {day}" for day in DAYS]
    visits.write_text(given.get("visits") or "\n".join(["дата;часы;объекты", *lines]), encoding="utf-8")
    sheet = tmp_path / "sheet.json"
    sheet.write_text(
        json.dumps({"recipient": "Ахметов А. А.", "address": "г. Астана", "assistant_signature": None,
                    "recipient_signature": None, "date_signed": "2022-01-31"}), encoding="utf-8"
    )  # fmt: skip
    data = answers(tmp_path, provider_signature=None, provider_signatory="Петров П. П.")
    return run(home, "act", ACT, "--on", "2022-01-31", "--sheet", SHEET, "--visits", str(visits),
               "--price", given.get("price", "1500"), "--service", "Услуги индивидуального помощника",
               "--sheet-data", str(sheet), "--data", data, "--format", format_, "-o", str(out))  # fmt: skip


def test_the_act_of_a_month_from_twenty_two_visits(home, tmp_path):
    out = tmp_path / "month.json"
    assert len(DAYS) == 22
    result = month(home, tmp_path, "json", out)
    assert result.exit_code == 0, result.output
    made = json.loads(out.read_text(encoding="utf-8"))
    assert (made["hours"], made["cost"], made["pages"]) == ("55.0", "82500.00", 2)
    act, sheet = made["documents"]
    words = json.dumps(act, ensure_ascii=False)
    assert "Итого: восемьдесят две тысячи пятьсот тенге 00 тиын" in words
    assert "на 2 страницах" in words
    assert 'с \\"01\\" по \\"31\\" января 2022' in words
    rows = next(block for block in sheet["blocks"] if block["type"] == "table")["rows"]
    assert len(rows) == 23, "22 visits and their total"


def test_the_bundle_is_one_pdf_with_the_act_in_front(home, tmp_path):
    out = tmp_path / "month.pdf"
    assert month(home, tmp_path, "pdf", out).exit_code == 0
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 3, "the act and the two pages that it counts"
        marks = [str(one.title) for one in pdf.open_outline().root]
    assert marks[0].startswith("Aкт оказанных услуг")
    assert marks[1] == "Лист сопровождения индивидуальным помощником"


def test_the_bundle_is_one_docx_with_a_section_for_each(home, tmp_path):
    out = tmp_path / "month.docx"
    result = month(home, tmp_path, "docx", out)
    assert result.exit_code == 0
    assert "страниц" in result.output, "the pages are those of the PDF, and whoever prints the DOCX is told so"
    made = docx.Document(str(out))
    assert len(made.sections) == 2
    words = [paragraph.text for paragraph in made.paragraphs]
    assert words.index("Лист сопровождения индивидуальным помощником") > next(
        at for at, text in enumerate(words) if "оказанных услуг" in text
    )
    assert len(made.tables[-1].rows) >= 23
    assert [section.header.paragraphs[0].text[:5] for section in made.sections] == ["Форма", "Форма"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"price": "дорого"}, "нужна сумма цифрами"),
        ({"visits": "дата;часы\n2022-01-03;2\n2022-02-03;2\n"}, "разным месяцам"),
        ({"visits": "дата;часы\n2022-01-03;25\n"}, "двадцати четырех часов"),
        ({"visits": "дата\n2022-01-03\n"}, "hours"),
    ],
)
def test_records_that_make_no_act_are_refused(given, said, home, tmp_path):
    out = tmp_path / "month.pdf"
    result = month(home, tmp_path, "pdf", out, **given)
    assert result.exit_code == 1
    assert said in result.output
    assert not out.exists()


def test_every_service_needs_one_of_each(home, tmp_path):
    visits = tmp_path / "visits.csv"
    visits.write_text("дата;часы\n2022-01-03;2\n", encoding="utf-8")
    result = run(home, "act", ACT, "--on", "2022-01-31", "--sheet", SHEET, "--sheet", SHEET, "--visits", str(visits),
                 "--price", "1", "--service", "x")  # fmt: skip
    assert result.exit_code == 2


# --- a wording that an order changes ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def amended(home, tmp_path_factory):
    """The corpus with an order of 2022 that restates the sheet from 1 April: a field for the IIN, no table."""
    own = tmp_path_factory.mktemp("amended") / "corpus"
    shutil.copytree(home, own)
    assert run(str(own), "import", str(DATA / "order-90.md")).exit_code == 0
    return str(own)


def test_the_difference_of_a_form_names_the_order_and_not_the_supplement(amended):
    steps = json.loads(run(amended, "forms", "diff", SHEET, "2022-01-10", "2022-06-01", "--json").stdout)["steps"]
    assert [(one["by"], one["from"]) for one in steps] == [("V2200027100", "2022-04-01")]
    changes = {(one["kind"], one["field"]) for one in steps[0]["changes"]}
    assert ("added", "iin") in changes
    assert ("removed", "rows[].kolichestvo_chasov") in changes
    aspects = {one["field"]: one["aspects"] for one in steps[0]["changes"] if one["kind"] == "changed"}
    assert aspects == {"data": ["renamed"]}, "the column of that name is gone; nothing comes from the supplement"
    assert "приказ от 10.03.2022 № 90" in run(amended, "forms", "diff", SHEET, "2022-01-10", "2022-06-01").stdout


def test_the_supplement_of_the_wording_before_is_not_used_for_the_new_one(amended):
    before = json.loads(run(amended, "forms", "schema", SHEET, "--on", "2022-01-10").stdout)["properties"]
    after = json.loads(run(amended, "forms", "schema", SHEET, "--on", "2022-06-01").stdout)["properties"]
    assert "recipient" in before
    assert "recipient" not in after
    assert "fio_telefon_uslugopoluchatelia" in after
    assert "supplement-stale" in run(amended, "render", SHEET, "--on", "2022-06-01", "--format", "txt").output


def test_data_for_the_wording_before_is_refused_with_what_differs(amended, tmp_path):
    old = json.loads(run(amended, "forms", "schema", SHEET, "--on", "2022-01-10").stdout)
    data = answers(tmp_path, hash=old["x-hash"], recipient="Ахметов")
    result = run(amended, "render", SHEET, "--on", "2022-06-01", "--data", data, "--format", "txt")
    assert result.exit_code == 1
    assert "V2200027100@2022-04-01:rus" in result.output
    assert "Добавлены поля: «ИИН»" in result.output
    assert "Ахметов" not in result.output


# --- another version -------------------------------------------------------------------------------------------------


def test_data_for_another_version_is_refused_with_the_version_that_fits(home, tmp_path):
    data = answers(
        tmp_path, version="V9900000001@2010-01-01:rus", period={"from": "2022-01-01", "to": "2022-01-31"}, services=[]
    )
    result = run(home, "render", ACT, "--on", "2022-06-01", "--data", data, "--format", "txt")
    assert result.exit_code == 1
    assert "V2100025681@2021-12-20:rus" in result.output
    assert "неизвестно" in result.output


def test_the_difference_of_a_form_between_two_days_names_the_order(home):
    result = run(home, "forms", "diff", ACT, "2022-06-01", "2022-01-10")
    assert result.exit_code != 0, "the first date after the second"
