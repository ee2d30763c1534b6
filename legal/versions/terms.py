"""The words that versions print in each language: labels of elements that only operations name, and notices.

Labels follow order 464 of 2023, items 16, 32 and 41; notices are ours and stand in square brackets, so that nobody
takes them for text of the act.
"""

from __future__ import annotations

from datetime import date

from legal.records import Kind, Language

_LABELS: dict[Language, dict[Kind, str]] = {
    "rus": {
        "division": "Раздел {}.", "subdivision": "Подраздел {}.", "chapter": "Глава {}.", "section": "Параграф {}.",
        "article": "Статья {}.", "paragraph": "{}.", "subparagraph": "{})", "annex": "Приложение {}",
    },
    "kaz": {
        "division": "{}-бөлім.", "subdivision": "{}-кіші бөлім.", "chapter": "{}-тарау.", "section": "{}-параграф.",
        "article": "{}-бап.", "paragraph": "{}.", "subparagraph": "{})", "annex": "{}-қосымша",
    },
}  # fmt: skip
_ANNEX_ALONE = {"rus": "Приложение", "kaz": "Қосымша"}

GAP: dict[Language, str] = {"rus": "[текст не на файле]", "kaz": "[мәтіні файлда жоқ]"}
"""The wording of an element that an operation names and no source gives."""

REST: dict[Language, str] = {"rus": "[остальной текст не на файле]", "kaz": "[қалған мәтіні файлда жоқ]"}
"""What else an element holds."""

AFTER: dict[Language, str] = {
    "rus": "[текст действовал до {}; действующий после этого дня не на файле]",
    "kaz": "[мәтін {} дейін қолданылды; одан кейін қолданылатын мәтіні файлда жоқ]",
}
"""A wording given for a time, and nothing on file says what stands after it."""

SUSPENDED: dict[Language, str] = {
    "rus": "[действие приостановлено с {start}]",
    "kaz": "[қолданысы {start} бастап тоқтатыла тұрды]",
}
SUSPENDED_UNTIL: dict[Language, str] = {
    "rus": "[действие приостановлено с {start} до {end}]",
    "kaz": "[қолданысы {start} бастап {end} дейін тоқтатыла тұрды]",
}

_WORDS: dict[Language, dict[str, str]] = {
    "rus": {
        "replace-words": "с {on} слова «{old}» заменены словами «{new}»",
        "insert-words": "с {on} после слов «{old}» дополнено словами «{new}»",
        "insert-before": "с {on} перед словами «{old}» дополнено словами «{new}»",
        "insert-end": "с {on} дополнено словами «{new}»",
        "delete-words": "с {on} слова «{old}» исключены",
    },
    "kaz": {
        "replace-words": "{on} бастап «{old}» деген сөздер «{new}» деген сөздермен ауыстырылды",
        "insert-words": "{on} бастап «{old}» деген сөздерден кейін «{new}» деген сөздермен толықтырылды",
        "insert-before": "{on} бастап «{old}» деген сөздердің алдынан «{new}» деген сөздермен толықтырылды",
        "insert-end": "{on} бастап «{new}» деген сөздермен толықтырылды",
        "delete-words": "{on} бастап «{old}» деген сөздер алып тасталды",
    },
}


FORM: dict[Language, str] = {"rus": "Форма {}", "kaz": "{}-нысан"}
"""The label of a form that an operation names by its number and no source gives."""


def label(kind: Kind, num: str | None, language: Language) -> str:
    """The label of an element whose own is not on file; "" for kinds that have none.

    >>> label("article", "6-4", "kaz")
    '6-4-бап.'
    """
    if kind == "annex" and num is None:
        return _ANNEX_ALONE[language]
    pattern = _LABELS[language].get(kind)
    return pattern.format(num) if pattern and num is not None else ""


def day(value: date) -> str:
    """A date as acts print it: 01.01.2026."""
    return value.strftime("%d.%m.%Y")


def words_changed(notice: str, language: Language, kind: str, on: date, old: str, new: str) -> str:
    """A notice that also says which words of the unknown text were changed."""
    change = _WORDS[language][kind].format(on=day(on), old=old, new=new)
    return f"{notice[:-1]}; {change}]"
