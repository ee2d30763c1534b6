"""Laws name laws by date and title alone: the one law on file of that day with that title is meant, or none is."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from legal.preview import preview
from legal.records import ActRef
from legal.store.corpus import Corpus
from legal.store.identity import identities, key_of, title_words
from legal.store.repository import Repository

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DAY = date(2013, 4, 15)
LAW = "/akn/kz/act/law/parliament/2013-04-15/88-V"
AMENDING = "/akn/kz/act/law/parliament/2024-01-05/50-VIII"


def law(title: str, number: str = "88-V", lead: str = "Услугодатель - орган.") -> bytes:
    return f"""{title}

Закон Республики Казахстан от 15 апреля 2013 года № {number}.

Статья 1. Основные понятия

1. Государственная услуга - одна из форм деятельности.

2. {lead}

Статья 2. Порядок введения в действие настоящего Закона

Настоящий Закон вводится в действие с 1 мая 2013 года.

Президент Республики Казахстан Н. Назарбаев
""".encode()


def amending(named: str, number: str = "50-VIII") -> bytes:
    return f"""О внесении изменения в Закон Республики Казахстан «О государственных услугах»

Закон Республики Казахстан от 5 января 2024 года № {number}.

Статья 1. Внести в {named} (Ведомости Парламента Республики Казахстан, 2013 г., № 5-6, ст. 29) следующее изменение:

пункт 2 статьи 1 изложить в следующей редакции:

«2. Услугодатель - государственный орган.».

Статья 2. Настоящий Закон вводится в действие с 1 марта 2024 года.

Президент Республики Казахстан К. Токаев
""".encode()


def kazakh_law(title: str, number: str = "88-V") -> bytes:
    return f"""{title}

Қазақстан Республикасының 2013 жылғы 15 сәуірдегі № {number} Заңы.

1-бап. Негізгі ұғымдар

1. Мемлекеттік қызмет - қызмет нысандарының бірі.

2. Көрсетілетін қызметті беруші - орган.

2-бап. Осы Заңды қолданысқа енгізу тәртібі

Осы Заң 2013 жылғы 1 мамырдан бастап қолданысқа енгізіледі.

Қазақстан Республикасының Президенті Н. Назарбаев
""".encode()


def kazakh_amending(title: str) -> bytes:
    return f"""«Мемлекеттік көрсетілетін қызметтер туралы» Қазақстан Республикасының Заңына өзгеріс енгізу туралы

Қазақстан Республикасының 2024 жылғы 5 қаңтардағы № 50-VIII Заңы.

1-бап. «{title}» 2013 жылғы 15 сәуірдегі Қазақстан Республикасының Заңына (Қазақстан Республикасы Парламентінің \
Жаршысы, 2013 ж., № 5-6, 29-құжат) мынадай өзгеріс енгізілсін:

1-баптың 2-тармағы мынадай редакцияда жазылсын:

«2. Көрсетілетін қызметті беруші - мемлекеттік орган.».

2-бап. Осы Заң 2024 жылғы 1 наурыздан бастап қолданысқа енгізіледі.

Қазақстан Республикасының Президенті Қ. Тоқаев
""".encode()


SERVICES = "Закон Республики Казахстан от 15 апреля 2013 года «О государственных услугах»"
RUSSIAN = [
    law("О государственных услугах"),
    law("О внесении изменений в некоторые законодательные акты по вопросам государственных услуг", "89-V"),
    amending(SERVICES),
]
KAZAKH = [
    kazakh_law("Мемлекеттiк көрсетiлетiн қызметтер туралы"),  # a Latin i, as printed before 2013
    kazakh_law("Халықты жұмыспен қамту туралы", "89-V"),
    kazakh_amending("Мемлекеттік көрсетілетін қызметтер  туралы"),
]


def imported(folder: Path, files: list[bytes]) -> Corpus:
    corpus = Corpus(Repository.create(folder))
    for number, data in enumerate(files):
        corpus.import_files([(f"{number}.txt", data)], now=NOW + timedelta(seconds=number))
        corpus = Corpus.open(folder)
    return corpus


def held(corpus: Corpus, act: str = LAW, language: str = "rus") -> list[str | None]:
    return [one.number for one in corpus.version(act, language, date(2025, 1, 1)).not_applied]


def codes(corpus: Corpus, act: str, language: str = "rus") -> list[str]:
    return sorted(one.code for one in corpus.findings(act, language) if one.severity == "error")


@pytest.mark.parametrize(
    ("files", "language", "after"),
    [
        (RUSSIAN, "rus", "2. Услугодатель - государственный орган.\n"),
        (KAZAKH, "kaz", "2. Көрсетілетін қызметті беруші - мемлекеттік орган.\n"),
    ],
    ids=["rus", "kaz"],
)
def test_the_law_of_the_day_and_title_is_changed_in_whatever_order_they_come(
    files: list[bytes], language: str, after: str, tmp_path: Path
):
    written = set()
    for index, some in enumerate(itertools.permutations(files)):
        corpus = imported(tmp_path / str(index), list(some))
        assert after in corpus.text(LAW, language, date(2024, 3, 1))
        assert after not in corpus.text(LAW, language, date(2024, 2, 29))
        assert after not in corpus.text(LAW.replace("88-V", "89-V"), language, date(2024, 3, 1))
        assert (held(corpus, LAW, language), codes(corpus, AMENDING, language)) == ([], [])
        assert [one.act.number for one in corpus.operations(AMENDING, language)] == ["88-V"]
        assert all(one.applied for one in corpus.acts())
        assert corpus.check() == []
        written.add(frozenset(corpus.repository.files("", corpus.repository.head())))
    assert len(written) == 1


def test_before_the_law_comes_nothing_is_guessed_and_with_it_the_change_takes_effect(tmp_path: Path):
    corpus = imported(tmp_path / "corpus", RUSSIAN[1:])
    assert [one.applied for one in corpus.acts()] == [True, False]
    (problem,) = [one for one in corpus.findings(AMENDING, "rus") if one.severity == "error"]
    assert problem.code == "act-unidentified"
    assert problem.line == 7
    assert [one[:24] for one in problem.candidates] == ["law 89-V of 2013-04-15 «"]
    assert held(corpus, LAW.replace("88-V", "89-V")) == []
    corpus.import_files([("law.txt", RUSSIAN[0])], now=NOW + timedelta(days=1))
    assert "государственный орган" in corpus.text(LAW, "rus", date(2024, 3, 1))
    assert all(one.applied for one in corpus.acts())


@pytest.mark.parametrize(
    ("named", "certain"),
    [
        (SERVICES.replace("«", '"').replace("»", '"'), True),
        (SERVICES.replace("О государственных", "O  ГОСУДАРСТВЕННЫХ"), True),
        (SERVICES.replace("услугах", "и иных услугах"), False),
        (SERVICES.replace("15 апреля", "16 апреля"), False),
        (SERVICES.replace("Закон Республики", "Кодекс Республики"), False),
    ],
    ids=["straight quotes", "look-alikes", "another title", "another day", "another form"],
)
def test_the_title_is_a_check(named: str, certain: bool, tmp_path: Path):
    corpus = imported(tmp_path / "corpus", [RUSSIAN[0], amending(named)])
    assert ("государственный орган" in corpus.text(LAW, "rus", date(2024, 3, 1))) == certain
    assert codes(corpus, AMENDING) == ([] if certain else ["act-unidentified"])


def test_a_law_whose_title_is_nearly_that_of_the_citation_is_shown_as_perhaps_changed(tmp_path: Path):
    for index, some in enumerate(itertools.permutations([RUSSIAN[0], amending(f"{SERVICES[:-1]} населению»")])):
        corpus = imported(tmp_path / str(index), list(some))
        assert held(corpus) == ["50-VIII"]
        assert codes(corpus, LAW) == ["act-ambiguous"]
        assert corpus.check() == []


def test_a_law_whose_title_in_the_language_is_not_known_is_shown_as_perhaps_changed(tmp_path: Path):
    """Until the Russian text of the amending law says which law it changes."""
    files = [RUSSIAN[0], RUSSIAN[1], KAZAKH[2]]
    for index, some in enumerate(itertools.permutations(files)):
        assert held(imported(tmp_path / str(index), list(some))) == ["50-VIII"]
    corpus = imported(tmp_path / "all", [*files, RUSSIAN[2]])
    assert (held(corpus), held(corpus, LAW.replace("88-V", "89-V"))) == ([], [])
    assert "государственный орган" in corpus.text(LAW, "rus", date(2024, 3, 1))


@pytest.mark.parametrize(
    ("title", "named"),
    [
        (
            "О налогах и платежах в бюджет (Налоговый кодекс)",
            "Кодекс Республики Казахстан от 15 апреля 2013 года «О налогах и платежах в бюджет» (Налоговый кодекс)",
        ),
        ("Трудовой кодекс Республики Казахстан", "Трудовой кодекс Республики Казахстан от 15 апреля 2013 года"),
        (
            "Кодекс Республики Казахстан об административных правонарушениях",
            "Кодекс Республики Казахстан об административных правонарушениях от 15 апреля 2013 года",
        ),
        (
            "Гражданский кодекс Республики Казахстан (Особенная часть)",
            "Гражданский кодекс Республики Казахстан (Особенная часть) от 15 апреля 2013 года",
        ),
    ],
    ids=["with its short name", "by its own name", "by its matter", "one half of it"],
)
def test_a_code_is_named_in_every_way(title: str, named: str, tmp_path: Path):
    code = law(title).decode().replace("Закон Республики", "Кодекс Республики").encode()
    other = law("О чем-то ином", "89-V").decode().replace("Закон Республики", "Кодекс Республики").encode()
    for index, some in enumerate(itertools.permutations([code, other, amending(named)])):
        corpus = imported(tmp_path / str(index), list(some))
        assert "государственный орган" in corpus.text(LAW.replace("/law/", "/code/"), "rus", date(2024, 3, 1))
        assert codes(corpus, AMENDING) == []


def test_the_number_of_a_law_is_one_in_both_languages(tmp_path: Path):
    """ "88-V ЗРК" and "88-V ҚРЗ" are one law, as are numbers with a Cyrillic І."""
    russian = law("О государственных услугах", "88-VI ЗРК")
    kazakh = kazakh_law("Мемлекеттік көрсетілетін қызметтер туралы", "88-VІ ҚРЗ")
    changes = [amending(SERVICES, "50-VIII ЗРК"), kazakh_amending("Мемлекеттік көрсетілетін қызметтер туралы")]
    for index, some in enumerate(itertools.permutations([russian, kazakh, *changes])):
        corpus = imported(tmp_path / str(index), list(some))
        assert [len(one.languages) for one in corpus.acts()] == [2, 2]
        name = LAW.replace("88-V", "88-VI")
        assert "государственный орган" in corpus.text(name, "rus", date(2024, 3, 1))
        assert "мемлекеттік орган" in corpus.text(name, "kaz", date(2024, 3, 1))
        assert corpus.check() == []


def test_two_laws_of_one_day_and_title_are_both_candidates(tmp_path: Path):
    files = [RUSSIAN[0], law("О государственных услугах", "90-V", "Другой закон."), RUSSIAN[2]]
    written = set()
    for index, some in enumerate(itertools.permutations(files)):
        corpus = imported(tmp_path / str(index), list(some))
        assert codes(corpus, AMENDING) == ["act-unidentified"]
        (problem,) = [one for one in corpus.findings(AMENDING, "rus") if one.severity == "error"]
        assert len(problem.candidates) == 2
        assert held(corpus) == held(corpus, LAW.replace("88-V", "90-V")) == ["50-VIII"]
        written.add(frozenset(corpus.repository.files("", corpus.repository.head())))
    assert len(written) == 1


def test_a_law_is_ended_by_its_title(tmp_path: Path):
    repeal = f"""О признании утратившим силу Закона Республики Казахстан «О государственных услугах»

Закон Республики Казахстан от 5 января 2024 года № 51-VIII.

Статья 1. Признать утратившим силу {SERVICES} (Ведомости Парламента Республики Казахстан, 2013 г., № 5-6, ст. 29).

Статья 2. Настоящий Закон вводится в действие с 1 марта 2024 года.

Президент Республики Казахстан К. Токаев
""".encode()
    for index, some in enumerate(itertools.permutations([RUSSIAN[0], RUSSIAN[1], repeal])):
        corpus = imported(tmp_path / str(index), list(some))
        assert corpus.version(LAW, "rus", date(2024, 3, 1)).status == "repealed"
        assert corpus.version(LAW.replace("88-V", "89-V"), "rus", date(2024, 3, 1)).status == "in-force"


def test_the_effect_of_a_draft_that_names_a_law_by_its_title(tmp_path: Path):
    corpus = imported(tmp_path / "corpus", RUSSIAN[:2])
    (effect,) = preview(corpus, RUSSIAN[2], "draft.txt", on=date(2024, 3, 1)).effects
    assert effect.act.number == "88-V"
    (change,) = effect.changes
    assert "Услугодатель - орган." in (change.before or "")


def test_a_title_alone_never_makes_an_act():
    named = ActRef("law", DAY, None, title="О государственных услугах")
    numbered = ActRef("law", DAY, "88-V", title="О государственных услугах")
    assert key_of(named) not in identities([named, numbered])  # nothing on file has the number
    assert identities([named, numbered], [numbered])[key_of(named)].slug.endswith("88-V")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Трудовой кодекс Республики Казахстан", "трудовой"),
        ("Қазақстан Республикасының Еңбек кодексі", "еңбек"),
        ("Об  экспёртизе – «В»", "об экспертизе - в"),
        ("Кодекс Республики Казахстан", ""),
        ("Гражданский кодекс Республики Казахстан (Особенная часть)", "гражданский (особенная часть)"),
    ],
)
def test_titles_are_compared_by_their_words(title: str, words: str):
    assert title_words(title) == words
