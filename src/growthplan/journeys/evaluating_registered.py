"""Evaluate what a plan has registered, on the statistics in the store."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from growthplan.evaluation import (
    METHODS,
    Answered,
    Estimate,
    Layout,
    Panel,
    Power,
    Registered,
    Registration,
    Rows,
    Settings,
    Verdict,
    changes_since,
    decide,
    effect_figure,
    estimate,
    panel_from_rows,
    power_of,
    shown,
)
from growthplan.journeys import running
from growthplan.journeys.evaluation_files import (
    FOLDER,
    REGISTER,
    read_register,
    read_registrations,
)
from growthplan.journeys.planning import hashes
from growthplan.journeys.progress import Progress, silent
from growthplan.store import Store
from growthplan.vocabulary import (
    Fault,
    Gazetteer,
    GrowthplanError,
    Input,
    PlaceKind,
    RunRecord,
    Source,
    did_you_mean,
)

UNREGISTERED = "Not registered yet: the answer below was seen before the question was fixed."


@dataclass(frozen=True)
class EvaluatedPlan:
    """A plan's evaluations, with the record of the run."""

    answers: tuple[Answered, ...]
    sources: tuple[Source, ...]
    run: RunRecord


def evaluate_plan(
    plan: Path | str,
    names: Sequence[str] = (),
    *,
    store: Path | None = None,
    as_at: date | None = None,
    progress: Progress = silent,
) -> EvaluatedPlan:
    """Answer a plan's registered evaluations, all or those named, from the store.

    Raises GrowthplanError with every fault of their files, of the register, of places and
    statistics.
    """
    started, folder = running.start(), Path(plan)
    registrations = read_registrations(folder, names)
    register = read_register(folder)
    answers: list[Answered] = []
    sources: dict[str, Source] = {}
    with Store(store) as held:
        for at, one in enumerate(registrations.values()):
            progress(one.title, at, len(registrations))
            made, used = answer_from(held, one, register, as_at)
            answers.append(made)
            sources |= {source.id: source for source in used}
    files = {
        str(path): path.read_bytes()
        for name in registrations
        for path in [folder / "evaluations" / f"{name}.yaml"]
    }
    register_file = folder / FOLDER / REGISTER
    if register_file.is_file():
        files[str(register_file)] = register_file.read_bytes()
    run = running.record(
        " ".join(("evaluate", folder.name, *names)), sources.values(), started, hashes(files), as_at
    )
    stamped = tuple(replace(one, figures=running.stamped(one.figures, run)) for one in answers)
    return EvaluatedPlan(stamped, tuple(sources.values()), run)


def panel_for(
    held: Store, one: Registration, as_at: date | None = None
) -> tuple[Panel, str, tuple[str, ...], tuple[Source, ...]]:
    """The panel of a registration from the store: with its unit, notes and releases used."""
    known = held.indicators.get(one.outcome.indicator)
    if known is None:
        fix = did_you_mean(one.outcome.indicator, held.indicators)
        fix = fix or "`growthplan data list` shows every indicator."
        message = f"{one.id}: there is no indicator '{one.outcome.indicator}'"
        raise GrowthplanError(Fault(message, fix=fix, code="indicator"))
    treated, donors = places_of(held.gazetteer, one)
    statistics = held.statistics([known.id], [*treated, *donors], as_at)
    years = [str(year) for year in range(one.first_year, one.last_year + 1)]
    table = (
        statistics.latest(known.id)
        .filter(pl.col("period").is_in(years) & pl.col("value").is_not_null())
        .filter((pl.col("value") > 0) if one.outcome.scale == "log" else pl.lit(True))
    )
    if one.outcome.scale == "log":
        table = table.with_columns(value=100 * pl.col("value").log())
    names = {**treated, **donors}
    cells = tuple(
        (names[row["place"]], row["period"], repr(row["value"]))
        for row in table.iter_rows(named=True)
    )
    held_for = {name for name, *_ in cells}
    if not any(name in treated.values() for name, *_ in cells):
        message = f"{one.id}: no figure of {known.title} is held for {', '.join(treated.values())}"
        fix = f"Years looked at: {one.first_year} to {one.last_year}. `growthplan data list` shows "
        raise GrowthplanError(Fault(message, fix=fix + "what is held.", code="no-outcome"))
    own_years = sorted({year for name, year, _ in cells if name in treated.values()})
    rows = Rows(known.id, ("place", "year", known.title), cells, (0,) * len(cells))
    layout = Layout(
        "place", "year", known.title, tuple(treated.values()), _start(one, own_years),
        donors=tuple(name for name in donors.values() if name in held_for),
        drop_incomplete=True,
    )  # fmt: skip
    panel, notes = panel_from_rows(rows, layout)
    unit = "log points" if one.outcome.scale == "log" else known.unit
    used = [statistics.sources[s] for s in table["source"].unique().sort()]
    return panel, unit, notes, tuple(used)


def _start(one: Registration, known: Sequence[str]) -> str:
    """The first treated year; where no figure is as late yet, the year from which as many are known
    as the evaluation will look at, so that the design's power can be tried on the past."""
    if not known or int(known[-1]) >= one.from_year:
        return str(one.from_year)
    wanted = one.last_year - one.from_year + 1
    return known[-min(wanted, max(1, len(known) - 3))]


def places_of(gazetteer: Gazetteer, one: Registration) -> tuple[dict[str, str], dict[str, str]]:
    """Names by code of the treated and of the donors; two of one name get their codes too."""
    treated = {place.code: place.name for place in (gazetteer.resolve(t) for t in one.treated)}
    left_out = {gazetteer.resolve(item.place).code for item in one.donors.leave_out}
    donors = {
        place.code: place.name
        for place in gazetteer.of_kind(PlaceKind(one.donors.kind))
        if place.code not in treated
        and place.code not in left_out
        and (one.donors.within is None or one.donors.within in place.parents)
    }
    taken: dict[str, int] = {}
    for name in (*treated.values(), *donors.values()):
        taken[name] = taken.get(name, 0) + 1

    def alone(names: Mapping[str, str]) -> dict[str, str]:
        return {c: (f"{n} ({c})" if taken[n] > 1 else n) for c, n in names.items()}

    return alone(treated), alone(donors)


def answer_from(
    held: Store, one: Registration, register: tuple[Registered, ...], as_at: date | None = None
) -> tuple[Answered, tuple[Source, ...]]:
    """One evaluation answered from a store that is open, with the releases used; raises as
    `evaluate_plan` does."""
    panel, unit, notes, used = panel_for(held, one, as_at)
    settings = Settings(level=one.level, seed=one.seed)
    standing = standing_of(one, register)
    early = int(panel.times[-1]) < one.from_year
    power = power_of(panel, one.estimator, settings, before_only=not early)
    if early:
        verdict = _too_early(one, panel, unit, power)
        return Answered(
            one, panel, unit, power, (), verdict, standing, (), (*one.caveats, *notes)
        ), used  # fmt: skip
    made = tuple(estimate(panel, name, settings) for name in (one.estimator, *one.also))
    verdict = decide(made[0], one.decision, unit, power.smallest, made[1:])
    if int(panel.times[-1]) < one.last_year:
        standing += (f"Figures are known to {panel.times[-1]} only, so the answer is not final.",)
    inputs = inputs_of(one, panel, unit, used)
    treated = ", ".join(held.gazetteer.resolve(t).code for t in one.treated)
    period = f"{one.from_year} to {panel.times[-1]}"
    figures = tuple(
        effect_figure(one.id, found, treated, period, unit, inputs, panel.measured)
        for found in made
    )
    words = tuple(f"{METHODS[f.estimator].title}: {n}" for f in made for n in f.notes)
    answered = Answered(
        one, panel, unit, power, made, verdict, standing, figures, (*one.caveats, *notes, *words)
    )
    return answered, used


def inputs_of(
    one: Registration, panel: Panel, unit: str, used: Sequence[Source]
) -> tuple[Input, ...]:
    """What an answer comes from: rows of the releases, and the registration's file."""
    rows = f"all rows of {len(panel.units)} places, {panel.times[0]} to {panel.times[-1]}"
    asked = Input(label=f"What ‘{one.title}’ asks, of whom and how", value=None, unit="",
                  file=FOLDER, cell=f"{one.id}.yaml")  # fmt: skip
    return (
        *(Input(label=source.title, value=None, unit=unit, source=source.id, file=source.file,
                cell=rows) for source in used),
        asked,
    )  # fmt: skip


def _too_early(one: Registration, panel: Panel, unit: str, power: Power) -> Verdict:
    """What can be said before any figure after treatment is out: whether the design is worth it."""
    words = f"No figure from {one.from_year} on is published yet; the newest is {panel.times[-1]}."
    least = shown(one.decision.smallest, unit)
    if power.smallest is None or power.smallest > one.decision.smallest:
        words += f" This design would usually not show the smallest effect that matters, {least}."
    else:
        words += f" This design would usually show the smallest effect that matters, {least}."
    return Verdict("the data cannot say", words)


def standing_of(one: Registration, register: tuple[Registered, ...]) -> tuple[str, ...]:
    """When it was registered, whether before or after its window, and what has changed since."""
    entries = [entry for entry in register if entry.id == one.id]
    if not entries:
        return (UNREGISTERED,)
    first = entries[0]
    said = [f"Registered on {first.registered}, hash {first.hash[:12]}."]
    if int(first.registered[:4]) > one.last_year:
        said.append(
            "That was after the years looked at, so the data were there to be seen: a look back, "
            "not a test set in advance."
        )
    said += [f"Changed since. {change}." for change in changes_since(first, one)]
    return tuple(said)


def error_of(found: Estimate) -> float:
    """The standard error, NaN when none is known."""
    return math.nan if found.se is None else found.se
