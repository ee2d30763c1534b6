"""The page on which a clerk fills in a form and takes the file away. Nothing that is typed is kept, logged or put in an
address: it comes in the body of a request, and goes out in its answer.

There is no session and no cookie, so another site has nothing to misuse; a form sent from another site is refused all
the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, render_template, request

from api import clock, service
from api.applicants import tabular
from api.http.acts import act_name
from api.http.answers import private_file
from api.http.guard import takes_body
from api.http.queries import PageQuery, read
from api.http.shelf import shelf
from api.http.site import views
from api.messages import UiLanguage
from api.refusals import Refusal
from api.service import Listed
from forms.asked import Asked, RuleName
from forms.definition import definition
from forms.fill import fill
from forms.model import FillErrors, Plan, may_be_absent, plan
from forms.records import Document

blueprint = Blueprint("filling", __name__)
_PAGE = "/<any(ru, kk):ui>"
MOST_ROWS, FIRST_ROWS, MORE_ROWS = 200, 3, 5
_MEMORY, _PARTS = 512 * 1024, 20_000
"""What one posted form may hold: characters of its fields, and how many fields."""
_ROW = re.compile(r"(?P<group>[a-z][a-z0-9_]*)\[(?P<row>[0-9]{1,3})\]\.(?P<name>[a-z][a-z0-9_]*)")
_INPUTS: dict[RuleName, str] = {
    "date": "date",
    "phone": "tel",
    "mark": "checkbox",
    "choice": "choice",
    "period": "period",
}
_FIGURES = frozenset({"iin", "bin", "iin-or-bin", "count", "quantity", "money", "year", "month", "running"})
_CONTROL = re.compile(r"[\r\n\t]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A field on the page: its name in the form, what it is called, what was typed, what is wrong with it."""

    path: str
    label: str
    input: str
    required: bool
    options: tuple[str, ...]
    value: str
    value_to: str
    figures: bool
    errors: tuple[str, ...]
    overridable: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A table on the page: the headings of its columns and its rows."""

    name: str
    labels: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


@blueprint.get(f"{_PAGE}/forms/<path:document>")
def blank(ui: UiLanguage, document: str) -> Response:
    """The form to fill in."""
    listed, query = chosen_form(document)
    return _page(ui, listed, query, {}, None)


@blueprint.post(f"{_PAGE}/forms/<path:document>")
@takes_body
def filled(ui: UiLanguage, document: str) -> Response:
    """The file, or the form again with what is wrong."""
    same_site()
    listed, query = chosen_form(document)
    request.max_form_memory_size, request.max_form_parts = _MEMORY, _PARTS
    typed = {name: _CONTROL.sub(" ", value) for name, value in request.form.items()}
    format_ = typed.get("!format", "pdf")
    if format_ == "more" or format_ not in ("pdf", "docx"):
        return _page(ui, listed, query, typed, None)
    ready = plan(definition(listed.document))
    accepted = tuple(name.removeprefix("!accept:") for name in typed if name.startswith("!accept:"))
    try:
        made = fill(listed.document, dict(_data(ready, typed)), overrides=accepted)
    except FillErrors as faults:
        return _page(ui, listed, query, typed, faults)
    return private_file(service.made_file(Listed(made, listed.version), format_))  # type: ignore[arg-type]


def same_site() -> None:
    """Raises Refusal for a form that another site sends."""
    fetched = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "")
    strange = origin not in ("", "null") and urlsplit(origin).netloc != request.host
    if fetched not in ("same-origin", "none") or strange:
        raise Refusal("cross_site")


def takes_file(limit: int) -> None:
    """This request may bring a file, all of it up to so many bytes.

    What a posted form may hold in memory must exceed the pieces in which a file is read, 64 KiB each.
    """
    request.max_content_length, request.max_form_memory_size = limit, _MEMORY


def chosen_form(document: str) -> tuple[Listed, PageQuery]:
    """The form that an address names, on the date of its query. Raises Refusal where it is none, or not in force."""
    query = read(PageQuery, empty_is_absent=True)
    question = service.Question(
        "", query.lang, query.on or clock.today(), even_if_repealed=query.even, verify=shelf().settings.verification
    )
    return service.form_on(shelf().corpus, act_name(document), question), query


def _data(ready: Plan, typed: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """What was typed, as data: empty fields are empty answers, empty rows none."""
    for one in ready.fields:
        if one.rule != "seal":
            yield one.field.name, _value(one, one.field.name, typed)
    for group in ready.groups:
        name = group.group.name
        rows = []
        for number in range(1, MOST_ROWS + 1):
            paths = {one.field.name: f"{name}[{number}].{one.field.name}" for one in group.columns}
            if any(typed.get(path, "").strip() for path in paths.values()):
                rows.append({one.field.name: _value(one, paths[one.field.name], typed) for one in group.columns})
        yield name, rows


def _value(one: Asked, path: str, typed: Mapping[str, str]) -> Any:
    text = typed.get(path, "").strip()
    match one.rule:
        case "mark":
            return bool(text)
        case "period":
            first, last = text, typed.get(f"{path}:to", "").strip()
            return {"from": first, "to": last} if first or last else None
        case "money" | "quantity":
            return text.replace(" ", "").replace("\u00a0", "").replace(",", ".") or None
        case _:
            return text or None


def _page(
    ui: UiLanguage, listed: Listed, query: PageQuery, typed: Mapping[str, str], faults: FillErrors | None
) -> Response:
    document = listed.document
    ready = plan(definition(document))
    found = _faults(faults, ui)
    open_ = {one.path for one in faults.errors if one.overridable} if faults else set[str]()
    computed = [one.name for one in ready.computed]
    entries = tuple(
        _entry(one, one.field.name, typed, found, open_, required=not may_be_absent(one, computed))
        for one in ready.fields
        if one.rule != "seal"
    )
    groups = tuple(_group(ready, index, typed, found, open_) for index in range(len(ready.groups)))
    shown = {entry.path for entry in entries} | {entry.path for group in groups for row in group.rows for entry in row}
    general = [text for path, texts in found.items() if path not in shown for text in texts]
    corpus, key = shelf().corpus, service.act_key(listed.version.act)
    response = Response(
        render_template(
            "filling.html.j2", active="forms", document=document, entries=entries, groups=groups,
            action=form_address(ui, document, query), back=form_address(ui, document, query, "documents"), query=query,
            many=form_address(ui, document, query, "forms-many") if tabular(document) else "",
            languages=corpus.languages(key), general=general, failed=bool(faults),
            banners=views.banners(corpus, listed.version, service.summary_of(corpus, key), ui, f"/{ui}/acts"),
        ),
        422 if faults else 200,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = ui
    return response


def form_address(ui: UiLanguage, document: Document, query: PageQuery, place: str = "forms") -> str:
    """The address of this form, with its date and language and nothing else."""
    even = "&even=1" if query.even else ""
    return f"/{ui}/{place}/{quote(document.id.lstrip('/'))}?on={document.on.isoformat()}&lang={document.language}{even}"


def _faults(faults: FillErrors | None, ui: UiLanguage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in faults.errors if faults else ():
        found.setdefault(one.path, []).append(one.message("kaz" if ui == "kk" else "rus"))
    return found


def _group(ready: Plan, index: int, typed: Mapping[str, str], found: Mapping[str, list[str]], open_: set[str]) -> Group:
    group = ready.groups[index]
    name = group.group.name
    used = [int(match["row"]) for path in typed if (match := _ROW.fullmatch(path)) and match["group"] == name]
    count = max([FIRST_ROWS, *used])
    count = min(count + MORE_ROWS * (typed.get("!format") == "more"), MOST_ROWS)
    columns = [one for one in group.columns if one.rule != "running"]
    rows = tuple(
        tuple(_entry(one, f"{name}[{number}].{one.field.name}", typed, found, open_, required=False) for one in columns)
        for number in range(1, count + 1)
    )
    return Group(name, tuple(one.field.field.label for one in columns), rows)


def _entry(
    one: Asked, path: str, typed: Mapping[str, str], found: Mapping[str, list[str]], open_: set[str], *, required: bool
) -> Entry:
    return Entry(
        path, one.field.field.label, _INPUTS.get(one.rule, "text"), required, one.options, typed.get(path, ""),
        typed.get(f"{path}:to", ""), one.rule in _FIGURES, tuple(found.get(path, ())), path in open_,
        f"!accept:{path}" in typed,
    )  # fmt: skip
