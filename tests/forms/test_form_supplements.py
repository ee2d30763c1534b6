"""Supplements: English names bound to one wording, refused for any other; the printed words never change."""

from dataclasses import replace

import pytest

from api.verifying import addressed, wording_hash
from forms.definition import definition
from forms.fill import fill
from forms.records import Line, Table, Text
from forms.schema import schema
from forms.supplement import SupplementError, load, read_supplement, shipped, skeleton, supplemented
from forms.wording import wording
from tests.forms.filling_samples import form, printed
from tests.forms.test_forms_documents import FILED

ACT, SHEET, SIGNS = (FILED[f"V1500010370/1/{num}"] for num in (8, 9, 10))


def codes(document):
    return [one.code for one in document.findings]


def made_for(document, text):
    head = f'document = "{document.id}"\nlanguage = "{document.language}"\nwording = "{wording(document)}"\n'
    return read_supplement(head + text, "test.toml")


@pytest.mark.parametrize("blank", [ACT, SHEET, SIGNS], ids=lambda one: one.id)
def test_the_shipped_ones_fit_the_founding_forms_and_change_no_word(blank):
    named = supplemented(blank, shipped())
    assert "supplement-stale" not in codes(named)
    assert printed(named) == printed(blank)
    assert len(named.fields) == len(blank.fields)
    paths = [path for path, _ in definition(named).every_field()]
    assert len(set(paths)) == len(paths)
    assert not {"pole", "data", "nomer", "stranitsakh"} & {path.rpartition(".")[2] for path in paths}


def test_a_form_is_filled_by_its_english_names():
    named = supplemented(ACT, shipped())
    data = {
        "period": {"from": "2022-01-01", "to": "2022-01-31"}, "provider_signature": None, "provider_signatory": "П.",
        "services": [{"service": "Помощь", "hours": "2", "price": "10"}],
    }  # fmt: skip
    said = printed(fill(named, data))
    assert "1|Помощь|2|10,00|20,00" in said


def test_an_order_that_changes_a_word_makes_it_stale_and_the_derived_form_serves():
    blank = SHEET
    line = next(one for one in blank.blocks if isinstance(one, Line) and one.parts == (Text("Дата "), *one.parts[1:]))
    changed = tuple(replace(one, parts=(Text("День "), *one.parts[1:])) if one is line else one for one in blank.blocks)
    other = replace(blank, blocks=changed)
    assert wording(other) != wording(blank)
    served = supplemented(other, shipped())
    assert served.fields == other.fields
    assert codes(served) == [*codes(other), "supplement-stale"]


def test_another_document_and_another_language_are_left_alone():
    assert supplemented(form(["Дата ______"]), shipped()) == form(["Дата ______"])
    kazakh = replace(ACT, language="kaz")
    assert supplemented(kazakh, shipped()) == kazakh


def test_the_wording_knows_neither_the_date_nor_the_derived_labels():
    blank = ACT
    assert wording(replace(blank, on=blank.on.replace(year=2023), fields=())) == wording(blank)


def test_kind_alternatives_and_what_is_required():
    blank = form(["Категория ______", "Примечание ______"])
    given = made_for(
        blank,
        '[fields.kategoriia]\nkind = "choice"\noptions = ["первая", "вторая"]\n'
        "[fields.primechanie]\nrequired = false\n",
    )
    told = schema(definition(supplemented(blank, [given])))
    assert told["properties"]["kategoriia"]["anyOf"][0] == {"enum": ["первая", "вторая"]}
    assert told["required"] == ["kategoriia"]


def test_computed_as_told():
    blank = form(["Сверено ______"], next(block for block in ACT.blocks if isinstance(block, Table)))
    given = made_for(blank, '[fields.svereno]\nname = "total"\nkind = "money"\ncomputed = "cost"\n')
    row = {"naimenovanie_uslugi": "Помощь", "kolichestvo_chasov": "2", "tsena_za_edinitsu_tenge": "10"}
    assert "Сверено 20,00" in printed(fill(supplemented(blank, [given]), {"rows": [row]}))


def test_a_name_of_a_field_that_is_not_there_makes_it_stale():
    blank = form(["Дата ______"])
    served = supplemented(blank, [made_for(blank, '[fields.net_takogo]\nname = "none"\n')])
    assert served.fields == blank.fields
    assert codes(served) == ["supplement-stale"]


def test_a_name_that_another_field_has_makes_it_stale():
    blank = form(["Дата ______", "Адрес ______"])
    assert codes(supplemented(blank, [made_for(blank, '[fields.data]\nname = "adres"\n')])) == ["supplement-stale"]


@pytest.mark.parametrize(
    "text",
    [
        "document = 5",
        "= ",
        'document = "x"\nlanguage = "rus"\nwording = "short"',
        '[fields.a]\nname = "Имя"',
        '[fields.a]\nname = "version"', '[fields.a]\nsecret = 1', '[fields.a]\nkind = "odd"',
        '[fields.a]\nname = "one"\n[fields.b]\nname = "one"',
    ],
)  # fmt: skip
def test_a_file_that_is_no_supplement_is_refused_with_its_name(text):
    head = f'document = "x"\nlanguage = "rus"\nwording = "{"0" * 64}"\n' if text.startswith("[") else ""
    with pytest.raises(SupplementError) as refused:
        read_supplement(head + text, "own.toml")
    assert refused.value.place == "own.toml"


def test_a_folder_is_read_in_the_order_of_names_and_none_is_no_fault(tmp_path):
    assert load(tmp_path / "none") == ()
    blank = form(["Дата ______"])
    for name, english in (("b.toml", "second"), ("a.toml", "first")):
        head = f'document = "{blank.id}"\nlanguage = "rus"\nwording = "{wording(blank)}"\n'
        (tmp_path / name).write_text(f'{head}[fields.data]\nname = "{english}"\n', encoding="utf-8")
    served = supplemented(blank, load(tmp_path))
    assert [one.name for one in served.fields] == ["second"], "the last one that fits"


@pytest.mark.parametrize("blank", [ACT, SHEET, SIGNS], ids=lambda one: one.id)
def test_a_skeleton_is_a_supplement_that_says_nothing(blank):
    given = read_supplement(skeleton(blank), "skeleton")
    assert supplemented(blank, [given]) == blank


@pytest.mark.parametrize("blank", [ACT, SHEET, SIGNS], ids=lambda one: one.id)
def test_what_a_supplement_adds_changes_no_hash(blank):
    named = supplemented(blank, shipped())
    assert named != blank
    assert wording(named) == wording(blank)
    assert wording_hash(named) == wording_hash(blank) == wording(blank)[:32]
    assert addressed(named, "https://example.org").verify == addressed(blank, "https://example.org").verify


RUSSIAN = ["Ф.И.О. ______", "ИИН ______", 'Принято "__" ________ 20__ г. № ____', "Примечание ______"]
KAZAKH = ["Т.А.Ә. ______", "ЖСН ______", '№ ____ 20__ жылғы "__" ________ қабылданды', "Ескертпе ______"]


def twins(russian, kazakh):
    return form(russian), replace(form(kazakh, language="kaz"), id=form(russian).id)


def said_of(document):
    """A supplement that names every field of a form in English."""
    text = "".join(f'[fields.{one.name}]\nname = "english_{at}"\n' for at, one in enumerate(document.fields))
    return made_for(document, text)


def test_names_go_over_to_the_other_language_where_the_kinds_leave_no_doubt():
    russian, kazakh = twins(RUSSIAN, KAZAKH)
    served = supplemented(kazakh, [said_of(russian)], lambda: russian)
    english = {one.label: one.name for one in supplemented(russian, [said_of(russian)]).fields}
    assert [one.name for one in served.fields] == [
        english["Ф.И.О."], english["ИИН"], english["№"], english["Принято"], english["Примечание"],
    ]  # fmt: skip
    assert wording(served) == wording(kazakh)
    assert printed(served) == printed(kazakh)


@pytest.mark.parametrize(
    ("russian", "kazakh"),
    [
        (["Выдано ______ для ______"], ["______ үшін ______ берілді"]),
        (["Адрес ______", "Дата ______"], ["Күні ______", "Мекенжайы ______"]),
        (["Адрес ______"], ["Мекенжайы ______", "Ескертпе ______"]),
    ],
    ids=["two of one kind on a line", "lines in another order", "a line more"],
)
def test_one_doubt_and_the_derived_names_serve(russian, kazakh):
    russian, kazakh = twins(russian, kazakh)
    assert supplemented(kazakh, [said_of(russian)], lambda: russian) == kazakh


def test_a_stale_supplement_lends_nothing():
    russian, kazakh = twins(RUSSIAN, KAZAKH)
    other = form(["Фамилия ______", *RUSSIAN[1:]])
    assert supplemented(kazakh, [said_of(other)], lambda: russian) == kazakh
    assert supplemented(kazakh, [said_of(russian)]) == kazakh


def test_alternatives_stay_in_their_language():
    russian, kazakh = twins(["Категория ______"], ["Санаты ______"])
    given = made_for(russian, '[fields.kategoriia]\nname = "class"\nkind = "choice"\noptions = ["первая", "вторая"]\n')
    (field,) = supplemented(kazakh, [given], lambda: russian).fields
    assert (field.name, field.kind, field.hint) == ("class", "text", "")
