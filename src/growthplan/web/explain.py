"""Explain: where any number comes from, down to the release and the cell."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from growthplan.journeys.explaining_published import Published, open_published
from growthplan.web import frame

MOST_FOUND = 60


async def search(request: Request) -> Response:
    """Figures whose id or sentence has every word asked for."""
    asked = request.query_params.get("q", "")[:200].strip()
    published = await run_in_threadpool(published_of, request)
    found = published.matching(asked, MOST_FOUND) if asked else ()
    count = len(published.figures)
    if frame.is_partial(request):
        return frame.part(request, "explain_found.html.j2", asked=asked, found=found, count=count)
    return frame.page(request, "explain_search.html.j2", asked=asked, found=found, count=count)


async def one(request: Request) -> Response:
    """One figure with its formula, inputs, assumptions and run, and the figures below it."""
    published = await run_in_threadpool(published_of, request)
    figure = published.figure(request.path_params["figure"])
    return frame.page_or_part(
        request,
        "explain_one.html.j2",
        figure=figure,
        below=published.below(figure),
        **lineage_context(request, published),
    )


def lineage_context(request: Request, published: Published) -> dict[str, Any]:
    """What every lineage needs to be written out: the run, and the releases by id."""
    return {"run": published.run, "sources": frame.about(request).get("sources", {})}


def published_of(request: Request) -> Published:
    """The figures of the edition that is being served; raises HTTPException 404 before there is
    one."""
    edition = request.app.state.served.living.edition
    if edition is None:
        raise HTTPException(404, "The pages are still being made; no number is there to explain.")
    return _opened(edition.folder / "figures.json")


@lru_cache(maxsize=2)
def _opened(path: Path) -> Published:
    return open_published(path)


ROUTES = (Route("/explain", search), Route("/explain/{figure:path}", one))
