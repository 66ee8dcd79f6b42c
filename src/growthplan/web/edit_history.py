"""What was saved here: each change in words, to be taken back."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from growthplan.journeys.revising_saving import finish, state_of_save, take_back
from growthplan.web import frame
from growthplan.web.edit import journal_of
from growthplan.web.safety import checked_form
from growthplan.web.served import Served


async def history(request: Request) -> Response:
    """Every save that is remembered, the newest first."""
    served: Served = request.app.state.served
    saves = await run_in_threadpool(journal_of(served).saves)
    shown = [(one, state_of_save(served.plan, one)) for one in saves]
    saved = request.query_params.get("saved", "")
    return frame.page(request, "edit_history.html.j2", saves=shown, saved=saved)


async def undo(request: Request) -> Response:
    """Take a save back, or finish one that was cut off; files that changed since are left."""
    served: Served = request.app.state.served
    posted = await checked_form(request)
    number = posted.text("number")
    which = int(number) if number.isdecimal() and len(number) < 7 else 0
    journal = journal_of(served)
    do = posted.text("do")
    if do in ("finish", "give-up"):
        forward = do == "finish"
        done = await run_in_threadpool(finish, served.plan, journal, which, forward=forward)
    else:
        done = await run_in_threadpool(take_back, served.plan, journal, which)
    return RedirectResponse(f"/edit/history?saved={done.number}", 303)


ROUTES = (
    Route("/edit/history", history),
    Route("/edit/undo", undo, methods=["POST"]),
)
