"""What the figures of a projection rest on, shared by all of them."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.vocabulary import Input

FUNCTIONS = (
    "growthplan.system.baseline.baseline_draws",
    "growthplan.system.programme.acting",
    "growthplan.system.simulate",
)


@dataclass(frozen=True)
class Grounds:
    """What every figure of a projection shares in its lineage."""

    inputs: tuple[Input, ...]
    baseline: tuple[str, ...]
    """Ids of the assumptions that no plan rests on."""
    plan: tuple[str, ...]
    """Ids of those that the plan's effect rests on."""
    caveats: tuple[str, ...]
    of_the_plan: tuple[str, ...]
    """Caveats of figures that the plan moves."""

    def assumptions(self, scenario: str) -> tuple[str, ...]:
        """What a figure of a future rests on."""
        if scenario.startswith("no_plan"):
            return self.baseline
        return tuple(sorted({*self.baseline, *self.plan}))

    def cautions(self, scenario: str) -> tuple[str, ...]:
        """Caveats of a figure of a future."""
        return (
            self.caveats if scenario.startswith("no_plan") else (*self.caveats, *self.of_the_plan)
        )
