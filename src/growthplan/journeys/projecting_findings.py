"""What accepted findings changed in a plan's projection: the plan run again as it was before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from growthplan.journeys import learning, released
from growthplan.journeys.projecting_asked import DEFAULT, Asked
from growthplan.journeys.projecting_cases import plan_runs
from growthplan.journeys.spreading import block_size, spread
from growthplan.plan import Plan
from growthplan.store import Store
from growthplan.system.answers import Findings, findings_between
from growthplan.system.streaming import stream
from growthplan.vocabulary import Assumption


def findings_of(
    held: Store,
    plan: Plan,
    folder: Path,
    assumptions: Mapping[str, Assumption],
    asked: Asked = DEFAULT,
    as_at: date | None = None,
) -> Findings | None:
    """The plan's outcomes before and after its accepted findings, on the same draws; None when none
    is accepted.

    Raises GrowthplanError when what an assumption was before cannot be read.
    """
    if released.is_release(folder):
        return None
    before = learning.accepted_priors(folder.parent if folder.is_file() else folder)
    if not before:
        return None
    earlier = plan_runs(held, plan, {**assumptions, **before}, asked, as_at)
    now = plan_runs(held, plan, assumptions, asked, as_at)
    size = block_size(asked.draws, asked.workers)
    with spread(asked.workers, asked.cluster) as mapper:
        then = stream(earlier, range(asked.draws), size, mapper)
        after = stream(now, range(asked.draws), size, mapper)
    learned = tuple((one, assumptions[name]) for name, one in before.items())
    return findings_between(then, after, learned, held.gazetteer[plan.place], now.until)
