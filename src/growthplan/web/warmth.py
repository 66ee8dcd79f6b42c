"""The ground that what-ifs stand on, laid once for each state of the plan."""

from __future__ import annotations

from starlette.requests import Request

from growthplan.journeys.asking import Warm, warm
from growthplan.journeys.living_state import state_of
from growthplan.web.served import Served


async def warm_now(request: Request) -> Warm:
    """The ground of the plan as it is on disk; the last good one while the plan is broken.

    Raises GrowthplanError when there is none yet and the plan can't be read.
    """
    served: Served = request.app.state.served
    shared = request.app.state.grounds
    state = state_of(served.plan, served.store)
    found: Warm = await shared.get(request, state.key, lambda _: warm(served.plan, served.store))
    return found
