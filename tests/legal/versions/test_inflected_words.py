"""Words replaced in "the corresponding cases" in both languages: every form, and none that is in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from building import ORDER, act, line, op, para, part

from legal.records import Act
from legal.versions import build, text
from legal.versions.inflection_kaz import forms_of

DAY = date(2024, 1, 1)


def kazakh(*lines: str) -> Act:
    made = act(para("1", part(*lines)), title="Қағидалар")
    return replace(made, card=replace(made.card, language="kaz"))


def changed(base: Act, old: str, new: str | None, action: str = "replace-words") -> tuple[list[str], set[str]]:
    operation = op(1, action, "", old=old, new=new, everywhere=True, inflected=True)
    regulation = build(ORDER, base.card.language, base, [operation])
    shown = text(regulation, DAY).splitlines()[1:]
    return shown, {each.code for each in regulation.findings if each.severity != "info"}


KAZAKH = [
    ("басқарма", "департамент", "Басқарма басқармаға, басқармадан, басқарманы хабарлайды.",
     "Департамент департаментке, департаменттен, департаментті хабарлайды."),
    ("бөлік", "бөлім", "Бөлігі, бөлігінде, бөліктері бойынша.", "Бөлімі, бөлімінде, бөлімдері бойынша."),
    ("уәкілетті орган", "жергілікті басқарма", "Уәкілетті органның шешімі уәкілетті органмен келісіледі.",
     "Жергілікті басқарманың шешімі жергілікті басқармамен келісіледі."),
    ("әділет басқармасы", "әділет департаменті", "Өтініш әділет басқармасына беріледі.",
     "Өтініш әділет департаментіне беріледі."),
    ("портал", "жүйе", "Порталдағы деректер порталда сақталады.", "Жүйедегі деректер жүйеде сақталады."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "before", "after"), KAZAKH)
def test_kazakh_words_keep_their_endings(old: str, new: str, before: str, after: str):
    assert changed(kazakh(before), old, new) == ([f"1. {after}"], set())


@pytest.mark.parametrize("old", ["автомобиль", "министр", "пункт", "кісі"])
def test_words_whose_endings_their_sounds_do_not_decide_are_refused(old: str):
    assert forms_of(old) is None
    shown, codes = changed(kazakh(f"{old}ге қойылатын талаптар."), old, "басқарма")
    assert shown == [f"1. {old}ге қойылатын талаптар."]
    assert codes == {"act-held-back", "words-inflected"}


def test_a_word_that_begins_alike_is_left_and_told_of():
    shown, codes = changed(kazakh("Бөлім бөлімшеге хабарлайды."), "бөлім", "орталық")
    assert shown == ["1. Орталық бөлімшеге хабарлайды."]
    assert codes == {"words-inflected"}


RUSSIAN = [
    ("население", "молодежь", "Населению и населением.", "Молодежи и молодежью."),
    ("молодежь", "население", "Молодёжью и молодежью.", "Населением и населением."),
    ("отдел", "Государственный орган", "Решение отдела.", "Решение Государственного органа."),
    ("социальный работник", "помощник", "Помощь социальных работников.", "Помощь помощников."),
]


@pytest.mark.parametrize(("old", "new", "before", "after"), RUSSIAN)
def test_russian_words_are_spelt_as_the_order_spells_them(old: str, new: str, before: str, after: str):
    assert changed(act(para("1", part(line(before)))), old, new) == ([f"1. {after}"], set())


def test_a_russian_form_that_the_new_words_lack_is_refused_and_never_taken_out():
    """A form that the new words lack: nothing to put in its place."""
    base = act(para("1", part(line("Ножницы и ножницами."))))
    shown, codes = changed(base, "ножницы", "молоко")
    assert shown == ["1. Ножницы и ножницами."]
    assert codes == {"act-held-back", "words-inflected"}
