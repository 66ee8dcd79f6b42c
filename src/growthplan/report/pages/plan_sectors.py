"""Growth sectors: what the plan means to grow, under which national sector, and where they meet."""

from __future__ import annotations

from collections.abc import Iterable

from growthplan.plan import GrowthSector, Opportunity
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Chart, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.evidence import count, start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import (
    SECTORS,
    PlanView,
    anchor,
    counted,
)
from growthplan.report.prose import Link, RichText, Words, rich
from growthplan.report.table import Column, Table

_NO_DEFINITION = "none that can be relied on"


def growth_sectors_page(
    view: PlanView, numbers: Numbers, definitions: dict[str, str] | None = None
) -> Page:
    """The sectors and opportunities of the plan; `definitions` are titles of definitions by id."""
    plan = view.plan
    if not plan.sectors:
        return empty_page(
            view, SECTORS, "Growth sectors", "The plan names no sectors yet",
            "A sector is something that the plan means to grow.",
            "Write sectors.yaml, with each sector’s place in the Industrial Strategy.",
            "What the place is strong in today stands on the page on sectors.",
        )  # fmt: skip
    sections = (
        Section("sectors", "Each sector", (_sectors(view, definitions or {}),)),
        _opportunities(view),
        Section("mapping", "Under the Industrial Strategy", (_mapping(view, definitions or {}),)),
    )
    sources = [*(one.source for one in plan.sectors), *(one.source for one in plan.opportunities)]
    return plan_page(
        view, SECTORS, "Growth sectors", _title(view), _lede(view, numbers), sections,
        lead=(_chart(view),), sources=sources,
    )  # fmt: skip


def _title(view: PlanView) -> str:
    plan = view.plan
    main = [one for one in plan.sectors if one.role == "growth sector"]
    start = start_of_sentence(counted(len(main), "growth sector"))
    if plan.opportunities:
        meet = counted(len(plan.opportunities), "opportunity", "opportunities")
        return f"{start}, meeting in {meet}"
    return f"{start}; where they meet is not said yet"


def _lede(view: PlanView, numbers: Numbers) -> tuple[RichText, ...]:
    plan = view.plan
    loose = sum(1 for one in plan.sectors if not one.definition)
    defined = (
        f"{start_of_sentence(count(loose))} of them {'has' if loose == 1 else 'have'} no definition"
        " by industry that can be relied on"
        if loose
        else "each has a definition by industry, some better than others"
    )
    return (
        rich("The plan names {n} sectors: {s}.", n=numbers["sectors"],
             s="; ".join(one.title for one in plan.sectors)),
        rich("Definitions overlap, so sectors are never added up; {d}.", d=defined),
        rich("How concentrated and productive each is today stands under {l}.",
             l=Link("Sectors", "sectors.html")),
    )  # fmt: skip


def _chart(view: PlanView) -> Chart | None:
    sizes = [(one, len([a for a in view.active if one.id in a.sectors]))
             for one in view.plan.sectors]  # fmt: skip
    if not any(n for _, n in sizes):
        return None
    sizes.sort(key=lambda pair: -pair[1])
    top, many = sizes[0]
    finding = f"{top.title}: more actions than any other sector, {many}"
    drawn = tuple(Bar(one.title, n, str(n)) for one, n in sizes)
    spoken = "; ".join(f"{bar.name} {bar.shown}" for bar in drawn)
    table = Table(
        "plan-sector-actions", "Actions by sector, without those paused or cancelled",
        (Column("sector", "Sector", kind="text"), Column("actions", "Actions", decimals=0)),
        tuple((one.title, n) for one, n in sizes), SOURCE,
        notes=("An action may be for several sectors, or for none in particular.",),
    )  # fmt: skip
    return Chart("actions-by-sector", finding, "Number of actions; some are for several sectors",
                 bars(drawn, alt=f"{finding}: {spoken}."), SOURCE, table)  # fmt: skip


def _sectors(view: PlanView, definitions: dict[str, str]) -> Definitions:
    entries = tuple((one.title, _sector(view, one, definitions)) for one in view.plan.sectors)
    return Definitions(entries, tuple(anchor("sector", one.id) for one in view.plan.sectors))


def _sector(view: PlanView, one: GrowthSector, definitions: dict[str, str]) -> RichText:
    plan = view.plan
    known = f" {one.strengths.rstrip('.')}." if one.strengths else ""
    words = rich("{r}.{k} ", r=start_of_sentence(one.role), k=known)
    sites = [site.id for site in plan.sites if one.id in site.sectors]
    actions = [action.id for action in plan.interventions if one.id in action.sectors]
    offers = [entry.id for entry in plan.pipeline if one.id in entry.sectors]
    for title, kind, ids in (("Sites", "site", sites), ("Actions", "action", actions),
                             ("For investors", "investment", offers)):  # fmt: skip
        if ids:
            words = (*words, Words(f"{title}: "), *view.links(kind, ids), Words(". "))
    definition = definitions.get(one.definition or "", one.definition) or _NO_DEFINITION
    return (*words, Words(f"Definition by industry: {definition}."))


def planned_sectors(sectors: Iterable[GrowthSector]) -> Section | None:
    """What the plan means to grow, for the page on the sectors that the place has."""
    entries = tuple((one.title, _in_short(one)) for one in sectors)
    if not entries:
        return None
    more = rich("Sites, actions and where they meet: {l}.",
                l=Link("the plan’s growth sectors", f"{SECTORS}.html"))  # fmt: skip
    return Section("planned", "What the plan means to grow", (Definitions(entries), Prose((more,))))


def _in_short(one: GrowthSector) -> RichText:
    under = "; ".join(one.industrial_strategy) or "none"
    return rich("{r}. Under the Industrial Strategy: {u}.", r=start_of_sentence(one.role), u=under)


def _opportunities(view: PlanView) -> Section | None:
    found = view.plan.opportunities
    if not found:
        note = Note("no data", rich("The plan does not say yet where its sectors meet."))
        return Section("together", "Where they meet", (note,))
    entries = tuple((one.title, _opportunity(view, one)) for one in found)
    anchors = tuple(anchor("opportunity", one.id) for one in found)
    return Section("together", "Where they meet", (Definitions(entries, anchors),))


def _opportunity(view: PlanView, one: Opportunity) -> RichText:
    words: RichText = (Words(one.why.rstrip(".") + ". Sectors: "),
                       *view.links("sector", one.sectors), Words(". "))  # fmt: skip
    if one.capabilities:
        words = (*words, Words(f"It rests on {', '.join(one.capabilities)}. "))
    for title, kind, ids in (("Sites", "site", one.sites), ("Actions", "action",
                                                            one.interventions)):  # fmt: skip
        if ids:
            words = (*words, Words(f"{title}: "), *view.links(kind, ids), Words(". "))
    return words


def _mapping(view: PlanView, definitions: dict[str, str]) -> Table:
    columns = (
        Column("sector", "Sector of the plan", kind="text"),
        Column("role", "Role", kind="text"),
        Column("national", "Sectors of the Industrial Strategy", kind="text"),
        Column("definition", "Definition by industry", kind="text"),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (one.title, one.role, "; ".join(one.industrial_strategy) or "none",
         definitions.get(one.definition or "", one.definition) or _NO_DEFINITION, one.id)
        for one in view.plan.sectors
    )  # fmt: skip
    table = Table("plan-sectors", "Sectors of the plan and of the Industrial Strategy", columns,
                  rows, SOURCE, notes=("Definitions overlap and are never added up.",))  # fmt: skip
    return view.linked(table, "sector", [one.id for one in view.plan.sectors])
