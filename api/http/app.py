"""The Flask application: settings in, routes and guards on."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined

from api import settings as configuration
from api.http import (
    acts,
    documents,
    forms,
    guard,
    jobs,
    journals,
    limits,
    memento,
    metrics,
    openapi,
    problems,
    search,
    verify,
)
from api.http.shelf import Shelf
from api.http.site import filling, many, pages
from api.http.site import forms as site_forms
from api.http.site import jobs as site_jobs
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
    metrics.attach(app)
    limits.attach(app, settings)
    app.register_blueprint(acts.blueprint)
    app.register_blueprint(documents.blueprint)
    app.register_blueprint(forms.blueprint)
    app.register_blueprint(search.blueprint)
    app.register_blueprint(journals.blueprint)
    app.register_blueprint(jobs.blueprint)
    app.register_blueprint(memento.blueprint)
    app.register_blueprint(verify.blueprint)
    app.register_blueprint(openapi.blueprint)
    app.register_blueprint(filling.blueprint)
    app.register_blueprint(site_forms.blueprint)
    app.register_blueprint(many.blueprint)
    app.register_blueprint(site_jobs.blueprint)
    pages.attach(app)
    return app
