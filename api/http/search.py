"""/api/v1/search: words in the wordings in force on a date."""

from __future__ import annotations

from flask import Blueprint, Response

from api import clock, found
from api.http.acts import act_name
from api.http.answers import describe, json_answer
from api.http.queries import SearchQuery, read
from api.http.shelf import shelf

blueprint = Blueprint("search", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
@describe("Lines in force on a date that hold every word", query=SearchQuery, answer=found.SearchAnswer)
def search() -> Response:
    """What a query finds."""
    query = read(SearchQuery)
    day = query.on or clock.today()
    act = act_name(query.act) if query.act else None
    hits = shelf().index.search(query.q, day, language=query.lang, act=act, limit=query.limit, offset=query.offset)
    return json_answer(found.answer(query.q, day, query.offset, hits))
