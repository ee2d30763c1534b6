"""draft, preview, parity: the commands of those who write orders."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main

HOLIDAYS = Path(__file__).parent / "data" / "holidays-2001.md"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("drafting") / "corpus"
    assert CliRunner().invoke(main, ["init"], env={"QAGIDA_HOME": str(path)}).exit_code == 0
    return str(path)


def run(home, *args):
    return CliRunner().invoke(main, ["--ui-lang", "en", *args], env={"QAGIDA_HOME": home})


def test_a_draft_between_two_dates_names_the_one_element_that_differs(home):
    result = run(home, "draft", "V2300032994", "2025-12-31", "2026-01-01")
    assert result.exit_code == 0, result.output
    assert "подпункт 5) пункта 7 изложить в следующей редакции:" in result.output
    assert result.output.count("изложить") == 1


def test_a_draft_previewed_shows_what_it_would_change_and_stores_nothing(home, tmp_path):
    order = tmp_path / "draft.md"
    made = run(home, "draft", "V2300032994", "2025-12-31", "2026-01-01", "-o", str(order))
    assert made.exit_code == 0, made.output
    order.write_text(
        order.read_text("utf-8").replace("достигшее пенсионного возраста", "старше семидесяти лет"), "utf-8"
    )
    before = run(home, "timeline", "V2300032994").output
    result = run(home, "preview", str(order), "--on", "2027-02-01")
    assert result.exit_code == 0, result.output
    assert "- 5) достигшее пенсионного возраста" in result.output
    assert "+ 5) старше семидесяти лет" in result.output
    assert run(home, "timeline", "V2300032994").output == before


def test_a_draft_as_json_holds_its_text_and_what_is_read_from_it(home):
    result = run(home, "draft", "V2300032994", "2025-12-31", "2026-01-01", "--json")
    answer = json.loads(result.stdout)
    assert answer["language"] == "rus"
    assert [(each["action"], [step["num"] for step in each["target"]]) for each in answer["operations"]] == [
        ("replace", ["7", "5"])
    ]
    assert answer["text"] == run(home, "draft", "V2300032994", "2025-12-31", "2026-01-01").stdout


def test_what_an_order_says_of_itself_is_given_by_options(home):
    result = run(
        home, "draft", "V2300032994", "2025-12-31", "2026-01-01", "--number", "77", "--date", "2026-05-06",
        "--author", "Министра труда", "--in-force", "2026-07-01", "--unit", "Юридическому департаменту",
        "--site", "Министерства труда", "--control", "вице-министра", "--sign", "Министр труда", "--sign", "А. Асанов",
    )  # fmt: skip
    lines = [line for line in result.stdout.split("\n") if line]
    assert lines[1] == "Приказ Министра труда от 6 мая 2026 года № 77"
    assert lines[-7].startswith("2. Юридическому департаменту ")
    assert "на интернет-ресурсе Министерства труда " in lines[-5]
    assert lines[-4].endswith("возложить на вице-министра.")
    assert lines[-3:] == [
        "4. Настоящий приказ вводится в действие с 1 июля 2026 года.", "Министр труда", "А. Асанов",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["rus", "kaz"])
def test_a_repeal_takes_the_acts_that_amended_with_it(home, language):
    result = run(home, "draft", "V2200026973", "--repeal", "--lang", language, "--json")
    answer = json.loads(result.stdout)
    assert [(each["action"], each["act"]["number"]) for each in answer["operations"]] == [
        ("repeal", "73"), ("repeal", "379"),
    ]  # fmt: skip
    words = {"rus": "1. Признать утратившими силу:", "kaz": "1. Мыналардың күші жойылды деп танылсын:"}
    assert words[language] in answer["text"].split("\n")


def test_two_files_of_a_law_whose_words_are_changed_unless_the_whole_is_asked_for(home, tmp_path):
    old = HOLIDAYS.read_text("utf-8")
    given = tmp_path / "new.md"
    given.write_text(old.replace("День Победы - 9 мая", "День Победы - 9-10 мая"), "utf-8")
    card = ("--act-form", "law", "--act-date", "2001-12-13", "--act-number", "267-II")
    whole = run(home, "draft", str(HOLIDAYS), str(given), *card, "--whole")
    assert whole.exit_code == 0, whole.output
    assert "статьи 3 изложить в следующей редакции:" in whole.stdout
    words = run(home, "draft", str(HOLIDAYS), str(given), *card)
    assert words.stdout == run(home, "draft", str(HOLIDAYS), str(given), *card, "--words").stdout
    assert 'цифру "9" заменить цифрами "9-10".' in words.stdout
    assert "Статья 2. Настоящий Закон вводится в действие " in words.stdout


REFUSED = [
    (("V2300032994",), {"ru": "Не сказано, с чем сравнивать", "kk": "Немен салыстыру"}),
    (("V2300032994", "2026-01-01", "--repeal"), {"ru": "--repeal", "kk": "--repeal"}),
    (("V2300032994", "2026-02-01", "2026-03-01"), {"ru": "изменять нечего", "kk": "өзгертетін ештеңе жоқ"}),
    (("V2300032994", "2024-01-01", "2025-12-01"), {"ru": "пункт 15", "kk": "15-тармақ"}),
    (("V2200026973", "2022-12-01", "2024-01-01", "--lang", "rus"), {"ru": "утратил силу", "kk": "күшін"}),
    ((str(HOLIDAYS), str(HOLIDAYS)), {"ru": "изменять нечего", "kk": "өзгертетін ештеңе жоқ"}),
]


@pytest.mark.parametrize("ui", ["ru", "kk"])
@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_refusals_say_why_and_what_to_do_in_the_words_of_the_reader(home, arguments, words, ui):
    result = CliRunner().invoke(main, ["--ui-lang", ui, "draft", *arguments], env={"QAGIDA_HOME": home})
    assert result.exit_code == 2
    assert words[ui] in result.stderr
    assert {"ru": "Что сделать: ", "kk": "Не істеу керек: "}[ui] in result.stderr
    assert result.stdout == ""


def test_preview_as_json(home, tmp_path):
    order = tmp_path / "draft.md"
    text = run(home, "draft", "V2300032994", "2025-12-31", "2026-01-01").stdout
    order.write_text(text.replace("достигшее пенсионного возраста", "старше семидесяти лет"), "utf-8")
    result = run(home, "preview", str(order), "--on", "2027-02-01", "--json")
    (answer,) = json.loads(result.stdout)
    (change,) = answer["changes"]
    assert change["on"] == "2027-02-01"
    assert "старше семидесяти лет" in change["after"]


def test_parity_lists_the_numbers_that_one_language_repeats(home):
    result = run(home, "parity", "V2200029826", "--json")
    assert result.exit_code == 0, result.output
    assert result.stdout.count('"aspect": "label"') == 2


def test_parity_of_an_order_in_one_language_is_refused(home):
    result = run(home, "parity", "V2500036999")
    assert result.exit_code == 2
    assert "kaz" in result.output


def test_several_acts_between_the_same_dates_are_one_order(home):
    result = run(home, "draft", "V2300032994", "2025-12-31", "2026-01-01", "--also", "V2200026973", "--json")
    answer = json.loads(result.stdout)
    assert {each["act"]["number"] for each in answer["operations"]} == {"288"}
    twice = run(home, "draft", "V2300032994", "2025-12-31", "2026-01-01", "--also", "V2300032994")
    assert twice.exit_code == 2
    assert "one act is given twice" in twice.stderr


def test_several_files_of_a_joint_order(tmp_path):
    paths = []
    for number, author in (("40", "финансов"), ("50", "юстиции")):
        for at, term in enumerate(("пяти", "трех")):
            path = tmp_path / f"{number}-{at}.md"
            path.write_text(
                f"# Об утверждении Порядка\n\nПриказ Министра {author} Республики Казахстан от 4 марта 2020 года "
                f"№ {number}\n\nПРИКАЗЫВАЮ:\n\n1. Рассматривать заявления в течение {term} дней.\n\n"
                "2. Настоящий приказ вводится в действие со дня его первого официального опубликования.\n",
                "utf-8",
            )
            paths.append(str(path))
    result = run(
        str(tmp_path / "none"), "draft", *paths[:2], "--also-files", *paths[2:], "--number", "7", "--number", "8",
        "--date", "2026-01-02", "--date", "2026-01-09", "--author", "Министр финансов Республики Казахстан",
        "--author", "Министр юстиции Республики Казахстан",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    lines = [line for line in result.stdout.split("\n") if line]
    assert lines[0] == "# О внесении изменений в некоторые приказы"
    assert lines[1].endswith(
        "от 2 января 2026 года № 7 и Министра юстиции Республики Казахстан от 9 января 2026 года № 8"
    )
    assert [line[:12] for line in lines if line[:2] in ("1.", "2.")] == ["1. Внести в ", "2. Внести в "]


@pytest.fixture
def changed(home, tmp_path):
    """A draft that changes a subparagraph."""
    text = run(home, "draft", "V2300032994", "2025-12-31", "2026-01-01").stdout
    path = tmp_path / "draft.md"
    path.write_text(text.replace("достигшее пенсионного возраста", "старше семидесяти лет"), "utf-8")
    return path


def test_a_preview_as_text_marks_the_lines_that_go_and_come(home, changed):
    result = run(home, "preview", str(changed), "--on", "2027-02-01", "--text")
    assert result.exit_code == 0, result.output
    marked = [line for line in result.stdout.splitlines() if line[:2] in ("- ", "+ ")]
    assert [line[:4] for line in marked] == ["- 5)", "+ 5)"]
    text = run(home, "at", "V2300032994", "2027-02-01", "--format", "txt").stdout.splitlines()
    kept = [line[2:] for line in result.stdout.splitlines() if line[:2] in ("  ", "- ")]
    assert kept == text


def test_a_preview_of_an_order_that_changes_nothing_says_so(home, tmp_path):
    path = tmp_path / "order.md"
    path.write_text(
        "# О мерах\n\nПРИКАЗЫВАЮ:\n\n1. Рассматривать заявления в течение трех дней.\n\n"
        "2. Настоящий приказ вводится в действие со дня его первого официального опубликования.\n",
        "utf-8",
    )
    result = run(home, "preview", str(path))
    assert "names no act that it changes" in result.stderr
    assert (result.exit_code, result.stdout) == (0, "")


def test_findings_of_severity_info_are_shown_by_an_option_on_either_side_of_the_command(home, changed):
    for arguments in (("--verbose", "preview", str(changed)), ("preview", str(changed), "-v")):
        assert "with --verbose" not in run(home, *arguments).stderr


def test_a_preview_of_an_act_of_another_number_and_of_one_that_is_not_there(home, changed):
    order = changed.read_text("utf-8")
    changed.write_text(order.replace("№ 288", "№ 999"), "utf-8")
    result = run(home, "preview", str(changed))
    assert "act-named-otherwise" in result.stderr
    changed.write_text(order.replace("№ 288", "№ 999").replace("32994", "12345"), "utf-8")
    result = run(home, "preview", str(changed))
    assert "nothing of it is on file" in result.stderr
    assert result.exit_code == 0


def test_a_preview_with_errors_says_where_they_are_and_that_nothing_is_applied(home, changed):
    order = changed.read_text("utf-8")
    changed.write_text(order.replace("изложить в следующей редакции", "переписать так"), "utf-8")
    result = run(home, "preview", str(changed))
    assert result.exit_code == 1
    assert "draft.md: line 9" in result.stderr
    assert "nothing of it is applied" in result.stderr


def test_a_preview_of_a_repeal_names_each_act_that_ends(home, tmp_path):
    path = tmp_path / "repeal.md"
    assert run(home, "draft", "V2200026973", "--repeal", "-o", str(path)).exit_code == 0
    result = run(home, "preview", str(path), "--on", "2027-02-01", "--json")
    assert result.exit_code == 0, result.output
    answers = json.loads(result.stdout)
    changes = [(each["changes"][0]["action"], each["changes"][0]["on"]) for each in answers]
    assert changes == [("repeal", "2027-02-01")] * 2
    shown = run(home, "preview", str(path), "--on", "2027-02-01").stdout.splitlines()
    assert len(shown) == 2
    assert all(line.startswith("@ 2027-02-01 · repeal") for line in shown)
