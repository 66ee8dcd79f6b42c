"""How well drivers foretell places that the model has not seen, and how well chance would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.drivers.constraints_models import (
    RIDGE_PENALTIES,
    elastic_net,
    net_penalties,
)

Array = NDArray[np.float64]
Folds = NDArray[np.int64]

FOLDS = 5
REPEATS = 5
SHUFFLES = 199


@dataclass(frozen=True)
class _Sums:
    """Counts, sums and cross-products of each fold; outcomes are columns of `y`."""

    n: Array
    x: Array
    y: Array
    xx: Array
    xy: Array

    def without(self, *left_out: int) -> tuple[Array, Array, Array, Array]:
        """Means of x and y, and centred cross-products over the remaining folds."""
        keep = [f for f in range(len(self.n)) if f not in left_out]
        n = self.n[keep].sum()
        mx, my = self.x[keep].sum(axis=0) / n, self.y[keep].sum(axis=0) / n
        xx = self.xx[keep].sum(axis=0) / n - np.outer(mx, mx)
        return mx, my, xx, self.xy[keep].sum(axis=0) / n - np.outer(mx, my)


def blocks(regions: Sequence[str]) -> Folds:
    """Fold [place] that holds out one whole region at a time."""
    return np.unique(np.asarray(regions), return_inverse=True)[1].reshape(-1).astype(np.int64)


def random_folds(places: int, seed: int, folds: int = FOLDS) -> Folds:
    """Fold [place] of nearly equal sizes, at random."""
    return np.random.default_rng(seed).permutation(np.arange(places) % folds)


def _sums(x: Array, y: Array, fold: Folds) -> _Sums:
    parts = [(x[fold == f], y[fold == f]) for f in range(int(fold.max()) + 1)]
    return _Sums(
        np.array([len(a) for a, _ in parts], dtype=np.float64),
        np.array([a.sum(axis=0) for a, _ in parts]),
        np.array([b.sum(axis=0) for _, b in parts]),
        np.array([a.T @ a for a, _ in parts]),
        np.array([a.T @ b for a, b in parts]),
    )


def ridge_skill(x: Array, y: Array, fold: Folds, penalties: Array = RIDGE_PENALTIES) -> Array:
    """Out-of-sample R² of each column of `y` [place, outcome], penalty chosen inside each fold.

    Each fold is foretold from the others with the penalty that foretells best, one by one, the
    folds among those others (nested cross-validation; Varma and Simon 2006). R² is against
    foretelling the mean of the other places, so it is below zero when the drivers mislead.
    """
    last = int(fold.max()) + 1
    alone, pairs = _left_out(last)
    fits = _Ridges(x, y, fold, penalties, alone + pairs)
    inner = np.zeros((last, len(penalties), y.shape[1]))
    for f, g in pairs:
        inner[f] += fits.errors((f, g), g)
        inner[g] += fits.errors((f, g), f)
    wrong, plain = np.zeros(y.shape[1]), np.zeros(y.shape[1])
    for f in range(last):
        best = inner[f].argmin(axis=0)
        wrong += np.take_along_axis(fits.errors((f,), f), best[None], axis=0)[0]
        plain += fits.plain((f,), f)
    return np.asarray(1 - wrong / np.where(plain > 0, plain, np.inf))


def _left_out(folds: int) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Every fold alone, and every pair of folds."""
    pairs: list[tuple[int, ...]] = [(f, g) for f in range(folds) for g in range(f + 1, folds)]
    return [(f,) for f in range(folds)], pairs


class _Ridges:
    """Ridge fits without some folds, for every penalty and every outcome at once."""

    def __init__(
        self, x: Array, y: Array, fold: Folds, penalties: Array, left_out: list[tuple[int, ...]]
    ) -> None:
        sums = _sums(x, y, fold)
        kept = [sums.without(*gone) for gone in left_out]
        self.number = {gone: number for number, gone in enumerate(left_out)}
        self.mx, self.my, xx, xy = (np.array(part) for part in zip(*kept, strict=True))
        # One call for all matrices: small ones solved one by one wait on threads more than work.
        roots, self.axes = np.linalg.eigh(xx)
        self.on_axes = np.einsum("tij,tip->tjp", self.axes, xy)
        self.damped = 1 / (np.maximum(roots, 0)[:, None, :] + penalties[None, :, None])
        self.folds = [(x[fold == f], y[fold == f]) for f in range(int(fold.max()) + 1)]

    def errors(self, left_out: tuple[int, ...], on: int) -> Array:
        """Sum of squared errors [penalty, outcome] on the places of one fold held out."""
        t, (x, y) = self.number[left_out], self.folds[on]
        turned = (x - self.mx[t]) @ self.axes[t]
        beta = self.damped[t][:, :, None] * self.on_axes[t][None]
        twice = 2 * (turned.T @ (y - self.my[t]))
        fit = ((turned.T @ turned) @ beta - twice[None]) * beta
        return np.asarray(fit.sum(axis=1) + self.plain(left_out, on))

    def plain(self, left_out: tuple[int, ...], on: int) -> Array:
        """Sum of squared errors [outcome] of foretelling the mean of the places kept."""
        miss = self.folds[on][1] - self.my[self.number[left_out]]
        return np.asarray((miss * miss).sum(axis=0))


def best_ridge_penalty(
    x: Array, y: Array, fold: Folds, penalties: Array = RIDGE_PENALTIES
) -> float:
    """The penalty that foretells held-out folds of `y` [place] best, for the fit on all."""
    alone, _ = _left_out(int(fold.max()) + 1)
    fits = _Ridges(x, y[:, None], fold, penalties, alone)
    errors = np.sum([fits.errors(gone, gone[0])[:, 0] for gone in alone], axis=0)
    return float(penalties[int(np.argmin(errors))])


def elastic_net_skill(x: Array, y: Array, fold: Folds) -> tuple[float, Array]:
    """Out-of-sample R² of an elastic net on `y` [place], and the coefficients [indicator] fitted
    on all places with the penalty that foretells best.

    Each fold is foretold with the penalty that foretells the other folds best, each of them from
    all the rest: quicker than `ridge_skill`'s nesting and a little kinder.
    """
    sums, last = _sums(x, y[:, None], fold), int(fold.max()) + 1
    kept = [sums.without(f) for f in range(last)] + [sums.without()]
    penalties = net_penalties(kept[-1][3][:, 0])
    beta = elastic_net(
        np.array([xx for _, _, xx, _ in kept]), np.array([xy[:, 0] for *_, xy in kept]), penalties
    )
    errors, plain = np.zeros((last, len(penalties))), 0.0
    for f, (mx, my, _, _) in enumerate(kept[:-1]):
        level = y[fold == f] - my[0]
        errors[f] = ((level[:, None] - (x[fold == f] - mx) @ beta[f].T) ** 2).sum(axis=0)
        plain += float(level @ level)
    others = errors.sum(axis=0)[None] - errors
    wrong = float(errors[np.arange(last), others.argmin(axis=1)].sum())
    return 1 - wrong / plain if plain > 0 else 0.0, beta[-1][errors.sum(axis=0).argmin()]


def shuffled(y: Array, seed: int, shuffles: int = SHUFFLES) -> Array:
    """`y` [place] as the first column, then `shuffles` columns with places changed about."""
    rng = np.random.default_rng(seed)
    return np.column_stack([y, *(rng.permutation(y) for _ in range(shuffles))])


def chance_of(skill: Array) -> float:
    """Share of shuffles, and the outcome itself, that reach the first value (Phipson and Smyth
    2010): how often chance would do as well.

    >>> round(chance_of(np.array([0.3, 0.0, 0.1, -0.1])), 2)
    0.25
    """
    return float((1 + (skill[1:] >= skill[0]).sum()) / len(skill))
