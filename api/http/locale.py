"""The language of the surface for a request: from the path of the page, else from Accept-Language."""

from __future__ import annotations

from flask import current_app, request

from api.http.shelf import Shelf
from api.messages import UI_LANGUAGES, UiLanguage

PAGE_LANGUAGES: tuple[UiLanguage, ...] = ("ru", "kk")
"""The page itself is in Russian and Kazakh; messages of the API in English too."""


def page_language() -> UiLanguage:
    """The language of what the reader is told."""
    first = request.path.lstrip("/").split("/", 1)[0]
    for language in PAGE_LANGUAGES:
        if first == language:
            return language
    shelf: Shelf = current_app.extensions["qagida"]
    allowed = UI_LANGUAGES if first in ("api", "akn") else PAGE_LANGUAGES
    # In the reader's order, by the first part of each tag: `kk-KZ,ru;q=0.5` is Kazakh.
    for tag, quality in request.accept_languages:
        primary = tag.split("-")[0].lower()
        for language in allowed:
            if primary == language and quality > 0:
                return language
    default = shelf.settings.ui_language
    return default if default in allowed else "ru"
