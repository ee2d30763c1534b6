"""The forms of a date: those that can be filled in, and those that a provision names and that are not on file."""

from __future__ import annotations

from flask import Blueprint, Response

from api import clock, filling
from api.http.forms import FormsQuery
from api.http.queries import read
from api.http.shelf import shelf
from api.http.site.pages import answer
from api.messages import UiLanguage

blueprint = Blueprint("site_forms", __name__)
_PAGE = "/<any(ru, kk):ui>"


@blueprint.get(f"{_PAGE}/forms")
def every(ui: UiLanguage) -> Response:
    """The forms on file on a date, and how many more are only named."""
    query = read(FormsQuery, empty_is_absent=True)
    on, corpus = query.on or clock.today(), shelf().corpus
    held = filling.forms_on(corpus, on, query.lang, include_ended=query.all)
    named = filling.named_on(corpus, on, query.lang, include_ended=query.all)
    return answer("forms.html.j2", active="forms", query=query, on=on, listed=held, named=len(named))


@blueprint.get(f"{_PAGE}/forms-named")
def named(ui: UiLanguage) -> Response:
    """The forms that the Rules of a date name and that are not on file, each with the provision that names it."""
    query = read(FormsQuery, empty_is_absent=True)
    on = query.on or clock.today()
    found = filling.named_on(shelf().corpus, on, query.lang, include_ended=query.all)
    return answer("named.html.j2", active="forms", query=query, on=on, named=found)
