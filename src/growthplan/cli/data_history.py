"""`growthplan data history`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, table
from growthplan.journeys import holdings
from growthplan.vocabulary import Period, display


def history(
    indicator: str,
    *,
    place: Annotated[str, Parameter(help="Code or name: E47000004, 'Liverpool City Region'.")],
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show how each period's figure was revised from release to release.

    ```
    growthplan data history gva_per_hour --place E47000004
    ```

    One row a period, one column an edition. Figures published under another code for the same
    boundary (TLD7 for Liverpool City Region) are included where they are known to agree.

    Python: `growthplan.journeys.holdings.history(indicator, place)`.

    Parameters
    ----------
    indicator
        Indicator id; `growthplan data list` shows them all.
    """
    rows, known, area, sources = holdings.history(indicator, place, store, as_at)
    if json:
        print_json(
            {
                "figures": [],
                "tables": {
                    "history": rows.to_dicts(),
                    "releases": [s.model_dump(mode="json") for s in sources],
                },
                "notes": [],
                "run": None,
            }
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
                    *(display(values[e], known.unit) if e in values else "" for e in editions),
                    _moved(list(values.values()), known.unit),
                )
                for period, values in sorted(by_period.items())
            ],
        )
    )
    console.print(
        "\nMoved: newest edition less the oldest that has the period. "
        "A difference between editions is a revision, not growth."
    )


def _moved(values: list[float | None], unit: str) -> str:
    numbers = [v for v in values if v is not None]
    if len(numbers) < 2:
        return ""
    change = numbers[-1] - numbers[0]
    text = display(change, unit)
    return f"+{text}" if change > 0 else text
