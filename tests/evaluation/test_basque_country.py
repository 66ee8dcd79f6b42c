"""Abadie and Gardeazabal (2003), the economic costs of conflict, with the predictors and printed
results of Abadie, Diamond and Hainmueller (2011); golden numbers are published."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from published_panels import FOLDER

from growthplan.evaluation import Estimate, Layout, Panel, Settings, estimate, read_panel

SCHOOLING = ("illiterate", "primary", "secondary", "higher")
SHARES = (
    "agriculture", "energy", "industry", "construction", "market_services", "other_services"
)  # fmt: skip
ASKED = (
    *(f"{level}:1964-1969" for level in SCHOOLING), "investment:1964-1969", "gdp:1960-1969",
    *(f"{industry}:1961-1969" for industry in SHARES), "density:1969",
)  # fmt: skip


@pytest.fixture(scope="module")
def panel() -> Panel:
    """All 43 years, people by schooling as they are."""
    layout = Layout("region", "year", "gdp", ("Basque Country",), "1970", covariates=ASKED)
    file = FOLDER / "basque.csv"
    return read_panel(file.read_bytes(), file.name, layout)[0]


@pytest.fixture(scope="module")
def found(panel: Panel) -> Estimate:
    """From 1960, over whose years to 1969 the published fit is; schooling as shares of the six
    years' sums."""
    at = slice(panel.times.index("1960"), None)
    sums = np.stack([np.nansum(panel.covariates[level], axis=1) for level in SCHOOLING])
    covariates = {name: values[:, at] for name, values in panel.covariates.items()}
    for level, share in zip(SCHOOLING, 100 * sums / sums.sum(axis=0), strict=True):
        covariates[level] = np.repeat(share[:, None], len(panel.times[at]), axis=1)
    shorter = replace(
        panel, times=panel.times[at], outcome=panel.outcome[:, at], covariates=covariates,
        first=panel.first - at.start,
    )  # fmt: skip
    return estimate(shorter, "synthetic-control", Settings(covariates=ASKED))


PRINTED = {
    "illiterate": (39.888, 170.786), "primary": (1031.742, 1127.186), "secondary": (90.359, 76.260),
    "higher": (39.208, 37.713), "investment": (24.647, 21.424), "agriculture": (6.844, 21.353),
    "energy": (4.106, 5.310), "industry": (45.082, 22.425), "construction": (6.150, 7.276),
    "market_services": (33.754, 36.528), "other_services": (4.072, 7.111),
    "density": (246.890, 99.414),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_means_as_printed(panel: Panel, name: str) -> None:
    """Of the Basque Country, and of the sixteen others."""
    values = np.nanmean(panel.covariates[name], axis=1)
    own, others = values[panel.treated][0], values[~panel.treated].mean()
    assert (own, others) == pytest.approx(PRINTED[name], abs=0.001)


def test_weights_as_printed(found: Estimate) -> None:
    weights = dict(found.tables["weights"].filter(pl.col("weight") > 5e-4).iter_rows())
    assert {name: round(weight, 3) for name, weight in weights.items()} == {
        "Catalonia": 0.851, "Madrid": 0.149
    }  # fmt: skip


def test_the_synthetic_basque_country_as_printed(found: Estimate) -> None:
    table = dict(found.tables["predictors"].select("predictor", "synthetic").iter_rows())
    by_industry = [table[f"{industry}:1961-1969"] for industry in SHARES]
    assert by_industry == pytest.approx([6.179, 2.760, 37.636, 6.952, 41.104, 5.371], abs=0.002)
    assert table["gdp:1960-1969"] == pytest.approx(5.271, abs=0.001)
    assert table["investment:1964-1969"] == pytest.approx(21.583, abs=0.001)
    assert table["density:1969"] == pytest.approx(196.283, abs=0.15)


def test_the_error_before_as_printed(found: Estimate) -> None:
    """Mean squared, 1960 to 1969: 0.008864."""
    error = found.tables["placebos"].filter(pl.col("unit") == "Basque Country")
    assert error["rmspe_before"].item() ** 2 == pytest.approx(0.008864, abs=2e-5)


def test_gaps_of_the_first_years_as_printed(panel: Panel, found: Estimate) -> None:
    """Of years that the fit does not know."""
    weights = dict(found.tables["weights"].iter_rows())
    donors = np.array([weights[name] for name in panel.control_names])
    gaps = panel.outcome[panel.treated][0] - donors @ panel.controls
    assert gaps[:3] == pytest.approx([0.15023, 0.09168, 0.03716], abs=0.001)


def test_the_loss_of_some_ten_per_cent(found: Estimate) -> None:
    """Per head, in the 1980s and 1990s."""
    path = found.tables["path"].filter(pl.col("time") >= "1980")
    assert float((path["gap"] / path["without"]).mean()) == pytest.approx(-0.10, abs=0.015)
