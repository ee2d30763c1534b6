"""Dates, messages, refusals and words."""

import re
import string
import tomllib
from datetime import date, datetime
from importlib import resources

import pytest

from api import clock, dates
from api.messages import say, table, ui_language
from api.refusals import Refusal, explain, translate
from api.settings import Settings, from_environment
from api.words import act_words, finding_words, target_words
from legal import findings
from legal.errors import (
    ConflictError,
    DateError,
    LegalError,
    NotOnFile,
    NotYetInForce,
    RepealedError,
    SourceError,
    StoreError,
)
from legal.records import ActRef, Finding, Step
from renderer.errors import SourceAbsent, ToolError

CYRILLIC_WORD_WITH_LATIN = re.compile(r"(?=\w*[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі])(?=\w*[A-Za-z])[^\W\d_]+")


@pytest.mark.parametrize(
    "text",
    [
        "20260101", "2026-W01-1", "2026-02-30", "2026-1-1", "01.01.2026", "2026-01-01T00:00", " 2026-01-01",
        "2026-01-01\n", "٢٠٢٦-٠١-٠١", "0000-01-01", "", "today",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    with pytest.raises(Refusal) as refused:
        dates.civil_date(text)
    assert refused.value.remedy


def test_a_moment_without_a_zone_is_one_of_kazakhstan():
    assert dates.moment("2026-01-01T12:00").isoformat() == "2026-01-01T12:00:00+05:00"
    assert dates.moment("2026-01-01T12:00Z").isoformat() == "2026-01-01T17:00:00+05:00"
    assert dates.moment("2026-01-01") == datetime(2026, 1, 1, 23, 59, 59, 999999, clock.ZONE)


@pytest.mark.parametrize("text", ["12:00", "2026-13-01T00:00", "2026-01-01 12:00", "0001-01-01T00:00+14:00", "x" * 99])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(Refusal):
        dates.moment(text)


def test_every_message_stands_in_three_languages_with_the_same_placeholders():
    for key, entry in table().items():
        assert set(entry) == {"ru", "kk", "en"}, key
        fields = {
            tuple(sorted({field for _, field, _, _ in string.Formatter().parse(text) if field is not None}))
            for text in entry.values()
        }
        assert len(fields) == 1, key


def test_no_message_mixes_alphabets_in_a_word():
    for key, entry in table().items():
        for language in ("ru", "kk"):
            assert not CYRILLIC_WORD_WITH_LATIN.findall(entry[language]), (key, language)


def test_every_code_of_a_finding_has_words():
    assert [code for code in findings.CODES if f"finding.{code}" not in table()] == []


def test_every_refusal_has_a_remedy():
    keys = {key.partition(".")[2] for key in table() if key.startswith("refusal.")}
    remedies = {key.partition(".")[2] for key in table() if key.startswith("remedy.")}
    assert keys == remedies


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (SourceError("x"), 422, 2), (DateError("x"), 400, 2), (NotOnFile("x"), 404, 2), (RepealedError("x"), 410, 1),
        (NotYetInForce("x"), 404, 1),
        (ConflictError("x"), 409, 2), (StoreError("x"), 503, 2), (LegalError("x"), 400, 2),
        (Refusal("repealed", like=RepealedError, on="a", ended="b", since="c"), 410, 1),
        (SourceAbsent("x"), 404, 2), (ToolError("x"), 503, 2),
    ],
)  # fmt: skip
def test_every_error_has_a_status(error, status, code):
    told = explain(error, "kk")
    assert (told.status, told.exit) == (status, code)
    assert told.title


def test_every_sentence_stands_in_two_languages_and_names_only_what_its_pattern_holds():
    data = tomllib.loads(resources.files("api").joinpath("refusals.toml").read_text(encoding="utf-8"))
    for entry in data["sentence"]:
        groups = set(re.compile(entry["en"]).groupindex)
        for language in ("ru", "kk"):
            fields = {field for _, field, _, _ in string.Formatter().parse(entry[language]) if field is not None}
            assert fields <= groups, entry["en"]
            assert not CYRILLIC_WORD_WITH_LATIN.findall(entry[language]), entry["en"]


def test_a_sentence_of_the_legal_package_is_told_in_the_language_of_the_reader():
    assert translate("the file is empty", "ru") == "Файл пуст."
    assert translate("the file is empty", "en") == "the file is empty"
    assert translate("a sentence that nobody has translated", "kk") == "a sentence that nobody has translated"


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ru_RU.UTF-8", "ru"), ("kk_KZ", "kk"), ("en_US.UTF-8", "en"), ("C.UTF-8", "ru"), ("", "ru"), (None, "ru")],
)
def test_language_of_messages(locale, language):
    assert ui_language(locale) == language


def test_acts_and_places_in_both_languages():
    act = ActRef("order", date(2025, 9, 30), "300")
    assert act_words(act, "ru") == "приказ от 30.09.2025 № 300"
    assert act_words(act, "kk") == "30.09.2025 № 300 бұйрық"
    assert act_words(ActRef(None, None, None, "V2500036999"), "ru") == "акт V2500036999"
    place = (Step("paragraph", "7"), Step("subparagraph", "5"))
    assert target_words(place, "ru") == "пункт 7, подпункт 5)"
    assert target_words(place, "kk") == "7-тармақ, 5) тармақша"
    assert target_words((), "ru") == "весь акт"
    assert target_words((Step("article", "2"), Step("heading")), "ru") == "статья 2, заголовок"


def test_a_finding_names_its_line_and_code():
    words = finding_words(Finding("target-absent", "error", "no paragraph 9", 12, ("paragraph 8",)), "ru")
    assert words.startswith("строка 12: ")
    assert "[target-absent]" in words
    assert "(возможные места: пункт 8)" in words


def test_settings_come_from_the_environment_and_name_the_variable_that_is_wrong():
    assert from_environment({"QAGIDA_PORT": "9000", "QAGIDA_HOME": "/x", "OTHER": "1"}).port == 9000
    with pytest.raises(Refusal) as refused:
        from_environment({"QAGIDA_PORT": "secret-value"})
    assert refused.value.place == "QAGIDA_PORT"
    assert "secret-value" not in str(refused.value)
    with pytest.raises(Refusal) as refused:
        from_environment({"QAGIDA_TOKEN": "guessable"})
    assert (refused.value.place, refused.value.key) == ("QAGIDA_TOKEN", "secret_short")
    assert "guessable" not in str(refused.value)
    assert "openssl" in str(refused.value.remedy)


def test_trusted_hosts():
    assert "localhost" in (Settings().hosts or ())
    assert Settings(trusted_hosts="a.kz, b.kz").hosts == ("a.kz", "b.kz")
    assert Settings(trusted_hosts="*").hosts is None


def test_a_message_that_does_not_exist_is_a_bug():
    with pytest.raises(KeyError):
        say("cli.nothing", "ru")
