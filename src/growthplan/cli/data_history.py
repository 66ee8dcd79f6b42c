"""`growthplan data history`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, table
from growthplan.journeys import holdings
from growthplan.journeys.result import as_json
from growthplan.vocabulary import MINUS, Period


def history(
    indicator: str,
    *,
    place: Annotated[str, Parameter(help="Code or name: E47000004, 'Liverpool City Region'.")],
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show how each period's figure was revised from release to release.

    $ growthplan data history gva_per_hour --place E47000004

    One row a period, one column an edition. Figures published under another
    code for the same boundary (TLD7 for Liverpool City Region) are included
    where they are known to agree.

    Python: growthplan.journeys.holdings.history(indicator, place).

    Parameters
    ----------
    indicator
        Indicator id; `growthplan data list` shows them all.
    """
    rows, known, area, sources = holdings.history(indicator, place, store, as_at)
    if json:
        print_json(
            as_json(
                tables={
                    "history": rows.to_dicts(),
                    "releases": [s.model_dump(mode="json") for s in sources],
                }
            )
        )
        return
    editions = list(rows.sort("released", "edition")["edition"].unique(maintain_order=True))
    by_period: dict[str, dict[str, float | None]] = {}
    for row in rows.iter_rows(named=True):
        by_period.setdefault(row["period"], {})[row["edition"]] = row["value"]
    console = out()
    console.print(f"{known.title}, {area.name} ({area.code}), {known.unit}, by edition\n")
    console.print(
        table(
            [("Period", "left"), *((edition, "right") for edition in editions), ("Moved", "right")],
            [
                (
                    str(Period(period)),
                    *(_printed(values[e]) if e in values else "" for e in editions),
                    _moved(list(values.values())),
                )
                for period, values in sorted(by_period.items())
            ],
        )
    )
    console.print(
        "\nMoved: newest edition less the oldest that has the period. "
        "A difference between editions is a revision, not growth."
    )


def _printed(value: float | None) -> str:
    """As the publisher prints it: revisions are often smaller than one decimal."""
    if value is None:
        return "not available"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.2f}".replace("-", MINUS)


def _moved(values: list[float | None]) -> str:
    numbers = [v for v in values if v is not None]
    if len(numbers) < 2:
        return ""
    text = _printed(numbers[-1] - numbers[0])
    return text if text.startswith(MINUS) else f"+{text}"
