"""What the portal's page says around an act, in a text copied from the page as a whole: its menus and its tabs.

"Главная" / "Поиск" / title / registration line / "Текст" / "Информация" / "Ссылки" / the act. Each of these lines is a
word of the page and nothing else; two of them above the act's first element tell such a copy, and one alone tells
nothing. The title stands below the last of the menus above the registration line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.findings import finding
from legal.letters import folded
from legal.reading.blocks import Line
from legal.reading.card import is_registration
from legal.reading.labels import label_of
from legal.reading.wraps import squeeze
from legal.records import Finding

_WORDS = frozenset(
    folded(word)
    for word in (
        'ИПС "Әділет"', "ИПС «Әділет»", '"Әділет" АҚЖ', "«Әділет» АҚЖ", "Әділет", "Қазақша", "Русский", "English",
        "Қаз", "Рус", "Eng", "Главная", "Басты бет", "Поиск", "Іздеу", "Расширенный поиск", "Кеңейтілген іздеу",
        "О системе", "Жүйе туралы", "Помощь", "Көмек", "Контакты", "Байланыс", "Войти", "Кіру", "Регистрация",
        "Тіркелу", "Избранное", "Таңдаулылар", "Документы", "Құжаттар", "Текст", "Мәтін", "Официальная публикация",
        "Ресми жарияланым", "Ресми жариялау", "Информация", "Ақпарат", "История изменений", "Өзгерістер тарихы",
        "Ссылки", "Сілтемелер", "Скачать", "Жүктеп алу", "Прочее", "Басқа", "Басқалар", "Печать", "Басып шығару",
        "Распечатать", "Сравнение редакций", "Редакцияларды салыстыру", "Обратная связь", "Кері байланыс",
        "Версия для слабовидящих", "Нашар көретіндерге арналған нұсқа",
    )
)  # fmt: skip
_FEWEST = 2
_HEAD = 60
_CELLS = re.compile(r"\t+|\s{2,}|\s[|/]\s")


def site_apart(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """The lines without those of the page around the act, and a finding that names them; a text that is no copy of a
    page comes back as it is.
    """
    filled = [line for line in lines if not line.blank][:_HEAD]
    end = next((at for at, line in enumerate(filled) if label_of(squeeze(line.text))), len(filled))
    head = filled[:end]
    words = {line.number for line in head if _is_site(line.text)}
    if len(words) < _FEWEST:
        return tuple(lines), ()
    named = next((at for at, line in enumerate(head) if is_registration(squeeze(line.text))), None)
    above = [at for at in range(named or 0) if head[at].number in words]
    # Among the menus above the title nothing is of the act.
    drop = words | {line.number for line in head[: above[-1] if above else 0]}
    shown = ", ".join(repr(squeeze(line.text)[:40]) for line in head if line.number in drop)
    found = finding("page-furniture", f"the page around the act left out: {shown[:300]}", min(drop))
    return tuple(line for line in lines if line.number not in drop), (found,)


def _is_site(text: str) -> bool:
    """Whether a line is words of the page alone, one or several side by side."""
    cells = [folded(squeeze(cell)) for cell in _CELLS.split(text.strip())]
    return all(cell in _WORDS for cell in cells)
