"""The exceptions of the renderer.

RenderError              everything below; carries what and what to do next
├── TextError            a character that no output can carry (U+0000, a lone surrogate)
├── SourceAbsent         the XML of a document that carries none
└── ToolError            Pango or the fonts are not on this machine
"""

from __future__ import annotations


class RenderError(Exception):
    """A refusal: `message` says what, `remedy` what to do next."""

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}" if self.remedy else self.message


class TextError(RenderError):
    """A character that no output can carry."""


class SourceAbsent(RenderError):
    """The document carries no Akoma Ntoso source."""


class ToolError(RenderError):
    """Pango or the fonts are not on this machine."""
