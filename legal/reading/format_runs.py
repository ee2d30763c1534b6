"""The words of a DOCX paragraph: runs, links, fields, tracked changes, breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from legal.reading.format_package import child, switched_on, value, word_name
from legal.reading.labels import raised
from legal.reading.wraps import squeeze, visible

Footnotes = dict[str, etree._Element | None]
"""The parts that hold footnotes and endnotes, by "footnote" and "endnote"; None where the document has none."""

_INTO = frozenset({
    "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "ins", "moveTo", "dir", "bdo", "ruby",
    "rubyBase", "m:oMath", "m:oMathPara",
})  # fmt: skip
_GONE = frozenset({"del", "moveFrom"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_FORMULA = frozenset({"m:f", "m:rad", "m:sSup", "m:sSub", "m:sSubSup", "m:nary", "m:d", "m:m", "m:eqArr"})


@dataclass(slots=True)
class Runs:
    """The words of a paragraph.

    `lines` are cut at line breaks; `emphasis` is set where all of the words are; `unbold` that some run sets bold off;
    `boxes` are the contents of text boxes, `notes` the texts of footnotes; `findings` are (code, message).
    """

    lines: list[str] = field(default_factory=lambda: [""])
    emphasis: Literal["", "strong", "em"] = ""
    unbold: bool = False
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    findings: list[tuple[str, str]] = field(default_factory=list)

    def joined(self, after: Runs) -> Runs:
        """This paragraph and the next as one; what stood beside this one has been given out already."""
        lines = [*self.lines[:-1], self.lines[-1] + after.lines[0], *after.lines[1:]]
        emphasis = self.emphasis if self.emphasis == after.emphasis else ""
        return Runs(lines, emphasis, self.unbold or after.unbold, after.boxes, after.notes, after.findings)


def read_runs(paragraph: etree._Element, footnotes: Footnotes) -> Runs:
    """The words of a paragraph as a reader of the final document sees them."""
    walk = _Walk(footnotes)
    walk.into(paragraph)
    runs = walk.runs
    runs.lines = "".join(walk.text).split("\n")
    if walk.words:
        if all(strong for strong, _, _ in walk.words):
            runs.emphasis = "strong"
        elif all(em for _, em, _ in walk.words):
            runs.emphasis = "em"
        runs.unbold = any(unbold for _, _, unbold in walk.words)
    return runs


@dataclass(slots=True)
class _Walk:
    """One walk through a paragraph. `fields` holds, for each open field, whether its code is being read."""

    footnotes: Footnotes
    runs: Runs = field(default_factory=Runs)
    text: list[str] = field(default_factory=list)
    words: list[tuple[bool, bool, bool]] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)

    def into(self, parent: etree._Element) -> None:
        for element in parent:
            name = word_name(element)
            if name == "r":
                self._run(element)
            elif name == "m:r":
                self._add("".join(e.text or "" for e in element if word_name(e) == "m:t"))
            elif name in _GONE:
                self._gone(element)
            elif name in ("ins", "moveTo"):
                self._note("tracked-change", "an insertion that is not accepted is read as text")
                self.into(element)
            elif name in _FORMULA:
                self._note("picture", "a formula of several levels is read as its characters in a row")
                self.into(element)
            elif name in _INTO or name.startswith("m:"):
                self.into(element)

    def _gone(self, element: etree._Element) -> None:
        words = squeeze("".join(e.text or "" for e in element.iter() if word_name(e) in ("delText", "t")))
        if words:
            self._note("tracked-change", f"a deletion left out: {words[:60]!r}")

    def _run(self, run: etree._Element) -> None:
        look = child(run, "rPr")
        if switched_on(child(look, "vanish")) or switched_on(child(look, "webHidden")):
            words = squeeze("".join(e.text or "" for e in run if word_name(e) == "t"))
            if words:
                self._note("hidden-text", f"hidden words left out: {words[:60]!r}")
            return
        before = len(self.text)
        for element in run:
            self._piece(element)
        if (mark := child(look, "vertAlign")) is not None and value(mark, "val") == "superscript":
            self._raised(before)
        if "".join(self.text[before:]).strip():
            bold = child(look, "b")
            off = bold is not None and not switched_on(bold)
            self.words.append((switched_on(bold), switched_on(child(look, "i")), off))

    def _raised(self, start: int) -> None:
        """A raised number that follows another stays raised: the two would read as one."""
        above, words = "".join(self.text[:start]), "".join(self.text[start:])
        if above[-1:].isdigit() and words.strip()[:1].isdigit():
            self.text[start:] = [raised(words)]
            self._note("raised-number", "a raised number after a number")

    def _piece(self, element: etree._Element) -> None:
        name = word_name(element)
        if name == "fldChar":
            self._field(value(element, "fldCharType"))
        elif self.fields and any(self.fields):
            return
        elif name == "t":
            self._add(visible(element.text or ""))
        elif name == "br":
            self._add("\n" if value(element, "type") in (None, "textWrapping") else " ")
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name == "sym":
            self._symbol(element)
        elif name in ("footnoteReference", "endnoteReference"):
            self._footnote(name.removesuffix("Reference"), value(element, "id"))
        elif name in ("drawing", "pict", "object", "?AlternateContent"):
            self._drawing(element)

    def _field(self, kind: str | None) -> None:
        """The code of a field is between "begin" and "separate", its result up to "end"."""
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _symbol(self, element: etree._Element) -> None:
        """A character of a symbol font: the code says nothing of what it looks like."""
        code = value(element, "char") or ""
        self._add("□")
        self._note("picture", f"a character {code} of the font {value(element, 'font')} is read as a box")

    def _footnote(self, kind: str, number: str | None) -> None:
        root = self.footnotes.get(kind)
        found = next((e for e in (root if root is not None else ()) if value(e, "id") == number), None)
        if found is None:
            self._note("footnote", f"a footnote {number} that the file does not hold")
            return
        texts = [" ".join(read_runs(p, {}).lines) for p in found.iter() if word_name(p) == "p"]
        self.runs.notes.append(squeeze(" ".join(texts)))

    def _drawing(self, element: etree._Element) -> None:
        """A picture or a text box; of the two forms in which Word keeps a box, the first."""
        if word_name(element) == "?AlternateContent":
            element = next((e for e in element if word_name(e) == "?Choice"), element)
        boxes = [e for e in element.iter() if word_name(e) == "txbxContent"]
        boxes = [box for box in boxes if not any(outer in boxes for outer in box.iterancestors())]
        self.runs.boxes += boxes
        if not boxes:
            self._note("picture", "a picture or an object that is not read")

    def _note(self, code: str, message: str) -> None:
        if (code, message) not in self.runs.findings:
            self.runs.findings.append((code, message))

    def _add(self, text: str) -> None:
        if text:
            self.text.append(text)
