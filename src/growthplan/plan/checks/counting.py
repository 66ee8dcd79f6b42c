"""Claims and jobs: what was announced once is not counted at two places."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item
from growthplan.plan.document import Path, clip
from growthplan.vocabulary import Fault

Holder = tuple[str, str]
"""Kind and id of what a claim is announced for."""
_RATES = ("%", "index", "percentage points", "minutes")
"""Units of which nothing is added up, so that one claim may stand at several actions."""
_HOLDERS = ("site", "zone", "intervention")


class Belonging:
    """Which sites, zones and actions are part of one another."""

    def __init__(self, draft: Draft) -> None:
        self._above: dict[Holder, set[Holder]] = {}
        for zone in draft.items("zone"):
            for _, site in zone.names("sites"):
                self._put(("site", site), ("zone", zone.id))
            if part_of := zone.text("part_of"):
                self._put(("zone", zone.id), ("zone", part_of))
        for action in draft.items("intervention"):
            for kind, field in (("site", "sites"), ("zone", "zones")):
                for _, name in action.names(field):
                    self._put(("intervention", action.id), (kind, name))

    def _put(self, part: Holder, whole: Holder) -> None:
        self._above.setdefault(part, set()).add(whole)

    def wholes_of(self, holder: Holder) -> set[Holder]:
        """Everything that a holder is part of, however far up, itself included."""
        found, waiting = {holder}, [holder]
        while waiting:
            for whole in self._above.get(waiting.pop(), ()):
                if whole not in found:
                    found.add(whole)
                    waiting.append(whole)
        return found


def check_claims_are_announced_once(draft: Draft) -> Iterator[Fault]:
    """A claim stands at one site, zone or action, or at those that are part of one another."""
    belonging = Belonging(draft)
    claims = draft.by_id("claim")
    for name, places in _announced(draft).items():
        if name in claims and not _adds_up(claims[name]):
            continue
        kind, first, _ = places[0]
        for other_kind, item, path in places[1:]:
            one, two = (kind, first.id), (other_kind, item.id)
            if one == two:
                continue
            nested = two in belonging.wholes_of(one) or one in belonging.wholes_of(two)
            if nested and "intervention" in (kind, other_kind):
                continue
            yield _twice(name, (kind, first), (other_kind, item), path, nested=nested)


def _adds_up(claim: Item) -> bool:
    """Whether a claim is an amount, so that it could be counted twice; a rate could not."""
    return claim.text("unit") not in _RATES and claim.number("value") is not None


def _announced(draft: Draft) -> dict[str, list[tuple[str, Item, Path]]]:
    found: dict[str, list[tuple[str, Item, Path]]] = {}
    for kind in _HOLDERS:
        for item in draft.items(kind):
            for number, name in item.names("claims"):
                found.setdefault(name, []).append((kind, item, item.at("claims", number)))
    return found


def _twice(
    claim: str, first: tuple[str, Item], second: tuple[str, Item], path: Path, *, nested: bool
) -> Fault:
    (kind, item), (other_kind, other) = first, second
    line = item.document.mark(item.path).line
    message = (
        f"the claim '{clip(claim)}' is announced for the {other_kind} '{clip(other.id)}' and for "
        f"the {kind} '{clip(item.id)}' ({item.document.file}, line {line})"
    )
    if nested:
        message += ", one of which is part of the other."
        fix = "Keep it at the one that it was announced for, so that it is shown once."
        return other.document.warning(path, message, fix, code="plan-claim-nested")
    message += ", which are not part of one another: it would be counted twice."
    fix = "Keep it at the one that it was announced for, or give each its own claim."
    return other.document.error(path, message, fix, code="plan-claim-twice")


def check_claims_are_entered_once(draft: Draft) -> Iterator[Fault]:
    """Two claims with the same number of the same thing from the same source may be one."""
    first: dict[tuple[object, ...], Item] = {}
    for claim in draft.items("claim"):
        value = claim.number("value")
        if value is None:
            continue
        same = tuple(str(claim.fields.get(name)) for name in
                     ("kind", "unit", "source", "place", "year", "years", "measure", "comparator",
                      "cites_edition"))  # fmt: skip
        said = (claim.text("statement") or "").casefold() if claim.text("kind") == "other" else ""
        known = first.setdefault((value, said, *same), claim)
        if known is not claim and claim.id != known.id:
            line = known.document.mark(known.path).line
            yield claim.document.warning(
                claim.at("value"),
                f"claims '{clip(known.id)}' (line {line}) and '{clip(claim.id)}' give the same "
                "number from the same source.",
                "Keep one of the two, unless both were said.",
                code="plan-claim-repeated",
            )


def check_claims_are_not_effects(draft: Draft) -> Iterator[Fault]:
    """The size of an effect is not a number that was announced: claims are gross."""
    claims = draft.by_id("claim")
    holders = {kind: draft.by_id(kind) for kind in ("site", "zone")}
    for action in draft.items("intervention"):
        around = [action]
        for kind, field in (("site", "sites"), ("zone", "zones")):
            around += [holders[kind][n] for _, n in action.names(field) if n in holders[kind]]
        announced = {
            claims[name].number("value"): name
            for holder in around
            for _, name in holder.names("claims")
            if name in claims and claims[name].text("kind") == "jobs"
        }
        for effect in action.items("effects"):
            size = effect.number("size")
            if size and size in announced and "job" in (effect.text("unit") or "").casefold():
                yield effect.document.error(
                    effect.at("size"),
                    f"intervention '{clip(action.id)}': the size of an effect is the announced "
                    f"number of the claim '{clip(announced[size])}', which is gross.",
                    "Take it from the money and a unit cost, or from evidence of its own.",
                    code="plan-claim-as-effect",
                )


def check_jobs_are_counted_once(draft: Draft) -> Iterator[Fault]:
    """Jobs by incentives are modelled for a zone or for its sites, not for both."""
    parents = Belonging(draft)
    holders: dict[Holder, Item] = {}
    acting: list[tuple[Item, Path, list[Holder]]] = []
    for action in draft.items("intervention"):
        path = _incentive_jobs(action)
        if path is None or action.text("status") == "cancelled":
            continue
        kinds = (("zone", "zones"), ("site", "sites"))
        named = [(kind, name) for kind, field in kinds for _, name in action.names(field)]
        acting.append((action, path, named))
        for holder in named:
            if holder[0] == "zone":
                holders.setdefault(holder, action)
    for action, path, named in acting:
        wholes = {whole for holder in named for whole in parents.wholes_of(holder)} - set(named)
        for whole in sorted(wholes & set(holders)):
            if holders[whole] is not action:
                yield action.document.warning(
                    path,
                    f"intervention '{clip(action.id)}' counts jobs by incentives on part of the "
                    f"zone '{clip(whole[1])}', for which '{clip(holders[whole].id)}' counts them "
                    "too.",
                    "Count each job in one of the two.",
                    code="plan-jobs-twice",
                )
                break


def _incentive_jobs(action: Item) -> Path | None:
    for effect in action.items("effects"):
        if effect.text("mechanism") == "incentive-jobs":
            return effect.at("mechanism")
    return None
