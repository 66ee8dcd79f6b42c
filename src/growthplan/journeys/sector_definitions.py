"""The sector definitions that come with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from growthplan.sectors import SectorDefinition, read_definitions

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it is there
_FOLDER = files("growthplan") / "sectors" / "definitions"


@cache
def sector_definitions() -> tuple[SectorDefinition, ...]:
    """The sector definitions that the package holds."""
    return read_definitions(
        {
            entry.name: yaml.load(entry.read_text("utf-8"), _LOADER)
            for entry in sorted(_FOLDER.iterdir(), key=lambda e: e.name)
            if entry.name.endswith(".yaml")
        }
    )
