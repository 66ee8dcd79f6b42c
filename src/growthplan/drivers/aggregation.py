"""A place's figure from its authorities': sums of counts, weighted means of rates."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from growthplan.drivers.carriers import Predecessors, covering, parts_of, place_name
from growthplan.drivers.formula import Component
from growthplan.vocabulary import Gazetteer

NEAREST_WEIGHT = 5
"""Years between a rate and the weight that it may be given at most."""

Cell = tuple[float, float | None, float | None, str, str, str, str]
"""Value, low, high, status, source, family, edition."""


def weighted_mean(values: Iterable[float], weights: Iterable[float]) -> float:
    """Sum of value × weight over sum of weights.

    >>> weighted_mean([10.0, 20.0], [1.0, 3.0])
    17.5
    """
    pairs = list(zip(values, weights, strict=True))
    return math.fsum(v * w for v, w in pairs) / math.fsum(w for _, w in pairs)


def half_width_of_mean(half_widths: Iterable[float], weights: Iterable[float]) -> float:
    """Half width of a weighted mean's interval from its parts', whose errors are independent:
    the root of the sum of (share of weight × half width) squared.

    >>> half_width_of_mean([2.0, 2.0], [1.0, 1.0])
    1.4142135623730951
    """
    pairs = list(zip(half_widths, weights, strict=True))
    total = math.fsum(w for _, w in pairs)
    return math.sqrt(math.fsum((h * w / total) ** 2 for h, w in pairs))


@dataclass(frozen=True)
class Aggregator:
    """Adds authorities up; each series is taken apart once, when first needed."""

    gazetteer: Gazetteer
    predecessors: Predecessors
    by_component: Mapping[str, pl.DataFrame]
    _cells: dict[str, dict[str, dict[str, Cell]]] = field(default_factory=dict)
    _codes: dict[str, frozenset[str]] = field(default_factory=dict)
    _parts: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def cells(self, component: str) -> Mapping[str, Mapping[str, Cell]]:
        """Cells of a series by period, then by code."""
        if component not in self._cells:
            found: dict[str, dict[str, Cell]] = {}
            table = self.by_component.get(component)
            if table is not None:
                columns = ["value", "low", "high", "status", "source", "family", "edition"]
                parts = table.group_by("period", maintain_order=True).agg("code", *columns)
                for period, codes, *cells in parts.rows():
                    found[period] = dict(zip(codes, zip(*cells, strict=True), strict=True))
            self._cells[component] = found
        return self._cells[component]

    def codes(self, component: str) -> frozenset[str]:
        """Every code that a series has a figure of."""
        if component not in self._codes:
            table = self.by_component.get(component)
            held = [] if table is None else table["code"].unique().to_list()
            self._codes[component] = frozenset(held)
        return self._codes[component]

    def parts(self, place: str) -> tuple[tuple[str, ...], ...]:
        """The authorities of a place, found once."""
        if place not in self._parts:
            self._parts[place] = parts_of(self.gazetteer, place, self.predecessors)
        return self._parts[place]

    def add_up(
        self, component: str, place: str, weight: Component | None, weight_words: str
    ) -> tuple[list[tuple[object, ...]], str]:
        """A place's series of a count (no weight) or a rate, as rows with the columns of a
        series, or no rows and why it cannot be added up.

        Every authority must have a figure of the period, and a weight within five years of it.
        """
        parts = self.parts(place)
        rows: list[tuple[object, ...]] = []
        if not parts:
            return rows, ""
        _, never = covering(parts, self.codes(component), self.parts)
        if never:
            return rows, self._missing(never, len(parts), "")
        reason = ""
        for period, cells in sorted(self.cells(component).items(), reverse=True):
            used, missing = covering(parts, cells, self.parts)
            if missing:
                reason = reason or self._missing(missing, len(parts), period)
                continue
            weights, year, lacking = self._weights(weight, period, used)
            if lacking:
                reason = reason or (
                    f"No count of {weight_words} within {NEAREST_WEIGHT} years of {period} for "
                    f"{self._names(lacking)}."
                )
                continue
            how = f"added up from {len(used)} local authorities"
            if weight is not None:
                how += f", weighted by {weight_words}" + (f" of {year}" if year else "")
            rows.append(self._row(component, place, period, [cells[c] for c in used], weights))
            rows[-1] += (how, " ".join(used))
        return rows, "" if rows else reason

    def _row(
        self,
        component: str,
        place: str,
        period: str,
        cells: list[Cell],
        weights: list[float] | None,
    ) -> tuple[object, ...]:
        values = [cell[0] for cell in cells]
        low = high = None
        if weights is None:
            value = math.fsum(values)
        else:
            value = weighted_mean(values, weights)
            banded = [c for c in cells if c[1] is not None and c[2] is not None]
            if len(banded) == len(cells):
                halves = [(c[2] - c[1]) / 2 for c in cells]  # type: ignore[operator]
                half = half_width_of_mean(halves, weights)
                low, high = value - half, value + half
        status, source, family, edition = (
            "; ".join(sorted({str(cell[at]) for cell in cells} - {""})) for at in (3, 4, 5, 6)
        )
        return (component, place, period, value, low, high, status, source, family, edition)

    def _weights(
        self, weight: Component | None, period: str, codes: tuple[str, ...]
    ) -> tuple[list[float] | None, str, list[str]]:
        """Weights of the codes, all of one year, the nearest; its name; codes that lack one."""
        if weight is None:
            return None, "", []
        held = self.cells(str(weight))
        year = int(period[:4])
        timeless = weight.indicator == "area_km2"
        near = sorted(held, key=lambda p: (abs(int(p[:4]) - year), p))
        lacking = list(codes)
        for other in near:
            if not timeless and abs(int(other[:4]) - year) > NEAREST_WEIGHT:
                break
            found = {c: self._weight_of(c, held[other]) for c in codes}
            lacking = [c for c, value in found.items() if value is None]
            weights = [value for value in found.values() if value is not None]
            if not lacking and math.fsum(weights) > 0:
                return weights, "" if timeless else other, []
        return None, "", lacking or list(codes)

    def _weight_of(self, code: str, cells: Mapping[str, Cell]) -> float | None:
        """The weight under the code, or under the one it replaced by name only."""
        for known in (code, self.predecessors.renamed_from(code)):
            if known and known in cells:
                return cells[known][0]
        return None

    def _missing(self, codes: tuple[str, ...], of: int, period: str) -> str:
        if len(codes) == of:
            return "Not published for any of its local authorities."
        when = f" of {period}" if period else ""
        return f"No figure{when} for {self._names(codes)} among its {of} local authorities."

    def _names(self, codes: Iterable[str]) -> str:
        names = [place_name(self.gazetteer, code) for code in codes]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        return ", ".join(names[:3]) + more
