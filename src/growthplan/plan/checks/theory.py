"""The theory of change as a graph: actions move indicators, and indicators headline outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.money import INACTIVE
from growthplan.plan.document import clip
from growthplan.vocabulary import Fault


def check_actions_aim_at_an_outcome(draft: Draft) -> Iterator[Fault]:
    """No action without a headline outcome that it is meant to move."""
    for action in draft.items("intervention"):
        if action.fields.get("outcomes") == []:
            yield action.document.error(
                action.at("outcomes"),
                f"intervention '{clip(action.id)}' aims at no headline outcome.",
                "Name at least one outcome of plan.yaml, or leave the action out of the plan.",
                code="plan-no-outcome",
            )


def check_outcomes_have_an_indicator(draft: Draft) -> Iterator[Fault]:
    """No headline outcome without an indicator, once the plan has any indicator or action."""
    indicators = draft.items("indicator")
    begun = indicators or draft.items("intervention")
    if not begun or not draft.is_known_whole("indicator"):
        return
    spoken_for = {indicator.text("outcome") for indicator in indicators}
    for name, outcome in draft.by_id("outcome").items():
        if name not in spoken_for:
            yield outcome.document.error(
                outcome.at("id"),
                f"no indicator speaks for the outcome '{clip(name)}'.",
                f'Add one to indicators.yaml with "outcome: {clip(name)}".',
                code="plan-no-indicator",
            )


def check_outcomes_have_an_action(draft: Draft) -> Iterator[Fault]:
    """A headline outcome that no action is meant to move is left to chance."""
    actions = draft.items("intervention")
    if not actions or not draft.is_known_whole("intervention"):
        return
    aimed = {name for action in actions for _, name in action.names("outcomes")}
    for name, outcome in draft.by_id("outcome").items():
        if name not in aimed:
            yield outcome.document.warning(
                outcome.at("id"),
                f"no action is meant to move the outcome '{clip(name)}'.",
                'Name it in the "outcomes" of an action.',
                code="plan-no-action",
            )


def check_actions_are_followed(draft: Draft) -> Iterator[Fault]:
    """An action that no indicator follows cannot be told to have worked."""
    if not draft.is_known_whole("indicator"):
        return
    followed = {name for i in draft.items("indicator") for _, name in i.names("interventions")}
    for action in draft.items("intervention"):
        idle = action.fields.get("baseline") is True or action.text("status") in INACTIVE
        if action.id and action.id not in followed and not idle:
            yield action.document.warning(
                action.at("id"),
                f"no indicator follows the intervention '{clip(action.id)}'.",
                'Name it in the "interventions" of an indicator that it should move.',
                code="plan-not-followed",
            )


def check_indicators_lead_to_an_outcome(draft: Draft) -> Iterator[Fault]:
    """An indicator speaks for a headline outcome or leads to one that does."""
    indicators = draft.by_id("indicator")
    if not draft.is_known_whole("indicator"):
        return
    feeders: dict[str, list[str]] = {}
    for indicator in indicators.values():
        for _, name in indicator.names("leads_to"):
            feeders.setdefault(name, []).append(indicator.id)
    reached = {name for name, indicator in indicators.items() if indicator.text("outcome")}
    waiting = list(reached)
    while waiting:
        for name in feeders.get(waiting.pop(), ()):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    for name, indicator in indicators.items():
        if name not in reached:
            yield indicator.document.warning(
                indicator.at("id"),
                f"the indicator '{clip(name)}' leads to no headline outcome.",
                'Give its "outcome", or the indicators that it "leads_to".',
                code="plan-indicator-loose",
            )
