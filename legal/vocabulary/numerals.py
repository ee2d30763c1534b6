"""Numbers in words: ordinals and cardinals from 1 to 100 in both languages, in the forms that acts use.

Law 480-V practice and order 464 item 23: parts, alineas, rows and sentences are named by ordinals in words.
"""

from __future__ import annotations

from typing import NamedTuple

from legal.vocabulary.forms import Form, bare, possessed


def _words(line: str) -> list[str]:
    """A list of words written on one line."""
    return line.split()


# Russian ordinals by stem; the ending class is that of "первый" (hard), "второй" (stressed) or "третий" (soft).
_UNITS = _words("перв втор трет четверт пят шест седьм восьм девят")
_TEENS = [
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
]
_TENS = {
    20: "двадцат", 30: "тридцат", 40: "сороков", 50: "пятидесят", 60: "шестидесят", 70: "семидесят",
    80: "восьмидесят", 90: "девяност", 100: "сот",
}  # fmt: skip
_HARD = {
    "ый": "acc", "ой": "gen", "ая": "acc", "ое": "acc", "ые": "acc", "ого": "gen", "ому": "dat", "ую": "acc",
    "ым": "ins", "ом": "loc", "ою": "ins", "ых": "gen", "ыми": "ins",
}  # fmt: skip
_SOFT = {
    "ий": "acc", "ья": "acc", "ье": "acc", "ьи": "acc", "ьего": "gen", "ьему": "dat", "ью": "acc", "ьей": "gen",
    "ьим": "ins", "ьем": "loc", "ьею": "ins", "ьих": "gen", "ьими": "ins",
}  # fmt: skip
_STRESSED = frozenset({"втор", "шест", "седьм", "восьм", "сороков"})

# Russian cardinals: nominative and genitive, the two that terms use ("десять дней", "десяти дней").
_CARDINAL_UNITS = (
    ("один", "одна", "одно", "одного", "одной"), ("два", "две", "двух"), ("три", "трех"), ("четыре", "четырех"),
    ("пять", "пяти"), ("шесть", "шести"), ("семь", "семи"), ("восемь", "восьми"), ("девять", "девяти"),
)  # fmt: skip
_CARDINAL_TEENS = _words(
    "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
)
_CARDINAL_TENS = {
    20: ("двадцать", "двадцати"), 30: ("тридцать", "тридцати"), 40: ("сорок", "сорока"),
    50: ("пятьдесят", "пятидесяти"), 60: ("шестьдесят", "шестидесяти"), 70: ("семьдесят", "семидесяти"),
    80: ("восемьдесят", "восьмидесяти"), 90: ("девяносто", "девяноста"), 100: ("сто", "ста"),
}  # fmt: skip

_KAZAKH_UNITS = _words("бір екі үш төрт бес алты жеті сегіз тоғыз")
_KAZAKH_TENS = {
    10: "он", 20: "жиырма", 30: "отыз", 40: "қырық", 50: "елу", 60: "алпыс", 70: "жетпіс", 80: "сексен",
    90: "тоқсан", 100: "жүз",
}  # fmt: skip
_KAZAKH_ORDINALS = {
    1: "бірінші", 2: "екінші", 3: "үшінші", 4: "төртінші", 5: "бесінші", 6: "алтыншы", 7: "жетінші", 8: "сегізінші",
    9: "тоғызыншы", 10: "оныншы", 20: "жиырмасыншы", 30: "отызыншы", 40: "қырқыншы", 50: "елуінші", 60: "алпысыншы",
    70: "жетпісінші", 80: "сексенінші", 90: "тоқсаныншы", 100: "жүзінші",
}  # fmt: skip


class Ordinal(NamedTuple):
    """A number and the case that its ending shows; "acc" stands for the nominative too.

    An ending that serves several cases has the rarest name of them: "gen" is also dative, instrumental and
    prepositional of the feminine ("части второй"), and the prepositional of the plural ("частях первой и второй").
    """

    value: int
    case: str


def _russian_ordinals() -> dict[str, Ordinal]:
    stems = [*enumerate(_UNITS, 1), *enumerate(_TEENS, 10), *_TENS.items()]
    found: dict[str, Ordinal] = {}
    for value, stem in stems:
        endings = _SOFT if stem == "трет" else _HARD
        for ending, case in endings.items():
            if ending == "ый" and stem in _STRESSED:
                continue
            found[stem + ending] = Ordinal(value, case)
    return found


def _russian_cardinals() -> dict[str, int]:
    found = {form: value for value, forms in enumerate(_CARDINAL_UNITS, 1) for form in forms}
    for value, form in enumerate(_CARDINAL_TEENS, 10):
        found[form] = found[form[:-1] + "и"] = value
    return found | {form: value for value, forms in _CARDINAL_TENS.items() for form in forms}


RUSSIAN_ORDINALS: dict[str, Ordinal] = _russian_ordinals()
"""Single words: "седьмой", "двадцатого", "сто"-less compounds begin with a word of `RUSSIAN_TENS`."""
RUSSIAN_CARDINALS: dict[str, int] = _russian_cardinals()
RUSSIAN_TENS: dict[str, int] = {forms[0]: value for value, forms in _CARDINAL_TENS.items()}

LAST = "last"
"""The number of "абзац последний": no count says which it is, the text on file does."""
RUSSIAN_LAST: dict[str, str] = {
    f"последн{ending}": case
    for case, endings in (
        ("acc", "ий яя ее ие юю"), ("gen", "его ей их"), ("dat", "ему"), ("ins", "им ими ею"), ("loc", "ем"),
    )
    for ending in endings.split()
}  # fmt: skip
"""The forms of "последний" with the case that each shows, as `Ordinal` has it."""
KAZAKH_LAST = frozenset({"соңғы", "ақырғы"})

KAZAKH_ORDINALS: dict[str, tuple[int, Form]] = {
    form: (value, Form(case, plural, owned))
    for value, word in _KAZAKH_ORDINALS.items()
    for case in ("nom", "gen", "dat", "acc", "loc", "abl", "ins", "adj")
    for plural in (False, True)
    for owned, form in ((False, bare(word, case, plural=plural)), (True, possessed(word, case, plural=plural)))
}
KAZAKH_CARDINALS: dict[str, int] = {word: value for value, word in enumerate(_KAZAKH_UNITS, 1)} | {
    word: value for value, word in _KAZAKH_TENS.items()
}
KAZAKH_TENS: dict[str, int] = {word: value for value, word in _KAZAKH_TENS.items()}


def russian_ordinal(value: int) -> str:
    """The ordinal of the masculine nominative, 1 to 100.

    >>> russian_ordinal(21), russian_ordinal(40), russian_ordinal(3)
    ('двадцать первый', 'сороковой', 'третий')
    """
    if value > 20 and value % 10 and value < 100:
        return f"{_CARDINAL_TENS[value - value % 10][0]} {russian_ordinal(value % 10)}"
    word = next(w for w, o in RUSSIAN_ORDINALS.items() if o.value == value)
    return word if value not in (2, 6, 7, 8, 40) else word[:-2] + "ой"


def kazakh_ordinal(value: int) -> str:
    """The ordinal of the nominative, 1 to 100.

    >>> kazakh_ordinal(21), kazakh_ordinal(11), kazakh_ordinal(20)
    ('жиырма бірінші', 'он бірінші', 'жиырмасыншы')
    """
    if value > 10 and value % 10 and value < 100:
        return f"{_KAZAKH_TENS[value - value % 10]} {_KAZAKH_ORDINALS[value % 10]}"
    return _KAZAKH_ORDINALS[value]


def russian_genitive(value: int) -> str:
    """The cardinal of the masculine genitive, 1 to 100.

    >>> russian_genitive(10), russian_genitive(21), russian_genitive(45)
    ('десяти', 'двадцати одного', 'сорока пяти')
    """
    if value > 20 and value % 10 and value < 100:
        return f"{_CARDINAL_TENS[value - value % 10][1]} {russian_genitive(value % 10)}"
    if value in _CARDINAL_TENS:
        return _CARDINAL_TENS[value][1]
    return _CARDINAL_UNITS[0][3] if value == 1 else _GENITIVES[value]


_GENITIVES = {
    **{value: forms[-1] for value, forms in enumerate(_CARDINAL_UNITS, 1)},
    **{value: f"{form[:-1]}и" for value, form in enumerate(_CARDINAL_TEENS, 10)},
}


def kazakh_cardinal(value: int) -> str:
    """The cardinal, 1 to 100.

    >>> kazakh_cardinal(10), kazakh_cardinal(21), kazakh_cardinal(4)
    ('он', 'жиырма бір', 'төрт')
    """
    if value > 10 and value % 10 and value < 100:
        return f"{_KAZAKH_TENS[value - value % 10]} {_KAZAKH_UNITS[value % 10 - 1]}"
    return _KAZAKH_TENS[value] if value in _KAZAKH_TENS else _KAZAKH_UNITS[value - 1]
