"""Real extracts of Explore Local Statistics, cut to a few areas, and ways to damage them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from growthplan.importers.layout import Parsed
from growthplan.importers.ons_local_statistics.long_csv import LAYOUTS
from growthplan.importers.opening import OpenFile, open_file
from growthplan.vocabulary import Gazetteer, Place, PlaceKind

FIXTURES = Path(__file__).parent.parent / "fixtures" / "ons_local_statistics"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """A few areas with the codes of both systems."""
    return Gazetteer(
        [
            Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY, aliases=("TLB",)),
            Place(code="E12000002", name="North West", kind=PlaceKind.REGION, aliases=("TLD",)),
            Place(code="K02000001", name="United Kingdom", kind=PlaceKind.UK),
            Place(
                code="K99000002",
                name="UK less Extra-Regio",
                kind=PlaceKind.UK_LESS_EXTRA_REGIO,
                aliases=("UKX",),
            ),
            Place(code="E47000004", name="Liverpool City Region", kind=PlaceKind.CITY_REGION),
            Place(code="TLD7", name="Merseyside", kind=PlaceKind.ITL2),
            Place(code="E08000012", name="Liverpool", kind=PlaceKind.LOCAL_AUTHORITY),
            Place(code="E08000011", name="Knowsley", kind=PlaceKind.LOCAL_AUTHORITY),
            Place(code="E06000006", name="Halton", kind=PlaceKind.LOCAL_AUTHORITY),
            Place(
                code="CR-aberdeen-city-region",
                name="Aberdeen City Region",
                kind=PlaceKind.CITY_REGION,
            ),
        ]
    )


def opened(path: Path) -> OpenFile:
    def no_sheets(_: Path) -> dict[str, pl.DataFrame]:
        raise AssertionError("a CSV has no sheets")

    return open_file(path, no_sheets)


@pytest.fixture
def parse(gazetteer: Gazetteer) -> Callable[[str | Path], Parsed]:
    """Recognise and read a file: a path, or the name of an extract."""

    def parse(path: str | Path) -> Parsed:
        file = opened(FIXTURES / path if isinstance(path, str) else path)
        assert LAYOUTS[0].recognises(file)
        return LAYOUTS[0].read(file, gazetteer)

    return parse


Edit = Callable[[str], str]


@pytest.fixture
def damaged(tmp_path: Path) -> Callable[[str, Edit], Path]:
    """A copy of an extract, with its text changed (the byte-order mark kept)."""

    def damaged(name: str, edit: Edit) -> Path:
        source = FIXTURES / name
        text = source.read_bytes().decode()
        changed = edit(text)
        assert changed != text, "the damage must do something"
        path = tmp_path / source.name
        path.write_bytes(changed.encode())
        return path

    return damaged


@pytest.fixture
def with_metadata(tmp_path: Path) -> Callable[[str, str | None], Path]:
    """A copy of an extract with the text given as the metadata file beside it."""

    def with_metadata(name: str, metadata: str | None) -> Path:
        source = FIXTURES / name
        path = tmp_path / source.name
        shutil.copyfile(source, path)
        if metadata is not None:
            path.with_suffix(".json").write_text(metadata, encoding="utf-8")
        return path

    return with_metadata


def figure(parsed: Parsed, indicator: str, place: str, period: str) -> dict[str, object]:
    """The one observation of an indicator, place and period."""
    rows = parsed.observations.filter(
        (pl.col("indicator") == indicator)
        & (pl.col("place") == place)
        & (pl.col("period") == period)
    )
    assert rows.height == 1, f"{rows.height} rows for {indicator}/{place}/{period}"
    return rows.row(0, named=True)


@pytest.fixture
def find() -> Callable[[Parsed, str, str, str], dict[str, object]]:
    return figure
