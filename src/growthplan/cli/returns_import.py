"""`growthplan returns import`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from growthplan.cli.faults import print_faults
from growthplan.cli.terminal import JsonOption, StoreOption, out, print_json
from growthplan.journeys.result import as_json
from growthplan.journeys.returns_importing import TakenIn, import_return


def import_(
    plan: Path,
    source: Path,
    *,
    partner: str | None = None,
    quarter: str | None = None,
    evidence: Path | None = None,
    received: Annotated[date | None, Parameter(help="Day it came in. Default: today.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Take in what a partner sent: a workbook, or a folder of CSV files.

    $ growthplan returns import my-plan return.xlsx
    $ growthplan returns import my-plan return.xlsx --evidence evidence --received 2026-07-20

    Every fault is named with its sheet and cell, and then nothing changes: the last
    good version stands. What comes again is kept as a new version, with what differs
    in words. Formulas and macros are never run. Evidence that it names is kept with
    its fingerprint.

    Python: growthplan.import_return(folder, source).

    Parameters
    ----------
    plan
        Folder with plan.yaml and returns/partners.yaml.
    source
        The workbook (.xlsx), or the folder of CSV files.
    partner
        Whose it should be, when that is known: another's is refused.
    quarter
        Which quarter it should be of.
    evidence
        Folder with the files of evidence; where the workbook lies when left out.
    """
    taken = import_return(
        plan, source, partner=partner, quarter=quarter, evidence=evidence, received=received,
        store=store,
    )  # fmt: skip
    if json:
        print_json(_json(taken))
        return
    console = out()
    print_faults(taken.warnings, console)
    kept, standing = taken.kept, taken.standing
    what = (
        f"Taken in as version {kept.version}" if taken.new
        else f"Nothing new: version {kept.version} says the same"
    )  # fmt: skip
    console.print(
        f"{what}. {standing.name}, {standing.quarter}: {standing.sentence}",
        highlight=False, markup=False, soft_wrap=True,
    )  # fmt: skip
    for sentence in taken.differences:
        console.print(f"- {sentence}", highlight=False, markup=False, soft_wrap=True)
    console.print(f"Next: growthplan returns list {plan}", highlight=False, soft_wrap=True)


def _json(taken: TakenIn) -> dict[str, object]:
    kept = taken.kept
    row = {
        "partner": kept.returned.partner, "quarter": kept.returned.quarter,
        "version": kept.version, "new": taken.new, "status": taken.standing.status,
        "days_late": taken.standing.days_late, "blank": len(kept.returned.gaps),
        "file": kept.where,
    }  # fmt: skip
    tables: dict[str, Any] = {
        "return": [row],
        "differences": [{"sentence": one} for one in taken.differences],
        "blank": [{"cell": one} for one in kept.returned.gaps],
        "evidence": [one.model_dump() for one in kept.evidence],
    }
    return as_json(tables=tables, notes=[str(fault) for fault in taken.warnings])
