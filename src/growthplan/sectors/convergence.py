"""Convergence: pairs and triples of industries where location, supply chain and relatedness meet.

A pair converges in a place when the place is surely concentrated in both (the whole interval of
the location quotient is above 1), one is an important supplier or customer of the other, and the
two go together in other places more than most pairs do. Reshuffled data say how many such pairs
chance alone would give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import polars as pl

from growthplan.sectors.convergence_reasons import Reasons
from growthplan.sectors.relatedness import Bools, Floats, proximity
from growthplan.sectors.reshuffling import reshuffles
from growthplan.sectors.strengths import Strengths, strengths
from growthplan.sectors.supply_links import SupplyLinks
from growthplan.vocabulary import GrowthplanError

LINKED = 0.05
"""Share of domestic inputs or of intermediate sales from which a supply link is important."""
RELATED = 0.75
"""Quantile of proximity over all pairs above which two industries are related."""
NO_SKILLS = (
    "Skills proximity is not available: no statistic of occupations or skills by industry is in "
    "hand, so pairs are found without it."
)


@dataclass(frozen=True)
class Rules:
    """What counts as linked and related; the defaults are the module's."""

    linked: float = LINKED
    related: float = RELATED
    shuffles: int = 500
    seed: int = 20250401


@dataclass(frozen=True)
class Placebo:
    """How many converging groups reshuffled data give, against the true number."""

    found: int
    mean: float
    low: float
    high: float
    """5th and 95th of a hundred reshuffles."""
    share_as_many: float
    """Share of reshuffles with at least as many; the true data count as one of them."""

    @property
    def verdict(self) -> str:
        """`more than chance`, `fewer than chance`, or `cannot be told from chance`."""
        if self.share_as_many <= 0.05:
            return "more than chance"
        return "fewer than chance" if self.found < self.low else "cannot be told from chance"


@dataclass(frozen=True)
class Convergence:
    """Converging pairs and triples of one place."""

    place: str
    period: str
    concentrated: tuple[str, ...]
    """Industries whose quotient is surely above 1."""
    pairs: pl.DataFrame
    """industry, other, quotient, other_quotient, low, other_low, link (share), supplier, user,
    link_kind (inputs or sales), proximity, proximity_rank (share of pairs below), skills,
    reason."""
    triples: pl.DataFrame
    """industry, second, third, reason: every two of the three converge."""
    pair_placebo: Placebo
    triple_placebo: Placebo
    notes: tuple[str, ...]


def convergence(
    place: str,
    period: str,
    table: pl.DataFrame,
    links: SupplyLinks,
    labels: Mapping[str, str] | None = None,
    skills: Floats | None = None,
    rules: Rules | None = None,
) -> Convergence:
    """Converging pairs and triples of a place, with the number that chance alone gives.

    `table`: place, industry, quotient, low (lower end of the interval) for all places of one
    kind; `links` between the industries; `skills` [industry, industry] in the links' order, or
    None when there is no such statistic.

    Raises GrowthplanError when the place has no quotients.
    """
    rules = rules or Rules()
    held = strengths(table, links.industries)
    if place not in held.places:
        raise GrowthplanError(f"There are no location quotients of {place}.")
    at = held.places.index(place)
    linked = links.strongest >= rules.linked
    if skills is not None:
        linked = linked & _top(skills, rules.related)
    near = _elsewhere(held.sure, at)
    meets = _meeting(held.sure, at, linked, near, rules)
    pairs, triples = _groups(meets)
    of_pairs, of_triples = _placebo(held.sure, at, linked, rules, len(pairs), len(triples))
    reasons = Reasons(held, at, links, near, labels or {})
    return Convergence(
        place=place,
        period=period,
        concentrated=tuple(
            c for c, sure in zip(held.industries, held.sure[at], strict=True) if sure
        ),
        pairs=reasons.pairs(pairs, skills),
        triples=reasons.triples(triples),
        pair_placebo=of_pairs,
        triple_placebo=of_triples,
        notes=_notes(held, at, rules, skills),
    )


def _elsewhere(sure: Bools, at: int) -> Floats:
    """Proximity over the other places, so that a place is no evidence for its own pairs."""
    return proximity(np.delete(sure, at, axis=0))


def _top(values: Floats, quantile: float) -> Bools:
    """Whether each pair is above the quantile of all pairs (and above 0)."""
    over_pairs = values[_upper(len(values))]
    if not over_pairs.size:
        return np.asarray(values > 0.0)
    # The value just below the quantile parts the pairs as the quantile itself does.
    rank = int(quantile * (over_pairs.size - 1))
    edge = float(np.partition(over_pairs, rank)[rank])
    return np.asarray(values > max(edge, 0.0))


@lru_cache(maxsize=16)
def _upper(size: int) -> Bools:
    """Which cells of a square matrix are above its diagonal."""
    return np.triu(np.ones((size, size), dtype=np.bool_), k=1)


def _meeting(sure: Bools, at: int, linked: Bools, near: Floats, rules: Rules) -> Bools:
    """[industry, industry]: whether a pair converges; never an industry with itself."""
    both = sure[at][:, None] & sure[at][None, :]
    found = both & linked & _top(near, rules.related)
    np.fill_diagonal(found, False)
    return np.asarray(found)


def _groups(meets: Bools) -> tuple[list[tuple[int, int]], list[tuple[int, int, int]]]:
    """Pairs, and triples of which every two are a pair."""
    inside = [int(i) for i in np.flatnonzero(meets.any(axis=1))]
    pairs = [(i, j) for i, j in combinations(inside, 2) if meets[i, j]]
    triples = [(i, j, k) for i, j in pairs for k in inside if k > j and meets[i, k] and meets[j, k]]
    return pairs, triples


def _placebo(
    sure: Bools, at: int, linked: Bools, rules: Rules, pairs: int, triples: int
) -> tuple[Placebo, Placebo]:
    """The same search in reshuffled data, which keep the number of strengths of each place and
    the number of places strong in each industry, and nothing else."""
    counts = []
    for shuffled in reshuffles(sure, rules.shuffles, rules.seed):
        meets = _meeting(shuffled, at, linked, _elsewhere(shuffled, at), rules)
        whole = meets.astype(np.float64)
        counts.append((whole.sum() / 2, np.trace(whole @ whole @ whole) / 6))
    chance = np.array(counts).reshape(-1, 2)
    return _against(pairs, chance[:, 0]), _against(triples, chance[:, 1])


def _against(found: int, chance: Floats) -> Placebo:
    low, high = np.quantile(chance, (0.05, 0.95))
    as_many = (1 + int((chance >= found).sum())) / (1 + len(chance))
    return Placebo(found, float(chance.mean()), float(low), float(high), as_many)


def _notes(held: Strengths, at: int, rules: Rules, skills: Floats | None) -> tuple[str, ...]:
    missing = int(np.isnan(held.low[at]).sum())
    said = [
        "A pair converges when the place is surely concentrated in both industries, one is at "
        f"least {100 * rules.linked:.0f}% of the other's domestic inputs or intermediate sales, "
        f"and their proximity over the other {len(held.places) - 1} places is above that of "
        f"{100 * rules.related:.0f}% of pairs.",
        f"Chance is {rules.shuffles} reshuffles that keep how many strengths each place has and "
        "how many places are strong in each industry.",
        "Supply links are the nation's: they say what the industries usually buy, not that firms "
        "of the place trade with each other.",
    ]
    if skills is None:
        said.append(NO_SKILLS)
    if missing:
        said.append(
            f"{missing} industries of the place have no quotient or interval and count as not "
            "surely concentrated."
        )
    return tuple(said)
