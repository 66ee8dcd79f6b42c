"""Where a diagnosis' figures come from, as far as the rooms can't know it themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import polars as pl

from growthplan.drivers import STRUCTURE
from growthplan.journeys import running
from growthplan.report.diagnosis import Diagnosis
from growthplan.store import Store
from growthplan.vocabulary import Figure, Input, RunRecord, Source

MANY_ROWS = "all rows of the area"
"""The cell of an input that is counted or summed over many rows of a file."""


def with_lineage(found: Diagnosis, held: Store) -> Diagnosis:
    """The diagnosis with every figure's inputs led back to a file or to another figure.

    Sums over many rows name their file; a driver's part of the gap names the figures of its
    indicators; a peer's distance names the releases of the structural features.
    """
    scored = {f.id.split("/")[0]: f for f in found.drivers.scorecard.figures}
    constrained = _indicators_of_groups(found)
    features = _release_inputs(held, STRUCTURE.reads)
    industries = _release_inputs(held, ("employment_by_industry", "gva_by_industry"))

    def mended(figure: Figure) -> Figure:
        inputs = figure.lineage.inputs
        if "/drivers-" in figure.id:
            names = constrained.get(_group_of(figure.id), tuple(scored))
            inputs = tuple(_reference(scored[name]) for name in names if name in scored)
        elif figure.id.startswith("peer_"):
            inputs = features
        elif figure.id.startswith("convergence_"):
            inputs = industries
        # A sum over hundreds of authorities is of the same release as the figure beside it.
        beside = next((one.source for one in inputs if one.source), None)
        filled = tuple(_filled(one, held.sources, beside) for one in inputs)
        return figure.model_copy(
            update={"lineage": figure.lineage.model_copy(update={"inputs": filled})}
        )

    return _mapped(found, mended)


def stamped(found: Diagnosis, run: RunRecord) -> Diagnosis:
    """The diagnosis with the run's id in the lineage of every figure."""
    return _mapped(found, lambda figure: running.stamped([figure], run)[0])


def _mapped(found: Diagnosis, change: Callable[[Figure], Figure]) -> Diagnosis:
    def each(figures: Iterable[Figure]) -> tuple[Figure, ...]:
        return tuple(change(figure) for figure in figures)

    drivers, sectors, clusters = found.drivers, found.sectors, found.clusters
    constraints, peers = drivers.constraints, drivers.peers
    return replace(
        found,
        drivers=replace(
            drivers,
            figures=each(drivers.figures),
            scorecard=replace(drivers.scorecard, figures=each(drivers.scorecard.figures)),
            constraints=constraints and replace(constraints, figures=each(constraints.figures)),
            peers=peers and replace(peers, figures=each(peers.figures)),
            members={
                code: replace(card, figures=each(card.figures))
                for code, card in drivers.members.items()
            },
        ),
        sectors=replace(sectors, figures=each(sectors.figures)),
        clusters=replace(
            clusters, found=replace(clusters.found, figures=each(clusters.found.figures))
        ),
    )


def _group_of(id_: str) -> str:
    return id_.split("/drivers-")[1].split("/")[0]


def _indicators_of_groups(found: Diagnosis) -> dict[str, tuple[str, ...]]:
    """Indicators by the end of their group's figure id."""
    constraints = found.drivers.constraints
    if constraints is None:
        return {}
    by_group: dict[str, list[str]] = {}
    for row in constraints.groups.iter_rows(named=True):
        squeezed = "".join(c if c.isalnum() else " " for c in row["group"].casefold()).split()
        by_group.setdefault("-".join(squeezed), []).append(row["indicator"])
    return {group: tuple(names) for group, names in by_group.items()}


def _reference(figure: Figure) -> Input:
    value = figure.value if isinstance(figure.value, float) else None
    return Input(label=figure.sentence, value=value, unit=figure.unit, figure=figure.id)


def _release_inputs(held: Store, indicators: Iterable[str]) -> tuple[Input, ...]:
    """The newest release of each indicator."""
    series = held.series.filter(pl.col("indicator").is_in(list(indicators)))
    newest: dict[str, Source] = {}
    for row in series.iter_rows(named=True):
        source = held.sources[row["source"]]
        kept = newest.get(row["indicator"])
        if kept is None or source.released > kept.released:
            newest[row["indicator"]] = source
    return tuple(
        Input(label=held.indicators[name].title, value=None, unit="", source=source.id)
        for name, source in sorted(newest.items())
    )


def _filled(one: Input, sources: Mapping[str, Source], beside: str | None) -> Input:
    id_ = one.source or (None if one.figure else beside)
    if id_ is None or (one.file and one.cell):
        return one
    file = one.file or (sources[id_].file if id_ in sources else None)
    return one.model_copy(update={"source": id_, "file": file, "cell": one.cell or MANY_ROWS})
