"""`growthplan check`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

from growthplan.cli.faults import print_faults
from growthplan.cli.terminal import AsAtOption, Flag, JsonOption, StoreOption, out, print_json
from growthplan.journeys.planning import check_plan
from growthplan.journeys.result import as_json
from growthplan.store import Store


def check(
    plan: Path,
    *,
    strict: Flag = False,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Check a plan: every fault at once, with file, line, column, what is wrong and
    the fix.

    $ growthplan check plans/liverpool-city-region

    Ends with exit code 2 when there is an error, or with --strict when there
    is a warning.

    Python: growthplan.journeys.planning.check_plan(folder, gazetteer).

    Parameters
    ----------
    plan
        Folder with plan.yaml, or a release.
    strict
        Count warnings as errors.
    """
    with Store(store) as held:
        read, faults = check_plan(plan, held.gazetteer, as_at)
    errors = sum(f.severity == "error" or strict for f in faults)
    if json:
        rows = [asdict(fault) for fault in faults]
        print_json(as_json(tables={"faults": rows}))
    else:
        console = out()
        print_faults(faults, console)
        if errors:
            console.print(f"\n{_count(errors, 'error')} in {plan}.")
        else:
            warnings = f", {_count(len(faults), 'warning')}" if faults else ""
            title = read.title if read else plan
            console.print(f"{title}: no errors{warnings}. Next: growthplan build {plan} --out out")
    if errors:
        sys.exit(2)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
