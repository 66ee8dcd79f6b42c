"""FLQ multipliers of 374 places and 100 products, against a loop over pymrio.

    python -m benchmarks.multipliers

All regionalise the same national coefficients and return output, GVA and jobs multipliers; the
peer inverts (its public route to multipliers), ours solves. The peer is timed on pandas frames,
which is what it is made for, and on bare arrays, which its functions also take.
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
    import pandas as pd
    import pymrio
    from threadpoolctl import threadpool_limits

    a, regional, national, weights = economy()
    names = [f"P{i:03}" for i in range(PRODUCTS)]

    def ours() -> np.ndarray:
        return regional_effects(a, regional, national, DELTA, weights)

    def coefficients(own: np.ndarray) -> np.ndarray:
        slq = (own / own.sum()) / (national / national.sum())
        found = np.divide.outer(slq, slq)
        np.fill_diagonal(found, slq)
        factor = np.log2(1 + own.sum() / national.sum()) ** DELTA
        return a * np.minimum(factor * found, 1)

    def with_arrays() -> np.ndarray:
        return np.stack(
            [pymrio.calc_M(weights.T, pymrio.calc_L(coefficients(own))).T for own in regional]
        )

    def with_frames() -> np.ndarray:
        factors = pd.DataFrame(weights.T, columns=names)
        found = []
        for own in regional:
            frame = pd.DataFrame(coefficients(own), index=names, columns=names)
            found.append(pymrio.calc_M(factors, pymrio.calc_L(frame)).to_numpy().T)
        return np.stack(found)

    def with_inverse() -> np.ndarray:
        eye = np.eye(PRODUCTS)
        return np.stack(
            [(weights.T @ np.linalg.inv(eye - coefficients(own))).T for own in regional]
        )

    mine = ours()
    apart = max(
        float(np.abs(other / mine - 1).max())
        for other in (with_frames(), with_arrays(), with_inverse())
    )
    print(
        f"FLQ multipliers, {PLACES} places x {PRODUCTS} products; largest relative difference "
        f"{apart:.1e}"
    )
    jobs = {
        "ours": ours,
        "pymrio, frames": with_frames,
        "pymrio, arrays": with_arrays,
        "numpy inverses": with_inverse,
    }
    for threads in (1, None):
        with threadpool_limits(threads):
            taken = {name: 1000 * each for name, each in alternated(jobs, 5).items()}
        said = ", ".join(
            f"{name} {each:.0f} ms ({each / taken['ours']:.1f}x)"
            for name, each in taken.items()
            if name != "ours"
        )
        print(f"  {threads or 'all'} BLAS threads: ours {taken['ours']:.1f} ms, {said}")


if __name__ == "__main__":
    main()
