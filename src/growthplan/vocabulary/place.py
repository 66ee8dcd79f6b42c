"""Places: codes, kinds, membership and history."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class PlaceKind(StrEnum):
    """What sort of area a code names."""

    UK = "uk"
    UK_LESS_EXTRA_REGIO = "uk_less_extra_regio"
    EXTRA_REGIO = "extra_regio"
    COUNTRY = "country"
    REGION = "region"
    CITY_REGION = "city_region"
    ITL2 = "itl2"
    ITL3 = "itl3"
    COUNTY = "county"
    LOCAL_AUTHORITY = "local_authority"
    GROUP = "group"


class Place(BaseModel):
    """One area, under the one code by which growthplan knows it.

    ITL1 areas are the nine English regions and the three other countries, so they share a place
    with those: `TLD` and `E12000002` are both North West. ITL2 and ITL3 areas keep ITL codes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    """The canonical code: GSS where one exists (`E47000004`), else ITL (`TLD7`)."""
    name: str
    """The name as published, without trailing blanks."""
    kind: PlaceKind
    parents: tuple[str, ...] = ()
    """Codes of every area that this one lies in."""
    members: tuple[str, ...] = ()
    """Codes of the areas it is made of, past and present; see `valid_to` of each."""
    same_area_as: tuple[str, ...] = ()
    """Codes of areas of another kind with the same boundary (`TLD7` for `E47000004`). Their
    current-price figures agree; their chained volumes are computed apart and do not."""
    aliases: tuple[str, ...] = ()
    """Other codes and names under which it is published, e.g. `TLB` for England."""
    valid_from: int | None = None
    """First year in which the code was in use; None when older than the lists."""
    valid_to: int | None = None
    """Last year in which the code was in use; None while current."""
    successors: tuple[str, ...] = ()
    """Codes that took over when it ended."""
