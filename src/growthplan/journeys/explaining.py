"""Explain a figure: from its value down to the cells that it was computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from growthplan.accounts import Basis
from growthplan.journeys.explaining_published import open_published
from growthplan.journeys.measuring import measure_from
from growthplan.store import Store
from growthplan.vocabulary import (
    ENGLAND,
    Fault,
    Figure,
    GrowthplanError,
    RunRecord,
    Source,
    nearest,
)

_OF_PLANS = (
    "actions_by_worth", "assumed_size", "assumption", "attribution", "back_test_coverage",
    "back_test_margin", "bcr", "benefits", "claimed_net", "delay_years", "detection_rate", "effect",
    "emissions_fall_pct", "emissions_plan_pct", "false_alarm_rate", "funded", "gap_to_path",
    "gva_national", "gva_net", "interaction", "jobs_gross", "jobs_national", "jobs_net",
    "mechanism", "milestone_days_late", "nowcast", "npsv", "npsv_interaction",
    "on_track_probability", "outturn", "posterior", "prior", "public_cost", "returned",
    "sector_gain", "sensitivity", "signal", "smallest_effect_seen", "spent", "synergy",
    "target_probability", "underlying_level", "underlying_trend",
)  # fmt: skip
_FUTURES = {"plan", "no_plan", "difference", "findings", "before-findings"}


@dataclass(frozen=True)
class Explanation:
    """A figure, the figures that it was computed from, and their releases."""

    figure: Figure
    others: dict[str, Figure]
    """Figures by id, to follow inputs that are figures themselves."""
    sources: dict[str, Source]
    run: RunRecord | None

    def steps(self, figure: Figure | None = None, depth: int = 0) -> Iterator[tuple[int, Figure]]:
        """The figure and those below it, each with its depth, each once."""
        seen: set[str] = set()

        def walk(one: Figure, level: int) -> Iterator[tuple[int, Figure]]:
            if one.id in seen:
                return
            seen.add(one.id)
            yield level, one
            for given in one.lineage.inputs:
                below = self.others.get(given.figure or "")
                if below is not None:
                    yield from walk(below, level + 1)

        yield from walk(figure or self.figure, depth)


def explain(
    figure_id: str,
    store: Path | None = None,
    as_at: date | None = None,
    published: Path | None = None,
) -> Explanation:
    """Explain a figure by its id: computed again from the store, or as a build published it.

    `published` is the `figures.json` of a build. Raises GrowthplanError for an id that is not of
    the form `measure/place/period`, an unknown place, or a figure that does not exist, with the
    nearest ids.
    """
    if published is not None:
        return _from_file(figure_id, published)
    parts = figure_id.strip("/").split("/")
    if _is_of_a_plan(figure_id):
        raise unknown_figure(figure_id, {})
    if len(parts) < 3:
        raise GrowthplanError(
            Fault(
                f"'{figure_id}' is not the id of a figure.",
                fix="Ids are measure/place/period, such as gva_per_hour_gap_pct/E47000004/2022.",
                code="figure",
            )
        )
    measure, place = parts[:2]
    with Store(store) as held:
        area = held.gazetteer.resolve(place)
        wanted = "/".join([measure, area.code, *parts[2:]])
        made = measure_from(held, area.code, _comparator(parts), basis=_basis(measure), as_at=as_at)
    figures = {f.id: f for f in made.measurement.figures}
    figure = figures.get(wanted)
    if figure is None:
        raise unknown_figure(wanted, figures)
    return Explanation(figure, figures, dict(made.statistics.sources), made.run)


def _comparator(parts: list[str]) -> str:
    return next((p.removeprefix("vs-") for p in parts[3:] if p.startswith("vs-")), ENGLAND)


def _basis(measure: str) -> Basis:
    return "unsmoothed" if "_unsmoothed" in measure else "smoothed"


def _from_file(figure_id: str, path: Path) -> Explanation:
    published = open_published(path)
    figures = {id_: published.figure(id_) for id_ in published.figures}
    figure = figures.get(figure_id)
    if figure is None:
        raise unknown_figure(figure_id, figures)
    return Explanation(figure, figures, {}, published.run)


def _is_of_a_plan(figure_id: str) -> bool:
    """Whether an id names a future, `measure/place/year/plan`, or a measure that needs a plan."""
    measure, _, *rest = [*figure_id.split("/"), ""]
    return measure in _OF_PLANS or bool(_FUTURES & {*rest})


def unknown_figure(wanted: str, figures: Mapping[str, Figure]) -> GrowthplanError:
    """That there is no such figure, with the nearest, or how figures of its kind are asked for."""
    close = nearest(wanted, figures)
    said = "Nearest: " + ", ".join(close) + "." if close else None
    fix = said or "`growthplan measure PLACE --json` lists every figure of a place."
    if not close and _is_of_a_plan(wanted):
        fix = (
            "It is worked out from a plan: `growthplan explain ID --plan PLAN`, or as a build "
            "published it: `growthplan explain ID --from out/figures.json`."
        )
    return GrowthplanError(Fault(f"There is no figure '{wanted}'.", fix=fix, code="figure"))
