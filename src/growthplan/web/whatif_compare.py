"""Up to four what-ifs side by side, on the same draws."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from growthplan.journeys.asking import FULL, Warm
from growthplan.journeys.asking_address import Question, read_question
from growthplan.publishers.site import fragment
from growthplan.publishers.tables import csv_text
from growthplan.report import Chart, Table
from growthplan.report.pages.whatif_compare import compare_blocks, compare_title
from growthplan.report.pages.whatif_view import Asked
from growthplan.vocabulary import Fault, GrowthplanError
from growthplan.web import frame
from growthplan.web.warmth import warm_now
from growthplan.web.whatif import as_file, found_of, view_of

MOST = 4


@dataclass(frozen=True)
class Compared:
    """What-ifs with their answers."""

    on: Warm
    questions: tuple[Question, ...]
    views: tuple[Asked, ...]

    @property
    def titles(self) -> list[str]:
        """What each changes, in words."""
        return [" · ".join(view.found.steps) or "The plan as it stands" for view in self.views]

    @property
    def addresses(self) -> list[str]:
        """The query of each."""
        return [question.address for question in self.questions]


async def compare(request: Request) -> Response:
    """The page; `q` comes once for each, and holds the query of a what-if."""
    found = await _compared(request)
    titles, shown = found.titles, found.addresses
    body = await run_in_threadpool(
        fragment, compare_blocks(found.views, titles), (), {}, "/what-if/compare/data",
        _address(shown).removeprefix("/what-if/compare"),
    )  # fmt: skip
    return frame.page(
        request,
        "whatif_compare.html.j2",
        title=compare_title(found.views, titles),
        body=body,
        columns=[
            (title, _address([*shown[:n], *shown[n + 1 :]]), address)
            for n, (title, address) in enumerate(zip(titles, shown, strict=True))
        ],
        room=MOST - len(shown),
        another="/what-if?" + urlencode([("with", one) for one in shown]),
        saved=[
            (read.scenario.title, _address([*shown, f"scenario={name}"]))
            for name, read in found.on.scenarios.items()
            if f"scenario={name}" not in shown and len(shown) < MOST
        ],
    )


async def table(request: Request) -> Response:
    """A table of the comparison as a CSV file."""
    found = await _compared(request)
    wanted = request.path_params["table"].removesuffix(".csv")
    for block in compare_blocks(found.views, found.titles):
        one = block.data if isinstance(block, Chart) else block
        if isinstance(one, Table) and one.id == wanted:
            return Response(csv_text(one), media_type="text/csv; charset=utf-8",
                            headers=as_file(f"{wanted}.csv"))  # fmt: skip
    raise HTTPException(404, f"There is no table '{wanted[:60]}'.")


async def _compared(request: Request) -> Compared:
    """Raises GrowthplanError for too many, and for one that can't be asked."""
    on = await warm_now(request)
    asked = [text.removeprefix("?") for text in request.query_params.getlist("q")]
    asked = list(dict.fromkeys(asked)) or [""]
    if len(asked) > MOST:
        raise GrowthplanError(Fault(f"{len(asked)} what-ifs are more than {MOST}.",
                                    fix="Take one away.", code="what-if"))  # fmt: skip
    questions = [read_question(parse_qsl(text), on.plan, list(on.scenarios)) for text in asked]
    views = [view_of(on, await found_of(request, on, question, FULL)) for question in questions]
    return Compared(on, tuple(questions), tuple(views))


def _address(shown: list[str]) -> str:
    return "/what-if/compare?" + urlencode([("q", one) for one in shown])


ROUTES = (
    Route("/what-if/compare", compare),
    Route("/what-if/compare/data/{table}", table),
)
