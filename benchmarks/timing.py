"""Timing two things in turn, so that a machine that slows down slows both."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence


def seconds(job: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def alternated(jobs: dict[str, Callable[[], object]], runs: int = 5) -> dict[str, float]:
    """Median seconds of each job after one warm-up, run in turn: A B C, A B C, ..."""
    for job in jobs.values():
        job()
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            taken[name].append(seconds(job))
    return {name: statistics.median(times) for name, times in taken.items()}


def command(words: Sequence[str]) -> Callable[[], object]:
    """A whole process as a job."""
    return lambda: subprocess.run(words, check=True, capture_output=True)
