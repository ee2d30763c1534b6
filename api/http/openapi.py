"""/api/v1/openapi.json: the description of the API, made from the pydantic models of queries and answers."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from flask import Blueprint, Flask, Response, current_app
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.http.queries import NoQuery, Query, read
from api.http.shelf import shelf
from api.models import Problem
from renderer import FORMATS, media_type

blueprint = Blueprint("openapi", __name__)
_REFERENCE = "#/components/schemas/{model}"
_PARAMETERS = {
    "act": "The code of the official bank (V2300032994), or an IRI without its first slash (akn/kz/act/…)",
    "on": "YYYY-MM-DD",
    "document": "V2300032994/3: the act, the approved document where it has several, the annex",
}


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process runs. It says nothing about the corpus, so that a probe costs nothing."""
    return Response('{"status":"ok"}\n', content_type="application/json", headers={"Cache-Control": "no-store"})


@blueprint.get("/readyz")
def readyz() -> Response:
    """The corpus can be read: its newest commit. Refused like StoreError where it cannot."""
    head = shelf().corpus.repository.head()
    text = json.dumps({"status": "ready", "commit": head})
    return Response(f"{text}\n", content_type="application/json", headers={"Cache-Control": "no-store"})


@blueprint.get("/api/v1/openapi.json")
def description() -> Response:
    """The description of the API."""
    read(NoQuery)
    text = json.dumps(describe_app(current_app._get_current_object()), ensure_ascii=False, indent=2)  # type: ignore[attr-defined]
    return Response(text + "\n", content_type="application/json", headers={"Cache-Control": "public, max-age=3600"})


@cache
def describe_app(app: Flask) -> dict[str, Any]:
    """The OpenAPI 3.1 document of an application."""
    views = _views(app)
    answers: list[type[BaseModel]] = [Problem, *(view[5] for view in views if view[5] is not None)]
    unique = list(dict.fromkeys(answers))
    _, definitions = models_json_schema([(model, "serialization") for model in unique], ref_template=_REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Qagida", "version": _version(), "description": __doc__.splitlines()[0] if __doc__ else ""},
        "paths": _paths(views),
        "components": {"schemas": definitions["$defs"]},
    }


def _paths(views: list[tuple[Any, ...]]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for path, method, name, *rest in views:
        paths.setdefault(path, {})[method] = _operation(name, path, *rest)
    return paths


def _views(app: Flask) -> list[tuple[Any, ...]]:
    """(path, method, name, summary, query, answer, status, takes) of every described view."""
    found = []
    for rule in app.url_map.iter_rules():
        told = getattr(app.view_functions[rule.endpoint], "openapi", None)
        if told is not None:
            path = re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", rule.rule)
            method = next(one.lower() for one in sorted(rule.methods or ()) if one not in ("HEAD", "OPTIONS"))
            found.append((path, method, rule.endpoint.replace(".", "_"), *told))
    return sorted(found, key=lambda row: (str(row[0]), str(row[1])))


def _operation(
    name: str,
    path: str,
    summary: str,
    query: type[Query],
    answer: type[BaseModel] | None,
    status: int,
    takes: tuple[str, ...],
) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [
        {
            "name": one,
            "in": "path",
            "required": True,
            "description": _PARAMETERS.get(one, ""),
            "schema": {"type": "string"},
        }
        for one in re.findall(r"\{([a-z_]+)\}", path)
    ]
    schema = query.model_json_schema(by_alias=True)
    required = schema.get("required", [])
    parameters += [
        {"name": one, "in": "query", "required": one in required, "schema": _bare(part)}
        for one, part in schema.get("properties", {}).items()
    ]
    problem = {"schema": {"$ref": _REFERENCE.format(model="Problem")}}
    body = {"requestBody": {"required": True, "content": {one: {} for one in takes}}} if takes else {}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        **body,
        "responses": {
            str(status): {"description": summary, "content": _content(query, answer)},
            "default": {"description": "Refused", "content": {"application/problem+json": problem}},
        },
    }


def _content(query: type[Query], answer: type[BaseModel] | None) -> dict[str, Any]:
    schema = {"$ref": _REFERENCE.format(model=answer.__name__)} if answer is not None else {"type": "object"}
    content: dict[str, Any] = {"application/json": {"schema": schema}}
    if "format" in query.model_fields:
        content |= {media_type(name).split(";")[0]: {} for name in FORMATS if name != "json"}
    return content


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "title"}


def _version() -> str:
    try:
        return version("qagida")
    except PackageNotFoundError:
        return "0"
