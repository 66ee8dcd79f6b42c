"""No plan: how relative productivity carries on, how sure that is, and from what start.

`region_form` and `authority_forms` fit a city region and its authorities; `baseline_draws` draws
their paths with England's; `no_plan` puts them in words and `over_forms` says how far the answer
hangs on the form. Everything is in logs of GVA per hour relative to England.
"""

from growthplan.system.baseline.authority_forms import AuthorityForms, authority_forms
from growthplan.system.baseline.autoregression import (
    RANDOM_WALK,
    Autoregression,
    fit_autoregression,
    surprises,
)
from growthplan.system.baseline.comparator import (
    GROWTH,
    ComparatorGrowth,
    comparator_paths,
)
from growthplan.system.baseline.forms import (
    FORMS,
    TITLES,
    USED,
    FormName,
    RegionForm,
    region_form,
)
from growthplan.system.baseline.measurement import first_printed
from growthplan.system.baseline.no_plan import (
    MEANING,
    GapRange,
    NoPlan,
    gap_range,
    no_plan,
    over_forms,
)
from growthplan.system.baseline.panel import Pool, RelativePanel, editions, relative_panel
from growthplan.system.baseline.paths import (
    BaselineDraws,
    Moving,
    baseline_draws,
    deviation_paths,
    region_paths,
    with_form,
)
from growthplan.system.baseline.people_paths import (
    gravity_commuting,
    jobs_by_residence,
    past_growth,
    population_paths,
)
from growthplan.system.baseline.revision import RevisionModel, revision_model
from growthplan.system.baseline.sector_paths import (
    faded_years,
    fitted_trend,
    hours_by_sector,
    sector_relatives,
    shrunk_trend,
)
from growthplan.system.baseline.variance import ShrunkVariance, shrink_variances

__all__ = [
    "FORMS",
    "GROWTH",
    "MEANING",
    "RANDOM_WALK",
    "TITLES",
    "USED",
    "AuthorityForms",
    "Autoregression",
    "BaselineDraws",
    "ComparatorGrowth",
    "FormName",
    "GapRange",
    "Moving",
    "NoPlan",
    "Pool",
    "RegionForm",
    "RelativePanel",
    "RevisionModel",
    "ShrunkVariance",
    "authority_forms",
    "baseline_draws",
    "comparator_paths",
    "deviation_paths",
    "editions",
    "faded_years",
    "first_printed",
    "fit_autoregression",
    "fitted_trend",
    "gap_range",
    "gravity_commuting",
    "hours_by_sector",
    "jobs_by_residence",
    "no_plan",
    "over_forms",
    "past_growth",
    "population_paths",
    "region_form",
    "region_paths",
    "relative_panel",
    "revision_model",
    "sector_relatives",
    "shrink_variances",
    "shrunk_trend",
    "surprises",
    "with_form",
]
