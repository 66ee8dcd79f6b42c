"""What is known of a place, in the words that a new plan is filled with."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from growthplan.journeys.diagnosing_sectors import EMPLOYMENT, GVA, areas_of
from growthplan.journeys.measuring import measure_from
from growthplan.journeys.sector_definitions import sector_definitions
from growthplan.plan import financial_year
from growthplan.plan.guidance import GUIDANCE, REQUIREMENTS
from growthplan.sectors import LocationQuotients, location_quotient_figures, location_quotients
from growthplan.store import Store
from growthplan.vocabulary import ENGLAND, UK, Figure, GrowthplanError, Place

YEARS = 10
"""How long a Local Growth Plan runs."""
SUGGESTED = 4
"""How many sectors are suggested."""
_WIDTH = 98
_MEASURES = (
    "gva_per_hour",
    "gva_per_hour_gap_pct",
    "gva",
    "gva_of_industries",
    "jobs",
    "population",
)


@dataclass(frozen=True)
class Weights:
    """How a place is shared out among its authorities."""

    what: str
    """`people` or `filled jobs`; empty when neither is known for all of them."""
    year: str
    shares: Mapping[str, float]
    """By name of the authority, three decimals, adding up to 1; None known: empty."""


def words_for(held: Store, place: Place, folder: str, day: date) -> dict[str, str]:
    """The words that stand for each name in the templates of a new plan.

    A figure that is not held is left out, and said to be; nothing is made up.
    """
    england = ENGLAND in place.parents or place.code == ENGLAND
    comparator = held.gazetteer[ENGLAND if england else UK]
    authorities = held.gazetteer.local_authorities_of(place.code)
    return {
        **_names(place, comparator, authorities, folder),
        **_years(day.year),
        **_guidance(england),
        **_areas(authorities, weights_of(held, authorities)),
        "figures": _figures(held, place, comparator),
        **_sectors(held, place, comparator),
    }


def _names(
    place: Place, comparator: Place, authorities: Sequence[Place], folder: str
) -> dict[str, str]:
    is_authority = "Authority" in place.name
    return {
        "name": place.name,
        "code": place.code,
        "folder": folder,
        "comparator": comparator.name,
        "title": f"{place.name} growth plan",
        "holder": place.name if is_authority else f"The authority for {place.name}",
        "authority": authorities[0].name if authorities else place.name,
    }


def _years(start: int) -> dict[str, str]:
    years = {f"year{n}": financial_year(start + n - 1) for n in range(1, 5)}
    numbers = {"start": start, "next": start + 1, "end": start + YEARS, "sunset": start + 8}
    return {**years, **{name: str(year) for name, year in numbers.items()}}


def _guidance(england: bool) -> dict[str, str]:
    """What the guidance asks, to stand where it is answered."""
    whose = "" if england else " It is England's: elsewhere read it as a suggestion."
    asked = {
        f"asks-{one.id}": notes(f'The guidance asks, "{one.title}": {one.asks}')
        for one in REQUIREMENTS
    }
    told = f'"The guidance" is {GUIDANCE}.{whose} `growthplan check --guidance` answers it.'
    return {"guidance": notes(told), **asked}


def weights_of(held: Store, authorities: Sequence[Place]) -> Weights:
    """Shares of authorities by people, or by jobs where people are not published for each."""
    codes = [one.code for one in authorities]
    for indicator, what in (("population", "people"), ("jobs", "filled jobs")):
        known = held.statistics([indicator], codes).latest(indicator)
        by_year: dict[str, dict[str, float]] = {}
        for place, period, value in known.select("place", "period", "value").iter_rows():
            if value is not None:
                by_year.setdefault(period, {})[place] = value
        whole = [year for year, values in by_year.items() if len(values) == len(codes)]
        if whole and codes:
            year = max(whole)
            values = [by_year[year][code] for code in codes]
            names = [one.name for one in authorities]
            return Weights(what, year, dict(zip(names, thousandths(values), strict=True)))
    return Weights("", "", {})


def thousandths(values: Sequence[float]) -> list[float]:
    """Shares to three decimals that add up to 1: what rounding leaves goes to those that lost most.

    >>> thousandths([1, 1, 1])
    [0.334, 0.333, 0.333]
    """
    total = sum(values)
    exact = [1000 * value / total for value in values]
    whole = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda n: (whole[n] - exact[n], n))
    for n in order[: 1000 - sum(whole)]:
        whole[n] += 1
    return [one / 1000 for one in whole]


def _areas(authorities: Sequence[Place], weights: Weights) -> dict[str, str]:
    named = "; ".join(f"{one.name} ({one.code})" for one in authorities)
    if weights.shares:
        shared = "; ".join(
            f"{one.name} ({one.code}) {100 * weights.shares[one.name]:.1f}%" for one in authorities
        )
        said = f"Its local authorities, with their share of {weights.what} in {weights.year}: "
        told = f"Shares under places are those of {weights.what} in {weights.year}. "
    else:
        shared, said, told = named, "Its local authorities: ", ""
    told += "Change them to where the action reaches; without any it is spread by people."
    return {
        "authorities": notes(f"{said}{shared}."),
        "authority-names": notes(f"They are: {named}."),
        "shares-said": notes(told),
        "shares": "\n".join(_share(one.name, weights) for one in authorities),
    }


def _share(name: str, weights: Weights) -> str:
    share = f"\n#         share: {weights.shares[name]:g}" if weights.shares else ""
    return f"#       - place: {name}{share}"


def _figures(held: Store, place: Place, comparator: Place) -> str:
    """The newest figure of each headline measure, a sentence each."""
    try:
        figures = measure_from(held, place.code, comparator.code).measurement.figures
    except GrowthplanError as error:
        return notes(f"No official figures are held: {error}")
    newest = _newest(figures, place.code, comparator.code)
    said = [newest[one].sentence for one in _MEASURES if one in newest]
    if not said:
        return notes("No official figures of the place as a whole are held.")
    return "\n".join([notes("Where the place stands, by official statistics:"),
                      *(notes(f"- {sentence}", "  ") for sentence in said)])  # fmt: skip


def _newest(figures: Iterable[Figure], place: str, comparator: str) -> dict[str, Figure]:
    """By measure, the newest year's figure in the newest edition."""
    found: dict[str, Figure] = {}
    for figure in figures:
        measure, *rest = figure.id.split("/")
        plain = rest == [place, figure.period]
        against = rest == [place, figure.period, f"vs-{comparator}"]
        if measure in _MEASURES and (plain or against):
            kept = found.get(measure)
            if kept is None or kept.period < figure.period or against:
                found[measure] = figure
    return found


def _sectors(held: Store, place: Place, comparator: Place) -> dict[str, str]:
    """The sectors in which the place is most concentrated, as suggestions."""
    found = _quotients(held, place, comparator)
    if found is None:
        said = f"Jobs and GVA by industry are not held for {place.name}: the sector is an example."
        return _sector_words(("advanced-manufacturing",), notes(said))
    reliable = [one.id for one in sector_definitions() if one.reliable]
    rows = found.table.filter(pl.col("lq").is_not_null() & pl.col("sector").is_in(reliable))
    newest = rows.filter(pl.col("year") == pl.col("year").max()).sort("lq", descending=True)
    chosen = newest.head(SUGGESTED)["sector"].to_list()
    figures = {figure.id: figure for figure in _quotient_figures(held, place, comparator, found)}
    year = newest["year"].max()
    sentences = [
        figure.sentence
        for sector in chosen
        for figure in figures.values()
        if figure.period == str(year) and figure.id.split("/")[3] == sector
    ]
    head = (
        f"Suggestions, not a choice: the sectors with the highest share of the place's "
        f"{'jobs' if found.indicator == EMPLOYMENT else 'GVA'} against {comparator.name}'s."
    )
    return _sector_words(
        chosen, "\n".join([notes(head), *(notes(f"- {one}", "  ") for one in sentences)])
    )


def _quotients(held: Store, place: Place, comparator: Place) -> LocationQuotients | None:
    codes = areas_of(held.gazetteer, place) | areas_of(held.gazetteer, comparator)
    for indicator in (EMPLOYMENT, GVA):
        statistics = held.statistics((indicator,), codes)
        try:
            found = location_quotients(
                statistics, sector_definitions(), place.code, comparator.code, indicator
            )
        except GrowthplanError:
            continue
        if found.table["lq"].is_not_null().any():
            return found
    return None


def _quotient_figures(
    held: Store, place: Place, comparator: Place, found: LocationQuotients
) -> tuple[Figure, ...]:
    codes = areas_of(held.gazetteer, place) | areas_of(held.gazetteer, comparator)
    return location_quotient_figures(held.statistics((found.indicator,), codes), found)


def _sector_words(chosen: Sequence[str], said: str) -> dict[str, str]:
    definitions = {one.id: one for one in sector_definitions()}
    entries = []
    for sector in chosen:
        one = definitions[sector]
        lines = [
            f"#   - id: {one.id}",
            f"#     title: {one.title}",
            "#     role: growth sector",
            f"#     definition: {one.id}",
        ]
        if one.strategy == "Industrial Strategy":
            lines.append(f"#     industrial_strategy: [{capitals(one.title)}]")
        entries += [*lines, "#     source: our-plan"]
    return {
        "sectors-said": said,
        "sectors": "\n".join(entries),
        "sector-ids": f"[{', '.join(chosen[:2])}]",
    }


def capitals(title: str) -> str:
    """A sector's title as the Industrial Strategy prints it.

    >>> capitals("Professional and business services")
    'Professional and Business Services'
    """
    return " ".join(word if word == "and" else word.capitalize() for word in title.split())


def notes(text: str, indent: str = "") -> str:
    """Text as notes of a plan's file, no line longer than the file's.

    >>> notes("One fact to a line.")
    '## One fact to a line.'
    """
    lines = textwrap.wrap(
        text, _WIDTH - 3, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(f"## {line}" for line in lines)
