"""Evaluate what happened: on any tidy panel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from growthplan.evaluation import (
    UNNAMED,
    Estimate,
    Layout,
    Panel,
    Settings,
    beside_published,
    effect_figure,
    method,
    read_panel,
)
from growthplan.journeys import running
from growthplan.vocabulary import Fault, Figure, GrowthplanError, Input, RunRecord


@dataclass(frozen=True)
class Evaluated:
    """An estimate with the panel that it is of, its figure and the record of its run."""

    title: str
    panel: Panel
    estimate: Estimate
    figure: Figure
    notes: tuple[str, ...]
    run: RunRecord


def evaluate_panel(
    file: Path | str,
    layout: Layout,
    estimator: str,
    settings: Settings | None = None,
    *,
    unit: str = "",
    place: str = "",
    name: str = "",
) -> Evaluated:
    """The effect in a tidy CSV file: one row a unit and time.

    `unit` is what the outcome is measured in; `name` stands in the figure's id, by default the
    file's. Raises GrowthplanError with every fault of file and layout.
    """
    started, path = running.start(), Path(file)
    chosen = method(estimator)
    settings = settings or Settings()
    extra = [c for c in (settings.running, settings.distance) if c]
    layout = replace(layout, covariates=tuple(dict.fromkeys((*layout.covariates, *extra))))
    data = _bytes(path)
    panel, notes = read_panel(data, str(file), layout, chosen.needs_donors)
    found = chosen.estimate(panel, settings)
    if estimator == "synthetic-control" and not (settings.covariates or settings.outcome_at):
        notes += (beside_published(panel),)
    after = panel.times[min(panel.starts) :]
    figure = effect_figure(
        name or path.stem,
        found,
        place or ", ".join(panel.treated_names[:3]),
        f"{after[0]} to {after[-1]}",
        unit or UNNAMED,
        (Input(label=f"{path.name}, {len(panel.units)} units, {panel.times[0]} to "
               f"{panel.times[-1]}", value=None, unit=unit or UNNAMED, file=path.name),),
        layout.outcome,
    )  # fmt: skip
    command = _command(path.name, estimator, layout, settings)
    run = running.record(command, (), started, {path.name: hashlib.sha256(data).hexdigest()})
    run = run.model_copy(update={"seed": settings.seed})
    return Evaluated(
        chosen.title, panel, found, running.stamped((figure,), run)[0], notes + found.notes, run
    )


def _command(name: str, estimator: str, layout: Layout, settings: Settings) -> str:
    """What was run, with everything asked for that is not as usual."""
    said = [f"evaluate --panel {name} --estimator {estimator}"]
    for asked, usual in ((layout, Layout("", "", "")), (settings, Settings())):
        for one in fields(asked):
            value = getattr(asked, one.name)
            if value != getattr(usual, one.name):
                said.append(f"{one.name}={value}")
    return " ".join(said)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        fix = "Check the name; it should be a CSV file."
        raise GrowthplanError(
            Fault(f"the file can't be read: {error.strerror}", str(path), fix=fix, code="panel")
        ) from None
