"""The differences between two plans as a page."""

from __future__ import annotations

from pathlib import Path

from growthplan.journeys.comparing import Comparison, headline
from growthplan.publishers import write_single_page
from growthplan.report.pages import differences_report
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError


def write_comparison(found: Comparison, path: Path) -> None:
    """Write the differences as one page that needs no other file.

    Raises GrowthplanError when it cannot be written.
    """
    plan = found.new.plan
    with Store() as held:
        place = held.gazetteer[plan.place].name if plan.place in held.gazetteer else plan.place
    report = differences_report(
        headline(found), place, plan.place, plan.title, found.differences,
        [*found.notes, *(fault.message for fault in found.lost)],
    )  # fmt: skip
    try:
        write_single_page(report, path)
    except OSError as error:
        message = f"the page can't be written: {error.strerror}"
        raise GrowthplanError(Fault(message, str(path), code="out")) from None
