"""An archive put together by hand is one that everybody reads."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from renderer.packing import archive, member

FILES = {"a.xml": b"<a/>" * 1000, "b/c.bin": bytes(range(256)), "пусто.txt": b""}


def test_files_come_back_in_their_order_with_no_clock() -> None:
    data = archive(member(name, content) for name, content in FILES.items())
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        assert file.namelist() == list(FILES)
        assert {name: file.read(name) for name in FILES} == FILES
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in file.infolist()} == {0o600}


@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")
def test_another_program_finds_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive(member(name, content) for name, content in FILES.items()))
    done = subprocess.run(["unzip", "-t", str(path)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_an_archive_of_nothing() -> None:
    assert zipfile.ZipFile(io.BytesIO(archive([]))).namelist() == []
