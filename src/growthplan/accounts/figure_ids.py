"""Ids of figures: `measure/place/period`, with a qualifier for all that is not the usual."""

from __future__ import annotations

from growthplan.vocabulary import ENGLAND


def figure_id(
    measure: str,
    place: str,
    period: int | str,
    *parts: str,
    comparator: str = ENGLAND,
    edition: str | None = None,
) -> str:
    """The id of a figure. England and the newest edition go unsaid.

    >>> figure_id("gva_per_hour_gap_pct", "E47000004", 2022)
    'gva_per_hour_gap_pct/E47000004/2022'
    >>> figure_id("gva_per_hour_gap_pct", "E47000004", 2022, comparator="K99000002",
    ...           edition="2024-06")
    'gva_per_hour_gap_pct/E47000004/2022/vs-K99000002/edition-2024-06'
    """
    pieces = [measure, place, str(period), *parts]
    if comparator != ENGLAND:
        pieces.append(f"vs-{comparator}")
    if edition is not None:
        pieces.append(f"edition-{edition}")
    return "/".join(pieces)
