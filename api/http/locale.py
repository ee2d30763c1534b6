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
    allowed = UI_LANGUAGES if first == "api" else PAGE_LANGUAGES
    best = request.accept_languages.best_match(list(allowed))
    if best is not None:
        return best  # type: ignore[return-value]
    default = shelf.settings.ui_language
    return default if default in allowed else "ru"
