"""Which parts of a plan help or crowd each other: every pair, signed, with its range."""

from __future__ import annotations

from growthplan.report.charts import MOST_PLAYERS, Pair, pair_matrix
from growthplan.report.model import Block, Chart, Note
from growthplan.report.pages.projection_view import Outlook, percents, starting_small
from growthplan.report.prose import rich
from growthplan.report.table import Column, Table
from growthplan.system import PairInteraction
from growthplan.system.answers import Sharing

_SEEN = 0.005
"""In the unit of the picture: less than this is written as nought."""


def pairs_blocks(of: Outlook, found: Sharing) -> tuple[Block, ...]:
    pairs = [one for one in found.pairs if one.median or one.low or one.high]
    if not pairs:
        return (Note("no data", rich("There are no two parts to pair.")),)
    names = _loudest(pairs)
    chosen = [p for p in pairs if p.first in names and p.second in names]
    top = pairs[0]
    verb = "help each other most" if top.median >= 0 else "crowd each other most"
    finding = f"{top.first} and {starting_small(top.second)} {verb}, and still by little"
    times, unit = _scale(top)
    cells = tuple(_pair(one, times) for one in chosen)
    more = "" if len(names) == _count(pairs) else " The table has every pair."
    spoken = "; ".join(f"{p.first} with {p.second} {p.shown} ({p.range})" for p in cells[:10])
    chart = Chart(
        "pairs-matrix",
        finding,
        f"What two parts bring beyond each alone in {found.year}, {unit} of a per cent of GVA per "
        "hour, with 90% range",
        pair_matrix(names, cells, alt=f"{finding}: {spoken}."),
        of.source,
        _pairs_table(of, found),
        notes=(
            f"Dark helps, orange crowds, white is nought as written or not told from it.{more}",
        ),
    )
    return (chart,)


def _count(pairs: list[PairInteraction]) -> int:
    return len({name for pair in pairs for name in (pair.first, pair.second)})


def _loudest(pairs: list[PairInteraction]) -> tuple[str, ...]:
    """The parts with the largest pairs, as many as a matrix holds."""
    size: dict[str, float] = {}
    for pair in pairs:
        for name in (pair.first, pair.second):
            size[name] = size.get(name, 0.0) + abs(pair.median)
    return tuple(sorted(size, key=lambda name: (-size[name], name))[:MOST_PLAYERS])


def _scale(largest: PairInteraction) -> tuple[float, str]:
    """By how much pairs are multiplied so that the largest can be read, and what that is called."""
    if abs(largest.median) >= 1e-4:
        return 1e3, "thousandths"
    return 1e6, "millionths"


def _written(value: float) -> str:
    return percents(value, 2 if abs(value) < 10 else 0).removesuffix("%")


def _pair(one: PairInteraction, times: float) -> Pair:
    return Pair(
        one.first,
        one.second,
        one.median,
        _written(times * one.median),
        f"{_written(times * one.low)} to {_written(times * one.high)}",
        one.verdict != "cannot be told from zero" and abs(times * one.median) >= _SEEN,
    )


def _pairs_table(of: Outlook, found: Sharing) -> Table:
    columns = (
        Column("first", "Part", kind="text"),
        Column("second", "With", kind="text"),
        Column("median", "Beyond each alone", "%", decimals=5, signed=True),
        Column("low", "Low, 90%", "%", decimals=5, signed=True),
        Column("high", "High, 90%", "%", decimals=5, signed=True),
        Column("verdict", "Verdict", kind="text"),
    )
    words = {"more": "help each other", "less": "crowd each other"}
    rows = tuple(
        (p.first, p.second, p.median, p.low, p.high, words.get(p.verdict, p.verdict))
        for p in found.pairs
    )
    return Table("interactions", "What each two parts bring beyond each alone", columns, rows,
                 of.source)  # fmt: skip
