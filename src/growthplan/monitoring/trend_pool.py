"""Variances of an indicator from every place that has it: short series lean on one another."""

from __future__ import annotations

import math

import numpy as np

from growthplan.monitoring.filter import Array, run_filter
from growthplan.monitoring.filter_likelihood import Standardised, standardise
from growthplan.monitoring.trend_model import Laid, Variances, lay_out
from growthplan.monitoring.trend_revision import Revisions
from growthplan.monitoring.trend_window import PLAIN, Window

FEWEST_FIGURES = 4
"""Figures that a place needs: two make a level and a trend, the rest tell its noise."""
FEWEST_PLACES = 8
"""Places that a pool needs before it can say how much places differ."""
_RATIOS = np.array([0, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1, 3, 10, 100])
_ZOOMS = 3
_STRENGTHS = (3.0, 4.0, 6.0, 9.0, 14.0, 22.0, 40.0, 100.0)
_CHUNK = 20
_ROUNDS, _LEAST = 15, 1e-30
"""Steps to the likeliest scale; a sum of squares that stands for none at all."""


def pooled_variances(
    values: Array,
    revisions: Revisions,
    window: Window = PLAIN,
    weights: Array | None = None,
) -> Variances:
    """Variances that places have in common, from `values` [place, year], NaN where missing.

    The ratios between irregular, level and slope variance are common to all places; each place has
    its own scale, whose inverse is chi-squared about the common one. Common ratios, scale and
    strength are those of highest marginal likelihood, which is Student's t of each place's
    innovations together. Newest years whose figures are still revised do not count, where enough
    remain. Places with fewer than `FEWEST_FIGURES` figures are passed over.
    """
    young = sum(s > 0 for s in revisions.sd[:2])
    kept = values[:, : values.shape[1] - young] if values.shape[1] - young >= 8 else values
    weigh = None if weights is None else weights[:, : kept.shape[1]]
    enough = (~np.isnan(kept)).sum(axis=1) >= FEWEST_FIGURES
    kept = kept[enough]
    if weigh is not None and len(weigh) > 1:
        weigh = weigh[enough]
    slow = window != PLAIN  # averaged figures go through the whole filter, so fewer are tried
    nodes = np.arctan(np.sqrt(_RATIOS[:: 2 if slow else 1]))
    best = _best(kept, window, weigh, np.array([(a, b) for a in nodes for b in nodes]))
    reach = 0.25
    for _ in range(_ZOOMS):
        around = np.linspace(-reach, reach, 3 if slow else 5)
        grid = np.abs([(best[1] + i, best[2] + j) for i in around for j in around])
        found = _best(kept, window, weigh, np.minimum(grid, np.pi / 2))
        best, reach = max(best, found), reach / (2 if slow else 3)
    _, a, b, scale, strength = best
    moving = scale * math.sin(a) ** 2
    return Variances(
        scale * math.cos(a) ** 2, moving * math.cos(b) ** 2, moving * math.sin(b) ** 2,
        strength if len(kept) >= FEWEST_PLACES else _STRENGTHS[0], revisions,
    )  # fmt: skip


def _best(
    values: Array, window: Window, weights: Array | None, grid: Array
) -> tuple[float, float, float, float, float]:
    """The likeliest of some angles: log-likelihood, both angles, scale, strength."""
    found = []
    for at in range(0, len(grid), _CHUNK):
        angles = grid[at : at + _CHUNK]
        done = _standardised(values, window, weights, angles)
        squares = np.broadcast_to(done.squares, (len(angles), len(values)))
        logs = np.broadcast_to(done.log_determinant, squares.shape).sum(axis=1)
        scales, likelihoods = _marginal(squares, done.free)
        likelihoods = likelihoods - 0.5 * logs[:, None]
        n, k = np.unravel_index(likelihoods.argmax(), likelihoods.shape)
        a, b = (float(x) for x in angles[n])
        found.append((float(likelihoods[n, k]), a, b, float(scales[n, k]), _STRENGTHS[k]))
    return max(found)


def _standardised(
    values: Array, window: Window, weights: Array | None, angles: Array
) -> Standardised:
    a, b = angles[:, :1], angles[:, 1:]
    parts = np.cos(a) ** 2, (np.sin(a) * np.cos(b)) ** 2, (np.sin(a) * np.sin(b)) ** 2
    if window == PLAIN:
        return standardise(values, *parts, weights)
    runs = [
        _filtered(values, window, Variances(float(e), float(lev), float(slo)))
        for e, lev, slo in zip(*(p[:, 0] for p in parts), strict=True)
    ]
    return Standardised(
        np.stack([r.log_determinant for r in runs]),
        np.stack([r.squares for r in runs]),
        runs[0].free,
        runs[0].observations,
    )


def _filtered(values: Array, window: Window, variances: Variances) -> Standardised:
    """The same for averaged figures, by the filter itself."""
    laid = lay_out(variances, values.shape[1], 0, window)
    return innovations(laid.observations(values), laid)


def innovations(observations: Array, laid: Laid) -> Standardised:
    """Innovations of a laid out model put together."""
    found = run_filter(observations, laid.steps, laid.start)
    told = ~np.isnan(found.innovation) & ~np.isnan(found.innovation_variance)
    f = np.where(told, found.innovation_variance, 1.0)
    v = np.where(told, found.innovation, 0.0)
    count = (~np.isnan(observations)).sum(axis=1).astype(float)
    return Standardised(
        np.log(f).sum(axis=1), (v**2 / f).sum(axis=1), told.sum(axis=1).astype(float), count
    )


def _marginal(squares: Array, free: Array) -> tuple[Array, Array]:
    """Scale of highest marginal likelihood and that likelihood [candidate, strength], from
    `squares` [candidate, place]."""
    strength = np.array(_STRENGTHS)[:, None]
    square = np.maximum(squares, _LEAST)[:, None, :]
    total = float(free.sum())
    scale = square.sum(axis=-1, keepdims=True) / total
    for _ in range(_ROUNDS):
        weight = (strength + free) / (strength + square / scale)
        scale = (weight * square).sum(axis=-1, keepdims=True) / total
    log = np.log1p(square / (strength * scale))
    counts, at = np.unique(free, return_inverse=True)
    gammas = np.array([[math.lgamma((s + f) / 2) for f in counts] for s in _STRENGTHS])[:, at]
    whole = gammas - np.array([[math.lgamma(s / 2)] for s in _STRENGTHS])
    whole = whole - 0.5 * free * np.log(strength * np.pi * scale) - 0.5 * (strength + free) * log
    return np.asarray(scale[..., 0]), np.asarray(whole.sum(axis=-1))
