"""A what-if saved as a scenario of the plan."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from growthplan.journeys.asking_address import read_question
from growthplan.journeys.asking_saving import save_scenario
from growthplan.web.safety import checked_form
from growthplan.web.warmth import warm_now


async def save(request: Request) -> Response:
    """Write the scenario, then show it by its name."""
    form = await checked_form(request)
    on = await warm_now(request)
    question = read_question(parse_qsl(form.text("question")), on.plan, list(on.scenarios))
    folder = request.app.state.served.plan
    path = await run_in_threadpool(
        save_scenario, folder, on.plan, question, form.text("title"), form.text("summary")
    )
    return RedirectResponse(f"/what-if?scenario={path.stem}", 303)


ROUTES = (Route("/what-if/save", save, methods=["POST"]),)
