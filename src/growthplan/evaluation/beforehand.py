"""Before money is spent: could the effect that a plan assumes be seen in published statistics?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from growthplan.evaluation.figures import shown
from growthplan.evaluation.power import Power
from growthplan.vocabulary import Figure, Input, Lineage

Prospect = Literal[
    "would usually be seen", "only if it does as well as hoped", "nothing could be seen",
    "no size is assumed",
]  # fmt: skip
BY_RECORDS = ("randomised trial", "matching", "regression discontinuity")
"""Designs that compare people, firms or sites, and not places."""
NOT_ESTIMATED = ("theory based", "none possible", "not decided")
"""Designs that give no estimate."""


@dataclass(frozen=True)
class Size:
    """An effect that a plan assumes, % of the outcome in the places that it reaches: middle and
    90% range."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Beforehand:
    """What published statistics could show of one action."""

    action: str
    title: str
    design: str
    places: str
    """Those that it reaches, in words."""
    measured: str
    """The statistic, and over how many years after."""
    power: Power
    size: Size | None
    """None when the model carries no effect of the action."""
    inputs: tuple[Input, ...] = ()
    """Rows of the statistics that were tried."""
    sized: tuple[Input, ...] = ()
    """What the size comes from."""

    @property
    def prospect(self) -> Prospect:
        """Whether its effect could be seen."""
        least = self.power.smallest
        if self.size is None:
            return "no size is assumed"
        if least is None or least > max(abs(self.size.low), abs(self.size.high)):
            return "nothing could be seen"
        if least > abs(self.size.middle):
            return "only if it does as well as hoped"
        return "would usually be seen"

    @property
    def times(self) -> float | None:
        """How many times as large as assumed it would have to be to be seen."""
        if self.size is None or self.power.smallest is None or not self.size.middle:
            return None
        return self.power.smallest / abs(self.size.middle)

    @property
    def sentence(self) -> str:
        """The answer, and what else could tell."""
        least = self.power.smallest
        seen = (
            "no effect of any size that was tried would usually show"
            if least is None
            else f"only an effect of {shown(least, '%')} or more would usually show"
        )
        said = f"In {self.measured} in {self.places}, set against other places, {seen}."
        if self.size is not None:
            said += f" The plan’s own size there is {precise(self.size.middle)}: {self.prospect}."
        else:
            said += " The model carries no effect of it on this."
        if self.design in BY_RECORDS:
            return (
                f"{said} The design meant ({self.design}) compares people, firms or sites: their "
                "records may show what these statistics cannot."
            )
        if self.design in NOT_ESTIMATED:
            return f"{said} The plan means no estimate of it ({self.design})."
        return said


def precise(value: float) -> str:
    """A small per cent to two digits that count.

    >>> precise(0.0123), precise(-1.26), precise(0.0)
    ('0.012%', '−1.3%', '0%')
    """
    text = f"{abs(value):.2g}" if abs(value) >= 1e-4 else "0" if not value else "less than 0.0001"
    return ("−" if value < 0 and text != "0" else "") + text + "%"


def beforehand_figures(one: Beforehand) -> tuple[Figure, ...]:
    """The smallest effect that would usually show, and the size assumed."""
    least, size = one.power.smallest, one.size
    where = one.places[:1].upper() + one.places[1:]
    common = {"unit": "%", "place": one.places, "period": "before it is evaluated"}
    found = [
        Figure(
            id=f"smallest_effect_seen/{one.action}/gva_per_hour",
            value=least,
            display="none" if least is None else shown(least, "%"),
            sentence=f"{where}: the smallest effect of ‘{one.title}’ that would usually show, "
            f"in {one.measured}: {'none that was tried' if least is None else shown(least, '%')}.",
            lineage=Lineage(
                formula="the effect told from none in 80% of histories of places not treated",
                inputs=one.inputs,
                functions=("growthplan.evaluation.power_of(…, 'synthetic-did')",),
                assumptions=(one.power.sentence,),
            ),
            **common,
        )
    ]
    if size is not None:
        found.append(
            Figure(
                id=f"assumed_size/{one.action}/gva_per_hour",
                value=size.middle,
                display=precise(size.middle),
                low=size.low,
                high=size.high,
                sentence=f"{where}: what the plan’s model has ‘{one.title}’ add to GVA per hour by "
                f"itself, if all of it shows there: {precise(size.middle)}.",
                lineage=Lineage(
                    formula="effect on the whole area × its jobs ÷ jobs of the places reached",
                    inputs=one.sized,
                    functions=("growthplan.system.coalitions.coalition_values",),
                    assumptions=("All of its effect shows in the places that it reaches.",),
                ),
                **common,
            )
        )
    return tuple(found)
