"""Random small regulations and random edits of them, in both languages, for the round trip of drafts."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from legal.records import ActRef, Language, Node, Version

WORDS = {
    "rus": (
        "порядок",
        "услуга",
        "заявитель",
        "орган",
        "портал",
        "заявление",
        "срок",
        "решение",
        "договор",
        "лицо",
        "представляет",
        "рассматривает",
        "оформляет",
        "направляет",
        "в течение",
        "пяти рабочих дней",
        "со дня",
        "согласно приложению 1",
        "пунктом 3 настоящих Правил",
        '"Е-Собес"',
        "(далее – портал)",
        "№ 260",
        "2023 года",
    ),
    "kaz": (
        "тәртіп",
        "қызмет",
        "өтініш беруші",
        "орган",
        "портал",
        "өтініш",
        "мерзім",
        "шешім",
        "шарт",
        "адам",
        "ұсынады",
        "қарайды",
        "ресімдейді",
        "жібереді",
        "ішінде",
        "бес жұмыс күні",
        "күнінен бастап",
        "1-қосымшаға сәйкес",
        "осы Қағидалардың 3-тармағымен",
        '"Е-Собес"',
        "(бұдан әрі – портал)",
        "№ 260",
        "2023 жылғы",
    ),
}
ACTS = {
    "rus": ActRef(
        "order",
        date(2023, 6, 30),
        "288",
        "V2300032994",
        "Министра труда и социальной защиты населения Республики Казахстан",
        "32994",
        "Об утверждении Правил предоставления услуг",
    ),
    "kaz": ActRef(
        "order",
        date(2023, 6, 30),
        "288",
        "V2300032994",
        "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің",
        "32994",
        "Қызметтер көрсету қағидаларын бекіту туралы",
    ),
}
LAWS = {
    "rus": ActRef("law", date(2001, 12, 13), "267-II", title="О праздниках в Республике Казахстан"),
    "kaz": ActRef("law", date(2001, 12, 13), "267-II", title="Қазақстан Республикасындағы мерекелер туралы"),
}
NAMES = {
    "rus": ("Правила предоставления услуг населению", "Методика расчета стоимости", "Перечень платных услуг"),
    "kaz": ("Халыққа қызметтер көрсету қағидалары", "Құнды есептеу әдістемесі", "Ақылы қызметтер тізбесі"),
}
LABELS = {
    "rus": {
        "chapter": "Глава {}.",
        "paragraph": "{}.",
        "subparagraph": "{})",
        "annex": "Приложение {}",
        "section": "Параграф {}.",
        "article": "Статья {}.",
    },
    "kaz": {
        "chapter": "{}-тарау.",
        "paragraph": "{}.",
        "subparagraph": "{})",
        "annex": "{}-қосымша",
        "section": "{}-параграф.",
        "article": "{}-бап.",
    },
}
HARD = (
    "*", "**", "а*б*в", "_", "__", "<Ф.И.О.>", "&amp;", "А & Б", "# 5", "|", "`код`", "[1]", "[1](http://a.kz)", "\\",
    '"Қағида "Ішкі" атауы"', '"', "«", "»;", '";', '".', "пункт 2 исключить;", "2) тармақша алып тасталсын;", "<br>",
    "1) первое", "Сноска.", "http://www.egov.kz", "10:00", "т.д.", "~~~", "~", ">", "«в пункте 2:»",
)  # fmt: skip
"""Pieces of text that a writer or a reader may take for something else."""
OF_ACT = {
    "rus": "к приказу Министра труда и социальной защиты населения Республики Казахстан от 30 июня 2023 года № 288",
    "kaz": "Қазақстан Республикасы Еңбек министрінің 2023 жылғы 30 маусымдағы № 288 бұйрығына",
}
CAPTION = {"rus": "к Правилам предоставления услуг населению", "kaz": "Халыққа қызметтер көрсету қағидаларына"}
COLUMNS = {"rus": ("Наименование услуги", "Описание"), "kaz": ("Қызметтің атауы", "Сипаттамасы")}


class Maker:
    """Makes regulations and edits them with one source of chance."""

    def __init__(self, seed: int, language: Language, *, hard: bool = False) -> None:
        self.hard = hard
        self.tables = hard
        self.chance = random.Random(seed)
        self.language = language
        self.made = 0

    def words(self, least: int = 3, most: int = 9) -> str:
        self.made += 1
        chosen = [self.chance.choice(WORDS[self.language]) for _ in range(self.chance.randint(least, most))]
        if self.hard and self.chance.random() < 0.3:
            chosen.insert(self.chance.randrange(len(chosen)), self.chance.choice(HARD))
        return " ".join([self.chance.choice(WORDS[self.language][:10]), *chosen, str(self.made)])

    def sentence(self) -> str:
        text = self.words()
        return f"{text[0].upper()}{text[1:]}."

    def numbered(self, kind: str, num: str, *children: Node, heading: str = "") -> Node:
        return Node(kind, num, LABELS[self.language][kind].format(num), heading, children=children)

    def part(self, num: int, *children: Node) -> Node:
        return Node("part", str(num), children=children)

    def line(self, text: str) -> Node:
        return Node("alinea", text=text)

    def enumeration(self) -> list[Node]:
        count = self.chance.randint(2, 5)
        ends = [";"] * (count - 1) + ["."]
        lead = self.line(f"{self.words()[:1].upper()}{self.words()[1:]}:")
        if self.chance.random() < 0.6:
            subs = [self.sub(str(n), ends[n - 1]) for n in range(1, count + 1)]
            return [lead, *subs]
        return [lead, *(self.line(self.words() + end) for end in ends)]

    def sub(self, num: str, end: str = ";") -> Node:
        return self.numbered("subparagraph", num, self.part(1, self.line(self.words() + end)))

    def paragraph(self, num: str) -> Node:
        kinds = self.chance.choice(("one", "many", "list", "list-tail", "many", "table" if self.tables else "one"))
        if kinds == "table":
            return self.tabled(num)
        if kinds == "one":
            parts = [self.part(1, self.line(self.sentence()))]
        elif kinds == "many":
            parts = [self.part(n, self.line(self.sentence())) for n in range(1, self.chance.randint(3, 5))]
        else:
            parts = [self.part(1, *self.enumeration())]
            if kinds == "list-tail":
                parts.append(self.part(2, self.line(self.sentence())))
        return self.numbered("paragraph", num, *parts)

    def article(self, num: str) -> Node:
        """An article of a law: its own lines, or numbered paragraphs with подпункты."""
        if self.chance.random() < 0.5:
            inside = tuple(self.paragraph(str(n)) for n in range(1, self.chance.randint(3, 5)))
        else:
            inside = self.paragraph(num).children
        return self.numbered("article", num, *inside, heading=self.heading())

    def law(self) -> Node:
        """A law: articles that run through its chapters."""
        chapters, number = [], 1
        for chapter in range(1, self.chance.randint(2, 4)):
            articles = []
            for _ in range(self.chance.randint(1, 4)):
                articles.append(self.article(str(number)))
                number += 1
            chapters.append(self.numbered("chapter", str(chapter), *articles, heading=self.heading()))
        return Node("component", children=tuple(chapters))

    def plain_annex(self, num: str) -> Node:
        """An annex of text and of a table whose rows have no numbers."""
        caption = Node("alinea", text=CAPTION[self.language], role="caption")
        rows = tuple(
            Node("row", children=(self.cell(self.words()), self.cell(self.words())))
            for _ in range(self.chance.randint(1, 4))
        )
        table = Node("table", children=rows)
        title = "Перечень документов" if self.language == "rus" else "Құжаттар тізбесі"
        inside = (self.part(1, self.line(self.sentence())), table)
        return self.numbered("annex", num, caption, *inside, heading=f"{title} {self.words(1, 3)}")

    def tabled(self, num: str) -> Node:
        """A paragraph with a table among its lines."""
        rows = tuple(self.row(str(n)) for n in range(1, self.chance.randint(2, 4)))
        if self.chance.random() < 0.4:
            rows = tuple(replace(row, num=None, label="", children=row.children[1:]) for row in rows)
        table = Node("table", children=rows)
        lead = self.line(self.words().capitalize() + ":")
        return self.numbered("paragraph", num, self.part(1, lead, table))

    def annex(self, num: str) -> Node:
        if self.chance.random() < 0.3:
            return self.plain_annex(num)
        caption = Node("alinea", text=CAPTION[self.language], role="caption")
        rows = [self.header()] + [self.row(str(n)) for n in range(1, self.chance.randint(3, 6))]
        title = self.chance.choice(
            ("Перечень документов", "Стандарт услуги") if self.language == "rus" else ("Құжаттар тізбесі",)
        )
        return self.numbered(
            "annex", num, caption, Node("table", children=tuple(rows)), heading=f"{title} {self.words(1, 3)}"
        )

    def header(self) -> Node:
        texts = ("№", *COLUMNS[self.language])
        return Node("row", children=tuple(self.cell(text, "header") for text in texts), role="header")

    def row(self, num: str) -> Node:
        return Node("row", num, num, children=(self.cell(num), self.cell(self.words()), self.cell(self.words())))

    def cell(self, text: str, role: str = "") -> Node:
        return Node("cell", children=(self.line(text),), role=role)

    def rules(self, name: int = 0) -> Node:
        chapters, number, section = [], 1, 1
        for chapter in range(1, self.chance.randint(2, 4)):
            paragraphs: list[Node] = []
            for _ in range(self.chance.randint(1, 4)):
                paragraphs.append(self.paragraph(str(number)))
                number += 1
            if self.hard and len(paragraphs) > 2 and self.chance.random() < 0.4:
                halves = (paragraphs[:1], paragraphs[1:])
                paragraphs = [
                    self.numbered("section", str(n), *each, heading=self.heading())
                    for n, each in enumerate(halves, section)
                ]
                section = 1 if self.chance.random() < 0.5 else section + 2
            chapters.append(self.numbered("chapter", str(chapter), *paragraphs, heading=self.heading()))
        annexes = [self.annex(str(n)) for n in range(1, self.chance.randint(1, 3))]
        label = LABELS[self.language]["annex"].format(name + 1)
        caption = Node("alinea", text=OF_ACT[self.language], role="caption")
        inside = (caption, *chapters, *annexes)
        return Node("component", str(name + 1), label, NAMES[self.language][name], children=inside)

    def order(self) -> Node:
        """An order whose own text holds a preamble and paragraphs, and which approves two documents."""
        enacts = "ПРИКАЗЫВАЮ:" if self.language == "rus" else "БҰЙЫРАМЫН:"
        preamble = Node("preamble", children=(self.part(1, self.line(f"{self.sentence()[:-1]} {enacts}")),))
        body = (preamble, *(self.paragraph(str(n)) for n in range(1, self.chance.randint(3, 6))))
        return Node("component", children=(*body, self.rules(0), self.rules(1)))

    def heading(self) -> str:
        return "Жалпы ережелер" if self.language == "kaz" else f"Общие положения {self.chance.randint(1, 9)}"

    def version(self, node: Node) -> Version:
        """The version of an act: one document that it approves, or all of it under a node without a heading."""
        inside = (node,) if node.heading else node.children
        articles = [each for above in node.children for each in above.children if each.kind == "article"]
        act = LAWS[self.language] if articles else ACTS[self.language]
        body = tuple(each for each in inside if each.kind != "component")
        components = tuple(each for each in inside if each.kind == "component")
        return Version(act, self.language, date(2025, 1, 1), "in-force", "stated", None, body, components, ())

    # Edits

    def edited(self, node: Node, rate: float) -> Node:
        """The node with some of its elements changed, added and taken out."""
        children: list[Node] = []
        for child in node.children:
            if self._goes(child, node, rate):
                continue
            children.append(self.edited(child, rate))
            if self.chance.random() < rate / 4 and (new := self._beside(child, node)) is not None:
                children.append(new)
        # A table, an article, a chapter with nothing in it is no text of an act.
        node = replace(node, children=tuple(children) or node.children)
        return self._changed(node) if self.chance.random() < rate else node

    def _goes(self, child: Node, parent: Node, rate: float) -> bool:
        taken = child.kind in ("paragraph", "subparagraph", "row", "article", "annex") and child.role != "header"
        many = sum(each.kind == child.kind for each in parent.children) > 1
        return taken and many and self.chance.random() < rate / 4

    def reshaped(self, node: Node) -> Node:
        """The act with one of the changes that are larger than an element: what moves, ends, begins or is renamed."""
        node = replace(node, children=tuple(self._reshaped(each) for each in node.children))
        documents = [each for each in node.children if each.kind == "component"]
        match self.chance.choice(("none", "end", "begin", "rename", "none")) if documents else "none":
            case "end" if len(documents) > 1:
                gone = self.chance.choice(documents)
                return replace(node, children=tuple(each for each in node.children if each is not gone))
            case "begin":
                return replace(node, children=(*node.children, self.rules(2)))
            case "rename":
                old = self.chance.choice(documents)
                new = replace(old, heading=f"{NAMES[self.language][2]}" if old.num == "2" else old.heading)
                return replace(node, children=tuple(new if each is old else each for each in node.children))
        return node

    def _reshaped(self, node: Node) -> Node:
        chapters = [each for each in node.children if each.kind == "chapter"]
        if node.kind == "component":
            children = [self._moved(chapters, each) if each.kind == "chapter" else each for each in node.children]
            return replace(node, children=tuple(children))
        return node

    def _moved(self, chapters: list[Node], chapter: Node) -> Node:
        """A chapter whose last paragraph takes the number that follows, or goes away with it."""
        *kept, last = chapter.children
        if last.kind != "paragraph" or chapter is not chapters[-1] or not kept or self.chance.random() < 0.5:
            return chapter
        num = str(int((last.num or "1").split("-")[0]) + 1)
        renumbered = replace(last, num=num, label=LABELS[self.language]["paragraph"].format(num))
        return replace(chapter, children=(*kept, renumbered))

    def touched(self, text: str) -> str:
        """A line with one of its words changed, taken out, or another put in."""
        words = text.split(" ")
        at = self.chance.randrange(len(words))
        given = self.chance.choice(WORDS[self.language])
        match self.chance.choice(("change", "put in", "take out")):
            case "change" if words[at][-1:].isalpha() and at:
                words[at] = given
            case "put in" if at:
                words.insert(at, given)
            case "take out" if len(words) > 3 and 0 < at < len(words) - 1:
                del words[at]
        return " ".join(words)

    def _changed(self, node: Node) -> Node:
        if node.kind == "alinea" and not node.role and not node.text.endswith(":") and not node.text.isdigit():
            if self.chance.random() < 0.4:
                return replace(node, text=self.touched(node.text))
            end = node.text[-1] if node.text[-1] in ".;" else ""
            text = self.sentence()[:-1] if node.text[:1].isupper() else self.words()
            return replace(node, text=text + end)
        if node.kind in ("chapter", "article"):
            return replace(node, heading=self.heading())
        return node

    def _beside(self, child: Node, parent: Node) -> Node | None:
        """A new element of the kind of another, to follow it."""
        taken = {each.num for each in parent.children if each.kind == child.kind}
        if child.num is None or child.kind in ("component", "chapter", "preamble"):
            if child.kind == "alinea" and parent.kind == "part" and child.text.endswith(";"):
                return self.line(self.words() + ";")
            return None
        num = child.num if "-" in child.num else f"{child.num}-1"
        head, _, tail = num.partition("-")
        while num in taken:
            num, tail = f"{head}-{int(tail) + 1}", str(int(tail) + 1)
        match child.kind:
            case "paragraph":
                return self.paragraph(num)
            case "article":
                return self.article(num)
            case "subparagraph":
                return self.sub(num)
            case "row" if child.role != "header":
                return self.row(num)
            case "annex":
                return self.annex(num)
            case "part" if parent.kind == "paragraph" and not any(e.kind != "alinea" for e in child.children):
                return self.part(int(child.num) + 1, self.line(self.sentence()))
        return None
