"""A small corpus behind the surfaces: the real store and versions, with a reader that knows its few acts by name.

Order 288 is not on file and is changed by order 300 (one change from 1 January 2026, the rest presumed) and by order
301, which is not understood. Order 26 is changed by order 458, which was repealed, so that order 26 is presumed
repealed. Order 500 is on file in both languages and changes nothing.
"""

import dataclasses
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main
from api.clock import ZONE
from api.http import create_app
from api.settings import Settings
from legal import Corpus
from legal.findings import finding
from legal.records import (
    Act,
    ActRef,
    Card,
    Coverage,
    InForce,
    Node,
    Operation,
    OperationSource,
    Registration,
    Repeal,
    Step,
)
from legal.store.engine import standard
from legal.store.repository import Repository

NOW = datetime(2026, 2, 1, 12, tzinfo=ZONE)
ASSISTANT = ActRef("order", date(2023, 6, 30), "288", "V2300032994", registered="32994", title="Правила помощника")
OLD = ActRef("order", date(2015, 1, 22), "26", "V1500010370", registered="10370", title="Вопросы реабилитации")
RULES = "Правила предоставления услуг"
STATED = InForce("date", date(2026, 1, 1), "stated")
PRESUMED = InForce("after-publication", date(2025, 10, 11), "presumed", 10)


def alinea(text):
    return Node("alinea", text=text)


def paragraph(num, text):
    return Node("paragraph", num, f"{num}.", children=(Node("part", children=(alinea(text),)),))


def item(num, text):
    return Node("subparagraph", num, f"{num})", children=(Node("part", children=(alinea(text),)),))


def form(num, title, *lines):
    head = Node("alinea", role="caption", text="к Правилам предоставления услуг")
    rows = tuple(Node("alinea", role="line", text=line) for line in lines)
    return Node("annex", num, f"Приложение {num}", title, children=(head, *rows))


def operation(code, number, act, target, node, force, action="replace"):
    text = node.heading or node.children[0].children[0].text
    steps = tuple(Step(kind, num) for kind, num in target)
    source = OperationSource("1", (number,), f"пункт {number} изложить в следующей редакции:", 10 + number)
    return Operation(
        f"{code}-rus-{number}", action, act, RULES, steps, force, source, new=text, content=(node,)
    )  # fmt: skip


def act(code, number, day, title, *, language="rus", repealed=None, base=()):
    registered = str(int(code[3:]))
    iri = f"/akn/kz/act/order/minister-labour/{day.isoformat()}/{number}"
    card = Card(
        language, title, "order", "Министр труда и социальной защиты населения Республики Казахстан", day, number,
        Registration(registered, day), repealed, code, iri,
    )  # fmt: skip
    return Act(card, base or (paragraph("1", "Внести изменения."),), coverage=Coverage(100, 100))


def library():
    """Every act by the name of its file: the act, what it changes, what was found."""
    change = "О внесении изменений в приказ"
    new = operation("V2500036999", 1, ASSISTANT, [("paragraph", "2")], paragraph("2", "Новый пункт 2."), PRESUMED)
    later = operation(
        "V2500036999",
        2,
        ASSISTANT,
        [("paragraph", "7"), ("subparagraph", "5")],
        item("5", "достигшее возраста;"),
        STATED,
    )
    blank = form("3", "Акт оказанных услуг", "Фамилия ____________________", '"___" ____________ 20__ г.', "МП")
    added = operation("V2500036999", 3, ASSISTANT, [("annex", "3")], blank, PRESUMED)
    first = InForce("after-publication", date(2021, 12, 20), "presumed", 10)
    journal = form("8", "Журнал регистрации", "Начат ____________", "Окончен ____________")
    old = operation("V2100025681", 1, OLD, [("annex", "8")], journal, first)
    ended = Repeal(
        ActRef("order", date(2023, 6, 30), "286"), InForce("date", date(2023, 7, 1), "stated"), "Утратил силу приказом"
    )
    lost = finding("clause-not-understood", "'пункт 9 переделать': no such formula", 12)
    strange = operation("V2500037111", 1, ASSISTANT, [("paragraph", "9")], paragraph("9", "Пункт 9."), STATED)
    return {
        "300.txt": (act("V2500036999", "300", date(2025, 9, 30), change + " № 288"), (new, later, added), ()),
        "301.txt": (act("V2500037111", "301", date(2025, 10, 30), change + " № 288 снова"), (strange,), (lost,)),
        "458.txt": (act("V2100025681", "458", date(2021, 12, 6), change + " № 26", repealed=ended), (old,), ()),
        "500.txt": (act("V2000020500", "500", date(2020, 5, 5), "Об учете"), (), ()),
        "500-kaz.txt": (act("V2000020500", "500", date(2020, 5, 5), "Есепке алу", language="kaz"), (), ()),
    }


def engine():
    acts = library()

    def read(data, name, language):
        return acts[data.decode()][0]

    def operations(given):
        return next((changes, found) for one, changes, found in acts.values() if one == given)

    def resolve(changes, given, published):
        computed = InForce("after-publication", published, "computed", 10) if published else None
        return tuple(
            dataclasses.replace(one, in_force=computed) if computed and one.in_force == PRESUMED else one
            for one in changes
        )

    return dataclasses.replace(
        standard(),
        read=read,
        operations=operations,
        resolve_force=resolve,
        base_force=lambda given, published, readings: None,
    )


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("api") / "corpus"
    corpus = Corpus(Repository.create(path), engine())
    corpus.import_files([(name, name.encode()) for name in library()], now=NOW)
    return path


@pytest.fixture(scope="session")
def corpus(home):
    return Corpus(Repository(home), engine())


@pytest.fixture(scope="session")
def app(home, corpus):
    made = create_app(Settings(home=home), corpus=corpus)
    made.testing = False
    return made


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def run(home, corpus, monkeypatch):
    """A command of `qagida` on the small corpus: its exit status, standard output and standard error."""
    monkeypatch.setenv("QAGIDA_HOME", str(home))
    monkeypatch.setenv("QAGIDA_UI_LANGUAGE", "ru")
    monkeypatch.setattr(Corpus, "open", lambda path: corpus if Path(path) == home else Corpus(Repository(path)))

    def invoke(*arguments, **options):
        return CliRunner().invoke(main, [str(one) for one in arguments], **options)

    return invoke
