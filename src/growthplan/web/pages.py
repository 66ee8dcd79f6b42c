"""The built pages and files of a plan, as the last good edition has them."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from growthplan.journeys.living import Edition
from growthplan.web import frame
from growthplan.web.notice import WAITING, Notice, notice_of
from growthplan.web.served import Served

PLACE_FOR_NOTICE = "<!-- notice -->"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FILES = frozenset(
    {
        "appraisal.xlsx", "board-report.pdf", "changes.json", "figures.json", "inputs.json",
        "report.pdf", "run.json", "workbook.xlsx",
    }
)  # fmt: skip


async def first(request: Request) -> Response:
    """The first page."""
    return await _site(request, "index.html")


async def site(request: Request) -> Response:
    """A page of the site, or its style sheet or script."""
    return await _site(request, request.path_params["name"])


async def data(request: Request) -> Response:
    """A table's CSV file."""
    return _file(request, "data", request.path_params["name"])


async def style_sheet(_: Request) -> Response:
    """The built site's own sheet, for pages that only a server has."""
    return FileResponse(await run_in_threadpool(_site_style))


def _site_style() -> Path:
    """Where the sheet is; what makes built pages is loaded when it is first wanted."""
    from growthplan.publishers.site import SITE_STYLE

    return SITE_STYLE


async def notice(request: Request) -> Response:
    """What a reader of an edition should know now; asked for by pages every few seconds."""
    served: Served = request.app.state.served
    shown = request.query_params.get("shown", "")[:16]
    found = await run_in_threadpool(notice_of, served.living, shown)
    answer = frame.part(request, "notice.html.j2", notice=found)
    if shown == WAITING and found.kind == "ready":
        answer.headers["hx-refresh"] = "true"
    return answer


async def _site(request: Request, name: str) -> Response:
    served: Served = request.app.state.served
    edition = served.living.edition
    if edition is None:
        found = await run_in_threadpool(notice_of, served.living, WAITING)
        return frame.page(request, "waiting.html.j2", 200, notice=found)
    if not name.endswith(".html"):
        folder = "" if name in _FILES else "site"
        return _file(request, folder, name)
    return HTMLResponse(await run_in_threadpool(_framed, request, edition, name))


def _framed(request: Request, edition: Edition, name: str) -> str:
    """A built page with the notice of this moment in it."""
    path = _within(edition.folder / "site", name)
    served: Served = request.app.state.served
    # The very first page does not wait for a look at the disk; it asks again in a moment.
    shown = edition.state.key
    found = (
        notice_of(served.living, shown) if served.living.has_looked else Notice("none", shown=shown)
    )
    written = frame.templates().get_template("notice.html.j2").render(notice=found)
    return path.read_text("utf-8").replace(PLACE_FOR_NOTICE, written, 1)


def _file(request: Request, folder: str, name: str) -> Response:
    edition = request.app.state.served.living.edition
    if edition is None:
        raise HTTPException(404, "The pages are still being made; there are no files yet.")
    return FileResponse(_within(edition.folder / folder, name))


def _within(folder: Path, name: str) -> Path:
    """A file of a folder by its bare name; nothing outside the folder has one."""
    path = folder / name
    if not _NAME.fullmatch(name) or path.is_symlink() or not path.is_file():
        raise HTTPException(404, f"There is no page or file '{name[:80]}'.")
    return path


ROUTES = (
    Route("/", first),
    Route("/notice", notice),
    Route("/data/{name}", data),
    Route("/{name}", site),
)
"""Addresses of this file; the last takes every bare name, so these come after all others."""
