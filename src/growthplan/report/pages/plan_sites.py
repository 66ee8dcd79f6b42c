"""Sites and zones: where the plan acts, what there is room for, and until when reliefs last."""

from __future__ import annotations

from growthplan.plan import Site, Zone
from growthplan.report.model import Block, Definitions, Note, Page, Section
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_incentives import first_sunset, incentives_chart
from growthplan.report.pages.plan_maps import SiteMaps
from growthplan.report.pages.plan_sources import SOURCE, empty_page, plan_page
from growthplan.report.pages.plan_view import (
    SITES,
    PlanView,
    anchor,
    counted,
    millions,
)
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table


def plan_sites_page(view: PlanView, numbers: Numbers, maps: SiteMaps) -> Page:
    """A map, the zones with their reliefs, and a section for each site."""
    plan = view.plan
    if not plan.sites:
        return empty_page(
            view, SITES, "Sites and zones", "The plan names no sites yet",
            "A site is a place on the ground where the plan acts: a campus, a port, a station.",
            "Put a file for each into the folder “sites”, and for each programme into “zones”.",
            "Where jobs gather today stands on the page on clusters.",
        )  # fmt: skip
    table = sites_table(view)
    drawn = maps.of(plan.sites, "plan-map", _map_title(view), table)
    sections = (
        Section("incentives", "Reliefs, and when they end", _incentives(view)),
        _zones(view),
        _capacity_section(view),
        Section("each", "Each site", (_sites(view),)),
    )
    return plan_page(
        view, SITES, "Sites and zones", _title(view), _lede(view, numbers), sections,
        lead=(drawn or table,), sources=_sources(view),
    )  # fmt: skip


def _sources(view: PlanView) -> list[str | None]:
    plan = view.plan
    found: list[str | None] = []
    for zone in plan.zones:
        found += [zone.source, *(one.source for one in zone.incentives)]
    for site in plan.sites:
        found += [site.source, *(one.source for one in site.capacity)]
        found += [*(one.source for one in site.assets), *(one.source for one in site.incentives)]
    ids = (*(c for z in plan.zones for c in z.claims), *(c for s in plan.sites for c in s.claims))
    return [*found, *(view.claims[one].source for one in ids if one in view.claims)]


def _title(view: PlanView) -> str:
    plan = view.plan
    places = {site.place for site in plan.sites} | {a for site in plan.sites for a in site.also_in}
    start = (
        f"{start_of_sentence(counted(len(plan.sites), 'site'))} in "
        f"{counted(len(places), 'local authority', 'local authorities')}"
    )
    soonest = first_sunset(view)
    if soonest is None:
        return start
    return f"{start}; the first reliefs end on {soonest.day} {soonest:%B %Y}"


def _map_title(view: PlanView) -> str:
    placed = sum(1 for site in view.plan.sites if site.point)
    many = len(view.plan.sites)
    return (
        f"{placed if placed < many else 'All'} of {counted(many, 'site')} have a point on the map"
    )


def _lede(view: PlanView, numbers: Numbers) -> tuple[RichText, ...]:
    rough = sum(1 for s in view.plan.sites if s.point and s.point.approximate)
    last = max((i.sunset for z in view.plan.zones for i in z.incentives), default=None)
    end = (
        rich("A firm that comes late has fewer years of relief: the last end on {d}.",
             d=f"{last.day} {last:%B %Y}")
        if last
        else rich("No relief or other advantage that ends is on record.")
    )  # fmt: skip
    return (
        rich("The plan names {s} sites and {z} zones.", s=numbers["sites"], z=numbers["zones"]),
        rich("Points on the map are approximate for {n}; jobs announced for sites are {a}, and "
             "never effects.", n=counted(rough, "site"), a=Words("gross claims", "announced")),
        end,
    )  # fmt: skip


def _incentives(view: PlanView) -> tuple[Block, ...]:
    chart = incentives_chart(view)
    if chart is None:
        return (Note("no data", rich("No zone or site has a relief on record.")),)
    return (chart,)


def sites_table(view: PlanView) -> Table:
    """Every site, with where it is and what is done there."""
    columns = (
        Column("site", "Site", kind="text"),
        Column("authority", "Local authority", kind="text"),
        Column("kind", "Kind", kind="text"),
        Column("zones", "Zones", kind="text"),
        Column("sectors", "Sectors", kind="text"),
        Column("actions", "Actions", decimals=0),
        Column("latitude", "Latitude", "degrees", decimals=3, files_only=True),
        Column("longitude", "Longitude", "degrees", decimals=3, files_only=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (
            site.title, ", ".join(view.name_of(p) for p in (site.place, *site.also_in)), site.kind,
            ", ".join(z.title for z in view.plan.zones if site.id in z.sites),
            ", ".join(view.title("sector", one) for one in site.sectors),
            len(view.actions_with(lambda a, s=site.id: s in a.sites)),  # type: ignore[misc]
            site.point.latitude if site.point else None,
            site.point.longitude if site.point else None, site.id,
        )
        for site in view.plan.sites
    )  # fmt: skip
    table = Table("plan-sites", "Sites of the plan", columns, rows, SOURCE)
    return view.linked(table, "site", [site.id for site in view.plan.sites])


def _zones(view: PlanView) -> Section | None:
    zones = view.plan.zones
    if not zones:
        return None
    entries = tuple((zone.title, _zone(view, zone)) for zone in zones)
    anchors = tuple(anchor("zone", zone.id) for zone in zones)
    return Section("zones", "Zones", (Definitions(entries, anchors),))


def _zone(view: PlanView, zone: Zone) -> RichText:
    since = f", since {zone.start}" if zone.start else ""
    programme = "Programme" if zone.programme == "other" else zone.programme
    words: RichText = (Words(f"{programme}{since}. {zone.what.rstrip('.')}. Sites: "),
                       *view.links("site", zone.sites), Words(". "))  # fmt: skip
    if zone.part_of:
        words = (*words, Words("Coordinated under "), view.link("zone", zone.part_of), Words(". "))
    if zone.money is not None:
        words = (*words, Words("Public money announced: "),
                 Words(millions(zone.money), "announced"), Words(". "))  # fmt: skip
    actions = [a.id for a in view.plan.interventions if zone.id in a.zones]
    if actions:
        words = (*words, Words("Actions: "), *view.links("action", actions), Words(". "))
    return (*words, *_claims(view, zone.claims))


def _claims(view: PlanView, ids: tuple[str, ...]) -> RichText:
    said = [view.claims[one].statement for one in ids if one in view.claims]
    return tuple(span for one in said for span in (Words(one.rstrip("."), "announced"),
                                                   Words(". ")))  # fmt: skip


def _capacity_section(view: PlanView) -> Section | None:
    rows = [
        (site.title, one.what, one.value, one.unit, one.phase or "", str(one.when or ""))
        for site in view.plan.sites
        for one in site.capacity
    ]
    assets = [(site.title, one.title, one.kind) for site in view.plan.sites for one in site.assets]
    if not rows and not assets:
        return None
    words = ("site", "what", "value", "unit", "phase", "when")
    heads = ("Site", "What", "How much", "Unit", "Phase", "Ready")
    columns = tuple(
        Column(key, head, kind="number" if key == "value" else "text", decimals=0)
        for key, head in zip(words, heads, strict=True)
    )
    room = Table("plan-capacity", "What sites have or will have room for", columns, tuple(rows),
                 SOURCE, notes=("An empty date: not published.",))  # fmt: skip
    heads3 = (Column("site", "Site", kind="text"), Column("asset", "Asset", kind="text"),
              Column("kind", "Kind", kind="text"))  # fmt: skip
    stand = Table("plan-assets", "What stands on them that others come for", heads3, tuple(assets),
                  SOURCE)  # fmt: skip
    blocks = (*((room,) if rows else ()), *((stand,) if assets else ()))
    return Section("capacity", "Room and assets", blocks)


def _sites(view: PlanView) -> Definitions:
    entries = tuple((site.title, _site(view, site)) for site in view.plan.sites)
    return Definitions(entries, tuple(anchor("site", site.id) for site in view.plan.sites))


def _site(view: PlanView, site: Site) -> RichText:
    where = " and ".join(view.name_of(p) for p in (site.place, *site.also_in))
    words: RichText = (Words(f"{site.what.rstrip('.')}. In {where}. "),)
    zones = [zone.id for zone in view.plan.zones if site.id in zone.sites]
    actions = [a.id for a in view.plan.interventions if site.id in a.sites]
    offers = [one.id for one in view.plan.pipeline if one.site == site.id]
    for title, kind, ids in (
        ("Zones", "zone", zones), ("Sectors", "sector", list(site.sectors)),
        ("Actions", "action", actions), ("For investors", "investment", offers),
    ):  # fmt: skip
        if ids:
            words = (*words, Words(f"{title}: "), *view.links(kind, ids), Words(". "))
    if site.point and site.point.approximate:
        words = (*words, Words(f"Its point is approximate: {site.point.approximate.rstrip('.')}. "))
    return (*words, *_claims(view, site.claims))
