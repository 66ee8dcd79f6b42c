"""The application: addresses of every page, and what stands before and behind them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from growthplan.vocabulary import GrowthplanError
from growthplan.web import explain, explain_tables, frame, pages
from growthplan.web.late import Late
from growthplan.web.safety import HEADERS, Guard
from growthplan.web.served import ASSETS, Served
from growthplan.web.sharing import Shared

LATE = {
    "api": ("api",),
    "edit": ("edit_history", "edit_effect", "edit"),
    "files": ("upload",),
    "what-if": ("whatif", "whatif_compare", "whatif_save"),
}
"""Pages that are not loaded at the start, by the first name of their addresses."""
HEAD_START = 1.0
"""Seconds in which the first page is answered before the rest is loaded."""
_TITLES = {
    400: "That could not be read",
    403: "That was not done",
    404: "There is nothing at this address",
    405: "That was not done",
    413: "That is too large",
    422: "Something needs to be put right",
    500: "Something went wrong here",
}


def create_app(served: Served) -> Starlette:
    """The application that serves a plan; `served` is found at `request.app.state.served`."""

    late = Late(LATE)

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        ready = asyncio.create_task(_get_ready(app, late))
        yield
        ready.cancel()
        for shared in (app.state.answers, app.state.grounds):
            shared.close()
        served.living.close()

    routes: list[BaseRoute] = [
        Route("/assets/site.css", pages.style_sheet),
        Mount("/assets", StaticFiles(directory=ASSETS)),
        *explain_tables.ROUTES,
        *explain.ROUTES,
        late,
        *pages.ROUTES,
    ]
    app = Starlette(
        routes=routes,
        lifespan=living,
        middleware=[
            Middleware(
                Guard, hosts=served.hosts, token=served.token, any_number=served.is_everywhere
            )
        ],
        exception_handlers={
            HTTPException: _refused,
            GrowthplanError: _faults,
            Exception: _failed,
        },
    )
    app.state.served = served
    app.state.answers = Shared(workers=2, kept=64)
    app.state.grounds = Shared(workers=1, kept=2)
    return app


async def _get_ready(app: Starlette, late: Late) -> None:
    """What is wanted soon after the first page: new pages, all others, the ground of what-ifs."""
    await asyncio.sleep(HEAD_START)
    await asyncio.to_thread(app.state.served.living.refresh)
    await asyncio.to_thread(late.load)
    warmth = await asyncio.to_thread(import_module, "growthplan.web.warmth")
    await warmth.make_ready(app)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _problem(request, error.status_code, (str(error.detail),))


async def _faults(request: Request, error: Exception) -> Response:
    assert isinstance(error, GrowthplanError)
    return _problem(request, 422, tuple(str(fault) for fault in error.faults))


async def _failed(request: Request, error: Exception) -> Response:
    """A fault of the program: named by its kind only, since its words may quote anything."""
    words = (
        f"The program met something it does not know ({type(error).__name__}). Nothing was saved."
    )
    answer = _problem(request, 500, (words,))
    for name, value in HEADERS:  # this answer goes out before the guard
        answer.headers[name.decode()] = value.decode()
    return answer


def _problem(request: Request, status: int, faults: tuple[str, ...]) -> Response:
    title = _TITLES.get(status, _TITLES[500 if status >= 500 else 400])
    if request.url.path.startswith("/api"):
        # Problem details as RFC 9457 has them.
        body = {"type": "about:blank", "title": title, "status": status, "detail": faults[0]}
        more = {"errors": [{"detail": fault} for fault in faults]}
        return JSONResponse(body | more, status, media_type="application/problem+json")
    template = "problem_part.html.j2" if frame.is_partial(request) else "problem.html.j2"
    render = frame.part if frame.is_partial(request) else frame.page
    return render(request, template, status, title=title, faults=faults)
