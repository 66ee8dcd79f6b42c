"""How an action stands to the plan's principles: its own verdict, and what can be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.appraisal.case import Case, Setting
from growthplan.appraisal.effects import Modelled, Valuing
from growthplan.appraisal.result import PrincipleVerdict
from growthplan.appraisal.weights import gainers_of
from growthplan.plan import Principle
from growthplan.system import jobs_by_residence
from growthplan.system.answers import Ground
from growthplan.vocabulary import MINUS

Floats = npt.NDArray[np.float64]

SURE = 0.9
"""Share of draws that have to agree before something worked out is called a verdict."""
MATTERS = 0.001
"""Share of the place's emissions below which a change is no verdict for or against."""
_FIFTHS = {"1": "lowest", "2": "second lowest", "3": "middle", "4": "second highest",
           "5": "highest"}  # fmt: skip


@dataclass(frozen=True)
class _Found:
    """What was worked out: a verdict where the draws agree, and the facts."""

    verdict: str
    facts: tuple[str, ...]


def verdicts_of(
    case: Case,
    modelled: Modelled | None,
    valuing: Valuing,
    setting: Setting,
    ground: Ground,
) -> tuple[PrincipleVerdict, ...]:
    """Verdicts on every principle of the plan.

    The plan's verdict stands where the facts bear it out or say nothing. Where the plan says
    unknown, facts that are sure decide; where the two disagree the verdict is unknown.
    """
    own = {one.principle: one for one in case.action.principles}
    made = []
    for principle in setting.plan.principles:
        said = own.get(principle.id)
        found = _facts(principle, case, modelled, valuing, setting, ground)
        in_plan = said.verdict if said else "unknown"
        agrees = None
        if found.verdict != "unknown" and in_plan != "unknown":
            agrees = found.verdict == in_plan
        made.append(
            PrincipleVerdict(
                principle.id,
                principle.title,
                combined(in_plan, found.verdict),
                in_plan,
                said.evidence if said else "The plan says nothing of it.",
                found.facts,
                agrees,
            )
        )
    return tuple(made)


def combined(in_plan: str, worked_out: str) -> str:
    """One verdict of the plan's and what was worked out.

    >>> combined("yes", "unknown"), combined("unknown", "no"), combined("yes", "no")
    ('yes', 'no', 'unknown')
    """
    if "unknown" in (in_plan, worked_out):
        return worked_out if in_plan == "unknown" else in_plan
    return in_plan if in_plan == worked_out else "unknown"


def _facts(
    principle: Principle,
    case: Case,
    modelled: Modelled | None,
    valuing: Valuing,
    setting: Setting,
    ground: Ground,
) -> _Found:
    title = principle.title
    if re.search(r"net[ -]?zero|carbon|climate", title, re.IGNORECASE):
        return _carbon(title, modelled, valuing, setting)
    if re.search(r"\bAI\b|artificial", title):
        return _ai(case, modelled, valuing)
    if re.search(r"inclus|fair|equal", title, re.IGNORECASE):
        return _inclusion(case, modelled, valuing, ground, setting)
    return _Found("unknown", ())


def _inclusion(
    case: Case, modelled: Modelled | None, valuing: Valuing, ground: Ground, setting: Setting
) -> _Found:
    facts = list(_said_to_gain(case))
    if modelled is None:
        return _Found("unknown", (*facts, "Nothing of it is modelled, so not who finds work."))
    years = modelled.effect.years
    t = years.index(min(setting.plan.horizon.end, years[-1]))
    gained = jobs_by_residence(modelled.jobs[:, t], valuing.economy.commuting)
    inside, year = gained[:, :-1], years[t]
    facts += _by_authority(inside, ground, year)
    share = _to_the_deprived(inside, ground)
    if share is None:
        return _Found("unknown", tuple(facts))
    people = ground.base.population
    living = float(np.dot(np.asarray(ground.deprived), people) / people.sum())
    facts.append(
        f"If all within an authority gain alike, {100 * float(np.median(share)):.0f}% of the work "
        f"goes to the most deprived fifth of neighbourhoods, where {100 * living:.0f}% live."
    )
    more, less = (float(np.mean(of)) for of in (share > living * 1.02, share < living * 0.98))
    verdict = "yes" if more >= SURE else "no" if less >= SURE else "unknown"
    return _Found(verdict, tuple(facts))


def _said_to_gain(case: Case) -> Iterator[str]:
    groups = case.action.beneficiaries
    found = gainers_of([(one.income_fifth, one.number) for one in groups])
    if found is None:
        yield "The plan does not say which fifths of income gain."
        return
    fifths = " and ".join(_FIFTHS[fifth] for fifth in sorted(found))
    yield f"Those who gain are in the {fifths} fifth of income, by the plan's judgement."


def _by_authority(jobs: Floats, ground: Ground, year: int) -> Iterator[str]:
    mean = jobs.mean(axis=0)
    if abs(mean).sum() < 1.0:
        yield f"It changes the number in work by fewer than 1 in {year}."
        return
    order = np.argsort(-np.abs(mean))[:3]
    named = ", ".join(f"{ground.base.names[p]} {_signed(mean[p])}" for p in order)
    yield f"More in work by where they live, {year}: {named}."


def _to_the_deprived(jobs: Floats, ground: Ground) -> Floats | None:
    total = jobs.sum(axis=1)
    if ground.deprived is None or not np.all(total > 0):
        return None
    return np.asarray((jobs @ ground.deprived) / total)


def _ai(case: Case, modelled: Modelled | None, valuing: Valuing) -> _Found:
    if modelled is None or not any(one.channel == "digital" for one in modelled.actions):
        return _Found("unknown", ("It does not act on digital tools or AI.",))
    guarded = [
        risk
        for risk in case.action.risks
        if risk.mitigation
        and re.search(r"\bAI\b|train|tool|data|work", risk.title + risk.mitigation)
    ]
    facts = [
        f"Safeguard in the plan: {risk.mitigation} (against: {risk.title})." for risk in guarded
    ] or ["The plan names no safeguard."]
    if np.ptp(valuing.economy.exposure) == 0:
        facts.append("How far each sector's work is open to AI is not in hand; all count alike.")
    good = float(np.mean(modelled.effect.productivity.sum(axis=1) > 0))
    facts.append(f"Output an hour rises in {100 * good:.0f}% of draws.")
    verdict = "yes" if good >= SURE and guarded else "no" if good < 1 - SURE else "unknown"
    return _Found(verdict, tuple(facts))


def _carbon(title: str, modelled: Modelled | None, valuing: Valuing, setting: Setting) -> _Found:
    effect = modelled.effect if modelled else None
    if effect is None or effect.emissions is None:
        return _Found("unknown", ("What it does to emissions is not modelled.",))
    named = re.search(r"\b(20\d\d)\b", title)
    year = int(named[1]) if named else setting.plan.horizon.end
    if year not in effect.years:
        return _Found("unknown", (f"{year} is not among the years that are modelled.",))
    t = effect.years.index(year)
    kt, so_far = effect.emissions[:, t], effect.emissions[:, : t + 1].sum(axis=1)
    facts: tuple[str, ...] = (
        f"Emissions in {year}: {_signed(float(kt.mean()), 2)} kt of CO2 equivalent a year; "
        f"{_signed(float(so_far.mean()), 2)} kt in sum to then. What building it emits is not "
        "counted.",
    )
    assert valuing.emitted is not None
    small = MATTERS * float(valuing.emitted[t])
    down, up = (float(np.mean(of)) for of in (kt < -small, kt > small))
    if down < SURE and up < SURE:
        facts = (*facts, f"Less than {small:,.1f} kt, a thousandth of all, counts as no change.")
    return _Found("yes" if down >= SURE else "no" if up >= SURE else "unknown", facts)


def _signed(value: float, places: int = 0) -> str:
    text = f"{abs(value):,.{places}f}"
    zero = not float(text.replace(",", ""))
    return text if zero else f"{MINUS if value < 0 else '+'}{text}"
