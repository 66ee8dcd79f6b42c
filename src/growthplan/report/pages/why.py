"""Why there is a gap, in a sentence for the overview, from the diagnosis."""

from __future__ import annotations

from growthplan.report.diagnosis import Diagnosis
from growthplan.report.model import Prose, Section
from growthplan.report.pages.constraints import tells_anything, top_constraint
from growthplan.report.pages.evidence import said
from growthplan.report.prose import Link, RichText, Words, rich

_DRIVERS = Link("How each driver stands", "drivers.html")


def why_section(found: Diagnosis) -> Section:
    """What goes with the gap, an association and not a cause; and what is to be known of the place
    as it was asked for, such as that it has ended."""
    asked = tuple(rich("{n}", n=note) for note in found.notes)
    return Section("why", "What goes with the gap", (Prose((*asked, _sentence(found))),))


def _sentence(found: Diagnosis) -> RichText:
    constraints, to = found.drivers.constraints, said(found.comparator)
    top = top_constraint(constraints) if constraints else None
    if constraints is None or _gap_of(found) is None:
        return rich(
            "What goes with a gap to {to} cannot be said, as no GVA per hour is held for the "
            "place. {link}.",
            to=to,
            link=_DRIVERS,
        )
    if top is None:
        return rich(
            "Which drivers go with the gap to {to} cannot be told: over all UK authorities {none}. "
            "{link}.",
            to=to,
            none="some go with productivity, but none stands out here"
            if tells_anything(constraints)
            else "none foretells productivity well enough",
            link=_DRIVERS,
        )
    row, figure = top
    return rich(
        "Over all UK authorities {d} {v} with the largest part of the gap to {to}, {f} "
        "({f:range}, 90%): an {assoc} and not a cause. {link}.",
        d=str(row["title"])[0].lower() + str(row["title"])[1:],
        v="go" if ";" in str(row["drivers"]) else "goes",
        to=to,
        f=figure,
        assoc=Words("association", "strong"),
        link=_DRIVERS,
    )


def _gap_of(found: Diagnosis) -> float | None:
    """The gap in log points, None when the place has no figure."""
    assert found.drivers.constraints is not None
    table = found.drivers.constraints.table
    points: dict[str, float | None] = dict(table.select("part", "log_points").iter_rows())
    return points.get("gap")
