"""The child process in which a served plan's pages are made, so that the server stays quick.

It says where it is as one JSON object a line on standard output: `step`, or `faults` when the
plan can't be published.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

from growthplan.journeys.building import build
from growthplan.vocabulary import GrowthplanError


def main() -> int:
    """Build what the one argument, a JSON object, asks for; 0 when made, 2 for faults."""
    asked = json.loads(sys.argv[1])
    with contextlib.suppress(OSError):
        os.nice(5)  # people who read pages come before the making of new ones

    def say(step: str, done: int, total: int) -> None:
        print(json.dumps({"step": step, "done": done, "total": total}), flush=True)

    try:
        build(
            Path(asked["plan"]),
            out=Path(asked["out"]),
            store=Path(asked["store"]) if asked["store"] else None,
            progress=say,
            frame=Path(asked["frame"]),
        )
    except GrowthplanError as refused:
        print(json.dumps({"faults": [str(fault) for fault in refused.faults]}), flush=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
