"""Pages that only a server has: rendered from templates, in the frame that built pages stand in."""

from __future__ import annotations

import json
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from growthplan.journeys.living_state import place_said
from growthplan.web.notice import notice_of
from growthplan.web.safety import CSRF_FIELD, form_token
from growthplan.web.served import FRAME, Served


@lru_cache(maxsize=1)
def templates() -> jinja2.Environment:
    """The templates of this room; everything that goes into them is escaped."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FRAME),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("amount", "anchor"):
        made.filters[name] = partial(_as_built, name)
    return made


def _as_built(name: str, given: Any) -> str:
    """As the built pages write it; what makes those is loaded when it is first wanted."""
    written: str = getattr(import_module("growthplan.publishers.site"), name)(given)
    return written


def is_partial(request: Request) -> bool:
    """Whether a page asks for a part of itself, and not a reader for a page."""
    return request.headers.get("hx-request") == "true"


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page of this room: `template` extends `frame.html.j2` and gets `context` beside what every
    page has: the plan's name, navigation, the notice, and the token of forms.
    """
    served: Served = request.app.state.served
    edition = served.living.edition
    shown = {
        "place": place_said(served.plan) or served.plan.name.replace("-", " "),
        "edition": "",
        "navigation": (),
        **about(request),
        "notice": notice_of(served.living, edition.state.key if edition else ""),
        "csrf_field": CSRF_FIELD,
        "csrf": form_token(served.secret),
        "path": request.url.path,
        **context,
    }
    return HTMLResponse(templates().get_template(template).render(shown), status)


def page_or_part(
    request: Request, template: str, status: int = 200, **context: Any
) -> HTMLResponse:
    """A page, or its content alone where a page asked for it to show it in a dialog: `template`
    extends what `layout` names."""
    if is_partial(request):
        return part(request, template, status, layout="dialog.html.j2", **context)
    return page(request, template, status, layout="frame.html.j2", **context)


def part(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A part of a page, for a page that asked for it."""
    served: Served = request.app.state.served
    shown = {"csrf_field": CSRF_FIELD, "csrf": form_token(served.secret), **context}
    return HTMLResponse(templates().get_template(template).render(shown), status)


def about(request: Request) -> dict[str, Any]:
    """The place, the edition of the statistics, the first row of navigation, and the sources of
    the pages being served; empty before there are any."""
    edition = request.app.state.served.living.edition
    return _about(edition.folder) if edition else {}


@lru_cache(maxsize=4)
def _about(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / "site" / "about.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found
