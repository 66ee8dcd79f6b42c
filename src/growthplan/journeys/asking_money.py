"""Whether a plan's money allows a what-if."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from growthplan.plan import Plan, first_year
from growthplan.settlement import Terms, terms_of
from growthplan.settlement.account import Account
from growthplan.settlement.affording import Affording, afford
from growthplan.settlement.asked_switches import SwitchAsked, judged
from growthplan.settlement.changed_costs import changed_costs
from growthplan.settlement.pots import Money, money_of
from growthplan.system.programme import Outlay
from growthplan.system.scenario import Change
from growthplan.vocabulary import Fault, GrowthplanError


@dataclass(frozen=True)
class Purse:
    """The money that a plan has."""

    plan: Plan
    terms: Terms
    money: Money
    before: frozenset[tuple[str, str, int]]
    """Costs (line, kind, year) of the plan itself that fall outside its money: paid before it."""

    def afforded(
        self, changes: Sequence[Change], gone: Iterable[str], outlays: Sequence[Outlay]
    ) -> Affording:
        """Whether the money allows some steps; `gone` and `outlays` are what they leave.

        Raises GrowthplanError for money moved out of or into a year that has none.
        """
        costs = changed_costs(self.plan, changes, gone, outlays)
        moves = self._moves(changes)
        return afford(self.money, costs, moves, self.before, judged(self.terms, moves))

    def _moves(self, changes: Iterable[Change]) -> list[SwitchAsked]:
        found, faults = [], []
        for change in changes:
            one = change.switch
            if one is None:
                continue
            ends = [self._account(one.out_of, one.year), self._account(one.into, one.into_year)]
            for account, line, year in zip(
                ends, (one.out_of, one.into), (one.year, one.into_year), strict=True
            ):
                if account not in self.terms.awards:
                    faults.append(Fault(f"'{line}' has no money in {year}.", code="what-if"))
            if ends[0] == ends[1]:
                faults.append(Fault(f"'{one.out_of}' and '{one.into}' share one account in "
                                    f"{one.year}: nothing moves.", code="what-if"))  # fmt: skip
            found.append(SwitchAsked(ends[0], ends[1], float(one.amount)))
        if faults:
            raise GrowthplanError(faults)
        return found

    def _account(self, line: str, year: str) -> Account:
        function, kind = self.terms.lines[line]
        return Account(function, first_year(year), kind)  # type: ignore[arg-type]


def purse_of(plan: Plan) -> Purse | None:
    """The money of a plan; None when its settlement has no lines."""
    if plan.settlement is None or not plan.settlement.lines:
        return None
    terms = terms_of(plan)
    money = money_of(plan, terms, ())
    before = frozenset(
        (one.line, one.kind, one.year)
        for one in changed_costs(plan, (), (), ())
        if money.pot_of(one.line, one.kind, one.year) is None
    )
    return Purse(plan, terms, money, before)
