"""Acts that only change others, told by their titles, in both languages."""

from __future__ import annotations

import pytest

from legal.store.texts import extension, only_amends


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("О внесении изменений и дополнений в приказ Министра «Об утверждении Правил»", True),
        ("О внесении дополнения в Закон Республики Казахстан", True),
        ("О внесении некоторых изменений в приказы", True),
        ("О признании утратившими силу некоторых приказов", True),
        ("О приостановлении действия приказа", True),
        ("Об утверждении Правил внесения изменений в реестр", False),
        ("О праздниках в Республике Казахстан", False),
        ("Об утверждении Правил и внесении изменений в приказ", False),
        ("О внесении изменений в приказ и утверждении Правил", False),
        ("О внесении представлений", False),
        ('"Қағидаларды бекіту туралы" министрдің № 73 бұйрығына өзгерістер енгізу туралы', True),
        ("Кейбір бұйрықтарға өзгерістер мен толықтырулар енгізу туралы", True),
        ("Кейбір бұйрықтардың күші жойылды деп тану туралы", True),
        ("Қағидаларды бекіту және кейбір бұйрықтарға өзгерістер енгізу туралы", False),
        ("Қағидаларды бекіту туралы", False),
        ("", False),
    ],
)
def test_titles(title: str, expected: bool) -> None:
    assert only_amends(title) == expected


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7", "x.txt", "pdf"),
        (b"PK\x03\x04", "x", "docx"),
        (b"<html>", "x.HTM", "html"),
        (b"# x", "x.md", "txt"),
        (b"x", "../../etc/x.evil", "txt"),
    ],
)
def test_a_source_is_named_by_its_bytes(data: bytes, name: str, expected: str) -> None:
    assert extension(data, name) == expected
