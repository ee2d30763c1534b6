"""The help of commands in the language of the reader: what click itself says in English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import ClassVar

import click

from api.messages import UiLanguage, say

_HEADINGS = {"Options": "cli.options", "Commands": "cli.commands"}
_SHOWN = "Show this message and exit."
_EXTRA = re.compile(r"\[(?:default|required)[^\]]*\]$")


class _Formatter(click.HelpFormatter):
    """Headings and the notes behind options in one language."""

    ui: ClassVar[UiLanguage]

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line of a help page."""
        shown = args.replace("[OPTIONS]", f"[{say('cli.options', self.ui)}]")
        shown = shown.replace("COMMAND [ARGS]...", f"{say('cli.command', self.ui)} …")
        super().write_usage(prog, shown, prefix or f"{say('cli.usage', self.ui)}: ")

    def write_heading(self, heading: str) -> None:
        """The line above a list."""
        key = _HEADINGS.get(heading)
        super().write_heading(say(key, self.ui) if key else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of options or commands with what each does."""
        super().write_dl([(name, self._note(text)) for name, text in rows], col_max, col_spacing)

    def _note(self, text: str) -> str:
        if text == _SHOWN:
            return say("cli.help_option", self.ui)
        return _EXTRA.sub(lambda found: self._extra(found[0]), text)

    def _extra(self, text: str) -> str:
        default = text.replace("default:", f"{say('cli.default', self.ui)}:")
        return default.replace("required", say("cli.required", self.ui))


@cache
def spoken_context(ui: UiLanguage) -> type[click.Context]:
    """The context of commands whose help is in a language."""
    formatter = type("Formatter", (_Formatter,), {"ui": ui})
    return type("Context", (click.Context,), {"formatter_class": formatter})
