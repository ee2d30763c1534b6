"""The commands of the README print what the README says. `...` stands for text left out."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main

README = Path(__file__).parent.parent / "README.md"
BLOCKS = re.findall(r"```console\n\$ (qagida .+?)\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("readme") / "corpus"
    made = CliRunner().invoke(main, ["init"], env={"QAGIDA_HOME": str(path)})
    assert made.exit_code == 0, made.output
    return str(path)


@pytest.mark.parametrize(("command", "printed"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_command_prints_what_the_readme_shows(command, printed, home):
    result = CliRunner().invoke(main, ["--ui-lang", "ru", *shlex.split(command)[1:]], env={"QAGIDA_HOME": home})
    seen = result.output.splitlines()
    for line in printed.splitlines():
        pattern = ".*".join(re.escape(piece) for piece in line.split("..."))
        assert any(re.fullmatch(pattern, other) for other in seen), f"{line!r} is not printed by {command}"


def test_the_readme_shows_commands():
    assert len(BLOCKS) >= 4
