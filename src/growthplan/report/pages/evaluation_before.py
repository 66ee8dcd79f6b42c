"""Before money is spent: what published statistics could show of each action."""

from __future__ import annotations

from growthplan.evaluation import Beforehand, precise
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.evaluation_view import BEFORE, EvidenceView
from growthplan.report.prose import FigureRef, RichText, Words, rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import display

_SEEN, _HOPED = "would usually be seen", "only if it does as well as hoped"


def before_page(view: EvidenceView) -> Page:
    """A row an action: what would show, what the plan assumes, and how far apart they are."""
    found = view.found.beforehand
    if not found:
        return view.page(
            BEFORE, "Before spending", "What could be seen of the plan was not worked out",
            lede=(
                rich("It needs the histories of other places, and a projection of the plan."),
                rich("Where either is missing nothing is filled in."),
                rich("So nothing is said here of what could be seen."),
            ),
            sections=(), lead=(Note("no data", rich("Nothing was worked out.")),),
        )  # fmt: skip
    sections = [
        Section("actions", "Action by action", (_table(view),)),
        Section("instead", "What could tell instead", _instead(view)),
        Section("how", "How it was worked out", _how(found)),
    ]
    return view.page(BEFORE, "Before spending", _title(view), lede=_lede(view),
                     lead=(_chart(view),), sections=tuple(sections))  # fmt: skip


def _sized(view: EvidenceView) -> list[Beforehand]:
    return [one for one in view.found.beforehand[1:] if one.size is not None]


def _seen(view: EvidenceView, *prospects: str) -> list[Beforehand]:
    return [one for one in _sized(view) if one.prospect in prospects]


def _title(view: EvidenceView) -> str:
    sized, seen = _sized(view), _seen(view, _SEEN, _HOPED)
    if not sized:
        return "The model carries no action whose effect could be looked for"
    if not seen:
        return "Published statistics of places could show none of the plan’s actions by itself"
    return (
        f"Published statistics of places could show {len(seen)} of the plan’s {len(sized)} "
        "modelled actions"
    )


def _figure(kind: str, one: Beforehand) -> FigureRef:
    return FigureRef(f"{kind}/{one.action}/gva_per_hour")


def _lede(view: EvidenceView) -> tuple[RichText, ...]:
    whole = view.found.beforehand[0]
    least = (
        rich("an effect of {f} or more", f=_figure("smallest_effect_seen", whole))
        if whole.power.smallest is not None
        else rich("no effect that was tried")
    )
    what = (
        *rich("In {m} in {p}, set against other places, ", m=whole.measured, p=whole.places),
        *least,
        Words(" would usually show."),
    )
    sure = rich("That comes from the real histories of {n} places where nothing of the kind was "
                "done: how far they stray by themselves.",
                n=str(whole.power.histories))  # fmt: skip
    if whole.size is None:
        return what, sure, rich("The model carries no effect of the plan to set beside it.")
    so = rich("The whole plan is assumed to add {s}, so {v}.", s=_figure("assumed_size", whole),
              v={_SEEN: "it would usually be seen",
                 _HOPED: "it would be seen only if it does as well as hoped"}.get(
                  whole.prospect, "nothing could be seen of it in this way"))  # fmt: skip
    return what, sure, so


def _chart(view: EvidenceView) -> Block:
    """What would show, by the places reached, with the largest size assumed there as its part."""
    reached: dict[str, list[Beforehand]] = {}
    for one in view.found.beforehand:
        reached.setdefault(one.places, []).append(one)
    rows = []
    for places, group in reached.items():
        least = group[0].power.smallest
        if least is None:
            continue
        most = max((abs(one.size.middle) for one in group if one.size), default=0.0)
        size = precise(most) if most else "none"
        rows.append(Bar(places, least, f"{display(least, '%')} v {size}", min(most, least)))
    if not rows:
        return Note("no data", rich("{s}", s=view.found.beforehand[0].power.sentence))
    rows.sort(key=lambda row: -row.value)
    finding = (
        "What is assumed is a small part of what would show"
        if all((row.part or 0) < row.value / 4 for row in rows)
        else "Some of what is assumed comes near to what would show"
    )
    spoken = "; ".join(f"{row.name}: {row.shown} assumed" for row in rows)
    return Chart(
        "what-would-show", finding,
        "Smallest effect on GVA per hour that would usually show, by the places reached (bar), v "
        "the largest that the plan assumes there, per cent",
        bars(tuple(rows), alt=f"{finding}. {spoken}."), _source(view),
        Table(
            "what-would-show-by-place", "What would show, and the largest size assumed, by place",
            (Column("places", "Places reached", kind="text"),
             Column("least", "Would show from", "%"),
             Column("most", "Largest size assumed", "%", decimals=3)),
            tuple((row.name, row.value, row.part) for row in rows), _source(view),
        ),
    )  # fmt: skip


def _source(view: EvidenceView) -> str:
    titles = {given.label.rpartition(",")[0].rpartition(",")[0] or given.label
              for one in view.found.beforehand for given in one.inputs}  # fmt: skip
    return "; ".join(sorted(titles)) + "; sizes projected by growthplan"


def _table(view: EvidenceView) -> Table:
    columns = (
        Column("action", "Action", kind="text"),
        Column("places", "Places reached", kind="text"),
        Column("least", "Would show from", "%"),
        Column("size", "The plan assumes", kind="written"),
        Column("range", "Its 90% range", kind="written"),
        Column("prospect", "So", kind="text"),
        Column("design", "Design meant", kind="text"),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (
            one.title, one.places, one.power.smallest,
            precise(one.size.middle) if one.size else "no size",
            f"{precise(one.size.low)} to {precise(one.size.high)}" if one.size else "",
            one.prospect, one.design, one.action,
        )
        for one in view.found.beforehand
    )  # fmt: skip
    links = {one.title: f"action-{one.action}.html"
             for one in view.found.beforehand if one.action in view.actions}  # fmt: skip
    return Table(
        "before-spending", "What could be seen of each action in published statistics", columns,
        rows, _source(view), links=links,
        notes=("Sizes are those of the model for each action by itself, all of it taken to show in "
               "the places that the action reaches; they are assumed.",),
    )  # fmt: skip


def _instead(view: EvidenceView) -> tuple[Block, ...]:
    by_records = [
        one
        for one in view.found.beforehand
        if one.design in ("randomised trial", "matching", "regression discontinuity")
    ]
    none = view.undesigned
    words = [
        rich("Statistics of places are coarse. Records of people, firms and sites are not: "
             "{n} actions mean to use them, and how many would have to take part is not in the "
             "plan yet.", n=str(len(by_records)) if by_records else "no"),
        rich("For {n} actions no estimate is meant: what they did can be argued, and not measured.",
             n=str(len(none)) if none else "no"),
        rich("So an action that matters should be registered for evaluation before its money is "
             "spent, with the records that it needs asked for then."),
    ]  # fmt: skip
    return (Prose(tuple(words)),)


def _how(found: tuple[Beforehand, ...]) -> tuple[Block, ...]:
    said = dict.fromkeys(one.power.sentence for one in found)
    words = [
        rich("Every other place of the same kind in England is treated as though something had "
             "been done there five years before the newest figure, by synthetic difference in "
             "differences. London is left out, as another kind of economy."),
        rich("An effect would show when it strays further than all but one in twenty of them, and "
             "usually when it does so in four cases of five."),
        *(rich("{s}", s=sentence) for sentence in said),
    ]  # fmt: skip
    return (Prose(tuple(words)),)
