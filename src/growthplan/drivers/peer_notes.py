"""What is said beside a set of peers: what it rests on, and what it cannot show."""

from __future__ import annotations

import polars as pl

from growthplan.drivers.carriers import place_name
from growthplan.drivers.structure import MIX, STRUCTURE, Features, group_of
from growthplan.vocabulary import Place, Statistics

FAR = 1.5
"""Distance from which the nearest peer is called unlike."""


def feature_notes(
    statistics: Statistics, own: Place, features: Features, candidates: list[str]
) -> list[str]:
    """Features that could not be used, and places left out for want of one."""
    if not candidates:
        return [f"No other area of the kind of {own.name} is apart from it, so it has no peers."]
    said = []
    if own.code not in features.places:
        said.append(f"{own.name} has no structural features in the store, so no peers are found.")
        return said
    unused = _named(features.unused)
    if unused:
        said.append(
            f"Not used to find peers, because too few places have them: {', '.join(unused)}."
        )
    if own.code in features.stand_ins:
        said.append(
            f"The industry mix of {own.name} is not published; that of the ITL3 areas that hold it "
            "stands in."
        )
    if features.dropped:
        names = [place_name(statistics.gazetteer, c) for c in features.dropped]
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""
        said.append(f"Not considered, for want of a feature: {', '.join(names[:5])}{more}.")
    return said


def _named(unused: tuple[str, ...]) -> list[str]:
    """Titles of features; the industry mix, when none of it is used, goes as one."""
    mix = [name for name in STRUCTURE.indicators if group_of(name) == MIX]
    whole = set(mix) <= set(unused)
    kept = [STRUCTURE[n].title for n in unused if not (whole and n in mix)]
    return [*kept, MIX] if whole else kept


def spread_notes(own: Place, frame: pl.DataFrame, count: int) -> list[str]:
    """What the choice cannot show: everybody is in it, or nobody is near."""
    said = []
    if 0 < frame.height <= count:
        said.append(
            f"All {frame.height} other areas of its kind are peers of {own.name}, so no other "
            "choice of features changes the set."
        )
    if frame.height and frame["distance"][0] > FAR:
        said.append(
            f"No area is much like {own.name}: the nearest, {frame['name'][0]}, is "
            f"{frame['distance'][0]:.1f} standard deviations away."
        )
    return said


def close_calls(frame: pl.DataFrame, count: int) -> list[str]:
    """Places just outside the set that most resampled sets hold."""
    near = frame.slice(count).filter(pl.col("kept_in_resamples") >= 0.5)
    if near.is_empty():
        return []
    names = ", ".join(
        f"{name} ({share:.0%})" for name, share in near.select("name", "kept_in_resamples").rows()
    )
    return [f"Outside the set by a little, but in most sets of resampled features: {names}."]
