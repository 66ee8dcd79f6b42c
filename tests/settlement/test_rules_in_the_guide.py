"""The rules that the guide to choosing shows are rules that a plan may have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from growthplan.cli import main
from growthplan.journeys import planning
from growthplan.plan import open_plan
from growthplan.store import Store

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "how-to" / "choose-a-portfolio.md"
PLAN = ROOT / "plans" / "liverpool-city-region"


def test_the_rules_it_shows_are_valid_in_the_plan_that_is_shipped(tmp_path: Path) -> None:
    [shown] = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    files = planning.plan_files(PLAN)
    [funding] = (name for name in files if name.endswith("funding.yaml"))
    files[funding] += f"\n{shown}".encode()
    with Store(tmp_path / "none.duckdb") as held:
        plan = open_plan(files, held.gazetteer)
    assert plan.choice is not None
    assert plan.choice.minimum_shares[0].share == 0.1
    assert plan.choice.capacities[0].functions == ("transport",)
    assert plan.choice.emissions is not None
    assert plan.choice.emissions.most == 0


def test_every_option_that_it_names_is_one_of_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["allocate", "--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    named = set(re.findall(r"--[a-z][a-z-]+", GUIDE.read_text("utf-8")))
    assert named <= known, named - known
