"""What an edit does to the headline outcomes, asked for by the page that shows the edit."""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from growthplan.journeys import planning
from growthplan.journeys.revising import Edit, revise
from growthplan.journeys.revising_effect import Effect, effect_of
from growthplan.journeys.revising_things import sort_named
from growthplan.vocabulary import GrowthplanError
from growthplan.web import frame
from growthplan.web.edit_view import edit_of
from growthplan.web.safety import checked_form
from growthplan.web.served import Served
from growthplan.web.sharing import Wanted
from growthplan.web.warmth import warm_now


async def effect(request: Request) -> Response:
    """The part of a page that says what an edit does."""
    posted = await checked_form(request)
    edit = edit_of(posted, sort_named(request.path_params["sort"]), request.path_params["id"])
    return frame.part(request, "edit_effect.html.j2", effect=await effect_now(request, edit))


async def effect_now(request: Request, edit: Edit) -> Effect:
    """What an edit does, shared with everybody who makes the same one; the decision that is
    entered with it does nothing to the outcomes."""
    served: Served = request.app.state.served
    alone = replace(edit, decided=None)
    found = await run_in_threadpool(revise, served.plan, alone, served.store)
    try:
        on = await warm_now(request)
    except GrowthplanError:
        return Effect(("The plan on disk has errors, so there is nothing to compare with yet.",))

    def work(is_wanted: Wanted) -> Effect:
        return effect_of(on, found, is_wanted=is_wanted)

    key = ("edit", id(on), tuple(sorted(planning.hashes(found.after).items())))
    answer: Effect = await request.app.state.answers.get(request, key, work)
    return answer


ROUTES = (Route("/edit/effect/{sort}/{id:path}", effect, methods=["POST"]),)
