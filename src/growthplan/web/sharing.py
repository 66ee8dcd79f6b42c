"""One computation for everybody who asks the same; one that nobody waits for stops."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

Wanted = Callable[[], bool]
Work = Callable[[Wanted], Any]
CHECK_EVERY = 0.15
"""Seconds between looks at whether a reader is still there."""


@dataclass
class _Job:
    """Work under way, and how many wait for it."""

    done: asyncio.Future[Any]
    waiting: int = 0


class Shared:
    """Answers by what was asked: kept for a while, shared while they are worked out.

    `workers` run at once, others queue; `kept` answers stay, the least lately asked for go first.
    """

    def __init__(self, workers: int = 2, kept: int = 64) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="answer")
        self._jobs: dict[Hashable, _Job] = {}
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._most = kept
        self._is_closed = False

    def known(self, key: Hashable) -> Any | None:
        """An answer that is there already."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return None

    async def get(self, request: Request | None, key: Hashable, work: Work) -> Any:
        """The answer for a key, worked out once however many ask.

        `work` is given a function that says whether anybody still waits. Raises what it raises,
        and asyncio.CancelledError when the reader has gone; without a `request` nobody can go.
        """
        found = self.known(key)
        if found is not None:
            return found
        job = self._jobs.get(key)
        if job is None:
            job = self._begin(key, work)
        else:
            job.waiting += 1
        try:
            while not job.done.done():
                await asyncio.wait({job.done}, timeout=CHECK_EVERY)
                if request is None or job.done.done():
                    continue
                if await request.is_disconnected():
                    raise asyncio.CancelledError
            return job.done.result()
        finally:
            job.waiting -= 1
            if job.waiting == 0:
                self._jobs.pop(key, None)

    def _begin(self, key: Hashable, work: Work) -> _Job:
        loop = asyncio.get_running_loop()
        job = _Job(loop.create_future(), waiting=1)
        self._jobs[key] = job
        running = loop.run_in_executor(self._pool, work, lambda: self._is_wanted(job))

        def finished(future: asyncio.Future[Any]) -> None:
            if future.cancelled():
                job.done.cancel()
            elif (error := future.exception()) is not None:
                job.done.set_exception(error)
                job.done.exception()  # seen, even when nobody waits any more
            else:
                self._keep(key, future.result())
                job.done.set_result(future.result())

        running.add_done_callback(finished)
        return job

    def _is_wanted(self, job: _Job) -> bool:
        return job.waiting > 0 and not self._is_closed

    def _keep(self, key: Hashable, answer: Any) -> None:
        self._kept[key] = answer
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def close(self) -> None:
        """Wait for nothing more; what is under way stops when it next looks."""
        self._is_closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
