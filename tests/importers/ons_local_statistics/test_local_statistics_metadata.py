"""The metadata file beside a CSV, its catalogue of indicators, and what is recognised."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from growthplan.importers.layout import Parsed
from growthplan.importers.ons_local_statistics.catalogue import catalogue
from growthplan.importers.ons_local_statistics.long_csv import LAYOUTS
from growthplan.importers.ons_local_statistics.sidecar import parse_sidecar
from growthplan.importers.opening import open_file
from growthplan.vocabulary import UNITS

Parse = Callable[[str | Path], Parsed]
WithMetadata = Callable[[str, str | None], Path]

FIXTURES = Path(__file__).parent.parent / "fixtures" / "ons_local_statistics"
GVA = "csv/gross-value-added.csv"


@pytest.mark.parametrize(
    ("name", "released"),
    [
        (GVA, date(2025, 6, 19)),
        ("csv/gross-median-weekly-pay.csv", date(2025, 10, 23)),
        ("csv/housing-affordability-ratio.csv", date(2026, 3, 26)),
        ("older/gva-per-hour_data-to-2022.csv", date(2024, 6, 17)),
        ("older/gva-per-hour_data-to-2021.csv", None),
        ("older/gva-per-hour_data-to-2020.csv", None),
    ],
)
def test_day_of_publication(parse: Parse, name: str, released: date | None) -> None:
    """From the metadata's source date, in its three shapes; the two oldest state none."""
    assert parse(name).released == released


def test_status_and_source_are_the_publishers(parse: Parse) -> None:
    gva, schools = parse(GVA), parse("csv/apprenticeships.csv")
    assert gva.status == "official statistics in development"
    assert schools.status == "official statistics"
    assert "Department for Education" in schools.title
    assert "per 100,000 people" in schools.indicators[0].definition


def test_without_metadata_the_figures_are_the_same(
    parse: Parse, with_metadata: WithMetadata
) -> None:
    bare = parse(with_metadata(GVA, None))
    assert bare.released is None
    assert_frame_equal(bare.observations, parse(GVA).observations)
    assert all(indicator.definition for indicator in bare.indicators)


def test_base_year_without_metadata(parse: Parse, with_metadata: WithMetadata) -> None:
    """GDP per head, April 2024: volumes equal current prices in 2019."""
    bare = parse(with_metadata("csv/gdp-per-head_2025-01.csv", None))
    assert "chained volume, 2019 money" in set(bare.series["price_basis"])


def test_metadata_of_another_edition_is_not_used(parse: Parse, with_metadata: WithMetadata) -> None:
    """The file to 2022 beside the metadata to 2023 must not get the date of the later one."""
    later = (FIXTURES / "older/gva-per-hour_data-to-2023.json").read_text(encoding="utf-8")
    parsed = parse(with_metadata("older/gva-per-hour_data-to-2022.csv", later))
    assert parsed.released is None
    assert any("edition to 2023" in note and "2022" in note for note in parsed.notes)


@pytest.mark.parametrize("text", ["{", "[]", "not json", ""])
def test_unreadable_metadata_is_noted(parse: Parse, with_metadata: WithMetadata, text: str) -> None:
    parsed = parse(with_metadata(GVA, text))
    assert parsed.released is None
    assert "gross-value-added.json is not readable JSON and was not used" in parsed.notes


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"ess-beta-metadata": None},
        {"ess-beta-metadata": {"shared": {"sourceDate": 2025, "sourceOrg": None}}},
        {"ess-beta-metadata": {"sourceDate": "June 2025"}},
    ],
)
def test_metadata_of_an_unexpected_shape_says_nothing(said: dict[str, object]) -> None:
    assert parse_sidecar(said).released is None


def test_two_source_dates_mean_the_newer() -> None:
    said = {"ess-beta-metadata": {"sourceDate": "16/04/2024|23/10/2025", "sourceOrg": "A|B"}}
    sidecar = parse_sidecar(said)
    assert sidecar.released == date(2025, 10, 23)
    assert sidecar.organisation == "A and B"


def test_catalogue_is_sound() -> None:
    """Units are known, ids stand for one unit, price basis and title, names for one id."""
    entries = catalogue()
    assert all(entry.unit in UNITS for entry in entries)
    assert all(entry.definition and entry.title for entry in entries)
    meanings = {(e.id, e.unit, e.price_basis, e.title) for e in entries}
    assert len(meanings) == len({e.id for e in entries})
    by_dataset = Counter((e.dataset, e.published.casefold()) for e in entries)
    assert max(by_dataset.values()) == 1
    in_dataset = Counter((e.dataset, e.id) for e in entries)
    assert max(in_dataset.values()) == 1
    twins = {e.current_price_twin for e in entries if e.price_basis == "chained volume"}
    assert twins <= {e.id for e in entries}


def test_a_unit_other_than_the_published_one_has_a_reason() -> None:
    same = {
        ("%", "%"),
        ("mins", "minutes"),
        ("yrs", "years"),
        ("Number of enterprises", "count"),
        ("Rate per 100,000 population", "per 100,000 people"),
        ("Net additional dwellings per 1,000 stock", "per 1,000 dwellings"),
    }
    unexplained = [
        e.id for e in catalogue() if (e.published_unit, e.unit) not in same and not e.unit_note
    ]
    assert unexplained == []


def test_birth_certificates_agree_with_the_catalogue() -> None:
    """One certificate a file and release; families and priorities as the catalogue has them."""
    folder = files("growthplan").joinpath("snapshot", "releases", "local-statistics.csv")
    rows = list(csv.DictReader(folder.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == len({row["sha256"] for row in rows}) == len({row["id"] for row in rows})
    expected = {e.dataset: (e.family, e.priority) for e in catalogue()}
    for row in rows:
        dataset = row["id"].removeprefix("ons-local-statistics-").partition("@")[0]
        assert (row["family"], row["priority"]) == expected[dataset]
        assert row["id"].endswith(row["released"])
        assert row["edition"] == row["released"][:7]
        assert row["released_basis"]
    editions = {r["edition"] for r in rows if r["family"] == "subregional-productivity"}
    assert editions == {"2022-07", "2023-06", "2024-06", "2025-06"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DATE,GEOGRAPHY_NAME,GEOGRAPHY_CODE,OBS_VALUE\n2022,Liverpool,E08000012,496770\n",
        "ITL_code,Region_name,SIC07_code,SIC07_description,1998\nTLD7,Merseyside,Total,All,1\n",
        "areacd,areanm,parentcd\nE08000012,Liverpool,E47000004\n",
        '"Title","GDP deflator"\n"2023","106.9"\n',
    ],
)
def test_other_files_are_left_to_others(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gross-value-added.csv"
    path.write_text(text or "\n", encoding="utf-8")
    assert not LAYOUTS[0].recognises(open_file(path, lambda _: {}))


def test_json_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "gross-value-added.json"
    path.write_text(json.dumps({"areacd": 1}), encoding="utf-8")
    assert not LAYOUTS[0].recognises(open_file(path, lambda _: {}))
