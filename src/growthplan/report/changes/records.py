"""Changes as rows, for files and tables."""

from __future__ import annotations

from typing import Any

from growthplan.report.changes.causes import in_words
from growthplan.report.changes.moved import Moved, shown
from growthplan.report.changes.published import Changes
from growthplan.report.changes.ranking import share_moved

Record = dict[str, Any]


def change_records(found: Changes) -> list[Record]:
    """One row for each figure that moved, in the order in which they are published."""
    first = {id_: step for step, id_ in enumerate(found.prominent, 1)}
    largest = {id_: step for step, id_ in enumerate(found.largest, 1)}
    return [
        {
            "figure": one.id,
            "change": one.kind,
            "before": shown(one.before),
            "after": shown(one.after),
            "share": share_moved(one),
            "cause": in_words(one.causes),
            "steps": steps(one),
            "rank_on_pages": first.get(one.id),
            "rank_by_share": largest.get(one.id),
            "sentence": one.figure.sentence,
        }
        for one in found.moved
    ]


def steps(one: Moved) -> str:
    """Each cause with what it made of the figure: `revision: £35.2 to £36.5`."""
    return "; ".join(
        f"{part.cause}: {part.before or 'not published'} to {part.after or 'not published'}"
        for part in one.parts
    )


def input_records(found: Changes) -> list[Record]:
    """One row for each input that is not what it was."""
    inputs = found.inputs
    rows = [("release", one.id, f"{one.title}, {one.edition}") for one in inputs.new_releases]
    rows += [("release no longer read", id_, "") for id_ in inputs.gone_releases]
    rows += [("assumption", name, "") for name in inputs.assumptions]
    rows += [("plan", name, "") for name in inputs.plan_files]
    rows += [("return or ledger", name, "") for name in inputs.returned]
    if inputs.program:
        rows.append(("growthplan", " to ".join(dict.fromkeys(inputs.versions)), ""))
    return [{"input": kind, "name": name, "title": title} for kind, name, title in rows]
