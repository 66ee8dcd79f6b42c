"""A what-if asked of the server against the same call in Python and against the bare model; and
fifty who ask at once against one."""

from __future__ import annotations

import argparse
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import parse_qsl

import uvicorn

from benchmarks.timing import seconds
from growthplan.journeys.asking import FIRST, FULL, Warm, ask, warm
from growthplan.journeys.asking_address import Question, read_question
from growthplan.journeys.living import Living
from growthplan.journeys.living_state import State
from growthplan.journeys.projecting_cases import cases_of
from growthplan.system.answers import ASKED, PLAN, Runs
from growthplan.system.scenario import ReadScenario, Scenario
from growthplan.system.streaming import stream
from growthplan.web import Served, create_app
from growthplan.web.served import FRAME

PLACE = Path("plans/liverpool-city-region")
PEOPLE = 50


class Still(Living):
    """A plan whose pages are not made meanwhile: that would be timed too."""

    def refresh(self) -> State | None:
        return None


@contextmanager
def serving(plan: Path) -> Iterator[int]:
    """The port of a server in this process, once it has answered both kinds of answer."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = int(listening.getsockname()[1])
    with tempfile.TemporaryDirectory() as cache:
        served = Served(Still(plan, None, Path(cache), FRAME), "127.0.0.1", port)
        server = uvicorn.Server(uvicorn.Config(create_app(served), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join(10)
            listening.close()


def answer(port: int, query: str, draws: int) -> int:
    """Bytes of an answer, asked for as a page does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request(
        "GET", f"/what-if/answer?{query}&draws={draws}", headers={"HX-Request": "true"}
    )
    found = connection.getresponse()
    text = found.read()
    assert found.status == 200, text[:400]
    connection.close()
    return len(text)


def question_of(on: Warm, query: str) -> Question:
    """The question of an address."""
    return read_question(parse_qsl(query), on.plan, list(on.scenarios))


def bare(on: Warm, query: str, draws: int) -> None:
    """The model alone: no plan, the plan and what is asked, run from nothing."""
    words = Scenario(id=ASKED, title="What if", summary="Asked.",
                     changes=question_of(on, query).changes)  # fmt: skip
    cases, _ = cases_of(on.plan, on.programme, ([ReadScenario(words)],), on.laid, on.until)
    runs = Runs(on.laid.ground, cases, dict(on.assumptions), on.until, 1, whole=(PLAN, ASKED))
    stream(runs, range(draws), 500)


def in_turn(
    jobs: dict[str, Callable[[], object]], runs: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Median seconds of the wall's clock and of the processor, the server's with the client's: all
    are in this process."""
    wall: dict[str, list[float]] = {name: [] for name in jobs}
    worked: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(runs + 1):
        for name, job in jobs.items():
            begun = time.process_time()
            taken = seconds(job)
            if turn:
                wall[name].append(taken)
                worked[name].append(time.process_time() - begun)
    return (
        {name: statistics.median(times) for name, times in wall.items()},
        {name: statistics.median(times) for name, times in worked.items()},
    )


def main() -> None:
    """Print medians and ratios."""
    read = argparse.ArgumentParser()
    read.add_argument("--runs", type=int, default=9)
    read.add_argument("--plan", type=Path, default=PLACE)
    asked = read.parse_args()
    on, numbers = warm(asked.plan), count(1)

    def fresh() -> str:
        """A question that nobody asked before: an answer that is kept would cost nothing."""
        return f"scale=all:{1 + next(numbers) / 10_000:.4f}&delay=bus-franchising:1"

    def called(draws: int) -> None:
        ask(on, question_of(on, fresh()), draws, shared=draws > FIRST)

    def modelled(draws: int) -> None:
        bare(on, fresh(), draws)

    with serving(asked.plan) as port:

        def served(draws: int) -> None:
            answer(port, fresh(), draws)

        for draws in (FIRST, FULL):
            wall, worked = in_turn(
                {
                    "server": partial(served, draws),
                    "call": partial(called, draws),
                    "model": partial(modelled, draws),
                },
                asked.runs,
            )
            size = answer(port, fresh(), draws)
            print(f"{draws:,} draws, {size / 1000:.0f} KB")
            for words, taken in (("end to end", wall), ("of processor", worked)):
                print(
                    f"  {words}: server {1000 * taken['server']:.0f} ms, "
                    f"{taken['server'] / taken['call']:.2f}x the call in Python "
                    f"({1000 * taken['call']:.0f} ms), {taken['server'] / taken['model']:.2f}x "
                    f"the bare model from nothing ({1000 * taken['model']:.0f} ms)"
                )
        alone = sorted(seconds(lambda: answer(port, fresh(), FIRST)) for _ in range(PEOPLE))
        with ThreadPoolExecutor(PEOPLE) as pool:
            queries = [fresh() for _ in range(PEOPLE)]
            together = sorted(
                pool.map(lambda query: seconds(lambda: answer(port, query, FIRST)), queries)
            )
        print(
            f"first answers, p95: one who asks {PEOPLE} {1000 * p95(alone):.0f} ms, {PEOPLE} at "
            f"once {1000 * p95(together):.0f} ms ({p95(together) / p95(alone):.1f}x), median "
            f"{1000 * statistics.median(together):.0f} ms"
        )


def p95(taken: list[float]) -> float:
    """The longest of all but the longest twentieth."""
    return taken[max(int(0.95 * len(taken)) - 1, 0)]


if __name__ == "__main__":
    main()
