"""DOCX as ministries write it: numbers that Word counts, changes not accepted, merged cells, unsafe packages."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from legal.errors import SourceError
from legal.reading.docx import read_docx
from legal.reading.format_numbering import Numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>'
)
PARTS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="{p}" Type="{REL}/{p}" Target="{p}.xml"/>' for p in ("numbering", "styles", "footnotes")
    )
    + "</Relationships>"
)


def package(body, namespace=W, **parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("_rels/.rels", RELS)
        made.writestr("word/_rels/document.xml.rels", PARTS)
        xml = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
        made.writestr("word/document.xml", xml)
        for name, text in parts.items():
            made.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{namespace}">{text}</w:{name}>')
    return buffer.getvalue()


def p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def num(number, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(index, form, text, extra=""):
    look = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{extra}'
    return f'<w:lvl w:ilvl="{index}">{look}</w:lvl>'


def texts(data):
    return [b.text for b in read_docx(data).blocks]


def codes(data):
    return [f.code for f in read_docx(data).findings]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "decimal", "%2)")
    + level(2, "russianLower", "%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "upperRoman", "Глава %1.")
    + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + level(2, "chineseCounting", "%3")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    '</w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
)


def test_numbers_that_word_counts_are_written_out():
    body = (
        p("первый", num(1)) + p("а", num(1, 1)) + p("б", num(1, 1)) + p("буква", num(1, 2)) + p("без номера")
        + p("второй", num(1)) + p("снова а", num(1, 1)) + p("с семи", num(2)) + p("дальше", num(2))
        + p("Общие", num(3)) + p("правило", num(3, 1)) + p("выключен", num(0))
    )  # fmt: skip
    data = package(body, numbering=NUMBERING)
    assert texts(data) == [
        "1. первый", "1) а", "2) б", "а) буква", "без номера", "2. второй", "1) снова а", "7. с семи", "8. дальше",
        "Глава I. Общие", "1.1 правило", "выключен",
    ]  # fmt: skip
    assert codes(data).count("number-computed") == 10


def test_a_number_that_cannot_be_told_is_an_error():
    for properties in (num(3, 2), num(99)):
        reading = read_docx(package(p("пункт", properties), numbering=NUMBERING))
        assert [(f.code, f.severity) for f in reading.findings] == [("numbering-unknown", "error")]
        assert reading.blocks[0].text == "пункт"
    assert Numbering().label("1", 0) is None


def test_numbering_of_a_style_and_of_the_style_it_is_based_on():
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:pPr>{num(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = p("один", '<w:pStyle w:val="B"/>') + p("два", '<w:pStyle w:val="A"/>')
    assert texts(package(body, numbering=NUMBERING, styles=styles)) == ["1. один", "2. два"]


def test_tracked_changes_hidden_words_and_fields():
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        "<w:p>" + run.format("Срок ") + "<w:ins>" + run.format("десять ") + "</w:ins>"
        "<w:del><w:r><w:delText>пять </w:delText></w:r></w:del>" + run.format("дней")
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r>"
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run.format(", статья 8")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + "<w:hyperlink>" + run.format(" Закона") + "</w:hyperlink>"
        + "<w:r><w:noBreakHyphen/><w:tab/><w:t>и</w:t></w:r></w:p>"
    )  # fmt: skip
    data = package(body)
    assert texts(data) == ["Срок десять дней, статья 8 Закона- и"]
    assert codes(data) == ["tracked-change", "tracked-change", "hidden-text"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = p("один", "<w:rPr><w:del/></w:rPr>") + p(" и два") + p("три")
    assert texts(package(body)) == ["один и два", "три"]
    assert texts(package(p("один", "<w:rPr><w:del/></w:rPr>"))) == ["один"]


def test_footnote_text_box_and_picture_are_flagged():
    body = (
        '<w:p><w:r><w:t>Слово</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        "<w:p><w:r><w:t>Рядом</w:t></w:r>"
        f"<w:r><w:pict><w:txbxContent>{p('в рамке')}</w:txbxContent></w:pict></w:r></w:p>"
        "<w:p><w:r><w:drawing/></w:r><w:r><w:t>Формула</w:t></w:r></w:p>"
    )
    data = package(body, footnotes=f'<w:footnote w:id="2">{p("сноска")}</w:footnote>')
    assert texts(data) == ["Слово", "сноска", "Рядом", "в рамке", "Формула"]
    assert codes(data) == ["footnote", "text-box", "picture"]


def test_headings_captions_breaks_and_merged_cells():
    document = docx.Document()
    document.add_heading("Глава 1. Общие положения", 2)
    centred = document.add_paragraph()
    centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
    centred.add_run("Параграф 1").bold = True
    right = document.add_paragraph("Приложение 1\nк Правилам")
    right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("1) один;\n2) два.")
    document.add_paragraph("Подпись ______\n(Ф.И.О.)")
    table = document.add_table(2, 3)
    table.style = "Table Grid"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "1"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Имя"
    table.cell(1, 1).text = "А"
    table.cell(1, 2).text = "Б"
    buffer = io.BytesIO()
    document.save(buffer)
    blocks = read_docx(buffer.getvalue()).blocks
    assert [(b.kind, b.text, b.level) for b in blocks] == [
        ("heading", "Глава 1. Общие положения", 2),
        ("heading", "Параграф 1", 0),
        ("caption", "Приложение 1", 0),
        ("caption", "к Правилам", 0),
        ("text", "1) один;", 0),
        ("text", "2) два.", 0),
        ("lines", "", 0),
        ("table", "", 0),
    ]
    assert [[(c.lines, c.colspan, c.rowspan) for c in row] for row in blocks[-1].rows] == [
        [(("1",), 1, 2), (("Имя",), 2, 1)],
        [(("А",), 1, 1), (("Б",), 1, 1)],
    ]


def test_a_strict_document_reads_the_same():
    assert texts(package(p("текст"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")) == ["текст"]


def rezip(extra, data=b"x", flag=0):
    buffer = io.BytesIO(package(p("текст")))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(extra, data)
    return buffer.getvalue()


def encrypted():
    data = bytearray(package(p("текст")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04 broken", "no DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted or an old DOC"),
        (rezip("word/vbaProject.bin"), "macros"),
        (rezip("word/media/a.bin", b"\0" * 9_000_000), "too large"),
        (encrypted(), "encrypted"),
        (package("").replace(b"word/document.xml", b"word/documenX.xml"), "lacks a part"),
        (package(p(" ")), "no text"),
        (package('<!DOCTYPE x [<!ENTITY a "b">]>'), "DOCTYPE"),
        (package("<w:p>"), "well-formed"),
    ],
    ids=["broken", "ole", "macros", "bomb", "password", "no-part", "empty", "doctype", "cut"],
)
def test_a_package_that_is_no_plain_document_is_refused(data, says):
    with pytest.raises(SourceError, match=says) as refused:
        read_docx(data)
    assert refused.value.remedy
