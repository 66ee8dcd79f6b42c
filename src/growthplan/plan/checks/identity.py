"""Ids: each names one thing only, over every file of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item
from growthplan.plan.checks.kinds import KINDS, SHARED_NAMES
from growthplan.plan.document import AGAIN, Document, Path, clip
from growthplan.vocabulary import Fault


def check_ids_are_unique(draft: Draft) -> Iterator[Fault]:
    """Within one kind of thing (outcomes, sites, ...) no two share an id, in whichever file."""
    for kind, about in KINDS.items():
        first: dict[object, Item] = {}
        for item in draft.items(kind):
            if not item.id:
                continue
            holder = (item.document.file, item.path[:-1]) if about.within else None
            known = first.setdefault((holder, item.id), item)
            if known is not item:
                yield _twice(item, known, f"two {_several(about.word)} have")


def check_money_has_one_name(draft: Draft) -> Iterator[Fault]:
    """A line, other money and a total are named in the same fields, so no two share an id."""
    for kinds in SHARED_NAMES:
        first: dict[str, tuple[str, Item]] = {}
        for kind in kinds:
            for name, item in draft.by_id(kind).items():
                known_kind, known = first.setdefault(name, (kind, item))
                if known is not item:
                    words = f"{KINDS[known_kind].word} and {KINDS[kind].word} both have"
                    yield _twice(item, known, words)


def check_sources_are_listed_once(draft: Draft) -> Iterator[Fault]:
    """A source stands in plan.yaml or in sources.yaml, not in both."""
    first: dict[str, str] = {}
    for document in draft.documents:
        listed = document.get(("sources",))
        for name in listed if isinstance(listed, dict) else ():
            file = first.setdefault(name, document.file)
            if file != document.file and AGAIN not in name:
                message = f"the source '{clip(name)}' is listed here and in {file}."
                yield document.error(
                    ("sources", name),
                    message,
                    "Keep one of the two.",
                    code="plan-duplicate-source",
                    at="key",
                )


def check_lists_name_each_thing_once(draft: Draft) -> Iterator[Fault]:
    """A list of ids, or the places of an action, names nothing twice."""
    seen: set[tuple[str, Path, str]] = set()
    for document, listed, path, name in _listed(draft):
        key = (document.file, listed, name)
        if key in seen:
            yield document.warning(
                path,
                f"{document.label(listed)} names '{clip(name)}' twice.",
                "Delete one of the two.",
                code="plan-named-twice",
            )
        seen.add(key)


def _listed(draft: Draft) -> Iterator[tuple[Document, Path, Path, str]]:
    """What lists name: document, path of the list, path of the name, name."""
    for reference in draft.references:
        if isinstance(reference.path[-1], int):
            yield reference.item.document, reference.path[:-1], reference.path, reference.name
    for action in draft.items("intervention"):
        for share in action.items("places"):
            place = draft.resolved(share.text("place"))
            if place:
                yield action.document, action.at("places"), share.at("place"), place.name


def _twice(item: Item, known: Item, words: str) -> Fault:
    line = known.document.mark(known.at("id")).line
    other = f"line {line}"
    if known.document.file != item.document.file:
        other += f" of {known.document.file}"
    return item.document.error(
        item.at("id"),
        f"{words} the id '{clip(item.id)}'; the other is on {other}.",
        "Give one of them another id.",
        code="plan-duplicate-id",
    )


def _several(word: str) -> str:
    """The plural of a kind's name.

    >>> _several("opportunity"), _several("site"), _several("step of devolution")
    ('opportunities', 'sites', 'steps of devolution')
    """
    if word == "other money":
        return "entries of other money"
    first, *rest = word.split(" of ")
    first = f"{first[:-1]}ies" if first.endswith("y") else f"{first}s"
    return " of ".join([first, *rest])
