"""What people are told when they begin, and when an order they bring is not understood."""

import pytest
from click.testing import CliRunner

from api.cli import main

ORDER = """О внесении изменения в приказ Министра труда и социальной защиты населения Республики Казахстан от 30 июня \
2023 года № 288 "Об утверждении Правил"

Приказ Министра труда и социальной защиты населения Республики Казахстан от 12 марта 2026 года № 78. Зарегистрирован \
в Министерстве юстиции Республики Казахстан 16 марта 2026 года № 38112

ПРИКАЗЫВАЮ:

1. Внести в приказ Министра труда и социальной защиты населения Республики Казахстан от 30 июня 2023 года № 288 "Об \
утверждении Правил" (зарегистрирован в Реестре государственной регистрации нормативных правовых актов под № 32994) \
следующее изменение:

пункт 3 сочинить заново.

2. Настоящий приказ вводится в действие с 1 мая 2026 года.
"""


@pytest.fixture
def run(tmp_path):
    def invoke(*arguments, home="corpus", language="ru"):
        env = {"QAGIDA_HOME": str(tmp_path / home)}
        return CliRunner().invoke(main, ["--ui-lang", language, *map(str, arguments)], env=env)

    return invoke


def test_a_place_where_nothing_can_be_made_is_a_clear_refusal(run, tmp_path):
    (tmp_path / "file").write_text("x")
    made = run("init", home="file/corpus")
    assert made.exit_code == 2
    assert "QAGIDA_HOME" in made.stderr
    assert run("init", home="new/deep/corpus").exit_code == 0


@pytest.mark.parametrize(("language", "words"), [("ru", "ни одно изменение"), ("kk", "бірде-бір өзгерісі")])
def test_an_order_that_is_held_back_says_how_to_go_on(run, tmp_path, language, words):
    run("init")
    path = tmp_path / "order.txt"
    path.write_text(ORDER, encoding="utf-8")
    held = run("import", path, language=language)
    assert held.exit_code == 1
    assert "qagida decide correct V2600038112 9 TEXT --lang rus" in held.stderr
    assert words in held.stderr
    corrected = run(
        "decide", "correct", "V2600038112", "9", "--nothing", "--lang", "rus", "--by", "юрист", "--reason", "нет"
    )
    assert corrected.exit_code == 0, corrected.stderr


def test_where_there_is_nothing_to_list_that_is_said(run):
    run("init")
    for command in ("jobs", "decisions"):
        listed = run(command)
        assert (listed.exit_code, listed.stdout) == (0, "")
        assert listed.stderr


def test_the_list_of_commands_says_all_of_each(run):
    for language in ("ru", "kk", "en"):
        assert "..." not in run("--help", language=language).stdout
