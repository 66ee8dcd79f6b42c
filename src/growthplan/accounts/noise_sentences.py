"""How the noise of a gap was estimated, in sentences."""

from __future__ import annotations

from typing import Any

import polars as pl

from growthplan.accounts.pools import plural
from growthplan.accounts.shrinkage import STRONGEST
from growthplan.accounts.smoothing import Smoothing
from growthplan.accounts.words import as_a_start
from growthplan.vocabulary import ENGLAND

NO_YEARLY_NOISE = " Yearly noise: too few unsmoothed series are in hand, so it is left out."


def revision_sentence(rows: pl.DataFrame, used: str, pool: str, comparator: str) -> str:
    """What revisions the pool's noise was estimated from."""
    editions = rows["edition"].n_unique()
    to = "England" if comparator == ENGLAND else "the UK less extra-regio"
    earlier = f"each of {editions} earlier editions" if editions > 1 else "the edition before"
    text = (
        f"Revision: root mean square change in the log ratio to {to} from {earlier} to the "
        f"newest, over {rows['place'].n_unique()} {plural(used)}, by age of the year, made not to "
        "rise with age."
    )
    if (rows["how"] == "hours-weighted").any():
        text += (
            " Editions that print no city regions are put together from local authorities with "
            "hours held fixed."
        )
    return text if used == pool else text + f" No own estimate exists for {plural(pool)}."


def own_sentence(name: str, table: pl.DataFrame, used: str, strength: float) -> str:
    """The pool's, the place's own and the shrunk SD of the newest year."""
    row: dict[str, Any] = table.row(0, named=True)
    if row["sd_own"] is None:
        return (
            f" {as_a_start(name)} has no revision of its own in hand, so the SD of the newest "
            f"year is that of {plural(used)}, {_pct(row['sd_revision'])}."
        )
    why = (
        "the most, since they differ no more than by chance"
        if strength >= STRONGEST
        else "by how much they differ beyond chance"
    )
    return (
        f" In the newest year the SD is {_pct(row['sd_pool'])} over {plural(used)} and "
        f"{_pct(row['sd_own'])} over the {_times(row['n_own'])} of {name} itself; the two together "
        f"make {_pct(row['sd_revision'])}, with the {plural(used)} counted as {strength:.0f} "
        f"revisions, {why}."
    )


def yearly_sentence(weights: Smoothing | None, yearly: float, source: str) -> str:
    """What yearly noise a figure keeps, smoothed with some weights or not smoothed at all."""
    noise = f"the yearly noise, whose SD among {plural(source)} is {100 * yearly:.1f}%."
    if weights is None:
        return f" Yearly noise: an unsmoothed figure has all of {noise}"
    shown = ", ".join(f"{w:.3f}" for w in weights.weights)
    return (
        f" Smoothing: the publisher's five-year average has weights {shown} (least squares on "
        f"its smoothed and unsmoothed tables), so it keeps {100 * weights.noise_kept:.0f}% of "
        f"{noise}"
    )


def _times(count: int) -> str:
    return f"{count} revisions" if count > 1 else "one revision"


def _pct(sd: float) -> str:
    return f"{100 * sd:.1f}%"
