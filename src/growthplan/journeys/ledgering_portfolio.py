"""Post a chosen portfolio to the ledger of its plan, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from growthplan.journeys import ledgering
from growthplan.journeys.allocating import AllocatedPlan
from growthplan.journeys.ledgering import Kept, Plan
from growthplan.journeys.released import is_release
from growthplan.settlement import Entry, Ledger, Signed
from growthplan.settlement.posting_portfolio import other_money, portfolio_entries
from growthplan.vocabulary import Fault, GrowthplanError


def check_can_post(plan: Path | str, signed: Signed) -> None:
    """Raise GrowthplanError with what keeps a portfolio from being posted, before it is chosen."""
    faults = list(signed.faults())
    if is_release(Path(plan)):
        faults.append(
            Fault("A release is frozen; post to the plan's folder.", code="ledger-frozen")
        )
    if faults:
        raise GrowthplanError(faults)


def post_portfolio(
    plan: Path | str, made: AllocatedPlan, signed: Signed, store: Path | None = None
) -> Kept:
    """Post what was chosen for a plan's folder: released, switched and planned, in one group.

    Raises GrowthplanError, with nothing posted, when the plan has changed since the choice, and
    with every reason for which the ledger does not allow it.
    """
    check_can_post(plan, signed)

    def posting(ledger: Ledger, document: Plan) -> tuple[Entry, ...]:
        if document != made.allocated.plan:
            raise GrowthplanError(
                Fault(
                    "the plan was changed while its portfolio was chosen",
                    fix="Run the command again.",
                    code="ledger-plan",
                )
            )
        return portfolio_entries(ledger, made.allocated, signed)

    kept = ledgering.post(plan, posting, signed=signed, store=store)
    notes = [
        f"£{amount:,.1f}m of '{words}' is no money of the settlement, so it is not posted."
        for words, amount in other_money(made.allocated)
    ]
    return replace(kept, notes=(*kept.notes, *notes))
