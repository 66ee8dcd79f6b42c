"""A plan as the model takes it: real money on drivers, and what is left out with its reason.

`read_programme(plan, assumptions)` reads what of a plan can be modelled; `acting(programme, ...)`
makes the kernel's actions of it for one economy. Scenarios change a programme in between.
"""

from growthplan.system.programme.acting import Acting, acting, place_shares, sector_shares
from growthplan.system.programme.mechanisms import CHANNEL_OF, WORDS
from growthplan.system.programme.outlay import NotModelled, Outlay, Prices, Programme
from growthplan.system.programme.reading import read_programme, sunset_of
from growthplan.system.programme.spending import (
    by_calendar_year,
    first_year_without,
    lag_shares,
    years_drawn,
)

__all__ = [
    "CHANNEL_OF",
    "WORDS",
    "Acting",
    "NotModelled",
    "Outlay",
    "Prices",
    "Programme",
    "acting",
    "by_calendar_year",
    "first_year_without",
    "lag_shares",
    "place_shares",
    "read_programme",
    "sector_shares",
    "sunset_of",
    "years_drawn",
]
