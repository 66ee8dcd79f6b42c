"""`growthplan build`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, progress
from growthplan.journeys import building
from growthplan.journeys.result import as_json


def build(
    plan: Path | None = None,
    *,
    place: str | None = None,
    to: Annotated[Path, Parameter(name="--out")] = Path("out"),
    pdf: bool = True,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Publish a plan, or the evidence for any UK place.

    $ growthplan build plans/liverpool-city-region --out out
    $ growthplan build --place "Greater Manchester" --out out-gm

    Writes a static site that opens from disk, the same as a PDF, an accessible
    spreadsheet, tidy CSV files, figures.json with every figure and its lineage,
    and run.json. A build that fails leaves the last good one as it was.

    Python: growthplan.journeys.building.build(plan).

    Parameters
    ----------
    plan
        Folder of the plan.
    place
        Instead of a plan: any UK place, by code or name.
    to
        Folder to write; replaced as a whole when growthplan made it before.
    pdf
        Whether to write report.pdf, the plan as published.
    """
    with progress(quiet=json) as say:
        made = building.build(plan, place, to, store, as_at, say, pdf=pdf)
    if json:
        measurement = made.measured.measurement
        notes = (*measurement.notes, *made.notes)
        print_json(as_json(made.report.figures, measurement.tables, notes, made.run))
        return
    console = out()
    first = made.report.pages[0]
    console.print(f"{made.report.title}: {first.title}", highlight=False)
    console.print(
        f"\n{len(made.report.pages)} pages, {len(made.report.figures):,} figures, "
        f"{made.files} files in {made.folder}/ (run {made.run.id})",
        highlight=False,
    )
    for note in made.notes:
        console.print(note, highlight=False, markup=False)
    also = f", or {made.folder}/report.pdf" if pdf and not made.notes else ""
    console.print(f"Open {made.folder}/site/index.html{also}", highlight=False, soft_wrap=True)
