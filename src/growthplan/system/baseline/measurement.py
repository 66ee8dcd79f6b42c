"""What will be printed of the truth: revisions stand between the two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from growthplan.system.baseline.revision import RevisionModel
from growthplan.system.streams import normals

Array = NDArray[np.float64]


def first_printed(
    truth: Array, revisions: RevisionModel, place: str, *, seed: int, draws: range
) -> Array:
    """What the edition that ends in each year prints of that year: [draw, year].

    `truth` [draw, year] is log relative productivity as it will stand once revised. A figure is
    printed as the truth less the revision still to come, drawn anew for each edition; revisions
    of one year in several editions are not drawn, so no two columns belong to one edition.

    >>> model = RevisionModel(np.zeros((5, 5)), {}, 20, ("2024-06", "2025-06"))
    >>> first_printed(np.array([[-0.1]]), model, "E47000004", seed=1, draws=range(1)).tolist()
    [[-0.1]]
    """
    sd = revisions.newest_sd(place)
    z = normals(seed, f"baseline/{place}/first print", draws, truth.shape[1])
    return np.asarray(truth - sd * z)
