"""The local ledger: contribution to GVA and jobs here, gross, net and to the country."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.appraisal.case import Case, Setting
from growthplan.appraisal.discounting import present_value
from growthplan.appraisal.effects import Modelled
from growthplan.appraisal.lines import Range, in_range
from growthplan.appraisal.result import LocalLedger
from growthplan.appraisal.welfare import Chance, elsewhere, on_years

Floats = npt.NDArray[np.float64]

_NONE = Range(0.0, 0.0, 0.0)


def local_ledger(
    case: Case,
    found: Modelled | None,
    setting: Setting,
    chance: Chance,
    factors: Floats,
) -> LocalLedger | None:
    """What an action adds to output and jobs here; None when nothing of it is known.

    Gross is the action as if all of it were additional. Net is what the model finds: less
    deadweight, displacement in the place and leakage. National takes off what comes from the rest
    of the country, by the shares of the welfare ledger.
    """
    valued = tuple(
        (one.title, one.kind, _sum(one.flow, factors, one.kind))
        for one in case.benefits
        if one.local
    )
    year = min(max(setting.plan.horizon.end, setting.years[0]), setting.years[-1])
    if found is None:
        if not valued:
            return None
        return LocalLedger(_NONE, _NONE, _NONE, year, _NONE, _NONE, _NONE, valued)
    effect, gross = found.effect, found.gross
    output, work = elsewhere(case, chance)
    national = effect.productivity * (1 - output)[:, None] + effect.work * (1 - work)[:, None]

    def worth(values: Floats) -> Range:
        return in_range(present_value(on_years(values, effect.years, case, setting), factors))

    t = year - effect.years[0]
    return LocalLedger(
        worth(gross.gva),
        worth(effect.gva),
        worth(national),
        year,
        in_range(gross.jobs[:, t]),
        in_range(effect.jobs[:, t]),
        in_range(effect.jobs[:, t] * (1 - work)),
        valued,
    )


def _sum(flow: Floats, factors: Floats, kind: str) -> float:
    return float(flow.sum()) if kind == "jobs" else float(present_value(flow, factors))
