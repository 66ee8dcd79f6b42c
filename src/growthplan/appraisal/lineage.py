"""Where the figures of an appraisal lead: the plan's entries, assumptions, the published start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from growthplan.appraisal.lines import Line
from growthplan.appraisal.optimism import UPPER
from growthplan.appraisal.result import Appraisal
from growthplan.appraisal.welfare import MODELLED
from growthplan.system.innovation import LEVERAGE
from growthplan.vocabulary import Assumption, Input

ENTRIES = "interventions"
"""The part of a plan in which actions stand, as figures of the plan name it."""


@dataclass(frozen=True)
class Grounds:
    """What all figures of an appraisal share in their lineage."""

    assumptions: Mapping[str, Assumption]
    start: tuple[Input, ...] = ()
    """The published figure that every path of the model starts from."""
    model: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the assumptions that what the model finds of an action rests on, by action."""

    def named(self, lines: Iterable[Line]) -> tuple[Input, ...]:
        """The assumptions that lines name themselves, each by its file."""
        names = dict.fromkeys(name for line in lines for name in line.rests_on)
        return tuple(
            Input(label=one.title, value=one.value, unit=one.unit,
                  file="assumptions", cell=f"{one.id}.yaml")
            for name in names
            if (one := self.assumptions.get(name)) is not None
        )  # fmt: skip


def effects_of(one: Appraisal) -> Input:
    """What the plan says that an action acts on."""
    return Input(label=f"What ‘{one.title}’ acts on, as the plan has it", value=None, unit="",
                 file=ENTRIES, cell=f"{one.id}, effects")  # fmt: skip


def line_input(one: Appraisal, line: Line, ending: str = "") -> Input:
    """A cost or benefit with the entry that it comes from. `ending` follows its title."""
    file, cell = _where(one, line)
    return Input(label=f"{line.title}, present value{ending}", value=line.mean, unit="£m",
                 file=file, cell=cell)  # fmt: skip


def _where(one: Appraisal, line: Line) -> tuple[str, str]:
    kind, _, name = line.id.partition("/")
    if kind == "optimism":
        return "assumptions", f"{UPPER}.yaml"
    if kind == "matched-research":
        return "assumptions", f"{LEVERAGE}.yaml"
    return ENTRIES, f"{one.id}, {_entry(kind, name)}"


def _entry(kind: str, name: str) -> str:
    """The part of an action's entry that a line is made from."""
    if kind in MODELLED:
        return "effects"
    if kind == "residual":
        return "appraisal/asset_life"
    if kind == "benefit":
        return f"appraisal/benefits/{name}"
    if name == "upkeep":
        return "appraisal/upkeep"
    return "cost" if name == "announced" else f"costs on {name.rpartition('/')[0]}"
