"""The published panels that tests read."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np

from growthplan.evaluation import Layout, Panel, read_panel

FOLDER = Path(__file__).parent / "published"
SMOKING = FOLDER / "california_prop99.csv"
PREDICTORS = FOLDER / "california_predictors.csv"
NAMED = ("state", "year")
SMOKING_LAYOUT = Layout("State", "Year", "PacksPerCapita", ("California",), "1989")


def smoking() -> Panel:
    """California's tobacco control programme, 39 states, 1970 to 2000."""
    return read_panel(SMOKING.read_bytes(), SMOKING.name, SMOKING_LAYOUT)[0]


def smoking_with_predictors() -> Panel:
    """The same with income, price, beer and the share of the young, 1980 to 1988."""
    panel = smoking()
    rows = list(csv.DictReader(PREDICTORS.read_text(encoding="utf-8").splitlines()))
    covariates = {
        name: np.full(panel.outcome.shape, np.nan) for name in rows[0] if name not in NAMED
    }
    for row in rows:
        at = panel.units.index(row["state"]), panel.times.index(row["year"])
        for name, values in covariates.items():
            values[at] = float(row[name] or "nan")
    return replace(panel, covariates=covariates)
