"""Rules of choosing a portfolio, beyond the money: least shares, what can be delivered, carbon."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from growthplan.plan.amounts import Basis, ByYear, MoneyKind, Share
from growthplan.plan.fields import Entry, Id, Name, Number, PlaceCode, Text, refusal


class MinimumShare(Entry):
    """A part of the money that must go to a theme or an authority."""

    id: Id
    """Short name; never changes."""
    theme: Id | None = None
    """Id of the theme; leave out when it is for an authority."""
    place: PlaceCode | None = None
    """The authority, by name or code; leave out when it is for a theme."""
    share: Share
    """The least share of all the money chosen, 0 to 1."""
    why: Text
    """Why it is asked for."""
    basis: Basis
    """`published`, or `illustrative` where no such rule is public."""
    source: Id | None = None
    """Id of the source that states it."""

    @model_validator(mode="after")
    def _one_of_both(self) -> MinimumShare:
        if (self.theme is None) == (self.place is None):
            raise refusal("choice", 'should have either "theme" or "place"', "Keep one of the two.")
        return self


class DeliveryCapacity(Entry):
    """What can be delivered in a year, whatever the money."""

    id: Id
    """Short name; never changes."""
    title: Name
    """What can be delivered: `building work`."""
    kind: MoneyKind
    """`capital` or `revenue`: the kind of money whose spending it limits."""
    functions: tuple[Id, ...] = ()
    """Ids of the functions that it limits together; all when left out."""
    amounts: ByYear
    """The most that can be spent, £ million by financial year."""
    basis: Basis
    """`published`, or `illustrative` where no such figure is public."""
    source: Id | None = None
    """Id of the source that states it."""


class EmissionsLimit(Entry):
    """How far the chosen actions may change emissions."""

    most: Annotated[Number, Field(ge=-1e6, le=1e6)]
    """The most that they may add together in the plan's last year, kt of CO2 equivalent; below
    zero they must cut at least that much."""
    why: Text
    """Why."""
    basis: Basis
    """`published`, or `illustrative` where no such rule is public."""
    source: Id | None = None
    """Id of the source that states it."""


class ChoiceRules(Entry):
    """Rules that a portfolio of actions keeps, beside the money and its switching."""

    minimum_shares: tuple[MinimumShare, ...] = ()
    """Least shares of the money by theme and authority."""
    capacities: tuple[DeliveryCapacity, ...] = ()
    """What can be delivered by year."""
    emissions: EmissionsLimit | None = None
    """How far the chosen actions may change emissions."""
