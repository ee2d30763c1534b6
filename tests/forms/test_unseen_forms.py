"""Forms of rules that nobody here has seen before: every blank a field, none missed, none doubled, rightly named."""

import re

import pytest

from forms.asked import Asked
from forms.definition import blanks, definition, lines
from forms.fill import fill
from forms.model import plan
from forms.records import Table, Text
from tests.forms import unseen_forms

NAMES = [(language, name) for language in ("rus", "kaz") for name in unseen_forms.expected(language)]
_BOX = re.compile("[☐□]")
_PRINTED_BLANK = re.compile(r"_{2,}|\.{5,}|…{2,}|[☐□]")


@pytest.fixture(params=NAMES, ids=[f"{language}: {name}" for language, name in NAMES])
def case(request):
    language, name = request.param
    return unseen_forms.published(language)[name], unseen_forms.expected(language)[name]


def test_no_form_is_without_its_expectation():
    for language in ("rus", "kaz"):
        assert set(unseen_forms.lines(language)) == set(unseen_forms.expected(language))
    assert len(NAMES) >= 85


def test_the_fields_are_those_that_a_clerk_finds(case):
    document, expected = case
    assert unseen_forms.described(document) == expected


def test_what_is_no_field_has_no_blank_left_in_it(case):
    document, _ = case
    words = [part.text for block in document.blocks for line in lines(block) for part in line.parts
             if isinstance(part, Text)]  # fmt: skip
    assert not [text for text in words if _PRINTED_BLANK.search(text)]


def test_every_field_has_its_blank_and_every_label_is_its_own(case):
    document, _ = case
    form = definition(document)
    assert {blank.field for blank in blanks(document.blocks)} == {one.name for one in document.fields}
    for fields in (form.fields, *(group.columns for group in form.groups)):
        labels = [one.field.label for one in fields]
        assert len(set(labels)) == len(labels)
        assert all(labels)


@pytest.mark.parametrize("language", ["rus", "kaz"])
def test_the_words_of_a_form_are_those_published(language):
    for name, document in unseen_forms.published(language).items():
        said = "".join(document.caption) + document.label + "".join(
            "".join(part.text if isinstance(part, Text) else part.published for part in line.parts) or
            getattr(line, "text", "")
            for block in document.blocks for line in lines(block)
        )  # fmt: skip
        given = "".join(unseen_forms.lines(language)[name])
        assert sorted(re.sub(r"\s", "", said)) == sorted(re.sub(r"\s", "", given)), name


def test_an_answer_in_every_field_is_printed_once_in_its_place(case):
    document, _ = case
    ready = plan(definition(document))
    computed = {one.name for one in ready.computed}
    data = {one.field.name: _answer(one, number) for number, one in enumerate(ready.fields)
            if one.rule != "seal" and one.field.name not in computed}  # fmt: skip
    filled = fill(document, data)
    said = "".join(part.text for block in filled.blocks for line in lines(block) for part in line.parts
                   if isinstance(part, Text))  # fmt: skip
    for number, one in enumerate(ready.fields):
        if one.rule == "text" and one.field.name in data:
            assert said.count(f"ответ{number:03d}") == 1, one.field.name
    boxes = [one for one in ready.fields if one.rule == "mark" and any(map(_BOX.search, one.field.published))]
    lists = [
        one for one in ready.fields if one.rule == "choice" and not any(map(_PRINTED_BLANK.search, one.field.published))
    ]
    assert said.count("☒") == len(boxes) + len(lists)
    for one in lists:
        assert f"☒ {one.options[0]}" in said
        assert all(option in said for option in one.options)
    left = {blank.field for blank in blanks(filled.blocks)}
    several = {one.field.name for one in ready.fields if len(one.field.published) > 1}
    assert left <= {one.field.name for one in ready.fields if one.rule == "seal"} | computed | several
    assert sum(isinstance(block, Table) for block in filled.blocks) == sum(
        isinstance(block, Table) for block in document.blocks
    )


def _answer(one: Asked, number: int):
    match one.rule:
        case "date":
            return f"{(one.year or '20').ljust(3, '2').ljust(4, '4')}-03-05"
        case "period":
            return {"from": "2024-03-01", "to": "2024-03-05"}
        case "iin" | "iin-or-bin":
            return "880101300123"
        case "bin":
            return "990240001227"
        case "money":
            return "1500"
        case "quantity" | "count":
            return "7"
        case "phone":
            return "+7 701 000 00 00"
        case "month":
            return "3"
        case "year":
            return "2024"
        case "choice":
            return one.options[0]
        case "mark":
            return True
        case _:
            return f"ответ{number:03d}"
