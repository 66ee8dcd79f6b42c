"""Every assumption that the projection uses, with its value, range, evidence and caveat."""

from __future__ import annotations

from growthplan.report.model import Definitions, Note, Page, Section
from growthplan.report.pages.projection_equations import assumption_anchor
from growthplan.report.pages.projection_view import Outlook
from growthplan.report.prose import RichText, Span, Words, rich
from growthplan.report.table import Column, Table
from growthplan.system import EQUATIONS
from growthplan.vocabulary import GRADES, Assumption


def assumptions_page(of: Outlook) -> Page:
    """One section a part of the system, each number where links can point to it."""
    known = of.made.assumptions
    parts = sorted({one.channel for one in known.values()}, key=lambda p: (p == "all", p))
    sections = [
        Section(f"part-{_slug(part)}", _part(part), (_numbers(of, part),)) for part in parts
    ]
    sections.append(Section("table", "All in one table", (_table(of),)))
    assumed = [one for one in known.values() if one.is_assumed]
    return of.page(
        "projection-assumptions",
        "Assumptions",
        f"{len(assumed)} of the {len(known)} numbers that the projection uses are assumed",
        lede=_lede(of, len(assumed)),
        lead=(Note("assumption", rich("{w} look like this: no study was found, or it was not "
                                      "checked against its source.",
                                      w=Words("Assumed numbers", "assumed"))),),
        sections=tuple(sections),
        grounds=(_grades(),),
    )  # fmt: skip


def _lede(of: Outlook, assumed: int) -> tuple[RichText, ...]:
    known = of.made.assumptions
    best = sum(one.grade in ("SMS 5", "SMS 4", "meta-analysis") for one in known.values())
    what = rich(
        "The projection uses {n} numbers that are chosen rather than measured for this place; {b} "
        "come from trials, chance-like variation or a meta-analysis.",
        n=str(len(known)), b=str(best),
    )  # fmt: skip
    sure = rich("Each that has a range is drawn from it anew in every draw, so its doubt is in "
                "every range on these pages.")  # fmt: skip
    so = rich(
        "So whoever knows better can say so: a file of the same name in the plan’s own folder "
        "assumptions/ takes its place, and the answer is worked out again."
    )
    return what, sure, so


def _grades() -> Definitions:
    """What each grade of evidence means."""
    meaning = {
        "SMS 5": "a trial",
        "SMS 4": "chance-like variation was exploited",
        "meta-analysis": "many studies put together",
        "SMS 3": "before and after, with a comparison group",
        "SMS 2": "controls only",
        "SMS 1": "neither controls nor a comparison",
        "official guidance": "a government’s manual or forecast",
        "own estimate": "estimated here from published figures",
        "assumption": "chosen here, as no study was found",
    }
    return Definitions(tuple((grade, rich("{m}.", m=meaning[grade])) for grade in GRADES))


def _part(part: str) -> str:
    return "The whole system" if part == "all" else part[:1].upper() + part[1:]


def _slug(part: str) -> str:
    return part.lower().replace(" ", "-")


def _numbers(of: Outlook, part: str) -> Definitions:
    held = [one for one in of.made.assumptions.values() if one.channel == part]
    return Definitions(
        tuple((one.title, _told(one)) for one in held),
        anchors=tuple(assumption_anchor(one.id) for one in held),
    )


def _told(one: Assumption) -> RichText:
    size, _, evidence = one.describe().rpartition(f", {one.grade}")
    grade = one.grade + evidence
    number = f"{size}, {one.unit}"
    spans: list[Span] = [Words(number, "assumed" if one.is_assumed else "strong")]
    spans.append(Words(f". Evidence: {grade}. {_stop(one.source)}"))
    if one.caveat:
        spans.append(Words(f" {_stop(one.caveat)}"))
    return tuple(spans)


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _table(of: Outlook) -> Table:
    columns = (
        Column("assumption", "Assumption", kind="text"),
        Column("value", "Value and range", kind="text"),
        Column("unit", "Unit", kind="text"),
        Column("grade", "Evidence", kind="text"),
        Column("share", "Share of the doubt", "%"),
        Column("used_in", "Equation", kind="text", files_only=True),
        Column("source", "Source", kind="text", files_only=True),
        Column("caveat", "Caveat", kind="text", files_only=True),
        Column("status", "Checked", kind="text", files_only=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    carried = of.made.hanging.table if of.made.hanging is not None else None
    share = dict(carried.select("id", "share").iter_rows()) if carried is not None else {}
    used = {name: [e.title for e in EQUATIONS if name in e.assumptions]
            for name in of.made.assumptions}  # fmt: skip
    order = sorted(of.made.assumptions, key=lambda name: (-share.get(name, 0.0), name))
    rows = []
    for name in order:
        one = of.made.assumptions[name]
        size = one.describe().rpartition(f", {one.grade}")[0]
        rows.append(
            (
                one.title,
                size,
                one.unit,
                one.grade + (", not checked" if one.status == "unverified" else ""),
                100 * max(share[name], 0.0) if name in share else None,
                "; ".join(used[name]),
                one.source,
                one.caveat or "",
                one.checked,
                name,
            )
        )
    links = {known.title: f"#{assumption_anchor(known.id)}"
             for known in of.made.assumptions.values()}  # fmt: skip
    return Table(
        "assumptions",
        "Every assumption, those that carry most first",
        columns,
        tuple(rows),
        "Each with its own source, above and in the file",
        notes=("Share of the variance of the plan’s effect on productivity. Empty: it does not "
               "vary, or is not used by a line of this plan.",),
        links=links,
        marks={(n, "value"): "assumed" for n, name in enumerate(order)
               if of.made.assumptions[name].is_assumed},
    )  # fmt: skip
