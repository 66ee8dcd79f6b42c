"""The appraisal of one action from its lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.appraisal.additional import taken_off
from growthplan.appraisal.case import Case, Setting
from growthplan.appraisal.discounting import (
    BEYOND,
    HEALTH,
    LONG_TERM,
    STANDARD,
    discount_factors,
    present_value,
    schedule_of,
)
from growthplan.appraisal.effects import Effect, Modelled, Valuing
from growthplan.appraisal.lines import (
    Discounting,
    Line,
    Range,
    check_gains_enter_once,
    in_range,
    total,
)
from growthplan.appraisal.local import local_ledger
from growthplan.appraisal.measures import Worth, payback_year, switching
from growthplan.appraisal.principles import verdicts_of
from growthplan.appraisal.result import Appraisal, Sensitivity
from growthplan.appraisal.weights import (
    ELASTICITY,
    INCOMES,
    gainers_of,
    mean_weight,
    weights_by_fifth,
)
from growthplan.appraisal.welfare import Chance, by_line, lines_of
from growthplan.system.answers import Ground
from growthplan.system.programme import NotModelled
from growthplan.vocabulary import GrowthplanError

Floats = npt.NDArray[np.float64]


_CHIEFLY_FOR: tuple[tuple[str, frozenset[str], str], ...] = (
    ("transport", frozenset({"user benefits", "land value"}),
     "Time and money that travellers save: the plan gives no published value."),
    ("housing", frozenset({"land value"}),
     "The homes themselves: the plan gives no published rise in land value."),
    ("health", frozenset({"health", "wellbeing"}),
     "Better health itself: the plan gives no years of life in better health."),
    (
        "knowledge",
        frozenset({"wider impacts", "productivity", "other welfare"}),
        "What the rest of the country gains from its research: the model keeps to the place.",
    ),
    ("emissions", frozenset({"environment", "other welfare"}),
     "Lower bills and better homes: the plan gives no published value."),
)  # fmt: skip
"""Channels whose chief gain the model does not find, the kinds of benefit that value it, and what
it is."""


@dataclass(frozen=True)
class Work:
    """What every appraisal of a plan is made with."""

    setting: Setting
    valuing: Valuing
    chance: Chance
    discounting: Discounting
    ground: Ground


def discounting_of(setting: Setting) -> Discounting:
    """Factors of the standard and the health schedule over the years of a setting.

    Raises GrowthplanError when a schedule is missing.
    """
    missing = [name for name in (STANDARD, HEALTH) if name not in setting.assumptions]
    if missing:
        raise GrowthplanError(f"An appraisal needs the assumption {missing[0]}.")
    standard, health = (
        discount_factors(schedule_of(setting.assumptions[name]), len(setting.years))
        for name in (STANDARD, HEALTH)
    )
    return Discounting(standard, health)


def worth_of(lines: tuple[Line, ...], draws: int) -> Worth:
    """Benefits and costs of lines, [d]."""
    return Worth(
        total(by_line(lines, "benefit").values(), draws),
        total(by_line(lines, "cost", "public").values(), draws),
        total(by_line(lines, "cost", "private").values(), draws),
    )


def ratio(found: Worth) -> Range | None:
    """Ratio of means, with the 90% range of the ratio over draws; None without public cost."""
    if not found.public.mean() > 0:
        return None
    centre = float((found.benefits - found.private).mean() / found.public.mean())
    over = in_range(found.bcr[np.isfinite(found.bcr)])
    return Range(centre, min(over.low, centre), max(over.high, centre))


def appraise_action(
    case: Case, found: Modelled | None, left_out: tuple[NotModelled, ...], work: Work
) -> Appraisal:
    """One action by itself, against no plan.

    Raises GrowthplanError when two lines would value one gain.
    """
    setting, chance = work.setting, work.chance
    effect = found.effect if found else None
    actions = found.actions if found else ()
    lines = lines_of(case, effect, actions, setting, chance, work.discounting)
    check_gains_enter_once(lines)
    made = worth_of(lines, chance.draws)
    weight = _weight(case, setting)
    benefits, costs = by_line(lines, "benefit"), by_line(lines, "cost")
    npsv = float(made.npsv.mean())
    moves = [switching(o.id, o.title, o.mean, npsv, o.side == "cost") for o in lines]
    counted = np.flatnonzero(case.counted)
    return Appraisal(
        id=case.id,
        title=case.action.title,
        theme=case.action.theme,
        years=setting.years,
        first=case.first,
        last=setting.years[int(counted[-1])] if len(counted) else setting.years[0],
        life=case.life,
        life_assumed=case.life_assumed,
        lines=lines,
        npsv=in_range(made.npsv),
        bcr=ratio(made) if benefits else None,
        chance=float(np.mean(made.npsv > 0)),
        public=in_range(made.public),
        private=in_range(made.private),
        benefits=in_range(made.benefits),
        weighted=None
        if weight is None or not benefits
        else in_range(weight * made.benefits - made.public - made.private),
        weight=weight,
        payback=_payback(lines, work),
        residual=benefits["residual"].mean if "residual" in benefits else 0.0,
        switching=tuple(moves),
        sensitivities=_sensitivities(case, lines, made, work),
        local=local_ledger(case, found, setting, chance, work.discounting.standard),
        claims=_claims(case, setting),
        principles=verdicts_of(case, found, work.valuing, setting, work.ground),
        emissions=_emissions(effect, setting),
        not_valued=_not_valued(case, left_out),
        main_missing=bool(_main_missing(case)),
        notes=_notes(case, setting, bool(costs)),
        optimism=optimism_in_words(case),
        money={line.title: float(line.flow.sum()) for line in case.costs},
        taken_off=taken_off(actions),
    )  # fmt: skip


def _claims(case: Case, setting: Setting) -> tuple[str, ...]:
    """What was announced for it, in its own words."""
    known = {claim.id: claim for claim in setting.plan.claims}
    return tuple(known[name].statement for name in case.action.claims if name in known)


def _weight(case: Case, setting: Setting) -> float | None:
    groups = [(one.income_fifth, one.number) for one in case.action.beneficiaries]
    gainers = gainers_of(groups)
    if gainers is None:
        return None
    weights = weights_by_fifth(setting.numbers(INCOMES), setting.number(ELASTICITY))
    return mean_weight(gainers, weights)


def _payback(lines: tuple[Line, ...], work: Work) -> int | None:
    if not by_line(lines, "benefit"):
        return None
    net = np.zeros(len(work.setting.years))
    standard = work.discounting.standard
    for line in lines:
        sign = 1.0 if line.side == "benefit" else -1.0
        net += sign * line.flow * work.discounting.of(line.schedule) / standard
    return payback_year(net, standard, work.setting.years)


def _sensitivities(
    case: Case, lines: tuple[Line, ...], found: Worth, work: Work
) -> tuple[Sensitivity, ...]:
    npsv = float(found.npsv.mean())
    made = []
    bias = sum(line.mean for line in lines if line.kind == "optimism bias")
    if bias:
        made.append(Sensitivity("no-optimism-bias", "Costs as estimated", npsv + bias))
    carbon = sum(line.mean for line in lines if line.id == "carbon")
    if carbon:
        span = work.setting.numbers("appraisal.carbon")["spread"]
        made += [
            Sensitivity("carbon-low", "Carbon at its low values", npsv - span * carbon),
            Sensitivity("carbon-high", "Carbon at its high values", npsv + span * carbon),
        ]
    work_line = next((line for line in lines if line.id == "work"), None)
    if work_line is not None and work_line.mean:
        title = "All new work is taken from elsewhere"
        made.append(Sensitivity("all-work-displaced", title, npsv - work_line.mean))
    if int(case.counted.sum()) > BEYOND and LONG_TERM in work.setting.assumptions:
        made.append(_long_term(lines, work))
    return tuple(made)


def _long_term(lines: tuple[Line, ...], work: Work) -> Sensitivity:
    """All lines of the standard schedule under the rates for effects beyond 50 years."""
    schedule = schedule_of(work.setting.assumptions[LONG_TERM])
    factors = discount_factors(schedule, len(work.setting.years))
    value = 0.0
    for line in lines:
        own = factors if line.schedule == "standard" else work.discounting.health
        value += (1 if line.side == "benefit" else -1) * float(present_value(line.flow, own))
    return Sensitivity("long-term-rates", "Discounted at the rates for long effects", value)


def _emissions(effect: Effect | None, setting: Setting) -> tuple[float, ...] | None:
    if effect is None or effect.emissions is None:
        return None
    start = setting.years[0] - effect.years[0]
    mean = effect.emissions.mean(axis=0)[start : start + len(setting.years)]
    return tuple(float(one) for one in mean)


def _not_valued(case: Case, left_out: tuple[NotModelled, ...]) -> tuple[str, ...]:
    found = [
        f"{one.driver.capitalize() if one.driver else 'The whole'}: {one.reason}"
        for one in left_out
    ]
    return tuple(dict.fromkeys((*found, *_main_missing(case))))


def _main_missing(case: Case) -> list[str]:
    """What such an action is chiefly for, where neither model nor plan values it."""
    channels = {one.channel for one in case.outlays}
    kinds = {benefit.kind for benefit in case.benefits}
    return [
        text for channel, valued, text in _CHIEFLY_FOR if channel in channels and not kinds & valued
    ]


def _notes(case: Case, setting: Setting, has_cost: bool) -> tuple[str, ...]:
    found = []
    sunk = sum(line.sunk for line in case.costs)
    if sunk > 0:
        found.append(
            f"£{sunk:,.1f}m was spent before {setting.years[0]} and is left out as sunk, with "
            "what it brings."
        )
    if not has_cost:
        found.append("Its cost is not published, so that nothing is set against its benefits.")
    if any(one.channel == "jobs" for one in case.outlays):
        found.append(
            "Reliefs count as a cost in full; to the firms that get them they are a transfer."
        )
    if any(one.channel == "capital" for one in case.outlays):
        found.append("Output counts before the wear of what private firms add in answer to it.")
    return tuple(found)


def optimism_in_words(case: Case) -> str:
    """How the costs are raised, in a sentence."""
    bias = case.optimism
    if bias.upper == 0:
        return "No optimism bias is added: it has no capital cost."
    what = "Capital costs" if case.on_capital else "Running costs"
    kind = bias.kind.replace("-", " ")
    less = f", less {100 * bias.mitigation:.0f}% of it managed away" if bias.mitigation else ""
    guess = "; the type is assumed" if case.optimism_assumed else ""
    return f"{what} raised by {100 * bias.share:.0f}%: upper bound for {kind}{less}{guess}."
