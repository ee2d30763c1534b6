"""Made-up acts of a size for `bench`: Rules of 300 paragraphs and orders of 100 KB that change them."""

from __future__ import annotations

from functools import cache

import legal
from legal.records import Act, Operation

ORDERS, INSTRUCTIONS = 5, 200
"""Five orders of two hundred instructions: a thousand operations."""
_PARAGRAPHS, _SUBPARAGRAPHS = 300, 5
_WORDS = "проверяет сведения и документы заявителя по информационным системам и запрашивает иные сведения у заявителя"
_MINISTER = "Министра юстиции Республики Казахстан"
_RULES = f"""О порядке
Приказ {_MINISTER} от 30 июня 2015 года № 288.

ПРИКАЗЫВАЮ:
{{}}
"""
_ORDER = f"""О внесении изменений в приказ {_MINISTER} "О порядке"
Приказ {_MINISTER} от 4 февраля {{year}} года № 60.

ПРИКАЗЫВАЮ:
1. Внести в приказ {_MINISTER} от 30 июня 2015 года № 288 "О порядке" следующие изменения:
{{instructions}}
2. Настоящий приказ вводится в действие с 1 марта {{year}} года.
"""


@cache
def rules() -> Act:
    """The act that the orders change."""
    lines = []
    for paragraph in range(1, _PARAGRAPHS + 1):
        lines.append(f"{paragraph}. Орган рассматривает заявление:")
        lines += [f"{number}) {_WORDS};" for number in range(1, _SUBPARAGRAPHS)]
        lines.append(f"{_SUBPARAGRAPHS}) {_WORDS}.")
    return legal.read_operations(_RULES.format("\n".join(lines)).encode(), "rules.txt")[0]


def order(turn: int) -> bytes:
    """The order of one year: every instruction gives a subparagraph anew."""
    lines = [
        f"подпункт {number}) пункта {at % _PARAGRAPHS + 1} изложить в следующей редакции:\n"
        f'"{number}) {_WORDS}, {_WORDS}, в {2016 + turn} году;";'
        for at in range(turn * 40, turn * 40 + INSTRUCTIONS)
        for number in [at % _SUBPARAGRAPHS + 1]
    ]
    return _ORDER.format(year=2016 + turn, instructions="\n".join(lines)).encode()


@cache
def operations() -> tuple[Operation, ...]:
    """What all the orders change, in their order."""
    return tuple(
        operation for turn in range(ORDERS) for operation in legal.read_operations(order(turn), f"order-{turn}.txt")[1]
    )
