"""The orders of the naive engine as a ministry publishes them."""

from __future__ import annotations

from datetime import date

from naive_engine import Change, Order

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
BASE_CODE = "V2000019900"
BASE_REGISTERED = date(2020, 1, 15)
BASE_FORCE = "вводится в действие с 1 февраля 2020 года"
AUTHOR = "Министра юстиции Республики Казахстан"
TEN = "по истечении десяти календарных дней после дня его первого официального опубликования"
REGISTERED = "зарегистрирован в Реестре государственной регистрации нормативных правовых актов под № 19900"
OF_BASE = f'приказ {AUTHOR} от 10 января 2020 года № 100 "О порядке приема граждан"'


def said(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} года"


def base_text(paragraphs: dict[str, str]) -> bytes:
    card = (
        f"Приказ {AUTHOR} от 10 января 2020 года № 100. "
        "Зарегистрирован в Министерстве юстиции Республики Казахстан 15 января 2020 года № 19900."
    )
    lines = ["О порядке приема граждан", card, "ПРИКАЗЫВАЮ:"]
    lines += [f"{number}. {text}" for number, text in paragraphs.items()]
    lines += [f"90. Настоящий приказ {BASE_FORCE}.", "Министр юстиции", "Республики Казахстан"]
    return "\n\n".join(lines).encode() + b"\n"


def order_text(order: Order) -> bytes:
    number = 200 + order.index
    card = (
        f"Приказ {AUTHOR} от {said(order.adopted)} № {number}. Зарегистрирован в Министерстве юстиции "
        f"Республики Казахстан {said(order.adopted)} № {20000 + order.index}."
    )
    when = f"с {said(order.day)}" if order.day else TEN
    if order.repeals is not None:
        other = Order(order.repeals)
        name = f"приказ {AUTHOR} от {said(other.adopted)} № {200 + other.index}"
        lines = [f"О признании утратившим силу приказа {AUTHOR} от {said(other.adopted)} № {200 + other.index}", card]
        lines += ["ПРИКАЗЫВАЮ:", f"1. Признать утратившим силу {name}."]
    else:
        lines = [f"О внесении изменений в {OF_BASE}", card, "ПРИКАЗЫВАЮ:"]
        lines.append(f"1. Внести в {OF_BASE} ({REGISTERED}) следующие изменения:")
        instructions = [piece for change in order.changes for piece in instruction(change)]
        lines += instructions
    lines += [f"2. Настоящий приказ вводится в действие {when}.", "Министр юстиции", "Республики Казахстан"]
    return "\n\n".join(lines).encode() + b"\n"


def instruction(change: Change) -> list[str]:
    match change.action:
        case "replace":
            head = f"пункт {change.number} изложить в следующей редакции:"
        case "insert":
            head = f"дополнить пунктом {change.number} следующего содержания:"
        case "delete":
            return [f"пункт {change.number} исключить;"]
        case "words":
            return [f'в пункте {change.number} слово "Слово" заменить словом "Термин";']
    return [head, f'"{change.number}. {change.text}";']


def line_of(order: Order, place: int) -> int:
    """The line of the instruction of a change in the text of its order."""
    lines = order_text(order).decode().split("\n")
    wanted = [instruction(change)[0] for change in order.changes]
    same = wanted[:place].count(wanted[place - 1])
    found = [number for number, line in enumerate(lines, 1) if line == wanted[place - 1]]
    return found[same - 1]
