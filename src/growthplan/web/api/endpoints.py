"""Every address of the API."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from growthplan.journeys import checking, measuring, projecting
from growthplan.journeys.asking import FULL, Answered
from growthplan.journeys.asking_address import EXAMPLES, KEYS, read_question
from growthplan.journeys.projecting_scenarios import scenarios_of
from growthplan.journeys.result import as_json
from growthplan.web import frame
from growthplan.web.api.document import openapi
from growthplan.web.api.endpoint import Endpoint, Taken
from growthplan.web.explain import published_of
from growthplan.web.served import Served
from growthplan.web.warmth import warm_now
from growthplan.web.whatif import found_of

MOST_DRAWS = 20_000
_DRAWS = Taken("draws", "Draws of every assumption and shock.", "integer", least=1,
               most=MOST_DRAWS, example="300")  # fmt: skip
_SEED = Taken("seed", "The same seed gives the same numbers.", "integer", least=0, most=2**31 - 1)


async def state(request: Request) -> dict[str, Any]:
    """What is served: the plan's files with their hashes, and the pages made from them."""
    served: Served = request.app.state.served
    now = await run_in_threadpool(served.living.state)
    edition, making = served.living.edition, served.living.making
    return {
        "plan": served.plan.name,
        "key": now.key,
        "files": dict(now.files),
        "pages": {"key": edition.state.key, "made": edition.made.isoformat()} if edition else None,
        "making": asdict(making) if making else None,
    }


async def figures(request: Request) -> dict[str, Any]:
    """Figures whose id or sentence has every word asked for."""
    published = await run_in_threadpool(published_of, request)
    most = int(request.query_params.get("most", "60"))
    found = published.matching(request.query_params.get("q", "")[:200], most)
    return as_json([published.figure(id_) for id_, _, _ in found], run=published.run)


async def figure(request: Request) -> dict[str, Any]:
    """One figure with those that it was worked out from, each with its lineage."""
    published = await run_in_threadpool(published_of, request)
    one = published.figure(request.path_params["id"])
    return as_json([one, *published.below(one)], run=published.run)


async def measure(request: Request) -> dict[str, Any]:
    """Productivity of a place: levels, the gap, what it is made of, what closes it."""
    served: Served = request.app.state.served
    query = request.query_params
    found = await run_in_threadpool(
        measuring.measure,
        query["place"],
        query.get("comparator", "England"),
        store=served.store,
    )
    made = found.measurement
    return as_json(made.figures, made.tables, made.notes, found.run)


async def check(request: Request) -> dict[str, Any]:
    """Every fault of the plan as it is on disk, with file, line and fix."""
    served: Served = request.app.state.served
    _, faults = await run_in_threadpool(checking.check_plan, served.plan, served.store)
    return as_json(tables={"faults": [asdict(fault) for fault in faults]})


async def project(request: Request) -> dict[str, Any]:
    """The plan ten years ahead, with saved scenarios beside it."""
    served: Served = request.app.state.served
    query = request.query_params
    _check_saved(served, query.getlist("scenario"))

    def work(_: object) -> dict[str, Any]:
        made = projecting.project(
            served.plan,
            scenarios=query.getlist("scenario"),
            draws=int(query.get("draws", FULL)),
            seed=int(query.get("seed", 1)),
            sensitivity="none",
            store=served.store,
        )
        paths = {"paths": made.projection.paths}
        return as_json(made.projection.figures, paths, made.projection.notes, made.run)

    key = ("project", served.living.state().key, str(query))
    found: dict[str, Any] = await request.app.state.answers.get(request, key, work)
    return found


def _check_saved(served: Served, names: list[str]) -> None:
    """Only scenarios of the plan itself: a name that is a path would open any file."""
    known = scenarios_of(served.plan)
    for name in names:
        if name not in known:
            there = ", ".join(known) or "none"
            raise HTTPException(422, f"There is no scenario '{name[:60]}'; there are {there}.")


async def what_if(request: Request) -> bytes:
    """A changed plan beside the plan as it stands, and whether the money allows it."""
    on = await warm_now(request)
    query = request.query_params
    pairs = [(key, value) for key, value in query.multi_items() if key in KEYS]
    question = read_question(pairs, on.plan, list(on.scenarios))
    draws = int(query.get("draws", FULL))
    found = await found_of(request, on, question, draws)
    key = ("json", on.past, question.address, draws)
    text: bytes = await request.app.state.answers.get(request, key, lambda _: _as_text(found))
    return text


def _as_text(found: Answered) -> bytes:
    """An answer as JSON, written once for all who ask the same."""
    tables: dict[str, Any] = {"paths": found.found.asked.paths}
    if found.found.shares is not None:
        tables["actions"] = found.found.shares.table
    if found.affording is not None:
        tables["money"] = [asdict(pot) for pot in found.affording.pots]
        tables["outside"] = [asdict(one) for one in found.affording.outside]
        tables["cut"] = [
            {"action": name, "share": share} for name, share in found.affording.scales.items()
        ]
        tables["rules"] = [
            {"allowed": allowed, "says": words}
            for allowed, said in ((False, found.affording.judged.refused),
                                  (True, found.affording.judged.consents))
            for words in said
        ]  # fmt: skip
    if found.nearest is not None:
        tables["nearest"] = [
            {"query": found.nearest.question.address, "differs": words}
            for words in found.nearest.words
        ]
    notes = (*found.found.steps, *found.found.notes)
    return _written(as_json(found.figures, tables, notes, found.run))


def _written(found: dict[str, Any]) -> bytes:
    return json.dumps(found, ensure_ascii=False, default=str, allow_nan=False).encode()


_STEPS = tuple(
    Taken(key, words, many=True, example=EXAMPLES[key])
    for key, words in (
        ("scenario", "A saved scenario by its name."),
        ("off", "Id of an action to leave out."),
        ("scale", "ID:FACTOR, an action's money multiplied; `all` for every action."),
        ("delay", "ID:YEARS, an action later; `all` for every action."),
        ("move", "ID:FROM:TO:SHARE, an action's money from one financial year to another."),
        ("switch", "LINE:YEAR:LINE:YEAR:AMOUNT, £ million of the settlement moved."),
        ("lever", "Id of a power that is not held."),
        ("reliefs", "Day until which reliefs last, YYYY-MM-DD."),
        ("recession", "YEAR:DEPTH:RECOVERY:HOURS, % and years."),
        ("growth", "Points a year on the growth of England's productivity."),
    )
)
ENDPOINTS = (
    Endpoint("/api/state", state, answers="other", example="/api/state"),
    Endpoint(
        "/api/figures",
        figures,
        (
            Taken("q", "Words that each figure's id or sentence must have.", example="gap"),
            Taken("most", "At most so many.", "integer", least=1, most=1000),
        ),
        example="/api/figures?q=gap&most=3",
    ),
    Endpoint("/api/figures/{id}", figure, (Taken("id", "Id of the figure.", needed=True),)),
    Endpoint(
        "/api/measure",
        measure,
        (
            Taken("place", "Code or name of any UK place.", needed=True, example="E47000004"),
            Taken("comparator", "Place to compare with; England when left out."),
        ),
        example="/api/measure?place=E47000004",
    ),
    Endpoint("/api/check", check, example="/api/check"),
    Endpoint(
        "/api/project",
        project,
        (Taken("scenario", "A saved scenario by its name.", many=True), _DRAWS, _SEED),
        example="/api/project?draws=100",
    ),
    Endpoint(
        "/api/what-if", what_if, (*_STEPS, _DRAWS), example="/api/what-if?scale=all:2&draws=100"
    ),
)


def _route(one: Endpoint) -> Route:
    async def answered(request: Request) -> Response:
        one.check(request)
        found = await one.handler(request)
        text = found if isinstance(found, bytes) else await run_in_threadpool(_written, found)
        return Response(text, media_type="application/json")

    return Route(one.path.replace("{id}", "{id:path}"), answered)


async def document(_: Request) -> Response:
    """The OpenAPI document of all of them."""
    return JSONResponse(openapi(ENDPOINTS))


async def listed(request: Request) -> Response:
    """A page that lists them."""
    return frame.page(request, "api.html.j2", endpoints=ENDPOINTS)


ROUTES = (
    Route("/api", listed),
    Route("/api/openapi.json", document),
    *(_route(one) for one in ENDPOINTS),
)
