"""Serving the first plan: from start to the first page, sizes of pages, one reader and fifty.

`python -m benchmarks.serving [CACHE]`: CACHE is a folder where made pages may stay between runs;
without one they are made first, which takes about a minute. The peer of the start is a server of
one line in the same framework.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.timing import seconds

PLAN = "plans/liverpool-city-region"
READERS = 50
EACH = 6
PEER = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
async def page(request): return HTMLResponse("<h1>Hello</h1>")
uvicorn.run(Starlette(routes=[Route("/", page)]), port=int(sys.argv[1]), log_level="error")
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(port: int, path: str) -> bytes:
    """One answer; raises OSError while nobody listens, and for any status but 200."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise OSError(f"{path}: {answer.status}")
    return body


@contextmanager
def started(words: list[str], port: int, cache: Path) -> Iterator[None]:
    """A server that has answered its first page, until the block ends."""
    where = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    server = subprocess.Popen(words, env=where, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                ask(port, "/")
                break
            except ConnectionError:
                time.sleep(0.005)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def ours(port: int) -> list[str]:
    return [sys.executable, "-m", "growthplan", "serve", PLAN, "--port", str(port)]


def to_first_page(words: Callable[[int], list[str]], cache: Path) -> float:
    """Seconds from the start of the process to its first page."""
    port, start = free_port(), time.perf_counter()
    with started(words(port), port, cache):
        return time.perf_counter() - start


def starts(cache: Path, runs: int = 5) -> None:
    """Ours and the bare server in turn, after one warm-up of each."""
    bare = [sys.executable, "-c", PEER]
    turns = [
        (to_first_page(ours, cache), to_first_page(lambda port: [*bare, str(port)], cache))
        for _ in range(runs + 1)
    ][1:]
    mine, peers = (statistics.median(times) for times in zip(*turns, strict=True))
    print(f"start to first page: {mine:.2f} s, a bare server {peers:.2f} s: {mine / peers:.1f}x")


def wait_for_pages(cache: Path) -> None:
    """Serve once, until the pages of what is on disk are there."""
    port = free_port()
    with started(ours(port), port, cache):
        while (
            b'"making": null' not in (state := ask(port, "/api/state")) or b'"pages": null' in state
        ):
            time.sleep(1)


def sizes(port: int, cache: Path) -> None:
    """Every built page, as it is served."""
    newest = max(cache.rglob("state.json"), key=lambda path: path.stat().st_mtime).parent
    names = sorted(path.name for path in (newest / "site").glob("*.html"))
    found = {name: len(ask(port, f"/{name}")) for name in names}
    largest = max(found, key=lambda name: found[name])
    print(f"{len(found)} pages; the largest is {largest}, {found[largest] / 1000:.0f} KB; "
          f"{sum(size > 300_000 for size in found.values())} above 300 KB")  # fmt: skip


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def readers(port: int, count: int, path: Callable[[int], str]) -> list[float]:
    """Seconds of each answer to some readers at once, each asking `EACH` times."""

    def one(reader: int) -> list[float]:
        return [seconds(lambda n=n: ask(port, path(reader * EACH + n))) for n in range(EACH)]  # type: ignore[misc]

    with ThreadPoolExecutor(count) as pool:
        return [taken for times in pool.map(one, range(count)) for taken in times]


def compare(port: int, name: str, path: Callable[[int], str]) -> None:
    """One reader, then fifty at once."""
    ask(port, path(10**6))
    alone = readers(port, 1, lambda n: path(n + 10**5)) + readers(
        port, 1, lambda n: path(n + 10**4)
    )
    many = readers(port, READERS, path)
    one, all_ = p95(alone), p95(many)
    print(f"{name}: p95 {one * 1000:.0f} ms for one, {all_ * 1000:.0f} ms for {READERS} at once, "
          f"each asking {EACH} times: {all_ / one:.0f}x")  # fmt: skip


def main(cache: Path) -> None:
    """Measure and print."""
    wait_for_pages(cache)
    starts(cache)
    port = free_port()
    with started(ours(port), port, cache):
        sizes(port, cache)
        ask(port, "/api/what-if?growth=0.01&draws=300")
        time.sleep(8)  # the plan as it stands has been run
        compare(port, "a page", lambda n: "/productivity.html")
        compare(port, "the same what-if, 300 draws", lambda n: "/api/what-if?growth=0.02&draws=300")
        compare(
            port, "what-ifs that all differ, 300 draws",
            lambda n: f"/api/what-if?growth={0.03 + n * 1e-7:.7f}&draws=300",
        )  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder))
