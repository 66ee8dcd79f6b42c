"""`growthplan release`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.faults import print_faults
from growthplan.cli.terminal import JsonOption, StoreOption, out, print_json, table
from growthplan.journeys import releasing, restoring
from growthplan.journeys.result import as_json
from growthplan.vocabulary import Period


def release(
    plan: Path,
    *,
    label: str | None = None,
    date: datetime.date | None = None,
    restore: str | None = None,
    to: Annotated[Path | None, Parameter(name="--out")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Freeze a plan into one file with a hash, list its releases, or give one back.

    $ growthplan release my-plan --label "Launch" --date 2025-10-13
    $ growthplan release my-plan
    $ growthplan release my-plan --restore "Launch" --out launch

    The plan is checked first, and no target of the release before may be
    overwritten. A release goes into the plan's folder "releases", is never
    written over, and can be used wherever a plan's folder can: check, build,
    diff. Giving it back writes every file as it was, byte for byte.

    Python: growthplan.journeys.releasing.release(plan, label).

    Parameters
    ----------
    plan
        Folder of the plan; a release, to give it back.
    label
        What the release is called. Without it the releases are listed.
    date
        The day for which it stands, YYYY-MM-DD. Default: today.
    restore
        Label of the release to give back; --out says where.
    to
        New or empty folder for the files of a release.
    """
    if to is not None or restore is not None:
        _restore(plan, restore, to, json)
    elif label is None:
        _list(plan, json)
    else:
        _freeze(plan, label, date, store, json)


def _freeze(
    plan: Path, label: str, date: datetime.date | None, store: Path | None, json: bool
) -> None:
    made = releasing.release(plan, label, date, store)
    one = made.release
    if json:
        row = {
            "file": str(made.path), "label": one.label, "date": one.day.isoformat(),
            "sha256": one.sha256, "outcome": made.outcome, "left_out": list(made.left_out),
        }  # fmt: skip
        print_json(as_json(tables={"release": [row]}, notes=[str(w) for w in made.warnings]))
        return
    console = out()
    print_faults(made.warnings, console)
    called = f"“{one.label}” of {Period(one.day.isoformat())}"
    if made.outcome == "same as before":
        console.print(f"Nothing has changed since the release {called}.", highlight=False)
    else:
        console.print(f"Release {called}: {len(one.files)} files frozen.", highlight=False)
    console.print(f"{made.path}\nsha256 {one.sha256}", highlight=False, soft_wrap=True)
    if made.left_out:
        console.print(f"Left out: {', '.join(made.left_out)}", highlight=False, soft_wrap=True)
    console.print(f"Next: growthplan diff {plan}", highlight=False, soft_wrap=True)


def _list(plan: Path, json: bool) -> None:
    rows = releasing.listed(plan)
    if json:
        print_json(as_json(tables={"releases": rows}))
        return
    console = out()
    if not rows:
        console.print(f"{plan} has no releases yet.", highlight=False, soft_wrap=True)
    else:
        columns = (("Date", "left"), ("Label", "left"), ("File", "left"), ("sha256", "left"))
        cells = [(str(Period(r["date"])), r["label"], r["file"], r["sha256"][:12]) for r in rows]
        console.print(table(columns, cells))
    console.print(
        f'\nFreeze it as it stands: growthplan release {plan} --label "..."',
        highlight=False,
        soft_wrap=True,
    )


def _restore(plan: Path, label: str | None, to: Path | None, json: bool) -> None:
    files = restoring.restore(plan, to, label)
    if json:
        print_json(as_json(tables={"files": [{"file": str(file)} for file in files]}))
        return
    out().print(f"{len(files)} files written to {to}.", highlight=False, soft_wrap=True)
