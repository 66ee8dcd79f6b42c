"""The published panels that tests read."""

from __future__ import annotations

from pathlib import Path

from growthplan.evaluation import Layout, Panel, read_panel

FOLDER = Path(__file__).parent / "published"
SMOKING = FOLDER / "california_prop99.csv"
SMOKING_LAYOUT = Layout("State", "Year", "PacksPerCapita", ("California",), "1989")


def smoking() -> Panel:
    """California's tobacco control programme, 39 states, 1970 to 2000."""
    return read_panel(SMOKING.read_bytes(), SMOKING.name, SMOKING_LAYOUT)[0]
