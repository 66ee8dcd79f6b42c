"""Complexity, proximity and density of 600 places and 374 industries, against ecomplexity.

    python -m benchmarks.complexity

Both start from the same long table. The peer also computes outlook indices, which its public
function has no switch for, and by default a check of log-supermodularity; it is timed with and
without.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from functools import partial

import numpy as np
import polars as pl

from benchmarks.timing import alternated
from growthplan.sectors.complexity import Complexity, complexity
from growthplan.sectors.relatedness import industry_matrix

PLACES, INDUSTRIES = 600, 374


def sizes() -> pl.DataFrame:
    """Made sizes: places have a hidden capability level and industries a hidden need of it."""
    rng = np.random.default_rng(1)
    level, need = rng.normal(size=(PLACES, 1)), rng.normal(size=(1, INDUSTRIES))
    noise = rng.normal(size=(PLACES, INDUSTRIES))
    values = np.exp(1.5 * noise - 0.5 * (level - need) ** 2)
    return pl.DataFrame(
        {
            "place": np.repeat([f"P{i:03}" for i in range(PLACES)], INDUSTRIES),
            "industry": [f"I{j:03}" for j in range(INDUSTRIES)] * PLACES,
            "value": values.ravel(),
        }
    )


def main() -> None:
    """Print the ratio and how far the answers are apart."""
    import ecomplexity
    import pandas as pd
    from threadpoolctl import threadpool_limits

    table = sizes()
    other = pd.DataFrame({name: table[name].to_list() for name in table.columns})
    other["year"] = 2020
    columns = {"time": "year", "loc": "place", "prod": "industry", "val": "value"}

    def ours() -> Complexity:
        return complexity(industry_matrix(table))

    def theirs(check: bool) -> pd.DataFrame:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return ecomplexity.ecomplexity(
                other, columns, check_logsupermodularity=check, verbose=False
            )

    mine, peer = ours(), theirs(False).sort_values(["place", "industry"])
    shape = (PLACES, INDUSTRIES)
    eci = peer["eci"].to_numpy().reshape(shape)[:, 0]
    pci = peer["pci"].to_numpy().reshape(shape)[0]
    apart = {
        "place complexity": np.abs(mine.scores.places - eci).max(),
        "density": np.abs(mine.density - peer["density"].to_numpy().reshape(shape)).max(),
        "industry complexity, up to scale": _affine(mine.scores.industries, pci),
    }
    said = ", ".join(f"{name} {value:.1e}" for name, value in apart.items())
    print(f"complexity, {PLACES} places x {INDUSTRIES} industries; largest differences: {said}")
    jobs = {"ours": ours, "default": partial(theirs, True), "unchecked": partial(theirs, False)}
    for threads in (1, None):
        with threadpool_limits(threads):
            taken = {name: 1000 * each for name, each in alternated(jobs, 5).items()}
        print(
            f"  {threads or 'all'} BLAS threads: ours {taken['ours']:.1f} ms, ecomplexity "
            f"{taken['default']:.0f} ms ({taken['default'] / taken['ours']:.1f}x), without its "
            f"check {taken['unchecked']:.0f} ms ({taken['unchecked'] / taken['ours']:.1f}x)"
        )


def _affine(mine: np.ndarray, other: np.ndarray) -> float:
    """Largest residual of the best line through the other's scores."""
    line = np.polyfit(other, mine, 1)
    return float(np.abs(np.polyval(line, other) - mine).max())


if __name__ == "__main__":
    main()
