"""The Nile: local level, Durbin and Koopman (2012), Time Series Analysis by State Space Methods.

Their variances are 15099 and 1469.1 (published). Values that begin from a variance of 10^6, the
default of a widely used package, differ from those of the exact diffuse start in the first years
only; both are pinned, and say which they are.
"""

from __future__ import annotations

import numpy as np
import pytest
from filter_models import level_steps, unknown

from growthplan.monitoring import fit_variances, run_filter, smooth
from growthplan.monitoring.filter import Start

STEPS = level_steps(100, 15099.0, 1469.1)
LOG_2PI = np.log(2 * np.pi)


def test_variances_are_those_printed(nile: np.ndarray) -> None:
    found = fit_variances(nile, trend=False)
    assert round(float(found.irregular[0])) == pytest.approx(15099, abs=0.6)  # published
    assert round(float(found.level[0]), 1) == pytest.approx(1469.1, abs=0.11)  # published
    # regression: without the constant for the first observation, which some leave out, -632.546
    assert found.log_likelihood[0] + LOG_2PI / 2 == pytest.approx(-632.5456, abs=1e-4)


def test_exact_diffuse_start(nile: np.ndarray) -> None:
    found = run_filter(nile, STEPS, unknown(1))
    # by hand: 1120 + (15099 + 1469.1) / (2 × 15099 + 1469.1) × 40
    gain = (15099 + 1469.1) / (2 * 15099 + 1469.1)
    assert found.after_mean[0, 1, 0] == pytest.approx(1120 + 40 * gain, abs=1e-9)
    assert found.after_mean[0, -1, 0] == pytest.approx(798.37, abs=0.005)
    assert found.after_known[0, -1, 0, 0] == pytest.approx(4032, abs=0.5)
    steady = found.before_known[0, -1, 0, 0] / found.innovation_variance[0, -1]
    assert steady == pytest.approx(0.2670, abs=5e-5)


def test_start_of_variance_one_million(nile: np.ndarray) -> None:
    start = Start(np.zeros((1, 1)), np.full((1, 1, 1), 1e6), np.zeros((1, 1, 1)))
    found = run_filter(nile, STEPS, start)
    assert found.after_mean[0, 1, 0] == pytest.approx(1132.79, abs=0.005)
    assert found.after_known[0, 1, 0, 0] == pytest.approx(7848, abs=0.5)
    assert smooth(found).mean[0, 0, 0] == pytest.approx(1107.20, abs=0.005)
    f, v = found.innovation_variance[0, 0], found.innovation[0, 0]
    after_first = found.log_likelihood[0] + 0.5 * (LOG_2PI + np.log(f) + v**2 / f)
    assert after_first == pytest.approx(-632.54, abs=0.005)


def test_a_gap_in_the_record_widens_the_band_and_nothing_else(nile: np.ndarray) -> None:
    gapped = nile.copy()
    gapped[0, 20:40] = np.nan
    found = run_filter(gapped, STEPS, unknown(1))
    assert (np.diff(found.after_mean[0, 20:40, 0]) == 0).all()
    assert np.diff(found.after_known[0, 20:40, 0, 0]) == pytest.approx(1469.1)
