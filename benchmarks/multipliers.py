"""FLQ multipliers of 374 places and 100 products, against a loop over pymrio.

    python -m benchmarks.multipliers

Both regionalise the same national coefficients and return output, GVA and jobs multipliers; the
peer inverts (its public route to multipliers), ours solves.
"""

from __future__ import annotations

import numpy as np

from benchmarks.timing import alternated
from growthplan.sectors.multipliers import regional_effects

PLACES, PRODUCTS, DELTA = 374, 100, 0.3


def economy() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Made coefficients, outputs of places and of the nation, and weights."""
    rng = np.random.default_rng(1)
    a = rng.gamma(0.3, 1.0, (PRODUCTS, PRODUCTS))
    a *= rng.uniform(0.2, 0.7, PRODUCTS) / a.sum(axis=0)
    regional = rng.gamma(1.0, 1.0, (PLACES, PRODUCTS)) * rng.gamma(2.0, 1.0, (PLACES, 1))
    national = regional.sum(axis=0)
    weights = np.column_stack(
        [np.ones(PRODUCTS), rng.uniform(0.2, 0.7, PRODUCTS), rng.uniform(1, 20, PRODUCTS)]
    )
    return a, regional, national, weights


def main() -> None:
    """Print the ratios and how far the answers are apart."""
    import pymrio

    a, regional, national, weights = economy()

    def ours() -> np.ndarray:
        return regional_effects(a, regional, national, DELTA, weights)

    def coefficients(own: np.ndarray) -> np.ndarray:
        slq = (own / own.sum()) / (national / national.sum())
        found = np.divide.outer(slq, slq)
        np.fill_diagonal(found, slq)
        factor = np.log2(1 + own.sum() / national.sum()) ** DELTA
        return a * np.minimum(factor * found, 1)

    def with_pymrio() -> np.ndarray:
        return np.stack(
            [pymrio.calc_M(weights.T, pymrio.calc_L(coefficients(own))).T for own in regional]
        )

    def with_inverse() -> np.ndarray:
        eye = np.eye(PRODUCTS)
        return np.stack(
            [(weights.T @ np.linalg.inv(eye - coefficients(own))).T for own in regional]
        )

    mine = ours()
    apart = max(float(np.abs(other / mine - 1).max()) for other in (with_pymrio(), with_inverse()))
    taken = alternated({"ours": ours, "pymrio": with_pymrio, "inverse": with_inverse}, 7)
    print(
        f"FLQ multipliers, {PLACES} places x {PRODUCTS} products: ours {1000 * taken['ours']:.1f} "
        f"ms, pymrio {1000 * taken['pymrio']:.0f} ms ({taken['pymrio'] / taken['ours']:.1f}x), "
        f"numpy inverses {1000 * taken['inverse']:.0f} ms "
        f"({taken['inverse'] / taken['ours']:.1f}x); largest relative difference {apart:.1e}"
    )


if __name__ == "__main__":
    main()
