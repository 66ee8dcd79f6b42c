"""The fixtures of the geography tests, opened as the product opens them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from growthplan.importers.layout import Layout, Parsed
from growthplan.importers.ons_geography import area_metadata, boundaries, lad_itl_lookup, lookups
from growthplan.importers.opening import OpenFile, open_file
from growthplan.vocabulary import Gazetteer

FIXTURES = Path(__file__).parent.parent / "fixtures" / "ons_geography"
LAYOUTS: tuple[Layout, ...] = (
    *lad_itl_lookup.LAYOUTS,
    *area_metadata.LAYOUTS,
    *lookups.LAYOUTS,
    *boundaries.LAYOUTS,
)
EMPTY = Gazetteer(())


def no_sheets(path: Path) -> Mapping[str, pl.DataFrame]:
    raise AssertionError(f"{path} is not a workbook")


def opened(name: str) -> OpenFile:
    return open_file(FIXTURES / name, no_sheets)


def read(file: OpenFile, gazetteer: Gazetteer = EMPTY) -> Parsed:
    (layout,) = [layout for layout in LAYOUTS if layout.recognises(file)]
    return layout.read(file, gazetteer)


def changed(tmp_path: Path, name: str, data: bytes) -> OpenFile:
    path = tmp_path / name
    path.write_bytes(data)
    return open_file(path, no_sheets)
