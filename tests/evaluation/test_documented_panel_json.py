"""The page that tells what `evaluate --panel --json` gives, held against what it gives."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from growthplan.cli.evaluate_tables import tables_as_json
from growthplan.evaluation import Layout, Settings
from growthplan.journeys.evaluating import evaluate_panel

HERE = Path(__file__).parent
PANEL = HERE / "published" / "california_prop99.csv"
PAGE = HERE.parents[1] / "docs" / "how-to" / "check-us-on-a-published-study.md"
LAYOUT = Layout(
    "State", "Year", "PacksPerCapita", ("California",), "1989", None, (), (), False
)  # fmt: skip
ESTIMATORS = (
    "did", "event-study", "group-time", "synthetic-control", "synthetic-did",
    "augmented-synthetic-control", "interrupted-time-series", "matching",
)  # fmt: skip


def documented() -> dict[str, dict[str, list[str]]]:
    """Columns by estimator and table, as the page has them."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 3 or not re.fullmatch(r"`\w+`", cells[0]):
            continue
        every = cells[1].startswith("every")
        for estimator in ESTIMATORS if every else cells[1].split(", "):
            found[estimator][cells[0].strip("`")] = re.findall(r"`(\w+)`", cells[2])
    return found


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_tables_and_columns_are_as_documented(estimator: str) -> None:
    made = evaluate_panel(PANEL, LAYOUT, estimator, Settings(draws=19))
    given = {
        name: list(table[0]) if isinstance(table, list) else table.columns
        for name, table in tables_as_json(made).items()
    }
    assert given == documented()[estimator]


def test_the_effects_on_the_page_are_those_that_are_given() -> None:
    for estimator, optimiser, shown in (
        ("synthetic-did", None, "−15.6"),
        ("synthetic-control", "published", "−19.6"),
        ("synthetic-control", None, "−19.5"),
        ("did", None, "−27.3"),
    ):
        made = evaluate_panel(PANEL, LAYOUT, estimator, Settings(optimiser=optimiser))
        assert f"{made.estimate.effect:.1f}".replace("-", "−") == shown
        option = f" --optimiser {optimiser}" if optimiser else ""
        assert f"| `{estimator}{option}` | {shown}" in PAGE.read_text("utf-8")
