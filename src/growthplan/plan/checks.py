"""Checks across the plan: what no single field can know.

They look at the files as typed, not at the finished plan, so that one field that cannot be read
does not hide what is wrong with the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from growthplan.plan.dates import FIRST_YEAR, LAST_YEAR
from growthplan.plan.document import AGAIN, Document, Path, Tree
from growthplan.plan.schema import DEFAULT_YEARS
from growthplan.vocabulary import ENGLAND, Fault, Gazetteer, GrowthplanError, Place, did_you_mean

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Draft:
    """What the checks see: the files that could be read, and the places there are."""

    documents: Sequence[Document]
    gazetteer: Gazetteer
    plan: Document | None
    """The main file among them."""
    complete: bool = True
    """Whether every file could be read."""

    @cached_property
    def sources(self) -> dict[str, Tree]:
        """Every source that the plan lists, by id."""
        return {
            name: source
            for document in self.documents
            if isinstance(listed := document.get(("sources",)), dict)
            for name, source in listed.items()
            if AGAIN not in name
        }

    def place(self, field: str, otherwise: str | None = None) -> Place | None:
        """The place that a top field names, when it names one."""
        if not self.plan:
            return None
        named = self.plan.get((field,)) if (field,) in self.plan.keys else otherwise
        if not isinstance(named, str) or len(named) > _LONGEST_NAME:
            return None
        try:
            return self.gazetteer.resolve(named)
        except GrowthplanError:
            return None


Check = Callable[[Draft], Iterator[Fault]]


def check_ids_are_unique(draft: Draft) -> Iterator[Fault]:
    """Within one kind of thing (outcomes, objectives, ...) no two share an id."""
    for document in draft.documents:
        first: dict[tuple[str, str], Path] = {}
        for path, name in document.fields_named("id"):
            kind = next((str(step) for step in reversed(path[:-1]) if isinstance(step, str)), "")
            if not isinstance(name, str):
                continue
            known = first.setdefault((kind, name), path)
            if known is not path:
                line = document.mark(known).line
                yield document.error(
                    path,
                    f"two {kind or 'things'} have the id '{name[:60]}'; the other is on line "
                    f"{line}.",
                    "Give one of them another id.",
                    code="plan-duplicate-id",
                )


def check_sources_are_listed(draft: Draft) -> Iterator[Fault]:
    """Every source that is referred to is in the plan's list of sources."""
    if not draft.plan or any(("sources",) in d.unread for d in draft.documents):
        return
    for document in draft.documents:
        for path, name in _sources_named(document):
            if name not in draft.sources:
                within = document.label(path[:-1])
                close = did_you_mean(name, draft.sources) if len(name) <= 60 else None
                yield document.error(
                    path,
                    f"{within or 'the file'} refers to the source '{name[:60]}', which is not "
                    "listed.",
                    close or f'Add it under "sources" in {draft.plan.file}.',
                    code="plan-unknown-source",
                )


def check_sources_are_used(draft: Draft) -> Iterator[Fault]:
    """A listed source that nothing refers to is probably a slip."""
    if not (draft.plan and draft.complete):
        return
    used = {name for document in draft.documents for _, name in _sources_named(document)}
    for document in draft.documents:
        listed = document.get(("sources",))
        for name in listed if isinstance(listed, dict) else ():
            if name not in used and AGAIN not in name:
                mark = document.mark(("sources", name), "key")
                message = f"nothing refers to the source '{name[:60]}'."
                fix = 'Give it as the "source" of what it says, or delete it.'
                where = (document.file, mark.line, mark.column)
                yield Fault(message, *where, fix, "warning", "plan-unused-source")


def _sources_named(document: Document) -> Iterator[tuple[Path, str]]:
    """Every place where a source is referred to by its short name."""
    for path, name in document.fields_named("source"):
        if isinstance(name, str):
            yield path, name
    for path, names in document.fields_named("sources"):
        for number, name in enumerate(names if isinstance(names, list) else ()):
            if isinstance(name, str):
                yield (*path, number), name


def check_comparator_is_another_place(draft: Draft) -> Iterator[Fault]:
    """A place is not compared with itself, nor with the same area under another code."""
    place, comparator = draft.place("place"), draft.place("comparator", ENGLAND)
    if not (draft.plan and place and comparator):
        return
    if comparator.code in (place.code, *place.same_area_as):
        field = "comparator" if ("comparator",) in draft.plan.keys else "place"
        yield draft.plan.error(
            (field,),
            f"the comparator is the place itself, {place.name}.",
            "Compare it with England, the UK or another place.",
            code="plan-comparator",
        )


def check_places_exist_today(draft: Draft) -> Iterator[Fault]:
    """A place that was abolished has no new figures."""
    for field in ("place", "comparator"):
        place = draft.place(field)
        if draft.plan and place and place.valid_to:
            heirs = [draft.gazetteer[c].name for c in place.successors if c in draft.gazetteer]
            yield draft.plan.warning(
                (field,),
                f"{place.name} ({place.code}) ended in {place.valid_to}.",
                f"It was followed by {', '.join(heirs)}." if heirs else "Use a place of today.",
                code="plan-ended-place",
            )


def check_targets_fall_within_horizon(draft: Draft) -> Iterator[Fault]:
    """A target for a year that the plan does not cover is probably a slip."""
    span = _horizon(draft.plan) if draft.plan else None
    if not (draft.plan and span):
        return
    for path, year in draft.plan.fields_named("year"):
        if path[0] == "outcomes" and path[-2:-1] == ("target",) and type(year) is int:
            if span[0] < year <= span[1] or not FIRST_YEAR <= year <= LAST_YEAR:
                continue
            yield draft.plan.warning(
                path,
                f"{draft.plan.label(path[:-1])} is for {year}, but the plan runs from {span[0]} "
                f"to {span[1]}.",
                "Check the year, or say in the target's statement why it lies outside.",
                code="plan-target-year",
            )


def _horizon(plan: Document) -> tuple[int, int] | None:
    start, years, end = (plan.get(("horizon", name)) for name in ("start", "years", "end"))
    if type(start) is not int:
        return None
    if type(end) is not int:
        end = start + (years if type(years) is int else DEFAULT_YEARS)
    return (start, end) if end > start else None


CHECKS: tuple[Check, ...] = (
    check_ids_are_unique,
    check_sources_are_listed,
    check_sources_are_used,
    check_comparator_is_another_place,
    check_places_exist_today,
    check_targets_fall_within_horizon,
)
"""Every check, in the order in which they run."""
