"""`growthplan report annual`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, progress
from growthplan.journeys import reporting
from growthplan.journeys.reporting import Written
from growthplan.journeys.result import as_json


def annual(
    plan: Path,
    *,
    to: Path = Path("annual-report.pdf"),
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write a plan's annual report: every figure leads to how it is known and its source.

    $ growthplan report annual my-plan
    $ growthplan report annual my-plan --as-at 2027-03-31 --to 2026-27.pdf

    Where the place stands, whether the plan is on track, what was delivered,
    what is ahead, what it is worth, its money, and what evaluations taught.

    Python: growthplan.journeys.reporting.annual_report(plan).

    Parameters
    ----------
    plan
        Folder of the plan, or a release.
    to
        File to write.
    """
    with progress(quiet=json) as say:
        made = reporting.annual_report(plan, to, store, as_at, say)
    show(made, "progress", json)


def show(made: Written, slug: str, json: bool) -> None:
    """Say what was written, with the finding of a page."""
    page = next(one for one in made.report.pages if one.slug == slug)
    if json:
        figures = [made.report.by_id[id_] for id_ in page.quoted]
        print_json(as_json(figures, notes=[f"Written to {made.path}"], run=made.run))
        return
    console = out()
    console.print(page.title, highlight=False, markup=False, soft_wrap=True)
    console.print(f"\nOpen {made.path} (run {made.run.id})", highlight=False, soft_wrap=True)
