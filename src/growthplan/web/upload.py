"""Returns and releases sent in through a page: what each would change, then taken in or not."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from growthplan.journeys.receiving import Kind, accept, discard, offer, offered
from growthplan.journeys.returns_showing import list_returns
from growthplan.journeys.returns_template import make_template
from growthplan.vocabulary import GrowthplanError
from growthplan.web import frame
from growthplan.web.safety import Posted, checked_form
from growthplan.web.served import Served

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_WAYS = {
    "Give it with --released YYYY-MM-DD": "Give it as the day of publication",
    "accept it with --partial": "tick the box for far fewer places",
    "with --new-places": "by ticking the box for places that are not known yet",
    "Make a new one with `growthplan returns template`": "Get an empty return from this page",
}
"""What commands call their options, as this page has them."""


async def overview(request: Request) -> Response:
    """How returns stand, and the forms with which files are sent in."""
    return await _overview(request, 200)


async def _overview(
    request: Request, status: int, faults: tuple[str, ...] = (), kind: str = "",
    typed: Mapping[str, Any] | None = None,
) -> Response:  # fmt: skip
    served: Served = request.app.state.served
    standings, notes, why, partners = await run_in_threadpool(_standings, served)
    return frame.page(
        request, "files.html.j2", status, standings=standings, notes=notes, why=why, faults=faults,
        kind=kind, typed=typed or {}, partners=partners,
        done=request.query_params.get("done", "")[:10],
    )  # fmt: skip


def _standings(served: Served) -> tuple[tuple[Any, ...], tuple[str, ...], str, tuple[Any, ...]]:
    """How returns stand, newest quarter first; or why nothing can be said of them."""
    try:
        listed = list_returns(served.plan, store=served.store)
    except GrowthplanError as refused:
        return (), (), str(refused.faults[0]), ()
    warnings = tuple(str(fault) for fault in listed.warnings)
    partners = listed.returns.setup.partners.partners
    return tuple(reversed(listed.standings)), (*listed.notes, *warnings), "", partners


async def template(request: Request) -> Response:
    """The return of a partner for a quarter, to fill in."""
    served: Served = request.app.state.served
    partner = request.query_params.get("partner", "")[:80]
    quarter = request.query_params.get("quarter", "")[:20]

    def made() -> bytes:
        with tempfile.TemporaryDirectory(prefix="growthplan-") as folder:
            path = Path(folder) / "return.xlsx"
            make_template(served.plan, partner, quarter, xlsx=path, store=served.store)
            return path.read_bytes()

    try:
        data = await run_in_threadpool(made)
    except GrowthplanError as refused:
        typed = {"partner": partner, "quarter": quarter}
        told = tuple(str(fault) for fault in refused.faults)
        return await _overview(request, 422, told, "template", typed)
    name = "".join(c for c in f"{partner}-{quarter}" if c.isascii() and (c.isalnum() or c in "-"))
    headers = {"content-disposition": f'attachment; filename="return-{name}.xlsx"'}
    return Response(data, media_type=_XLSX, headers=headers)


async def sent(request: Request) -> Response:
    """Files that came in: put aside and looked at; nothing is taken in yet."""
    served: Served = request.app.state.served
    posted = await checked_form(request)
    kind: Kind = "return" if request.path_params["kind"] == "returns" else "releases"
    files = [(one.filename or "", await one.read()) for one in posted.files("file")]
    await posted.data.close()
    options = _options(posted) if kind == "releases" else {}
    try:
        made = await run_in_threadpool(
            offer, waiting(served), kind, files, served.plan, served.store, options
        )
    except GrowthplanError as refused:
        told = tuple(_in_words_of_the_page(str(fault)) for fault in refused.faults)
        return await _overview(request, 422, told, kind, options)
    return RedirectResponse(f"/files/waiting/{made.token}", 303)


def _in_words_of_the_page(text: str) -> str:
    """A fault of the command, with the page's own ways to mend it."""
    for option, words in _WAYS.items():
        text = text.replace(option, words)
    return text


def _options(posted: Posted) -> dict[str, Any]:
    return {
        "released": posted.text("released").strip()[:30],
        "url": posted.text("url").strip()[:500],
        "new_places": posted.text("new_places") == "yes",
        "partial": posted.text("partial") == "yes",
    }


async def look(request: Request) -> Response:
    """What files that wait would change."""
    served: Served = request.app.state.served
    found = await run_in_threadpool(offered, waiting(served), request.path_params["token"])
    return frame.page(request, "files_waiting.html.j2", offer=found, faults=())


async def decide(request: Request) -> Response:
    """Take in what waits, or forget it."""
    served: Served = request.app.state.served
    posted = await checked_form(request)
    token = request.path_params["token"]
    if posted.text("do") == "discard":
        await run_in_threadpool(discard, waiting(served), token)
        return RedirectResponse("/files?done=discarded", 303)
    found = await run_in_threadpool(offered, waiting(served), token)
    try:
        await run_in_threadpool(accept, waiting(served), token, served.plan, served.store)
    except GrowthplanError as refused:
        told = tuple(str(fault) for fault in refused.faults)
        return frame.page(request, "files_waiting.html.j2", 422, offer=found, faults=told)
    return RedirectResponse("/files?done=taken", 303)


def waiting(served: Served) -> Path:
    """Where files wait until they are accepted: the user's own folder, not the plan's."""
    return served.living.folder_of("waiting")


ROUTES = (
    Route("/files", overview),
    Route("/files/template", template),
    Route("/files/waiting/{token}", look),
    Route("/files/waiting/{token}", decide, methods=["POST"]),
    Route("/files/{kind}", sent, methods=["POST"]),
)
"""Addresses of this file."""
