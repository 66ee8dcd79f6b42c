"""A made-up monitoring of a made-up plan: every kind of signal, with and without a path."""

from __future__ import annotations

from datetime import date

import polars as pl

from growthplan.monitoring import (
    UNDERLYING,
    Alarms,
    Monitoring,
    Nowcast,
    Signal,
    Status,
    Underlying,
    Watched,
    straight,
)
from growthplan.monitoring.delivery import (
    Delivery,
    ForecastDelay,
    Outturn,
    RiskStanding,
    Slip,
    Spending,
)
from growthplan.vocabulary import Direction, Figure, Lineage, Place, PlaceKind

PLACE = Place(code="E47000004", name="Made-up Region", kind=PlaceKind.CITY_REGION)
AUTHORITY = Place(code="E08000012", name="Made-up Town", kind=PlaceKind.LOCAL_AUTHORITY)
RULE = "A measure is called off track when its chance stays under 10% for two figures."


def figure(id_: str, value: float | str, display: str, unit: str) -> Figure:
    measure, place, period = id_.split("/", 2)
    return Figure(
        id=id_,
        value=value,
        display=display,
        unit=unit,
        place=place,
        period=period,
        sentence=f"{measure.replace('_', ' ')} is {display} (made up).",
        lineage=Lineage(formula="made up"),
    )


def underlying(first: int = 2010, newest: int = 2023, goal: int = 2035) -> Underlying:
    """A series that grows by 0.6 a year, published with noise of known sign."""
    rows = []
    for year in range(first, goal + 1):
        level, ahead = 28 + 0.6 * (year - first), year > newest
        wide = 0.4 + (0.35 * (year - newest) if ahead else 0.0)
        rows.append(
            {
                "year": year,
                "period": str(year),
                "published": None if ahead else level + (0.3 if year % 2 else -0.3),
                "published_low": None,
                "published_high": None,
                "level": level,
                **{f"low{b}": level - k * wide for b, k in ((50, 0.67), (80, 1.28), (90, 1.64))},
                **{f"high{b}": level + k * wide for b, k in ((50, 0.67), (80, 1.28), (90, 1.64))},
                "ahead": ahead,
                "planned": 36 + 1.0 * (year - 2023) if year >= 2023 else None,
            }
        )
    table = pl.DataFrame(rows, schema=UNDERLYING)
    return Underlying(table, 0.6, 0.4, 0.8, "£ per hour", "Made up for a test.")


def alarms() -> Alarms:
    low, high = (0.01, 0.02, 0.03, 0.04, 0.05), (0.05, 0.2, 0.4, 0.6, 0.8)
    return Alarms(low, high, low, high, 4000, 0.008, "A false alarm in 5% of futures (made up).")


def watched(
    id_: str, status: Status, probability: float | None, *, headline: bool = False,
    place: Place = PLACE, series: bool = True, waits: int | None = None,
) -> Watched:  # fmt: skip
    """One measure with a signal."""
    title = f"Measure {id_}"
    signal = Signal(
        status, f"{title} is {status} for a made-up reason.", probability,
        -0.9 if series else None, -1.5 if series else None, -0.2 if series else None, waits,
    )  # fmt: skip
    period = "2023" if series else "2026"
    own = [figure(f"signal/{id_}/{place.code}/{period}", status, status, "")]
    if probability is not None:
        own.append(figure(f"on_track_probability/{id_}/{place.code}/{period}", probability,
                          f"{100 * probability:.0f}%", "share"))  # fmt: skip
    path = straight("target", (2023, 36.0), (2035, 48.0), "A straight line to the made-up target.")
    old = straight("target", (2023, 36.0), (2030, 50.0), "To the first target.",
                   replaced="2025-03-01", reason="too near")  # fmt: skip
    return Watched(
        id=id_, title=title, headline=headline, kind="headline outcome" if headline else "outcome",
        place=place, statistic="gva_per_hour" if series else None, unit="£ per hour",
        direction=Direction.UP, newest="2023" if series else None,
        released=date(2025, 6, 19) if series else None, signal=signal,
        path=path if series else None, earlier_paths=(old,) if headline else (),
        underlying=underlying() if series else None, alarms=alarms() if series else None,
        figures=tuple(own), notes=("A made-up note.",),
    )  # fmt: skip


def monitoring(as_at: date | None = None, *, first: Status = "off track") -> Monitoring:
    """Two headline outcomes, four indicators, one authority."""
    record = pl.DataFrame(
        {"method": ["trend", "jobs"], "horizon": [1, 1], "errors": [9, 9],
         "mean_absolute_error": [1.2, 1.4], "bias": [-0.1, 0.3], "beats_no_change": [True, False],
         "coverage": [0.9, 0.8]}
    )  # fmt: skip
    nowcast = Nowcast(
        "gva_per_hour", PLACE.code, "trend", "The trend says £38.1 in 2024 (made up).",
        pl.DataFrame({"year": [2024], "value": [38.1], "low": [36.0], "high": [40.0],
                      "method": ["trend"]}),
        record, (), (),
    )  # fmt: skip
    return Monitoring(
        "A made-up plan", PLACE, as_at,
        (
            watched("productivity", first, 0.06, headline=True),
            watched("jobs", "cannot tell yet", 0.45, headline=True, waits=3),
            watched("skills", "on track", 0.93),
            watched("health", "cannot tell yet", 0.3),
            watched("returns", "no data", None, series=False),
            watched("productivity", "cannot tell yet", 0.4, place=AUTHORITY, waits=1),
        ),
        nowcast, RULE, ("Made up for a test.",),
    )  # fmt: skip


def delivery() -> Delivery:
    """Two milestones, one line of money with its outturn, one delay, one risk: all made up."""
    day = date(2026, 7, 31)
    slips = (
        Slip("warm-homes", "first", "First homes done", date(2026, 5, 1), "done",
             date(2026, 5, 1), 0),
        Slip("warm-homes", "half", "Half of homes done", date(2026, 6, 1), "expected",
             date(2026, 9, 9), 100, "returns/made-up/2026-27q1/v1.json, Milestones!D4"),
    )  # fmt: skip
    spent = Spending("warm-homes", "capital", "capital", 400_000_00, 200_000_00, 100_000_00,
                     60_000_00, 1, 2, 300_000_00,
                     ("returns/made-up/2026-27q1/v1.json, Spend!C4",))  # fmt: skip
    outturn = Outturn("warm-homes", "capital", "capital", 200_000_00, 300_000_00, 390_000_00, 0.25,
                      3, 9, 400_000_00, 360_000_00)  # fmt: skip
    delay = ForecastDelay("warm-homes", "Warm homes", 0.3, 0.1, 0.9, "published bias", 2, ())
    risk = RiskStanding("warm-homes", "fitters", "Too few fitters", "high", "medium", 0.25, 0.0,
                        "amber", 0.3, True)  # fmt: skip
    return Delivery("2026-27q1", day, slips, (spent,), (outturn,), (delay,), (risk,), 1, 2, ())
