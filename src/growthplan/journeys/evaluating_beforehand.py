"""Before money is spent: what published statistics could show of each action of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from growthplan.evaluation import (
    Beforehand,
    Power,
    Settings,
    Size,
    beforehand_figures,
    made_panel,
    power_of,
)
from growthplan.journeys import planning, running
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting import project_from
from growthplan.journeys.projecting_asked import Asked
from growthplan.journeys.projecting_scenarios import own_assumptions
from growthplan.plan import Intervention, Plan
from growthplan.store import Store
from growthplan.system.answers import LIFT, Projection
from growthplan.vocabulary import ENGLAND, Figure, Input, PlaceKind, RunRecord, Source

AFTER = 5
"""Years after the action that are looked at."""
ESTIMATOR = "synthetic-did"
WHOLE_PLAN = "plan"
LONDON = "E12000007"
"""Left out: another kind of economy, whose areas stray more than others do."""
_UNKNOWN = Power(
    None, None, 0, pl.DataFrame({"effect": [], "power": []}),
    "Too few years or places are published yet to say what could be seen.",
)  # fmt: skip
_NOTHING = 1e-6
_DRAWS = 64
WHOLE, PARTS, JOBS = "gva_per_hour_unsmoothed", "gva_per_hour", "jobs"
"""Statistics of the whole area, of its authorities, and what weighs them."""


@dataclass(frozen=True)
class EvaluatedBeforehand:
    """What could be seen of a plan's actions, with figures and the record of the run."""

    found: tuple[Beforehand, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    run: RunRecord


def evaluate_beforehand(
    plan: Path | str,
    *,
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> EvaluatedBeforehand:
    """The smallest effect of each action of a plan that published statistics would usually show.

    Raises GrowthplanError as `project` does.
    """
    started = running.start()
    with Store(store) as held:
        document, files = plan_for(Path(plan), as_at, held.gazetteer)
        assumptions = own_assumptions(Path(plan))
        asked = Asked(draws=_DRAWS, sensitivity="none")
        made = project_from(held, document, assumptions, (), asked, as_at=as_at, progress=progress)
        found, sources = beforehand_of(held, document, made.projection, as_at)
    sources = tuple({one.id: one for one in (*sources, *made.sources)}.values())
    command = f"evaluate {document.place} --power"
    run = running.record(command, sources, started, planning.hashes(files), as_at)
    figures = tuple(figure for one in found for figure in beforehand_figures(one))
    return EvaluatedBeforehand(found, running.stamped(figures, run), sources, run)


@dataclass
class _Tried:
    """Histories of places, and the power that they give, worked out once for each number of places
    reached."""

    held: Store
    plan: Plan
    as_at: date | None
    sources: dict[str, Source] = field(default_factory=dict)
    start: tuple[Input, ...] = ()
    """The published figure that the plan's sizes start from."""
    found: dict[tuple[str, int], Power] = field(default_factory=dict)
    inputs: dict[tuple[str, int], tuple[Input, ...]] = field(default_factory=dict)

    @property
    def own(self) -> list[str]:
        """Codes of the plan's authorities."""
        return [one.code for one in self.held.gazetteer.local_authorities_of(self.plan.place)]

    def whole(self) -> tuple[Power, tuple[Input, ...]]:
        """Of the whole area, where it is published as one; else of all its authorities."""
        gazetteer = self.held.gazetteer
        areas = [code for code in gazetteer[self.plan.place].same_area_as if code in gazetteer]
        areas = [code for code in areas if gazetteer[code].kind is PlaceKind.ITL2]
        if not areas:
            return self.parts(len(self.own))
        return self._power(WHOLE, PlaceKind.ITL2, areas, 1)

    def parts(self, count: int) -> tuple[Power, tuple[Input, ...]]:
        """Of that many of its authorities together."""
        return self._power(PARTS, PlaceKind.LOCAL_AUTHORITY, self.own, count)

    def _power(
        self, indicator: str, kind: PlaceKind, own: Sequence[str], count: int
    ) -> tuple[Power, tuple[Input, ...]]:
        key = (indicator, count)
        if key not in self.found:
            self.found[key], self.inputs[key] = self._tried(indicator, kind, own, count)
        return self.found[key], self.inputs[key]

    def _tried(
        self, indicator: str, kind: PlaceKind, own: Sequence[str], count: int
    ) -> tuple[Power, tuple[Input, ...]]:
        others = [
            place.code
            for place in self.held.gazetteer.of_kind(kind)
            if ENGLAND in place.parents and LONDON not in place.parents and place.code not in own
        ]
        statistics = self.held.statistics([indicator], [*own, *others], self.as_at)
        table = statistics.latest(indicator).filter(pl.col("value") > 0)
        times = sorted(set(table.filter(pl.col("place").is_in(own))["period"]))
        wide = (
            table.filter(pl.col("period").is_in(times))
            .with_columns(value=100 * pl.col("value").log())
            .pivot(on="period", index="place", values="value")
            .drop_nulls()
            .sort("place")
        )
        donors = wide.filter(~pl.col("place").is_in(own)).select(times).to_numpy()
        if len(times) < 2 * AFTER or len(donors) <= count:
            return _UNKNOWN, ()
        treated = np.zeros((count, len(times)))
        panel = made_panel(
            np.vstack([treated, donors]), range(count), len(times) - AFTER, times=times
        )
        power = power_of(panel, ESTIMATOR, Settings(), before_only=False)
        used = [statistics.sources[name] for name in table["source"].unique().sort()]
        self.sources |= {one.id: one for one in used}
        return power, tuple(
            Input(label=one.title, value=None, unit="log points", source=one.id, file=one.file,
                  cell=f"all rows of {len(donors)} places, {times[0]} to {times[-1]}")
            for one in used
        )  # fmt: skip


def beforehand_of(
    held: Store, plan: Plan, projection: Projection | None, as_at: date | None = None
) -> tuple[tuple[Beforehand, ...], tuple[Source, ...]]:
    """What could be seen of the whole plan, and of each action that is neither cancelled nor
    complete; with the releases used.

    Sizes are those that the model gives each action by itself in the last year, % of GVA per hour.
    """
    tried = _Tried(held, plan, as_at, start=_start(projection))
    sizes = _sizes(projection)
    weights = _jobs(held, tried.own, as_at)
    actions = [one for one in plan.interventions if one.status not in ("cancelled", "complete")]
    found = [_one(tried, one, sizes.get(one.id), weights) for one in actions]
    return (_whole_plan(tried, projection), *found), tuple(tried.sources.values())


def _whole_plan(tried: _Tried, projection: Projection | None) -> Beforehand:
    power, inputs = tried.whole()
    size: Size | None = None
    sized: tuple[Input, ...] = ()
    if projection is not None and projection.modelled:
        row = projection.path(LIFT, "difference").row(-1, named=True)
        size = Size(row["median"], row["low_90"], row["high_90"])
        lift = f"{LIFT}/{tried.plan.place}/{row['year']}/difference"
        sized = (Input(label="What the plan adds to GVA per hour", value=size.middle, unit="%",
                       figure=lift),)  # fmt: skip
    where = tried.held.gazetteer[tried.plan.place].name
    return Beforehand(
        WHOLE_PLAN, "The whole plan", "comparison with other places", where,
        f"{AFTER} years of GVA per hour", power, size, inputs, sized,
    )  # fmt: skip


def _one(
    tried: _Tried, action: Intervention, size: Size | None, weights: Mapping[str, float]
) -> Beforehand:
    gazetteer, own = tried.held.gazetteer, tried.own
    places = [share.place for share in action.places if share.place in own]
    if not places or len(places) == len(own):
        power, inputs = tried.whole()
        where, measured = gazetteer[tried.plan.place].name, "GVA per hour"
    else:
        power, inputs = tried.parts(len(places))
        names = [gazetteer[code].name for code in places]
        where = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        measured = "GVA per hour (smoothed)"
        reached = sum(weights.get(code, 0.0) for code in places)
        if size is not None and reached > 0:
            more = sum(weights.values()) / reached
            size = Size(size.middle * more, size.low * more, size.high * more)
    sized = (Input(label=f"What ‘{action.title}’ acts on, as the plan has it", value=None, unit="",
                   file="interventions", cell=f"{action.id}, effects"), *tried.start)  # fmt: skip
    return Beforehand(
        action.id, action.title, action.evaluation.design, where,
        f"{AFTER} years of {measured}", power, size, inputs, sized,
    )  # fmt: skip


def _start(projection: Projection | None) -> tuple[Input, ...]:
    """The published figure that a projection starts from, to be followed there."""
    if projection is None or not projection.figures:
        return ()
    given = projection.figures[0].lineage.inputs
    return tuple(one.model_copy(update={"source": None}) for one in given if one.figure)


def _sizes(projection: Projection | None) -> dict[str, Size]:
    """By action; one that acts on other outcomes only has none."""
    if projection is None or projection.sharing is None:
        return {}
    return {
        row["id"]: Size(row["value"], row["low"], row["high"])
        for row in projection.sharing.alone.iter_rows(named=True)
        if abs(row["value"]) > _NOTHING
    }


def _jobs(held: Store, codes: Sequence[str], as_at: date | None) -> dict[str, float]:
    """Jobs of each authority in the newest year that all have."""
    rows = held.statistics([JOBS], codes, as_at).latest(JOBS).filter(pl.col("value").is_not_null())
    full = rows.group_by("period").len().filter(pl.col("len") == len(codes))["period"]
    if full.is_empty():
        return {}
    newest = rows.filter(pl.col("period") == str(full.max()))
    return dict(newest.select("place", "value").iter_rows())
