"""Every published layout that growthplan reads, and the choice among them."""

from __future__ import annotations

from importlib import import_module

from growthplan.importers.layout import Layout, Parsed
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError

_MODULES = (
    "ons_productivity.workbook",
    "ons_local_statistics.long_csv",
    "ons_industry.itl_csv",
    "ons_industry.local_authority_workbook",
    "ons_regional_gdp.workbook",
    "ons_regional_gdp.table_csv",
    "ons_population.nomis_csv",
    "ons_population.age_sex_csv",
    "gdp_deflators.ons_series_csv",
    "gdp_deflators.hmt_csv",
    "mhclg_deprivation.neighbourhoods_csv",
    "mhclg_deprivation.local_authorities_csv",
    "ons_workplaces.census_csv",
    "ons_workplaces.points_csv",
    "ons_supply_use.workbook",
    "ons_employment.bres_csv",
    "ons_employment.bres_sections_csv",
    "ons_employment.nomis_workbook",
    "ons_neighbours.similar_json",
    "ons_geography.lad_itl_lookup",
    "ons_geography.area_metadata",
    "ons_geography.lookups",
    "ons_geography.boundaries",
)


def layouts() -> tuple[Layout, ...]:
    """Every layout; each importer module names its own in `LAYOUTS`."""
    found: list[Layout] = []
    for name in _MODULES:
        found.extend(import_module(f"growthplan.importers.{name}").LAYOUTS)
    return tuple(found)


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read a file by the layout that recognises it.

    Raises GrowthplanError when none does (saying what was found), or when the layout has changed.
    """
    for layout in layouts():
        if layout.recognises(file):
            return layout.read(file, gazetteer)
    raise GrowthplanError(
        Fault(
            f"no importer recognises this {file.kind}. {_found(file)}",
            file=file.name,
            fix="`growthplan data import --help` lists the layouts that are read.",
            code="unrecognised",
        )
    )


def _found(file: OpenFile) -> str:
    if file.kind == "workbook":
        return "Its sheets are: " + ", ".join(list(file.sheets)[:8]) + "."
    return f"It begins: {file.header[:120]}"
