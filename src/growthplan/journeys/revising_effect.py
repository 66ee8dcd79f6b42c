"""What an edit does to the headline outcomes: the plan as it stands and as edited, on one ground.

Both run on the same draws, so what differs is not luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import numpy.typing as npt

from growthplan.journeys import planning, running
from growthplan.journeys.asking import FIRST, StoppedError, Warm
from growthplan.journeys.projecting_asked import DEFAULT, last_year
from growthplan.journeys.projecting_cases import cases_of
from growthplan.journeys.revising import Revised
from growthplan.plan import Plan
from growthplan.report.pages.projection_view import LIFT, middle
from growthplan.report.pages.whatif_tables import chances_table, side_by_side
from growthplan.report.pages.whatif_view import Asked
from growthplan.report.table import Table
from growthplan.system.answers import ASKED, PLAN, Case, Runs, answer, asking_figures, shown
from growthplan.system.programme import read_programme
from growthplan.system.streaming import Block, Mapper
from growthplan.vocabulary import GrowthplanError, RunRecord, run_id

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Effect:
    """What an edit does to the outcomes, or why that can't be said."""

    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    run: RunRecord | None = None
    draws: int = 0


def effect_of(
    on: Warm, revised: Revised, draws: int = FIRST, is_wanted: Callable[[], bool] = lambda: True
) -> Effect:
    """The headline outcomes with an edit beside those of the plan on which `on` was laid.

    Raises StoppedError between blocks of draws once `is_wanted` says no.
    """
    edited = revised.new
    if edited is None:
        return Effect(("What it does to the outcomes can be worked out once the plan has no "
                       "errors.",))  # fmt: skip
    if planning.hashes(revised.before) != dict(on.files):
        return Effect(("The plan on disk has errors or changed just now, so there is nothing to "
                       "compare with yet.",))  # fmt: skip
    if (edited.place, edited.comparator) != (on.plan.place, on.plan.comparator):
        return Effect(("Another place has other statistics; save, and see the projection.",))
    try:
        case = _edited_case(on, edited)
    except GrowthplanError as refused:
        return Effect(tuple(str(fault) for fault in refused.faults))
    return _answered(on, revised, edited, case, draws, is_wanted)


def _edited_case(on: Warm, edited: Plan) -> Case:
    last_year(edited, DEFAULT, on.laid.ground.base.year)
    programme = read_programme(edited, on.assumptions)
    cases, _ = cases_of(edited, programme, (), on.laid, on.until)
    return replace(cases[0], id=ASKED, title="With the change", steps=("As edited.",))


def _answered(
    on: Warm, revised: Revised, edited: Plan, case: Case, draws: int, is_wanted: Callable[[], bool]
) -> Effect:
    started = running.start()
    runs = Runs(
        on.laid.ground, (on.as_it_stands, case), dict(on.assumptions), on.until, 1,
        whole=(PLAN, ASKED),
    )  # fmt: skip
    found = answer(runs, edited, on.places, draws, inputs=(on.start,), shared=False,
                   mapper=_while_wanted(is_wanted))  # fmt: skip
    run = _record(on, revised, draws, started)
    if all(value == 0 for one in found.change.values() for value in one[:3]):
        return Effect(
            ("Nothing that the projection uses is touched: the headline outcomes stay as they "
             "are.",), (), run, draws,
        )  # fmt: skip
    figures = running.stamped(asking_figures(found, found.grounds), run)
    view = Asked(found, {figure.id: figure for figure in figures}, edited)
    judged = _newly_judged(on.plan, edited)
    return Effect(
        (*_sentences(view), *judged), (side_by_side(view), chances_table(view)), run, draws
    )


def _newly_judged(before: Plan, edited: Plan) -> tuple[str, ...]:
    """What to know of the chances when targets themselves were edited."""
    old, new = ({(o.id, o.target) for o in plan.outcomes} for plan in (before, edited))
    if old == new:
        return ()
    return ("Targets are changed too: both columns are judged against the new ones.",)


def _while_wanted(is_wanted: Callable[[], bool]) -> Mapper:
    def mapped(run: Block, blocks: Iterable[range]) -> Iterator[Mapping[str, Floats]]:
        for block in blocks:
            if not is_wanted():
                raise StoppedError
            yield run(block)

    return mapped


def _sentences(view: Asked) -> tuple[str, ...]:
    """How far the outcomes move, and how sure that is."""
    found, until = view.found, view.until
    one, other = (middle(view.row(s, LIFT, "difference")) for s in (found.asked, found.plan))
    median, low, high, error = found.change["gva"]
    between = f"between {shown(low, '£m', error)} and {shown(high, '£m', error)} (90%)"
    clear = (
        "It is on the same draws, so it is not luck." if low > 0 or high < 0 else
        "It cannot be told apart from no change."
    )  # fmt: skip
    beside = (
        "instead of " + other if one != other else
        "as it does without, to the digits that the draws support"
    )  # fmt: skip
    way = "more" if median >= 0 else "less"
    return (
        f"With this change the plan moves GVA per hour by {one} by {until}, {beside}.",
        f"Against the plan as it stands GVA a year is {shown(abs(median), '£m', error)} {way}, "
        f"{between}. {clear}",
    )


def _record(on: Warm, revised: Revised, draws: int, started: datetime) -> RunRecord:
    command = f"edit {on.plan.place} --draws {draws}"
    run = running.record(command, on.laid.sources, running.start(),
                         planning.hashes(revised.after))  # fmt: skip
    id_ = run_id(command, run.version, run.inputs, 1)
    return run.model_copy(update={"seed": 1, "id": id_, "started": started})
