"""The numbers of a plan as figures: counts, totals as published, and what is committed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from growthplan.accounts import figure_id
from growthplan.plan import Answer, SettlementTotal, first_year
from growthplan.report.pages.plan_money_sums import LineUse, line_uses, uses_of
from growthplan.report.pages.plan_powers import powers
from growthplan.report.pages.plan_view import PlanView, counted, millions
from growthplan.vocabulary import Figure, Input, Lineage

Numbers = Mapping[str, Figure]
"""Figures by a short name within the plan's pages, such as `actions` or `left/transport`."""
ILLUSTRATIVE = "The amounts by line and year are illustrative: their split is not published."


@dataclass(frozen=True)
class _Maker:
    """Makes figures of one plan."""

    view: PlanView
    run: str | None = None

    @property
    def span(self) -> str:
        horizon = self.view.plan.horizon
        return f"{horizon.start}-{horizon.end}"

    def count(self, measure: str, value: int, noun: str, formula: str, *parts: str) -> Figure:
        """A count; `noun` says of what, in the singular and after a bar in the plural."""
        one, _, several = noun.partition("|")
        said = counted(value, one, several or None)
        return Figure(
            id=figure_id(measure, self.view.plan.place, self.span, *parts),
            value=value,
            display=f"{value:,}",
            unit="count",
            place=self.view.plan.place,
            period=self.span,
            sentence=f"{self.view.plan.title} has {said}.",
            lineage=Lineage(
                formula=formula, functions=("growthplan.plan.read_plan",), run=self.run
            ),
        )

    def money(
        self,
        measure: str,
        period: str,
        value: float,
        sentence: str,
        formula: str,
        inputs: Iterable[Input],
        caveats: tuple[str, ...],
        *parts: str,
    ) -> Figure:
        """An amount in £ million of the cash of its years."""
        return Figure(
            id=figure_id(measure, self.view.plan.place, period, *parts),
            value=round(value, 6),
            display=millions(value),
            unit="£m",
            place=self.view.plan.place,
            period=period,
            sentence=sentence,
            lineage=Lineage(
                formula=formula,
                inputs=tuple(inputs),
                functions=("growthplan.plan.read_plan",),
                run=self.run,
            ),
            caveats=caveats,
        )


def plan_figures(
    view: PlanView, answers: tuple[Answer, ...] = (), run: str | None = None
) -> dict[str, Figure]:
    """Every figure that the pages of a plan quote, by its short name; `run` made them."""
    make = _Maker(view, run)
    return {**_counts(make), **_guidance(make, answers), **_settlement(make)}


def _counts(make: _Maker) -> dict[str, Figure]:
    view, plan = make.view, make.view.plan
    able = powers(view)
    held = [lever for lever in plan.levers if lever.devolution == "held"]
    gaps = [one for one in plan.indicators if one.gap]
    targets = [outcome for outcome in plan.outcomes if outcome.target]
    evidenced = [a for a in view.active if any(e.mechanism != "none" for e in a.effects)]
    rows: tuple[tuple[str, str, int, str, str], ...] = (
        ("actions", "plan_actions", len(plan.interventions), "action", "all actions of the plan"),
        ("active", "plan_actions_active", len(view.active), "action under way or meant|actions "
         "under way or meant", "actions that are neither paused nor cancelled"),
        ("modelled", "plan_actions_modelled", len(evidenced), "action with an effect that the "
         "model can carry|actions with an effect that the model can carry",
         "actions that go ahead with an effect whose mechanism is not none"),
        ("ready", "plan_actions_ready", len(able.ready), "action whose levers are all held|actions "
         "whose levers are all held", "actions not yet done whose levers are all held"),
        ("waiting", "plan_actions_waiting", len(able.waiting), "action that waits on a lever of "
         "others|actions that wait on a lever of others",
         "actions not yet done that need a lever which the place does not hold"),
        ("levers", "plan_levers", len(plan.levers), "lever", "all levers of the plan"),
        ("held", "plan_levers_held", len(held), "lever that is held|levers that are held",
         "levers whose devolution is held"),
        ("sites", "plan_sites", len(plan.sites), "site", "all sites of the plan"),
        ("zones", "plan_zones", len(plan.zones), "zone", "all zones of the plan"),
        ("sectors", "plan_sectors", len(plan.sectors), "sector", "all sectors of the plan"),
        ("indicators", "plan_indicators", len(plan.indicators), "indicator",
         "all indicators of the plan"),
        ("gaps", "plan_indicators_without_source", len(gaps), "indicator without a source "
         "yet|indicators without a source yet", "indicators with a stated gap"),
        ("targets", "plan_targets", len(targets), "headline outcome with a target|headline "
         "outcomes with a target", "headline outcomes whose target is published"),
        ("outcomes", "plan_outcomes", len(plan.outcomes), "headline outcome",
         "all headline outcomes"),
        ("priorities", "plan_priorities", len(plan.priorities), "priority shared with "
         "government|priorities shared with government", "all shared priorities"),
        ("pipeline", "plan_pipeline", len(plan.pipeline), "entry in the investment pipeline|"
         "entries in the investment pipeline", "all entries of the pipeline"),
        ("strategies", "plan_strategies", len(plan.strategies), "strategy to fit with|strategies "
         "to fit with", "all other strategies that the plan names"),
        ("decisions", "plan_decisions", len(plan.decisions), "decision on record|decisions on "
         "record", "all decisions of the plan"),
    )  # fmt: skip
    found = {key: make.count(name, n, noun, formula) for key, name, n, noun, formula in rows}
    for theme in plan.themes:
        many = len(view.actions_with(lambda a, id_=theme.id: a.theme == id_))  # type: ignore[misc]
        found[f"theme/{theme.id}"] = make.count(
            "plan_actions", many, f"action under “{theme.title}”|actions under “{theme.title}”",
            "actions of the theme", theme.id,
        )  # fmt: skip
    return found


def _guidance(make: _Maker, answers: tuple[Answer, ...]) -> dict[str, Figure]:
    if not answers:
        return {}
    words = {"met": "met", "partly": "partly met", "missing": "missing"}
    found = {
        verdict: make.count(
            "guidance",
            sum(1 for answer in answers if answer.verdict == verdict),
            f"thing that the guidance asks {said}|things that the guidance asks {said}",
            f"requirements of the guidance whose verdict is {verdict}",
            verdict,
        )
        for verdict, said in words.items()
    }
    asked = make.count("guidance_asked", len(answers), "thing that the guidance asks|things that "
                       "the guidance asks", "all requirements of the guidance")  # fmt: skip
    return {**{f"guidance/{verdict}": figure for verdict, figure in found.items()},
            "guidance": asked}  # fmt: skip


def _settlement(make: _Maker) -> dict[str, Figure]:
    settlement = make.view.plan.settlement
    if settlement is None:
        return {}
    uses = line_uses(make.view)
    found: dict[str, Figure] = {}
    for total in settlement.totals:
        found |= _total(make, total, uses_of(uses, total))
    for use in uses:
        found |= _line(make, use)
    return found


def fiscal_span(first: str, last: str) -> str:
    """Financial years as the period of a figure.

    >>> fiscal_span("2026/27", "2029/30"), fiscal_span("2026/27", "2026/27")
    ('2026fy-2029fy', '2026fy')
    """
    start, end = (f"{first_year(year)}fy" for year in (first, last))
    return start if start == end else f"{start}-{end}"


def _total(make: _Maker, total: SettlementTotal, uses: tuple[LineUse, ...]) -> dict[str, Figure]:
    period = fiscal_span(total.first, total.last)
    years = f"{total.first} to {total.last}"
    where = Input(label=f"Settlement, {total.kind}, {years}, as published", value=total.amount,
                  unit="£m", file="funding.yaml", cell=f"settlement/totals/{total.id}")  # fmt: skip
    taken = sum(use.within(total) for use in uses)
    parts = [_committed_input(use, use.within(total)) for use in uses if use.committed]
    caveats = _caveats(uses)
    amounts = {
        "total": (total.amount, "has", "The total as published.", [where], ()),
        "committed": (taken, "commits", "The sum of what actions take from its lines.", parts,
                      caveats),
        "left": (total.amount - taken, "leaves uncommitted", "Total − committed.",
                 [where, *parts], caveats),
    }  # fmt: skip
    return {
        f"{name}/{total.id}": make.money(
            f"settlement_{name}", period, value,
            f"The settlement {verb} {millions(value)} of {total.kind} over {years}.",
            formula, inputs, notes, total.id,
        )
        for name, (value, verb, formula, inputs, notes) in amounts.items()
    }  # fmt: skip


def _committed_input(use: LineUse, amount: float) -> Input:
    return Input(label=f"Taken from {use.line.title}", value=round(amount, 6), unit="£m",
                 file="interventions", cell=f"costs on {use.line.id}")  # fmt: skip


def _line(make: _Maker, use: LineUse) -> dict[str, Figure]:
    line = use.line
    years = sorted(line.amounts, key=first_year)
    period = fiscal_span(years[0], years[-1])
    where = Input(label=line.title, value=round(use.there, 6), unit="£m", file="funding.yaml",
                  cell=f"settlement/lines/{line.id}")  # fmt: skip
    parts = [
        Input(label=one.action.title, value=round(one.total, 6), unit="£m",
              file=f"interventions/{one.action.id}.yaml", cell=f"costs on {line.id}")
        for one in use.taken
    ]  # fmt: skip
    caveats = _caveats((use,))
    amounts = {
        "committed": (use.committed, "The sum of what actions take from it.", parts),
        "left": (use.left, "Its amounts − what actions take from it.", [where, *parts]),
    }
    return {
        f"{name}/{line.id}": make.money(
            f"settlement_{name}", period, value,
            f"{line.title}: {millions(value)} of {millions(use.there)} {name}.",
            formula, inputs, caveats, line.id,
        )
        for name, (value, formula, inputs) in amounts.items()
    }  # fmt: skip


def _caveats(uses: Iterable[LineUse]) -> tuple[str, ...]:
    found = list(uses)
    bases = {use.line.basis for use in found} | {one.basis for use in found for one in use.taken}
    return (ILLUSTRATIVE,) if "illustrative" in bases else ()
