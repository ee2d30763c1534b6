"""The Flask application: settings in, routes and guards on."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined

from api import settings as configuration
from api.http import acts, documents, guard, openapi, problems
from api.http.shelf import Shelf
from api.http.site import pages
from api.settings import Settings
from legal import Corpus


def create_app(settings: Settings | None = None, *, corpus: Corpus | None = None) -> Flask:
    """The application. `settings` None: from the environment; `corpus`: one that is open already, for tests."""
    settings = settings or configuration.from_environment()
    app = Flask("api.http", static_folder="static", template_folder="templates")
    app.config.update(MAX_CONTENT_LENGTH=settings.max_request, MAX_FORM_PARTS=16, MAX_FORM_MEMORY_SIZE=16 * 1024)
    # A path is what it is: no silent redirect from `//akn/…`.
    app.url_map.merge_slashes = False
    # Flask escapes by the end of a template's name and does not know ours.
    app.jinja_env.autoescape = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["qagida"] = Shelf(settings, corpus)
    guard.attach(app, settings)
    problems.attach(app)
    app.register_blueprint(acts.blueprint)
    app.register_blueprint(documents.blueprint)
    app.register_blueprint(openapi.blueprint)
    pages.attach(app)
    return app
