"""What of a base year is estimated and not published, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from growthplan.system.base_year.published import PART_TIME, Reading
from growthplan.system.base_year.splitting import Mix


def estimates(
    names: Sequence[str],
    mixes: Sequence[Mix],
    readings: Mapping[str, Reading],
    year: int,
    points: bool,
    moved: float,
) -> tuple[str, ...]:
    """What is an estimate, in sentences. `moved` is the most that an authority's hours were."""
    said = [
        "Hours by sector are estimated: hours for £1 of GVA in each sector are those of the ITL2 "
        f"area, from jobs by industry, a part-time job counted as {PART_TIME} of a full-time one, "
        "an assumption."
    ]
    spread = [n for n, mix in zip(names, mixes, strict=True) if mix.own is None]
    if spread:
        how = "census jobs by industry" if points else "giving each the area's mix"
        said.append(
            f"GVA by sector of {', '.join(spread)} is split from that of the ITL3 area by {how}, "
            "an estimate."
        )
    older = [r for r in readings.values() if r.year < year]
    if older:
        said.append(
            f"Shares of authorities in hours, jobs or people are of {min(r.year for r in older)}, "
            f"brought to {year} where the city region's total is published."
        )
    said.append(
        f"Hours of authorities are moved, by {moved:.1%} at most, so that their productivity makes "
        "the city region's published figure."
    )
    if points:
        said.append("Distances are straight lines between jobs of the 2011 census, an estimate.")
    return tuple(said)
