"""Employment multipliers of a place, from the bundled statistics."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from growthplan.journeys.diagnosing_sectors import diagnose_sectors
from growthplan.store import Store
from growthplan.vocabulary import ENGLAND


def test_a_place_has_employment_multipliers_and_says_whose_jobs_they_rest_on(
    tmp_path: Path,
) -> None:
    with Store(tmp_path / "none.duckdb") as held:
        place, other = held.gazetteer["E08000012"], held.gazetteer[ENGLAND]
        found = diagnose_sectors(held, place, other, None).multipliers
    assert found is not None
    jobs = found.table.filter(pl.col("kind") == "jobs")
    assert jobs.height > 90
    assert (jobs["low"] >= 1).all()
    assert (jobs["high"] <= jobs["national"] + 1e-9).all()
    assert any("Great Britain" in note for note in found.notes)
    assert not any("no employment multipliers" in note for note in found.notes)
