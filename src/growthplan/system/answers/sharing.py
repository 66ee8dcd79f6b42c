"""What each part of the plan brings, and what the parts achieve together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.system.answers.parts import Sharing
from growthplan.system.answers.runs import Case, Runs
from growthplan.system.answers.wording import signed
from growthplan.system.attribution import between_unions, owen, shapley, shapley_taylor
from growthplan.system.coalitions import (
    Players,
    coalition_values,
    every_coalition,
    players,
)
from growthplan.system.inputs import Action
from growthplan.system.programme import WORDS
from growthplan.system.sampled_attribution import Game, sampled_shapley
from growthplan.system.synergy import Synergy, pair_interactions, synergy

Floats = npt.NDArray[np.float64]

MOST_GROUPS = 12
"""Groups of actions whose every coalition is run; above it they are grouped by driver only."""
EXACT_INTERVENTIONS = 9
"""Interventions up to which every coalition of theirs is run too: 512 of them."""
_PER_CENT = 100.0


def sharing(runs: Runs, plan: Case, draws: int, titles: dict[str, tuple[str, str]]) -> Sharing:
    """Share out the plan's effect on productivity in the last year.

    `titles` gives each intervention's title and theme. Values of groups, by theme and driver, are
    exact: every coalition is run. Those of interventions are exact when few, else from sampled
    orders; either way they add up to the whole.
    """
    actions = plan.acting.actions
    drawn = runs.at(range(draws), plan.national)

    def values(masks: Floats) -> Floats:
        return _PER_CENT * coalition_values(
            runs.ground.economy, actions, drawn.parameters, drawn.baseline, masks, runs.until
        )

    single = players(actions)
    count = len(single.names)
    alone = values(single.masks(np.eye(count)))
    whole = values(np.ones((1, len(actions))))[0]
    own, error = _interventions(values, single, runs.seed)
    grouped = by_group(actions)
    game = values(grouped.masks(every_coalition(len(grouped.names))))
    shared = owen(game, grouped.union)
    pairs = shapley_taylor(game)
    themes = shapley(between_unions(game, grouped.union))
    names = [(name, *titles[name]) for name in single.names]
    group_names = [
        (name, _group_title(name, grouped.names), _theme(name, grouped)) for name in grouped.names
    ]
    bits = [1 << n for n in range(len(grouped.names))]
    return Sharing(
        outcome="productivity",
        unit="%",
        year=runs.until,
        draws=draws,
        total=float(whole.mean()),
        interventions=_table(names, own, whole, error),
        groups=_table(group_names, shared, whole),
        themes=_table([(name, name, name) for name in grouped.unions], themes, whole),
        pairs=tuple(pair_interactions(pairs, tuple(title for _, title, _ in group_names))),
        synergy=synergy(whole, alone),
        group_synergy=synergy(game[-1], game[bits]),
        alone=_table(names, alone, whole),
        exact=count <= EXACT_INTERVENTIONS,
    )


def _interventions(values: Game, single: Players, seed: int) -> tuple[Floats, Floats]:
    """Values of interventions [n, d], and the error that sampled orders leave [n]."""
    count = len(single.names)
    if count <= EXACT_INTERVENTIONS:
        return shapley(values(single.masks(every_coalition(count)))), np.zeros(count)
    found = sampled_shapley(lambda some: values(single.masks(some)), count, seed)
    return found.values, found.error


def by_group(actions: Sequence[Action]) -> Players:
    """Players by theme and driver, `THEME/DRIVER`; by driver only when they would be too many."""
    names = [f"{a.group or a.player}/{a.channel}" for a in actions]
    if len(set(names)) > MOST_GROUPS:
        names = [a.channel for a in actions]
    grouped = [
        replace(a, intervention=name, group=name.split("/")[0])
        for a, name in zip(actions, names, strict=True)
    ]
    return players(grouped)


def _theme(name: str, grouped: Players) -> str:
    return grouped.unions[grouped.union[grouped.names.index(name)]]


def _group_title(name: str, names: Sequence[str]) -> str:
    """The driver in words, with the theme where several act on it; each title once."""
    theme, _, driver = name.rpartition("/")
    words = WORDS[driver]  # type: ignore[index]
    words = words[:1].upper() + words[1:]
    shared = sum(other.rpartition("/")[2] == driver for other in names) > 1
    return f"{words} ({theme})" if shared else words


def _table(
    names: Sequence[tuple[str, str, str]],
    values: Floats,
    whole: Floats,
    error: Floats | None = None,
) -> pl.DataFrame:
    """Rows of mean and 90% range, the largest first; `values` [n, d], `whole` [d]."""
    low, high = np.quantile(values, [0.05, 0.95], axis=1)
    mean, total = values.mean(axis=1), float(whole.mean())
    return pl.DataFrame(
        {
            "id": [one[0] for one in names],
            "title": [one[1] for one in names],
            "theme": [one[2] for one in names],
            "value": mean,
            "low": low,
            "high": high,
            "error": np.zeros(len(mean)) if error is None else error,
            "share": mean / total if total else np.zeros(len(mean)),
        }
    ).sort("value", "id", descending=[True, False])


def verdict_sentence(found: Synergy) -> str:
    """What may be said of what the parts achieve together, in a sentence."""
    lead = (
        f"Together the actions achieve between {signed(found.low)} and {signed(found.high)} of "
        "productivity beyond the sum of each alone (90%)"
    )
    match found.verdict:
        case "more":
            return f"{lead}: they help each other."
        case "less":
            return f"{lead}: they crowd each other a little."
    return f"{lead}: this cannot be told from zero."
