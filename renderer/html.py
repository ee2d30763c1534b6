"""A document as HTML: one template for the browser, the printer and the page of the site."""

from __future__ import annotations

from functools import cache
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from forms.records import Block, Columns, Document, DocumentKind, Gap, Heading, Line, Table
from forms.rows import is_empty_row
from legal.records import Language
from renderer.furniture import furniture
from renderer.grid import Grid, GridRow, grid, is_answer
from renderer.marks import FAMILY
from renderer.profile import landscape, profile, stays_whole
from renderer.qr import code, svg_path
from renderer.strings import STRINGS
from renderer.walk import Placed, flow, labelled, runs, spaced, words

_NAMES: dict[type[Block], Literal["heading", "line", "gap", "table", "columns"]] = {
    Heading: "heading",
    Line: "line",
    Gap: "gap",
    Table: "table",
    Columns: "columns",
}


def html(document: Document) -> bytes:
    """A page that stands by itself, its style inside, UTF-8. The same document gives the same bytes.

    Raises TextError for a character that cannot be printed.
    """
    css = stylesheet(document.kind) + page_stylesheet(document.language, wide(document))
    return page(document, Markup(css)).encode()  # noqa: S704 - made of the style profile alone


def page(document: Document, css: Markup | None = None) -> str:
    """The page with that style sheet inside; without one, as the printer takes it."""
    placed = flow(document)
    untitled = not any(isinstance(entry.block, Heading) for entry in placed)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            document=document,
            around=furniture(document),
            placed=placed,
            tag=STRINGS[document.language].tag,
            css=css,
            untitled=untitled,
        )
    )


def fragment(document: Document) -> Markup:
    """The document alone, as an `article`, for a page that has its own head and style."""
    made = (
        _environment()
        .get_template("fragment.html.j2")
        .render(
            document=document,
            around=furniture(document),
            placed=flow(document),
            tag=STRINGS[document.language].tag,
        )
    )
    return Markup(made)  # noqa: S704 - autoescaped by the template that made it


def wide(document: Document) -> bool:
    """The document needs a sheet on its side."""
    return landscape(document, profile())


MARKS_URL = "qagida:marks"
"""Where the printer finds the font of boxes and ticks."""


@cache
def stylesheet(kind: DocumentKind, *, printed: bool = False) -> str:
    """The style of a kind of document, every rule under `.document`. `printed`: with the font of the PDF."""
    style = profile()
    return (
        _environment()
        .get_template("style.css.j2")
        .render(
            style=style,
            body=style.body[kind],
            cells=style.cells[kind],
            font=_font(printed),
            marks=FAMILY,
            marks_url=MARKS_URL if printed else "",
        )
    )


@cache
def page_stylesheet(language: Language, lying: bool, *, printed: bool = False) -> str:
    """The sheet of paper: size, margins, head and foot."""
    return (
        _environment()
        .get_template("page.css.j2")
        .render(style=profile(), page=STRINGS[language].page, landscape=lying, font=_font(printed))
    )


def _font(printed: bool) -> str:
    style = profile()
    return style.print_font if printed else style.office_font


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("renderer"),
        autoescape=select_autoescape(["html.j2"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        qr=code,
        qr_path=svg_path,
        runs=runs,
        spaced=spaced,
        labelled=labelled,
        grid=grid,
        line_class=_line_class,
        row_class=_row_class,
        counted=is_empty_row,
        is_answer=is_answer,
        table_class=_table_class,
        block_name=lambda block: _NAMES[type(block)],
        is_gap=lambda item: isinstance(item, Gap),
        bond=_bond,
    )
    return made


def _line_class(line: Line) -> str:
    text = words(line)
    names: list[str] = [line.align]
    names += ["indent"] if line.indent else []
    names += ["small"] if line.small else []
    names += ["empty"] if not text.strip() else []
    # Runs of spaces, tabs and line ends are part of a published form; elsewhere one space lets the line justify.
    names += ["exact"] if "  " in text or "\n" in text or "\t" in text or text != text.strip(" ") else []
    return " ".join(names)


def _table_class(frame: Grid, document: Document) -> str:
    whole = all(stays_whole(row, frame, document, profile()) for row in (*frame.rows, *frame.foot))
    return "ruled" if whole else "ruled breaks"


def _row_class(row: GridRow, frame: Grid, document: Document) -> str:
    names = ["whole"] if stays_whole(row, frame, document, profile()) else []
    if all(not words(line).strip() for placement in row.cells for line in placement.cell.lines):
        names.append("open")
    return " ".join(names)


def _bond(placed: tuple[Placed, ...], index: int) -> str:
    after = (" entire" if placed[index].whole else "") + (" with-next" if placed[index].with_next else "")
    before = " bound" if index and placed[index - 1].with_next else ""
    return after + before
