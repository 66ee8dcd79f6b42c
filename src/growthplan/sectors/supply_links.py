"""How much industries buy from and sell to each other, from the national input-output table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from growthplan.sectors.input_output import NationalTable
from growthplan.sectors.product_sizes import divisions_of
from growthplan.sectors.relatedness import Floats
from growthplan.vocabulary import GrowthplanError
from growthplan.vocabulary.industry import industry_span


@dataclass(frozen=True)
class SupplyLinks:
    """Links between industries as statistics publish them; domestic supplies only."""

    year: int
    industries: tuple[str, ...]
    purchases: Floats
    """[supplier, user]: share of the user's domestic inputs that come from the supplier."""
    sales: Floats
    """[supplier, user]: share of the supplier's intermediate sales that go to the user."""
    source: str = ""

    @property
    def strongest(self) -> Floats:
        """[industry, other], symmetric: the largest of the four shares between the two."""
        either = np.maximum(self.purchases, self.sales)
        found: Floats = np.maximum(either, either.T)
        np.fill_diagonal(found, 0.0)
        return found


def supply_links(
    table: NationalTable, groups: pl.DataFrame, industries: Mapping[str, float]
) -> SupplyLinks:
    """Links between `industries` (code → size in the nation), none of which holds another.

    A product group that several of them make is split in proportion to their size; one that none
    of them makes is left out. What an industry buys from itself counts in its totals, not as a
    link.

    Raises GrowthplanError when two industries overlap.
    """
    codes = tuple(sorted(industries))
    check_apart(codes)
    share = _membership(table, groups, codes, industries)
    flows = share.T @ table.domestic @ share
    return SupplyLinks(
        table.year,
        codes,
        _shares(flows, flows.sum(axis=0, keepdims=True)),
        _shares(flows, flows.sum(axis=1, keepdims=True)),
        table.source,
    )


def check_apart(codes: Sequence[str]) -> None:
    """Raise GrowthplanError when one of the industries holds part of another."""
    spans = sorted((*industry_span(code), code) for code in codes)
    for (_, end, code), (start, _, other) in pairwise(spans):
        if start < end:
            raise GrowthplanError(
                f"Industries {code} and {other} overlap: use industries of one level."
            )


def _membership(
    table: NationalTable,
    groups: pl.DataFrame,
    codes: Sequence[str],
    sizes: Mapping[str, float],
) -> Floats:
    """[product, industry]: part of the product group that the industry makes."""
    spans = np.array([industry_span(code) for code in codes])
    size = np.array([max(sizes[code], 0.0) for code in codes])
    found = np.zeros((len(table.products), len(codes)))
    for row, divisions in enumerate(divisions_of(groups, table.products)):
        first, end = np.array(divisions)[:, None], np.array(divisions)[:, None] + 1
        common = np.minimum(spans[:, 1], end) - np.maximum(spans[:, 0], first)
        # An industry counts by the part of it that lies in the group's divisions.
        part = np.clip(common, 0, None).sum(axis=0) / (spans[:, 1] - spans[:, 0])
        weight = part * size
        if weight.sum() > 0:
            found[row] = weight / weight.sum()
    return found


def _shares(flows: Floats, totals: Floats) -> Floats:
    found: Floats = np.divide(flows, totals, out=np.zeros_like(flows), where=totals > 0)
    return found
