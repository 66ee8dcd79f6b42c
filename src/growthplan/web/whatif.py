"""What if: a form, its answer while people talk, and files of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from growthplan.journeys.asking import FIRST, FULL, Answered, Warm, ask
from growthplan.journeys.asking_address import Question, read_question
from growthplan.journeys.asking_form import form_of, is_form, steps_of_form
from growthplan.publishers.site import fragment, picture, sentences
from growthplan.publishers.tables import csv_text
from growthplan.report import Block, Section
from growthplan.report.pages.whatif_answer import (
    answer_blocks,
    answer_lede,
    answer_sections,
    answer_title,
)
from growthplan.report.pages.whatif_money import money_verdict, whole_money
from growthplan.report.pages.whatif_view import Asked
from growthplan.vocabulary import GrowthplanError
from growthplan.web import frame
from growthplan.web.sharing import Wanted
from growthplan.web.warmth import warm_now

MOST_DRAWS = 20_000
MOST_BESIDE = 3


async def page(request: Request) -> Response:
    """The form with a first answer; the form's own query leads to the address of its question."""
    on = await warm_now(request)
    pairs = request.query_params.multi_items()
    if is_form(pairs):
        question, faults = _read(on, steps_of_form(pairs))
        if not faults:
            return RedirectResponse(_address(question, _beside(request)), 303)
    else:
        question, faults = _read(on, pairs)
    draws = _draws(request, FIRST)
    shown = _nothing(draws, faults) if faults else await _answer(request, on, question, draws)
    return frame.page(
        request,
        "whatif.html.j2",
        422 if shown["faults"] else 200,
        form=form_of(on, question),
        question=question,
        beside=_beside(request),
        **shown,
    )


async def answer(request: Request) -> Response:
    """The answer only, for a page whose form has changed or that asks for more draws."""
    on = await warm_now(request)
    pairs = request.query_params.multi_items()
    question, faults = _read(on, steps_of_form(pairs) if is_form(pairs) else pairs)
    draws = _draws(request, FIRST)
    shown = _nothing(draws, faults) if faults else await _answer(request, on, question, draws)
    beside = _beside(request)
    made = frame.part(request, "whatif_answer.html.j2", question=question, beside=beside, **shown)
    made.headers["hx-replace-url"] = _address(question, beside)
    return made


async def table(request: Request) -> Response:
    """One table of the full answer as a CSV file."""
    view = await _viewed(request)
    wanted = request.path_params["table"].removesuffix(".csv")
    for one in _tables(view):
        if one.id == wanted:
            return Response(csv_text(one), media_type="text/csv; charset=utf-8",
                            headers=as_file(f"{one.id}.csv"))  # fmt: skip
    raise HTTPException(404, f"There is no table '{wanted[:60]}'.")


async def fan(request: Request) -> Response:
    """The fan of the full answer as an SVG file."""
    view = await _viewed(request)
    chart = answer_blocks(view)[-1]  # the fan stands last
    svg = await run_in_threadpool(picture, chart, "wide")
    return Response(svg, media_type="image/svg+xml", headers=as_file("what-if.svg"))


async def run(request: Request) -> Response:
    """The run record of the full answer."""
    on, question = await _asked(request)
    found = await found_of(request, on, question, _draws(request, FULL))
    return JSONResponse(found.run.model_dump(mode="json"), headers=as_file("what-if-run.json"))


async def _viewed(request: Request) -> Asked:
    on, question = await _asked(request)
    return view_of(on, await found_of(request, on, question, _draws(request, FULL)))


async def _asked(request: Request) -> tuple[Warm, Question]:
    """Raises GrowthplanError when the address asks no question."""
    on = await warm_now(request)
    return on, read_question(request.query_params.multi_items(), on.plan, list(on.scenarios))


def _read(on: Warm, pairs: Sequence[tuple[str, str]]) -> tuple[Question, tuple[str, ...]]:
    try:
        return read_question(pairs, on.plan, list(on.scenarios)), ()
    except GrowthplanError as refused:
        return Question(), tuple(str(fault) for fault in refused.faults)


def _address(question: Question, beside: Sequence[str] = ()) -> str:
    query = "&".join(filter(None, (question.address, urlencode([("with", q) for q in beside]))))
    return f"/what-if?{query}" if query else "/what-if"


def _beside(request: Request) -> list[str]:
    """Queries of the what-ifs that this one is to be set beside."""
    return [one[:4_000] for one in request.query_params.getlist("with")][:MOST_BESIDE]


def _draws(request: Request, usual: int) -> int:
    asked = request.query_params.get("draws", "")
    return min(max(int(asked), 1), MOST_DRAWS) if asked.isdecimal() else usual


async def found_of(request: Request, on: Warm, question: Question, draws: int) -> Answered:
    """A question answered, shared with everybody who asks the same."""

    def work(is_wanted: Wanted) -> Answered:
        return ask(on, question, draws, shared=draws > FIRST, is_wanted=is_wanted)

    key = (on.past, question.address, draws)
    found: Answered = await request.app.state.answers.get(request, key, work)
    return found


async def _answer(request: Request, on: Warm, question: Question, draws: int) -> dict[str, Any]:
    try:
        found = await found_of(request, on, question, draws)
    except GrowthplanError as refused:
        return _nothing(draws, tuple(str(fault) for fault in refused.faults))
    return await run_in_threadpool(_shown, on, found, draws)


def _shown(on: Warm, found: Answered, draws: int) -> dict[str, Any]:
    view, question = view_of(on, found), found.question
    money = whole_money(view)

    def written(blocks: Sequence[Block], sections: Sequence[Section] = ()) -> str:
        query = f"?{question.address}"
        return fragment(blocks, sections, view.figures, "/what-if/data", query)

    return {
        "faults": (),
        "title": answer_title(view),
        "lede": sentences(answer_lede(view), view.figures),
        "verdict": money_verdict(view),
        "nearest": found.nearest,
        "body": written(answer_blocks(view), answer_sections(view)),
        "money": written((money,)) if money else "",
        "steps": _steps(on, view, question),
        "draws": draws,
        "is_full": draws >= FULL,
        "full": FULL,
        "figures": tuple(view.figures.values()),
    }


def _steps(on: Warm, view: Asked, question: Question) -> tuple[tuple[str, str], ...]:
    """Each saved scenario and each own step in words, with the address that asks without it."""
    words = view.found.steps[len(view.found.steps) - len(question.steps) :]
    saved = tuple(
        (
            f"{on.scenarios[name].scenario.title}: {on.scenarios[name].scenario.summary}",
            question.without("scenario", name).address,
        )
        for name in question.scenarios
    )
    own = tuple(
        (said, question.without(*step).address)
        for step, said in zip(question.steps, words, strict=True)
    )
    return (*saved, *own)


def _nothing(draws: int, faults: tuple[str, ...]) -> dict[str, Any]:
    return {
        "faults": faults,
        "title": "",
        "lede": (),
        "verdict": "",
        "nearest": None,
        "body": "",
        "money": "",
        "steps": (),
        "draws": draws,
        "is_full": True,
        "full": FULL,
        "figures": (),
    }


def view_of(on: Warm, found: Answered) -> Asked:
    """An answer as its page reads it."""
    return Asked(found.found, {f.id: f for f in found.figures}, on.plan, found.affording)


def _tables(view: Asked) -> list[Any]:
    blocks = [*answer_blocks(view), *(b for s in answer_sections(view) for b in s.blocks)]
    blocks += [money] if (money := whole_money(view)) else []
    return [getattr(one, "data", one) for one in blocks if hasattr(getattr(one, "data", one),
                                                                   "columns")]  # fmt: skip


def as_file(name: str) -> dict[str, str]:
    """Headers of an answer that is to be kept as a file."""
    return {"content-disposition": f'attachment; filename="{name}"'}


ROUTES = (
    Route("/what-if", page),
    Route("/what-if/answer", answer),
    Route("/what-if/data/{table}", table),
    Route("/what-if/picture.svg", fan),
    Route("/what-if/run.json", run),
)
