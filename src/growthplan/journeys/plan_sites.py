"""What a plan says of its places, in the form in which the clusters take it."""

from __future__ import annotations

from growthplan import clusters
from growthplan.plan import Plan, Site

_TESTED = "most_deprived_statement/"
"""Start of the id of the figure that tests a statement about deprived neighbourhoods."""


def cluster_sites(plan: Plan) -> tuple[clusters.Site, ...]:
    """The sites of a plan that have a point on the map, in the order of their ids.

    Announced jobs are those of the site's first claim of jobs that has a number: gross, and shown
    only. The status says of which programme it is a tax site, else in which zones it lies.
    """
    return tuple(
        _placed(plan, site) for site in sorted(plan.sites, key=lambda site: site.id) if site.point
    )


def deprivation_statement(plan: Plan) -> str:
    """The public statement about deprived neighbourhoods that the plan records; empty when none.

    It is the claim whose `figure` names the one that tests it.
    """
    said = (c.statement for c in plan.claims if (c.figure or "").startswith(_TESTED))
    return next(said, "")


def _placed(plan: Plan, site: Site) -> clusters.Site:
    assert site.point is not None
    source = plan.sources[site.source]
    said = {claim.id: claim for claim in plan.claims}
    jobs = [said[name] for name in site.claims if name in said and said[name].kind == "jobs"]
    first = next((claim for claim in jobs if claim.value is not None), None)
    return clusters.Site(
        id=site.id,
        name=site.title,
        place=site.place,
        latitude=site.point.latitude,
        longitude=site.point.longitude,
        approximate=site.point.approximate or "",
        jobs_announced=first.value if first else None,
        claim=first.statement if first else "",
        status=_status(plan, site),
        source=f"{source.publisher}: {source.citation}",
    )


def _status(plan: Plan, site: Site) -> str:
    """`Freeport tax site`, the title of the zone that it is in, or the kind of site."""
    zones = [zone for zone in plan.zones if site.id in zone.sites]
    relieved = [f"{zone.programme} tax site" for zone in zones if zone.incentives]
    umbrellas = {zone.part_of for zone in zones}
    inner = [zone.title for zone in zones if zone.id not in umbrellas]
    return ", ".join(relieved or inner) or site.kind.capitalize()
