"""Editing: what a plan holds, a form for each thing of it, and the check as people type."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from growthplan.journeys import running
from growthplan.journeys.revising import Edit, Revised, holding, revise
from growthplan.journeys.revising_choices import choices_in
from growthplan.journeys.revising_merging import merged
from growthplan.journeys.revising_saving import Journal, save, state_of_save
from growthplan.journeys.revising_telling import Told
from growthplan.journeys.revising_things import Held, Thing, sort_named
from growthplan.plan.editing.forms import SORTS, Filled, Sort, Tree, filled
from growthplan.vocabulary import GrowthplanError
from growthplan.web import frame
from growthplan.web.edit_effect import effect_now
from growthplan.web.edit_view import DO, FormView, as_json, chosen, edit_of
from growthplan.web.safety import Posted, checked_form
from growthplan.web.served import Served

MOST_FOUND = 200


async def overview(request: Request) -> Response:
    """What there is to edit, or what holds the words that are looked for."""
    served: Served = request.app.state.served
    wanted = request.query_params.get("q", "")[:100]
    held = await run_in_threadpool(holding, served.plan)
    found = [one for sort in SORTS.values() for one in held.things(sort)]
    journal = journal_of(served)
    cut_off = [one for one in await run_in_threadpool(journal.saves)
               if not one.is_done and state_of_save(served.plan, one) == "half"]  # fmt: skip
    return frame.page(
        request,
        "edit.html.j2",
        wanted=wanted,
        found=_matching(found, wanted)[:MOST_FOUND] if wanted.strip() else (),
        sorts=[(sort, sum(1 for _ in held.things(sort))) for sort in SORTS.values()],
        faults=[str(fault) for fault in held.faults],
        cut_off=cut_off,
    )


async def listing(request: Request) -> Response:
    """Everything of one sort; the only one of its sort at once."""
    served: Served = request.app.state.served
    sort = _sort(request)
    if sort.is_single:
        return RedirectResponse(f"/edit/{sort.name}/{sort.name}", 303)
    wanted = request.query_params.get("q", "")[:100]
    held = await run_in_threadpool(holding, served.plan)
    found = _matching(list(held.things(sort)), wanted)
    return frame.page(
        request, "edit_sort.html.j2", sort=sort, things=found, wanted=wanted,
        faults=[str(fault) for fault in held.faults],
    )  # fmt: skip


def _matching(things: list[Thing], wanted: str) -> list[Thing]:
    words = wanted.casefold().split()
    return [one for one in things if all(word in _text(one) for word in words)]


def _text(thing: Thing) -> str:
    return f"{thing.id} {thing.title} {thing.sort.one} {as_json(thing.tree)}".casefold()


async def opened(request: Request) -> Response:
    """The form of one thing, as it is on disk."""
    served: Served = request.app.state.served
    sort, id_ = _sort(request), request.path_params["id"]
    held = await run_in_threadpool(holding, served.plan)
    thing = held.thing(sort, id_)
    if thing is None and held.faults:
        raise GrowthplanError(held.faults)
    if thing is None and not sort.is_single:
        raise HTTPException(404, f"The plan has no {sort.one} '{id_[:60]}'.")
    view = await _view(request, held, sort, id_, filled(sort.shapes, thing.tree if thing else None),
                       thing.tree if thing else None)  # fmt: skip
    saved = request.query_params.get("saved", "")
    number = int(saved) if saved.isdecimal() and len(saved) < 7 else 0
    return _form(request, view, 200, title=thing.title if thing else sort.title, saved=number)


async def fresh(request: Request) -> Response:
    """An empty form for a new thing."""
    served: Served = request.app.state.served
    sort = _sort(request)
    held = await run_in_threadpool(holding, served.plan)
    view = await _view(request, held, sort, "", Filled(), None)
    return _form(request, view, 200, title=f"A new {sort.one}")


async def sent(request: Request) -> Response:
    """A form that came in: checked, a row more or less, gone over, or saved."""
    posted = await checked_form(request)
    sort, id_ = _sort(request), request.path_params.get("id", "")
    edit = edit_of(posted, sort, id_)
    do, _, at = posted.text(DO, "check").partition(":")
    match do:
        case "add" | "more" | "less":
            return await _with_rows(request, edit, do, at)
        case "save":
            return await _save(request, posted, edit)
        case "review" | "remove" | "effect":
            edit = replace(edit, removes=edit.removes or do == "remove")
            return await reviewed(request, posted, edit, shows_effect=do == "effect")
        case "merge":
            return await _merge(request, posted, edit)
        case "form":
            return await again(request, edit, ())
    found = await _revised(request, edit)
    if found.clash or found.gone:
        return await reviewed(request, posted, edit)
    return await again(request, edit, found.faults, checked=True)


async def typed(request: Request) -> Response:
    """What is wrong with a form as it stands, while somebody types."""
    posted = await checked_form(request)
    sort, id_ = _sort(request), request.path_params.get("id", "")
    edit = edit_of(posted, sort, id_)
    found = await _revised(request, edit)
    faults = found.faults
    if found.clash or found.gone:
        faults = (Told("", "Somebody else changed this meanwhile. When you go on, both versions "
                           "are shown, and nothing is lost.", stops=False),)  # fmt: skip
    return frame.part(request, "edit_checked.html.j2", faults=faults, is_live=True)


async def _revised(request: Request, edit: Edit) -> Revised:
    served: Served = request.app.state.served
    return await run_in_threadpool(revise, served.plan, edit, served.store)


async def _with_rows(request: Request, edit: Edit, do: str, at: str) -> Response:
    form = edit.form
    if do == "more":
        form, focus = form.with_blank(at), f"{at}.{len(form.all(at))}"
    elif do == "add":
        form = form.with_row(at)
        focus = f"{at}.{form.rows(at)[-1]}"
    else:
        name, _, row = at.rpartition(".")
        form = form.without_row(name, int(row)) if row.isdecimal() and len(row) < 7 else form
        focus = name
    return await again(request, replace(edit, form=form), (), focus=focus)


async def again(
    request: Request, edit: Edit, faults: tuple[Told, ...], *, focus: str = "",
    checked: bool = False, status: int = 200,
) -> Response:  # fmt: skip
    """The form with everything that was typed."""
    served: Served = request.app.state.served
    held = await run_in_threadpool(holding, served.plan)
    view = await _view(request, held, edit.sort, edit.id, edit.form, edit.was, faults, focus)
    thing = held.thing(edit.sort, edit.id)
    title = thing.title if thing else f"A new {edit.sort.one}"
    return _form(request, view, status, title=title, checked=checked)


async def reviewed(
    request: Request, posted: Posted, edit: Edit, found: Revised | None = None,
    problem: tuple[str, ...] = (), *, shows_effect: bool = False,
) -> Response:  # fmt: skip
    """What an edit would change, before it is saved; both versions when others changed it too."""
    found = found or await _revised(request, edit)
    if any(one.stops and not one.name.startswith("decision.") for one in found.faults):
        return await again(request, edit, found.faults, checked=True, status=422)
    status = 422 if problem or found.stops else 409 if found.clash or found.gone else 200
    effect = await effect_now(request, edit) if shows_effect and found.changes else None
    return frame.page(
        request, "edit_review.html.j2", status, edit=edit, found=found, problem=problem,
        sort=edit.sort, was=as_json(edit.was), theirs=as_json(found.theirs), effect=effect,
        decided=posted, saves_to=_address(edit),
        today=_today(),
    )  # fmt: skip


async def _save(request: Request, posted: Posted, edit: Edit) -> Response:
    served: Served = request.app.state.served
    try:
        found, saved = await run_in_threadpool(
            save, served.plan, edit, journal_of(served), served.store
        )
    except GrowthplanError as refused:
        told = tuple(str(fault) for fault in refused.faults)
        return await reviewed(request, posted, edit, problem=told)
    if saved is None:
        return await reviewed(request, posted, edit, found)
    if edit.removes:
        return RedirectResponse(f"/edit/history?saved={saved.number}", 303)
    return RedirectResponse(f"/edit/{edit.sort.name}/{found.id}?saved={saved.number}", 303)


async def _merge(request: Request, posted: Posted, edit: Edit) -> Response:
    """Each field of the side that was chosen, in a form opened on what is on disk now."""
    found = await _revised(request, edit)
    if found.gone:
        return await again(request, replace(edit, id="", was=None), ())
    theirs = found.theirs if found.clash else edit.was
    if found.clash and as_json(theirs) != posted.text("~theirs"):
        return await reviewed(request, posted, edit, found)
    tree = merged(edit.was, theirs, edit.typed.tree, chosen(posted))
    if tree is None:
        told = ("Choose a version of each field that both of you changed.",)
        return await reviewed(request, posted, edit, found, told)
    form = filled(edit.sort.shapes, tree)
    return await again(request, replace(edit, was=theirs, form=form), ())


async def _view(
    request: Request, held: Held, sort: Sort, id_: str, form: Filled, was: Tree,
    faults: tuple[Told, ...] = (), focus: str = "",
) -> FormView:  # fmt: skip
    served: Served = request.app.state.served
    choices = await run_in_threadpool(choices_in, held, served.plan, served.store)
    return FormView(sort, id_, form, as_json(was), choices, faults, focus)


def _form(request: Request, view: FormView, status: int, **context: Any) -> Response:
    shown = {"saved": 0, "checked": False, "is_live": False, **context}
    address = f"/edit/{view.sort.name}/{view.id}" if view.id else f"/edit/new/{view.sort.name}"
    return frame.page(
        request, "edit_form.html.j2", status, view=view, faults=view.faults, address=address,
        **shown,
    )  # fmt: skip


def _today() -> str:
    day = running.start().date()
    return f"{day.day} {day:%B %Y}"


def _address(edit: Edit) -> str:
    return f"/edit/{edit.sort.name}/{edit.id}" if edit.id else f"/edit/new/{edit.sort.name}"


def _sort(request: Request) -> Sort:
    try:
        return sort_named(request.path_params["sort"])
    except GrowthplanError as refused:
        raise HTTPException(404, str(refused.faults[0])) from None


def journal_of(served: Served) -> Journal:
    """The saves of the plan that is served, kept in the user's own folder."""
    return Journal(served.living.folder_of("undo"))


ROUTES = (
    Route("/edit", overview),
    Route("/edit/new/{sort}", fresh),
    Route("/edit/new/{sort}", sent, methods=["POST"]),
    Route("/edit/typed/{sort}/{id:path}", typed, methods=["POST"]),
    Route("/edit/{sort}", listing),
    Route("/edit/{sort}/{id}", opened),
    Route("/edit/{sort}/{id}", sent, methods=["POST"]),
)
"""Addresses of this file; those of history and effects come before them."""
