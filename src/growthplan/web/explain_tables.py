"""Explain a table, and any row of it: what it is, its source, and the figures in its cells."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from growthplan.journeys.explaining_tables import Tabled, open_table
from growthplan.web import frame
from growthplan.web.explain import lineage_context, published_of

MOST_ROWS = 100
"""Rows on one page."""


async def table(request: Request) -> Response:
    """A table with its source, columns and run; its numbers lead to what they are made of."""
    found = await run_in_threadpool(_table_of, request)
    asked = request.query_params.get("from", "0")
    start = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 0
    shown = range(start, min(start + MOST_ROWS, len(found.rows)))
    return frame.page_or_part(
        request,
        "explain_table.html.j2",
        table=found,
        rows=[(number, found.rows[number], found.figures_of(number)) for number in shown],
        start=start,
        most=MOST_ROWS,
        run=found.published.run,
    )


async def row(request: Request) -> Response:
    """One row: each of its numbers with the figure that it is, all the way down."""
    found = await run_in_threadpool(_table_of, request)
    number = request.path_params["row"]
    if number >= len(found.rows):
        raise HTTPException(404, f"The table '{found.id}' has {len(found.rows):,} rows.")
    ids = found.figures_of(number)
    return frame.page_or_part(
        request,
        "explain_row.html.j2",
        table=found,
        number=number,
        cells=found.rows[number],
        figures={key: found.published.figure(id_) for key, id_ in ids.items()},
        **lineage_context(request, found.published),
    )


def _table_of(request: Request) -> Tabled:
    published = published_of(request)
    edition = request.app.state.served.living.edition
    return open_table(published, edition.folder / "data", request.path_params["table"])


ROUTES = (
    Route("/explain/table/{table}", table),
    Route("/explain/table/{table}/{row:int}", row),
)
"""Addresses of this file; they come before those of single figures."""
