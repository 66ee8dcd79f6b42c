"""Opening and comparing two releases of a plan with 5,000 actions: `growthplan diff OLD NEW`.

The yardstick is reading the JSON of both files and nothing else.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.commands import PROGRAM
from benchmarks.generated_plan import generated_plan
from benchmarks.timing import alternated, command
from growthplan.journeys.comparing import compare_plans
from growthplan.plan import Plan, open_plan
from growthplan.plan.differences import compare
from growthplan.plan.versions import make_release
from growthplan.store import Store

CHANGED = 200
"""Actions of the second release that are different."""


def main() -> None:
    """Print medians and ratios."""
    old_files = generated_plan()
    new_files = {name: _changed(data) for name, data in old_files.items()}
    with Store() as held:
        old, new = (open_plan(files, held.gazetteer) for files in (old_files, new_files))
    with tempfile.TemporaryDirectory() as folder:
        paths = [
            _written(Path(folder), label, files, plan)
            for label, files, plan in (("Old", old_files, old), ("New", new_files, new))
        ]
        jobs: dict[str, Callable[[], object]] = {
            "whole process": command([*PROGRAM, "diff", *map(str, paths), "--json"]),
            "open and compare": lambda: compare_plans(*paths),
            "compare": lambda: compare(old, new),
            "json": lambda: [json.loads(path.read_bytes()) for path in paths],
        }
        taken = alternated(jobs, runs=3)
        found = len(compare(old, new))
        size = sum(path.stat().st_size for path in paths) / 1e6
    print(f"{found} differences between two releases of 5,000 actions, {size:.0f} MB")
    for name, seconds in taken.items():
        print(f"  {name} {seconds:.2f} s, {seconds / taken['json']:.1f}x reading the JSON alone")


def _changed(data: bytes) -> bytes:
    """Every 25th action in delivery rather than committed."""
    parts = data.split(b"    status: committed\n")
    step = max(1, (len(parts) - 1) // CHANGED)
    words = [b"    status: in delivery\n" if n % step == 0 else b"    status: committed\n"
             for n in range(len(parts) - 1)]  # fmt: skip
    return b"".join(part + word for part, word in zip(parts, [*words, b""], strict=True))


def _written(folder: Path, label: str, files: dict[str, bytes], plan: Plan) -> Path:
    texts = {name.partition("/")[2]: data for name, data in files.items()}
    made = make_release(texts, plan, label, date(2026, 1, 1), "benchmark")
    path = folder / made.name
    path.write_bytes(made.written())
    return path


if __name__ == "__main__":
    main()
