"""`growthplan data list`."""

from __future__ import annotations

from datetime import date

from growthplan.cli.terminal import (
    AsAtOption,
    Flag,
    JsonOption,
    StoreOption,
    out,
    print_json,
    table,
)
from growthplan.journeys.holdings import holdings
from growthplan.journeys.result import as_json


def list_(
    search: str = "",
    *,
    releases: Flag = False,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show every indicator held: unit, places, periods, newest release and its age.

    $ growthplan data list
    $ growthplan data list productivity
    $ growthplan data list --releases

    Python: growthplan.journeys.holdings.holdings(today).

    Parameters
    ----------
    search
        Show only indicators whose id, title or release contains this.
    releases
        List the releases (publisher, edition, licence, hash) instead of the indicators.
    """
    held, sources = holdings(date.today(), store, as_at)
    wanted = search.casefold()
    rows = [
        row
        for row in held.iter_rows(named=True)
        if any(wanted in row[c].casefold() for c in ("indicator", "title", "newest"))
    ]
    if json:
        print_json(
            as_json(
                tables={
                    "indicators": rows,
                    "releases": [s.model_dump(mode="json") for s in sources],
                }
            )
        )
        return
    console = out()
    if releases:
        console.print(
            table(
                [("Release", "left"), ("Title", "left"), ("Edition", "left"), ("Licence", "left")],
                [(s.id, s.title, s.edition, s.licence) for s in sources],
            )
        )
        console.print(f"\n{len(sources)} releases. With hash and address: add --json.")
        return
    columns = [
        ("Indicator", "left"),
        ("Unit", "left"),
        ("Places", "right"),
        ("Periods", "left"),
        ("Releases", "right"),
        ("Newest", "left"),
        ("Age", "right"),
    ]
    # The title helps most, but a narrow terminal has no room for it.
    roomy = console.width >= 140
    if roomy:
        columns.insert(1, ("Title", "left"))
    console.print(
        table(
            columns,
            [
                (
                    r["indicator"],
                    *((r["title"],) if roomy else ()),
                    r["unit"],
                    f"{r['places']:,}",
                    f"{r['first'][:4]}–{r['last'][:4]}",
                    str(r["releases"]),
                    str(r["released"]),
                    _age(r["age_days"]),
                )
                for r in rows
            ],
        )
    )
    console.print(
        f"\n{len(rows)} indicators from {len(sources)} releases. "
        "Next: growthplan data history gva_per_hour --place E47000004"
    )


def _age(days: int) -> str:
    if days < 62:
        return f"{days} days"
    return f"{days // 30} months" if days < 730 else f"{days / 365.25:.0f} years"
