"""The parts of a DOCX package, opened with distrust: no macros, no encryption, no bombs, no entities.

Source of the shapes: ECMA-376, Part 1 (WordprocessingML) and Part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from legal import xml
from legal.errors import SourceError

_MEMBERS = 4000
_PART = 64 * 1024 * 1024
_TOTAL = 256 * 1024 * 1024
_RATIO = 300
_RATIO_FROM = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_MAIN = "word/document.xml"
_RELATION = "relationships/"
_RESAVE = "Save it as DOCX without a password and without macros, and send it again."

# Transitional and strict documents differ only in their namespaces.
_WORD = re.compile(
    r"http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006/main|purl\.oclc\.org/ooxml/wordprocessingml/main)"
)
_MATH = re.compile(
    r"http://(?:schemas\.openxmlformats\.org/officeDocument/2006/math|purl\.oclc\.org/ooxml/officeDocument/math)"
)


class Package:
    """The XML parts of a DOCX. Raises SourceError for whatever is no plain text document."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise SourceError("the document is encrypted or an old DOC", remedy=_RESAVE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError) as error:
            raise SourceError(f"the document is no DOCX: {error}", remedy="Check the download.") from None
        self._check()
        self.main = self._main()
        self._relations = self._related(self.main)

    def document(self) -> etree._Element:
        """The root of the main part."""
        return self._parse(self.main)

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part that the document calls "styles", "numbering", "footnotes" …, or None."""
        name = self._relations.get(kind)
        return self._parse(name) if name and name in self._zip.namelist() else None

    def _check(self) -> None:
        members = self._zip.infolist()
        names = [member.filename for member in members]
        if len(members) > _MEMBERS or len(set(names)) != len(names):
            raise SourceError("the document has too many parts, or two of one name", remedy="Check the download.")
        for member in members:
            if member.flag_bits & 0x1:
                raise SourceError("the document is encrypted", place=member.filename, remedy=_RESAVE)
            if posixpath.basename(member.filename).lower() == "vbaproject.bin":
                raise SourceError("the document holds macros", place=member.filename, remedy=_RESAVE)
            ratio = member.file_size / max(1, member.compress_size)
            if member.file_size > _PART or (member.file_size > _RATIO_FROM and ratio > _RATIO):
                raise SourceError(
                    f"a part of {member.file_size} bytes is too large",
                    place=member.filename,
                    remedy="Send the act alone.",
                )
        if sum(member.file_size for member in members) > _TOTAL:
            raise SourceError("the document is too large unpacked", remedy="Send the act without its pictures.")

    def _main(self) -> str:
        return self._related("").get("officeDocument", _MAIN)

    def _related(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the last word of their relation."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._zip.namelist():
            return {}
        made: dict[str, str] = {}
        for relation in self._parse(path):
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External" and kind and target:
                made.setdefault(kind, posixpath.normpath(posixpath.join(folder, target)).lstrip("/"))
        return made

    def _parse(self, name: str) -> etree._Element:
        try:
            with self._zip.open(name) as part:
                # The size in the directory is a claim of the file: what is read is counted.
                data = part.read(_PART + 1)
        except KeyError:
            raise SourceError("the document lacks a part", place=name, remedy="Check the download.") from None
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise SourceError(f"a part cannot be unpacked: {error}", place=name, remedy="Check the download.") from None
        if len(data) > _PART:
            raise SourceError("a part is too large", place=name, remedy="Send the act alone.")
        return xml.parse(data, name)


def word_name(element: etree._Element) -> str:
    """The name of a WordprocessingML element without its namespace; "m:t" for mathematics, "" for any other."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    space = name.namespace or ""
    if _WORD.fullmatch(space):
        return name.localname
    if _MATH.fullmatch(space):
        return f"m:{name.localname}"
    return f"?{name.localname}"


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of WordprocessingML names, or None."""
    for step in path:
        if element is None:
            return None
        element = next((e for e in element if word_name(e) == step), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """A WordprocessingML attribute, or None."""
    if element is None:
        return None
    return next((str(text) for key, text in element.items() if etree.QName(key).localname == name), None)


def switched_on(element: etree._Element | None) -> bool:
    """Whether a toggle (`w:b`, `w:vanish`) is there and not set off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")
