"""Parts of a build that need a plan: what is projected, appraised and so on from it.

To add a part: a step of `parts_of`, a line of `stamped`, and one more of STEPS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from growthplan.journeys import (
    allocating_for_pages,
    appraising_for_pages,
    evaluating_for_pages,
    progress_for_pages,
    projecting_for_pages,
)
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.report.pages import Parts
from growthplan.store import Store
from growthplan.vocabulary import RunRecord

STEPS = 5


def parts_of(held: Store, wanted: Wanted, steps: Callable[[str], None]) -> Parts:
    """Every part, worked out one after the other; a part that cannot be says why on its page.

    Raises GrowthplanError for faults of scenarios, assumptions and the plan.
    """
    steps("Projecting ten years ahead")
    ahead = projecting_for_pages.projected_ahead(held, wanted)
    steps("Appraising every action")
    appraisals = appraising_for_pages.appraised_for_pages(held, wanted)
    steps("Choosing a portfolio inside the money")
    settled = allocating_for_pages.settled_for_pages(held, wanted)
    steps("Watching whether it is on track")
    progress = progress_for_pages.progress_for_pages(held, wanted, ahead)
    steps("Answering what was registered for evaluation")
    evaluations = evaluating_for_pages.evaluations_for_pages(held, wanted, ahead)
    return Parts(
        ahead=ahead,
        appraisals=appraisals,
        settled=settled,
        progress=progress,
        evaluations=evaluations,
    )


def stamped(parts: Parts, run: RunRecord) -> Parts:
    """The same, all figures told to be of a build's run."""
    ahead, appraisals, settled = parts.ahead, parts.appraisals, parts.settled
    progress, evaluations = parts.progress, parts.evaluations
    return replace(
        parts,
        ahead=ahead and projecting_for_pages.stamped(ahead, run),
        appraisals=appraisals and appraising_for_pages.stamped(appraisals, run),
        settled=settled and allocating_for_pages.stamped(settled, run),
        progress=progress and progress_for_pages.stamped(progress, run),
        evaluations=evaluations and evaluating_for_pages.stamped(evaluations, run),
    )
