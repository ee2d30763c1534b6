"""Kazakh wordings that whole acts taught: a clause, or a few lines of an act, beside what they say."""

from __future__ import annotations

from datetime import date

import pytest

from legal import read_operations
from legal.amend.force import parse_force
from legal.amend.formula import parse_clause
from legal.amend.syntax import Change, ForcePart, Lead, NotUnderstood, Opening, RepealActs
from legal.reading.quotes import instructs
from legal.records import Finding, Operation
from legal.vocabulary.forms import bare, possessed

ACT = """# Қаржы министрінің кейбір бұйрықтарына өзгерістер енгізу туралы

Қазақстан Республикасы Қаржы министрінің 2024 жылғы 5 ақпандағы № 65 бұйрығы

1. {}

2. Осы бұйрық 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі.
"""
OPENING = (
    "Қазақстан Республикасы Қаржы министрінің 2020 жылғы 3 наурыздағы № 30 бұйрығына мынадай өзгерістер енгізілсін:"
)


def said(operation: Operation) -> str:
    target = "/".join(" ".join(filter(None, (step.kind, step.num))) for step in operation.target) or "all"
    return f"{operation.action} {target} of {operation.act.number}"


def read(*lines: str) -> tuple[list[str], tuple[Finding, ...]]:
    """The operations of an order whose first paragraph has these lines, and its warnings and errors."""
    _, operations, findings = read_operations(ACT.format("\n\n".join(lines)).encode(), "act.md")
    return list(map(said, operations)), tuple(found for found in findings if found.severity != "info")


def paths(clause: str) -> list[str]:
    """The targets of the changes in a clause, an action before each."""
    changes = parse_clause(clause, "kaz")
    assert all(isinstance(change, Change) for change in changes), changes
    return [
        f"{change.action} " + "/".join(" ".join(filter(None, (step.kind, step.num))) for step in target)
        for change in changes
        if isinstance(change, Change)
        for target in change.targets
    ]


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("7-тармақ:", "paragraph 7"),
        ("бірінші бөлік:", "part 1"),
        ("3-бапта 2-тармақ:", "article 3/paragraph 2"),
        ("Кодекске 1-қосымшада:", "annex 1"),
    ],
)
def test_lead_lines_in_the_nominative(line: str, target: str) -> None:
    (lead,) = parse_clause(line, "kaz")
    assert isinstance(lead, Lead)
    assert "/".join(f"{step.kind} {step.num}" for step in lead.target) == target


def test_subparagraphs_one_after_another_are_of_the_part_in_the_lead() -> None:
    operations, found = read(
        OPENING,
        "5-тармақтың бірінші бөлігінде:",
        "1) тармақшада:",
        "екінші абзац алып тасталсын;",
        "2) тармақшада «он» деген сөз алып тасталсын;",
        "мынадай мазмұндағы 6-1) тармақшамен толықтырылсын:",
        "«6-1) есеп.».",
    )
    assert operations == [
        "delete paragraph 5/part 1/subparagraph 1/alinea 2 of 30",
        "delete-words paragraph 5/part 1/subparagraph 2 of 30",
        "insert paragraph 5/part 1/subparagraph 6-1 of 30",
    ]
    assert found == ()


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        # A possessive without its owner has that of what the sentence named before it.
        (
            "5-тармақтың 3) тармақшасы алып тасталсын, 4) тармақшасындағы «он» деген сөз алып тасталсын",
            ["delete paragraph 5/subparagraph 3", "delete-words paragraph 5/subparagraph 4"],
        ),
        (
            "3-баптың 5-тармағы алып тасталсын, 6-тармағы мынадай редакцияда жазылсын:",
            ["delete article 3/paragraph 5", "replace article 3/paragraph 6"],
        ),
        # Two owners of different kinds are no owner and what it owns.
        (
            "мынадай мазмұндағы 9-1-тараудың және 97-1-баптың тақырыптарымен толықтырылсын:",
            ["insert chapter 9-1/heading", "insert article 97-1/heading"],
        ),
        ("188-бапқа ескертпенің 2-тармағы мынадай редакцияда жазылсын:", ["replace article 188/note/paragraph 2"]),
        ("3-тармақтың соңғы абзацы алып тасталсын", ["delete paragraph 3/alinea last"]),
        ("5-тармақтың соңғы сөйлемі мынадай редакцияда жазылсын:", ["replace paragraph 5/sentence last"]),
        ("реттік нөмірі 1.11.-жол мынадай редакцияда жазылсын:", ["replace row 1.11"]),
        ("бұйрық осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын", ["replace "]),
        ("бірлескен бұйрықтың кіріспесі мынадай редакцияда жазылсын:", ["replace preamble"]),
        ("1-қосымша тізбеге 2-қосымшаға сәйкес редакцияда жазылсын", ["replace annex 1"]),
    ],
)
def test_addresses(clause: str, expected: list[str]) -> None:
    assert paths(clause) == expected


@pytest.mark.parametrize(
    ("clause", "pairs"),
    [
        (
            "5-тармақта «а» деген сөзден кейін «ә» деген сөзбен, «б» деген сөзден кейін «в» деген сөзбен толықтырылсын",
            (("а", "ә"), ("б", "в")),
        ),
        ("«және» деген шылаудан кейін «оның» деген сөзбен толықтырылсын", (("және", "оның"),)),
        ("7) тармақшадағы нүкте нүктелі үтірге ауыстырылсын", ((".", ";"),)),
        ("«Хатшы» деген жол «Жауапты хатшы» деген жолмен ауыстырылсын", (("Хатшы", "Жауапты хатшы"),)),
    ],
)
def test_words(clause: str, pairs: tuple[tuple[str, str], ...]) -> None:
    (change,) = parse_clause(clause, "kaz")
    assert isinstance(change, Change)
    assert change.pairs == pairs


@pytest.mark.parametrize(
    "clause",
    [
        # A column exchanged for another, or a numbered row: what becomes of the cells nobody can tell.
        "«А» деген баған «Б» деген бағанмен ауыстырылсын",
        "5-жол 6-жолмен ауыстырылсын",
        # The last two of how many: no grammar counts back.
        "7-тармақтың соңғы екі абзацы алып тасталсын",
        # Words after two others, of which it cannot be told which is meant.
        "5-тармақ «а», «б» деген сөздерден кейін «ә» деген сөзбен толықтырылсын",
    ],
)
def test_what_may_mean_two_things_is_refused(clause: str) -> None:
    assert isinstance(parse_clause(clause, "kaz")[0], NotUnderstood)


def test_several_acts_under_one_plural_noun() -> None:
    clause = (
        "«А туралы» Қазақстан Республикасы Үкіметінің 2001 жылғы 11 қаңтардағы № 41, «Б туралы» 2003 жылғы 2 "
        "наурыздағы № 42 қаулыларының күші жойылды деп танылсын"
    )
    (repeal,) = parse_clause(clause, "kaz")
    assert isinstance(repeal, RepealActs)
    assert [(ref.form, ref.date, ref.number, ref.title, ref.author) for ref in repeal.acts] == [
        ("resolution", date(2001, 1, 11), "41", "А туралы", "Қазақстан Республикасы Үкіметінің"),
        ("resolution", date(2003, 3, 2), "42", "Б туралы", "Қазақстан Республикасы Үкіметінің"),
    ]


def test_the_register_of_several_acts_is_nobodys() -> None:
    clause = (
        "Қаржы министрінің 2001 жылғы 11 қаңтардағы № 41 және № 42 бұйрықтарына (Нормативтік құқықтық актілерді "
        "мемлекеттік тіркеу тізілімінде № 1001 және № 1002 болып тіркелген) мынадай өзгерістер енгізілсін:"
    )
    (opening,) = parse_clause(clause, "kaz")
    assert isinstance(opening, Opening)
    assert [(ref.number, ref.registered) for ref in opening.acts] == [("41", None), ("42", None)]


@pytest.mark.parametrize(
    "clause",
    [
        "2001 жылғы 11 қаңтардағы № 41 және 2003 жылғы 2 наурыздағы бұйрықтарының күші жойылды деп танылсын",
        "«А туралы» 2001 жылғы 11 қаңтардағы № 41 және № 42 бұйрықтарының күші жойылды деп танылсын",
    ],
)
def test_acts_that_are_not_told_apart_are_refused(clause: str) -> None:
    assert isinstance(parse_clause(clause, "kaz")[0], NotUnderstood)


ITEMS = (
    "1) «А туралы» Қазақстан Республикасы Қаржы министрінің 2010 жылғы 5 қаңтардағы № 3 бұйрығының;",
    "2) «Б туралы» Қазақстан Республикасы Қаржы министрінің 2012 жылғы 8 ақпандағы № 88 бұйрығының 1-тармағының",
)


@pytest.mark.parametrize(
    "lines",
    [
        ("Мыналардың:", ITEMS[0], f"{ITEMS[1]} күші жойылды деп танылсын."),
        ("Мыналардың:", ITEMS[0], f"{ITEMS[1]};", "күші жойылды деп танылсын."),
        ("Мыналардың күші жойылды деп танылсын:", ITEMS[0], f"{ITEMS[1]}."),
    ],
)
def test_the_verb_of_a_list_of_repeals_may_stand_at_its_end(lines: tuple[str, ...]) -> None:
    operations, found = read(*lines)
    assert operations == ["repeal all of 3", "repeal paragraph 1 of 88"]
    assert found == ()


def test_a_list_that_ends_otherwise_is_no_list_of_repeals() -> None:
    """Nothing is repealed, and the end of the second act is not lost either."""
    operations, found = read(
        "Мыналардың:", ITEMS[0], f"{ITEMS[1]} қолданысы 2027 жылғы 1 қаңтарға дейін тоқтатыла тұрсын."
    )
    assert operations == []
    assert [one.code for one in found] == ["clause-not-understood"]


def test_a_subparagraph_of_an_article_that_has_paragraphs_is_told() -> None:
    operations, found = read(
        OPENING,
        "288-бапта:",
        "1-тармақтың бірінші абзацындағы «он» деген сөз алып тасталсын;",
        "2) тармақша алып тасталсын.",
    )
    assert operations[1] == "delete article 288/subparagraph 2 of 30"
    assert [one.code for one in found] == ["target-unplaced"]


def test_an_annex_named_again_under_itself_is_told() -> None:
    _, found = read(
        OPENING,
        "көрсетілген бұйрыққа 1-қосымшада:",
        "8-тармақ алып тасталсын;",
        "1-қосымшада:",
        "3-жол алып тасталсын.",
    )
    assert [one.code for one in found] == ["target-unplaced"]


def test_a_lead_line_that_begins_with_a_quote_is_no_new_text() -> None:
    assert instructs("«Алматы қаласы» деген бөлімде:")
    assert not instructs("«Алматы қаласында:")
    operations, found = read(
        OPENING,
        "1-тармақ мынадай редакцияда жазылсын:",
        "«1. Тізбе бекітілсін.»;",
        "көрсетілген бұйрыққа қосымшада:",
        "«Алматы қаласы» деген бөлімде:",
        "реттік нөмірі 3-жол алып тасталсын.",
    )
    assert operations == ["replace paragraph 1 of 30", "delete annex/division/row 3 of 30"]
    assert found == ()


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        (
            "Осы бұйрық алғашқы ресми жарияланған күнінен кейінгі күннен бастап қолданысқа енгізіледі.",
            ForcePart((), "day-after-publication"),
        ),
        (
            "Осы шешім 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі және «Жетісу» газетінде жариялансын.",
            ForcePart((), "date", on="2024-01-01"),
        ),
        (
            "Осы нормативтік қаулы ресми жарияланған күнінен бастап қолданысқа енгізіледі.",
            ForcePart((), "on-publication"),
        ),
        (
            "Осы қаулы құқық құрамына енеді, міндетті болып табылады және қол қойылған күнінен бастап күшіне енеді.",
            ForcePart((), "on-signature"),
        ),
    ],
)
def test_entry_into_force(sentence: str, part: ForcePart) -> None:
    assert parse_force(sentence, "kaz") == (part,)


def test_borrowed_words_take_front_endings() -> None:
    assert possessed("лимит", "loc", plural=True) == "лимиттерінде"
    assert possessed("норматив", "dat", plural=True) == "нормативтеріне"
    assert bare("цифр", "ins", plural=True) == "цифрлармен"
