"""The settlement and other money: lines by function, year and kind, and the rules of moving it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from growthplan.plan.amounts import (
    Basis,
    ByYear,
    FinancialYear,
    MoneyKind,
    Pounds,
    first_year,
)
from growthplan.plan.choosing import ChoiceRules
from growthplan.plan.fields import Entry, Id, Name, Number, Text, refusal

SwitchKind = Literal["between functions", "between years", "capital to revenue",
                     "revenue to capital"]  # fmt: skip


class _Span(Entry):
    first: FinancialYear
    """The first financial year that it covers."""
    last: FinancialYear
    """The last financial year that it covers."""

    @model_validator(mode="after")
    def _runs_forward(self) -> _Span:
        if first_year(self.last) < first_year(self.first):
            raise refusal("order", f"should not be before the first, {self.first}", at=("last",))
        return self


class SettlementTotal(_Span):
    """A total as published."""

    id: Id
    """Short name; never changes."""
    kind: MoneyKind
    """`capital` or `revenue`."""
    amount: Pounds
    """The total over its years, in £ million, as published."""
    source: Id
    """Id of the source that states it."""


class FundingFunction(Entry):
    """A function of the settlement, such as transport."""

    id: Id
    """Short name that lines refer to; never changes."""
    title: Name
    """What readers see."""
    source: Id | None = None
    """Id of the source that names it."""


class FundingLine(Entry):
    """Money of one function and one kind, by year."""

    id: Id
    """Short name that costs refer to; never changes."""
    title: Name
    """What readers see."""
    function: Id
    """Id of the function that it is for."""
    kind: MoneyKind
    """`capital` or `revenue`."""
    amounts: ByYear
    """£ million by financial year, in the cash of each year."""
    basis: Basis
    """`published`, or `illustrative` where the split is not public."""
    source: Id
    """Id of the source of the amounts, or of the total that they share out."""


class SwitchingRule(Entry):
    """What money may be moved, and how far."""

    id: Id
    """Short name; never changes."""
    kind: SwitchKind
    """`between functions`, `between years`, `capital to revenue` or `revenue to capital`."""
    allowed: bool
    """Whether it may be done at all."""
    limit_pct: Annotated[Number, Field(ge=0, le=100)] | None = None
    """The most that may leave a line in a year, in % of it; left out when no limit is public."""
    approval: Text | None = None
    """Whose consent it needs."""
    basis: Basis
    """`published`, or `illustrative` where the rule is not public."""
    source: Id
    """Id of the source that states it."""


class OtherMoney(_Span):
    """Money beside the settlement."""

    id: Id
    """Short name that costs refer to; never changes."""
    title: Name
    """What it is called."""
    kind: Literal["capital", "revenue", "mixed"]
    """`capital`, `revenue` or `mixed`."""
    amount: Pounds
    """The total over its years, in £ million, as published."""
    basis: Basis = "published"
    """`published`, or `illustrative` where no total is public."""
    from_whom: Name
    """Who pays: `government`, `private`, a fund."""
    overlaps: Mapping[Id, Text] = {}
    """Other money (or a total of the settlement) that holds some of the same pounds, and which;
    whatever overlaps is never added up."""
    source: Id
    """Id of the source that states it."""


class Settlement(Entry):
    """One multi-year settlement: totals as published, split into lines, with its rules."""

    title: Name
    """What it is called."""
    totals: tuple[SettlementTotal, ...] = ()
    """Totals as published; the lines of a kind add up to its total."""
    functions: tuple[FundingFunction, ...] = ()
    """What the money is for."""
    lines: tuple[FundingLine, ...] = ()
    """Money by function, kind and year."""
    switching: tuple[SwitchingRule, ...] = ()
    """What may be moved between functions, years and kinds."""
    source: Id
    """Id of the source that announces it."""


class FundingFile(Entry):
    """The file `funding.yaml`: the settlement, and other money beside it."""

    settlement: Settlement | None = None
    """The settlement that the plan spends."""
    other_money: tuple[OtherMoney, ...] = ()
    """Money beside the settlement; overlaps are named, so that no pound is counted twice."""
    choice: ChoiceRules | None = None
    """Rules that a chosen portfolio keeps, beside the money."""
