"""Indices of deprivation: published counts, and damaged files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from growthplan.importers import WorkbookReader, open_file
from growthplan.importers.layout import Parsed
from growthplan.importers.mhclg_deprivation import neighbourhoods_csv
from growthplan.importers.mhclg_deprivation.editions import DOMAINS, EDITIONS, Edition
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError, Place, PlaceKind

FILES = Path(__file__).parent.parent / "fixtures" / "mhclg_deprivation"
FILE_1 = "Index_of_Multiple_Deprivation(IMD2019).csv"
DOMAINS_2019 = "imd2019_england_lsoa11_with-lad.csv"
DOMAINS_2025 = "imd2025_england_lsoa21_with-lad.csv"
NAMES = {
    "E08000011": "Knowsley",
    "E08000012": "Liverpool",
    "E09000001": "City of London",
    "E08000013": "St. Helens",
}
GAZETTEER = Gazetteer(
    Place(code=code, name=name, kind=PlaceKind.LOCAL_AUTHORITY) for code, name in NAMES.items()
)

Parse = Callable[[Path | str], Parsed]


@pytest.fixture
def parse(monkeypatch: pytest.MonkeyPatch) -> Parse:
    """Read a file that has part of England only; whether all of it is there is tested apart."""
    monkeypatch.setattr(neighbourhoods_csv, "check_complete", lambda *_: None)
    return _read


def _read(path: Path | str) -> Parsed:
    file = open_file(FILES / path, WorkbookReader())
    (layout,) = [layout for layout in neighbourhoods_csv.LAYOUTS if layout.recognises(file)]
    return layout.read(file, GAZETTEER)


def _damaged(tmp_path: Path, name: str, old: str, new: str) -> Path:
    text = (FILES / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("edition", "worst", "all_of_them"), [("2019", 145, 298), ("2025", 111, 302)]
)
def test_liverpool_neighbourhoods_in_the_most_deprived_tenth(
    edition: str, worst: int, all_of_them: int
) -> None:
    """Known figure 23: 145 of 298 (2019) and 111 of 302 (2025), index of all domains."""
    with Store() as store:
        rows = store.rows(
            "neighbourhoods", local_authority=["E08000012"], edition=[edition], domain=["overall"]
        )
    assert (rows.filter(pl.col("decile") == 1).height, rows.height) == (worst, all_of_them)


@pytest.mark.parametrize("edition", EDITIONS)
def test_bundled_tables_have_every_neighbourhood_and_domain(edition: Edition) -> None:
    """Trap 20: 32,844 neighbourhoods in 2019 and 33,755 in 2025, so ranks do not compare."""
    with Store() as store:
        rows = store.rows("neighbourhoods", edition=[str(edition.year)])
    counts = rows.group_by("domain").len()
    assert set(counts["domain"]) == set(DOMAINS)
    assert set(counts["len"]) == {edition.neighbourhoods}
    tenths = rows.filter(pl.col("domain") == "overall").group_by("decile").len()
    assert tenths["len"].max() - tenths["len"].min() <= 1


def test_file_1_has_names_and_ranks_with_thousands_commas(parse: Parse) -> None:
    """Trap 12: `"14,664"` is a number."""
    rows = parse(FILE_1).extra["neighbourhoods"]
    row = rows.row(by_predicate=pl.col("area") == "E01006512", named=True)
    assert (row["name"], row["local_authority"]) == ("Liverpool 031A", "E08000012")
    assert (row["domain"], row["rank"], row["decile"]) == ("overall", 14_664, 5)


def test_every_domain_is_read_under_its_own_name(parse: Parse) -> None:
    rows = parse(DOMAINS_2019).extra["neighbourhoods"].filter(pl.col("area") == "E01006512")
    ranks = dict(rows.select("domain", "rank").iter_rows())
    assert ranks == {
        "overall": 14_664,
        "income": 22_314,
        "employment": 25_368,
        "education": 16_992,
        "health": 5_284,
        "crime": 22_148,
        "housing": 18_005,
        "environment": 959,
    }


def test_both_files_of_2019_say_the_same_of_the_index(parse: Parse) -> None:
    columns = ["area", "local_authority", "rank", "decile"]
    first = parse(FILE_1).extra["neighbourhoods"].select(columns)
    second = parse(DOMAINS_2019).extra["neighbourhoods"].filter(pl.col("domain") == "overall")
    assert first.sort("area").equals(second.select(columns).sort("area"))


def test_housing_domain_has_another_heading_in_2025(parse: Parse) -> None:
    rows = parse(DOMAINS_2025).extra["neighbourhoods"]
    assert set(rows["edition"]) == {"2025"}
    assert set(rows["domain"]) == set(DOMAINS)


def test_columns_may_come_in_another_order(parse: Parse, tmp_path: Path) -> None:
    frame = pl.read_csv(FILES / DOMAINS_2019, infer_schema=False)
    moved = frame.select(*frame.columns[:3], *reversed(frame.columns[3:]))
    path = tmp_path / DOMAINS_2019
    moved.write_csv(path)
    assert parse(path).extra["neighbourhoods"].equals(parse(DOMAINS_2019).extra["neighbourhoods"])


def test_part_of_england_is_refused() -> None:
    with pytest.raises(GrowthplanError, match="95 neighbourhoods; the edition of 2019 has 32,844"):
        _read(FILE_1)


def test_missing_domain_is_named(parse: Parse, tmp_path: Path) -> None:
    path = _damaged(tmp_path, DOMAINS_2019, "Health_rank", "Wellbeing_rank")
    with pytest.raises(GrowthplanError, match=r"'Health_rank' and 'Health_decile'.*Wellbeing_rank"):
        parse(path)


def test_decile_that_contradicts_its_rank_is_refused(parse: Parse, tmp_path: Path) -> None:
    path = _damaged(tmp_path, FILE_1, '"14,664",5', '"14,664",7')
    with pytest.raises(GrowthplanError, match=r"E01006512.* does not lie in") as found:
        parse(path)
    assert found.value.faults[0].line is not None


@pytest.mark.parametrize("rank", ['"many"', '"14,664.5"', '"32,845"', "0", ""])
def test_rank_that_is_no_rank_is_refused(parse: Parse, tmp_path: Path, rank: str) -> None:
    path = _damaged(tmp_path, FILE_1, '"14,664",5', f"{rank},5")
    with pytest.raises(GrowthplanError, match="no whole number from 1 to 32,844"):
        parse(path)


def test_repeated_neighbourhood_is_refused(parse: Parse, tmp_path: Path) -> None:
    path = _damaged(tmp_path, FILE_1, "E01006513", "E01006512")
    with pytest.raises(GrowthplanError, match="'E01006512' is there twice"):
        parse(path)


def test_unknown_local_authority_is_reported_and_kept(parse: Parse, tmp_path: Path) -> None:
    path = _damaged(tmp_path, FILE_1, "031A,E08000012", "031A,E08000099")
    parsed = parse(path)
    assert [place.code for place in parsed.unknown_places] == ["E08000099"]
    assert "E08000099" in set(parsed.extra["neighbourhoods"]["local_authority"])


def test_edition_not_known_here_is_refused(parse: Parse, tmp_path: Path) -> None:
    path = _damaged(tmp_path, DOMAINS_2019, "lsoa11_code", "lsoa01_code")
    with pytest.raises(GrowthplanError, match=r"2001; editions known here have 2011 .* or 2021"):
        parse(path)
