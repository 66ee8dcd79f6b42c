"""Monitor a plan: is each outcome on track, under noise and revision?

`monitor(plan)` gives a `Monitored`: the `Monitoring` (a frozen value of `growthplan.monitoring`
with every signal, picture, figure and sentence) and the run record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import polars as pl

from growthplan.journeys import planning, running
from growthplan.journeys.as_at import plan_for
from growthplan.journeys.monitoring_gaps import GAPS, is_gap, with_gaps
from growthplan.journeys.monitoring_nowcast import OUTCOME, READ, nowcast_of
from growthplan.journeys.monitoring_series import (
    indicators_read,
    inputs_of,
    inputs_of_gap,
    series_of,
)
from growthplan.journeys.monitoring_wanted import ModelPaths, wanted_from
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.projecting import project_from
from growthplan.journeys.projecting_asked import Asked
from growthplan.journeys.projecting_scenarios import own_assumptions
from growthplan.monitoring import RULE, Ground, Monitoring, Wanted, Watched, unwatched, watch
from growthplan.plan import Plan
from growthplan.store import Store
from growthplan.system.answers import PLAN, Projection
from growthplan.vocabulary import GrowthplanError, Place, PlaceKind, RunRecord, Source, Statistics

DRAWS = 400
"""Futures of the model from which a planned path's middle is taken."""


@dataclass(frozen=True)
class Monitored:
    """What is watched, with the releases that it draws on and the record of the run."""

    monitoring: Monitoring
    sources: tuple[Source, ...]
    run: RunRecord


def monitor(
    plan: Path | str,
    *,
    model: bool = True,
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> Monitored:
    """Monitor a plan: its folder, or a release of it.

    Outcomes without a target are held against the middle of the model's path with the plan, unless
    `model` is False. With `as_at`, the plan and the statistics are those of that day. Raises
    GrowthplanError for faults of the plan, and when nothing had been published.
    """
    started, folder = running.start(), Path(plan)
    with Store(store) as held:
        document, files = plan_for(folder, as_at, held.gazetteer)
        paths = _modelled(held, document, folder, as_at, progress) if model else None
        return monitor_from(
            held, document, paths, as_at=as_at, started=started,
            files=planning.hashes(files), progress=progress,
        )  # fmt: skip


def monitor_from(
    held: Store,
    plan: Plan,
    projection: Projection | None = None,
    *,
    as_at: date | None = None,
    started: datetime | None = None,
    files: Mapping[str, str] | None = None,
    progress: Progress = silent,
    members: bool = True,
) -> Monitored:
    """The same, from a store that is open, a plan that is read and a projection that is made.

    Without `members` only the plan's own place is watched, and none of its local authorities.
    """
    began = started or running.start()
    wanted = wanted_from(plan, {**GAPS, **held.indicators}, _model(projection, plan))
    names = {w.statistic for w in wanted if w.statistic}
    late = [o for o in plan.outcomes if o.measure == OUTCOME]
    read = indicators_read(sorted({*names, *(READ if late else ())}))
    statistics = held.statistics(read, None, as_at)
    statistics = statistics.adopting_same_area(plan.place)
    if any(is_gap(name) for name in names):
        statistics = with_gaps(statistics, plan.comparator)
    place = held.gazetteer[plan.place]
    places = (place, *(_members(held, place) if members else ()))
    watched = tuple(_watched(statistics, plan, wanted, places, progress))
    early = nowcast_of(statistics, place, late[0].id) if late else None
    made = Monitoring(plan.title, place, as_at, watched, early, RULE.words, _notes(plan, watched))
    used = {i.source for f in made.figures for i in f.lineage.inputs if i.source}
    sources = tuple(source for id_, source in statistics.sources.items() if id_ in used)
    run = running.record(f"monitor {plan.place}", sources, began, dict(files or {}), as_at)
    stamped = tuple(replace(w, figures=running.stamped(w.figures, run)) for w in made.watched)
    if early is not None:
        early = replace(early, figures=running.stamped(early.figures, run))
    return Monitored(replace(made, watched=stamped, nowcast=early), sources, run)


def _members(held: Store, place: Place) -> tuple[Place, ...]:
    """The local authorities of a place, as they stand."""
    inside = (held.gazetteer[code] for code in place.members if code in held.gazetteer)
    return tuple(p for p in inside if p.kind is PlaceKind.LOCAL_AUTHORITY and p.valid_to is None)


def _modelled(
    held: Store, plan: Plan, folder: Path, as_at: date | None, progress: Progress
) -> Projection | None:
    """The plan's projection, or none where the model cannot start from the place."""
    asked = Asked(draws=DRAWS, sensitivity="none")
    if all(outcome.target is not None for outcome in plan.outcomes):
        return None
    try:
        return project_from(
            held, plan, own_assumptions(folder), asked=asked, as_at=as_at, progress=progress
        ).projection
    except GrowthplanError:
        return None


def _model(projection: Projection | None, plan: Plan) -> ModelPaths:
    """Middle of the model's path with the plan by (measure, place), and the year of its prices."""
    if projection is None:
        return ModelPaths({}, None)
    rows = projection.paths.filter(pl.col("scenario") == PLAN)
    found: dict[tuple[str, str], dict[int, float]] = {}
    for measure, place, year, level in rows.select(
        "measure", "place", "year", "median"
    ).iter_rows():
        found.setdefault((measure, place), {})[year] = level
    return ModelPaths(found, projection.base_year)


def _watched(
    statistics: Statistics,
    plan: Plan,
    wanted: tuple[Wanted, ...],
    places: tuple[Place, ...],
    progress: Progress,
) -> Iterator[Watched]:
    count, done = sum(one.statistic is not None for one in wanted), 0
    for one in wanted:
        if one.statistic:
            progress(f"Watching {one.title}", done, count)
            done += 1
        for place in places:
            own = one
            found = own.statistic and series_of(statistics, own.statistic, place, own.prices)
            if found:
                cells = partial(inputs_of, statistics, place)
                if is_gap(own.statistic or ""):
                    comparator = statistics.gazetteer[plan.comparator]
                    cells = partial(inputs_of_gap, statistics, comparator, place)
                ground = Ground(
                    found.variances, found.method, cells,
                    plan.horizon.start, place.code == plan.place,
                )  # fmt: skip
                yield watch(own, place, found.readings, ground)
            elif place.code == plan.place:
                why = own.missing or "The official series has no figure for this place."
                yield unwatched(own, place, why, str(plan.horizon.start))


def _notes(plan: Plan, watched: tuple[Watched, ...]) -> tuple[str, ...]:
    untold = [w for w in watched if w.place.code == plan.place and w.path is not None]
    level = sum(w.path is not None and w.path.basis == "start" for w in untold)
    if not level:
        return ()
    return (
        f"For {level} of {len(untold)} series the plan gives neither a target nor a path, so they "
        "are watched for getting no worse. That is less than the plan means, and on track then "
        "says little.",
    )
