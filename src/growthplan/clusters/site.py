"""Sites: where a plan means jobs to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from growthplan.vocabulary import Fault, GrowthplanError


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
    """`Freeport tax site`, `Investment Zone tax site`, ..."""
    source: str


def sites(rows: Iterable[Mapping[str, str]]) -> tuple[Site, ...]:
    """The sites in the rows of a table such as `clusters/sites.csv`; an empty cell is no value.

    Raises GrowthplanError that names every site with a field missing, unknown or out of range
    (missing coordinates among them), and every id that appears twice.
    """
    faults: list[Fault] = []
    found: list[Site] = []
    for line, row in enumerate(rows, start=2):
        try:
            found.append(Site.model_validate({k: v for k, v in row.items() if v not in ("", None)}))
        except ValidationError as refused:
            name = row.get("name") or row.get("id") or "without a name"
            faults += [
                Fault(f"Site {name}: {'.'.join(map(str, e['loc']))}: {e['msg']}.", line=line)
                for e in refused.errors()
            ]
    ids = [site.id for site in found]
    faults += [Fault(f"Two sites are called '{i}'.") for i in sorted(set(ids)) if ids.count(i) > 1]
    if faults:
        raise GrowthplanError(faults)
    return tuple(found)
