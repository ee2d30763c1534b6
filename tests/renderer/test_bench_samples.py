"""What is measured is what is printed: sample values fit, sample rows are rows. No time is tested."""

from __future__ import annotations

from renderer.bench import Comparison, sample_filled, sample_rows, sample_values, typst_data
from renderer.fast import Template, journal_pdf
from renderer.fast.grown import Grown
from renderer.furniture import furniture
from tests.renderer.reading_back import expected, squeezed
from tests.renderer.rendering_samples import act_of_services, journal, visits


def test_sample_values_fill_every_field_the_fast_way() -> None:
    template = Template(act_of_services())
    values = sample_values(template)
    assert values.keys() == template.fields
    assert template.fits(values)


def test_sample_rows_fit_the_journal_and_differ() -> None:
    rows = list(sample_rows(9, 50))
    assert len({tuple(row) for row in rows}) == 50
    assert b"".join(journal_pdf(journal(), rows)).startswith(b"%PDF-1.7")


def test_a_filled_sheet_goes_the_fast_way() -> None:
    blank = visits()
    document = sample_filled(blank)
    assert Grown(blank).fill(document) is not None


def test_typst_gets_the_words_of_the_form() -> None:
    form = act_of_services()
    said = "".join("".join(map("".join, one)) if isinstance(one, list) else one for one in typst_data(form))
    warned = squeezed("".join(furniture(form).warnings))
    assert squeezed(said) == expected(form).removeprefix(warned)


def test_a_ratio_is_how_many_times_faster() -> None:
    assert Comparison("a", ours=0.5, other=2.0).ratio == 4.0
