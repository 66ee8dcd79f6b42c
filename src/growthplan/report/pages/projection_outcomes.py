"""Figures of what no path by year holds: how far emissions fall, and what sectors gain."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.report.pages.projection_view import GAP, Outlook
from growthplan.vocabulary import Figure, Input, Lineage, display

_ZERO = "growthplan.system.net_zero"


def outcome_figures(of: Outlook) -> Iterator[Figure]:
    """One figure for each number that the pages quote and no other figure holds."""
    yield from _emissions(of)
    yield from _sectors(of)


def outcome_id(of: Outlook, measure: str, *parts: str, year: int | None = None) -> str:
    """The id of one of them."""
    return "/".join((measure, of.made.place.code, str(year or of.until), *parts))


def _figure(
    of: Outlook,
    id_: str,
    values: tuple[float, float, float],
    unit: str,
    words: tuple[str, str],
    formula: str,
    function: str,
) -> Figure:
    """`values` are a median with its 90% range; `words` how it is shown, and what it is."""
    value, low, high = values
    display_, sentence = words
    return Figure(
        id=id_,
        value=value,
        display=display_,
        unit=unit,
        low=low,
        high=high,
        place=of.made.place.code,
        period=id_.split("/")[2],
        scenario="plan" if of.moves else "no_plan",
        sentence=f"{sentence}: {display_}.",
        lineage=Lineage(formula=formula, inputs=starting_point(of), functions=(function,)),
        caveats=(f"{of.made.draws:,} draws, seed {of.made.seed}.",),
    )


def starting_point(of: Outlook) -> tuple[Input, ...]:
    """What every projection starts from."""
    code, year = of.made.place.code, of.made.base_year
    return (
        Input(
            label=f"Gap in GVA per hour, {of.made.place.name}, {year}",
            value=of.history()[-1][1],
            unit="%",
            figure=f"{GAP}/{code}/{year}",
        ),
    )


def _emissions(of: Outlook) -> Iterator[Figure]:
    found = of.made.net_zero
    if found is None:
        return
    end = found.plan if of.moves else found.no_plan
    low, mid, high = (100 * (1 - value / found.now) for value in (end[2], end[0], end[1]))
    yield _figure(of, outcome_id(of, "emissions_fall_pct", year=found.year), (mid, low, high), "%",
                  (f"{mid:.0f}%", f"Fall of emissions from {of.made.base_year} to {found.year}"),
                  "100 × (1 − emissions then ÷ emissions now)", _ZERO)  # fmt: skip
    share, *range_ = found.plan_share_pct
    yield _figure(of, outcome_id(of, "emissions_plan_pct", year=found.year),
                  (share, min(range_), max(range_)), "%",
                  (display(abs(share), "%"),
                   f"What the plan {'takes off' if share >= 0 else 'adds to'} emissions in "
                   f"{found.year}"),
                  "100 × (no plan − plan) ÷ no plan, draw by draw; median", _ZERO)  # fmt: skip


def _sectors(of: Outlook) -> Iterator[Figure]:
    for row in of.made.sectors.to_dicts() if of.moves else []:
        yield _figure(
            of,
            outcome_id(of, "sector_gain", row["sector"]),
            (row["gva"], row["low"], row["high"]),
            "£m",
            (display(row["gva"], "£m"), f"GVA that the plan adds in {row['title'].lower()} a year "
             f"in {of.until}"),
            "mean over draws, so that sectors add up",
            "growthplan.system.reallocation",
        )  # fmt: skip
