"""Explain a figure that only a plan has: worked out again from the plan's folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from growthplan.evaluation import power_figure
from growthplan.journeys import running
from growthplan.journeys.appraising import appraise
from growthplan.journeys.evaluating_beforehand import evaluate_beforehand
from growthplan.journeys.evaluating_registered import evaluate_plan
from growthplan.journeys.evaluation_files import FOLDER
from growthplan.journeys.explaining import Explanation, unknown_figure
from growthplan.journeys.projecting import project
from growthplan.vocabulary import Figure, RunRecord, Source

_OF_EVALUATIONS = ("effect", "smallest_effect_seen")
_BEFOREHAND = ("smallest_effect_seen", "assumed_size")
_OF_APPRAISALS = ("npsv", "bcr")


def explain_in_plan(
    figure_id: str, plan: Path, store: Path | None = None, as_at: date | None = None
) -> Explanation:
    """A figure of a plan's evaluations, of what could be seen of its actions, of its appraisal or
    of its projection.

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
    ahead = project(plan, store=store, as_at=as_at)
    own = (*ahead.projection.figures, *(ahead.findings.figures if ahead.findings else ()))
    return _found(figure_id, own, ahead.sources, ahead.run)


def _found(
    wanted: str, figures: Iterable[Figure], sources: Iterable[Source], run: RunRecord
) -> Explanation:
    known = {one.id: one for one in figures}
    if wanted not in known:
        raise unknown_figure(wanted, known)
    return Explanation(known[wanted], known, {one.id: one for one in sources}, run)
