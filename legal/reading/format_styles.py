"""How a DOCX paragraph looks: its own properties over those of its style and of the styles that one is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from legal.reading.format_package import child, switched_on, value, word_name

_HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|название|тақырып атауы", re.IGNORECASE)
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a paragraph besides its words.

    heading  its level, 0 for text;  align  as the file says ("center", "right", "end", …), "" unknown
    indent   left indent in twentieths of a point;  bold  whether its style is
    num, level  its automatic numbering, None where it has none; `style` the id of the style that sets it
    """

    heading: int = 0
    align: str = ""
    indent: int = 0
    bold: bool = False
    num: str | None = None
    level: int | None = None
    style: str = ""


class Styles:
    """The styles of a document by id; `root` is the styles part or None."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = [e for e in (root if root is not None else ()) if word_name(e) == "style"]
        self._styles = {value(e, "styleId") or "": e for e in elements}
        self._default = next(
            (
                value(e, "styleId") or ""
                for e in elements
                if value(e, "type") == "paragraph" and value(e, "default") in ("1", "true")
            ),
            "",
        )

    def chain(self, style: str | None) -> list[etree._Element]:
        """A style and those it is based on, nearest first."""
        made: list[etree._Element] = []
        while style and style in self._styles and len(made) < _DEEPEST:
            made.append(self._styles[style])
            style = value(child(self._styles[style], "basedOn"))
        return made

    def look(self, paragraph: etree._Element) -> Look:
        """The look of a paragraph."""
        own = child(paragraph, "pPr")
        style = value(child(own, "pStyle")) or self._default
        chain = self.chain(style)
        layers = [own, *(child(e, "pPr") for e in chain)]
        num, level, source = _numbering(layers, [style, *(value(e, "styleId") or "" for e in chain)])
        return Look(
            heading=_heading(layers, chain),
            align=_first(layers, "jc") or "",
            indent=_indent(layers),
            bold=_bold(chain),
            num=num,
            level=level,
            style=source,
        )


def _first(layers: list[etree._Element | None], name: str) -> str | None:
    return next((text for layer in layers if (text := value(child(layer, name))) is not None), None)


def _heading(layers: list[etree._Element | None], chain: list[etree._Element]) -> int:
    outline = _first(layers, "outlineLvl")
    if outline is not None and outline.isdecimal() and int(outline) < 9:
        return int(outline) + 1
    for style in chain:
        name = value(child(style, "name")) or ""
        if match := _HEADING.fullmatch(name.strip()):
            return int(match[1])
        if _TITLE.fullmatch(name.strip()):
            return 1
    return 0


def _indent(layers: list[etree._Element | None]) -> int:
    for layer in layers:
        indent = child(layer, "ind")
        text = value(indent, "left") or value(indent, "start")
        if text is not None and re.fullmatch(r"-?[0-9]+", text):
            return int(text)
    return 0


def _bold(chain: list[etree._Element]) -> bool:
    for style in chain:
        bold = child(style, "rPr", "b")
        if bold is not None:
            return switched_on(bold)
    return False


def _numbering(layers: list[etree._Element | None], styles: list[str]) -> tuple[str | None, int | None, str]:
    """Instance, level and style of the nearest numbering; instance 0 switches numbering off."""
    level: int | None = None
    for layer, style in zip(layers, styles, strict=True):
        properties = child(layer, "numPr")
        text = value(child(properties, "ilvl"))
        if level is None and text is not None and text.isdecimal():
            level = int(text)
        num = value(child(properties, "numId"))
        if num is not None:
            return (None, None, "") if num == "0" else (num, level, style)
    return None, None, ""
