"""A document as HTML, PDF, DOCX, JSON, XML and text: `render(document, format)`."""

from renderer.errors import RenderError, SourceAbsent, TextError, ToolError
from renderer.output import FORMATS, Format, media_type, render

__all__ = ["FORMATS", "Format", "RenderError", "SourceAbsent", "TextError", "ToolError", "media_type", "render"]
