"""Every action of a plan appraised, and those that belong together as one case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from growthplan.appraisal.bundle import appraise_bundle
from growthplan.appraisal.case import Case, Setting, case_of
from growthplan.appraisal.effects import Modelled, modelled, valuing
from growthplan.appraisal.figures import figures_of
from growthplan.appraisal.lineage import Grounds
from growthplan.appraisal.one_action import Work, appraise_action, discounting_of
from growthplan.appraisal.result import Appraisal, Appraised, Bundle
from growthplan.appraisal.sentences import (
    bundle_sentence,
    interaction_sentence,
    pounds,
    verdicts_sentence,
)
from growthplan.appraisal.summary_table import summary_frame
from growthplan.appraisal.under_scenario import shift_of
from growthplan.appraisal.welfare import Chance
from growthplan.appraisal.workings import Workings, workings_of
from growthplan.plan import Plan
from growthplan.system import Action
from growthplan.system.answers import Case as Future
from growthplan.system.answers import Runs, baseline_rests_on, resting_on
from growthplan.system.programme import NotModelled
from growthplan.vocabulary import Fault, GrowthplanError, Input, Place, did_you_mean

Step = Callable[[str], None]

WHOLE = "plan"
_TOGETHER = "together"
_NOT_APPRAISED = ("baseline", "cancelled", "paused")


@dataclass(frozen=True)
class Chosen:
    """Which actions are appraised, and what they are together."""

    ids: tuple[str, ...]
    bundle: str
    """Id of the bundle; empty when it is one action."""
    title: str


def choose(plan: Plan, names: Sequence[str]) -> Chosen:
    """The actions that are named, or those of a zone or a site; all that go ahead if none is.

    Raises GrowthplanError for every name that is no action, zone or site, and for actions that
    are cancelled, paused or part of no plan.
    """
    going = {one.id for one in plan.interventions if _goes_ahead(plan, one.id)}
    if not names:
        ordered = tuple(one.id for one in plan.interventions if one.id in going)
        return Chosen(ordered, WHOLE if len(ordered) > 1 else "", "The whole plan")
    known = {one.id for one in plan.interventions}
    places = {zone.id: zone.title for zone in plan.zones}
    places |= {site.id: site.title for site in plan.sites}
    faults, ids = [], []
    for name in names:
        if name in known:
            ids.append(name)
            if name not in going:
                faults.append(_not_appraised(plan, name))
        elif name in places:
            members = _at(plan, name, going)
            ids += members
            if not members:
                faults.append(Fault(f"No action of the plan that goes ahead is for '{name}'."))
        else:
            fix = did_you_mean(name, [*known, *places]) or "Name an action, a zone or a site."
            faults.append(Fault(f"The plan has no action '{name}'.", fix=fix, code="action"))
    if faults:
        raise GrowthplanError(faults)
    found = tuple(dict.fromkeys(ids))
    alone = len(names) == 1 and names[0] in places
    title = places[names[0]] if alone else "The actions together"
    return Chosen(found, "" if len(found) < 2 else names[0] if alone else _TOGETHER, title)


def _goes_ahead(plan: Plan, name: str) -> bool:
    action = next(one for one in plan.interventions if one.id == name)
    return not action.baseline and action.status not in ("cancelled", "paused")


def _at(plan: Plan, name: str, going: set[str]) -> list[str]:
    return [
        one.id
        for one in plan.interventions
        if one.id in going and (name in one.zones or name in one.sites)
    ]


def _not_appraised(plan: Plan, name: str) -> Fault:
    action = next(one for one in plan.interventions if one.id == name)
    why = "only continues past spending" if action.baseline else f"is {action.status}"
    return Fault(
        f"The action '{name}' {why}, so that there is nothing to decide.",
        fix="Leave it out.",
        code="action",
    )


def appraise(
    place: Place,
    runs: Runs,
    future: Future,
    setting: Setting,
    chosen: Chosen,
    *,
    draws: int,
    as_planned: Future | None = None,
    scenario: str = "",
    start: tuple[Input, ...] = (),
    step: Step = lambda _: None,
) -> Appraised:
    """Appraise the chosen actions over the draws of the model.

    Each is run alone against no plan, with the draws of every other; then all of them together.
    Under a scenario `future` is the plan changed by it, and `as_planned` the plan as it stands.
    `start` is the published figure that every path starts from, for the lineage of figures.
    Raises GrowthplanError when an assumption is missing or a benefit would count twice.
    """
    drawn = runs.at(range(draws), future.national)
    work = Work(
        setting,
        valuing(runs.ground.economy, drawn.baseline, drawn.parameters),
        Chance(drawn.parameters, runs.seed),
        discounting_of(setting),
        runs.ground,
    )
    base_year = runs.ground.economy.base_year
    actions = _by_intervention(_from(future.acting.actions, setting.years[0] - base_year))
    runs_of: dict[str, Modelled] = {}
    cases = _cases(setting, future, as_planned or future, chosen)
    found = []
    for case in cases:
        step(f"Appraising {case.action.title}")
        own = tuple(one for one in future.acting.not_modelled if one.intervention == case.id)
        if (one := modelled(actions.get(case.id, ()), work.valuing)) is not None:
            runs_of[case.id] = one
        found.append(appraise_action(case, runs_of.get(case.id), own, work))
    step("Appraising the actions together")
    together = _together(chosen, cases, found, runs_of, work)
    grounds = Grounds(runs.assumptions, start, _rests_on(future, runs))
    told = _told(place, runs, setting, tuple(found), together, future, scenario, draws, grounds)
    workings = tuple(_workings(cases, found, runs_of, work))
    return replace(told, cases=tuple(cases), workings=workings, setting=setting)


def _workings(
    cases: Sequence[Case], found: Sequence[Appraisal], runs_of: Mapping[str, Modelled], work: Work
) -> Iterator[Workings]:
    for case, one in zip(cases, found, strict=True):
        year = one.local.year if one.local else None
        yield workings_of(case, runs_of.get(case.id), year, work.setting, work.chance)


def _from(actions: Sequence[Action], first: int) -> list[Action]:
    """Actions without the money of the first years: what was spent before the decision is sunk, and
    what it brings comes whatever is decided."""
    found = []
    for action in actions:
        spend = action.spend.copy()
        spend[:first] = 0.0
        if spend.any():
            found.append(replace(action, spend=spend))
    return found


def _by_intervention(actions: Sequence[Action]) -> dict[str, tuple[Action, ...]]:
    found: dict[str, tuple[Action, ...]] = {}
    for action in actions:
        found[action.player] = (*found.get(action.player, ()), action)
    return found


def _cases(setting: Setting, future: Future, planned: Future, chosen: Chosen) -> list[Case]:
    """The chosen actions; without those that a scenario leaves out."""
    known = {one.id: one for one in setting.plan.interventions}
    made = []
    for name in chosen.ids:
        before, after = (
            [one for one in of.acting.outlays if one.intervention == name]
            for of in (planned, future)
        )
        if after or not before:
            made.append(case_of(known[name], after, setting, shift_of(before, after)))
    return made


def _together(
    chosen: Chosen,
    cases: Sequence[Case],
    found: Sequence[Appraisal],
    runs_of: Mapping[str, Modelled],
    work: Work,
) -> Bundle | None:
    """The bundle of those with a cost and a benefit; None when fewer than two have."""
    pairs = [(c, a) for c, a in zip(cases, found, strict=True) if a.is_valued]
    if not chosen.bundle or len(pairs) < 2:
        return None
    members, appraisals = zip(*pairs, strict=True)
    return appraise_bundle(chosen.bundle, chosen.title, members, appraisals, runs_of, work)


def _told(
    place: Place,
    runs: Runs,
    setting: Setting,
    found: tuple[Appraisal, ...],
    together: Bundle | None,
    future: Future,
    scenario: str,
    draws: int,
    grounds: Grounds,
) -> Appraised:
    shown = {one.id for one in found}
    left_out: tuple[NotModelled, ...] = tuple(
        one
        for one in future.acting.not_modelled
        if one.code in _NOT_APPRAISED and one.intervention not in shown
    )
    return Appraised(
        place=place,
        title=setting.plan.title,
        scenario=scenario,
        decision_year=setting.years[0],
        price_year=setting.price_year,
        last_year=setting.years[-1],
        draws=draws,
        seed=runs.seed,
        actions=found,
        bundle=together,
        left_out=left_out,
        assumptions=runs.assumptions,
        summary=summary_frame(found),
        sentences=_sentences(found, together, setting.price_year),
        figures=figures_of(found, together, place.code, setting.price_year, scenario, grounds),
        notes=_notes(setting),
    )


def _rests_on(future: Future, runs: Runs) -> dict[str, tuple[str, ...]]:
    """Ids of the assumptions that what the model finds of each action rests on, by action."""
    always = baseline_rests_on(runs.assumptions)
    return {
        name: tuple(sorted({*always, *resting_on(actions, runs.assumptions)}))
        for name, actions in _by_intervention(future.acting.actions).items()
    }


def _sentences(
    found: Sequence[Appraisal], together: Bundle | None, price_year: int
) -> tuple[str, ...]:
    valued = [one for one in found if one.is_valued]
    made = []
    if together is not None:
        made += [bundle_sentence(together, price_year), interaction_sentence(together)]
    if len(found) > 1:
        made.append(verdicts_sentence([one.value_for_money for one in found]))
    unvalued = sum(one.public.mean for one in found if not one.is_valued)
    if unvalued and valued:
        made.append(
            f"Public money with nothing valued against it: {pounds(unvalued)} in present value, "
            "in no sum above."
        )
    return tuple(made)


def _notes(setting: Setting) -> tuple[str, ...]:
    return (
        f"Everything is in the prices of {setting.price_year}, by the GDP deflator, and discounted "
        f"to {setting.years[0]} at the Green Book's rates: 3.5% a year at first, less for health.",
        f"Years to {setting.years[-1]} are counted at most: the model goes no further.",
        "Welfare of the country and contribution to the place's GVA and jobs are two ledgers, and "
        "never added.",
    )
