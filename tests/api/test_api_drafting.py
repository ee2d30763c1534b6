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


def test_two_files_of_a_law_and_words_where_they_are_asked_for(home, tmp_path):
    old = HOLIDAYS.read_text("utf-8")
    given = tmp_path / "new.md"
    given.write_text(old.replace("День Победы - 9 мая", "День Победы - 9-10 мая"), "utf-8")
    card = ("--act-form", "law", "--act-date", "2001-12-13", "--act-number", "267-II")
    whole = run(home, "draft", str(HOLIDAYS), str(given), *card)
    assert whole.exit_code == 0, whole.output
    assert "статьи 3 изложить в следующей редакции:" in whole.stdout
    words = run(home, "draft", str(HOLIDAYS), str(given), *card, "--words")
    assert 'слово "9" заменить словом "9-10".' in words.stdout
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
