"""The child process in which a served plan's pages are made, so that the server stays quick.

It says where it is as one JSON object a line on standard output: `step`, or `faults` when nothing
can be published, with `is_plans` false when it is not for the plan. It ends when its standard input
does: a server that is killed leaves nothing running.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from pathlib import Path

from growthplan.journeys.building import build
from growthplan.vocabulary import GrowthplanError


def main() -> int:
    """Build what the one argument, a JSON object, asks for; 0 when made, 2 for faults."""
    asked = json.loads(sys.argv[1])
    with contextlib.suppress(OSError):
        os.nice(5)  # people who read pages come before the making of new ones

    threading.Thread(target=_end_with_parent, daemon=True).start()

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
        is_plans = not any(fault.code == "out" for fault in refused.faults)
        _refuse([str(fault) for fault in refused.faults], is_plans)
        return 2
    except (OSError, MemoryError) as error:
        what = getattr(error, "strerror", None) or type(error).__name__
        _refuse([f"This machine could not finish the pages: {what}."], is_plans=False)
        return 2
    return 0


def _refuse(faults: list[str], is_plans: bool) -> None:
    print(json.dumps({"faults": faults, "is_plans": is_plans}), flush=True)


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main())
