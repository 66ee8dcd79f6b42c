"""The ground that what-ifs stand on, laid once for each state of the plan."""

from __future__ import annotations

import asyncio
import contextlib

from starlette.applications import Starlette
from starlette.requests import Request

from growthplan.journeys.asking import FIRST, FULL, Warm, ask, warm
from growthplan.journeys.asking_address import Question
from growthplan.journeys.living_state import state_of
from growthplan.vocabulary import GrowthplanError
from growthplan.web.served import Served


async def warm_now(request: Request) -> Warm:
    """The ground of the plan as it is on disk; the last good one while the plan is broken.

    Raises GrowthplanError when there is none yet and the plan can't be read.
    """
    return await _laid(request.app, request)


async def make_ready(app: Starlette) -> None:
    """Lay the ground, and run the plan as it stands, before anybody asks; a plan that can't be
    read is left for the first who asks."""
    with contextlib.suppress(GrowthplanError):
        on = await _laid(app, None)
        for draws in (FIRST, FULL):
            await asyncio.to_thread(ask, on, Question(), draws, shared=draws > FIRST)


async def _laid(app: Starlette, request: Request | None) -> Warm:
    served: Served = app.state.served
    try:
        state = state_of(served.plan, served.store)
        found: Warm = await app.state.grounds.get(
            request, state.key, lambda _: warm(served.plan, served.store)
        )
    except GrowthplanError:
        last: Warm | None = getattr(app.state, "last_ground", None)
        if last is None:
            raise
        return last
    app.state.last_ground = found
    return found
