"""Counts of a plan's entries as figures, each leading back to the entries that were counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from growthplan.accounts import figure_id
from growthplan.plan import Answer
from growthplan.report.pages.plan_powers import powers
from growthplan.report.pages.plan_view import PlanView, counted, millions
from growthplan.vocabulary import Figure, Input, Lineage


class Counted(Protocol):
    """An entry of the plan."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True)
class Maker:
    """Makes figures of one plan."""

    view: PlanView
    run: str | None = None

    @property
    def span(self) -> str:
        horizon = self.view.plan.horizon
        return f"{horizon.start}-{horizon.end}"

    def count(
        self,
        measure: str,
        counted_ones: Sequence[Counted],
        field_name: str,
        noun: str,
        formula: str,
        *parts: str,
    ) -> Figure:
        """How many entries there are; `noun` says of what, singular and plural with a bar
        between; `field_name` is the list of the plan that they stand in."""
        one, _, several = noun.partition("|")
        value = len(counted_ones)
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
                formula=formula,
                inputs=_entries(counted_ones, field_name),
                functions=("growthplan.plan.read_plan",),
                run=self.run,
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


def _entries(found: Sequence[Counted], field_name: str) -> tuple[Input, ...]:
    """The entries that were counted; where there is none, the list that was looked through."""
    if not found:
        return (Input(label=f"None in {field_name}", value=0, unit="count", file=field_name,
                      cell="no entry"),)  # fmt: skip
    return tuple(
        Input(label=_named(one), value=1, unit="count", file=field_name, cell=one.id)
        for one in found
    )


def _named(one: Counted) -> str:
    return str(getattr(one, "title", None) or getattr(one, "decision", one.id))


def plan_counts(make: Maker) -> dict[str, Figure]:
    """How many entries of each kind the plan has, by the short name of the figure."""
    view, plan = make.view, make.view.plan
    able = powers(view)
    waiting = [action for action, _ in able.waiting]
    held = [lever for lever in plan.levers if lever.devolution == "held"]
    gaps = [one for one in plan.indicators if one.gap]
    targets = [outcome for outcome in plan.outcomes if outcome.target]
    evidenced = [a for a in view.active if any(e.mechanism != "none" for e in a.effects)]
    rows: tuple[tuple[str, str, Sequence[Counted], str, str, str], ...] = (
        ("actions", "plan_actions", plan.interventions, "interventions",
         "action", "all actions of the plan"),
        ("active", "plan_actions_active", view.active, "interventions",
         "action under way or meant|actions "
         "under way or meant", "actions that are neither paused nor cancelled"),
        ("modelled", "plan_actions_modelled", evidenced, "interventions",
         "action with an effect that the "
         "model can carry|actions with an effect that the model can carry",
         "actions that go ahead with an effect whose mechanism is not none"),
        ("ready", "plan_actions_ready", able.ready, "interventions",
         "action whose levers are all held|actions "
         "whose levers are all held", "actions not yet done whose levers are all held"),
        ("waiting", "plan_actions_waiting", waiting, "interventions",
         "action that waits on a lever of "
         "others|actions that wait on a lever of others",
         "actions not yet done that need a lever which the place does not hold"),
        ("levers", "plan_levers", plan.levers, "levers",
         "lever", "all levers of the plan"),
        ("held", "plan_levers_held", held, "levers",
         "lever that is held|levers that are held",
         "levers whose devolution is held"),
        ("sites", "plan_sites", plan.sites, "sites",
         "site", "all sites of the plan"),
        ("zones", "plan_zones", plan.zones, "zones",
         "zone", "all zones of the plan"),
        ("sectors", "plan_sectors", plan.sectors, "sectors",
         "sector", "all sectors of the plan"),
        ("indicators", "plan_indicators", plan.indicators, "indicators",
         "indicator",
         "all indicators of the plan"),
        ("gaps", "plan_indicators_without_source", gaps, "indicators",
         "indicator without a source "
         "yet|indicators without a source yet", "indicators with a stated gap"),
        ("targets", "plan_targets", targets, "outcomes",
         "headline outcome with a target|headline "
         "outcomes with a target", "headline outcomes whose target is published"),
        ("outcomes", "plan_outcomes", plan.outcomes, "outcomes",
         "headline outcome",
         "all headline outcomes"),
        ("priorities", "plan_priorities", plan.priorities, "priorities",
         "priority shared with "
         "government|priorities shared with government", "all shared priorities"),
        ("pipeline", "plan_pipeline", plan.pipeline, "pipeline",
         "entry in the investment pipeline|"
         "entries in the investment pipeline", "all entries of the pipeline"),
        ("strategies", "plan_strategies", plan.strategies, "strategies",
         "strategy to fit with|strategies "
         "to fit with", "all other strategies that the plan names"),
        ("decisions", "plan_decisions", plan.decisions, "decisions",
         "decision on record|decisions on "
         "record", "all decisions of the plan"),
    )  # fmt: skip
    found = {key: make.count(measure, of, where, noun, formula)
             for key, measure, of, where, noun, formula in rows}  # fmt: skip
    for theme in plan.themes:
        own = view.actions_with(lambda a, id_=theme.id: a.theme == id_)  # type: ignore[misc]
        found[f"theme/{theme.id}"] = make.count(
            "plan_actions", own, "interventions",
            f"action under “{theme.title}”|actions under “{theme.title}”",
            "actions of the theme", theme.id,
        )  # fmt: skip
    return found


def guidance_counts(make: Maker, answers: tuple[Answer, ...]) -> dict[str, Figure]:
    """How many things the guidance asks, and how many of them have each verdict."""
    if not answers:
        return {}
    asked = "thing that the guidance asks"
    several = "things that the guidance asks"
    words = {"met": "met", "partly": "partly met", "missing": "missing"}
    found = {
        f"guidance/{verdict}": make.count(
            "guidance",
            [one.requirement for one in answers if one.verdict == verdict],
            "the guidance",
            f"{asked} {said}|{several} {said}",
            f"requirements of the guidance whose verdict is {verdict}",
            verdict,
        )
        for verdict, said in words.items()
    }
    every = [one.requirement for one in answers]
    whole = make.count("guidance_asked", every, "the guidance", f"{asked}|{several}",
                       "all requirements of the guidance")  # fmt: skip
    return {**found, "guidance": whole}
