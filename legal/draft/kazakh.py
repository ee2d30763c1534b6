"""Kazakh words as an amending order inflects them: endings by vowel harmony."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import cast

from legal.draft.errors import DraftError
from legal.draft.particulars import JOINT, LEGISLATIVE, figures
from legal.records import Kind, Step
from legal.vocabulary.forms import Case, bare, possessed
from legal.vocabulary.kazakh import DOCUMENTS
from legal.vocabulary.numerals import kazakh_cardinal, kazakh_ordinal

LARGE_FIRST = True
"""Whether addresses name the larger element first."""
PLACE = ("", "adj")
"""What stands before the place of an instruction, and its case."""

_NOUNS: dict[Kind, str] = {
    "preamble": "кіріспе", "division": "бөлім", "subdivision": "кіші бөлім", "chapter": "тарау",
    "section": "параграф", "article": "бап", "paragraph": "тармақ", "subparagraph": "тармақша", "part": "бөлік",
    "alinea": "абзац", "sentence": "сөйлем", "annex": "қосымша", "row": "жол", "note": "ескертпе",
    "heading": "тақырып", "title": "тақырып", "column": "баған",
}  # fmt: skip
_ORDINAL: frozenset[Kind] = frozenset({"part", "alinea", "sentence"})
_ACTS = {
    "order": "бұйрық", "law": "Заң", "code": "Кодекс", "resolution": "қаулы", "decree": "Жарлық", "decision": "шешім",
    "instruction": "өкім",
}  # fmt: skip
_REPUBLIC = "Қазақстан Республикасының"
_MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша",
    "желтоқсан",
)  # fmt: skip


def made(changed: int, added: int, case: str) -> str:
    """What is made, changes first (order 464, item 19): "өзгерістер мен толықтыру"."""
    first = bare("өзгеріс", cast(Case, case), plural=changed > 1) if changed else ""
    second = bare("толықтыру", cast(Case, case), plural=added > 1) if added else ""
    return f"{first} {'мен' if changed > 1 else 'пен'} {second}" if first and second else first or second


def _stem(form: str | None) -> str:
    word = _ACTS.get(form or "order")
    if word is None:
        raise DraftError(f"no word is known for an act of the form {form!r}", remedy="Give the act's form.")
    return word


def act_word(form: str | None, case: str) -> str:
    """The word of a form of act in a case, "its-gen" with the possessive; "бұйрық" where the form is not known.

    >>> act_word("order", "its-dat"), act_word("joint order", "its-nom")
    ('бұйрығына', 'бірлескен бұйрығы')
    """
    if form is not None and form.startswith(JOINT):
        return f"бірлескен {act_word(form.removeprefix(JOINT), case)}"
    wanted = cast(Case, case.removeprefix("its-"))
    return bare(_stem(form), wanted) if wanted == case else possessed(_stem(form), wanted)


def acts_word(form: str | None, case: str) -> str:
    """The same of several acts: "бұйрықтардың"."""
    wanted = cast(Case, case.removeprefix("its-"))
    return (bare if wanted == case else possessed)(_stem(form), wanted, plural=True)


def some_acts(forms: Collection[str], author: str | None, case: str) -> str:
    """Several acts that are not named one by one: "Қазақстан Республикасы Әділет министрінің кейбір бұйрықтарына".

    >>> some_acts(["order"], "Әділет министрі", "dat"), some_acts(["code", "law"], None, "dat")
    ('Әділет министрінің кейбір бұйрықтарына', 'Қазақстан Республикасының кейбір заңнамалық актілеріне')
    """
    if LEGISLATIVE.issuperset(forms):
        return f"{_REPUBLIC} кейбір заңнамалық {possessed('акті', cast(Case, case), plural=True)}"
    if len(forms) > 1:
        return f"{_REPUBLIC} кейбір нормативтік құқықтық {possessed('акті', cast(Case, case), plural=True)}"
    return f"{f'{issuer(author)} ' if author else ''}кейбір {acts_word(next(iter(forms)), f'its-{case}')}"


def issuer(author: str) -> str:
    """Who issued an act, as it stands before its date: in the genitive, whatever its card has.

    >>> issuer("Қазақстан Республикасының Әділет министрі"), issuer("Әділет министрінің")
    ('Қазақстан Республикасының Әділет министрінің', 'Әділет министрінің')
    """
    if author[-1:] == "ы":
        return f"{author}ның"
    return f"{author}нің" if author[-1:] == "і" else author


def this(form: str | None, case: str) -> str:
    """What the act calls itself: one word for every form and case."""
    return "осы"


def words(quoted: str, case: str) -> str:
    """What quoted words are called: "сөз" for one, "сөздер" for more; "цифр", "цифрлар" for figures alone.

    >>> words("күн", "ins"), words("бір күн", "nom"), words("5", "nom"), words("25", "ins")
    ('сөзбен', 'сөздер', 'цифр', 'цифрлармен')
    """
    if figures(quoted):
        return bare("цифр", cast(Case, case), plural=len(quoted) > 1)
    return bare("сөз", cast(Case, case), plural=len(quoted.split()) > 1)


def _number(step: Step) -> str:
    """What stands before the noun: "2-1-", "1) ", "бірінші ", "реттік нөмірі 2-"."""
    if step.num is None:
        return ""
    if step.kind in _ORDINAL:
        return f"{kazakh_ordinal(int(step.num))} "
    if step.kind == "subparagraph":
        return f"{step.num}) "
    if step.kind == "row":
        return f"реттік нөмірі {step.num}-"
    return f"{step.num}-"


def step_words(step: Step, case: str, *, owned: bool = False) -> str:
    """One step of an address.

    >>> step_words(Step("paragraph", "2-1"), "ins", owned=False), step_words(Step("part", "1"), "nom", owned=True)
    ('2-1-тармақпен', 'бірінші бөлігі')
    """
    noun = _NOUNS[step.kind]
    return _number(step) + (possessed if owned else bare)(noun, cast(Case, case))


def steps_words(kind: Kind, nums: Sequence[str], case: str, *, owned: bool = False) -> str:
    """Several elements of one kind: "3 және 4-тармақтар", "реттік нөмірлері 5 және 6-жолдар".

    >>> steps_words("paragraph", ["2-1", "2-2"], "ins"), steps_words("subparagraph", ["1", "2"], "nom", owned=True)
    ('2-1 және 2-2-тармақтармен', '1) және 2) тармақшалары')
    """
    word = (possessed if owned else bare)(_NOUNS[kind], cast(Case, case), plural=True)
    mark, join = (")", " ") if kind == "subparagraph" else ("", " ") if kind in _ORDINAL else ("", "-")
    *first, last = (kazakh_ordinal(int(num)) if kind in _ORDINAL else f"{num}{mark}" for num in nums)
    before = "реттік нөмірлері " if kind == "row" else ""
    return f"{before}{', '.join(first)} және {last}{join}{word}"


def document(name: str, case: str) -> str:
    """The name of an approved document in a case. Raises DraftError for an unknown head noun."""
    before, _, last = name.rpartition(" ")
    found = DOCUMENTS.get(last.lower())
    if found is None:
        raise DraftError(
            f"the name {name[-80:]!r} ends with no noun that can be inflected",
            remedy="Add the noun to the table of approved documents in legal/vocabulary.",
        )
    stem, form = found
    cased = possessed(stem, cast(Case, case), plural=form.plural)
    cased = cased.capitalize() if last[0].isupper() else cased
    return f"{before} {cased}".lstrip()


def day(on: date) -> str:
    """ "2016 жылғы 6 қаңтардағы"."""
    return f"{on.year} жылғы {on.day} {bare(_MONTHS[on.month - 1], 'adj')}"


def since(on: date) -> str:
    """ "2016 жылғы 6 қаңтардан бастап"."""
    return f"{on.year} жылғы {on.day} {bare(_MONTHS[on.month - 1], 'abl')} бастап"


def count(number: int) -> str:
    """A number of days or months: "он"."""
    return kazakh_cardinal(number)


def ordinals(numbers: Sequence[int]) -> list[str]:
    """Абзацы by position: "тоғызыншы"."""
    return [kazakh_ordinal(number) for number in numbers]
