"""Gaps, their ranges and what method choices do to them, added to the desk."""

from __future__ import annotations

import polars as pl

from growthplan.accounts.closing_figures import switch_figure
from growthplan.accounts.desk import HEADLINE, Desk
from growthplan.accounts.figures import edition_figures, gap_figures, with_bands
from growthplan.accounts.gap import gap_by_edition
from growthplan.accounts.levels import newest as newest_edition
from growthplan.accounts.measures import Basis, measure_named, titled
from growthplan.accounts.noise import GapNoise, gap_noise
from growthplan.accounts.switches import switches
from growthplan.vocabulary import ENGLAND, UK_LESS_EXTRA_REGIO


def measure_gaps(desk: Desk) -> GapNoise | None:
    """Gaps to the comparator and to the other usual one, each year and edition, with bands."""
    noises = _noises(desk)
    other = UK_LESS_EXTRA_REGIO if desk.comparator == ENGLAND else ENGLAND
    questions: list[tuple[str, Basis, str]] = [(HEADLINE, desk.basis, desk.comparator)]
    if other != desk.place:
        questions.append((HEADLINE, desk.basis, other))
    questions.append(("gva_per_job", desk.basis, desk.comparator))
    questions.append(("gva_per_head", "unsmoothed", desk.comparator))
    newest, every = [], []
    for name, basis, comparator in questions:
        by_edition = _every_gap(desk, name, basis, comparator)
        if by_edition is None:
            continue
        noise = noises.get(name)
        banded = with_bands(desk.cells, by_edition, noise)
        rows = newest_edition(banded)
        newest.append(rows)
        desk.figures += gap_figures(desk.cells, rows, noise)
        if name == HEADLINE:
            every.append(banded)
            desk.figures += edition_figures(desk.cells, banded, noise)
    if newest:
        desk.tables["gap"] = pl.concat(newest)
    if every:
        desk.tables["gap_by_edition"] = pl.concat(every)
    _measure_switches(desk)
    return noises.get(HEADLINE)


def _noises(desk: Desk) -> dict[str, GapNoise]:
    """The noise of the gap in GVA per hour and per job, where it can be estimated."""
    if desk.basis == "volume":
        return {}
    noises = {}
    for name, table in ((HEADLINE, "noise"), ("gva_per_job", "noise_per_job")):
        noise = desk.attempt(
            f"Range of the gap in {titled(name, desk.basis)}",
            lambda name=name: gap_noise(  # type: ignore[misc]
                desk.statistics, desk.place, measure=name, basis=desk.basis
            ),
        )
        if noise is not None:
            noises[name] = noise
            desk.tables[table] = noise.table
    if HEADLINE in noises:
        desk.method(noises[HEADLINE].method)
    return noises


def _every_gap(desk: Desk, name: str, basis: Basis, comparator: str) -> pl.DataFrame | None:
    found = desk.attempt(
        f"Gap in {measure_named(name).title}",
        lambda: gap_by_edition(desk.statistics, desk.place, comparator, measure=name, basis=basis),
    )
    return None if found is None else desk.in_years(found)


def _measure_switches(desk: Desk) -> None:
    if desk.basis == "volume":
        return
    found = desk.attempt(
        "Method switches",
        lambda: switches(desk.statistics, desk.place, desk.comparator, basis=desk.basis),
    )
    if found is None:
        return
    desk.tables["switches"] = found.table
    for text in found.notes:
        if not any(known in text for known in desk.lacking):
            desk.note(text)
    desk.figures.append(
        switch_figure(desk.cells, found, desk.place, desk.comparator, HEADLINE, desk.basis)
    )
