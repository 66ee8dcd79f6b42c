"""Sectors of the model: groups of SIC 2007 sections that are published for every authority."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthplan.sectors import missing_divisions, tiles
from growthplan.system.inputs import DENSITY_GROUPS
from growthplan.vocabulary import Fault, GrowthplanError
from growthplan.vocabulary.industry import SECTIONS, industry_span

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ModelSector:
    """One sector: its SIC sections, and the group whose reach and elasticity it has."""

    id: str
    title: str
    sections: str
    density_group: str

    def holds(self, division: int) -> bool:
        """Whether a SIC division is in it."""
        return any(SECTIONS[s][0] <= division <= SECTIONS[s][1] for s in self.sections)


MODEL_SECTORS = (
    ModelSector("primary_utilities", "Farming, mining, energy and water", "ABDE", "manufacturing"),
    ModelSector("manufacturing", "Manufacturing", "C", "manufacturing"),
    ModelSector("construction", "Construction", "F", "construction"),
    ModelSector("trade", "Wholesale, retail and motor trades", "G", "consumer_services"),
    ModelSector("transport", "Transport and storage", "H", "consumer_services"),
    ModelSector("hospitality", "Accommodation and food", "I", "consumer_services"),
    ModelSector("information", "Information and communication", "J", "business_services"),
    ModelSector("finance_property", "Finance, insurance and property", "KL", "business_services"),
    ModelSector("professional", "Professional and support services", "MN", "business_services"),
    ModelSector("public", "Government, education and health", "OPQ", "consumer_services"),
    ModelSector("other", "Arts, recreation and other services", "RST", "consumer_services"),
)
"""The finest groups for which GVA of authorities and ITL3 areas and jobs of ITL2 areas are all
published unsuppressed. Imputed rental (68IMP) is in none."""


def density_groups() -> NDArray[np.intp]:
    """[s], index into DENSITY_GROUPS."""
    return np.array([DENSITY_GROUPS.index(s.density_group) for s in MODEL_SECTORS], dtype=np.intp)


def grouped(values: Mapping[str, float | None], what: str) -> tuple[Array, float]:
    """Values by published industry code as (sectors [s], imputed rental).

    Raises GrowthplanError, with `what` naming the table, when a published row lies across two
    sectors, or some division has no value.
    """
    sums, rent = np.zeros(len(MODEL_SECTORS)), 0.0
    faults = []
    for tile in tiles(values):
        if tile.first == 68.0 and tile.end == 68.5:
            rent += tile.value
            continue
        start, end = industry_span(tile.code)
        first, last = int(start), math.ceil(end) - 1
        owner = next((i for i, s in enumerate(MODEL_SECTORS) if s.holds(first)), None)
        if owner is None or not MODEL_SECTORS[owner].holds(last):
            faults.append(Fault(f"{what}: industry {tile.code} lies across sectors of the model."))
            continue
        sums[owner] += tile.value
    missing = missing_divisions(values)
    lost = [s.title for s in MODEL_SECTORS if any(s.holds(d) for d in missing)]
    if lost:
        faults.append(
            Fault(
                f"{what} has no figure for parts of {', '.join(lost)}.",
                fix="Import an edition that prints them.",
                code="no data",
            )
        )
    if faults:
        raise GrowthplanError(faults)
    return sums, rent
