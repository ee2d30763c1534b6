"""Russian words as an amending order inflects them (order 464; Law 480-V, arts. 25 and 26)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from legal.draft.errors import DraftError
from legal.draft.particulars import JOINT, LEGISLATIVE, figures
from legal.records import Kind, Step
from legal.vocabulary.documents_rus import DOCUMENTS
from legal.vocabulary.months import RUSSIAN_MONTHS
from legal.vocabulary.numerals import russian_genitive, russian_ordinal
from legal.vocabulary.russian import ACTS, ACTS_PLURAL, NOUNS

LARGE_FIRST = False
"""Whether addresses name the larger element first."""
PLACE = ("в ", "loc")
"""What stands before the place of an instruction, and its case."""

# Which of the nouns of a kind an order uses, by its beginning, and its gender.
_STEMS: dict[Kind, tuple[str, str]] = {
    "preamble": ("преамбул", "f"), "division": ("раздел", "m"), "subdivision": ("подраздел", "m"),
    "chapter": ("глав", "f"), "section": ("параграф", "m"), "article": ("стат", "f"), "paragraph": ("пункт", "m"),
    "subparagraph": ("подпункт", "m"), "part": ("част", "f"), "alinea": ("абзац", "m"), "annex": ("приложени", "n"),
    "row": ("строк", "f"), "note": ("примечани", "n"), "heading": ("заголов", "m"),
    "sentence": ("предложени", "n"), "title": ("заголов", "m"), "column": ("граф", "f"),
}  # fmt: skip
_ORDINAL: frozenset[Kind] = frozenset({"part", "alinea", "sentence"})
_HARD = {
    "m": {"acc": "", "gen": "ого", "ins": "ым", "loc": "ом"},
    "n": {"acc": "ое", "gen": "ого", "ins": "ым", "loc": "ом"},
    "f": {"acc": "ую", "gen": "ой", "ins": "ой", "loc": "ой"},
}  # fmt: skip
_SOFT = {
    "m": {"acc": "", "gen": "ьего", "ins": "ьим", "loc": "ьем"},
    "n": {"acc": "ье", "gen": "ьего", "ins": "ьим", "loc": "ьем"},
    "f": {"acc": "ью", "gen": "ьей", "ins": "ьей", "loc": "ьей"},
}  # fmt: skip
_MONTHS = {number: word for word, number in RUSSIAN_MONTHS.items()}
_APPROVED = {
    "loc": {"p": "утвержденных", "m": "утвержденном", "n": "утвержденном", "f": "утвержденной"},
    "acc": {"p": "утвержденные", "m": "утвержденный", "n": "утвержденное", "f": "утвержденную"},
}
_VOID = {"p": "утратившими силу", "m": "утратившим силу", "n": "утратившим силу", "f": "утратившей силу"}
_RAISED = {"ые": "ых", "ие": "их", "ый": "ом", "ий": "ем", "ая": "ой", "яя": "ей", "ое": "ом", "ее": "ем"}
_ACCUSED = {"ая": "ую", "яя": "юю"}

_MADE = {
    "gen": (("изменения", "изменений"), ("дополнения", "дополнений")),
    "acc": (("изменение", "изменения"), ("дополнение", "дополнения")),
}
_WORDS = {
    "acc": ("слово", "слова"), "gen": ("слова", "слов"), "ins": ("словом", "словами"),
}  # fmt: skip
_FIGURES = {
    "acc": ("цифру", "цифры"), "gen": ("цифры", "цифр"), "ins": ("цифрой", "цифрами"),
}  # fmt: skip
_ISSUERS = {
    "министр": "Министра", "заместитель": "Заместителя", "исполняющий": "исполняющего", "председатель": "Председателя",
    "президент": "Президента", "правительство": "Правительства", "правление": "Правления", "аким": "акима",
    "акимат": "акимата", "маслихат": "маслихата", "министерство": "Министерства", "комитет": "Комитета",
    "агентство": "Агентства", "руководитель": "Руководителя", "прокурор": "Прокурора", "директор": "Директора",
}  # fmt: skip
_HEADS = re.compile(rf"(^| и )({'|'.join(_ISSUERS)})\b", re.IGNORECASE)
_THIS = {"m": {"acc": "Настоящий", "gen": "настоящего"}, "n": {"acc": "Настоящее", "gen": "настоящего"}}
_NEUTER = frozenset({"resolution", "decision", "instruction"})
_JOINT_ENDS = {"dat": "ому"}
_ACTS_OF = {
    "legislative": ("законодательные акты", "законодательных актов"),
    "normative": ("нормативные правовые акты", "нормативных правовых актов"),
}
_REPUBLIC = "Республики Казахстан"


def made(changed: int, added: int, case: str) -> str:
    """What is made, changes first (order 464, item 19): "изменений и дополнения"."""
    pairs = zip(_MADE[case], (changed, added), strict=True)
    return " и ".join(words[count > 1] for words, count in pairs if count)


def act_word(form: str | None, case: str) -> str:
    """The word of a form of act in a case; "приказ" where the form is not known.

    >>> act_word("order", "gen"), act_word("joint order", "ins")
    ('приказа', 'совместным приказом')
    """
    if form is not None and form.startswith(JOINT):
        own = form.removeprefix(JOINT)
        return f"{_joint(own, case.removeprefix('its-'))} {act_word(own, case)}"
    wanted = (form or "order", case.removeprefix("its-"))
    found = next((word for word, meaning in ACTS.items() if meaning == wanted), None)
    if found is None and wanted[1] in ("acc", "nom"):
        other = "nom" if wanted[1] == "acc" else "acc"
        found = next((word for word, meaning in ACTS.items() if meaning == (wanted[0], other)), None)
    if found is None:
        raise DraftError(f"no word is known for an act of the form {form!r}", remedy="Give the act's form.")
    return found.capitalize() if form in ("law", "code", "decree", "constitution") else found


def _joint(form: str, case: str) -> str:
    endings = _HARD["n" if form in _NEUTER else "m"]
    return f"совместн{endings.get(case) or _JOINT_ENDS.get(case) or ('ое' if form in _NEUTER else 'ый')}"


def some_acts(forms: Collection[str], author: str | None, case: str) -> str:
    """Several acts that are not named one by one: "некоторые приказы Министра юстиции Республики Казахстан".

    `forms` are the forms of the acts, `author` the one who issued all of them, None where they have several.

    >>> some_acts(["order"], "Министр юстиции", "gen"), some_acts(["code", "law"], None, "acc")
    ('некоторых приказов Министра юстиции', 'некоторые законодательные акты Республики Казахстан')
    """
    some = "некоторых" if case == "gen" else "некоторые"
    if LEGISLATIVE.issuperset(forms):
        return f"{some} {_ACTS_OF['legislative'][case == 'gen']} {_REPUBLIC}"
    if len(forms) > 1:
        return f"{some} {_ACTS_OF['normative'][case == 'gen']} {_REPUBLIC}"
    return f"{some} {acts_word(next(iter(forms)), case)}{f' {issuer(author)}' if author else ''}"


def acts_word(form: str | None, case: str) -> str:
    """The same of several acts: "приказов"."""
    stem = act_word(form, "gen").lower()[:-1]
    # One form serves the nominative and the accusative; the table knows it by one of them.
    cases = ("nom", "acc") if case in ("nom", "acc") else (case,)
    found = next((word for word, known in ACTS_PLURAL.items() if known in cases and word.startswith(stem)), None)
    if found is None:
        raise DraftError(f"no word is known for several acts of the form {form!r}", remedy="Repeal them one by one.")
    return found


def issuer(author: str) -> str:
    """Who issued an act, as it follows the form: in the genitive, whatever its card has.

    >>> issuer("Министр юстиции Республики Казахстан"), issuer("Министра юстиции")
    ('Министра юстиции Республики Казахстан', 'Министра юстиции')
    """
    return _HEADS.sub(lambda match: match[1] + _ISSUERS[match[2].lower()], author)


def this(form: str | None, case: str) -> str:
    """What the act calls itself: "Настоящий", "настоящего"."""
    return _THIS["n" if (form or "").removeprefix(JOINT) in _NEUTER else "m"][case]


def words(quoted: str, case: str) -> str:
    """What quoted words are called: "слово" for one, "слова" for more; "цифра", "цифры" for figures alone.

    >>> words("день", "acc"), words("в день", "ins"), words("5", "acc"), words("25", "ins")
    ('слово', 'словами', 'цифру', 'цифрами')
    """
    if figures(quoted):
        return _FIGURES[case][len(quoted) > 1]
    return _WORDS[case][len(quoted.split()) > 1]


def noun(kind: Kind, case: str, *, plural: bool = False) -> str:
    """The word of a kind of element in a case."""
    stem, _ = _STEMS[kind]
    return next(
        form
        for form, word in NOUNS.items()
        if form.startswith(stem) and case in (word.plural if plural else word.singular) and _is(word.kind, kind)
    )


def _is(found: Kind, kind: Kind) -> bool:
    return found == kind or (kind == "title" and found == "heading")


def ordinal(number: str, gender: str, case: str) -> str:
    """An ordinal in words.

    >>> ordinal("3", "f", "acc"), ordinal("21", "m", "ins"), ordinal("2", "m", "acc")
    ('третью', 'двадцать первым', 'второй')
    """
    word = russian_ordinal(int(number))
    if gender == "m" and case == "acc":
        return word
    table = _SOFT if word.endswith("третий") else _HARD
    return word[:-2] + table[gender][case]


def step_words(step: Step, case: str, *, owned: bool = False) -> str:
    """One step of an address: "подпунктом 5-1)", "части второй", "строку, порядковый номер 2,".

    `owned` makes no difference in Russian.
    """
    word = noun(step.kind, case)
    if step.num is None:
        return word
    if step.kind in _ORDINAL:
        return f"{word} {ordinal(step.num, _STEMS[step.kind][1], case)}"
    if step.kind == "subparagraph":
        return f"{word} {step.num})"
    if step.kind == "row":
        return f"{word}, порядковый номер {step.num},"
    return f"{word} {step.num}"


def steps_words(kind: Kind, nums: Sequence[str], case: str, *, owned: bool = False) -> str:
    """Several elements of one kind: "подпункты 1), 2) и 5)", "строки, порядковые номера 1 и 2,".

    >>> steps_words("paragraph", ["2-1", "2-2"], "ins"), steps_words("subparagraph", ["1", "2", "5"], "acc")
    ('пунктами 2-1 и 2-2', 'подпункты 1), 2) и 5)')
    >>> steps_words("part", ["2", "3"], "acc"), steps_words("alinea", ["2", "3"], "acc")
    ('части вторую и третью', 'абзацы второй и третий')
    """
    word, bracket = noun(kind, case, plural=True), ")" if kind == "subparagraph" else ""
    counted = kind in _ORDINAL
    *first, last = (ordinal(num, _STEMS[kind][1], case) if counted else f"{num}{bracket}" for num in nums)
    listed = f"{', '.join(first)} и {last}"
    return f"{word}, порядковые номера {listed}," if kind == "row" else f"{word} {listed}"


def document(name: str, case: str) -> str:
    """The name of an approved document in a case; "approved-loc" and "void" are the words that agree with it."""
    if case == "void":
        return _VOID[_document(name, "acc")[1]]
    wanted = case.removeprefix("approved-")
    cased, gender = _document(name, wanted)
    return _APPROVED[wanted][gender] if wanted != case else cased


def _document(name: str, case: str) -> tuple[str, str]:
    """The name of an approved document in a case, and its gender. Raises DraftError for an unknown head noun."""
    words = name.split(" ")
    for at, word in enumerate(words):
        found = next((d for d in DOCUMENTS.get(word.lower(), ()) if d.nominative == word.lower()), None)
        if found is None:
            if word[-2:].lower() in _RAISED:
                continue
            break
        head = next(
            form
            for form, senses in DOCUMENTS.items()
            if any(s.nominative == found.nominative and s.gender == found.gender and case in s.cases for s in senses)
        )
        before = [_adjective(each, case) for each in words[:at]]
        cased = head.capitalize() if word[0].isupper() else head
        return " ".join([*before, cased, *words[at + 1 :]]), found.gender
    raise DraftError(
        f"the name {name[:80]!r} begins with no noun that can be inflected",
        remedy="Add the noun to the table of approved documents in legal/vocabulary.",
    )


def _adjective(word: str, case: str) -> str:
    table = _RAISED if case == "loc" else _ACCUSED
    return word[:-2] + table.get(word[-2:], word[-2:])


def day(on: date) -> str:
    """ "6 января 2016" (order 464, item 25)."""
    return f"{on.day} {_MONTHS[on.month]} {on.year}"


def since(on: date) -> str:
    """ "с 6 января 2016 года"."""
    return f"с {day(on)} года"


def count(number: int) -> str:
    """A number of days or months: "десяти"."""
    return russian_genitive(number)


def ordinals(numbers: Sequence[int]) -> list[str]:
    """Абзацы by position, as they follow their noun: "девятого"."""
    return [ordinal(str(number), "m", "gen") for number in numbers]
