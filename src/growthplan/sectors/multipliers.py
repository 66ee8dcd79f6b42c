"""Output, GVA and employment multipliers of places, each with its range and its leakage.

Type I (suppliers only, households' spending left out). Method: Miller and Blair (2009),
Input-output analysis, chapter 6, on coefficients regionalised by Flegg's location quotient.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.sectors.input_output import NationalTable, leontief_inverse
from growthplan.sectors.product_sizes import ProductSizes
from growthplan.sectors.regional_coefficients import (
    ABSENT,
    DELTAS,
    regional_coefficients,
    simple_quotients,
)
from growthplan.sectors.relatedness import Floats
from growthplan.vocabulary import GrowthplanError

AT_ONCE = 8
"""Places solved together: their matrices stay in the processor's cache."""

CAVEATS = (
    "Constant returns: twice the output takes twice the inputs, at the prices of the year.",
    "No limits of capacity: suppliers are taken to have idle workers and plant; where they don't, "
    "they draw them from other work, and the true multiplier is nearer 1 or below it.",
    "Suppliers only: what workers spend is left out, and so is what the rest of the country then "
    "buys from the place.",
    "A multiplier counts links, not what a policy adds: never multiply a gross claim by it.",
)

Kind = str
KINDS: tuple[Kind, ...] = ("output", "gva", "jobs")


@dataclass(frozen=True)
class Multipliers:
    """Multipliers of every product group that each place makes, for one year's table."""

    year: int
    deltas: tuple[float, ...]
    table: pl.DataFrame
    """place, product, label, kind (output, gva, jobs), quotient, low, middle, high, national,
    effect_low, effect, effect_high (£m of output, £m of GVA, jobs, each per £m of final demand),
    leakage_low, leakage, leakage_high (% of the nation's supply-chain effect that falls outside
    the place). Low and high are over δ."""
    notes: tuple[str, ...]


def total_effects(a: Floats, weights: Floats) -> Floats:
    """Direct and indirect use of each weight per unit of final demand: wᵀ(I − A)⁻¹.

    `a` [..., product, user], `weights` [product, weight]; result [..., product, weight]. With
    ones as weights it is the output multiplier. Solves instead of inverting.

    >>> total_effects(np.array([[0.15, 0.25], [0.20, 0.05]]), np.ones((2, 1))).round(3).tolist()
    [[1.518], [1.452]]
    """
    system = np.eye(a.shape[-1]) - np.swapaxes(a, -1, -2)
    return _solved(system, weights)


def _solved(system: Floats, weights: Floats) -> Floats:
    right = np.broadcast_to(weights, (*system.shape[:-1], weights.shape[-1]))
    try:
        return np.asarray(np.linalg.solve(system, right), dtype=np.float64)
    except np.linalg.LinAlgError:
        raise GrowthplanError("Coefficients are not productive: I − A has no inverse.") from None


def regional_effects(
    a: Floats, regional: Floats, national: Floats, delta: float, weights: Floats
) -> Floats:
    """`total_effects` of many places [place, product, weight] at one δ.

    `regional` [place, product] and `national` [product] are output; the place's coefficients are
    never held for all places at once.
    """
    found = np.empty((len(regional), a.shape[-1], weights.shape[-1]))
    diagonal = np.arange(a.shape[-1])
    for start in range(0, len(regional), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        system = regional_coefficients(a, regional[part], national, delta)
        np.negative(system, out=system)
        system[:, diagonal, diagonal] += 1.0
        found[part] = _solved(np.swapaxes(system, -1, -2), weights)
    return found


def national_multipliers(table: NationalTable, jobs: Floats | None = None) -> Mapping[Kind, Floats]:
    """The nation's Type I multipliers by product: output, GVA and, with jobs per £m, jobs.

    NaN where the direct coefficient is 0 or below (a ratio to it says nothing).
    """
    weights = _weights(table, jobs)
    effects = weights.T @ leontief_inverse(table.coefficients)
    return {
        kind: np.divide(
            effects[i], weights[:, i], out=np.full(len(weights), np.nan), where=weights[:, i] > 0
        )
        for i, kind in enumerate(KINDS[: weights.shape[1]])
    }


def _weights(table: NationalTable, jobs: Floats | None) -> Floats:
    columns = [np.ones(len(table.products)), table.per_output(table.gva)]
    if jobs is not None:
        # A group without jobs figures is bought by others: counting none there keeps their
        # multipliers, a little too low, and its own is left out.
        columns.append(np.nan_to_num(jobs))
    return np.stack(columns, axis=1)


def multipliers(
    table: NationalTable,
    sizes: ProductSizes,
    jobs: Floats | None = None,
    deltas: Sequence[float] = DELTAS,
) -> Multipliers:
    """Multipliers of every place in `sizes`, with their range over δ.

    `jobs` [product]: the nation's jobs per £m of output; without them there is no employment
    multiplier. `deltas`: low, middle and high, in that order.

    Raises GrowthplanError unless there are three rising deltas and the products agree.
    """
    if len(deltas) != 3 or list(deltas) != sorted(set(deltas)):
        raise GrowthplanError("Give three values of δ, each above the last: low, middle, high.")
    if sizes.products != table.products:
        raise GrowthplanError("The places' products are not those of the input-output table.")
    weights = _weights(table, jobs)
    a = table.coefficients
    leontief_inverse(a)  # says so when the nation's own coefficients are not productive
    of_nation = total_effects(a, weights)
    effects = np.stack(
        [regional_effects(a, sizes.output, table.output, d, weights) for d in deltas]
    )
    quotient = simple_quotients(sizes.output, table.output)
    there = (quotient > ABSENT) & (table.output > 0)
    parts = [
        _of_kind(table, sizes, kind, weights[:, i], effects[..., i], of_nation[:, i], quotient)
        for i, kind in enumerate(KINDS[: weights.shape[1]])
    ]
    notes = [*CAVEATS, *sizes.notes]
    if jobs is None:
        notes.append("There are no jobs by industry in hand, so no employment multipliers.")
    notes.append(
        f"Ranges are over δ from {deltas[0]} to {deltas[-1]}; the middle is δ = {deltas[1]}. They "
        "say nothing of errors in the national table or of a place's own technology."
    )
    absent = int((~there).sum())
    if absent:
        notes.append(f"Left out {absent} pairs of place and product group that it does not make.")
    return Multipliers(table.year, tuple(deltas), pl.concat(parts), tuple(notes))


def _of_kind(
    table: NationalTable,
    sizes: ProductSizes,
    kind: Kind,
    direct: Floats,
    effects: Floats,
    of_nation: Floats,
    quotient: Floats,
) -> pl.DataFrame:
    """Rows of one kind. `effects` [delta, place, product], the middle δ second."""
    low, middle, high = effects.min(axis=0), effects[1], effects.max(axis=0)
    kept = (quotient > ABSENT) & (table.output > 0) & (direct > 0)
    place, product = np.nonzero(kept)
    own = direct[product]
    indirect = of_nation[product] - own
    columns: dict[str, object] = {
        "place": np.array(sizes.places, dtype=object)[place].tolist(),
        "product": np.array(table.products, dtype=object)[product].tolist(),
        "label": np.array(table.labels, dtype=object)[product].tolist(),
        "kind": [kind] * len(place),
        "quotient": quotient[kept],
    }
    for name, effect in (("low", low), ("middle", middle), ("high", high)):
        columns[name] = effect[kept] / own
    columns["national"] = of_nation[product] / own
    for name, effect in (("effect_low", low), ("effect", middle), ("effect_high", high)):
        columns[name] = effect[kept]
    for name, effect in (("leakage_low", high), ("leakage", middle), ("leakage_high", low)):
        kept_here = np.divide(
            effect[kept] - own, indirect, out=np.full(len(own), np.nan), where=indirect > 1e-12
        )
        columns[name] = 100 * (1 - kept_here)
    frame = pl.DataFrame(columns)
    return frame.with_columns(pl.col("leakage_low", "leakage", "leakage_high").fill_nan(None))
