"""What an order says beside its instructions, and the kinds of change that are larger or smaller than an element."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal.amend.operations import operations as read_operations
from legal.draft import DraftError, Particulars, draft, form_of, repeal, write
from legal.draft.replay import replay, same_text
from legal.reading import read
from legal.records import ActRef, InForce, Node, Operation, OperationSource, Step, Version

ACTS = {
    "rus": ActRef("order", date(2023, 6, 30), "288", None, "Министра труда", "32994", "Об утверждении Правил услуг"),
    "kaz": ActRef("order", date(2023, 6, 30), "288", None, "Еңбек министрінің", "32994", "Қағидаларды бекіту туралы"),
}
RULES = {"rus": "Правила оказания услуг", "kaz": "Қызмет көрсету қағидалары"}
OF_ACT = {
    "rus": "к приказу Министра труда от 30 июня 2023 года № 288",
    "kaz": "Еңбек министрінің 2023 жылғы 30 маусымдағы № 288 бұйрығына",
}
LABELS = {
    "rus": {"annex": "Приложение {}", "paragraph": "{}.", "subparagraph": "{})"},
    "kaz": {"annex": "{}-қосымша", "paragraph": "{}.", "subparagraph": "{})"},
}
NORM = {
    "rus": "Заявитель представляет заявление в корпорацию в течение пяти рабочих дней со дня получения.",
    "kaz": "Өтініш беруші Мемлекеттік корпорацияға өтінішті жүгінген күнінен бастап бес жұмыс күні ішінде ұсынады.",
}
OTHER = {"rus": "Другая норма остается здесь, как была.", "kaz": "Басқа норма осында бұрынғыдай қалады."}
ENDS = {
    "rus": """
2. Департаменту юридической службы в установленном законодательством Республики Казахстан порядке обеспечить:
1) государственную регистрацию настоящего приказа в Министерстве юстиции Республики Казахстан;
2) размещение настоящего приказа на интернет-ресурсе Министерства труда после его официального опубликования.
3. Контроль за исполнением настоящего приказа возложить на курирующего вице-министра труда.
4. Настоящий приказ вводится в действие с 1 марта 2026 года.
Министр А. Асанов""".strip(),
    "kaz": """
2. Заң қызметі департаменті Қазақстан Республикасының заңнамасында белгіленген тәртіппен:
1) осы бұйрықтың Қазақстан Республикасы Әділет министрлігінде мемлекеттік тіркелуін;
2) осы бұйрық ресми жарияланғаннан кейін оны Еңбек министрлігінің интернет-ресурсында орналастыруды қамтамасыз етсін.
3. Осы бұйрықтың орындалуын бақылау жетекшілік ететін вице-министрге жүктелсін.
4. Осы бұйрық 2026 жылғы 1 наурыздан бастап қолданысқа енгізіледі.
Министр А. Асанов""".strip(),
}
BOTH = pytest.mark.parametrize("language", ["rus", "kaz"])


def line(text):
    return Node("alinea", text=text)


def part(num, *lines):
    return Node("part", str(num), children=tuple(each if isinstance(each, Node) else line(each) for each in lines))


def para(num, *parts):
    made = (part(at, *(each if isinstance(each, list) else [each])) for at, each in enumerate(parts, 1))
    return Node("paragraph", num, f"{num}.", children=tuple(made))


def rules(language, *children, num="1", name=None):
    caption = Node("alinea", text=OF_ACT[language], role="caption")
    label = LABELS[language]["annex"].format(num)
    return Node("component", num, label, name or RULES[language], children=(caption, *children))


def version(language, *documents, body=(), title=None):
    named = Node("title", text=title) if title else None
    day = date(2025, 1, 1)
    return Version(ACTS[language], language, day, "in-force", "stated", named, tuple(body), tuple(documents), ())


def annex(language, num, *children):
    caption = {"rus": "к Правилам оказания услуг", "kaz": "Қызмет көрсету қағидаларына"}[language]
    title = {"rus": "Перечень документов", "kaz": "Құжаттар тізбесі"}[language]
    label = LABELS[language]["annex"].format(num) if num else {"rus": "Приложение", "kaz": "Қосымша"}[language]
    return Node("annex", num, label, title, children=(Node("alinea", text=caption, role="caption"), *children))


def table(*rows, numbered=True):
    made = [
        Node("row", row[0] if numbered else None, row[0] if numbered else "",
             children=tuple(Node("cell", children=(line(text),)) for text in row))
        for row in rows
    ]  # fmt: skip
    return Node("table", children=tuple(made))


def said(operations):
    return [
        f"{each.action} {' / '.join(' '.join(filter(None, (step.kind, step.num))) for step in each.target)}".strip()
        for each in operations
    ]


def drafted(before, after, **options):
    """The draft, after what it gives was compared once more."""
    made = draft(before, after, **options)
    again = replay(before, made.operations)
    assert not again.errors
    assert same_text(again.version, after)
    return made


# What every order says


@BOTH
def test_the_paragraphs_that_every_order_ends_with(language):
    order = Particulars(
        author=ACTS[language].author, number="5", date=date(2026, 1, 2),
        unit={"rus": "Департаменту юридической службы", "kaz": "Заң қызметі департаменті"}[language],
        site={"rus": "Министерства труда", "kaz": "Еңбек министрлігінің"}[language],
        control={"rus": "курирующего вице-министра труда", "kaz": "жетекшілік ететін вице-министрге"}[language],
        signature=("Министр А. Асанов",), force=InForce("date", date(2026, 3, 1), "stated"),
    )  # fmt: skip
    before, after = (version(language, rules(language, para("1", text))) for text in ("А.", "Б."))
    lines = [each for each in drafted(before, after, order=order).text.split("\n") if each]
    assert "\n".join(lines[-6:]) == ENDS[language]


@BOTH
@pytest.mark.parametrize(("changed", "added", "words"), [
    (1, 0, {"rus": "следующее изменение:", "kaz": "мынадай өзгеріс енгізілсін:"}),
    (2, 0, {"rus": "следующие изменения:", "kaz": "мынадай өзгерістер енгізілсін:"}),
    (0, 1, {"rus": "следующее дополнение:", "kaz": "мынадай толықтыру енгізілсін:"}),
    (1, 1, {"rus": "следующие изменение и дополнение:", "kaz": "мынадай өзгеріс пен толықтыру енгізілсін:"}),
    (2, 2, {"rus": "следующие изменения и дополнения:", "kaz": "мынадай өзгерістер мен толықтырулар енгізілсін:"}),
])  # fmt: skip
def test_what_is_made_is_counted(language, changed, added, words):
    old = [para(str(n), "Старый текст.") for n in range(1, 4)]
    new = [para(node.num, "Новый текст.") if at < changed else node for at, node in enumerate(old)]
    new += [para(str(n), "Новый пункт.") for n in range(4, 4 + added)]
    made = drafted(version(language, rules(language, *old)), version(language, rules(language, *new)))
    assert words[language] in made.text


def test_a_law_names_no_date_in_its_title_and_is_signed_by_the_president():
    """Law 480-V, art. 26 item 1."""
    law = ActRef("law", date(2001, 12, 13), "267-II", title="О праздниках")
    articles = (Node("article", "1", "Статья 1.", "Праздники", children=(part(1, text),)) for text in ("Один.", "Два."))
    before, after = (replace(version("rus", body=(article,)), act=law) for article in articles)
    made = drafted(before, after, order=Particulars(form=form_of(law)))
    assert made.text.startswith(
        '# О внесении изменения в Закон Республики Казахстан "О праздниках"\n\nСтатья 1. Внести '
    )
    assert "Закон Республики Казахстан от 13 декабря 2001 года № 267-II " in made.text
    assert "ПРИКАЗЫВАЮ" not in made.text
    assert made.text.endswith("\n\nПрезидент Республики Казахстан\n")


ISSUERS = {
    "order": {"rus": "Министра труда", "kaz": "Еңбек министрінің"},
    "resolution": {"rus": "Правительства Республики Казахстан", "kaz": "Қазақстан Республикасы Үкіметінің"},
    "decree": {"rus": "Президента Республики Казахстан", "kaz": "Қазақстан Республикасы Президентінің"},
    "decision": {"rus": "маслихата города Алматы", "kaz": "Алматы қаласы мәслихатының"},
    "law": {"rus": None, "kaz": None},
    "code": {"rus": None, "kaz": None},
}


@BOTH
@pytest.mark.parametrize("form", ISSUERS)
def test_acts_of_every_form_are_named_so_that_they_are_known(form, language):
    numbered = "12-V" if form in ("law", "code") else "12"
    act = replace(ACTS[language], form=form, number=numbered, author=ISSUERS[form][language], registered=None)
    before, after = (replace(version(language, body=(para("1", text),)), act=act) for text in ("А.", "Б."))
    order = Particulars(form=form_of(act), author=act.author, number="7", date=date(2026, 2, 3))
    (operation,) = drafted(before, after, order=order).operations
    assert (operation.act.form, operation.act.date, operation.act.number) == (form, act.date, numbered)
    assert repeal([act], language, order).operations[0].act.number == numbered


@pytest.mark.parametrize(("language", "printed", "said"), [
    ("rus", "Министр юстиции", "приказ Министра юстиции "),
    ("rus", "Исполняющий обязанности министра юстиции", "приказ исполняющего обязанности министра юстиции "),
    ("kaz", "Қазақстан Республикасының Әділет министрі", "Қазақстан Республикасының Әділет министрінің 2023 "),
])  # fmt: skip
def test_an_issuer_that_the_card_has_in_the_nominative(language, printed, said):
    act = replace(ACTS[language], author=printed)
    before, after = (replace(version(language, body=(para("1", text),)), act=act) for text in ("А.", "Б."))
    assert said in drafted(before, after).text


@BOTH
def test_one_annex_has_no_number_and_two_have(language):
    """Order 464, item 39."""
    alone = annex(language, "1", part(1, "Первый текст приложения."))
    other = annex(language, "2", part(1, "Второй текст приложения."))
    before = version(language, rules(language, para("1", "А.")))
    one = drafted(before, version(language, rules(language, para("1", "А."), alone)))
    two = drafted(before, version(language, rules(language, para("1", "А."), alone, other)))
    assert {"rus": "согласно приложению к настоящему приказу", "kaz": "осы бұйрыққа қосымшаға сәйкес"}[
        language
    ] in one.text
    for words in {
        "rus": ("согласно приложению 1 к настоящему приказу;", "согласно приложению 2 к настоящему приказу."),
        "kaz": ("осы бұйрыққа 1-қосымшаға сәйкес", "осы бұйрыққа 2-қосымшаға сәйкес"),
    }[language]:
        assert words in two.text


@BOTH
@pytest.mark.parametrize("rule", ["after-publication", "months-after-publication"])
def test_every_number_of_days_and_months_is_read_back(language, rule):
    before, after = (version(language, rules(language, para("1", text))) for text in ("А.", "Б."))
    made = draft(before, after).operations
    for number in range(1, 101):
        order = Particulars(force=InForce(rule, None, "pending", number))
        found, findings = read_operations(read(write(made, ACTS[language], language, order).encode(), "draft.md"))
        assert not [each for each in findings if each.severity == "error"], number
        assert (found[0].in_force.rule, found[0].in_force.days) == (rule, number)


# Words and sentences

WORDS = [
    ({"rus": ("пяти", "десяти"), "kaz": ("бес жұмыс", "он жұмыс")}, "replace-words",
     {"rus": 'в части первой пункта 3 слово "пяти" заменить словом "десяти".',
      "kaz": '3-тармақтың бірінші бөлігіндегі "бес" деген сөз "он" деген сөзбен ауыстырылсын.'}),
    ({"rus": ("рабочих ", ""), "kaz": ("жұмыс ", "")}, "delete-words",
     {"rus": 'в части первой пункта 3 слово "рабочих" исключить.',
      "kaz": '3-тармақтың бірінші бөлігіндегі "жұмыс" деген сөз алып тасталсын.'}),
    ({"rus": ("заявление", "заявление лично"), "kaz": ("өтінішті", "жазбаша өтінішті")}, "insert-words",
     {"rus": 'в части первой пункта 3 после слова "заявление" дополнить словом "лично".',
      "kaz": ('3-тармақтың бірінші бөлігіндегі "корпорацияға" деген сөзден кейін "жазбаша" деген сөзбен '
              'толықтырылсын.')}),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("change", "action", "words"), WORDS)
def test_short_changes_are_said_in_words_where_that_is_asked_for(language, change, action, words):
    old, new = change[language]
    before = version(language, rules(language, para("3", NORM[language], OTHER[language])))
    after = version(language, rules(language, para("3", NORM[language].replace(old, new), OTHER[language])))
    made = drafted(before, after, words=True)
    assert said(made.operations) == [f"{action} paragraph 3 / part 1"]
    assert f"\n{words[language]}\n" in made.text
    assert said(drafted(before, after).operations) == ["replace paragraph 3 / part 1"]


def test_words_that_stand_twice_are_named_with_their_neighbours():
    text = "Орган рассматривает заявление в течение пяти дней, затем направляет его и ждет ответа в течение пяти дней."
    changed = text.replace("ответа в течение пяти", "ответа в течение трех")
    made = drafted(*(version("rus", rules("rus", para("3", each))) for each in (text, changed)), words=True)
    (operation,) = made.operations
    assert (operation.action, operation.old) != ("replace-words", "пяти")
    assert text.count(operation.old) == 1


def test_several_changes_of_words_stand_under_one_lead():
    changed = NORM["rus"].replace("заявление", "заявление лично").replace("пяти", "трех")
    made = drafted(*(version("rus", rules("rus", para("3", each))) for each in (NORM["rus"], changed)), words=True)
    assert "\nв пункте 3:\n\nпосле слова " in made.text
    assert '\nслово "пяти" заменить словом "трех".\n' in made.text


@BOTH
def test_a_sentence_that_changes_is_given_anew(language):
    texts = {
        "rus": ("Срок составляет пять дней. Заявление подается лично. Отказ выдается письменно заявителю в руки.",
                "Заявление подается лично.", "Документы принимает оператор портала через систему."),
        "kaz": ("Мерзім бес күнді құрайды. Өтініш жеке беріледі. Бас тарту берушіге жазбаша түрде қолына беріледі.",
                "Өтініш жеке беріледі.", "Құжаттарды портал операторы жүйе арқылы қабылдайды."),
    }  # fmt: skip
    text, old, new = texts[language]
    before, after = (version(language, rules(language, para("3", each))) for each in (text, text.replace(old, new)))
    assert said(drafted(before, after, words=True).operations) == ["replace paragraph 3 / sentence 2"]


def test_words_whose_quotes_are_not_read_back_are_not_named():
    text = "Заявитель подает заявление по форме органа в течение пяти рабочих дней со дня обращения в корпорацию."
    before, after = (
        version("rus", rules("rus", para("3", each))) for each in (text, text.replace("форме", 'форме "одного окна'))
    )
    assert said(drafted(before, after, words=True).operations) == ["replace paragraph 3"]


# Larger and rarer changes


@BOTH
def test_documents_begin_and_end(language):
    names = {"rus": "Перечень платных услуг", "kaz": "Ақылы қызметтер тізбесі"}
    text = {"rus": "Пункт этого документа достаточно длинный, чтобы читаться нормой.",
            "kaz": "Осы құжаттың тармағы норма болып оқылуы үшін жеткілікті ұзын."}[language]  # fmt: skip
    first = rules(language, para("1", text), para("2", text))
    second = rules(language, para("1", text), para("2", text), num="2", name=names[language])
    one, two = version(language, first), version(language, first, second)
    assert said(drafted(one, two).operations) == ["insert annex 2"]
    ended = drafted(two, one)
    assert [(each.action, each.component) for each in ended.operations] == [("repeal", names[language])]


ONE, TWO = ("1", "раз"), ("2", "два")


@BOTH
@pytest.mark.parametrize(("old", "new", "operations"), [
    (["А.", table(ONE, TWO)], ["А.", table(ONE, ("2", "три"))], ["replace paragraph 1 / row 2"]),
    (["А.", table(ONE)], ["А.", table(ONE, TWO)], ["insert paragraph 1 / row 2"]),
    (["А.", table(ONE, TWO)], ["А.", table(ONE)], ["delete paragraph 1 / row 2"]),
    (["А.", table(("а", "раз"), numbered=False)], ["А.", table(("а", "два"), numbered=False)], ["replace paragraph 1"]),
    (["А."], ["А.", table(("а", "два"), numbered=False)], ["replace paragraph 1"]),
])  # fmt: skip
def test_tables_among_the_lines_of_a_paragraph(language, old, new, operations):
    before, after = (version(language, rules(language, para("1", each), para("2", "Б."))) for each in (old, new))
    assert said(drafted(before, after).operations) == operations


@BOTH
def test_an_annex_without_a_number(language):
    old, new = (annex(language, None, part(1, text)) for text in ("Один текст стоит здесь.", "Другой текст здесь."))
    without = version(language, rules(language, para("1", "А.")))
    with_old, with_new = (version(language, rules(language, para("1", "А."), each)) for each in (old, new))
    assert said(drafted(with_old, with_new).operations) == ["replace annex"]
    assert said(drafted(without, with_old).operations) == ["insert annex"]
    assert said(drafted(with_old, without).operations) == ["delete annex"]


@BOTH
def test_title_preamble_and_names_of_documents(language):
    enacts = {"rus": "ПРИКАЗЫВАЮ:", "kaz": "БҰЙЫРАМЫН:"}[language]
    head, other = (Node("preamble", children=(part(1, f"{text} {enacts}"),)) for text in ("По закону", "По кодексу"))
    bodies = [(para("1", "А."),), (head, para("1", "А.")), (other, para("1", "А."))]
    plain, with_head, with_other = (version(language, body=body) for body in bodies)
    assert said(drafted(plain, with_head).operations) == ["insert preamble"]
    assert said(drafted(with_head, with_other).operations) == ["replace preamble"]
    assert said(drafted(with_head, plain).operations) == ["delete preamble"]
    titles = [version(language, body=bodies[0], title=text) for text in ("Об одном", "О другом")]
    assert said(drafted(*titles).operations) == ["replace title"]
    names = {"rus": "Правила выдачи справок", "kaz": "Анықтама беру қағидалары"}
    renamed = version(language, rules(language, para("1", "А."), name=names[language]))
    assert said(drafted(version(language, rules(language, para("1", "А."))), renamed).operations) == ["replace heading"]


@BOTH
def test_another_number_is_the_old_one_out_and_the_new_one_in(language):
    old, new = (version(language, rules(language, para("1", "А."), para(num, "Б."))) for num in ("2", "3"))
    assert said(drafted(old, new).operations) == ["delete paragraph 2", "insert paragraph 3"]


def test_text_that_is_not_on_file_is_named_in_the_refusal():
    gap = Node("alinea", text="[текст не на файле]", role="gap")
    old, new = (version("rus", rules("rus", para("1", [gap, gap]), para("2", t))) for t in ("А.", "Б."))
    assert said(drafted(old, new).operations) == ["replace paragraph 2"]
    told = version("rus", rules("rus", para("1", [gap, line("Дословно.")]), para("2", "А.")))
    with pytest.raises(DraftError, match="paragraph 1 is not on file in full"):
        draft(old, told)


# Repeal


@BOTH
@pytest.mark.parametrize("form", ["order", "law", "resolution"])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_repeal_is_read_back(language, form, count):
    base = replace(ACTS[language], form=form, registered=None if form == "law" else "32994")
    acts = [replace(base, number=str(288 + at)) for at in range(count)]
    order = Particulars(form=form_of(base), author=base.author, number="7", date=date(2026, 2, 3))
    made = repeal(acts, language, order)
    assert [(each.action, each.act.number) for each in made.operations] == [("repeal", act.number) for act in acts]
    listed = {"rus": "по перечню согласно приложению к ", "kaz": "қосымшаға сәйкес тізбе бойынша"}[language]
    assert (listed in made.text) == (count > 2)


def test_nothing_to_repeal_and_acts_without_a_card_are_refused():
    with pytest.raises(DraftError, match="nothing to repeal"):
        repeal([], "rus")
    with pytest.raises(DraftError, match="no date or number"):
        repeal([ActRef("order", None, "5")], "rus")


def test_a_code_is_amended_by_a_law():
    assert [form_of(ActRef(form, None, None)) for form in ("code", "order", None, "resolution")] == [
        "law", "order", "order", "resolution",
    ]  # fmt: skip


def test_what_no_formula_says_is_refused():
    source, force = OperationSource(None, (), ""), InForce("condition", None, "pending")
    suspended = Operation("draft-1", "suspend", ACTS["rus"], None, (Step("paragraph", "1"),), force, source)
    with pytest.raises(DraftError, match="no formula"):
        write([suspended], ACTS["rus"], "rus")
    with pytest.raises(DraftError, match="entry into force"):
        write([replace(suspended, action="delete")], ACTS["rus"], "rus", Particulars(force=force))
