"""`growthplan report board`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.report_annual import show
from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, progress
from growthplan.journeys import reporting


def board(
    plan: Path,
    *,
    to: Path = Path("board-report.pdf"),
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write the report for a plan's board: two pages, whether it is on track and what is late.

    $ growthplan report board my-plan
    $ growthplan report board my-plan --as-at 2027-03-01 --to march.pdf

    A build writes the same as board-report.pdf, and its page Board report.

    Python: growthplan.journeys.reporting.board_report(plan).

    Parameters
    ----------
    plan
        Folder of the plan, or a release.
    to
        File to write.
    """
    with progress(quiet=json) as say:
        made = reporting.board_report(plan, to, store, as_at, say)
    show(made, "progress-board", json)
