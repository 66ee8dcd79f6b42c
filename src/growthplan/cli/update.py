"""`growthplan update`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from growthplan.cli.faults import print_faults
from growthplan.cli.terminal import Flag, JsonOption, StoreOption, out, print_json, progress, table
from growthplan.journeys import updating_plan
from growthplan.journeys.importing import ImportOptions
from growthplan.journeys.updating_plan import News, PlanUpdate
from growthplan.report.changes import CAUSES, Changes

_SHOWN = 8


def update(
    plan: Path,
    *,
    files: Annotated[tuple[Path, ...], Parameter(name="--import")] = (),
    fetch: bool | None = None,
    to: Annotated[Path, Parameter(name="--out")] = Path("out"),
    pdf: bool = True,
    split: bool = True,
    released: date | None = None,
    partial: Flag = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Release day: import what is new, publish the plan again, and say what moved and why.

    $ growthplan update plans/liverpool-city-region
    $ growthplan update plans/liverpool-city-region --import labourproductivityitls.xls

    Compares with what is published in the folder. Every figure that reads
    otherwise is listed with its cause: new data, a revision, the plan, an
    assumption, or growthplan itself. Where several inputs changed, figures are
    worked out again with one after another as it is now, which takes about as
    long as another build for each. The folder then has a page What changed
    and changes.json. When anything fails, the last good publication stands.

    Without --import the publishers' current files are downloaded, as `data
    update` does; one that can't be had is named and does not stop the rest.

    Python: growthplan.journeys.updating_plan.update_plan(plan).

    Parameters
    ----------
    plan
        Folder of the plan.
    files
        A published file, or a folder of them, to import first; may be repeated.
    fetch
        Whether to download the publishers' current files. Default: unless files are named.
    to
        Folder in which the plan is published.
    pdf
        Whether to write report.pdf.
    split
        Whether to tell causes apart where several inputs changed.
    released
        Day of publication, for files that do not print it.
    partial
        Accept a file with under 80% of the places of the edition before it.
    """
    news = News(files, not files if fetch is None else fetch)
    options = ImportOptions(released=released, partial=partial)
    with progress(quiet=json) as say:
        made = updating_plan.update_plan(plan, to, store, news, options, say, pdf=pdf, split=split)
    if json:
        print_json(updating_plan.document(made.changes, made.build.run))
    else:
        _show(made, to)
    if made.faults:
        print_faults(made.faults, Console(stderr=True))


def _show(made: PlanUpdate, to: Path) -> None:
    console, found = out(), made.changes
    console.print(_headline(found), highlight=False, soft_wrap=True)
    counts = [(_name(cause), f"{many:,}") for cause, many in found.counts().items()]
    if counts:
        console.print()
        console.print(table([("Cause", "left"), ("Figures", "right")], counts))
    moved = [found.by_id[id_] for id_ in (*found.prominent, *found.largest)]
    rows = [(one.id, one.before.display if one.before else "new",
             one.after.display if one.after else "gone", ", ".join(one.causes))
            for one in dict.fromkeys(moved)][:_SHOWN]  # fmt: skip
    if rows:
        console.print()
        heads = [("Figure", "left"), ("Before", "right"), ("Now", "right"), ("Why", "left")]
        console.print(table(heads, rows, "What readers see first"))
    for one in found.statements[:2]:
        console.print(f"\n{one.text}", highlight=False, markup=False)
    for note in (*found.notes, *made.build.notes):
        console.print(f"\n{note}", highlight=False, markup=False)
    console.print(
        f"\nEvery change: {to}/site/progress-changes.html and {to}/changes.json",
        highlight=False,
        soft_wrap=True,
    )


def _name(cause: str) -> str:
    return next((words for key, (words, _) in CAUSES.items() if key == cause), "several causes")


def _headline(found: Changes) -> str:
    day = f"{found.since.day} {found.since:%B %Y}"
    if not found.moved:
        return f"Nothing published has moved since {day}."
    numbers = sum(one.kind == "moved" for one in found.moved)
    new = sum(one.kind == "added" for one in found.moved)
    gone = sum(one.kind == "removed" for one in found.moved)
    return (
        f"{len(found.moved):,} figures read otherwise than on {day}: {numbers:,} numbers moved, "
        f"{new:,} are new, {gone:,} are gone, the rest in their ranges or words."
    )
