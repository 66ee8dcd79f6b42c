"""Sites: where a plan means jobs to be."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Site(BaseModel):
    """One site, with what has been said of it. Announced jobs are a claim, never an effect."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str = Field(min_length=1)
    place: str
    """Code of its local authority."""
    latitude: float = Field(ge=49, le=61)
    """Degrees north (WGS84)."""
    longitude: float = Field(ge=-9, le=2.5)
    """Degrees east."""
    approximate: str = ""
    """Where the coordinates come from, when they are not the site's own."""
    jobs_announced: float | None = Field(default=None, ge=0)
    """Jobs as announced, gross; None when none is published."""
    claim: str = ""
    """What was announced, in the announcer's terms."""
    status: str = ""
    """What sort of site it is, or the zones that it is in."""
    source: str
