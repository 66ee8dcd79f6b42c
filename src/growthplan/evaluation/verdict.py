"""The answer to a registered question: it moved, it did not, or the data cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from growthplan.evaluation.estimate import Diagnostic, Estimate
from growthplan.evaluation.figures import shown
from growthplan.evaluation.registration import Decision

Answer = Literal["yes", "no", "the data cannot say"]


@dataclass(frozen=True)
class Verdict:
    """An answer with its reasons."""

    answer: Answer
    sentence: str


def decide(
    found: Estimate,
    decision: Decision,
    unit: str,
    smallest_seen: float | None,
    others: Sequence[Estimate] = (),
) -> Verdict:
    """The answer by the registered rule.

    Yes when the effect can be told from none, lies in the direction meant and is at least the
    smallest that matters. No when the interval leaves out every effect that would matter. Else,
    or when a required diagnostic does not pass, the data cannot say. `smallest_seen` is the
    smallest effect that the design would usually show; `others` are other estimators' answers.
    """
    failed = [d for d in found.diagnostics if d.name in decision.must_pass and not d.passed]
    if failed:
        return Verdict("the data cannot say", _required(failed))
    sign = 1 if decision.direction == "up" else -1
    size = sign * found.effect
    ends = [sign * end for end in (found.low, found.high) if end is not None]
    least = shown(decision.smallest, unit)
    agree = _agreement(found, others)
    if found.told and size >= decision.smallest:
        return Verdict("yes", f"The effect is told apart from none and at least {least}.{agree}")
    if ends and max(ends) < decision.smallest:
        return Verdict("no", f"Even the upper end of the interval is below {least}.{agree}")
    reason = (
        f"The interval holds both no effect and effects of {least} or more"
        if not found.told
        else f"An effect is told apart from none, but not that it reaches {least}"
    )
    if smallest_seen is not None and smallest_seen > decision.smallest:
        reason += f"; this design would usually show only effects of {shown(smallest_seen, unit)}"
        reason += " or more"
    return Verdict("the data cannot say", f"{reason}.{agree}")


def _required(failed: Sequence[Diagnostic]) -> str:
    return "A check that was registered as required did not pass. " + " ".join(
        f"{d.name[0].upper()}{d.name[1:]}: {d.sentence}" for d in failed
    )


def _agreement(found: Estimate, others: Sequence[Estimate]) -> str:
    apart = [o.estimator for o in others if (o.effect > 0) != (found.effect > 0)]
    if not others:
        return ""
    if apart:
        return f" The sign hangs on the method: {', '.join(apart)} puts it the other way."
    return " Other methods put it on the same side."
