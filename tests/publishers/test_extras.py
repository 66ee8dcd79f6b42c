"""What a build needs and is not installed is said at once, before any work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from growthplan.journeys.building import build
from growthplan.publishers import check_extras
from growthplan.vocabulary import GrowthplanError


def test_all_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("vl_convert", "gptables", "xlsxwriter"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(GrowthplanError) as raised:
        check_extras()
    assert [fault.code for fault in raised.value.faults] == ["missing extra"] * 3
    said = str(raised.value)
    for words in ("vl-convert", "gptables", "xlsxwriter", "growthplan[charts]", "[workbook]"):
        assert words in said


def test_a_build_stops_before_its_first_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gptables", None)
    told: list[str] = []
    with pytest.raises(GrowthplanError, match=r"pip install 'growthplan\[workbook\]'"):
        build(
            place="E47000004",
            out=tmp_path / "out",
            progress=lambda step, done, total: told.append(step),
        )
    assert not told
    assert not (tmp_path / "out").exists()
