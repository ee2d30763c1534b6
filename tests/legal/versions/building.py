"""Small builders of acts and operations for tests."""

from __future__ import annotations

from datetime import date

from legal.records import Act, ActRef, Card, Certainty, InForce, Kind, Node, Operation, OperationSource, Step, Target

LAW = ActRef("law", date(2001, 12, 13), "267-II", author="Парламент", title="О праздниках в Республике Казахстан")
ORDER = ActRef("order", date(2023, 6, 30), "288", code="V2300032994", registered="32994")
AMENDING = ActRef("order", date(2025, 9, 30), "300", code="V2500036999", registered="36999")


def line(text: str, role: str = "") -> Node:
    return Node("alinea", text=text, role=role)


def part(*lines: Node | str, num: str = "1") -> Node:
    return Node("part", num, children=tuple(line(each) if isinstance(each, str) else each for each in lines))


def numbered(kind: Kind, num: str, *children: Node | str, heading: str = "") -> Node:
    label = {"paragraph": f"{num}.", "subparagraph": f"{num})", "article": f"Статья {num}.", "chapter": f"Глава {num}.",
             "section": f"Параграф {num}.", "annex": f"Приложение {num}"}[kind]  # fmt: skip
    inside: list[Node] = []
    for child in children:
        if isinstance(child, str):
            inside.append(part(child, num=str(len(inside) + 1)))
        else:
            inside.append(child)
    return Node(kind, num, label, heading, children=tuple(inside))


def para(num: str, *children: Node | str) -> Node:
    return numbered("paragraph", num, *children)


def sub(num: str, *children: Node | str) -> Node:
    return numbered("subparagraph", num, *children)


def row(num: str, *cells: str) -> Node:
    texts = (num, *cells)
    return Node("row", num, num, children=tuple(Node("cell", children=(line(text),)) for text in texts))


def path(text: str) -> Target:
    """ "paragraph 7 / subparagraph 5" """
    steps = [piece.strip().split(" ", 1) for piece in text.split("/")] if text else []
    return tuple(Step(step[0], step[1] if len(step) > 1 else None) for step in steps)  # type: ignore[arg-type]


def op(
    number: int,
    action: str,
    target: str,
    *content: Node,
    on: str | None = "2024-01-01",
    certainty: Certainty = "stated",
    by: ActRef = AMENDING,
    act: ActRef = ORDER,
    component: str | None = None,
    end: str | None = None,
    **extra: object,
) -> Operation:
    start = date.fromisoformat(on) if on else None
    force = InForce("date", start, certainty if on else "pending", end=date.fromisoformat(end) if end else None)
    quote = f"{action} {target}"
    return Operation(
        f"{by.code or by.number}-rus-{number}",
        action,  # type: ignore[arg-type]
        act,
        component,
        path(target),
        force,
        OperationSource("1", (number,), quote, number),
        content=content,
        by=by,
        **extra,  # type: ignore[arg-type]
    )


def act(*body: Node, title: str = "Правила", **extra: object) -> Act:
    return Act(Card("rus", title, "order", None, date(2023, 6, 30), "288"), body, **extra)  # type: ignore[arg-type]
