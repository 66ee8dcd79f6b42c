"""Where a place's strengths converge, with the reason in a sentence and what chance alone gives."""

from __future__ import annotations

from growthplan.report.model import Block, Prose
from growthplan.report.prose import Words, rich
from growthplan.sectors import Convergence

MOST_REASONS = 20
"""Pairs and triples spelled out on the page."""


def convergence_blocks(found: Convergence | None) -> tuple[Block, ...]:
    """Pairs and triples with the reason in a sentence, and what chance alone gives."""
    if found is None:
        return ()
    placebo = found.pair_placebo
    words = [
        rich(
            "{n} pairs of industries converge; reshuffled data give {m} on average ({l} to {h} in "
            "90 of 100 shuffles): {v}.",
            n=str(placebo.found), m=f"{placebo.mean:.1f}", l=f"{placebo.low:.0f}",
            h=f"{placebo.high:.0f}", v=Words(placebo.verdict, "strong"),
        )
    ]  # fmt: skip
    reasons = [*found.pairs["reason"].to_list(), *found.triples["reason"].to_list()]
    words += [rich("{r}", r=reason) for reason in reasons[:MOST_REASONS]]
    words += [rich("{n}", n=note) for note in found.notes]
    return (Prose(tuple(words)),)
