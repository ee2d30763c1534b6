"""What is drafted for a change, and in which words: tables of (before, after, operations, text) in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal.amend.operations import operations as read_operations
from legal.draft import DraftError, Particulars, changes, draft, write
from legal.reading import read
from legal.records import ActRef, InForce, Node, Step, Version

ACTS = {
    "rus": ActRef(
        "order",
        date(2023, 6, 30),
        "288",
        author="Министра труда",
        registered="32994",
        title="Об утверждении Правил оказания услуг",
    ),
    "kaz": ActRef(
        "order",
        date(2023, 6, 30),
        "288",
        author="Еңбек министрінің",
        registered="32994",
        title="Қызмет көрсету қағидаларын бекіту туралы",
    ),
}
NAMES = {"rus": "Правила оказания услуг", "kaz": "Қызмет көрсету қағидалары"}
LABELS = {
    "chapter": "Глава {}.",
    "paragraph": "{}.",
    "subparagraph": "{})",
    "annex": "Приложение {}",
    "article": "Статья {}.",
}


def el(kind, num, *children, heading=""):
    """An element; strings are части of one line, lists are части of several."""
    made = []
    for child in children:
        if isinstance(child, Node):
            made.append(child)
        else:
            inside = [child] if isinstance(child, str) else child
            lines = (each if isinstance(each, Node) else Node("alinea", text=each) for each in inside)
            made.append(Node("part", str(len(made) + 1), children=tuple(lines)))
    return Node(kind, num, LABELS[kind].format(num), heading, children=tuple(made))


def para(num, *children):
    return el("paragraph", num, *children)


def sub(num, text):
    return el("subparagraph", num, text)


def version(*children, language="rus", body=()):
    rules = (Node("component", "1", "Приложение 1", NAMES[language], children=children),) if children else ()
    return Version(ACTS[language], language, date(2025, 1, 1), "in-force", "stated", None, tuple(body), rules, ())


def path(text):
    return tuple(Step(*piece.strip().split(" ")) for piece in text.split("/"))


LIST = ["Перечень включает:", "первое;", "второе;", "третье."]
THREE = ("Первая норма стоит здесь.", "Вторая норма стоит здесь.", "Третья норма стоит здесь.")
SUBS = ["Понятия:", sub("1", "услуга – действие лица;"), sub("2", "портал – система органа.")]
LONG = "Эта норма остается как была и потому длиннее прочих, чтобы пункт не стоило излагать целиком."

CASES = [
    (
        para("3", "Старый текст."),
        para("3", "Новый текст."),
        ["replace paragraph 3"],
        "пункт 3 изложить в следующей редакции:",
        "a paragraph of one line is restated",
    ),
    (
        para("3", *THREE),
        para("3", THREE[0], "Вторая норма изменена.", THREE[2]),
        ["replace paragraph 3 / part 2"],
        "часть вторую пункта 3 изложить в следующей редакции:",
        "a часть by its ordinal",
    ),
    (
        para("3", *THREE),
        para("3", *THREE, "Четвертая норма."),
        ["insert paragraph 3 / part 4"],
        "пункт 3 дополнить частью четвертой следующего содержания:",
        "a часть added at the end",
    ),
    (
        para("3", *THREE),
        para("3", THREE[0], THREE[2]),
        ["delete paragraph 3 / part 2"],
        "часть вторую пункта 3 исключить.",
        "a часть taken out",
    ),
    (
        para("3", LIST),
        para("3", [*LIST[:2], "иное;", LIST[3]]),
        ["replace paragraph 3 / alinea 3"],
        "абзац третий пункта 3 изложить в следующей редакции:",
        "an абзац, the introduction counted",
    ),
    (
        para("3", LIST),
        para("3", [*LIST[:3], "добавлено;", LIST[3]]),
        ["insert paragraph 3 / alinea 4"],
        "пункт 3 дополнить абзацем четвертым следующего содержания:",
        "an абзац added inside an enumeration",
    ),
    (
        para("3", SUBS),
        para("3", [SUBS[0], SUBS[1], sub("1-1", "лицо – человек;"), SUBS[2]]),
        ["insert paragraph 3 / subparagraph 1-1"],
        "пункт 3 дополнить подпунктом 1-1) следующего содержания:",
        "a подпункт between two",
    ),
    (
        para("3", SUBS),
        para("3", [SUBS[0], SUBS[1], sub("2", "портал – объект.")]),
        ["replace paragraph 3 / subparagraph 2"],
        "подпункт 2) пункта 3 изложить в следующей редакции:",
        "a подпункт restated",
    ),
    (
        para("3", [*SUBS, sub("3", "орган – власть.")]),
        para("3", [*SUBS]),
        ["delete paragraph 3 / subparagraph 3"],
        "подпункт 3) пункта 3 исключить.",
        "a подпункт taken out",
    ),
    (
        para("3", SUBS, LONG),
        para("3", SUBS, LONG, "Добавлено."),
        ["insert paragraph 3 / part 3"],
        "пункт 3 дополнить частью третьей следующего содержания:",
        "a часть after an enumeration",
    ),
]


def said(operations):
    return [
        f"{op.action} {' / '.join(' '.join(filter(None, (s.kind, s.num))) for s in op.target)}".strip()
        for op in operations
    ]


@pytest.mark.parametrize(("before", "after", "expected", "words", "why"), CASES, ids=[case[4] for case in CASES])
def test_russian(before, after, expected, words, why):
    other = para("4", "Другой пункт.")
    made = draft(version(before, other), version(after, other))
    assert said(made.operations) == expected
    assert f"\n{words}\n" in made.text


KAZAKH = [
    ("replace", "paragraph 3", "3-тармақ мынадай редакцияда жазылсын:"),
    ("replace", "paragraph 3 / part 2", "3-тармақтың екінші бөлігі мынадай редакцияда жазылсын:"),
    ("insert", "paragraph 3 / part 4", "3-тармақ мынадай мазмұндағы төртінші бөлікпен толықтырылсын:"),
    ("delete", "paragraph 3 / part 2", "3-тармақтың екінші бөлігі алып тасталсын."),
    ("replace", "paragraph 3 / subparagraph 2", "3-тармақтың 2) тармақшасы мынадай редакцияда жазылсын:"),
    ("insert", "paragraph 9-1", "мынадай мазмұндағы 9-1-тармақпен толықтырылсын:"),
    (
        "replace",
        "article 6 / paragraph 2 / subparagraph 6",
        "6-баптың 2-тармағының 6) тармақшасы мынадай редакцияда жазылсын:",
    ),
    ("insert", "article 3 / alinea 7", "3-бап мынадай мазмұндағы жетінші абзацпен толықтырылсын:"),
    ("insert", "paragraph 3 / subparagraph 5-1", "3-тармақ мынадай мазмұндағы 5-1) тармақшамен толықтырылсын:"),
    ("replace", "chapter 2 / heading", "2-тараудың тақырыбы мынадай редакцияда жазылсын:"),
    ("delete", "annex 3", "3-қосымша алып тасталсын."),
]


@pytest.mark.parametrize(("action", "target", "words"), KAZAKH)
def test_kazakh_words_read_back_as_the_operation(action, target, words):
    made = changes(version(para("1", "Ескі."), language="kaz"), version(para("1", "Жаңа."), language="kaz"))[0]
    content = {"subparagraph": sub, "paragraph": para}.get(
        path(target)[-1].kind, lambda num, text: Node("alinea", text=text)
    )
    operation = replace(
        made, action=action, target=path(target), content=(content(path(target)[-1].num, "Жаңа мәтін."),)
    )
    text = write([operation], ACTS["kaz"], "kaz")
    assert f"\n{words}\n" in text
    found, findings = read_operations(read(text.encode(), "draft.md"))
    assert not [finding for finding in findings if finding.severity == "error"]
    assert [(op.action, op.target) for op in found] == [(action, path(target))]


def test_leads_gather_what_is_done_to_one_element():
    before = version(para("3", SUBS, LONG), para("4", "Другой."))
    after = version(para("3", [SUBS[0], sub("1", "услуга – дело;")], LONG), para("4", "Другой."))
    text = draft(before, after).text
    assert "\nв пункте 3:\n\nподпункт 1) изложить в следующей редакции:\n" in text
    assert "\nподпункт 2) исключить.\n" in text


def test_neighbours_that_have_the_same_done_to_them_are_named_together():
    old = [para(str(num), f"{word}.") for num, word in enumerate(("Первый", "Второй", "Третий", "Пятый"), 1)]
    new = [old[0], para("2", "Иной."), para("3", "Прочий."), old[3], para("5", "Шестой."), para("6", "Седьмой.")]
    changed, shortened = draft(version(*old), version(*new)), draft(version(*old), version(old[0], old[3]))
    assert '\nпункты 2 и 3 изложить в следующей редакции:\n\n"2. Иной.\n\n3. Прочий.";\n' in changed.text
    assert "\nдополнить пунктами 5 и 6 следующего содержания:\n" in changed.text
    assert said(changed.operations) == [
        "replace paragraph 2", "replace paragraph 3", "insert paragraph 5", "insert paragraph 6",
    ]  # fmt: skip
    assert "\nпункты 2 и 3 исключить.\n" in shortened.text


def test_what_is_already_so_is_not_touched():
    same = version(para("1", "Текст."))
    assert changes(same, same) == ()
    with pytest.raises(DraftError, match="nothing to change"):
        write((), ACTS["rus"], "rus")


def test_numbers_decide_and_never_likeness():
    """Two paragraphs whose texts change places are two changes, not a renumbering."""
    before, after = (version(para("1", one), para("2", two)) for one, two in (("Альфа.", "Бета."), ("Бета.", "Альфа.")))
    assert said(changes(before, after)) == ["replace paragraph 1", "replace paragraph 2"]


def test_the_order_of_a_law():
    holidays = ["Праздники:", "Новый год - 1-2 января;", "День Конституции - 30 августа;"]
    law = ActRef("law", date(2001, 12, 13), "267-II", author="Республики Казахстан", title="О праздниках")
    before, after = (
        replace(version(body=(el("article", "3", lines, heading="Государственные праздники"),)), act=law)
        for lines in (holidays, [*holidays, "День Столицы - 6 июля;"])
    )
    made = draft(
        before, after, Particulars(form="law", author="Республики Казахстан", number="47-IV", date=date(2008, 6, 25))
    )
    assert "\nстатью 3 дополнить абзацем четвертым следующего содержания:\n" in made.text
    assert "\nСтатья 2. Настоящий Закон вводится в действие " in made.text


def test_a_date_of_its_own_is_an_exception_by_alineas():
    before = version(para("1", "Альфа."), para("2", "Бета."), para("3", "Гамма."))
    after = version(para("1", "Альфа новая."), para("2", "Бета новая."), para("3", "Гамма новая."))
    own = InForce("date", date(2027, 1, 1), "stated")
    words = (
        "за исключением абзацев пятого и шестого пункта 1 настоящего приказа, "
        "которые вводятся в действие с 1 января 2027 года"
    )
    made = changes(before, after)
    text = write([made[0], replace(made[1], in_force=own), made[2]], ACTS["rus"], "rus")
    assert words in text
    found, _ = read_operations(read(text.encode(), "draft.md"))
    assert [op.in_force.start == date(2027, 1, 1) for op in found] == [False, True, False]


def test_a_kazakh_date_of_its_own():
    before = version(para("1", "Альфа."), para("2", "Бета."), language="kaz")
    after = version(para("1", "Альфа жаңа."), para("2", "Бета жаңа."), language="kaz")
    made = changes(before, after)
    own = InForce("date", date(2027, 1, 1), "stated")
    text = write([made[0], replace(made[1], in_force=own)], ACTS["kaz"], "kaz")
    found, _ = read_operations(read(text.encode(), "draft.md"))
    assert [op.in_force.start == date(2027, 1, 1) for op in found] == [False, True]


@pytest.mark.parametrize("force", [
    InForce("after-publication", None, "pending", 10), InForce("after-publication", None, "pending", 60),
    InForce("on-publication", None, "pending"), InForce("day-after-publication", None, "pending"),
    InForce("date", date(2027, 3, 1), "stated"), InForce("months-after-publication", None, "pending", 6),
], ids=lambda force: f"{force.rule}-{force.days}")  # fmt: skip
@pytest.mark.parametrize("language", ["rus", "kaz"])
def test_every_entry_into_force_reads_back(force, language):
    made = changes(version(para("1", "А."), language=language), version(para("1", "Б."), language=language))
    text = write(made, ACTS[language], language, Particulars(force=force))
    found, findings = read_operations(read(text.encode(), "draft.md"))
    assert not [finding for finding in findings if finding.severity == "error"]
    assert (found[0].in_force.rule, found[0].in_force.days) == (force.rule, force.days)
    if force.rule == "date":
        assert found[0].in_force.start == force.start


@pytest.mark.parametrize(("text", "quoted"), [
    ('Альфа "без конца.', '«1. Альфа "без конца.».'),
    ("Альфа «без конца.", "“1. Альфа «без конца.”."),
    ('Альфа "без «конца.', '“1. Альфа "без «конца.”.'),
    ('Закон "О труде" и «Кодекс».', '"1. Закон "О труде" и «Кодекс».".'),
])  # fmt: skip
@pytest.mark.parametrize("language", ["rus", "kaz"])
def test_text_stands_in_the_quotes_between_which_it_is_read_as_itself(text, quoted, language):
    made = draft(version(para("1", "Альфа."), language=language), version(para("1", text), language=language))
    assert f"\n{quoted}\n" in made.text


def test_text_that_no_quotes_hold_is_refused_with_its_place():
    body, after = (para("1", "Альфа."),), (para("1", 'Альфа "без «всякого “конца.'),)
    with pytest.raises(DraftError, match="paragraph 1 would not be read back"):
        changes(version(body=body), version(body=after))


def test_an_act_without_a_date_cannot_be_named():
    made = changes(
        version(
            para("1", "А."),
        ),
        version(para("1", "Б.")),
    )
    with pytest.raises(DraftError, match="no date or number"):
        write(made, replace(ACTS["rus"], date=None), "rus")


def test_an_action_without_a_formula_is_refused():
    made = changes(version(para("1", "А.")), version(para("1", "Б.")))
    with pytest.raises(DraftError, match="no formula"):
        write([replace(made[0], action="suspend")], ACTS["rus"], "rus")


def chapter(num, *paragraphs):
    return el("chapter", num, *paragraphs, heading=f"Глава общая {num}")


def annex(text):
    caption = Node("alinea", text="к Правилам оказания услуг", role="caption")
    made = el("annex", "1", caption, heading="Перечень документов")
    return replace(made, children=(*made.children, Node("part", "1", children=(Node("alinea", text=text),))))


A, B, C, D = (para(str(number), f"Текст пункта {number} стоит здесь.") for number in range(1, 5))
TWICE = ["Иные:", sub("1", "одно;"), sub("2", "два.")]
STRUCTURE = [
    (
        [chapter("1", A, B), chapter("2", D)],
        [chapter("1", A, B), chapter("2", C, D)],
        ["insert chapter 2 / paragraph 3"],
        "the number alone would put it into chapter 1",
    ),
    (
        [chapter("1", A, B), chapter("2", C, D)],
        [chapter("1", A), chapter("2", B, C, D)],
        ["delete paragraph 2", "insert chapter 2 / paragraph 2"],
        "a paragraph in another chapter than before",
    ),
    (
        [chapter("1", A), chapter("3", B)],
        [chapter("1", A), chapter("2", C), chapter("3", B)],
        ["insert chapter 2"],
        "-",
    ),
    (
        [chapter("1", A), chapter("2", B), chapter("3", C)],
        [chapter("1", A), chapter("3", C)],
        ["delete chapter 2"],
        "-",
    ),
    ([A, annex("Один.")], [A], ["delete annex 1"], "an annex taken out"),
    ([A], [A, annex("Один.")], ["insert annex 1"], "an annex added, its text in an annex of the order"),
    ([A, annex("Один.")], [A, annex("Два.")], ["replace annex 1"], "an annex restated"),
    (
        [para("3", SUBS, TWICE)],
        [para("3", SUBS, [*TWICE[:2], sub("2", "три.")])],
        ["replace paragraph 3 / part 2 / subparagraph 2"],
        "two части that both enumerate",
    ),
]


@pytest.mark.parametrize(("before", "after", "expected", "why"), STRUCTURE)
def test_structure(before, after, expected, why):
    assert said(draft(version(*before), version(*after)).operations) == expected, why


def test_a_paragraph_out_of_order_is_put_in_its_place_by_number():
    assert said(changes(version(B, A), version(A, B))) == ["delete paragraph 1", "insert paragraph 1"]


def test_paragraphs_against_the_order_of_their_numbers_are_refused():
    """No address puts paragraph 1 after paragraph 2."""
    with pytest.raises(DraftError, match="another order"):
        changes(version(body=(A, B)), version(body=(B, A)))


def test_elements_with_one_number_hinder_only_where_one_of_them_changes():
    twin = para("1", "Еще один пункт под тем же номером.")
    before = version(body=(A, twin, B))
    assert said(draft(before, version(body=(A, twin, para("2", "Новый текст.")))).operations) == ["replace paragraph 2"]
    with pytest.raises(DraftError, match="paragraph 1 stands more than once"):
        changes(before, version(body=(A, para("1", "Измененный."), B)))


def test_lines_outside_of_every_element_are_refused():
    loose = tuple(Node("part", "1", children=(Node("alinea", text=text),)) for text in ("Альфа.", "Бета."))
    with pytest.raises(DraftError, match=r"no address names|not counted"):
        changes(version(body=(loose[0], A)), version(body=(loose[1], A)))
