"""What each offer brings alone, and pairs of actions together, by the system model's draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

from growthplan.sectors import SectorDefinition
from growthplan.settlement.offers import Offer
from growthplan.settlement.portfolio import Measure
from growthplan.system import (
    BaselinePaths,
    Outcome,
    Parameters,
    Pathways,
    Players,
    coalition_values,
    effects,
    jobs_by_residence,
    players,
    simulate,
)
from growthplan.system.answers import PLAN, Case, Ground, Runs
from growthplan.system.programme import Programme, acting
from growthplan.vocabulary import Assumption

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]

LINKED: tuple[Outcome, ...] = ("gva", "productivity", "jobs")
"""Outcomes for which pairs of actions are run together."""
SMALL = 1e-4
"""Share of the best action's mean that a pair must come to in some draw to be counted."""
SCREENED = 60
"""Draws on which every pair is run first; those that stay below a quarter of SMALL in all of them
are not run on the rest."""
_SCALE = {"gva": 1.0, "productivity": 100.0, "jobs": 1.0}


@dataclass(frozen=True)
class Model:
    """The model, ready for a plan."""

    ground: Ground
    programme: Programme
    assumptions: Mapping[str, Assumption]
    definitions: Mapping[str, SectorDefinition]
    until: int
    """Calendar year in which outcomes are judged."""
    seed: int
    draws: int

    def case(self, delay: int = 0, ids: frozenset[str] | None = None) -> Case:
        """The plan's actions, begun some years later; all of them, or some."""
        outlays = tuple(
            replace(one, amounts={year + delay: x for year, x in one.amounts.items()})
            for one in self.programme.outlays
            if ids is None or one.intervention in ids
        )
        years = range(self.ground.base.year, self.until + 1)
        shifted = replace(self.programme, outlays=outlays)
        made = acting(shifted, self.ground.economy, years, self.ground.prices, self.definitions)
        return Case(PLAN, "", made)


@dataclass(frozen=True)
class Worths:
    """What offers bring, and pairs of projects beyond the sum of both."""

    values: Mapping[str, Floats]
    """By outcome [o, d]."""
    pairs: Integers
    """[k, 2], positions of projects."""
    together: Mapping[str, Floats]
    """By outcome [k, d]."""


def measures(model: Model) -> dict[str, Measure]:
    """The outcomes in words."""
    year = model.until
    found = [
        Measure("gva", f"GVA in {year}", "£m a year"),
        Measure("productivity", f"GVA per hour in {year}", "%", 3),
        Measure("jobs", f"jobs in {year}", "jobs", 0),
    ]
    if model.ground.deprived is not None:
        found.append(
            Measure("inclusion", f"jobs of people in the most deprived fifth in {year}", "jobs", 0)
        )
    if model.ground.economy.emission_sources:
        found.append(Measure("carbon", f"cut in emissions in {year}", "kt of CO2 equivalent"))
    return {one.id: one for one in found}


def unknown_of(model: Model, offers: Sequence[Offer]) -> dict[str, str]:
    """Actions of which the model knows nothing, each with the reason."""
    made = model.case().acting
    known = {action.player for action in made.actions}
    reasons: dict[str, list[str]] = {}
    for one in made.not_modelled:
        reasons.setdefault(one.intervention, []).append(one.reason)
    return {
        offer.action.id: " ".join(
            dict.fromkeys(reasons.get(offer.action.id, ["The model does not carry it."]))
        )
        for offer in offers
        if offer.action.id not in known
    }


def worths(model: Model, offers: Sequence[Offer], projects: Sequence[str], outcome: str) -> Worths:
    """What each offer brings by `until`, against no plan, draw by draw.

    Offers of one action share their draws, whatever their scale and start. Pairs are run for one
    outcome, when it is among LINKED, at the actions' own scale and start; other outcomes are added
    up. Pairs that never come to SMALL of the best action are left out, most of them after the
    first SCREENED draws.
    """
    names = measures(model)
    shape = (len(offers), model.draws)
    values = {name: np.zeros(shape) for name in names}
    for delay in sorted({offer.delay for offer in offers}):
        _alone(model, delay, offers, values)
    pairs, found = np.zeros((0, 2), dtype=np.intp), np.zeros((0, model.draws))
    if outcome in LINKED:
        least = SMALL * float(np.abs(values[outcome].mean(axis=1)).max(initial=0.0))
        pairs, found = _together(model, projects, outcome, least)
        counts = np.abs(found).max(axis=1, initial=0.0) > least
        pairs, found = pairs[counts], found[counts]
    together = {outcome: found}
    rest = {name: np.zeros((len(pairs), model.draws)) for name in names if name not in together}
    return Worths(values, pairs, {**together, **rest})


def _alone(model: Model, delay: int, offers: Sequence[Offer], values: Mapping[str, Floats]) -> None:
    ids = frozenset(offer.action.id for offer in offers if offer.delay == delay)
    case = model.case(delay, ids)
    actions = case.acting.actions
    own = [
        n
        for n, offer in enumerate(offers)
        if offer.delay == delay and any(a.player == offer.action.id for a in actions)
    ]
    if not own:
        return
    masks = np.array(
        [[offers[n].scale * (a.player == offers[n].action.id) for a in actions] for n in own],
        dtype=np.float64,
    )
    parameters, baseline = _drawn(model, case)
    economy = model.ground.economy
    empty = simulate(economy, (), parameters, baseline)
    for n, mask in zip(own, masks, strict=True):
        paths = simulate(economy, case.acting.actions, parameters, baseline, masks=mask)
        for name, found in _brought(model, paths, empty).items():
            values[name][n] = found


def _run(model: Model, case: Case, masks: Floats, outcome: Outcome) -> Floats:
    """Values of masks, [k, d]."""
    parameters, baseline = _drawn(model, case)
    found = coalition_values(
        model.ground.economy,
        case.acting.actions,
        parameters,
        baseline,
        masks,
        model.until,
        outcome,
    )
    return _SCALE[outcome] * found


def _drawn(model: Model, case: Case) -> tuple[Parameters, BaselinePaths]:
    """Numbers and no-plan paths of the draws: the same for every case and start."""
    runs = Runs(model.ground, (case,), dict(model.assumptions), model.until, model.seed)
    drawn = runs.at(range(model.draws))
    return drawn.parameters, drawn.baseline


def _brought(model: Model, paths: Pathways, empty: Pathways) -> dict[str, Floats]:
    """What a future brings in its last year against none, by outcome, [d]."""
    changed = effects(paths, empty)
    found = {
        "gva": changed.gva[:, -1].sum(axis=1),
        "productivity": _SCALE["productivity"] * changed.place_productivity[:, -1],
        "jobs": changed.jobs[:, -1].sum(axis=1),
    }
    if model.ground.deprived is not None:
        held = jobs_by_residence(changed.jobs[:, -1], model.ground.economy.commuting)
        found["inclusion"] = held[:, :-1] @ model.ground.deprived
    if changed.emissions is not None:
        found["carbon"] = -changed.emissions[:, -1].sum(axis=1)
    return found


def _together(
    model: Model, projects: Sequence[str], outcome: Outcome, least: float
) -> tuple[Integers, Floats]:
    """Pairs of modelled projects, and what both bring beyond the sum of each alone. Left out are
    those that come to less than a quarter of `least` in every draw that is screened."""
    case = model.case(0, frozenset(projects))
    single: Players = players(case.acting.actions)
    places = [projects.index(name) for name in single.names]
    every = list(combinations(range(len(places)), 2))
    few = replace(model, draws=min(SCREENED, model.draws))
    first = _beyond(few, case, single, every, outcome)
    kept = np.flatnonzero(np.abs(first).max(axis=1, initial=0.0) > least / 4)
    chosen = [every[k] for k in kept]
    found = (
        _beyond(model, case, single, chosen, outcome) if few.draws < model.draws else first[kept]
    )
    pairs = np.array([(places[i], places[j]) for i, j in chosen], dtype=np.intp)
    return pairs.reshape(len(chosen), 2), found


def _beyond(
    model: Model, case: Case, single: Players, pairs: Sequence[tuple[int, int]], outcome: Outcome
) -> Floats:
    """What each pair of players brings beyond the sum of each alone, [k, d]."""
    if not pairs:
        return np.zeros((0, model.draws))
    count = len(single.names)
    coalitions = np.zeros((count + len(pairs), count))
    coalitions[:count] = np.eye(count)
    for k, pair in enumerate(pairs):
        coalitions[count + k, list(pair)] = 1.0
    found = _run(model, case, single.masks(coalitions), outcome)
    one, two = (np.array(side) for side in zip(*pairs, strict=True))
    return np.asarray(found[count:] - found[one] - found[two])


def run_whole(model: Model, chosen: Sequence[Offer], outcome: Outcome) -> Floats:
    """What a whole portfolio brings when the model runs all of it at once, by draw [d].

    Starts are each offer's own; the difference to the sum with pairs is what three or more do
    together.
    """
    parts = [model.case(offer.delay, frozenset({offer.action.id})) for offer in chosen]
    actions = tuple(action for part in parts for action in part.acting.actions)
    outlays = tuple(one for part in parts for one in part.acting.outlays)
    scales = [
        float(offer.scale)
        for offer, part in zip(chosen, parts, strict=True)
        for _ in part.acting.actions
    ]
    if not actions:
        return np.zeros(model.draws)
    whole = replace(parts[0].acting, actions=actions, outlays=outlays)
    return np.asarray(_run(model, Case(PLAN, "", whole), np.array([scales]), outcome)[0])
