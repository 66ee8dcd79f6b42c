"""Why a pair or a triple of industries converges, in a row and a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.sectors.relatedness import Floats
from growthplan.sectors.strengths import Strengths
from growthplan.sectors.supply_links import SupplyLinks

PAIRS = {
    "industry": pl.String,
    "other": pl.String,
    "quotient": pl.Float64,
    "other_quotient": pl.Float64,
    "low": pl.Float64,
    "other_low": pl.Float64,
    "link": pl.Float64,
    "supplier": pl.String,
    "user": pl.String,
    "link_kind": pl.String,
    "proximity": pl.Float64,
    "proximity_rank": pl.Float64,
    "skills": pl.Float64,
    "reason": pl.String,
}


@dataclass(frozen=True)
class Reasons:
    """Tables of converging pairs and triples of one place, each with its reason."""

    held: Strengths
    at: int
    links: SupplyLinks
    near: Floats
    labels: Mapping[str, str]

    def name(self, industry: int) -> str:
        """The label of an industry, or its code."""
        code = self.held.industries[industry]
        return self.labels.get(code, code)

    def pairs(self, found: list[tuple[int, int]], skills: Floats | None) -> pl.DataFrame:
        """One row a pair, with columns `PAIRS`."""
        over_pairs = np.sort(self.near[np.triu_indices(len(self.near), k=1)])
        rows = []
        for i, j in found:
            supplier, user, share, kind = self._link(i, j)
            rank = float(np.searchsorted(over_pairs, self.near[i, j])) / len(over_pairs)
            codes = self.held.industries
            rows.append(
                {
                    "industry": codes[i],
                    "other": codes[j],
                    "quotient": float(self.held.quotient[self.at, i]),
                    "other_quotient": float(self.held.quotient[self.at, j]),
                    "low": float(self.held.low[self.at, i]),
                    "other_low": float(self.held.low[self.at, j]),
                    "link": share,
                    "supplier": codes[supplier],
                    "user": codes[user],
                    "link_kind": kind,
                    "proximity": float(self.near[i, j]),
                    "proximity_rank": rank,
                    "skills": None if skills is None else float(skills[i, j]),
                    "reason": self._reason(i, j, rank, skills is None),
                }
            )
        ordered = sorted(rows, key=lambda row: (row["industry"], row["other"]))
        return pl.DataFrame(ordered, schema=PAIRS)

    def _link(self, i: int, j: int) -> tuple[int, int, float, str]:
        """Supplier, user, share and kind of the strongest link of a pair."""
        four = [
            (float(shares[a, b]), kind, a, b)
            for kind, shares in (("inputs", self.links.purchases), ("sales", self.links.sales))
            for a, b in ((i, j), (j, i))
        ]
        share, kind, supplier, user = max(four, key=lambda link: link[0])
        return supplier, user, share, kind

    def _reason(self, i: int, j: int, rank: float, no_skills: bool) -> str:
        supplier, user, share, kind = self._link(i, j)
        quotient, low = self.held.quotient[self.at], self.held.low[self.at]
        if kind == "inputs":
            link = (
                f"{self.name(supplier)} supplies {100 * share:.0f}% of the domestic inputs of "
                f"{self.name(user)}"
            )
        else:
            link = (
                f"{100 * share:.0f}% of what {self.name(supplier)} sells to industries goes to "
                f"{self.name(user)}"
            )
        return (
            f"{self.name(i)} and {self.name(j)} are {quotient[i]:.1f} and {quotient[j]:.1f} times "
            f"the nation's share (at least {low[i]:.1f} and {low[j]:.1f}); nationally {link}; and "
            f"they go together elsewhere more than {100 * rank:.0f}% of pairs do"
            f"{'; skills not available' if no_skills else ', and in the skills they use'}."
        )

    def triples(self, found: list[tuple[int, int, int]]) -> pl.DataFrame:
        """One row a triple."""
        rows = [
            {
                "industry": self.held.industries[i],
                "second": self.held.industries[j],
                "third": self.held.industries[k],
                "reason": (
                    f"{self.name(i)}, {self.name(j)} and {self.name(k)}: every two of the three "
                    "are concentrated here, linked as supplier and customer, and go together "
                    "elsewhere."
                ),
            }
            for i, j, k in found
        ]
        schema = dict.fromkeys(("industry", "second", "third", "reason"), pl.String)
        return pl.DataFrame(rows, schema=schema)
