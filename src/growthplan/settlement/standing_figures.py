"""Every number of a settlement's standing as a figure."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.accounts import figure_id
from growthplan.plan import Plan, financial_year
from growthplan.settlement.account import Account
from growthplan.settlement.pence import million
from growthplan.settlement.plan_entries import award_inputs, cost_inputs
from growthplan.settlement.standing import Standing
from growthplan.settlement.statement import Row, added
from growthplan.vocabulary import Figure, Input, Lineage

STAGES = ("available", "spent", "committed", "profiled", "left")
_WORDS = {"profiled": "planned", "left": "left"}
_STATEMENT = ("growthplan.settlement.statement",)
_ILLUSTRATIVE = "The amounts by function and year are illustrative: their split is not published."


def standing_figures(plan: Plan, found: Standing) -> tuple[Figure, ...]:
    """`ledger_STAGE/PLACE/YEAR/FUNCTION/KIND` in £m, their sums over functions
    (`/YEAR/KIND`) and of everything (`/FIRST-LAST`), and the same for `ledger_asked`."""
    return tuple(_Maker(plan, found).figures())


def period_of(year: int) -> str:
    """A financial year as the period of a figure: `2026fy`."""
    return f"{year}fy"


def span_of(found: Standing) -> str:
    """All years of a settlement as the period of a figure."""
    years = found.terms.years
    return f"{period_of(years[0])}-{period_of(years[-1])}"


class _Maker:
    def __init__(self, plan: Plan, found: Standing) -> None:
        self._plan, self._found = plan, found
        self._rows = dict(found.statement.rows)
        self._caveats = (_ILLUSTRATIVE,) if found.terms.illustrative else ()

    def figures(self) -> Iterator[Figure]:
        rows = self._rows
        for account in rows:
            for stage in (*STAGES, "asked"):
                yield self._account(account, stage, self._amount(account, stage))
        for kind, year, row in self._found.statement.by_kind_and_year():
            own = [a for a in rows if (a.kind, a.year) == (kind, year)]
            yield from self._sums(
                own, row, f"{kind} of {financial_year(year)}", (period_of(year), kind)
            )
        yield from self._sums(
            list(rows), added(rows.values()), "all years", (span_of(self._found),)
        )

    def _sums(
        self, own: list[Account], row: Row, words: str, parts: tuple[str, ...]
    ) -> Iterator[Figure]:
        amounts = {stage: getattr(row, stage) for stage in STAGES}
        amounts["asked"] = sum(self._found.asked.get(account, 0) for account in own)
        for stage, amount in amounts.items():
            inputs = tuple(
                Input(
                    label=account.in_words,
                    value=million(self._amount(account, stage)),
                    unit="£m",
                    figure=self._id(account, stage),
                )
                for account in own
            )
            formula = f"The sum over {len(own)} accounts"
            yield self._figure(
                self._of(stage, *parts), amount, stage, words, formula, inputs, parts[0]
            )

    def _account(self, account: Account, stage: str, amount: int) -> Figure:
        formula, inputs = self._origin(account, stage)
        return self._figure(
            self._id(account, stage),
            amount,
            stage,
            account.in_words,
            formula,
            inputs,
            period_of(account.year),
        )

    def _origin(self, account: Account, stage: str) -> tuple[str, tuple[Input, ...]]:
        """How an amount came about, and from what: the ledger's entries, or the plan's."""
        if self._found.has_ledger and stage != "asked":
            entries = Input(
                label=f"Entries 1 to {self._found.posted}",
                value=million(self._amount(account, stage)),
                unit="£m",
                file="ledger/entries.jsonl",
                cell=str(account),
            )
            return "The sum of the ledger's movements into it less those out of it", (entries,)
        terms, awards = self._found.terms, award_inputs(self._plan, account)
        if stage == "available":
            return "What the settlement's lines award", awards
        if stage == "left":
            taken = () if self._found.short else cost_inputs(self._plan, terms, account)
            return "What the lines award less what actions' costs take", (*awards, *taken)
        if stage == "spent" or (stage != "asked" and self._found.short):
            return "Nothing is posted: no ledger is open", awards
        return "The sum of what actions ask for", cost_inputs(self._plan, terms, account, stage)

    def _amount(self, account: Account, stage: str) -> int:
        """Pence of an account in a stage."""
        if stage == "asked":
            return self._found.asked.get(account, 0)
        return int(getattr(self._rows[account], stage))

    def _id(self, account: Account, stage: str) -> str:
        return self._of(stage, period_of(account.year), account.function, account.kind)

    def _of(self, stage: str, *parts: str) -> str:
        return figure_id(f"ledger_{stage}", self._plan.place, *parts)

    def _figure(
        self,
        id_: str,
        amount: int,
        stage: str,
        words: str,
        formula: str,
        inputs: tuple[Input, ...],
        period: str,
    ) -> Figure:
        value = million(amount)
        display = _shown(value)
        said = _WORDS.get(stage, stage)
        verb = "is asked for by the plan's actions" if stage == "asked" else f"is {said}"
        lineage = Lineage(formula=formula, inputs=inputs, functions=_STATEMENT)
        sentence = f"{display} {verb}: {words}, {self._found.terms.title}."
        return Figure(
            id=id_,
            value=value,
            display=display,
            unit="£m",
            place=self._plan.place,
            period=period,
            sentence=sentence,
            lineage=lineage,
            caveats=self._caveats,
        )


def _shown(value: float) -> str:
    """£ million to the tenth, without a nought that says nothing.

    >>> _shown(240.0), _shown(1517.0), _shown(-0.25)
    ('£240m', '£1,517m', '−£0.2m')
    """
    sign = "−" if round(value, 1) < 0 else ""
    return f"{sign}£{abs(value):,.1f}".removesuffix(".0") + "m"
