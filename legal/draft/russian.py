"""The formulae of an amending order in Russian (order 464; Law 480-V, arts. 25 and 26): addresses and instructions."""

from __future__ import annotations

from datetime import date

from legal.draft.errors import DraftError
from legal.records import ActRef, InForce, Kind, Step, Target
from legal.vocabulary.months import RUSSIAN_MONTHS
from legal.vocabulary.numerals import russian_ordinal
from legal.vocabulary.russian import ACTS, DOCUMENTS, NOUNS

# Which of the nouns of a kind an order uses, by its beginning, and its gender.
_STEMS: dict[Kind, tuple[str, str]] = {
    "preamble": ("преамбул", "f"), "division": ("раздел", "m"), "subdivision": ("подраздел", "m"),
    "chapter": ("глав", "f"), "section": ("параграф", "m"), "article": ("стат", "f"), "paragraph": ("пункт", "m"),
    "subparagraph": ("подпункт", "m"), "part": ("част", "f"), "alinea": ("абзац", "m"), "annex": ("приложени", "n"),
    "row": ("строк", "f"), "note": ("примечани", "n"), "heading": ("заголов", "m"),
    "sentence": ("предложени", "n"), "title": ("заголов", "m"),
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
_RAISED = {"ые": "ых", "ие": "их", "ый": "ом", "ий": "ем", "ая": "ой", "яя": "ей", "ое": "ом", "ее": "ем"}
_ACCUSED = {"ая": "ую", "яя": "юю"}

OWN = "настоящему"
ENACTING = {"order": "ПРИКАЗЫВАЮ:", "resolution": "ПОСТАНОВЛЯЮ:", "decision": "РЕШИЛ:"}
_MADE = {
    "gen": (("изменения", "изменений"), ("дополнения", "дополнений")),
    "acc": (("изменение", "изменения"), ("дополнение", "дополнения")),
}


def _made(changed: int, added: int, case: str) -> str:
    """What is made, changes first (order 464, item 19): "изменений и дополнения"."""
    pairs = zip(_MADE[case], (changed, added), strict=True)
    return " и ".join(words[count > 1] for words, count in pairs if count)


def act_word(form: str | None, case: str) -> str:
    """The word of a form of act in a case; "приказ" where the form is not known."""
    wanted = (form or "order", case)
    found = next((word for word, meaning in ACTS.items() if meaning == wanted), None)
    if found is None and case == "acc":
        found = next((word for word, meaning in ACTS.items() if meaning == (wanted[0], "nom")), None)
    if found is None:
        raise DraftError(f"no word is known for an act of the form {form!r}", remedy="Give the act's form.")
    return found.capitalize() if form in ("law", "code", "decree", "constitution") else found


def noun(kind: Kind, case: str) -> str:
    """The word of a kind of element in a case."""
    stem, _ = _STEMS[kind]
    return next(
        form for form, word in NOUNS.items() if form.startswith(stem) and case in word.singular and _is(word.kind, kind)
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


def step_words(step: Step, case: str) -> str:
    """One step of an address: "подпунктом 5-1)", "части второй", "строку, порядковый номер 2,"."""
    word = noun(step.kind, case)
    if step.num is None:
        return word
    if step.kind in _ORDINAL:
        return f"{word} {ordinal(step.num, _STEMS[step.kind][1], case)}"
    if step.kind == "subparagraph":
        return f"{word} {step.num})"
    if step.kind == "row":
        serial = {
            "acc": "порядковый номер",
            "ins": "порядковый номер",
            "gen": "порядковый номер",
            "loc": "порядковый номер",
        }
        return f"{word}, {serial[case]} {step.num},"
    return f"{word} {step.num}"


def address(target: Target, case: str) -> str:
    """From small to large, the smallest in the case asked for: "подпункт 5) пункта 7"."""
    steps = list(reversed(target))
    return " ".join([step_words(steps[0], case), *(step_words(step, "gen") for step in steps[1:])])


def lead(target: Target) -> str:
    """ "в подпункте 1) пункта 2:"."""
    return f"{_in(address(target, 'loc'))}:"


def _in(words: str) -> str:
    return f"в {words}"


def replaced(target: Target) -> str:
    """The instruction that new text follows."""
    return f"{address(target, 'acc')} изложить в следующей редакции:"


def inserted(target: Target, within: Target) -> str:
    """The instruction for a new element; `within` is what the instruction itself says of where it goes."""
    where = f"{address(within, 'acc')} " if within else ""
    return f"{where}дополнить {step_words(target[-1], 'ins')} следующего содержания:"


def deleted(target: Target) -> str:
    """The instruction without new text."""
    return f"{address(target, 'acc')} исключить"


def annex_replaced(target: Target, number: str, form: str) -> str:
    """An annex given anew in an annex of the order; `number` "" where the order has one annex."""
    return f"{address(target, 'acc')} изложить в новой редакции согласно {_own_annex(number, form)}"


def annex_inserted(target: Target, within: Target, number: str, form: str) -> str:
    """An annex added."""
    where = f"{address(within, 'acc')} " if within else ""
    return f"{where}дополнить {step_words(target[-1], 'ins')} согласно {_own_annex(number, form)}"


def component_replaced(name: str, number: str, form: str, said: str | None) -> str:
    """An approved document given anew."""
    words, gender = _document(name, "acc")
    approved = f"{_APPROVED['acc'][gender]} указанным {act_word(said, 'ins')}"
    return f"{words}, {approved}, изложить в новой редакции согласно {_own_annex(number, form)}"


def _own_annex(number: str, form: str) -> str:
    return " ".join(filter(None, (noun("annex", "dat"), number, "к", OWN, act_word(form, "dat"))))


def component_lead(name: str, form: str | None) -> str:
    """ "в Правилах …, утвержденных указанным приказом:"."""
    words, gender = _document(name, "loc")
    return f"{_in(words)}, {_APPROVED['loc'][gender]} указанным {act_word(form, 'ins')}:"


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


def mention(act: ActRef, case: str) -> str:
    """An act by form, author, date, number and title (order 464, item 24)."""
    if act.date is None or (act.number is None and act.form != "law"):
        raise DraftError("the act to be amended has no date or number", remedy="Give its card.")
    pieces = [
        act_word(act.form, case),
        act.author,
        f"от {day(act.date)} года",
        f"№ {act.number}" if act.number else None,
    ]
    title = f'"{act.title}"' if act.title else None
    return " ".join(filter(None, (*pieces, title)))


def registered(act: ActRef) -> str:
    """The registration number in brackets (order 464, item 31), or ""."""
    if not act.registered:
        return ""
    return f" (зарегистрирован в Реестре государственной регистрации нормативных правовых актов под № {act.registered})"


def title(act: ActRef, changed: int, added: int) -> str:
    """The title of the amending order (order 464, item 19)."""
    return f"О внесении {_made(changed, added, 'gen')} в {mention(act, 'acc')}"


def opening(act: ActRef, changed: int, added: int) -> str:
    """The line that the instructions follow."""
    following = "следующее" if changed + added == 1 else "следующие"
    return f"Внести в {mention(act, 'acc')}{registered(act)} {following} {_made(changed, added, 'acc')}:"


def signed(form: str, author: str | None, on: date, number: str) -> str:
    """The line under the title: the order's own form, author, date and number."""
    return " ".join(
        filter(
            None,
            (
                act_word(form, "acc").capitalize(),
                author,
                f"от {day(on)} года",
                f"№ {number}",
            ),
        )
    )


def caption(form: str, author: str | None, on: date | None, number: str | None) -> str:
    """What stands under the label of an annex of the order; date and number are left out where they are not known.

    Blanks to write on would be read as a form.
    """
    when = f"от {day(on)} года № {number}" if on and number else None
    return " ".join(filter(None, ("к", act_word(form, "dat"), author, when)))


def day(on: date) -> str:
    """ "6 января 2016" (order 464, item 25)."""
    return f"{on.day} {_MONTHS[on.month]} {on.year}"


_DAYS = {10: "десяти", 60: "шестидесяти", 30: "тридцати", 15: "пятнадцати", 20: "двадцати", 21: "двадцати одного"}
_MONTH_COUNTS = {1: "одного месяца", 2: "двух месяцев", 3: "трех месяцев", 6: "шести месяцев", 12: "двенадцати месяцев"}


def force_words(force: InForce) -> str:
    """When something takes force, as it follows "вводится в действие"."""
    match force.rule:
        case "date" if force.start is not None:
            return f"с {day(force.start)} года"
        case "after-publication" if force.days in _DAYS:
            return f"по истечении {_DAYS[force.days]} календарных дней после дня его первого официального опубликования"
        case "on-publication":
            return "со дня его первого официального опубликования"
        case "day-after-publication":
            return "после дня его первого официального опубликования"
        case "months-after-publication" if force.days in _MONTH_COUNTS:
            return f"по истечении {_MONTH_COUNTS[force.days]} после дня его первого официального опубликования"
        case "on-signature":
            return "со дня подписания"
        case _:
            raise DraftError(f"no formula is known for an entry into force by {force.rule!r}", remedy="Give a date.")


def force(form: str, rule: InForce, exceptions: list[tuple[str, InForce]]) -> str:
    """The clause on entry into force; `exceptions` are places of the order in words with their own dates."""
    this = "Настоящее" if form in ("resolution", "decision", "instruction") else "Настоящий"
    start = f"{this} {act_word(form, 'acc')}"
    clause = f"{start} вводится в действие {force_words(rule)}"
    for place, own in exceptions:
        clause += f", за исключением {place}, которые вводятся в действие {force_words(own)}"
    return f"{clause}."


def own_label(form: str, number: int) -> str:
    """The label of an element of the amending act: laws have статьи, other acts пункты without the word."""
    return f"Статья {number}." if form == "law" else f"{number}."


def alineas(numbers: list[int], form: str) -> str:
    """Абзацы of the first element of the order in the genitive: "абзацев девятого и десятого пункта 1"."""
    holder = "статьи 1" if form == "law" else "пункта 1"
    words = [ordinal(str(number), "m", "gen") for number in numbers]
    listed = " и ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"{'абзаца' if len(words) == 1 else 'абзацев'} {listed} {holder}"
