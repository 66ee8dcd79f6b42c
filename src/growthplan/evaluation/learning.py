"""What a finding does to an assumption: prior, evidence, posterior."""

from __future__ import annotations

import math
from dataclasses import dataclass

from growthplan.evaluation.registration import Informs
from growthplan.evaluation.tails import normal_quantile
from growthplan.vocabulary import MINUS, Assumption, Fault, GrowthplanError

NINETY = normal_quantile(0.95)
UPDATED = "Updated from the evaluation"
"""How the note on an assumption begins that has learned."""


@dataclass(frozen=True)
class Normal:
    """A mean and a standard deviation."""

    mean: float
    sd: float


@dataclass(frozen=True)
class Learned:
    """Prior, evidence in the assumption's unit, evidence as far as it carries over, posterior."""

    assumption: str
    prior: Normal
    evidence: Normal
    carried: Normal
    posterior: Normal
    sentence: str


def prior_of(assumption: Assumption) -> Normal:
    """Mean and spread of an assumption that is triangular or normal.

    Raises GrowthplanError for others: nothing is learned about what is fixed or drawn jointly.
    """
    kind = assumption.distribution.kind
    if kind == "normal" and assumption.value is not None and assumption.distribution.sd:
        return Normal(assumption.value, assumption.distribution.sd)
    if kind == "triangular":
        low, mode, high = assumption.low, assumption.value, assumption.high
        if low is not None and mode is not None and high is not None:
            spread = low**2 + mode**2 + high**2 - low * mode - low * high - mode * high
            return Normal((low + mode + high) / 3, math.sqrt(spread / 18))
    message = f"the assumption '{assumption.id}' is {kind}; only triangular and normal ones learn"
    fix = "Let the evaluation inform another assumption, or none."
    raise GrowthplanError(Fault(message, fix=fix, code="informs"))


def learn(
    assumption: Assumption, informs: Informs, effect: float, se: float, prior: Normal | None = None
) -> Learned:
    """The posterior of an assumption after a finding, both taken as normal. `prior` is what earlier
    findings left; the assumption itself when there were none.

    The effect less `offset`, over `per`, is the evidence; its variance over the transportability is
    the evidence as far as it carries over (a power prior, Ibrahim and Chen 2000). Precisions add.
    Raises GrowthplanError when the assumption cannot learn or the error is unknown.
    """
    if not math.isfinite(se) or se <= 0:
        message = "the finding has no standard error, so nothing can be learned from it"
        raise GrowthplanError(Fault(message, fix="Add donors.", code="informs"))
    prior = prior or prior_of(assumption)
    evidence = Normal((effect - informs.offset) / informs.per, se / informs.per)
    carried = Normal(evidence.mean, evidence.sd / math.sqrt(informs.transportability))
    weights = prior.sd**-2, carried.sd**-2
    mean = (weights[0] * prior.mean + weights[1] * carried.mean) / sum(weights)
    posterior = Normal(mean, sum(weights) ** -0.5)
    moved = (posterior.mean - prior.mean) / prior.sd if prior.sd else 0.0
    sentence = (
        f"{assumption.title}: from {_said(prior)} to {_said(posterior)} {assumption.unit}; "
        f"it moves by {abs(moved):.2f} of the prior's spread and its doubt shrinks by "
        f"{100 * (1 - posterior.sd / prior.sd):.0f}%."
    )
    return Learned(assumption.id, prior, evidence, carried, posterior, sentence)


def proposed(assumption: Assumption, learned: Learned, evaluations: str) -> dict[str, object]:
    """The fields of the assumption's file that would change: a normal at the posterior with its
    90% range, and the evaluations that it comes from."""
    low = learned.posterior.mean - NINETY * learned.posterior.sd
    high = learned.posterior.mean + NINETY * learned.posterior.sd
    return {
        "value": _short(learned.posterior.mean),
        "low": _short(low),
        "high": _short(high),
        "distribution": {"kind": "normal", "sd": _short(learned.posterior.sd)},
        "status": "derived",
        "checked": f"{UPDATED} {evaluations}; before: {assumption.checked}",
    }


def _said(one: Normal) -> str:
    """A mean and spread, to the digits that the spread supports."""
    decimals = max(0, 1 - math.floor(math.log10(one.sd))) if one.sd > 0 else 3
    mean = f"{one.mean:,.{decimals}f}"
    mean = mean.lstrip("-") if not mean.strip("-0.,") else mean.replace("-", MINUS)
    return f"{mean} (standard deviation {one.sd:.2g})"


def _short(value: float) -> float:
    """Four figures: the posterior is no more exact than that."""
    return float(f"{value:.4g}")
