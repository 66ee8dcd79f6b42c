"""Groups of industries that reach differs for: how fast nearness fades, and what density does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from growthplan.vocabulary import Fault, GrowthplanError


class SectorGroup(BaseModel):
    """One group: its industries, distance decay and elasticity, with where they come from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """`business_services`."""
    label: str
    sections: str = Field(pattern=r"^[A-U]+$")
    """Letters of its SIC 2007 sections: `JKLMN`."""
    decay: float = Field(gt=0)
    """Exponent on distance."""
    decay_low: float = Field(gt=0)
    decay_high: float = Field(gt=0)
    elasticity: float = Field(ge=0)
    """Log points of productivity for one log point of effective density."""
    elasticity_low: float = Field(ge=0)
    elasticity_high: float = Field(ge=0)
    source: str
    caveat: str


def sector_groups(rows: Iterable[Mapping[str, str]]) -> tuple[SectorGroup, ...]:
    """The groups in the rows of `clusters/sector_groups.csv`.

    Raises GrowthplanError for a field that is missing, unknown or out of range, an id or section
    that appears twice, or no group at all.
    """
    faults: list[Fault] = []
    groups: list[SectorGroup] = []
    for line, row in enumerate(rows, start=2):
        try:
            groups.append(SectorGroup.model_validate(dict(row)))
        except ValidationError as found:
            faults += [_fault(line, row, error["loc"], error["msg"]) for error in found.errors()]
    letters = [letter for group in groups for letter in group.sections]
    for what, values in (("section", letters), ("id", [group.id for group in groups])):
        twice = sorted({value for value in values if values.count(value) > 1})
        faults += [Fault(f"Sector groups: {what} '{value}' appears twice.") for value in twice]
    if not groups and not faults:
        faults.append(Fault("There are no sector groups, so no density by sector."))
    if faults:
        raise GrowthplanError(faults)
    return tuple(groups)


def _fault(line: int, row: Mapping[str, str], where: tuple[int | str, ...], why: str) -> Fault:
    name = row.get("id", "")
    return Fault(f"Sector group '{name}', {'.'.join(map(str, where))}: {why}.", line=line)
