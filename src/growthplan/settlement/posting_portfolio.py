"""Posting a chosen portfolio: what is released, switched and planned for it, as one group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from growthplan.plan import first_year
from growthplan.settlement.account import Account, Box, Stage
from growthplan.settlement.allocated import Allocated
from growthplan.settlement.entry import Entry, Movement, Signed
from growthplan.settlement.ledger import Ledger
from growthplan.settlement.offers import going_on
from growthplan.settlement.pence import pence
from growthplan.settlement.posting import GOING, switch, target_change
from growthplan.vocabulary import Fault, GrowthplanError

Pair = tuple[Account, Account]
"""Out of which account, into which."""


def portfolio_entries(ledger: Ledger, made: Allocated, signed: Signed) -> tuple[Entry, ...]:
    """The entries that bring a ledger in line with a portfolio; each can stand after the one
    before, and all of them stand or fall together.

    First the money of what is left out or takes less is freed, then what the portfolio switches is
    switched (less what was switched that way before), then the rest is planned, or promised to
    actions that are committed. Money that is not of the settlement is not posted. Raises
    GrowthplanError with what the ledger does not allow, and when nothing differs.
    """
    found: list[Entry] = []

    def stand(entry: Entry) -> None:
        nonlocal ledger
        ledger = ledger.with_entry(entry)
        found.append(entry)

    change = target_change(ledger, _wanted(ledger, made))
    freed = tuple(_freed(change))
    if freed:
        stand(ledger.post("release", freed, signed))
    to_switch = _to_switch(ledger, made)
    while to_switch:
        pair = _next(ledger, to_switch)
        stand(switch(ledger, *pair, to_switch.pop(pair), signed))
    taken = tuple(
        Movement(Box("left", box.account), box, by) for box, by in sorted(change.items()) if by > 0
    )
    if taken:
        stand(ledger.post("profile", taken, signed))
    if not found:
        raise GrowthplanError(
            Fault("the ledger says what the portfolio says already", code="ledger-entry")
        )
    return tuple(found)


def _next(ledger: Ledger, to_switch: Mapping[Pair, int]) -> Pair:
    """A switch out of an account that has the money: some of it may have to come in first. Where
    none has, the first, so that the ledger says what is missing."""
    ready = (pair for pair, x in to_switch.items() if ledger.held(Box("left", pair[0])) >= x)
    return next(ready, next(iter(to_switch)))


def _freed(change: Mapping[Box, int]) -> Iterator[Movement]:
    for box, by in sorted(change.items()):
        if by < 0:
            yield Movement(box, Box("left", box.account), -by)


def _wanted(ledger: Ledger, made: Allocated) -> dict[Box, int]:
    """Pence by box of what was chosen, and of what goes on in any case."""
    as_it_is = [(action, 0, 1) for action in going_on(made.plan)]
    chosen = [(offer.action, offer.delay, offer.scale) for offer in made.chosen]
    found: dict[Box, int] = {}
    for action, delay, scale in (*as_it_is, *chosen):
        stage: Stage = "committed" if action.status in GOING else "profiled"
        for cost in action.costs:
            if cost.line not in ledger.terms.lines:
                continue
            function, _ = ledger.terms.lines[cost.line]
            for year, amount in cost.amounts.items():
                account = Account(function, first_year(year) + delay, cost.kind)
                if account in ledger.terms.awards:
                    box = Box(stage, account, action.id)
                    found[box] = found.get(box, 0) + scale * pence(amount)
    return found


def _to_switch(ledger: Ledger, made: Allocated) -> dict[Pair, int]:
    """Pence that are still to be switched, by account out of which and into which."""
    by_place = {place: account for account, place in made.money.accounts.items()}
    before: dict[Pair, int] = {}
    for entry in ledger.entries:
        if entry.kind == "switch" and entry.number not in ledger.undone:
            for out_of, into, amount in entry.movements:
                pair = (out_of.account, into.account)
                before[pair] = before.get(pair, 0) + amount
    found: dict[Pair, int] = {}
    for one in made.portfolio.moved:
        pair = (by_place[one.out_of], by_place[one.into])
        more = pence(round(one.amount, 7)) - before.get(pair, 0)
        if more > 0:
            found[pair] = more
    return found


def other_money(made: Allocated) -> tuple[tuple[str, float], ...]:
    """Other money than the settlement's that the portfolio takes: pot in words, £ million."""
    places = {*made.money.accounts.values()}
    pots = zip(made.portfolio.choices.pots, made.portfolio.spent, strict=True)
    return tuple(
        (pot.words, float(spent))
        for n, (pot, spent) in enumerate(pots)
        if n not in places and spent > 0
    )
