"""The sample report of `tests/report`, rendered."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "report"))

from sample_report import sample_report

from growthplan.publishers import write_site, write_tables
from growthplan.report import Report


@pytest.fixture(scope="session")
def report() -> Report:
    return sample_report()


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory, report: Report) -> Path:
    """A folder laid out as `build` does: site/ and data/."""
    folder = tmp_path_factory.mktemp("out")
    write_site(report, folder / "site")
    write_tables(report, folder / "data")
    return folder
