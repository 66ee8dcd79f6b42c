"""Dependencies: no action waits for itself, for one that is off, or for one that comes too late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from growthplan.plan.amounts import financial_year
from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item
from growthplan.plan.document import Path, clip
from growthplan.vocabulary import Fault

_SHOWN = 8
Links = Mapping[str, Sequence[tuple[str, Path]]]
"""What each entry leads to: ids, with the place where each is named."""


def circles(links: Links) -> Iterator[tuple[list[str], Path]]:
    """Each circle that is met on the way down, with the place of the link that closes it.

    Every link is walked once, so what is found are enough circles to break, not all there are.
    """
    done: set[str] = set()
    for root in links:
        if root in done:
            continue
        trail, place = [root], {root: 0}
        stack = [iter(links.get(root, ()))]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
                last = trail.pop()
                del place[last]
                done.add(last)
                continue
            name, path = step
            if name in place:
                yield [*trail[place[name] :], name], path
            elif name not in done:
                place[name] = len(trail)
                trail.append(name)
                stack.append(iter(links.get(name, ())))


def _said(circle: Sequence[str]) -> str:
    names = [f"'{clip(name, 30)}'" for name in circle]
    if len(names) > _SHOWN:
        names = [*names[: _SHOWN - 2], f"{len(names) - _SHOWN + 1} more", names[-1]]
    return " → ".join(names)


def _links(items: Sequence[Item], field: str) -> Links:
    found: dict[str, list[tuple[str, Path]]] = {}
    for item in items:
        names = found.setdefault(item.id, [])
        names += [(name, item.at(field, number)) for number, name in item.names(field)]
        alone = item.text(field)
        names += [(alone, item.at(field))] if alone else []
    return found


def check_dependencies_have_no_circle(draft: Draft) -> Iterator[Fault]:
    """No action, however far along the line, must come before itself."""
    yield from _no_circle(draft, "intervention", "depends_on", "each waits for the next")


def check_zones_have_no_circle(draft: Draft) -> Iterator[Fault]:
    """No zone is coordinated under itself."""
    yield from _no_circle(draft, "zone", "part_of", "each is part of the next")


def check_indicators_have_no_circle(draft: Draft) -> Iterator[Fault]:
    """The theory of change runs one way: no indicator leads back to itself."""
    yield from _no_circle(draft, "indicator", "leads_to", "each leads to the next")


def _no_circle(draft: Draft, kind: str, field: str, how: str) -> Iterator[Fault]:
    items = list(draft.by_id(kind).values())
    for circle, path in circles(_links(items, field)):
        document = draft.by_id(kind)[circle[-2]].document
        yield document.error(
            path,
            f"these {kind}s go round in a circle ({how}): {_said(circle)}.",
            f'Take one of them out of "{field}".',
            code="plan-circle",
        )


def check_dependencies_can_be_had(draft: Draft) -> Iterator[Fault]:
    """An action does not depend on one that is cancelled, excluded, or starts after its end."""
    known = draft.by_id("intervention")
    excluded = {
        frozenset((action.id, name))
        for action in draft.items("intervention")
        for _, name in action.names("excludes")
    }
    for action in draft.items("intervention"):
        for number, name in action.names("depends_on"):
            other = known.get(name)
            if other and name != action.id:
                path = action.at("depends_on", number)
                yield from _cannot(action, other, path, frozenset((action.id, name)) in excluded)
        for number, name in action.names("excludes"):
            if name == action.id:
                message = f"intervention '{clip(action.id)}' excludes itself."
                path = action.at("excludes", number)
                yield action.document.error(path, message, "Delete it.", code="plan-excluded")


def _delivery_year(action: Item, field: str) -> int | None:
    delivery = action.within("delivery")
    return delivery.year(field) if delivery else None


def _cannot(action: Item, other: Item, path: Path, excluded: bool) -> Iterator[Fault]:
    says = f"intervention '{clip(action.id)}' depends on '{clip(other.id)}'"
    if excluded:
        message = f"{says}, but one of them excludes the other."
        fix = 'Take it out of "depends_on" or out of "excludes".'
        yield action.document.error(path, message, fix, code="plan-excluded")
    status = other.text("status")
    if status in ("cancelled", "paused") and action.text("status") != "cancelled":
        tell = action.document.error if status == "cancelled" else action.document.warning
        fix = "Depend on what takes its place, or say how this one goes on without it."
        yield tell(path, f"{says}, which is {status}.", fix, code="plan-depends-on-cancelled")
    end, start = _delivery_year(action, "end"), _delivery_year(other, "start")
    if end is not None and start is not None and start > end:
        message = (
            f"{says}, which starts only in {financial_year(start)}, after this one ends in "
            f"{financial_year(end)}."
        )
        fix = "Correct the years of one of them, or the dependency."
        yield action.document.error(path, message, fix, code="plan-depends-on-later")
