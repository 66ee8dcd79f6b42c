"""How much claims overlap: at least, and at most.

Two programmes that claim the same thing of the same site, firm and group count it once: the larger
claim. Where a claim leaves something out, it may lie anywhere that it does not contradict; the most
that claims can overlap is then the smallest number of things that could make all of them true, a
linear programme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from growthplan.monitoring.double_count.claimed import Claimed, Key, meet

MOST_KEYS = 250
"""Places that claims may lie in, beyond which the bound is the largest programme alone."""


def surely_shared(claims: Sequence[Claimed]) -> float:
    """The overlap of claims that say the same of everything: all but the largest programme's.

    Claims of one programme are of different things and add up. Claims that leave out site, firm
    or group could be of different things, so they count nothing here.
    """
    total = 0.0
    for key, by_programme in _by_key(claims).items():
        if all(key):
            total += sum(by_programme.values()) - max(by_programme.values())
    return total


def fewest_things(claims: Sequence[Claimed]) -> tuple[float, bool]:
    """The smallest number of things that could make all claims true, and whether it is exact.

    When claims could lie in too many places to be worked out it is the largest programme's own
    claims, which is never too large.
    """
    largest = max(_by_programme(claims).values(), default=0.0)
    places = _places(claims)
    if places is None:
        return largest, False
    return max(_solved(claims, places), largest), True


def _by_key(claims: Sequence[Claimed]) -> Mapping[Key, dict[str, float]]:
    found: dict[Key, dict[str, float]] = {}
    for claim in claims:
        own = found.setdefault(claim.key, {})
        own[claim.programme] = own.get(claim.programme, 0.0) + claim.number
    return found


def _by_programme(claims: Sequence[Claimed]) -> dict[str, float]:
    found: dict[str, float] = {}
    for claim in claims:
        found[claim.programme] = found.get(claim.programme, 0.0) + claim.number
    return found


def _places(claims: Sequence[Claimed]) -> list[Key] | None:
    """Every key that some claims make together; None when there are too many.

    Things that several claims share lie where all of what these say holds, so no other key is
    needed.
    """
    found = dict.fromkeys(claim.key for claim in claims)
    edge = list(found)
    while edge and len(found) <= MOST_KEYS:
        new: dict[Key, None] = {}
        for one in edge:
            for other in list(found):
                both = meet(one, other)
                if both is not None and both not in found:
                    new[both] = None
        found |= new
        edge = list(new)
    return list(found) if len(found) <= MOST_KEYS else None


def _solved(claims: Sequence[Claimed], places: Sequence[Key]) -> float:
    """The programme: least sum of things by place, each programme's claims fitting in.

    Columns are the things in each place, then each claim's number in each place where it may lie.
    """
    by_claim: list[list[int]] = [[] for _ in claims]
    by_place: dict[tuple[int, str], list[int]] = {}
    column = len(places)
    for n, claim in enumerate(claims):
        for at, place in enumerate(places):
            if meet(claim.key, place) == place:
                by_claim[n].append(column)
                by_place.setdefault((at, claim.programme), []).append(column)
                column += 1
    rows = [
        (mine, [1.0] * len(mine), claim.number, claim.number)
        for claim, mine in zip(claims, by_claim, strict=True)
    ]
    rows += [
        ([at, *mine], [1.0, *([-1.0] * len(mine))], 0.0, np.inf)
        for (at, _), mine in by_place.items()
    ]
    cost = np.array([1.0] * len(places) + [0.0] * (column - len(places)))
    return _least(cost, rows)


def _least(cost: Any, rows: Sequence[tuple[list[int], list[float], float, float]]) -> float:
    highs = _highs()
    solver = highs.Highs.__base__()  # the public class prints a banner before it can be told not to
    for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 1)):
        solver.setOptionValue(name, value)
    lp = highs.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(rows)
    lp.col_cost_ = cost
    lp.col_lower_, lp.col_upper_ = np.zeros(len(cost)), np.full(len(cost), np.inf)
    lp.row_lower_ = np.array([row[2] for row in rows])
    lp.row_upper_ = np.array([row[3] for row in rows])
    lp.a_matrix_.format_ = highs.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row[0]) for row in rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([c for row in rows for c in row[0]], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([w for row in rows for w in row[1]])
    solver.passModel(lp)
    solver.run()
    return float(solver.getInfo().objective_function_value)


@cache
def _highs() -> Any:
    """The solver's library, loaded when claims first overlap."""
    import highspy

    return highspy
