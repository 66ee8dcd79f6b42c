"""A plan as its pages read it: entries by id, who names whom, and where each is told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, TypeVar

from growthplan.plan import (
    NOT_PUBLISHED,
    Claim,
    Intervention,
    Lever,
    Outcome,
    Plan,
    PlanIndicator,
    Site,
    Theme,
    Zone,
)
from growthplan.report.maps import Outlines
from growthplan.report.prose import Link, RichText, Span, Words
from growthplan.report.table import Table
from growthplan.vocabulary import Assumption

PLAN, ACTIONS, THEMES, SECTORS, SITES, LEVERS, MONEY = (
    "plan", "actions", "themes", "growth-sectors", "sites", "levers", "money",
)  # fmt: skip
INDICATORS, ALIGNMENT, PRIORITIES, PIPELINE, GUIDANCE, CHANGES, DECISIONS = (
    "indicators", "alignment", "priorities", "pipeline", "guidance", "changes", "decisions",
)  # fmt: skip
INACTIVE = ("paused", "cancelled")
"""States in which an action spends nothing."""
_KIND_WORDS = {"line": "line of money", "money": "money", "investment": "for investors"}
DRIVER_NAMES = {
    "transport": "Transport", "digital": "Digital networks", "skills": "Skills",
    "density": "Business and employment density", "investment": "Investment",
    "innovation": "Innovation", "management": "Management and adoption", "health": "Health",
    "participation": "Participation in work", "housing": "Housing", "inclusion": "Inclusion",
    "net-zero": "Net zero",
}  # fmt: skip
_PAGES = {
    "outcome": PLAN, "theme": THEMES, "objective": THEMES, "principle": THEMES,
    "sector": SECTORS, "opportunity": SECTORS, "site": SITES, "zone": SITES, "lever": LEVERS,
    "line": MONEY, "money": MONEY, "indicator": INDICATORS, "driver": ACTIONS,
    "strategy": ALIGNMENT, "priority": PRIORITIES, "investment": PIPELINE, "decision": DECISIONS,
}  # fmt: skip


class Entry(Protocol):
    """Anything of a plan with an id and a title."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


E = TypeVar("E", bound=Entry)


def anchor(kind: str, id_: str) -> str:
    """What a link within a page calls an entry.

    >>> anchor("lever", "bus-power")
    'lever-bus-power'
    """
    return f"{kind}-{id_}"


def target(kind: str, id_: str) -> str:
    """Where an entry is told of.

    >>> target("action", "buses"), target("lever", "bus-power")
    ('action-buses.html', 'levers.html#lever-bus-power')
    """
    if kind == "action":
        return f"action-{id_}.html"
    return f"{_PAGES[kind]}.html#{anchor(kind, id_)}"


@dataclass(frozen=True)
class PlanView:
    """A checked plan with the names, assumptions and boundaries that its pages need."""

    plan: Plan
    place_name: str
    name_of: Callable[[str], str]
    """The name of a place by its code."""
    authorities: tuple[str, ...] = ()
    """Codes of the local authorities of the plan's place."""
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    boundaries: Outlines | None = None

    @cached_property
    def actions(self) -> dict[str, Intervention]:
        return by_id(self.plan.interventions)

    @cached_property
    def active(self) -> tuple[Intervention, ...]:
        """Actions that are neither paused nor cancelled."""
        return tuple(a for a in self.plan.interventions if a.status not in INACTIVE)

    @cached_property
    def themes(self) -> dict[str, Theme]:
        return by_id(self.plan.themes)

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        return by_id(self.plan.outcomes)

    @cached_property
    def sites(self) -> dict[str, Site]:
        return by_id(self.plan.sites)

    @cached_property
    def zones(self) -> dict[str, Zone]:
        return by_id(self.plan.zones)

    @cached_property
    def levers(self) -> dict[str, Lever]:
        return by_id(self.plan.levers)

    @cached_property
    def indicators(self) -> dict[str, PlanIndicator]:
        return by_id(self.plan.indicators)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.plan.claims}

    @cached_property
    def titles(self) -> dict[tuple[str, str], str]:
        """Titles by kind and id."""
        plan, settlement = self.plan, self.plan.settlement
        kinds: dict[str, Iterable[Entry]] = {
            "action": plan.interventions, "outcome": plan.outcomes, "theme": plan.themes,
            "principle": plan.principles, "sector": plan.sectors, "site": plan.sites,
            "objective": [one for theme in plan.themes for one in theme.objectives],
            "opportunity": plan.opportunities, "zone": plan.zones, "lever": plan.levers,
            "indicator": plan.indicators, "money": plan.other_money,
            "line": settlement.lines if settlement else (), "strategy": plan.strategies,
            "priority": plan.priorities, "investment": plan.pipeline,
        }  # fmt: skip
        return {(kind, one.id): one.title for kind, found in kinds.items() for one in found}

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Titles that entries of several kinds have."""
        found = Counter((*self.titles.values(), *DRIVER_NAMES.values()))
        return frozenset(title for title, many in found.items() if many > 1)

    def about(self, kind: str, id_: str) -> str:
        """The kind of an entry where its title alone does not say which is meant, else nothing."""
        title = DRIVER_NAMES.get(id_, "") if kind == "driver" else self.title(kind, id_)
        return _KIND_WORDS.get(kind, kind) if title in self._shared else ""

    def linked(self, table: Table, kind: str, ids: Iterable[str]) -> Table:
        """A table whose first cells are titles, each leading to where its entry is told of."""
        known = list(ids)
        about = {self.title(kind, i): self.about(kind, i) for i in known}
        return replace(
            table,
            links={self.title(kind, i): target(kind, i) for i in known},
            about={title: word for title, word in about.items() if word},
        )

    def title(self, kind: str, id_: str) -> str:
        """The title of an entry, or its id where the plan has no such entry."""
        return self.titles.get((kind, id_), id_)

    def link(self, kind: str, id_: str) -> Link:
        """The title of an entry, leading to where it is told of."""
        return Link(self.title(kind, id_), target(kind, id_), self.about(kind, id_))

    def links(self, kind: str, ids: Iterable[str]) -> RichText:
        """Titles one after another, each a link: `One; Two`."""
        return listed(self.link(kind, id_) for id_ in ids)

    def pot(self, id_: str) -> tuple[str, str]:
        """Kind and id of the money that a cost stands on: a line of the settlement or other."""
        return ("line" if ("line", id_) in self.titles else "money", id_)

    def moving(self, indicator: PlanIndicator) -> tuple[Intervention, ...]:
        """The actions that should move an indicator."""
        return tuple(self.actions[i] for i in indicator.interventions if i in self.actions)

    def indicators_of(self, action: Intervention) -> tuple[PlanIndicator, ...]:
        """The indicators that an action should move."""
        return tuple(one for one in self.plan.indicators if action.id in one.interventions)

    def actions_with(self, test: Callable[[Intervention], bool]) -> tuple[Intervention, ...]:
        """The actions for which a test holds, in the plan's order."""
        return tuple(action for action in self.plan.interventions if test(action))


def by_id(entries: Iterable[E]) -> dict[str, E]:
    """Entries by their ids, in their order."""
    return {entry.id: entry for entry in entries}


def listed(spans: Iterable[Span], between: str = "; ") -> RichText:
    """Spans one after another.

    >>> listed([Words("a"), Words("b")])
    (Words(text='a', manner='plain'), Words(text='; ', manner='plain'), \
Words(text='b', manner='plain'))
    """
    found: list[Span] = []
    for span in spans:
        found += [Words(between), span] if found else [span]
    return tuple(found)


def or_not(words: str | None) -> str:
    """Words, or that nothing was published."""
    return words or NOT_PUBLISHED


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "action"), counted(0, "site"), counted(3, "priority", "priorities")
    ('1 action', 'no sites', '3 priorities')
    """
    return f"{f'{number:,}' if number else 'no'} {one if number == 1 else several or one + 's'}"


def millions(amount: float) -> str:
    """£ million as a sentence has it, no more exact than it was given.

    >>> millions(1100), millions(1.5), millions(417), millions(79.8)
    ('£1.1bn', '£1.5m', '£417m', '£79.8m')
    """
    if amount >= 1000:
        return f"£{amount / 1000:,.2f}".rstrip("0").rstrip(".") + "bn"
    return f"£{amount:,.1f}".removesuffix(".0") + "m"
