"""Everything measured of one place: tables, figures, and what could not be computed and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import polars as pl

from growthplan.accounts.desk import HEADLINE, Desk
from growthplan.accounts.gap_sections import measure_gaps
from growthplan.accounts.levels import equivalents, levels, name_of
from growthplan.accounts.lineage import Cells, cells_of, read_by_accounts
from growthplan.accounts.measures import Basis, check_basis, measure_named
from growthplan.accounts.noise import GapNoise
from growthplan.accounts.sections import (
    HORIZON,
    measure_catch_up,
    measure_gva,
    measure_identity,
    measure_levels,
    measure_members,
)
from growthplan.vocabulary import (
    ENGLAND,
    UK,
    UK_LESS_EXTRA_REGIO,
    Fault,
    Figure,
    GrowthplanError,
    Place,
    PlaceKind,
    Statistics,
)


@dataclass(frozen=True)
class Measurement:
    """One place measured against one comparator."""

    place: Place
    comparator: Place
    basis: Basis
    tables: Mapping[str, pl.DataFrame]
    """By name: levels, growth, gva_routes, gap, gap_by_edition, identity, contributions,
    change_contributions, catch_up, switches, noise. A table that cannot be made is absent."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    """What could not be computed, and why; and what was put in place of what."""
    methods: tuple[str, ...]
    """How the tables were computed and what was assumed, a sentence or more each."""
    noise: GapNoise | None = None

    def figure(self, id_: str) -> Figure:
        """The figure with that id; raises GrowthplanError when there is none."""
        for figure in self.figures:
            if figure.id == id_:
                return figure
        raise GrowthplanError(f"There is no figure '{id_}' of {self.place.name}.")


def measure(
    statistics: Statistics,
    place: str,
    comparator: str = ENGLAND,
    years: Collection[int] | None = None,
    basis: Basis = "smoothed",
    *,
    by: int | None = None,
    gva_bn: float | None = None,
) -> Measurement:
    """Measure a place's productivity against a comparator, and say what is missing.

    `years` restricts levels, growth and gaps; `basis` is the headline's; `by` is the year to
    catch up by (ten years from the newest when None) and `gva_bn` a GVA base to value that on.

    A place with gaps in its statistics gets notes, not errors. Raises GrowthplanError for an
    unknown place, a basis that does not exist, or a comparator without any figure.
    """
    check_basis(measure_named(HEADLINE), basis)
    statistics = _relevant(statistics)
    notes: list[str] = []
    place, comparator = _usable(statistics, place, comparator, basis, notes)
    cells = _cells(statistics, place, comparator)
    desk = Desk(statistics, cells, place, comparator, basis, years, notes)
    last = measure_levels(desk)
    measure_gva(desk)
    noise = measure_gaps(desk)
    measure_identity(desk)
    measure_members(desk)
    if last is not None:
        measure_catch_up(desk, by or last + HORIZON, gva_bn)
    return Measurement(
        statistics.gazetteer[place],
        statistics.gazetteer[comparator],
        basis,
        desk.tables,
        tuple({figure.id: figure for figure in desk.figures}.values()),
        tuple(desk.notes),
        tuple(desk.methods),
        noise,
    )


def _relevant(statistics: Statistics) -> Statistics:
    """Only what accounts read, so that each selection scans less."""
    kept = read_by_accounts(statistics.observations)
    if kept.height == statistics.observations.height:
        return statistics  # with all that is worked out for it already
    return replace(statistics, observations=kept)


def _usable(
    statistics: Statistics, place: str, comparator: str, basis: Basis, notes: list[str]
) -> tuple[str, str]:
    """Codes to measure with, after swapping those that productivity is not published for."""
    gazetteer = statistics.gazetteer
    place, comparator = (gazetteer.resolve(code).code for code in (place, comparator))
    if UK in (place, comparator):
        notes.append("Productivity is published for the UK less extra-regio, used here for the UK.")
        place, comparator = (UK_LESS_EXTRA_REGIO if c == UK else c for c in (place, comparator))
    if place == comparator:
        comparator = UK_LESS_EXTRA_REGIO if place != UK_LESS_EXTRA_REGIO else ENGLAND
        notes.append(
            "A place is not compared with itself, so its comparator here is "
            f"{name_of(statistics, comparator)}."
        )
    if levels(statistics, HEADLINE, comparator, basis=basis).is_empty():
        raise GrowthplanError(
            Fault(
                f"{measure_named(HEADLINE).title} ({basis}) is not published for "
                f"{name_of(statistics, comparator)} ({comparator}), so nothing can be "
                "compared with it.",
                fix=f"Compare with England ({ENGLAND}) or the UK ({UK_LESS_EXTRA_REGIO}).",
                code="comparator",
            )
        )
    return place, comparator


def _cells(statistics: Statistics, place: str, comparator: str) -> Cells:
    """The cells of both places, of areas that may stand in for them, and of their members."""
    codes = {ENGLAND, UK, UK_LESS_EXTRA_REGIO, place, comparator}
    for code in (place, comparator):
        areas = equivalents(statistics, code, "gva", "unsmoothed")
        codes.update(areas)
        if code == place or statistics.gazetteer[code].kind is not PlaceKind.COUNTRY:
            codes.update(_members(statistics, areas))
    return cells_of(statistics, codes)


def _members(statistics: Statistics, areas: tuple[str, ...]) -> set[str]:
    gazetteer = statistics.gazetteer
    listed = {m for area in areas if area in gazetteer for m in gazetteer[area].members}
    return listed | {p.code for p in gazetteer.values() if set(areas) & set(p.parents)}
