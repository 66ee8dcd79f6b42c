"""`growthplan diff`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from growthplan.cli.faults import print_faults
from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json
from growthplan.journeys import comparing
from growthplan.journeys.comparing import Comparison
from growthplan.journeys.result import as_json


def diff(
    old: Path,
    new: Path | None = None,
    *,
    as_at: AsAtOption = None,
    page: Annotated[Path | None, Parameter(name="--page")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Compare two plans, folders or releases: what was added, removed, changed, moved,
    revised or renamed.

    $ growthplan diff my-plan
    $ growthplan diff my-plan/releases/2025-10-13-launch.plan.json my-plan
    $ growthplan diff old-plan new-plan --page changes.html

    The order of lists is no difference. A target that was replaced and not
    kept among the earlier ones is shown as an error, with the lines to add.

    Python: growthplan.journeys.comparing.compare_plans(old, new).

    Parameters
    ----------
    old
        A plan's folder or a release. Alone: a folder, whose newest release (with --as-at the
        one of that day) is compared with what stands in it now.
    new
        A plan's folder or a release.
    page
        Write the differences as a page of its own, too.
    """
    found = comparing.compare_plans(old, new, store, as_at)
    if page is not None:
        # Pages bring the charts with them, which a comparison on the terminal does not wait for.
        from growthplan.journeys.comparison_page import write_comparison

        write_comparison(found, page)
    if json:
        tables = {"differences": found.rows(), "lost_targets": found.lost_rows()}
        print_json(as_json(tables=tables, notes=found.notes))
        return
    console = out()
    console.print(comparing.headline(found), highlight=False, soft_wrap=True)
    _sections(found, console)
    for note in found.notes:
        console.print(f"\n{note}", highlight=False, markup=False, soft_wrap=True)
    if found.lost:
        console.print()
        print_faults(found.lost, console)
    if page is not None:
        console.print(f"\nOpen {page}", highlight=False, markup=False, soft_wrap=True)


def _sections(found: Comparison, console: Console) -> None:
    for section, differences in groupby(found.differences, key=lambda one: one.section):
        console.print(Text(f"\n{section}", style="bold"))
        for one in differences:
            console.print(Padding(Text(one.sentence), (0, 0, 0, 2), expand=False))
