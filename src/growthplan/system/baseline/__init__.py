"""No plan: how relative productivity carries on, how sure that is, and from what start."""

from growthplan.system.baseline.autoregression import (
    RANDOM_WALK,
    Autoregression,
    fit_autoregression,
    surprises,
)
from growthplan.system.baseline.panel import Pool, RelativePanel, editions, relative_panel
from growthplan.system.baseline.revision import RevisionModel, revision_model
from growthplan.system.baseline.variance import ShrunkVariance, shrink_variances

__all__ = [
    "RANDOM_WALK",
    "Autoregression",
    "Pool",
    "RelativePanel",
    "RevisionModel",
    "ShrunkVariance",
    "editions",
    "fit_autoregression",
    "relative_panel",
    "revision_model",
    "shrink_variances",
    "surprises",
]
