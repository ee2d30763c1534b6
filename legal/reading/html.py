"""HTML of the legal portal and of its mirrors: the text of the act out of the page around it.

What the reader guarantees:

1. The text comes from the element that holds the act's paragraphs (`article`, `div.text`, or the smallest element with
   nine of ten `p id="zN"`), with the heading and the lines of the act that the page sets before it; menus stay out.
2. Links leave their words in their place; anchors, scripts, styles and hidden elements leave nothing.
3. `p.note`, `span.note` and words set in red are notes of the bank: cut out of the paragraph that holds them, unless
   only a number would be left of it ("22) исключен …"), which makes the paragraph a note as a whole.
4. `<br>` is read by the rules of `legal.reading.format_marks`; borderless tables of captions and signatures become
   captions, one a line; ruled tables become tables with their spans.
5. Nothing is dropped in silence: a page nested too deep is refused, and the characters of the tree are compared with
   those that a second tokeniser finds.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import lxml.html
from lxml import etree

from legal.errors import SourceError
from legal.findings import finding
from legal.reading.blocks import Block, Reading
from legal.reading.format_encoding import decode_page
from legal.reading.format_flow import Flow, is_hidden
from legal.records import Finding

_PARAGRAPH_ID = re.compile(r"z[0-9]+")
_CONTAINERS = (
    ".//article",
    ".//div[contains(concat(' ', normalize-space(@class), ' '), ' text ')]",
    ".//*[@itemprop='articleBody' or @id='document' or @id='content-doc']",
)
_SHARE = 0.9
_HEAD_SIZE = 3000
_DEEPEST = 240
_REMEDY = "Send the page as the portal serves it, or the text of the act."


def read_html(data: bytes) -> Reading:
    """The blocks of a page; block lines are those of the HTML source, 1-based.

    Raises SourceError for bytes in an unknown encoding, for a page nested too deep to be read whole, and for one
    without words.
    """
    text, findings = decode_page(data)
    root = _parse(text)
    findings += _complete(text, root)
    container = _container(root)
    flow = Flow()
    for element in _before(root, container):
        flow.read(element)
    flow.read(container)
    if not flow.blocks:
        raise SourceError("the page holds no text", remedy=_REMEDY)
    return Reading(tuple(flow.blocks), (), (*findings, *flow.findings))


def blocks_of_fragment(markup: str, line: int) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of a piece of HTML inside another format; `line` is the line of the source on which it begins.

    Raises SourceError for a piece nested too deep.
    """
    flow = Flow(offset=line - 1)
    flow.read(_parse(f"<html><body>{markup}</body></html>"))
    return tuple(flow.blocks), tuple(flow.findings)


def _parse(text: str) -> lxml.html.HtmlElement:
    """The tree of a page. The bytes given to the parser are UTF-8 whatever the page says of itself."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"the page cannot be read: {error}", remedy=_REMEDY) from None
    # The parser stops at 256 levels and leaves out the rest of the page.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) or _depth(root) > _DEEPEST:
        raise SourceError("the page is nested too deep to be read whole", remedy=_REMEDY)
    return root


def _depth(root: lxml.html.HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


class _Characters(HTMLParser):
    """The characters of a page, counted by a tokeniser that builds no tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.count: Counter[str] = Counter()

    def handle_data(self, data: str) -> None:
        if self.lasttag not in ("script", "style") or self.cdata_elem is None:
            self.count.update(data)


def _complete(text: str, root: lxml.html.HtmlElement) -> tuple[Finding, ...]:
    """A finding where the tree holds fewer letters and digits than the page."""
    tokens = _Characters()
    tokens.feed(text)
    tokens.close()
    tree = Counter(
        "".join(
            (element.text or "" if element.tag not in ("script", "style") else "") + (element.tail or "")
            for element in root.iter()
        )
    )
    lost = sum(n for char, n in (tokens.count - tree).items() if char.isalnum())
    if not lost:
        return ()
    return (finding("unread", f"{lost} characters of the page are not in the tree that was read from it", 1),)


def _container(root: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The element that holds the act."""
    body = root.find("body")
    page = body if body is not None else root
    numbered = [p for p in page.iter("p") if _PARAGRAPH_ID.fullmatch(p.get("id") or "")]
    if numbered:
        return _smallest(page, numbered)
    for path in _CONTAINERS:
        found = [element for element in page.xpath(path) if not is_hidden(element)]
        if found:
            return max(found, key=lambda element: len(element.text_content()))
    return page


def _smallest(page: lxml.html.HtmlElement, numbered: list[lxml.html.HtmlElement]) -> lxml.html.HtmlElement:
    """The smallest element with nine of ten of the numbered paragraphs; of `article` and what is in it, the article."""
    within: Counter[lxml.html.HtmlElement] = Counter()
    for paragraph in numbered:
        within.update(paragraph.iterancestors())
    enough = [element for element, n in within.items() if n >= len(numbered) * _SHARE]
    smallest = max(enough, key=lambda element: sum(1 for _ in element.iterancestors()), default=page)
    article = next((element for element in smallest.iterancestors("article")), None)
    return article if article is not None else smallest


def _before(root: lxml.html.HtmlElement, container: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """What the page sets before the container and belongs to the act: its title, with status and registration line."""
    if next(container.iter("h1"), None) is not None or container.tag in ("body", "html"):
        return []
    heads = [h for h in root.iter("h1") if h.text_content().strip() and not is_hidden(h)]
    heads = [h for h in heads if _precedes(h, container)]
    if not heads:
        return []
    head = heads[-1]
    parent = head.getparent()
    if parent is None or parent in list(container.iterancestors()) or parent.tag in ("body", "header"):
        return [head]
    menus = sum(1 for _ in parent.iter("li", "nav", "form", "select"))
    return [parent] if not menus and len(parent.text_content()) <= _HEAD_SIZE else [head]


def _precedes(first: lxml.html.HtmlElement, second: lxml.html.HtmlElement) -> bool:
    for element in first.getroottree().getroot().iter():
        if element is first:
            return True
        if element is second:
            return False
    return False
