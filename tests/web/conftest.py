"""A copy of the plan of Liverpool City Region, served for all tests of a module."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.served_plan import Server, pages_for, running

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    plan = folder / "plan"
    shutil.copytree(LCR, plan)
    with running(pages_for(plan, folder / "cache")) as found:
        yield found
