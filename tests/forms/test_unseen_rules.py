"""Rules of state services that nobody here has seen: every form and standard of an order, as it is imported."""

import pytest

from forms.definition import blanks, definition, lines
from forms.model import plan
from forms.records import Text
from forms.schema import schema
from tests.forms import unseen_rules
from tests.forms.test_unseen_forms import _PRINTED_BLANK

CASES = [(name, number) for name in unseen_rules.NAMES for number in unseen_rules.expected(name)]
IDS = [f"{name}/{number}" for name, number in CASES]
KNOWN = {
    ("assistance-rus", "2"): "a table set with tabs in a fenced block is read as lines",
    ("assistance-rus", "3"): "one caption under two rules names both",
    ("assistance-rus", "4"): "a caption and a date that stand on one line are one field",
    ("subsidies-kaz", "8"): "a name that goes on under a line with another blank is two fields",
}
"""Forms of which one thing is read otherwise than a clerk reads it, and what."""


@pytest.mark.parametrize("name", unseen_rules.NAMES)
def test_every_annex_is_a_document(name):
    assert list(unseen_rules.documents(name)) == list(unseen_rules.expected(name))


@pytest.mark.parametrize(("name", "number"), CASES, ids=IDS)
def test_a_document_asks_for_what_a_clerk_finds(request, name, number):
    if (name, number) in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[name, number], strict=True))
    assert unseen_rules.found(unseen_rules.documents(name)[number]) == unseen_rules.expected(name)[number]


@pytest.mark.parametrize(("name", "number"), CASES, ids=IDS)
def test_no_blank_is_left_in_the_words(name, number):
    document = unseen_rules.documents(name)[number]
    words = [part.text for block in document.blocks for line in lines(block) for part in line.parts
             if isinstance(part, Text)]  # fmt: skip
    assert not [text for text in words if _PRINTED_BLANK.search(text)]
    assert {blank.field for blank in blanks(document.blocks)} == {one.name for one in document.fields}


@pytest.mark.parametrize(("name", "number"), CASES, ids=IDS)
def test_a_schema_has_every_field(name, number):
    ready = definition(unseen_rules.documents(name)[number])
    asked = {one.field.name for one in plan(ready).fields if one.rule != "seal"} | {one.name for one in ready.groups}
    assert asked <= set(schema(ready)["properties"])
