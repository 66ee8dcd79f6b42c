"""What an appraisal finds, as plain values that pages, files and the terminal all read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from growthplan.appraisal.additional import TakenOff
from growthplan.appraisal.case import Case, Setting
from growthplan.appraisal.lines import Line, Range
from growthplan.appraisal.measures import Switching
from growthplan.appraisal.workings import Workings
from growthplan.system.programme import NotModelled
from growthplan.vocabulary import Assumption, Figure, Place

SMALLEST = 0.05
"""£ million of present value below which nothing is made of a difference."""


@dataclass(frozen=True)
class LocalLedger:
    """Contribution to GVA and jobs: never added to welfare."""

    gva_gross: Range
    """Present value over the years counted, £ million: as if all were additional."""
    gva_net: Range
    """Less deadweight, displacement within the place and leakage."""
    gva_national: Range
    """Less what is taken from the rest of the country too."""
    year: int
    """The year of the jobs: the plan's last."""
    jobs_gross: Range
    jobs_net: Range
    jobs_national: Range
    valued: tuple[tuple[str, str, float], ...]
    """What the plan itself puts into this ledger: title, kind, present value in £ million (of
    jobs: job-years, not discounted)."""


@dataclass(frozen=True)
class Sensitivity:
    """The net present value when one thing is otherwise."""

    id: str
    title: str
    npsv: float


@dataclass(frozen=True)
class PrincipleVerdict:
    """How an action stands to a principle of the plan."""

    principle: str
    title: str
    verdict: str
    """`yes`, `no` or `unknown`."""
    in_plan: str
    """The plan's own verdict."""
    evidence: str
    """What the plan says it rests on."""
    facts: tuple[str, ...]
    """What is worked out here."""
    agrees: bool | None
    """Whether what is worked out bears the plan out; None when nothing is worked out."""


@dataclass(frozen=True)
class Appraisal:
    """One action, or several together."""

    id: str
    title: str
    theme: str
    years: tuple[int, ...]
    first: int | None
    """First year with money."""
    last: int
    """Last year that is counted."""
    life: int
    life_assumed: bool
    lines: tuple[Line, ...]
    npsv: Range
    """Net present social value, £ million."""
    bcr: Range | None
    """Benefits net of private cost for each pound of public cost: ratio of means, and the 90%
    range of the ratio over draws; None without public cost."""
    chance: float
    """Share of draws in which the net present value is above 0."""
    public: Range
    """Present value of net public cost."""
    private: Range
    benefits: Range
    weighted: Range | None
    """Net present value with benefits weighted by income of those who gain; None when the plan
    does not say who."""
    weight: float | None
    payback: int | None
    residual: float
    """Present value of what is left of its assets when counting ends, among the benefits."""
    switching: tuple[Switching, ...]
    sensitivities: tuple[Sensitivity, ...]
    local: LocalLedger | None
    """None when nothing of it is modelled or valued."""
    claims: tuple[str, ...]
    """Announced for it, in the words of the announcement: gross, and in no sum."""
    principles: tuple[PrincipleVerdict, ...]
    emissions: tuple[float, ...] | None
    """Mean change by year, kt; None when not in hand."""
    main_missing: bool
    """Whether what it is chiefly for is not valued, so that its worth is understated."""
    not_valued: tuple[str, ...]
    """What is left out, each with its reason."""
    notes: tuple[str, ...]
    optimism: str
    """The adjustment of its costs, in words."""
    money: Mapping[str, float] = field(default_factory=dict)
    """£ million of cash by line of money."""
    taken_off: tuple[TakenOff, ...] = ()
    """What stands between gross and net additional in what the model finds."""

    @property
    def is_valued(self) -> bool:
        """Whether there is any benefit, so that the result says something of its worth."""
        return any(line.ledger == "welfare" and line.side == "benefit" for line in self.lines)

    @property
    def is_illustrative(self) -> bool:
        return any(line.assumed for line in self.lines)

    @property
    def value_for_money(self) -> str:
        """`pays`, `does not pay`, `cannot tell`, `not by what is valued` or `not valued`.

        The first two need 95 draws of 100. An action whose chief gain is not valued cannot be said
        not to pay.
        """
        if not self.is_valued:
            return "not valued"
        if not self.npsv.is_sure:
            return "cannot tell"
        if self.npsv.low > 0:
            return "pays"
        return "not by what is valued" if self.main_missing else "does not pay"


@dataclass(frozen=True)
class Share:
    """What one action of a bundle brings, present value of the model's benefits, £ million."""

    id: str
    title: str
    alone: Range
    last_in: Range
    """Beyond all the others of the bundle."""
    order_free: Range
    """Shapley value: the mean over every order in which they could be added."""


@dataclass(frozen=True)
class Bundle:
    """Interacting actions of one place appraised together."""

    id: str
    title: str
    members: tuple[str, ...]
    npsv: Range
    bcr: Range | None
    public: Range
    private: Range
    chance: float
    separately: float
    """Sum of the members' net present values, each by itself, mean."""
    interaction: Range
    """Together beyond the sum of each alone, present value: a line of its own. The net present
    value is the sum of the members' and it."""
    shares: tuple[Share, ...]
    """They add up to what all bring together."""
    exact: bool
    """Whether every coalition was run; if not, the order-free value is half of alone and of last
    in, which is exact when actions interact by pairs, with the rest shared out in proportion."""
    last: int
    """Last year over which the interaction is counted: the longest of the members."""
    interaction_money: tuple[float, ...] = ()
    """The interaction in output by year [t], counted or not: mean over draws, £ million at the
    prices of the model's base year."""
    interaction_carbon: tuple[float, ...] = ()
    """The interaction in emissions by year [t], kt: mean over draws, by the drawn value of
    carbon."""

    @property
    def verdict(self) -> str:
        """`more`, `less` or `cannot tell` of the interaction."""
        if not self.interaction.is_sure or abs(self.interaction.mean) < SMALLEST:
            return "cannot tell"
        return "more" if self.interaction.low > 0 else "less"


@dataclass(frozen=True)
class Appraised:
    """Every appraisal of a plan."""

    place: Place
    title: str
    scenario: str
    """Id and title of the scenario; empty for the plan as it stands."""
    decision_year: int
    """The year to which all is discounted."""
    price_year: int
    last_year: int
    draws: int
    seed: int
    actions: tuple[Appraisal, ...]
    bundle: Bundle | None
    left_out: tuple[NotModelled, ...]
    """Actions that are not appraised, and why."""
    assumptions: Mapping[str, Assumption]
    summary: pl.DataFrame
    """A row an action: id, title, npsv, low, high, bcr, public, private, benefits, verdict, ..."""
    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    cases: tuple[Case, ...] = ()
    """What each appraisal takes from the plan, in the order of `actions`."""
    workings: tuple[Workings, ...] = ()
    """The means behind the flows of each, in the same order."""
    setting: Setting | None = None
    """What all of them share."""

    def action(self, name: str) -> Appraisal:
        """An appraisal by its action's id. Raises KeyError when there is none."""
        found = next((one for one in self.actions if one.id == name), None)
        if found is None:
            raise KeyError(name)
        return found
