"""Draws the Word template of a skeleton with python-docx: real tables, real headings, page fields, one style profile.

Every word is a placeholder `{{ t[n] }}`; nothing of a document's text is in a template.
"""

from __future__ import annotations

from io import BytesIO
from itertools import zip_longest
from typing import Any, cast

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from renderer.docx_code import float_code
from renderer.docx_skeleton import BareColumns, BareTable, Paragraph, Skeleton, Slot
from renderer.docx_table import draw_columns, draw_table
from renderer.profile import Profile, profile
from renderer.strings import STRINGS

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_SMALL = 10.0
_ABOVE_TABLE, _ABOVE_COLUMNS = 6, 11
"""Space between a paragraph and what stands under it, in points."""
_LAID_OUT_AS = "15"
"""The Word version (2013 and later) whose layout is asked for: a table begins at the margin, not its text."""


def template(bare: Skeleton) -> bytes:
    """A DOCX with a placeholder for every word of the skeleton."""
    style = profile()
    word = docx.Document()
    _set_styles(word, bare, style)
    _set_page(word, bare, style)
    _set_layout(word)
    pen = Pen(word, style, style.body[bare.kind], style.cells[bare.kind])
    for number, warning in enumerate(bare.warnings, 1):
        made = pen.write(word.add_paragraph(), warning)
        _box(made)
        made.paragraph_format.space_after = Pt(_ABOVE_COLUMNS) if number == len(bare.warnings) else None
    half = Mm(_text_width(bare, style) / 2)
    for entry in bare.caption:
        pen.write(word.add_paragraph(), entry).paragraph_format.left_indent = half
    if bare.caption:
        word.add_paragraph().paragraph_format.keep_with_next = True
    for piece, following in zip_longest(bare.pieces, bare.pieces[1:]):
        match piece:
            case Paragraph():
                made = pen.write(word.add_paragraph(), piece)
                if isinstance(following, BareTable | BareColumns) and not piece.level:
                    above = _ABOVE_TABLE if isinstance(following, BareTable) else _ABOVE_COLUMNS
                    made.paragraph_format.space_after = Pt(above)
            case BareTable():
                draw_table(word, piece, pen, _text_width(bare, style), style)
            case BareColumns():
                draw_columns(word, piece, pen, _text_width(bare, style))
    out = BytesIO()
    word.save(out)
    return out.getvalue()


class Pen:
    """Writes paragraphs in the type of the profile."""

    def __init__(self, word: Word, style: Profile, body: float, cells: float) -> None:
        self._word = word
        self._style = style
        self._body = body
        self._cells = cells

    def write(
        self, target: WordParagraph, source: Paragraph, *, in_cell: bool = False, header: bool = False
    ) -> WordParagraph:
        """Fills an empty paragraph; `in_cell` takes the smaller type of table cells."""
        shape = target.paragraph_format
        if source.level:
            target.style = self._word.styles[f"Heading {source.level}"]
        align = "center" if header and source.align == "left" else source.align
        shape.alignment = _ALIGN[align]
        if source.indent:
            shape.first_line_indent = Mm(self._style.first_line)
        shape.keep_with_next = source.with_next or None
        for slot in source.slots:
            run = target.add_run(placeholder(slot))
            keep_spaces(run)
            run.bold = True if slot.style == "strong" else None
            run.italic = True if source.gap else None
            if source.small:
                run.font.size = Pt(_SMALL)
            elif in_cell:
                run.font.size = Pt(self._cells)
        if source.gap:
            _box(target, "dashed", shade="EEEEEE")
        return target


def placeholder(slot: Slot) -> str:
    """The Jinja expression that stands for the words of a slot."""
    return f"{{{{ t[{slot.word}] }}}}"


def keep_spaces(run: Any) -> None:
    """Word drops spaces at the edges of a run unless told otherwise."""
    for text in run._r.findall(qn("w:t")):
        text.set(qn("xml:space"), "preserve")


def _text_width(bare: Skeleton, style: Profile) -> float:
    """Width between the margins, in millimetres."""
    return (style.height if bare.landscape else style.width) - style.left - style.right


def _set_styles(word: Word, bare: Skeleton, style: Profile) -> None:
    locale = STRINGS[bare.language].locale
    names = ["Normal", "Header", "Footer", *(f"Heading {level}" for level in range(1, 7))]
    for name in names:
        entry = cast(Any, word.styles[name])
        assert entry.type == WD_STYLE_TYPE.PARAGRAPH
        _set_font(entry, style.office_font, locale)
        entry.font.color.rgb = RGBColor(0, 0, 0)
        entry.font.italic = False
        shape = entry.paragraph_format
        shape.tab_stops.clear_all()  # Word's own would come before ours
        shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(0), 1.0
        if name.startswith("Heading"):
            entry.font.bold = True
            entry.font.size = Pt(max(style.body[bare.kind], 13) if name == "Heading 1" else style.body[bare.kind])
            shape.space_before = shape.space_after = Pt(8)
            shape.keep_with_next = True
        else:
            entry.font.size = Pt(style.body[bare.kind] if name == "Normal" else style.furniture)


def _set_layout(word: Word) -> None:
    """Asks for the layout of a recent Word (MS-DOCX, 2.2.3)."""
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _LAID_OUT_AS)


def _set_font(entry: Any, font: str, locale: str) -> None:
    """One font for every script, in place of the theme's, and the language for spelling."""
    entry.font.name = font
    properties = entry.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    properties.append(language)


def _set_page(word: Word, bare: Skeleton, style: Profile) -> None:
    section = word.sections[0]
    width, height = Mm(style.width), Mm(style.height)
    if bare.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
    section.page_width, section.page_height = width, height
    section.left_margin, section.right_margin = Mm(style.left), Mm(style.right)
    section.top_margin, section.bottom_margin = Mm(style.header), Mm(style.footer)
    section.header_distance = section.footer_distance = Mm(style.header / 2)
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    keep_spaces(head.add_run(placeholder(bare.version)))
    foot = section.footer.paragraphs[0]
    stops = foot.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(_text_width(bare, style)), alignment=cast(Any, 2))
    keep_spaces(foot.add_run(placeholder(bare.as_of)))
    foot.add_run().add_tab()
    before, between, after = STRINGS[bare.language].page
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        if text:
            keep_spaces(foot.add_run(text))
        if field:
            _field(foot, field)
    if bare.verify:
        float_code(
            foot, bare.verify, STRINGS[bare.language].verify, style, style.width if bare.landscape else style.height
        )


def _field(target: WordParagraph, code: str) -> None:
    """A field that Word works out: the page, the number of pages."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    target._p.append(field)


def _box(target: WordParagraph, line: str = "single", shade: str | None = None) -> None:
    """A ruled box around a paragraph."""
    properties = target._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), line)
        edge.set(qn("w:sz"), "8")
        edge.set(qn("w:space"), "4")
        edge.set(qn("w:color"), "000000")
        borders.append(edge)
    _insert(properties, borders)
    if shade:
        fill = OxmlElement("w:shd")
        fill.set(qn("w:val"), "clear")
        fill.set(qn("w:color"), "auto")
        fill.set(qn("w:fill"), shade)
        borders.addnext(fill)


def _insert(properties: Any, borders: Any) -> None:
    """Borders stand after the keep and number properties and before everything else (ECMA-376, CT_PPr)."""
    before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr")
    index = 0
    for position, child in enumerate(properties):
        if child.tag in {qn(f"w:{name}") for name in (*before, "suppressLineNumbers")}:
            index = position + 1
    properties.insert(index, borders)
