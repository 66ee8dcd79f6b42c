"""The folder of a plan: which files it may have, and how each is laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import BaseModel

from growthplan.plan.alignment import AlignmentFile, PipelineFile
from growthplan.plan.claim import ClaimsFile
from growthplan.plan.funding import FundingFile
from growthplan.plan.indicator import DecisionsFile, IndicatorsFile
from growthplan.plan.intervention import InterventionsFile
from growthplan.plan.lever import LeversFile
from growthplan.plan.schema import PlanFile, SourcesFile
from growthplan.plan.sector import SectorsFile
from growthplan.plan.site import SitesFile, ZonesFile

PLAN_FILE = "plan.yaml"
LAYOUTS: dict[str, type[BaseModel]] = {
    PLAN_FILE: PlanFile,
    "sectors.yaml": SectorsFile,
    "sites.yaml": SitesFile,
    "zones.yaml": ZonesFile,
    "levers.yaml": LeversFile,
    "funding.yaml": FundingFile,
    "interventions.yaml": InterventionsFile,
    "indicators.yaml": IndicatorsFile,
    "alignment.yaml": AlignmentFile,
    "pipeline.yaml": PipelineFile,
    "claims.yaml": ClaimsFile,
    "decisions.yaml": DecisionsFile,
    "sources.yaml": SourcesFile,
}
"""The files of a plan's folder, and how each is laid out. Only plan.yaml is needed."""
FOLDERS: tuple[str, ...] = ("sites", "zones", "interventions")
"""Lists that may be kept as a folder with one file for each entry, named by its id."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a plan a file holds."""

    layout: str
    """Key of LAYOUTS."""
    entry: str | None = None
    """The list that its one entry belongs to, for a file in a folder; None for a whole file."""
    name: str = ""
    """Name of the file without its ending, for a file in a folder."""


def part_of(file: str) -> Part | None:
    """The part that a file holds, by its name and folder; None when it is no part of a plan.

    >>> part_of("my-plan/levers.yaml"), part_of("my-plan/sites/port.yaml")
    (Part(layout='levers.yaml', entry=None, name=''), Part(layout='sites.yaml', entry='sites', \
name='port'))
    >>> part_of("my-plan/sties/port.yaml") is None
    True
    """
    steps = re.split(r"[/\\]", file)
    if len(steps) > 1 and steps[-2] in FOLDERS and steps[-1].endswith(".yaml"):
        return Part(f"{steps[-2]}.yaml", steps[-2], steps[-1].removesuffix(".yaml"))
    return Part(steps[-1]) if steps[-1] in LAYOUTS else None


class Plan(
    PlanFile,
    SectorsFile,
    SitesFile,
    ZonesFile,
    LeversFile,
    FundingFile,
    InterventionsFile,
    IndicatorsFile,
    AlignmentFile,
    PipelineFile,
    ClaimsFile,
    DecisionsFile,
):
    """A whole plan: everything in its folder, checked."""
