"""Maps of a plan's sites: the ground is drawn once, and each page shows the sites that it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from growthplan.plan import Site
from growthplan.report.maps import Key, MapDrawing, Spot, point_map
from growthplan.report.model import Map
from growthplan.report.pages.authorities import boundaries_note
from growthplan.report.pages.plan_view import PlanView, target
from growthplan.report.table import Table

_COARSE = 8.0
"""How much plainer the ground of a small map is than that of the map of all sites."""


@dataclass(frozen=True)
class SiteMaps:
    """Maps of the sites of one plan."""

    view: PlanView

    @cached_property
    def _fine(self) -> MapDrawing | None:
        return self._draw(1.0)

    @cached_property
    def _coarse(self) -> MapDrawing | None:
        return self._draw(_COARSE)

    def _draw(self, coarser: float) -> MapDrawing | None:
        spots = [_spot(site) for site in self.view.plan.sites if site.point]
        if self.view.boundaries is None or not spots:
            return None
        return point_map(
            self.view.boundaries, spots, self.view.authorities, place=self.view.plan.place, alt="",
            largest=7, smallest=7, marks=(Key("Site", mark="diamond", radius=5),),
            coarser=coarser,
        )  # fmt: skip

    def of(
        self, sites: Sequence[Site], id_: str, title: str, table: Table, *, small: bool = False
    ) -> Map | None:
        """Where some sites lie; None when none has a point or no boundary is held."""
        placed = [site for site in sites if site.point]
        drawing = self._coarse if small else self._fine
        if drawing is None or not placed or self.view.boundaries is None:
            return None
        wanted = {target("site", site.id) for site in placed}
        dots = tuple(dot for dot in drawing.sheet.dots if dot.target in wanted)
        alt = f"{title}: {'; '.join(site.title for site in placed)}."
        drawing = replace(drawing, sheet=replace(drawing.sheet, dots=dots), alt=alt, reachable=True)
        notes = [boundaries_note(self.view.boundaries)]
        if any(site.point and site.point.approximate for site in placed):
            notes.append("Some points are approximate; the list of sites says which.")
        return Map(
            id_, title, "Sites of the plan; the lines are local authorities", drawing,
            "points as the plan gives them", table, notes=tuple(notes),
        )  # fmt: skip


def _spot(site: Site) -> Spot:
    assert site.point is not None
    return Spot(
        site.title, site.point.longitude, site.point.latitude, site.kind,
        mark="diamond", target=target("site", site.id),
    )  # fmt: skip
