"""Published quantities of one edition, and sums over members when a place has none of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from growthplan.accounts.levels import EDITION, equivalents, name_of, published
from growthplan.accounts.measures import Basis, measure_named
from growthplan.vocabulary import Fault, GrowthplanError, PlaceKind, Statistics

_WIDE = frozenset({PlaceKind.UK, PlaceKind.UK_LESS_EXTRA_REGIO})


@dataclass(frozen=True, slots=True)
class Quantity:
    """One place's value in one year, from one edition."""

    measure: str
    basis: str
    place: str
    year: int
    value: float
    family: str
    edition: str
    published_as: tuple[str, ...]
    """The code in the file; several when the value is a sum over members."""

    @property
    def is_sum(self) -> bool:
        return len(self.published_as) > 1


def quantities(
    statistics: Statistics,
    measures: Sequence[str],
    places: Sequence[str],
    year: int,
    *,
    after: date | None = None,
) -> Mapping[tuple[str, str], Quantity]:
    """Every measure of every place in one year, all from the newest edition that has them all.

    A place that an edition does not print is summed from its local authorities when it prints
    every one of them. With `after`, the first edition published from that day on is preferred. The
    key is (measure, place). Measures are additive ones.

    Raises GrowthplanError that names what the fullest edition lacks.
    """
    tables = {name: _of_year(statistics, name, year) for name in measures}
    fewest: list[str] | None = None
    for family, edition in _in_order(list(tables.values()), after):
        lacking, found = [], {}
        for name, table in tables.items():
            held = _held(table, family, edition)
            for place in places:
                quantity = _quantity(statistics, name, place, year, held, (family, edition))
                if quantity is None:
                    lacking.append(f"{measure_named(name).title} of {name_of(statistics, place)}")
                else:
                    found[name, place] = quantity
        if not lacking:
            return found
        if fewest is None or len(lacking) < len(fewest):
            fewest = lacking
    wanted = fewest or [measure_named(name).title for name in measures]
    raise GrowthplanError(
        Fault(
            f"No one edition holds {' and '.join(wanted)} in {year} beside the rest.",
            fix="Choose an earlier year or another comparator.",
            code="no data",
        )
    )


def released_on(statistics: Statistics, quantity: Quantity) -> date:
    """The day on which the edition that a quantity is from was complete."""
    return max(
        source.released
        for source in statistics.sources.values()
        if (source.family, source.edition) == (quantity.family, quantity.edition)
    )


def _in_order(tables: Sequence[pl.DataFrame], after: date | None) -> list[tuple[str, str]]:
    editions = (
        pl.concat([table.select(*EDITION, "released") for table in tables])
        .group_by(EDITION)
        .agg(pl.col("released").max())
        .sort("released", "family", descending=True)
    )
    rows = list(editions.iter_rows())
    if after is not None:
        rows = [row for row in rows[::-1] if row[2] >= after] + [r for r in rows if r[2] < after]
    return [(family, edition) for family, edition, _ in rows]


def aggregate(
    statistics: Statistics, measure: str, place: str, year: int, members: Iterable[str] = ()
) -> Quantity:
    """A total over members: the sum of their values in the newest edition that has them all.

    Without `members`, the place's local authorities. Raises GrowthplanError when the measure is
    not additive, and, naming them, when members lack a value: a part-sum is never passed off as
    the total.
    """
    if not measure_named(measure).additive:
        raise GrowthplanError(
            f"{measure_named(measure).title} of several places is not the sum of theirs. "
            "Sum its numerator and denominator."
        )
    table = _of_year(statistics, measure, year)
    sets = [tuple(members)] if members else _membership(statistics, place, year)
    missing: list[str] | None = None
    for family, edition in _in_order([table], None):
        held = _held(table, family, edition)
        for codes in sets:
            lacking = [code for code in codes if code not in held]
            if codes and not lacking:
                total = sum(held[code] for code in codes)
                basis = measure_named(measure).bases[0]
                return Quantity(measure, basis, place, year, total, family, edition, codes)
            if codes and (missing is None or len(lacking) < len(missing)):
                missing = lacking
    where = name_of(statistics, place)
    if missing is None:
        raise GrowthplanError(
            Fault(f"There are no members of {where} to sum over.", code="no members")
        )
    named = ", ".join(f"{name_of(statistics, code)} ({code})" for code in missing)
    raise GrowthplanError(
        Fault(
            f"{measure_named(measure).title} of {where} in {year} cannot be summed: no value for "
            f"{named}.",
            fix="Choose another year.",
            code="no data",
        )
    )


def members_with(statistics: Statistics, place: str, held: Iterable[str]) -> tuple[str, ...]:
    """The local authorities of a place, as they stood in the newest year of which all are held.

    Boundaries change: an edition prints the authorities of its own time. Raises GrowthplanError
    that names the authorities without a value, or says that the place has no members.
    """
    have = set(held)
    known = statistics.gazetteer.get(place)
    alone = known is None or known.kind is PlaceKind.LOCAL_AUTHORITY
    sets = [] if alone else [c for c in _membership(statistics, place, None) if len(c) > 1]
    for codes in sets:
        if have.issuperset(codes):
            return codes
    where = name_of(statistics, place)
    if not sets:
        raise GrowthplanError(
            Fault(f"There are no member authorities in {where}.", code="no members")
        )
    lacking = [name_of(statistics, code) for code in sets[0] if code not in have]
    raise GrowthplanError(
        Fault(f"No figure is published for {', '.join(lacking)} in {where}.", code="no data")
    )


def _of_year(statistics: Statistics, measure: str, year: int) -> pl.DataFrame:
    basis: Basis = measure_named(measure).bases[0]
    return published(statistics, measure, basis).filter(pl.col("year") == year)


def _held(table: pl.DataFrame, family: str, edition: str) -> dict[str, float]:
    rows = table.filter((pl.col("family") == family) & (pl.col("edition") == edition))
    return dict(rows.select("place", "value").iter_rows())


def _quantity(
    statistics: Statistics,
    measure: str,
    place: str,
    year: int,
    held: Mapping[str, float],
    edition: tuple[str, str],
) -> Quantity | None:
    basis = measure_named(measure).bases[0]
    for code in equivalents(statistics, place, measure, basis):
        if code in held:
            return Quantity(measure, basis, place, year, held[code], *edition, (code,))
    for codes in _membership(statistics, place, year):
        if codes and all(code in held for code in codes):
            total = sum(held[code] for code in codes)
            return Quantity(measure, basis, place, year, total, *edition, codes)
    return None


def _membership(statistics: Statistics, place: str, year: int | None) -> list[tuple[str, ...]]:
    """The place's local authorities now and at times before, without repeats.

    Those of an area with the same boundary serve a place that has none of its own. A whole
    country's sum is over so many boundary changes that only a set printed in full will do; the
    whole UK is never summed, since its own total is always printed.
    """
    known = statistics.gazetteer.get(place)
    if known is None or known.kind in _WIDE:
        return []
    areas = [code for code in (place, *known.same_area_as) if code in statistics.gazetteer]
    years: list[int | None] = [None]
    if year is not None:
        years += [year + 2, year + 1, year]
    else:
        ends = {p.valid_to for p in statistics.gazetteer.values() if p.valid_to}
        years += sorted((end for end in ends if end is not None), reverse=True)
    sets = [
        tuple(p.code for p in statistics.gazetteer.local_authorities_of(area, when))
        for area in areas
        for when in years
    ]
    return [codes for codes in dict.fromkeys(sets) if codes]
