"""`growthplan check`."""

from __future__ import annotations

import gc
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from growthplan.cli.faults import print_faults
from growthplan.cli.guidance import guidance_rows, print_guidance
from growthplan.cli.terminal import AsAtOption, Flag, JsonOption, StoreOption, out, print_json
from growthplan.journeys import checking
from growthplan.journeys.result import as_json
from growthplan.plan import Plan, check_guidance
from growthplan.vocabulary import Fault

SarifOption = Annotated[
    Path | None,
    Parameter(
        help="Write the faults as SARIF 2.1.0 to this file; - is standard output.",
        allow_leading_hyphen=True,
    ),
]


def check(
    plan: Path,
    *,
    strict: Flag = False,
    guidance: Flag = False,
    sarif: SarifOption = None,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Check a plan: every fault at once, with file, line, column, what is wrong and
    the fix.

    $ growthplan check plans/liverpool-city-region

    With --guidance it also says how the plan answers what the government asks of
    a Local Growth Plan. With --sarif code hosts and editors show faults in place.

    Ends with exit code 2 when there is an error, or with --strict when there
    is a warning.

    Python: growthplan.journeys.checking.check_plan(folder).

    Parameters
    ----------
    plan
        Folder with plan.yaml, or a release.
    strict
        Count warnings as errors.
    guidance
        Set the plan beside the guidance on Local Growth Plans of June 2025.
    """
    gc.disable()
    try:
        read, faults = checking.check_plan(plan, store, as_at)
    finally:
        gc.freeze()  # the process ends soon: a large plan need not be searched for rubbish first
        gc.enable()
    errors = sum(f.severity == "error" or strict for f in faults)
    quiet = _sarif(sarif, faults, strict)
    if json and not quiet:
        print_json(as_json(tables=_tables(read, faults, guidance)))
    elif not quiet:
        _print(plan, read, faults, errors, guidance)
    if errors:
        sys.exit(2)


def _sarif(path: Path | None, faults: list[Fault], strict: bool) -> bool:
    """Write SARIF where it was asked for; True when standard output is taken by it."""
    if path is None:
        return False
    log = checking.sarif(faults, strict=strict)
    if str(path) == "-":
        print_json(log)
        return True
    checking.write_whole(path, log)
    return False


def _tables(read: Plan | None, faults: list[Fault], guidance: bool) -> dict[str, Any]:
    tables: dict[str, Any] = {"faults": [asdict(fault) for fault in faults]}
    if guidance:
        tables["guidance"] = guidance_rows(check_guidance(read)) if read else []
    return tables


def _print(plan: Path, read: Plan | None, faults: list[Fault], errors: int, guidance: bool) -> None:
    console = out()
    print_faults(faults, console)
    if errors:
        console.print(f"\n{_count(errors, 'error')} in {plan}.")
    if read and guidance:
        print_guidance(check_guidance(read), console)
    if not errors:
        warnings = f", {_count(len(faults), 'warning')}" if faults else ""
        title = read.title if read else plan
        console.print(f"{title}: no errors{warnings}. Next: growthplan build {plan} --out out")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
