"""Whatever is imported in whatever order: the corpus is what its sources give, and never depends on the way there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from legal.akn import iri
from legal.store.corpus import Corpus
from legal.store.engine import Engine
from legal.store.repository import Repository

ACTS = [f"order/20{20 + i}-0{1 + i}-10/{i}/{20000 + i}" for i in range(5)]
TITLES = {True: "О внесении изменений", False: "Об утверждении Правил"}
# Each example makes a repository: a failing one is reported as it was found, without minutes of shrinking.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """A file, or the publication of the act in it."""

    number: int
    data: bytes
    published: date | None = None


@st.composite
def universes(draw: st.DrawFn, write: Callable[..., bytes]) -> list[Step]:
    """Acts that change, end and name each other, at times vaguely, in both languages; some published later."""
    steps = []
    for number in range(len(ACTS)):
        for language in draw(st.sampled_from([("rus",), ("kaz",), ("rus", "kaz")])):
            targets = draw(st.lists(st.sampled_from(range(len(ACTS))), max_size=3))
            vague = draw(st.booleans())
            changes = [f"{_name(target, vague)} {'repeal' if draw(st.booleans()) else f'Text {number}.'}"
                       for target in targets if target != number]  # fmt: skip
            more = {}
            if draw(st.booleans()):
                more["on"] = f"202{draw(st.integers(0, 6))}-06-01"
            if draw(st.integers(0, 3)) == 0:
                more["repealed"] = f"{ACTS[draw(st.sampled_from(range(len(ACTS))))]} 202{draw(st.integers(1, 6))}-03-01"
            if draw(st.integers(0, 4)) == 0:
                more["findings"] = ["clause-not-understood"]
            data = write(ACTS[number], *changes, title=TITLES[draw(st.booleans())], language=language, **more)
            steps.append(Step(number, data))
        if draw(st.booleans()):
            steps.append(Step(number, steps[-1].data, date(2027, 1, draw(st.integers(1, 28)))))
    return steps


def _name(target: int, vague: bool) -> str:
    form, day, number, _ = ACTS[target].split("/")
    return f"{form}/{day}/{number}/-" if vague else ACTS[target]


def play(path: Path, engine: Engine, steps: list[Step]) -> tuple[Corpus, str]:
    corpus = Corpus(Repository.create(path), engine)
    for second, step in enumerate(steps):
        published = {"published": step.published, "published_in": "Әділет"} if step.published else {}
        corpus.import_files([("act.txt", step.data)], now=NOW, **published)  # type: ignore[arg-type]
        assert corpus.check() == [], f"after step {second}"
    head = corpus.repository.head()
    assert head is not None
    return corpus, corpus.repository.info(head).tree


@settings(max_examples=15, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_corpus_does_not_depend_on_the_order_of_imports(
    data: st.DataObject, engine: Engine, write: Callable[..., bytes]
) -> None:
    steps = data.draw(universes(write))
    with tempfile.TemporaryDirectory() as folder:
        _, one = play(Path(folder) / "one", engine, steps)
        _, two = play(Path(folder) / "two", engine, data.draw(st.permutations(steps)))
    assert one == two


@settings(max_examples=10, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_past_answers_stay_whatever_comes(data: st.DataObject, engine: Engine, write: Callable[..., bytes]) -> None:
    steps = data.draw(universes(write))
    seen: dict[tuple[str, str, datetime], bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(Repository.create(Path(folder) / "corpus"), engine)
        for second, step in enumerate(steps):
            moment = NOW + timedelta(seconds=second)
            corpus.import_files([("act.txt", step.data)], now=moment)
            for ref in corpus.regulations():
                name = ref.code or iri(ref)
                for language in corpus.languages(name):
                    seen[name, language, moment] = corpus.slice_xml(name, language, date(2027, 1, 1))
        for (act, language, moment), answer in seen.items():
            known_at = moment + timedelta(milliseconds=999)
            assert corpus.slice_xml(act, language, date(2027, 1, 1), known_at=known_at) == answer  # type: ignore[arg-type]
