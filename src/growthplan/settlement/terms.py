"""The terms of a settlement: what was awarded by account, and what may be moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from growthplan.plan import Plan, SwitchingRule, first_year
from growthplan.settlement.account import Account
from growthplan.settlement.pence import pence
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean


@dataclass(frozen=True)
class Terms:
    """What a plan says of its settlement."""

    title: str
    awards: Mapping[Account, int]
    """Pence by account, the lines of one function and kind together."""
    rules: Mapping[str, SwitchingRule]
    """By what they move: `between functions`, `between years`, `capital to revenue`, ..."""
    functions: Mapping[str, str] = field(default_factory=dict)
    """Title by id."""
    lines: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Function and kind of each funding line."""
    actions: tuple[str, ...] = ()
    """Ids of the plan's actions."""
    illustrative: tuple[str, ...] = ()
    """Lines whose split is not published."""

    @property
    def years(self) -> range:
        """Financial years that have money, by the calendar year in which each starts."""
        years = [account.year for account in self.awards]
        return range(min(years), max(years) + 1) if years else range(0)

    def account_faults(self, account: Account) -> list[Fault]:
        """What is wrong with naming an account: an unknown function, a year without money."""
        if account in self.awards:
            return []
        functions = {one.function for one in self.awards}
        if account.function not in functions:
            hint = did_you_mean(account.function, functions)
            known = f"They are {', '.join(sorted(functions))}."
            message = f"'{account.function}' is no function of the settlement"
            return [Fault(message, fix=hint or known, code="ledger-account")]
        years = sorted(a.year for a in self.awards if a[::2] == account[::2])
        if not years:
            message = f"the settlement has no {account.kind} for '{account.function}'"
            return [Fault(message, code="ledger-account")]
        message = f"the settlement has no {account.in_words}"
        words = ", ".join(str(Account(account.function, y, account.kind)) for y in years)
        return [Fault(message, fix=f"There is {words}.", code="ledger-year")]

    def action_faults(self, action: str) -> list[Fault]:
        """What is wrong with naming an action."""
        if action in self.actions:
            return []
        message = f"'{action}' is no action of the plan"
        return [Fault(message, fix=did_you_mean(action, self.actions), code="ledger-action")]


def without_consent(terms: Terms) -> Terms:
    """The terms without the moves of money that need a consent."""
    rules = {kind: rule for kind, rule in terms.rules.items() if not rule.approval}
    return replace(terms, rules=rules)


def terms_of(plan: Plan) -> Terms:
    """The terms of a plan's settlement.

    Raises GrowthplanError when the plan has no settlement, or it has no lines.
    """
    settlement = plan.settlement
    if settlement is None or not settlement.lines:
        raise GrowthplanError(
            Fault(
                "the plan has no settlement with lines of money: there is nothing to account for",
                file="funding.yaml",
                fix='Give "settlement" with "lines".',
                code="ledger-terms",
            )
        )
    awards: dict[Account, int] = {}
    for line in settlement.lines:
        for year, amount in line.amounts.items():
            account = Account(line.function, first_year(year), line.kind)
            awards[account] = awards.get(account, 0) + pence(amount)
    return Terms(
        settlement.title,
        awards,
        {rule.kind: rule for rule in settlement.switching},
        {one.id: one.title for one in settlement.functions},
        {line.id: (line.function, line.kind) for line in settlement.lines},
        tuple(action.id for action in plan.interventions),
        tuple(line.id for line in settlement.lines if line.basis == "illustrative"),
    )
