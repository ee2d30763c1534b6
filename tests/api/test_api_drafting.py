"""draft, preview, parity: the commands of those who write orders."""

import pytest
from click.testing import CliRunner

from api.cli import main


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


def test_parity_lists_the_numbers_that_one_language_repeats(home):
    result = run(home, "parity", "V2200029826", "--json")
    assert result.exit_code == 0, result.output
    assert result.stdout.count('"aspect": "label"') == 2


def test_parity_of_an_order_in_one_language_is_refused(home):
    result = run(home, "parity", "V2500036999")
    assert result.exit_code == 2
    assert "kaz" in result.output
