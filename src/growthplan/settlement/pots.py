"""The money that a portfolio may draw on: accounts of the settlement, and other money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from growthplan.plan import Intervention, OtherMoney, Plan, financial_year, first_year
from growthplan.settlement.account import Account
from growthplan.settlement.asked_switches import limit_name
from growthplan.settlement.pence import million
from growthplan.settlement.portfolio import Limit, Pot, Switch
from growthplan.settlement.switching import BETWEEN_YEARS, rules_for
from growthplan.settlement.terms import Terms


@dataclass(frozen=True)
class Money:
    """Pots, with the ways to move money between them."""

    pots: tuple[Pot, ...]
    accounts: Mapping[Account, int]
    """Position of the pot of each account."""
    others: Mapping[str, tuple[int, range]]
    """Position of the pot of each other money, and the financial years that it covers."""
    lines: Mapping[str, tuple[str, str]]
    switches: tuple[Switch, ...]
    limits: tuple[Limit, ...]

    def pot_of(self, line: str, kind: str, year: int) -> int | None:
        """The pot that a cost of a year draws on; None when it has no money in that year."""
        if line in self.others:
            place, years = self.others[line]
            return place if year in years else None
        if line not in self.lines:
            return None
        return self.accounts.get(Account(self.lines[line][0], year, kind))  # type: ignore[arg-type]


def money_of(plan: Plan, terms: Terms, going_on: tuple[Intervention, ...]) -> Money:
    """The pots of a plan, without what goes on in any case (`going_on`) takes from them."""
    accounts = {account: n for n, account in enumerate(sorted(terms.awards))}
    others = {
        one.id: (len(accounts) + n, range(first_year(one.first), first_year(one.last) + 1))
        for n, one in enumerate(plan.other_money)
    }
    pots = [
        *(Pot(str(account), account.in_words, million(terms.awards[account]))
          for account in accounts),
        *(Pot(one.id, _words(one), one.amount, beside=True) for one in plan.other_money),
    ]  # fmt: skip
    bare = Money(tuple(pots), accounts, others, terms.lines, (), ())
    for action in going_on:
        for cost in action.costs:
            for year, amount in cost.amounts.items():
                place = bare.pot_of(cost.line, cost.kind, first_year(year))
                if place is not None:
                    pot = pots[place]
                    pots[place] = replace(pot, amount=pot.amount - amount)
    switches = _switches(terms, accounts)
    return Money(tuple(pots), accounts, others, terms.lines, switches, _limits(terms, accounts))


def _words(other: OtherMoney) -> str:
    return f"{other.title} ({other.first} to {other.last})"


def _switches(terms: Terms, accounts: Mapping[Account, int]) -> tuple[Switch, ...]:
    """Every move that one rule of the settlement allows; two rules are two moves, one by one.

    Money goes into the next year only: it cannot be spent before it comes.
    """
    found = []
    for out_of, place in accounts.items():
        for into, other in accounts.items():
            rules = rules_for(out_of, into)
            if len(rules) != 1 or (rules[0] == BETWEEN_YEARS and into.year != out_of.year + 1):
                continue
            known = terms.rules.get(rules[0])
            if known is None or not known.allowed:
                continue
            words = f"from {out_of.in_words} to {into.in_words}"
            words += f" (needs consent: {known.approval})" if known.approval else ""
            found.append(Switch(place, other, limit_name(rules[0], out_of), words))
    return tuple(found)


def _limits(terms: Terms, accounts: Mapping[Account, int]) -> tuple[Limit, ...]:
    found = []
    for rule in terms.rules.values():
        if not rule.allowed or rule.limit_pct is None:
            continue
        for account in accounts:
            amount = million(terms.awards[account]) * rule.limit_pct / 100
            words = (
                f"at most {rule.limit_pct:g}% of {account.function} {account.kind} may move "
                f"{rule.kind} in {financial_year(account.year)}"
            )
            found.append(Limit(limit_name(rule.kind, account), amount, words))
    return tuple(found)
