"""Numerals, endings and names: every form that the tables promise is read."""

from __future__ import annotations

from typing import get_args

import pytest

from legal.amend.formula import parse_clause
from legal.amend.language import fold, quote_spans, tokens
from legal.amend.syntax import Change, Lead
from legal.records import Kind
from legal.vocabulary import documents_rus, kazakh, russian
from legal.vocabulary.forms import bare, forms, possessed
from legal.vocabulary.numerals import kazakh_ordinal, russian_ordinal


def _last(clause: object) -> tuple[str, str | None]:
    assert isinstance(clause, (Change, Lead)), clause
    target = clause.targets[0] if isinstance(clause, Change) else clause.target
    return target[-1].kind, target[-1].num


def _decline(ordinal: str, endings: tuple[str, str]) -> str:
    """The last word of an ordinal with another ending: (for "третий", for the others)."""
    *before, last = ordinal.split()
    word = last[:-2] + (endings[0] if last == "третий" else endings[1])
    return " ".join([*before, word])


@pytest.mark.parametrize("number", range(1, 101))
def test_every_russian_ordinal(number: int) -> None:
    """Nominative, genitive, prepositional, instrumental of the masculine; accusative and genitive of the feminine."""
    ordinal = russian_ordinal(number)
    sentences = [
        f"абзац {ordinal} изложить в следующей редакции:",
        f"в абзаце {_decline(ordinal, ('ьем', 'ом'))}:",
        f"дополнить абзацем {_decline(ordinal, ('ьим', 'ым'))} следующего содержания:",
    ]
    for text in sentences:
        assert _last(parse_clause(text, "rus")[0]) == ("alinea", str(number)), text
    feminine = [
        f"часть {_decline(ordinal, ('ью', 'ую'))} исключить;",
        f"в части {_decline(ordinal, ('ьей', 'ой'))}:",
        f"дополнить частью {_decline(ordinal, ('ьей', 'ой'))} следующего содержания:",
    ]
    for text in feminine:
        assert _last(parse_clause(text, "rus")[0]) == ("part", str(number)), text
    (owner,) = parse_clause(f"предложение второе абзаца {_decline(ordinal, ('ьего', 'ого'))} исключить;", "rus")
    assert isinstance(owner, Change)
    assert owner.targets[0][0].num == str(number)


@pytest.mark.parametrize("number", range(1, 101))
def test_every_kazakh_ordinal(number: int) -> None:
    ordinal = kazakh_ordinal(number)
    sentences = [
        f"{ordinal} абзац мынадай редакцияда жазылсын:",
        f"3-тармақтың {ordinal} абзацында:",
        f"мынадай мазмұндағы {ordinal} абзацпен толықтырылсын:",
        f"{ordinal} абзацтағы «А» деген сөз алып тасталсын;",
    ]
    for text in sentences:
        assert _last(parse_clause(text, "kaz")[0]) == ("alinea", str(number)), text


@pytest.mark.parametrize(("stem", "made"), [
    ("тармақ", "тармақтың тармағының тармаққа тармағына тармақта тармағында тармақтағы тармағындағы тармақпен"),
    ("тармақша", "тармақшаның тармақшасының тармақшаға тармақшасында тармақшадағы тармақшамен тармақшалар"),
    ("бап", "баптың бабының бапқа бабына бапта бабында баппен баптар баптары"),
    ("бөлік", "бөліктің бөлігінің бөлікке бөлігіне бөлікте бөлігінде бөліктегі бөлікпен бөліктер"),
    ("абзац", "абзацтың абзацының абзацта абзацында абзацпен абзацтар абзацтан"),
    ("қосымша", "қосымшаға қосымшасына қосымшада қосымшамен қосымшаларға қосымшалармен"),
    ("тарау", "тараудың тарауының тарауда тараумен тараулар"),
    ("бөлім", "бөлімнің бөлімінің бөлімде бөліммен бөлімдер бөлімнен"),
    ("сөйлем", "сөйлемнің сөйлемде сөйлеммен сөйлемдер"),
    ("жол", "жолдың жолында жолмен жолдар жолдармен"),
    ("сөз", "сөздер сөзбен сөздермен сөзден сөздерден сөздің"),
    ("бұйрық", "бұйрыққа бұйрығына бұйрықтың бұйрығының бұйрықпен бұйрығымен бұйрығында"),
    ("қағида", "қағидалары қағидаларында қағидаларының қағидаларына қағидаларындағы"),
    ("заң", "заңның заңының заңға заңына заңмен"),
    ("кодекс", "кодекстің кодексінің кодексіне"),
])  # fmt: skip
def test_kazakh_endings(stem: str, made: str) -> None:
    known = forms(stem)
    assert [word for word in made.split() if word not in known] == []


def test_endings_doctest_shapes() -> None:
    assert bare("тармақша", "ins", plural=True) == "тармақшалармен"
    assert possessed("бап", "dat") == "бабына"


def test_every_kind_that_has_a_noun_is_a_kind() -> None:
    kinds = set(get_args(Kind))
    assert {noun.kind for noun in russian.NOUNS.values()} <= kinds
    assert {kind for meanings in kazakh.NOUNS.values() for kind, _ in meanings} <= kinds


def test_both_languages_name_the_same_kinds() -> None:
    assert {n.kind for n in russian.NOUNS.values()} == {k for meanings in kazakh.NOUNS.values() for k, _ in meanings}


@pytest.mark.parametrize("table", [
    russian.NOUNS, russian.ACTS, documents_rus.DOCUMENTS, russian.VERBS, russian.WORDS, dict(russian.PHRASES),
    kazakh.NOUNS, kazakh.ACTS, kazakh.DOCUMENTS, kazakh.VERBS, kazakh.WORDS, dict(kazakh.PHRASES),
])  # fmt: skip
def test_keys_are_folded(table: dict[str, object]) -> None:
    """A key with a capital, a ё or a Latin letter would never be found."""
    assert [key for key in table if " ".join(fold(word) for word in key.split()) != key] == []


@pytest.mark.parametrize(("text", "quotes"), [
    ('слова "А" заменить словами "Б"', ["А", "Б"]),
    ('слова "Закон "О труде"" заменить', ['Закон "О труде"']),
    ('слова «А «Б»» исключить', ["А «Б»"]),
    ('слова ", а также" исключить', [", а также"]),
    ('слова "А "Б" заменить словами "В"', []),
    ('слова "А', []),
])  # fmt: skip
def test_quotes(text: str, quotes: list[str]) -> None:
    assert [text[start + 1 : end] for start, end in sorted(quote_spans(text).items())] == quotes


@pytest.mark.parametrize(("text", "title"), [
    ('приказ "Об утверждении Правил "Выдача" (зарегистрирован под № 5)', 'Об утверждении Правил "Выдача"'),
    ("приказ «Об утверждении Правил «Выдача» следующие изменения:", "Об утверждении Правил «Выдача»"),
    ('"Беру" қағидаларын бекіту туралы" бұйрыққа', '"Беру" қағидаларын бекіту туралы'),
])  # fmt: skip
def test_one_sign_closes_or_opens_a_title_and_a_name_in_it(text: str, title: str) -> None:
    assert [token.value for token in tokens(text, "rus") if token.type == "quote"] == [title]


def test_numbers_stand_without_brackets() -> None:
    found = [token.key for token in tokens("подпункты 5-1) и 7)–9) пункта 3‑1", "rus") if token.type == "number"]
    assert found == ["5-1", "7", "9", "3-1"]


def test_latin_letters_do_not_matter() -> None:
    assert parse_clause("пункт 3 иcключить", "rus") == parse_clause("пункт 3 исключить", "rus")
    assert parse_clause("бірінші бөлiк алып тасталсын", "kaz") == parse_clause("бірінші бөлік алып тасталсын", "kaz")
