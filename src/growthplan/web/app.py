"""The application: addresses of every page, and what stands before and behind them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from growthplan.vocabulary import GrowthplanError
from growthplan.web import (
    api,
    edit,
    edit_effect,
    edit_history,
    explain,
    explain_tables,
    frame,
    pages,
    upload,
    whatif,
    whatif_compare,
    whatif_save,
)
from growthplan.web.safety import Guard
from growthplan.web.served import ASSETS, Served
from growthplan.web.sharing import Shared
from growthplan.web.warmth import make_ready

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

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        served.living.refresh()
        ready = asyncio.create_task(make_ready(app))
        yield
        ready.cancel()
        served.living.close()

    routes: list[Route | Mount] = [
        Route("/assets/site.css", pages.style_sheet),
        Mount("/assets", StaticFiles(directory=ASSETS)),
        *api.ROUTES,
        *explain_tables.ROUTES,
        *edit_history.ROUTES,
        *edit_effect.ROUTES,
        *edit.ROUTES,
        *upload.ROUTES,
        *explain.ROUTES,
        *whatif.ROUTES,
        *whatif_compare.ROUTES,
        *whatif_save.ROUTES,
        *pages.ROUTES,
    ]
    app = Starlette(
        routes=routes,
        lifespan=living,
        middleware=[Middleware(Guard, hosts=served.hosts, token=served.token)],
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
    return _problem(request, 500, (words,))


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
