"""Checked points, jobs and distances for the density kernels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]


def check_points(points: npt.ArrayLike) -> Floats:
    """The points as (n, 2) doubles, none missing.

    Raises GrowthplanError when the shape is wrong, there is no point, or a coordinate is missing.
    """
    found = np.ascontiguousarray(points, dtype=np.float64)
    if found.ndim != 2 or found.shape[1] != 2:
        raise _fault(f"Points have shape {found.shape}; two columns, in metres, are expected.")
    if not len(found):
        raise _fault("There is no point, so no density.")
    missing = int((~np.isfinite(found)).any(axis=1).sum())
    if missing:
        raise _fault(
            f"{missing} of {len(found)} points have no coordinates.",
            "Leave them out, and say which; a density would silently miss their jobs.",
        )
    return found


def check_apart(points: Floats) -> None:
    """Raises GrowthplanError when two points coincide: jobs at no distance count without limit."""
    # Sorting eastings alone is quick, and settles it unless two points share one.
    if (np.diff(np.sort(points[:, 0])) > 0).all():
        return
    alike = int((np.diff(points[np.lexsort(points.T)], axis=0) == 0).all(axis=1).sum())
    if alike:
        raise _fault(
            f"{alike} of {len(points)} points lie exactly on another.",
            "Add their jobs together and give the zone its own distance.",
        )


def check_jobs(jobs: npt.ArrayLike, count: int) -> Floats:
    """One number of jobs a point, none missing or negative; raises GrowthplanError otherwise."""
    found = np.ascontiguousarray(jobs, dtype=np.float64)
    if found.shape != (count,):
        raise _fault(f"There are {count} points but jobs of shape {found.shape}.")
    bad = int((~(np.isfinite(found) & (found >= 0))).sum())
    if bad:
        raise _fault(f"{bad} of {count} points have missing or negative jobs.")
    return found


def check_own_distance(own_distance: npt.ArrayLike, count: int) -> Floats:
    """One own distance a point, metres; raises GrowthplanError unless all are above zero."""
    found = np.broadcast_to(np.asarray(own_distance, dtype=np.float64), (count,))
    if not (np.isfinite(found) & (found > 0)).all():
        raise _fault("A zone's distance to itself must be above zero: its own jobs are divided.")
    return found


def check_decay(decay: float) -> float:
    """The decay; raises GrowthplanError unless it is above zero."""
    if not (np.isfinite(decay) and decay > 0):
        raise _fault(f"A decay of {decay} makes nearness worth nothing; it must be above zero.")
    return float(decay)


def snake_order(points: Floats, strips: int) -> npt.NDArray[np.intp]:
    """An order in which neighbours in the list are neighbours on the ground: strips from west to
    east, walked north and south in turn."""
    by_east = np.argsort(points[:, 0], kind="stable")
    walks = [
        part[np.argsort(points[part, 1] * (-1) ** turn, kind="stable")]
        for turn, part in enumerate(np.array_split(by_east, max(strips, 1)))
    ]
    return np.concatenate(walks)


def _fault(message: str, fix: str | None = None) -> GrowthplanError:
    return GrowthplanError(Fault(message, fix=fix, code="density"))
