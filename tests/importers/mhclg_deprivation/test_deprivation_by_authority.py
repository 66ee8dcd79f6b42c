"""Indices of deprivation summarised by local authority."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from growthplan.importers import WorkbookReader, open_file
from growthplan.importers.layout import Parsed
from growthplan.importers.mhclg_deprivation import local_authorities_csv
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError

FILES = Path(__file__).parent.parent / "fixtures" / "mhclg_deprivation"
OF_2019 = "IoD2019_local_authority_district.csv"
OF_2025 = "indices_of_deprivation_2025_lad.csv"

Parse = Callable[[Path | str], Parsed]


@pytest.fixture
def parse(monkeypatch: pytest.MonkeyPatch) -> Parse:
    """Read a file of three authorities."""
    monkeypatch.setattr(local_authorities_csv, "AUTHORITIES", {"2019": 3, "2025": 3})
    return _read


def _read(path: Path | str) -> Parsed:
    file = open_file(FILES / path, WorkbookReader())
    (layout,) = local_authorities_csv.LAYOUTS
    assert layout.recognises(file)
    with Store() as store:
        return layout.read(file, store.gazetteer)


@pytest.mark.parametrize(("name", "period", "share"), [(OF_2019, "2019", 0.4866),
                                                       (OF_2025, "2025", 0.3675)])  # fmt: skip
def test_share_of_liverpool_in_the_worst_tenth(
    parse: Parse, name: str, period: str, share: float
) -> None:
    """Known figure 23: 48.66% (2019) and 36.75% (2025) of Liverpool's neighbourhoods."""
    rows = parse(name).observations.filter(
        (pl.col("place") == "E08000012") & (pl.col("indicator") == "most_deprived_neighbourhoods")
    )
    assert rows["period"].to_list() == [period]
    assert rows["value"].item() == pytest.approx(share, abs=1e-9)


def test_bundled_summary_agrees_with_the_bundled_neighbourhoods() -> None:
    with Store() as store:
        summary = store.rows(
            "observations", indicator=["most_deprived_neighbourhoods_health"], period=["2025"]
        )
        areas = store.rows("neighbourhoods", edition=["2025"], domain=["health"])
    counted = areas.group_by("local_authority").agg(share=(pl.col("decile") == 1).mean())
    both = summary.join(counted, left_on="place", right_on="local_authority")
    assert both.height == 296
    assert (both["value"] - both["share"]).abs().max() < 6e-5


def test_both_editions_have_the_same_indicators(parse: Parse) -> None:
    ids = [set(parse(name).observations["indicator"]) for name in (OF_2019, OF_2025)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 11


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Health and Disability", "Wellbeing", "'Wellbeing' is no domain of the Indices"),
        ("E08000014,Sefton,Crime", "E08000012,Liverpool,Crime", "E08000012 is there twice"),
        (",2019", ",2018", "known here are 2019, 2025"),
        ("average_score", "mean_score", "no column is headed average_score"),
        ("0.48659999999999998", "48.66", "a share of 48.66 is not between 0 and 1"),
        ("0.48659999999999998", "half", "'half' is neither a number"),
    ],
)
def test_damaged_file_is_refused(
    parse: Parse, tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (FILES / OF_2019).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / OF_2019
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GrowthplanError, match=said):
        parse(path)


def test_part_of_england_is_refused() -> None:
    with pytest.raises(GrowthplanError, match="has 3 local authorities; the edition of 2019 has"):
        _read(OF_2019)
