"""Maryland scale grades: what a design can show, less what its diagnostics take away."""

from __future__ import annotations

from collections.abc import Sequence

from growthplan.evaluation.estimate import Diagnostic, Grade

DESIGNS: dict[str, tuple[int, str]] = {
    "did": (3, "the treated are compared with others, before and after"),
    "event-study": (3, "the treated are compared with others, time by time, before and after"),
    "group-time": (3, "each group is compared with the untreated, before and after"),
    "synthetic-control": (3, "the treated are compared with weighted donors, before and after"),
    "synthetic-did": (3, "the treated are compared with weighted donors, before and after"),
    "augmented-synthetic-control": (
        3,
        "the treated are compared with weighted donors, before and after",
    ),
    "matching": (3, "the treated are compared with similar units, before and after"),
    "interrupted-time-series": (1, "before and after are compared, with nobody to compare with"),
    "regression-discontinuity": (4, "units just either side of a cut-off are compared"),
    "rings": (3, "rings round the treated are compared with the farthest, before and after"),
}
"""The most that each design can reach, and why (Farrington and others 2002; What Works Centre for
Local Economic Growth's scoring guide)."""

COUNT_AGAINST = {
    "fit before treatment",
    "parallel trends",
    "trends before treatment",
    "balance",
    "smooth density at the cut-off",
    "earlier false start",
}


def graded(estimator: str, diagnostics: Sequence[Diagnostic]) -> Grade:
    """The design's grade, one lower when a diagnostic that the design rests on fails.

    Unknown diagnostics leave the grade and are named in its reason.
    """
    most, why = DESIGNS[estimator]
    failed = [d.name for d in diagnostics if d.passed is False and d.name in COUNT_AGAINST]
    unknown = [d.name for d in diagnostics if d.passed is None and d.name in COUNT_AGAINST]
    reason = f"{why[0].upper()}{why[1:]}: at most {most}."
    if failed:
        reason += f" One lower, because {_listed(failed)} failed."
    if unknown:
        reason += f" Not known: {_listed(unknown)}."
    return Grade(max(1, most - bool(failed)), reason)


def _listed(names: Sequence[str]) -> str:
    named = [f"'{name}'" for name in names]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
