"""Partners that send returns, and the frameworks that their returns feed: data beside the plan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from growthplan.plan.amounts import Basis, FinancialYear, MoneyKind
from growthplan.plan.fields import Count, Entry, Id, Name, Text, at_least_one, refusal

Ids = Annotated[tuple[Id, ...], AfterValidator(at_least_one)]
Takes = Literal["spend", "forecast", "outputs", "milestones", "rating", "narrative"]
Span = Literal["quarter", "year to date", "to date"]


class ReturningPartner(Entry):
    """A body that sends a return each quarter."""

    id: Id
    """Short name that its folder of returns bears; never changes."""
    name: Name
    """Its name."""
    actions: Ids
    """Ids of the actions on which it returns; each is one programme."""
    indicators: tuple[Id, ...] = ()
    """Ids of the indicators that it counts; when left out, every output and input of its actions
    that no official statistic gives."""
    source: Id | None = None
    """Id of the source that names it as a body that takes part."""


class PartnersFile(Entry):
    """The file `returns/partners.yaml`: who sends returns, on what, and by when."""

    due_days: Annotated[Count, Field(le=180)] = 30
    """Days after the end of a quarter by which a return is due."""
    first: FinancialYear | None = None
    """Financial year from which returns are asked for; when left out, from the first that came in,
    so that nobody is late who was never asked."""
    basis: Basis
    """`published`, or `illustrative` where who returns what is not public."""
    note: Text | None = None
    """What a reader should know of it."""
    partners: Annotated[tuple[ReturningPartner, ...], AfterValidator(at_least_one)]
    """Bodies that send returns."""

    @model_validator(mode="after")
    def _ids_once(self) -> PartnersFile:
        ids = [partner.id for partner in self.partners]
        again = next((name for name in ids if ids.count(name) > 1), None)
        if again is not None:
            raise refusal("twice", f"names '{again}' twice", "Keep one of them.", at=("partners",))
        return self


class FrameworkLine(Entry):
    """One number, or words, of a framework, and which entries of returns it is made of.

    An entry of a return counts when it fits every filter that is given.
    """

    id: Id
    """Short name that figures refer to; never changes."""
    title: Name
    """What the framework calls it."""
    takes: Takes
    """`spend` (what was spent), `forecast` (what is still to be spent), `outputs` (what was
    delivered), `milestones` (how many are done), `rating` (the worst one) or `narrative`."""
    over: Span = "quarter"
    """`quarter`, `year to date` or `to date`."""
    unit: Name | None = None
    """Unit in the framework's words; the indicator's own when left out."""
    partners: tuple[Id, ...] = ()
    """Only from these partners."""
    actions: tuple[Id, ...] = ()
    """Only of these actions."""
    lines: tuple[Id, ...] = ()
    """Only money of these funding lines."""
    kind: MoneyKind | None = None
    """Only `capital`, or only `revenue`."""
    indicators: tuple[Id, ...] = ()
    """Only these indicators; needed for outputs."""

    @model_validator(mode="after")
    def _filters_fit(self) -> FrameworkLine:
        if self.takes == "outputs" and not self.indicators:
            raise refusal("choice", "takes outputs but names no indicator", 'Give "indicators".')
        if self.takes != "outputs" and self.indicators:
            raise refusal("choice", f"takes {self.takes}, which have no indicators",
                          'Leave "indicators" out.', at=("indicators",))  # fmt: skip
        if self.takes not in ("spend", "forecast") and (self.lines or self.kind):
            raise refusal("choice", f"takes {self.takes}, which are of no funding line",
                          'Leave "lines" and "kind" out.')  # fmt: skip
        return self


class Framework(Entry):
    """Something that returns are reported in: a settlement's outcomes, a fund's form, a board's."""

    id: Id
    """Short name; the file is named after it."""
    title: Name
    """What readers see."""
    for_whom: Name
    """Who asks for it."""
    basis: Basis
    """`published`, or `illustrative` where the framework itself is not public."""
    note: Text | None = None
    """What a reader should know of it."""
    source: Id | None = None
    """Id of the plan's source that states it."""
    lines: Annotated[tuple[FrameworkLine, ...], AfterValidator(at_least_one)]
    """What it asks for, in its order."""

    @model_validator(mode="after")
    def _ids_once(self) -> Framework:
        ids = [line.id for line in self.lines]
        again = next((name for name in ids if ids.count(name) > 1), None)
        if again is not None:
            raise refusal("twice", f"names '{again}' twice", "Keep one of them.", at=("lines",))
        return self
