"""When no choice keeps every rule: the smallest set of rules that are in conflict."""

from __future__ import annotations

import numpy as np

from growthplan.settlement.portfolio.program import FORM, Program
from growthplan.settlement.portfolio.solving import Effort, maximise


def allowed(program: Program) -> bool:
    """Whether any choice keeps every rule."""
    return maximise(program, np.zeros(program.columns), Effort(gap=1.0)).found


def conflict(program: Program) -> tuple[str, ...]:
    """Rules that cannot all be kept, none of which can be left out of the set.

    Deletion filter (Chinneck and Dravnieks, 1991) over whole rules, on whole projects: what a
    relaxation would call possible may still not be. Empty when some choice keeps every rule.
    """
    rules = tuple(dict.fromkeys(row.rule for row in program.rows if row.rule != FORM))
    if allowed(program):
        return ()
    kept = list(rules)
    size = max(len(kept) // 2, 1)
    while size >= 1:
        place = 0
        while place < len(kept):
            tried = kept[:place] + kept[place + size :]
            left_out = frozenset(rules) - frozenset(tried)
            if not allowed(program.without(left_out)):
                kept = tried
            else:
                place += size
        size //= 2
    return tuple(kept)
