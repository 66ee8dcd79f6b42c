"""Statistical neighbours of each local authority, from Explore Local Statistics: JSON of
`{area: {"global": [...], "economic": [...], "demographic": [...]}}`, the most alike first."""

from __future__ import annotations

from typing import Any

import polars as pl

from growthplan.importers.layout import CELLS, LABELS, Layout, Parsed
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import (
    UNKNOWN_LICENCE,
    Fault,
    Gazetteer,
    GrowthplanError,
    Place,
    PlaceKind,
)

LAYOUT = "ons_neighbours_similar_json"
TITLE = "Statistical neighbours of local authorities (Explore Local Statistics)"
KINDS = ("global", "economic", "demographic")
FEWEST_AREAS = 300


def recognises(file: OpenFile) -> bool:
    head = file.data[:2000]
    return file.kind == "json" and all(f'"{kind}"'.encode() in head for kind in KINDS)


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read the neighbours of every area.

    Raises GrowthplanError when an area lacks a kind of neighbours, is its own neighbour or has
    one twice, or when areas are missing.
    """
    said = file.json()
    faults = _faults(file, said)
    if faults:
        raise GrowthplanError(faults)
    rows = [
        (area, neighbour, kind, rank)
        for area, kinds in said.items()
        for kind in KINDS
        for rank, neighbour in enumerate(kinds[kind], start=1)
    ]
    codes = {area for row in rows for area in row[:2]}
    unknown = tuple(
        Place(code=code, name=code, kind=PlaceKind.LOCAL_AUTHORITY)
        for code in sorted(codes)
        if code not in gazetteer.by_code
    )
    canonical = {code: gazetteer.by_code.get(code, code) for code in codes}
    table = pl.DataFrame(
        [(canonical[a], canonical[b], kind, rank) for a, b, kind, rank in rows],
        schema={"place": pl.String, "neighbour": pl.String, "kind": pl.String, "rank": pl.Int32},
        orient="row",
    )
    return Parsed(
        layout=LAYOUT,
        dataset="statistical-neighbours",
        title=TITLE,
        publisher="Office for National Statistics",
        family="statistical-neighbours",
        observations=pl.DataFrame(schema=CELLS),
        series=pl.DataFrame(schema=LABELS),
        status="official statistics in development",
        licence=UNKNOWN_LICENCE,
        unknown_places=unknown,
        extra={"statistical_neighbours": table},
    )


def _faults(file: OpenFile, said: Any) -> list[Fault]:
    def fault(message: str) -> Fault:
        return Fault(message, file=file.name, code="layout")

    if not isinstance(said, dict) or len(said) < FEWEST_AREAS:
        count = len(said) if isinstance(said, dict) else 0
        return [fault(f"there are {count} areas; the United Kingdom has over {FEWEST_AREAS}")]
    faults = []
    for area, kinds in said.items():
        for kind in KINDS:
            near = kinds.get(kind) if isinstance(kinds, dict) else None
            if not near or not all(isinstance(code, str) for code in near):
                faults.append(fault(f"{area} has no list of {kind} neighbours"))
            elif area in near:
                faults.append(fault(f"{area} is among its own {kind} neighbours"))
            elif len(set(near)) < len(near):
                faults.append(fault(f"{area} has one of its {kind} neighbours twice"))
    return faults[:10]


LAYOUTS = (Layout(LAYOUT, f"{TITLE}: JSON", recognises, read),)
