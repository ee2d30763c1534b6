"""One act, as its parts, written in every format that acts are published in; and what was read, as lines to compare.

An act is kept in `acts/*.act`, one part a line, the kind first:

    # title    ! status    = registration line    @ editorial note    (nothing) paragraph    h heading
    s post | name (lines that follow one another are one signature)    c caption line    f line of a form
    t cell | cell {2x1} (rows that follow one another are one table; {2x1} covers two columns; {h} a heading row)
"""

import html
import io
import re
import textwrap
from itertools import groupby
from pathlib import Path

import docx
import pytest
import weasyprint
from docx.enum.text import WD_ALIGN_PARAGRAPH

ACTS = Path(__file__).parent / "acts"
_KIND = re.compile(r"([#!=@hsctf]) (.*)")
_SPAN = re.compile(r"\s*\{(\d+)x(\d+)\}$")
NBSP = "\u00a0" * 6


def parts(name):
    """The parts of an act: (kind, text), and for signatures, captions, forms and tables (kind, their lines)."""
    return grouped((ACTS / f"{name}.act").read_text("utf-8").splitlines())


def grouped(lines):
    """The parts of an act that is written as such lines."""
    found = []
    for line in lines:
        if line.strip():
            match = _KIND.fullmatch(line)
            found.append((match[1], match[2]) if match else ("p", line))
    made = []
    for kind, group in groupby(found, key=lambda part: part[0]):
        if kind in "sctf":
            made.append((kind, [text for _, text in group]))
        else:
            made += group
    return made


def rows(lines):
    """The rows of a table: (text, columns, rows covered)."""
    made = []
    for line in lines:
        row = []
        for cell in line.replace("\\n", "\n").split(" | "):
            span = _SPAN.search(cell)
            row.append((_SPAN.sub("", cell), int(span[1]) if span else 1, int(span[2]) if span else 1))
        made.append(row)
    return made


def sides(line):
    post, _, name = line.partition(" | ")
    return post, name


# Plain text: as copied from a page, and as copied out of PDF, with indents and lines cut at a width.


def to_page_text(act):
    made = []
    for kind, text in act:
        match kind:
            case "s":
                made += [side for line in text for side in sides(line) if side]
            case "c" | "f":
                made += text
            case "t":
                made.append("\n".join("\t".join(cell.replace("\n", " ") for cell, _, _ in row) for row in rows(text)))
            case _:
                made.append(text)
    return "\n\n".join(made).encode()


def to_line_text(act):
    return to_page_text(act).replace(b"\n\n", b"\r\n")


def to_indented_text(act):
    made = []
    for kind, text in act:
        match kind:
            case "s":
                made += [" " * 6 + side for line in text for side in sides(line) if side]
            case "c" | "f":
                made += text
            case "t":
                made += ["\t".join(cell.replace("\n", " ") for cell, _, _ in row) for row in rows(text)]
            case "p" | "@":
                made.append(" " * 6 + text)
            case _:
                made.append(text)
    return "\n".join(made).encode()


def to_cut_text(act):
    made = []
    for kind, text in act:
        match kind:
            case "s":
                for post, name in map(sides, text):
                    made += textwrap.wrap(post, 46, initial_indent=" " * 6, break_on_hyphens=False)
                    made += ["", name, ""] if name else []
            case "c":
                made += ["", " ", "", *text]
            case "f":
                made += text
            case "t":
                made += ["\t".join(cell.replace("\n", " ") for cell, _, _ in row) for row in rows(text)]
            case "p" | "@":
                made += textwrap.wrap(text, 79, initial_indent=" " * 6, break_on_hyphens=False)
            case _:
                made += textwrap.wrap(text, 79, break_on_hyphens=False)
        if kind == "=" or kind == "#":
            made.append("")
    return "\n".join(made).encode()


# Markdown, as mirrors of the bank keep it.


def to_markdown(act):
    made = []
    for kind, text in act:
        match kind:
            case "#":
                made.append(f"# {text}")
            case "!":
                made.append(f"*{text}*")
            case "@":
                made.append(f"> *{text}*")
            case "h":
                made.append(f"### {text}")
            case "s":
                made.append("  \n".join(f"*{' '.join(side for side in sides(line) if side)}*" for line in text))
            case "c":
                made.append("  \n".join(f"> *{line}*" for line in text))
            case "f":
                made.append("```\n" + "\n".join(text) + "\n```")
            case "t":
                made.append(table_html(rows(text), ' border="1"'))
            case _:
                made.append(re.sub(r"(статьи \d+)", r"[\1](https://example.kz/rus/docs/1#z1)", text))
    return ("\n\n".join(made) + "\n").encode()


def table_html(table, look):
    made = []
    for row in table:
        cells = []
        for text, columns, below in row:
            spans = (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{below}"' if below > 1 else "")
            cells.append(f"<td{spans}>{html.escape(text, quote=False).replace(chr(10), '<br>')}</td>")
        made.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table{look}>\n" + "\n".join(made) + "\n</table>"


# Pages: the portal's own, and one saved from a word processor.


def to_portal(act):
    """The page of the portal: numbered paragraphs, borderless tables of two columns for signatures and captions."""
    head, made = [], []
    for number, (kind, text) in enumerate(act):
        mark = f'id="z{number}"'
        match kind:
            case "#":
                head.append(f"<h1>{html.escape(text)}</h1>")
            case "!":
                head.append(f'<span class="status status_yts">{text}</span>')
            case "=":
                head.append(f"<p>{html.escape(text)}</p>")
            case "@":
                made.append(f'<p class="note"><span class="note">{NBSP}{html.escape(text)}</span></p>')
            case "h":
                made.append(f"<h3 {mark}>  {html.escape(text)}</h3>")
            case "s":
                cells = "".join(
                    f"<tr><td><p><i>{NBSP}{post}</i><br></p></td><td><p><i>{name}</i></p></td></tr>"
                    for post, name in map(sides, text)
                )
                made.append(f"<table><tbody>{cells}</tbody></table>")
            case "c":
                cell = "<br>".join(map(html.escape, text))
                made.append(
                    f'<table><tbody><tr><td width="7795"></td><td width="4600"><p {mark}>{cell}</p></td></tr></tbody>'
                    "</table>"
                )
            case "f":
                made += [f"<p>{NBSP}{html.escape(line)}</p>" for line in text]
            case "t":
                made.append(table_html(rows(text), ' border="1" cellpadding="5" cellspacing="0"'))
            case _:
                words = html.escape(text).replace("ПРИКАЗЫВАЮ:", "<b>ПРИКАЗЫВАЮ:</b>")
                words = re.sub(r"(статьи \d+)", r'<a href="/rus/docs/K1500000414#z1">\1</a>', words)
                made.append(f'<p {mark}><a name="z{number}"></a>{NBSP}{words}</p>')
    return (
        '<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8"><title>ИПС</title></head>'
        '<body><div class="header"><a href="/rus">Поиск</a><ul><li>Главная</li></ul></div>'
        f'<div class="container_alpha slogan">{"".join(head)}</div>'
        '<div class="menu"><ul><li><a href="#">Текст</a></li><li><a href="#">Справка</a></li></ul></div>'
        f'<div class="container_gamma text text_upd"><div class="gs_12"><article>{chr(10).join(made)}'
        "<p>© 2012. РГП на ПХВ «Институт законодательства и правовой информации Республики Казахстан» "
        "Министерства юстиции Республики Казахстан</p></article></div></div>"
        '<div class="footer">© 2012. Все права защищены</div></body></html>'
    ).encode()


def to_adilet(act):
    """The page of the portal with what its editor leaves in it: spans in spans, entities for spaces, breaks at the end
    of paragraphs, anchors between them, links with words inside them, tables around captions and signatures with cells
    for nothing, a paragraph in every cell.
    """
    head, made = [], []
    for number, (kind, text) in enumerate(act):
        mark = f'id="z{number}"'
        match kind:
            case "#":
                head.append(f"<h1>{_entities(text)}</h1>")
            case "!":
                head.append(f'<span class="status status_yts">{text}</span>')
            case "=":
                head.append(f"<p>{_entities(text)}</p>")
            case "@":
                words = re.sub(r"(№ [\w-]+)", r'</span><a href="/rus/docs/V1#z6"><span>\1</span></a><span>', text)
                made.append(f'<p class="note"><span class="note"><span>&nbsp;&nbsp;{words}</span></span><br></p>')
            case "h":
                made.append(
                    f'<a name="z{number}"></a>\n<h3 {mark}><strong><span> {_entities(text)}</span></strong><br></h3>'
                )
            case "s":
                cells = "".join(
                    f'<tr><td colspan="6"><p {mark}><em>&nbsp; &nbsp; &nbsp; {post}<br></em></p></td>'
                    f'<td colspan="2"><p><em><span>{name}</span></em></p></td><td></td></tr>'
                    for post, name in map(sides, text)
                )
                made.append(
                    f'<table cellspacing="0" cellpadding="0" style="border: none"><tbody>{cells}</tbody></table>'
                )
            case "c":
                rows_ = "".join(f"{html.escape(line)}<br>\n" for line in text)
                made.append(
                    '<table border="0" cellspacing="0"><colgroup><col><col></colgroup><tbody>\n'
                    '<tr>\n<td style="width:60%">&nbsp;</td>\n'
                    f'<td style="width:40%"><p align="center">{rows_}</p></td>\n</tr>\n</tbody></table>'
                )
            case "f":
                made.append("<p>" + "<br>\n".join(f"&nbsp; &nbsp;{html.escape(line)}" for line in text) + "</p>")
            case "t":
                made.append(_adilet_table(rows(text)))
            case _:
                made.append(
                    f'<p {mark}><span><span>{_linked(_entities(text))}</span></span></p><a name="y{number}"></a>'
                )
    return (
        '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="ru"><head><meta charset="utf-8">'
        "<title>Документ - ИПС \"Әділет\"</title><script>var a = '<p>нет</p>';</script></head>"
        '<body id="doc"><div class="container_12 header"><ul><li><a href="/rus">Поиск</a></li></ul></div>'
        f'<div class="container_alpha slogan">{chr(10).join(head)}</div>'
        '<div class="container_gamma"><div class="gs_12"><div class="text text_upd" id="from"><article>\n'
        f"{chr(10).join(made)}\n</article></div></div></div>"
        '<div class="footer"><p>© 2012. РГП на ПХВ «Институт законодательства»</p></div></body></html>'
    ).encode()


def _entities(text):
    """No-break spaces as the editor sets them: where a line is to begin, and inside it after a number sign."""
    return "&nbsp; &nbsp; &nbsp; " + html.escape(text, quote=False).replace("№ ", "№&nbsp;")


def _linked(words):
    words = words.replace("ПРИКАЗЫВАЮ:", "<b>ПРИКАЗЫВАЮ</b>:")
    words = re.sub(r"(стать\w+ \d+)", r'<a href="/rus/docs/K1500000414#z1"><span>\1</span></a>', words)
    words = re.sub(r"(пункт\w* )(\d+)", r'<a target="_blank" href="#z2">\1</a>\2', words)
    return re.sub(r"(приложени\w+)", r'<a href="#z3">\1</a>', words)


def _adilet_table(table):
    made = []
    for row in table:
        cells = []
        for text, columns, below in row:
            words = "</p>\n<p>".join(f"<span> {html.escape(line, quote=False)}</span>" for line in text.split("\n"))
            cells.append(f'<td colspan="{columns}" rowspan="{below}" style="padding:5px">\n<p>{words}<br>\n</p>\n</td>')
        made.append(f"<tr>\n{chr(10).join(cells)}\n</tr>")
    return f'<table border="1" cellspacing="0" cellpadding="0"><tbody>{chr(10).join(made)}</tbody></table>'


def to_saved_page(act):
    """A page of justified paragraphs with fonts spelt out, without marks of what each is."""
    made = []
    look = 'style="color:#000000;font-family:Times New Roman;font-size:12pt"'
    for kind, text in act:
        match kind:
            case "#" | "h":
                made.append(f'<p style="text-align: center"><b><span {look}>{html.escape(text)}</span></b></p>')
            case "@":
                # The number of an act is a link, and links are not red.
                red = '<span style="color: #ff0000">'
                words = re.sub(r"(№ \S+)", rf'</span><a href="/rus/docs/1">\1</a>{red}', html.escape(text))
                made.append(f'<p style="text-align: justify">{red}{words}</span></p>')
            case "s":
                made.append(table_html([[(s, 1, 1) for s in sides(line)] for line in text], ' style="border: none"'))
            case "c":
                made.append(f'<p style="text-align: right">{"<br>".join(map(html.escape, text))}</p>')
            case "f":
                made.append(f"<p>{'<br>'.join(map(html.escape, text))}</p>")
            case "t":
                made.append(table_html(rows(text), ' style="border: 1px solid black"'))
            case _:
                words, _, rest = text.partition(" ")
                rest = f" {html.escape(rest)}" if rest else ""
                made.append(
                    f'<p style="text-align: justify; text-indent: 1cm"><span {look}>{html.escape(words)}</span>'
                    f"<span {look}>{rest}</span></p>"
                )
    return f'<html><head><meta charset="utf-8"></head><body>{chr(10).join(made)}</body></html>'.encode()


# DOCX: as the portal gives it, and as a ministry writes it.


def to_docx(act):
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Проект"
    section.footer.paragraphs[0].text = "Страница"
    for kind, text in act:
        match kind:
            case "#" | "h":
                paragraph = document.add_paragraph()
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.add_run(text).bold = True
            case "@":
                document.add_paragraph(NBSP + text)
            case "s":
                table = document.add_table(len(text), 2)
                for row, line in zip(table.rows, text, strict=True):
                    row.cells[0].text, row.cells[1].text = sides(line)
            case "c":
                table = document.add_table(1, 2)
                table.cell(0, 1).text = "\n".join(text)
            case "f":
                for line in text:
                    document.add_paragraph(line)
            case "t":
                _docx_table(document, rows(text))
            case _:
                document.add_paragraph(f"\t{text}" if len(text) % 2 else NBSP + text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _docx_table(document, table):
    width = sum(columns for _, columns, _ in table[0])
    made = document.add_table(len(table), width)
    made.style = "Table Grid"
    taken = set()
    for y, row in enumerate(table):
        x = 0
        for text, columns, below in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + j, x + i) for j in range(below) for i in range(columns)}
            cell = made.cell(y, x)
            if columns > 1 or below > 1:
                cell = cell.merge(made.cell(y + below - 1, x + columns - 1))
            cell.text = text
            x += columns


# PDF, as a browser or the portal prints it.

STYLE = """
@page { size: 210mm 148mm; margin: 20mm 15mm 20mm 25mm; @bottom-center { content: counter(page) }
  @top-right { content: "ИПС «Әділет»" } }
body { font: 14pt Tinos; margin: 0; hyphens: none }
p { margin: 0 0 3pt; text-indent: 1.25cm; text-align: justify }
h1 { font-size: 14pt; text-align: center }
.side { width: 100%; break-inside: avoid } .side td { width: 55% }
.aside { margin-left: 55%; text-indent: 0; text-align: left; margin-bottom: 0 }
.line { text-indent: 0; margin: 0; text-align: left }
.ruled { border-collapse: collapse; table-layout: fixed; width: 100% }
.ruled td { border: 1px solid; padding: 2pt; overflow-wrap: anywhere }
"""


def to_pdf(act):
    made = []
    for kind, text in act:
        match kind:
            case "#" | "h":
                made.append(f"<h1>{html.escape(text)}</h1>")
            case "s":
                cells = "".join(f"<tr><td>{post}</td><td>{name}</td></tr>" for post, name in map(sides, text))
                made.append(f'<table class="side">{cells}</table>')
            case "c":
                made.append("<br>" + "".join(f'<p class="aside">{html.escape(line)}</p>' for line in text))
            case "f":
                made += [f'<p class="line">{html.escape(line)}</p>' for line in text]
            case "t":
                made.append(table_html(rows(text), ' class="ruled"'))
            case _:
                words = re.sub(
                    r"(статьи \d+)",
                    r'<a href="https://example.kz/1" style="position: relative">\1</a>',
                    html.escape(text, quote=False),
                )
                made.append(f"<p>{words}</p>")
    page = f"<html><head><style>{STYLE}</style></head><body>{''.join(made)}</body></html>"
    return weasyprint.HTML(string=page).write_pdf()


WRITERS = {
    "page.txt": to_page_text,
    "line.txt": to_line_text,
    "indented.txt": to_indented_text,
    "cut.txt": to_cut_text,
    "md": to_markdown,
    "portal.html": to_portal,
    "adilet.html": to_adilet,
    "saved.html": to_saved_page,
    "docx": to_docx,
    "pdf": to_pdf,
}


def dump(act):
    """What was read, a line each: the card, the elements by depth, signatures, annexes, notes."""
    card = act.card
    made = [f"title {card.title}", f"card {card.form} | {card.author} | {card.date} | {card.number}"]
    if card.registered:
        made.append(f"registered {card.registered.date} | {card.registered.number}")
    if card.repealed:
        by, force = card.repealed.by, card.repealed.in_force
        made.append(f"repealed {by.form} | {by.date} | {by.number} | {force.rule} {force.start} {force.certainty}")
    for node in act.body:
        made += _dump(node, 0)
    made += [f"signed {' '.join(line.text for line in act.signatures)}"] if act.signatures else []
    made += [f"agreed {' '.join(line.text for line in act.approvals)}"] if act.approvals else []
    for annex in act.annexes:
        made.append(f"ANNEX {annex.num} | {annex.label} | {annex.caption}{' | restated' if annex.restated else ''}")
        made += _dump(annex.body, 1)
    notes = [f"note {note.kind} {note.text}" for note in act.notes if note.kind not in ("copyright", "status")]
    return made + notes


def _dump(node, depth):
    head = "  " * depth + node.kind
    if node.num is not None:
        head += f" {node.num}"
    if node.role and node.role != "line":
        head += f" [{node.role}]"
    if node.kind == "row":
        cells = (" / ".join(leaf for leaf in _leaves(cell)) for cell in node.children)
        spans = [f"{{{c.span[0]}x{c.span[1]}}}" if c.span != (1, 1) else "" for c in node.children]
        return ["  " * depth + "row " + " | ".join(a + b for a, b in zip(cells, spans, strict=True))]
    words = " ".join(filter(None, (node.label, node.heading, node.text)))
    made = [f"{head}: {words}" if words else head]
    for child in node.children:
        made += _dump(child, depth + 1)
    return made


def _leaves(node):
    return [text for child in node.children for text in _leaves(child)] if node.children else [node.text]


@pytest.fixture(scope="session")
def published():
    """`published(name, format)`: the bytes of an act in a format of WRITERS, written once a run."""
    held = {}

    def write(name, form):
        if (name, form) not in held:
            held[name, form] = WRITERS[form](parts(name))
        return held[name, form]

    return write


@pytest.fixture(scope="session")
def dumped():
    """`dumped(act)`: the lines of `dump`."""
    return dump


@pytest.fixture(scope="session")
def writers():
    """The formats by name: from the parts of an act to its bytes."""
    return WRITERS
