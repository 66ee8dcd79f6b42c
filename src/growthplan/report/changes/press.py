"""Sentences for a press officer: what moved, to what, why, how sure, by which edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from growthplan.report.changes.causes import CAUSES
from growthplan.report.changes.moved import Moved
from growthplan.vocabulary import Figure, Source, display

MOST = 12
"""Sentences that fit on one page; the table has every change."""


@dataclass(frozen=True)
class Statement:
    """One change in a few sentences."""

    figure: str
    headline: str
    """What the figure says now."""
    detail: str
    """What it said before, why it moved, and how sure it is."""
    sources: tuple[str, ...] = ()
    """Ids of the new releases that it rests on."""

    @property
    def text(self) -> str:
        return f"{self.headline} {self.detail}"


def press_statements(
    wanted: Sequence[Moved],
    figures: Mapping[str, Figure],
    new: Mapping[str, Source],
) -> tuple[Statement, ...]:
    """What to say of the most prominent changes, `MOST` at most.

    `figures` are those of the new publication by id, to find which of the `new` releases a figure
    rests on. Changes of words only are passed over: there is nothing to report.
    """
    told = [one for one in wanted if one.kind in ("moved", "added")][:MOST]
    return tuple(_statement(one, figures, new) for one in told)


def _statement(one: Moved, figures: Mapping[str, Figure], new: Mapping[str, Source]) -> Statement:
    under = [new[id_] for id_ in releases_under(one.figure, figures) if id_ in new]
    parts = (_before(one), _why(one, under), _how_sure(one))
    detail = " ".join(part for part in parts if part)
    return Statement(one.id, one.figure.sentence, detail, tuple(source.id for source in under))


def _before(one: Moved) -> str:
    if one.before is None:
        return "It was not published before."
    return f"Last published as {one.before.display}."


def _why(one: Moved, under: Sequence[Source]) -> str:
    causes = one.causes
    if len(causes) == 1:
        name, meaning = CAUSES[causes[0]]
        named = _releases(under) if causes[0] in ("revision", "new data") else ""
        return f"Reason: {name}, {named}." if named else f"Reason: {name} ({meaning})."
    steps = "; ".join(f"{CAUSES[part.cause][0]}: {part.before or 'none'} to {part.after or 'none'}"
                      for part in one.parts)  # fmt: skip
    return f"Several reasons, put in one after another: {steps}."


def _releases(under: Sequence[Source]) -> str:
    said = [f"{s.title}, published on {s.released.day} {s.released:%B %Y}" for s in under[:2]]
    more = f", and {len(under) - 2} more" if len(under) > 2 else ""
    return "; ".join(said) + more


def _how_sure(one: Moved) -> str:
    """The range, and whether the step is so small that it tells nothing by itself."""
    new, old = one.after, one.before
    if new is None or new.unit == "count":
        return ""
    if new.low is None or new.high is None:
        return "No range is known for it."
    span = f"{display(new.low, new.unit)} to {display(new.high, new.unit)}"
    text = f"Its range is {span} (90%)."
    within = old is not None and isinstance(old.value, int | float)
    if within and old is not None and new.low <= float(old.value or 0) <= new.high:
        text += " The old value lies inside it, so the step alone is no sign of better or worse."
    return text


def releases_under(figure: Figure, figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """Ids of the releases that a figure leads back to, through the figures below it."""
    seen: set[str] = set()
    found: dict[str, None] = {}

    def walk(one: Figure) -> None:
        if one.id in seen:
            return
        seen.add(one.id)
        for given in one.lineage.inputs:
            if given.source:
                found[given.source] = None
            below = figures.get(given.figure or "")
            if below is not None:
                walk(below)

    walk(figure)
    return tuple(found)
