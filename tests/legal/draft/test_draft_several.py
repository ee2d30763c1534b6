"""One order that changes several acts, joint orders, and the list in which three acts and more stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal.amend.operations import operations as read_operations
from legal.amend.operations import own_ref
from legal.draft import DraftError, Particulars, draft, draft_several, repeal, write
from legal.draft.order import write_several
from legal.draft.replay import replay, same_text
from legal.reading import read
from legal.records import ActRef, InForce, Node, Operation, OperationSource, Step, Version

AUTHOR = {"rus": "Министр финансов Республики Казахстан", "kaz": "Қазақстан Республикасының Қаржы министрі"}
OTHER = {"rus": "Министр юстиции Республики Казахстан", "kaz": "Қазақстан Республикасының Әділет министрі"}
TITLE = {"rus": "Об утверждении Правил", "kaz": "Қағидаларды бекіту туралы"}
OLD = {"rus": "Заявитель подает заявление в течение пяти дней.", "kaz": "Өтініш беруші өтінішті бес күн ішінде береді."}
NEW = {"rus": "Заявитель подает заявление в течение трех дней.", "kaz": "Өтініш беруші өтінішті үш күн ішінде береді."}
BOTH = pytest.mark.parametrize("language", ["rus", "kaz"])
DAY = date(2026, 1, 2)


def version(language, act, *texts):
    body = tuple(
        Node("paragraph" if act.form == "order" else "article", str(at),
             f"{at}." if act.form == "order" else {"rus": f"Статья {at}.", "kaz": f"{at}-бап."}[language],
             children=(Node("part", "1", children=(Node("alinea", text=text),)),))
        for at, text in enumerate(texts, 1)
    )  # fmt: skip
    return Version(act, language, date(2025, 1, 1), "in-force", "stated", None, body, (), ())


def order(language, number, day=date(2020, 3, 4), author=None):
    return ActRef("order", day, number, None, author or AUTHOR[language], f"2{number}", TITLE[language])


def pair(language, act):
    return version(language, act, OLD[language], OLD[language]), version(language, act, OLD[language], NEW[language])


def proved(pairs, *options, **named):
    """The draft, after each act was compared once more with what the text, read again, makes of it."""
    made = draft_several(pairs, *options, **named)
    found, findings = read_operations(read(made.text.encode(), "draft.md", pairs[0][0].language))
    assert not [finding for finding in findings if finding.severity == "error"]
    for before, after in pairs:
        mine = [op for op in found if (op.act.date, op.act.number) == (before.act.date, before.act.number)]
        assert same_text(replay(before, mine).version, after)
    return made


@BOTH
def test_two_acts_stand_in_paragraphs_of_their_own_the_older_first(language):
    later, earlier = order(language, "50", date(2021, 5, 6)), order(language, "40")
    particulars = Particulars(author=AUTHOR[language], number="7", date=DAY)
    text = proved([pair(language, later), pair(language, earlier)], particulars).text
    assert text.index("№ 40") < text.index("№ 50")
    assert text.startswith(
        {"rus": "# О внесении изменений в некоторые приказы Министра финансов Республики Казахстан\n",
         "kaz": "# Қазақстан Республикасының Қаржы министрінің кейбір бұйрықтарына өзгерістер енгізу туралы\n",
         }[language]
    )  # fmt: skip
    starts = [line[:2] for line in text.split("\n") if line[:1].isdigit() and line[1:3] == ". "]
    assert starts == ["1.", "2.", "3.", "4.", "5."]


@BOTH
def test_three_acts_stand_in_a_list_before_the_other_annexes(language):
    label = {"rus": "Приложение 1", "kaz": "1-қосымша"}[language]
    caption = Node("alinea", text={"rus": "к приказу", "kaz": "бұйрыққа"}[language], role="caption")
    title = {"rus": "Сведения о лицах", "kaz": "Тұлғалар туралы мәліметтер"}[language]

    def annexed(text):
        return Node("annex", "1", label, title, children=(caption, Node("part", "1", children=(text,))))

    act = order(language, "60")
    old, new = (Node("alinea", text=text[language]) for text in (OLD, NEW))
    third = [replace(version(language, act, OLD[language]), annexes=(annexed(each),)) for each in (old, new)]
    pairs = [pair(language, order(language, "40")), pair(language, order(language, "50")), tuple(third)]
    made = proved(pairs, Particulars(author=AUTHOR[language], number="7", date=DAY))
    said = {
        "rus": ("согласно приложению 1 к настоящему приказу.", "согласно приложению 2 к настоящему приказу."),
        "kaz": ("Осы бұйрыққа 1-қосымшаға сәйкес Қазақстан", "осы бұйрыққа 2-қосымшаға сәйкес жаңа редакцияда"),
    }[language]
    first, second = (made.text.index(words) for words in said)
    list_title = {
        "rus": "### Перечень некоторых приказов Министра финансов Республики Казахстан, в которые вносятся изменения",
        "kaz": "### Өзгерістер енгізілетін Қазақстан Республикасының Қаржы министрінің кейбір бұйрықтарының тізбесі",
    }[language]
    assert first < made.text.index(list_title) < second


@BOTH
def test_laws_stand_in_items_of_one_article_and_may_change_words(language):
    laws = [ActRef("law", date(2001, 1, at), f"{at}-II", title=TITLE[language]) for at in (1, 2, 3)]
    made = proved([pair(language, act) for act in laws], Particulars(form="law"))
    opening = {
        "rus": "Статья 1. Внести изменения в следующие законодательные акты Республики Казахстан:",
        "kaz": "1-бап. Қазақстан Республикасының мынадай заңнамалық актілеріне өзгерістер енгізілсін:",
    }[language]
    assert opening in made.text
    assert {op.action for op in made.operations} == {"replace-words"}
    assert len(made.operations) == 3


@BOTH
def test_a_joint_order_that_changes_a_joint_order(language):
    authors = f"{AUTHOR[language]}; {OTHER[language]}"
    act = replace(order(language, "40/15"), author=authors)
    particulars = Particulars(
        author=authors, number="7/8", date=DAY,
        dates={"7/8": (DAY, date(2026, 1, 9)), "40/15": (act.date, date(2020, 3, 9))},
    )  # fmt: skip
    made = proved([pair(language, act)], particulars)
    said = {
        "rus": [
            "Совместный приказ Министра финансов Республики Казахстан от 2 января 2026 года № 7 и Министра юстиции ",
            "юстиции Республики Казахстан от 9 января 2026 года № 8", "ПРИКАЗЫВАЕМ:",
            "1. Внести в совместный приказ Министра финансов Республики Казахстан от 4 марта 2020 года № 40 и ",
            "Контроль за исполнением настоящего совместного приказа возложить",
        ],
        "kaz": [
            "Қаржы министрінің 2026 жылғы 2 қаңтардағы № 7 және Қазақстан Республикасының Әділет министрінің ",
            "2026 жылғы 9 қаңтардағы № 8 бірлескен бұйрығы", "БҰЙЫРАМЫЗ:",
            "2020 жылғы 9 наурыздағы № 15 бірлескен бұйрығына",
            "Осы бірлескен бұйрықтың орындалуын бақылау",
        ],
    }[language]  # fmt: skip
    for words in said:
        assert words in made.text
    own = own_ref(read(made.text.encode(), "draft.md", language))
    assert (own.form, own.date, own.number) == ("order", DAY, "7/8")


def test_a_joint_act_whose_dates_are_not_all_known_is_refused():
    act = replace(order("rus", "40/15"), author=f"{AUTHOR['rus']}; {OTHER['rus']}")
    with pytest.raises(DraftError, match=r"joint act 40/15 has 2 authors.*Give the date and the number of each"):
        draft(*pair("rus", act))


def test_an_act_that_does_not_differ_is_left_out_and_one_given_twice_is_refused():
    one, other = order("rus", "40"), order("rus", "50")
    same = version("rus", other, OLD["rus"])
    text = proved([pair("rus", one), (same, same)], Particulars(author=AUTHOR["rus"])).text
    assert "№ 50" not in text
    assert text == draft(*pair("rus", one), Particulars(author=AUTHOR["rus"])).text
    with pytest.raises(DraftError, match="one act is given twice"):
        draft_several([pair("rus", one), pair("rus", one)])
    with pytest.raises(DraftError, match="two languages"):
        draft_several([pair("rus", one), pair("kaz", order("kaz", "50"))])


def test_acts_of_several_forms_and_authors_are_normative_acts():
    acts = [order("rus", "40"), replace(order("rus", "41"), form="resolution", author="Правительство")]
    text = draft_several([pair("rus", acts[0]), _as_orders(acts[1])], Particulars(form="resolution")).text
    assert text.startswith("# О внесении изменений в некоторые нормативные правовые акты Республики Казахстан\n")
    assert text.index("постановление Правительства") < text.index("приказ Министра")


def _as_orders(act):
    """Two versions of an act whose elements are paragraphs, whatever its form."""
    return tuple(replace(each, act=act) for each in pair("rus", order("rus", "1")))


def operation(number, target, force):
    content = (Node("part", "1", children=(Node("alinea", text=NEW["rus"]),)),)
    steps = (Step("paragraph", target), Step("part", "2"))
    act = order("rus", "40")
    return Operation(number, "replace", act, None, steps, force, OperationSource("1", (), ""), None, None, content)


def test_a_day_of_its_own_names_the_paragraph_of_the_act():
    late, usual = InForce("date", date(2027, 1, 1), "stated"), InForce("after-publication", None, "pending", 10)
    first, second = [operation("a", "1", usual)], [operation("b", "1", usual), operation("c", "2", late)]
    text = write_several([(order("rus", "40"), first), (order("rus", "50"), second)], "rus")
    assert "за исключением абзацев четвертого и пятого пункта 2 настоящего приказа, которые вводятся" in text
    found, _ = read_operations(read(text.encode(), "draft.md", "rus"))
    assert [op.in_force.start for op in found] == [None, None, date(2027, 1, 1)]
    assert "абзацев второго и третьего пункта 1" in write([operation("d", "1", late)], order("rus", "40"), "rus")


@BOTH
def test_an_act_that_is_changed_more_than_by_half_is_told(language):
    act = order(language, "40")
    before = version(language, act, *[OLD[language]] * 3)
    little = draft(before, version(language, act, OLD[language], OLD[language], NEW[language]))
    much = draft(before, version(language, act, NEW[language], NEW[language], OLD[language]))
    assert [finding.code for finding in (*little.findings, *much.findings) if finding.severity == "warning"] == [
        "draft-over-half"
    ]


@BOTH
def test_a_joint_order_repeals_a_joint_order(language):
    authors = f"{AUTHOR[language]}; {OTHER[language]}"
    acts = [replace(order(language, number), author=authors) for number in ("40/15", "41/16", "42/17")]
    dates = {act.number: (act.date, date(2020, 3, 9)) for act in acts} | {"7/8": (DAY, DAY)}
    particulars = Particulars(author=authors, number="7/8", date=DAY, dates=dates)
    one, listed = repeal(acts[:1], language, particulars), repeal(acts, language, particulars)
    assert [op.act.number for op in one.operations] == ["40/15"]
    assert [op.act.number for op in listed.operations] == ["40/15", "41/16", "42/17"]
    own = {"rus": "к настоящему совместному приказу", "kaz": "осы бірлескен бұйрыққа"}[language]
    assert own in listed.text.lower()
