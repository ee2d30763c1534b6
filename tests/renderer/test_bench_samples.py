"""What is measured is what is printed: sample values fit, sample rows are rows. No time is tested."""

from __future__ import annotations

from renderer.bench import Comparison, sample_rows, sample_values
from renderer.fast import Template, journal_pdf
from tests.renderer.rendering_samples import act_of_services, journal


def test_sample_values_fill_every_field_the_fast_way() -> None:
    template = Template(act_of_services())
    values = sample_values(template)
    assert values.keys() == template.fields
    assert template.fits(values)


def test_sample_rows_fit_the_journal_and_differ() -> None:
    rows = list(sample_rows(9, 50))
    assert len({tuple(row) for row in rows}) == 50
    assert b"".join(journal_pdf(journal(), rows)).startswith(b"%PDF-1.7")


def test_a_ratio_is_how_many_times_faster() -> None:
    assert Comparison("a", ours=0.5, other=2.0).ratio == 4.0
