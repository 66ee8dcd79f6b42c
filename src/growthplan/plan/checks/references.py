"""References: whatever is named by its id is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from growthplan.plan.checks.draft import Draft, Reference
from growthplan.plan.checks.kinds import KINDS, OUTSIDE
from growthplan.plan.document import clip
from growthplan.plan.measures import MEASURES
from growthplan.vocabulary import Fault

_LIKELY = 8


def check_references_are_known(draft: Draft) -> Iterator[Fault]:
    """Every id that is named belongs to something of the right kind, in some file of the plan."""
    known: dict[tuple[str, ...], Collection[str]] = {}
    for reference in draft.references:
        kinds = reference.kinds
        if kinds[0] in OUTSIDE:
            continue
        if kinds not in known:
            known[kinds] = _names(draft, kinds)
        names = known[kinds]
        if names is not _ANYTHING and reference.name not in names:
            yield _unknown(draft, reference, names)


class _Anything(frozenset[str]):
    """Stands for names that are not known, because their file could not be read."""


_ANYTHING = _Anything()


def _names(draft: Draft, kinds: tuple[str, ...]) -> Collection[str]:
    if not all(draft.is_known_whole(kind) for kind in kinds):
        return _ANYTHING
    return dict.fromkeys(name for kind in kinds for name in draft.by_id(kind))


def _unknown(draft: Draft, reference: Reference, names: Collection[str]) -> Fault:
    about = KINDS[reference.kinds[0]]
    document = reference.item.document
    message = (
        f"{document.label(reference.item.path) or 'the file'} names the {about.word} "
        f"'{clip(reference.name)}', which the plan does not have."
    )
    fix = draft.nearest_to(reference.name, names) or _which(about.file, names)
    fault = "plan-unknown-" + reference.kinds[0]
    at: Literal["key", "value"] = "key" if reference.is_key else "value"
    return document.error(reference.path, message, fix, code=fault, at=at)


def _which(file: str, names: Collection[str]) -> str:
    if not names:
        return f"There is none yet; add it to {file}."
    shown = ", ".join(clip(name) for name in list(names)[:_LIKELY])
    more = f" and {len(names) - _LIKELY} more" if len(names) > _LIKELY else ""
    return f"There are {shown}{more}; add it to {file} if it is new."


def check_objectives_belong_to_their_theme(draft: Draft) -> Iterator[Fault]:
    """An action's objective is one of its theme's."""
    owners: dict[str, set[str]] = {}
    for theme in draft.items("theme"):
        for objective in theme.items("objectives"):
            owners.setdefault(objective.id, set()).add(theme.id)
    themes = draft.by_id("theme")
    for action in draft.items("intervention"):
        named, wanted = action.text("theme"), action.text("objective")
        if named in themes and wanted in owners and named not in owners[wanted]:
            right = sorted(owners[wanted])[0]
            yield action.document.error(
                action.at("objective"),
                f"intervention '{clip(action.id)}': the objective '{clip(wanted)}' belongs to the "
                f"theme '{clip(right)}', not to '{clip(named or '')}'.",
                "Change the theme or the objective.",
                code="plan-objective-theme",
            )


def check_assumptions_are_known(draft: Draft) -> Iterator[Fault]:
    """An effect rests only on assumptions that growthplan or the plan's own folder has."""
    yield from _outside(draft, "assumption", "error")


def check_statistics_are_held(draft: Draft) -> Iterator[Fault]:
    """A statistic that the store does not hold gives no figures, so it is worth knowing."""
    yield from _outside(draft, "statistic", "warning", also=tuple(MEASURES))


def check_definitions_are_known(draft: Draft) -> Iterator[Fault]:
    """A sector's definition is one that growthplan has."""
    yield from _outside(draft, "definition", "error")


def _outside(draft: Draft, kind: str, severity: str, also: tuple[str, ...] = ()) -> Iterator[Fault]:
    known = draft.outside.get(kind)
    if known is None:
        return
    names = {*known, *also}
    for reference in draft.references:
        if reference.kinds == (kind,) and reference.name not in names:
            document = reference.item.document
            within = document.label(reference.item.path)
            message = f"{within} names the {OUTSIDE[kind]} '{clip(reference.name)}', which "
            message += "growthplan does not have."
            fix = draft.nearest_to(reference.name, names) or _WHERE[kind]
            tell = document.error if severity == "error" else document.warning
            yield tell(reference.path, message, fix, code=f"plan-unknown-{kind}")


_WHERE = {
    "assumption": 'Add it to the plan\'s folder "assumptions", or give "evidence" with a range.',
    "statistic": "`growthplan data list` shows which there are.",
    "definition": "Leave it out when there is no definition that can be relied on.",
}
