"""Explain a figure that only a plan has: worked out again from the plan's folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from growthplan.evaluation import power_figure
from growthplan.journeys import running
from growthplan.journeys.appraising import appraise
from growthplan.journeys.delivering import deliver
from growthplan.journeys.evaluating_beforehand import evaluate_beforehand
from growthplan.journeys.evaluating_registered import evaluate_plan
from growthplan.journeys.evaluation_files import FOLDER
from growthplan.journeys.explaining import Explanation, unknown_figure
from growthplan.journeys.monitoring import monitor
from growthplan.journeys.projecting import project
from growthplan.journeys.returns_showing import find_overlaps, show_framework
from growthplan.vocabulary import Figure, RunRecord, Source

_OF_EVALUATIONS = ("effect", "smallest_effect_seen")
_BEFOREHAND = ("smallest_effect_seen", "assumed_size")
_OF_APPRAISALS = ("npsv", "bcr")
_WATCHED = (
    "signal", "on_track_probability", "underlying_level", "underlying_trend", "gap_to_path",
    "false_alarm_rate", "detection_rate", "nowcast",
)  # fmt: skip
_DELIVERED = ("milestone_days_late", "delay_years", "spent", "outturn")
_RETURNED = ("returned", "claimed_net")


def explain_in_plan(
    figure_id: str, plan: Path, store: Path | None = None, as_at: date | None = None
) -> Explanation:
    """A figure of a plan's evaluations, of what could be seen of its actions, of its appraisal, of
    what is watched, of what partners returned, or of its projection.

    Raises GrowthplanError for a figure that is not there, with the nearest ids, and as the command
    does that works it out.
    """
    measure, _, rest = figure_id.partition("/")
    name = rest.partition("/")[0]
    if measure in _OF_EVALUATIONS and (plan / FOLDER / f"{name}.yaml").is_file():
        made = evaluate_plan(plan, [name], store=store, as_at=as_at)
        figures = [f for one in made.answers for f in (*one.figures, power_figure(one))]
        return _found(figure_id, running.stamped(figures, made.run), made.sources, made.run)
    if measure in _OF_EVALUATIONS[:1]:
        known = evaluate_plan(plan, store=store, as_at=as_at)
        return _found(figure_id, [f for one in known.answers for f in one.figures], (), known.run)
    if measure in _BEFOREHAND:
        before = evaluate_beforehand(plan, store=store, as_at=as_at)
        return _found(figure_id, before.figures, before.sources, before.run)
    if measure in _OF_APPRAISALS:
        worth = appraise(plan, [name], store=store, as_at=as_at)
        return _found(figure_id, worth.appraised.figures, worth.sources, worth.run)
    if measure in _WATCHED:
        seen = monitor(plan, store=store, as_at=as_at)
        return _found(figure_id, seen.monitoring.figures, seen.sources, seen.run)
    if measure in (*_DELIVERED, *_RETURNED):
        return _returned(figure_id, plan, store, as_at)
    ahead = project(plan, store=store, as_at=as_at)
    own = (*ahead.projection.figures, *(ahead.findings.figures if ahead.findings else ()))
    return _found(figure_id, own, ahead.sources, ahead.run)


def _returned(figure_id: str, plan: Path, store: Path | None, as_at: date | None) -> Explanation:
    """A figure of what partners returned, in the quarter that its id names."""
    measure, _, quarter, *rest = [*figure_id.split("/"), "", "", ""]
    asked = quarter or None
    if measure in _DELIVERED:
        stands = deliver(plan, asked, day=as_at, projected=False, store=store)
        return _found(figure_id, stands.figures, stands.sources, stands.run)
    if measure == "returned":
        shown = show_framework(plan, rest[0] or None, asked, day=as_at, store=store)
        return _found(figure_id, shown.figures, (), shown.run)
    claimed = find_overlaps(plan, asked, day=as_at, store=store)
    return _found(figure_id, claimed.figures, (), None)


def _found(
    wanted: str, figures: Iterable[Figure], sources: Iterable[Source], run: RunRecord | None
) -> Explanation:
    known = {one.id: one for one in figures}
    if wanted not in known:
        raise unknown_figure(wanted, known)
    return Explanation(known[wanted], known, {one.id: one for one in sources}, run)
