"""`growthplan plan import`."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

from growthplan.cli.faults import print_faults
from growthplan.cli.terminal import Flag, JsonOption, StoreOption, out, print_json
from growthplan.journeys.editing import Proposal, propose_import, write_import
from growthplan.journeys.result import as_json


def import_(
    plan: Path,
    source: Path,
    *,
    yes: Flag = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Read an edited workbook, or a folder of CSV files, back into a plan.

    $ growthplan plan import my-plan my-plan.xlsx
    $ growthplan plan import my-plan my-plan-csv --yes

    Every fault is named with its sheet and cell. Without faults the differences
    are shown in words, and all files are written together once you have agreed,
    or none. Notes, order and layout of the files stay as they are. A workbook
    made from another version of the plan is refused. Formulas and macros are
    never run.

    Python: growthplan.journeys.editing.propose_import(folder, source), write_import(proposal).

    Parameters
    ----------
    plan
        Folder with plan.yaml.
    source
        The workbook (.xlsx), or the folder of CSV files.
    yes
        Write without asking; for scripts.
    """
    proposal = propose_import(plan, source, store)
    console = out()
    if not json:
        _show(proposal, console)
    agreed = bool(proposal.files) and (yes or (not json and _agrees(proposal, plan)))
    written = write_import(proposal) if agreed else ()
    if json:
        tables = proposal.rows() | {"written": [{"file": file} for file in written]}
        print_json(as_json(tables=tables, notes=[str(fault) for fault in proposal.warnings]))
    elif written:
        console.print(f"\nWritten: {', '.join(written)}.", highlight=False, soft_wrap=True)
        console.print(f"Next: growthplan check {plan}", highlight=False, soft_wrap=True)
    elif proposal.files:
        console.print("\nNothing was written. Add --yes to write without being asked."
                      if not sys.stdin.isatty() else "\nNothing was written.")  # fmt: skip


def _show(proposal: Proposal, console: Console) -> None:
    print_faults(proposal.warnings, console)
    if not proposal.files:
        console.print("Nothing changed: the workbook says what the plan says.")
        return
    for section, lines in groupby(proposal.sentences(), key=lambda line: line[0]):
        console.print(Text(f"\n{section}", style="bold"))
        for _, sentence in lines:
            console.print(Text(f"  {sentence}"), soft_wrap=True)


def _agrees(proposal: Proposal, plan: Path) -> bool:
    if not sys.stdin.isatty():
        return False
    count = len(proposal.files)
    print(f"\nWrite {count} file{'' if count == 1 else 's'} in {plan}? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
