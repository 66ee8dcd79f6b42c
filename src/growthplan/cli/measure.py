"""`growthplan measure`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from rich.console import Console

from growthplan.accounts import Measurement
from growthplan.cli.measure_tables import measure_tables
from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, progress
from growthplan.journeys import measuring
from growthplan.journeys.measuring import Measured
from growthplan.journeys.result import as_json
from growthplan.vocabulary import Figure, GrowthplanError


def measure(
    place: str,
    *,
    comparator: str = "England",
    years: str | None = None,
    basis: Literal["smoothed", "unsmoothed", "volume"] = "smoothed",
    by: int | None = None,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Measure a place's productivity: levels, the gap, what it is made of, what
    closes it.

    $ growthplan measure "Liverpool City Region"
    $ growthplan measure E47000004 --comparator UK --years 2010-2023
    $ growthplan measure Salford --as-at 2024-12-31 --json

    Python: growthplan.journeys.measuring.measure(place).

    Parameters
    ----------
    place
        Code or name of any UK place: E47000004, TLD7, "Greater Manchester".
    comparator
        Place to compare with, by code or name.
    years
        Years to show: 2023, or 2010-2023.
    basis
        `smoothed` is the published five-year weighted average in current prices; `unsmoothed` the
        year's own figure in current prices; `volume` the chained volume index, which shows growth
        only and can't be compared between places.
    by
        Year by which to close the gap. Default: ten years after the newest figure.
    """
    with progress(quiet=json) as say:
        say("Measuring", 0, 1)
        result = measuring.measure(place, comparator, years_of(years), basis, store, as_at, by)
    made = result.measurement
    if json:
        print_json(as_json(made.figures, made.tables, made.notes, result.run))
        return
    console = out()
    print_measurement(console, result)


def years_of(text: str | None) -> range | None:
    """`2010-2023` as a range of years.

    Raises GrowthplanError when it is neither a year nor two.
    """
    if text is None:
        return None
    found = re.fullmatch(r"(\d{4})(?:\s*[-–:]\s*(\d{4}))?", text.strip())
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise GrowthplanError(
            f"'{text}' is not a year or a span of years. Write 2023 or 2010-2023."
        )
    return range(int(found[1]), int(found[2] or found[1]) + 1)


def print_measurement(console: Console, result: Measured) -> None:
    """A sentence, the tables, the notes, and what to try next."""
    made = result.measurement
    console.print(f"{made.place.name} ({made.place.code}) against {made.comparator.name}")
    for sentence in headline(made):
        console.print(sentence, highlight=False)
    for one in measure_tables(made):
        console.print()
        console.print(one)
    if made.notes:
        console.print("\nNotes", style="bold")
        for note in made.notes:
            console.print(f"- {note}", highlight=False, markup=False)
    console.print("\nReleases: " + ", ".join(s.id for s in result.sources), highlight=False)
    newest = newest_gap(made)
    if newest:
        console.print(f"Next: growthplan explain {newest.id}", highlight=False, soft_wrap=True)


def newest_gap(made: Measurement) -> Figure | None:
    """The figure of the newest gap in the newest edition, if there is one."""
    gaps = [f for f in made.figures if re.match(r"gva_per_(hour|job)\w*_gap_pct/\w+/\d{4}", f.id)]
    plain = [f for f in gaps if "/edition-" not in f.id]
    own = [f for f in plain if _against(f.id, made.comparator.code)]
    return max(
        own or plain, key=lambda f: (f.id.startswith("gva_per_hour"), f.period), default=None
    )


def _against(id_: str, comparator: str) -> bool:
    other = re.search(r"/vs-(\w+)", id_)
    return (other[1] if other else "E92000001") == comparator


def headline(made: Measurement) -> Iterable[str]:
    """The gap in a sentence, when there is one."""
    gap = newest_gap(made)
    return [gap.sentence] if gap else []
