"""Peers: places of like structure, with the reasons and how firm the choice is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.drivers.carriers import Predecessors, place_name
from growthplan.drivers.likeness import (
    distances,
    group_weights,
    kept_in_other_metrics,
    kept_in_resamples,
    kept_without_one_feature,
)
from growthplan.drivers.peer_figures import peer_figures
from growthplan.drivers.peer_notes import close_calls, feature_notes, spread_notes
from growthplan.drivers.structure import STRUCTURE, Features, group_of, structural_features
from growthplan.vocabulary import Fault, Figure, GrowthplanError, Place, PlaceKind, Statistics

PEERS = 10
DRAWS = 500

PEER_COLUMNS = {
    "neighbour": pl.String,
    "name": pl.String,
    "distance": pl.Float64,
    "kept_without_one_feature": pl.Float64,
    "kept_in_resamples": pl.Float64,
    "kept_in_other_metrics": pl.Float64,
    "most_alike": pl.String,
    "least_alike": pl.String,
    "publisher": pl.String,  # kinds of the publisher's own list that it is on, joined by ", "
}


@dataclass(frozen=True)
class Peers:
    """A set of places to compare one place with."""

    place: Place
    custom: bool
    """Whether the set was given rather than found."""
    table: pl.DataFrame
    """Columns `PEER_COLUMNS`, nearest first. Shares are of the sets remade in another way that
    still hold the neighbour; empty for a given group."""
    contributions: pl.DataFrame
    """Columns neighbour, feature, title, group, place_value, neighbour_value, difference
    (standard deviations) and share of the squared distance, which sum to one a neighbour."""
    publisher: pl.DataFrame
    """The publisher's own neighbours: neighbour, name, kind, rank, found_here."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the peers, nearest first."""
        return tuple(self.table["neighbour"])


def find_peers(
    statistics: Statistics,
    place: str,
    *,
    group: Collection[str] | None = None,
    published: pl.DataFrame | None = None,
    count: int = PEERS,
    draws: int = DRAWS,
    seed: int = 1,
) -> Peers:
    """The places most alike in size, density, age and industry mix, or a given group.

    City regions are compared with city regions, authorities with authorities, and never with a
    place that shares authorities with them. Each group of features counts alike. `published` is
    the store's table of the publisher's neighbours. Density needs areas: see `with_areas`.

    A place without peers gets an empty table and a note. Raises GrowthplanError for an unknown
    place or a group that names nothing else.
    """
    gazetteer = statistics.gazetteer
    own = gazetteer.resolve(place)
    notes: list[str] = []
    candidates = _candidates(statistics, own)
    if group is not None:
        chosen = _group(statistics, own, group, notes)
        candidates = list(dict.fromkeys([*candidates, *chosen]))
    features = structural_features(statistics, [own.code, *candidates], own.code)
    notes += feature_notes(statistics, own, features, candidates)
    frame, contributions = _compared(statistics, own, features, count, draws, seed)
    if group is not None:
        frame = _of_group(statistics, frame, chosen)
    else:
        notes += spread_notes(own, frame, count) + close_calls(frame, count)
        frame = frame.head(count)
    listed = _published(statistics, own, published, set(frame["neighbour"]), notes)
    kinds = listed.group_by("neighbour").agg(
        pl.col("kind").sort().str.join(", ").alias("publisher")
    )
    table = (
        frame.join(kinds, on="neighbour", how="left", maintain_order="left")
        .with_columns(pl.col("publisher").fill_null(""))
        .select(list(PEER_COLUMNS))
    )
    if table.height == 1:
        notes.append(
            f"The group has one place, {table['name'][0]}: its median and range are that place's "
            "own figure, so a comparison with peers is a comparison with it alone."
        )
    figures = peer_figures(statistics, own, table, features, custom=group is not None)
    kept = contributions.filter(pl.col("neighbour").is_in(table["neighbour"].implode()))
    return Peers(own, group is not None, table, kept, listed, figures, tuple(notes))


def _candidates(statistics: Statistics, own: Place) -> list[str]:
    """Places of the same kind that share no ground with the place."""
    gazetteer = statistics.gazetteer
    ground = {p.code for p in gazetteer.local_authorities_of(own.code)}
    apart = [
        p.code
        for p in gazetteer.of_kind(own.kind)
        if p.code != own.code
        and p.code not in own.same_area_as
        and not ground & {m.code for m in gazetteer.local_authorities_of(p.code)}
    ]
    return sorted(apart)


def _group(
    statistics: Statistics, own: Place, group: Collection[str], notes: list[str]
) -> list[str]:
    faults: list[Fault] = []
    codes: list[str] = []
    for text in group:
        try:
            codes.append(statistics.gazetteer.resolve(text).code)
        except GrowthplanError as error:
            faults += error.faults
    if faults:
        raise GrowthplanError(faults)
    chosen = [code for code in dict.fromkeys(codes) if code != own.code]
    if len(chosen) < len(codes):
        notes.append("A place named twice, or compared with itself, is left out of the group.")
    if not chosen:
        raise GrowthplanError(
            Fault("The group names no other place.", fix="Name at least one.", code="peers")
        )
    other = [c for c in chosen if statistics.gazetteer[c].kind is not own.kind]
    if other:
        names = ", ".join(place_name(statistics.gazetteer, c) for c in other)
        notes.append(f"Not the same kind of area as {own.name}: {names}.")
    return chosen


def _compared(
    statistics: Statistics, own: Place, features: Features, count: int, draws: int, seed: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every candidate with its distance and how often it is kept, and what the distance is of."""
    contributions: list[tuple[object, ...]] = []
    if own.code not in features.places or not features.names or len(features.places) < 2:
        return _frame([]), _contribution_frame([])
    at = features.places.index(own.code)
    others = [row for row in range(len(features.places)) if row != at]
    groups = [group_of(name) for name in features.names]
    differences = features.scores[others] - features.scores[at]
    weights = group_weights(groups)
    distance = distances(differences, weights)
    once = kept_without_one_feature(differences, groups, count)
    resampled = kept_in_resamples(differences, groups, count, draws, seed)
    metrics = kept_in_other_metrics(features.scores, at, others, groups, count)
    rows = []
    for line in np.argsort(distance, kind="stable"):
        code = features.places[others[line]]
        share = differences[line] ** 2 * weights
        share = share / share.sum() if share.sum() > 0 else share
        near, far = _behind(differences[line], features.names, groups)
        rows.append(
            (
                code,
                place_name(statistics.gazetteer, code),
                *(float(x[line]) for x in (distance, once, resampled, metrics)),
                near,
                far,
            )
        )
        for column, name in enumerate(features.names):
            contributions.append(
                (
                    *(code, name, STRUCTURE[name].title, groups[column]),
                    float(features.raw[at, column]),
                    float(features.raw[others[line], column]),
                    float(differences[line, column]),
                    float(share[column]),
                )
            )
    return _frame(rows), _contribution_frame(contributions)


def _behind(difference: np.ndarray, names: Sequence[str], groups: list[str]) -> tuple[str, str]:
    """In words, the groups of features that bring two places together and keep them apart."""
    sizes = {
        group: float(
            np.sqrt(np.mean([difference[i] ** 2 for i, g in enumerate(groups) if g == group]))
        )
        for group in dict.fromkeys(groups)
    }
    worst = int(np.abs(difference).argmax())
    near = min(sizes, key=lambda group: sizes[group])
    title = STRUCTURE[names[worst]].title
    more = "higher" if difference[worst] > 0 else "lower"
    return near, f"{title} ({more}, {abs(difference[worst]):.1f} standard deviations)"


def _of_group(statistics: Statistics, frame: pl.DataFrame, chosen: list[str]) -> pl.DataFrame:
    """The group's rows; a place that cannot be measured has no distance."""
    inside = frame.filter(pl.col("neighbour").is_in(chosen)).with_columns(
        pl.lit(None, pl.Float64).alias(c) for c in frame.columns if c.startswith("kept_")
    )
    seen = set(inside["neighbour"])
    rest = [
        (code, place_name(statistics.gazetteer, code), None, None, None, None, "", "")
        for code in chosen
        if code not in seen
    ]
    return pl.concat([inside, _frame(rest)])


def _published(
    statistics: Statistics,
    own: Place,
    published: pl.DataFrame | None,
    found: set[str],
    notes: list[str],
) -> pl.DataFrame:
    schema = {
        "neighbour": pl.String,
        "name": pl.String,
        "kind": pl.String,
        "rank": pl.Int64,
        "found_here": pl.Boolean,
    }
    before = Predecessors.in_gazetteer(statistics.gazetteer)
    mine = [own.code, before.renamed_from(own.code)]
    rows = pl.DataFrame() if published is None else published.filter(pl.col("place").is_in(mine))
    if rows.is_empty():
        kind = "authorities" if own.kind is not PlaceKind.LOCAL_AUTHORITY else "this place"
        words = "only for authorities" if kind == "authorities" else "for some authorities only"
        notes.append(f"The publisher lists statistical neighbours {words}, none for {own.name}.")
        return pl.DataFrame(schema=schema)
    listed = [
        (now, place_name(statistics.gazetteer, now), kind, int(rank), now in found)
        for code, kind, rank in rows.sort("kind", "rank").select("neighbour", "kind", "rank").rows()
        for now in (before.now(code),)
    ]
    return pl.DataFrame(listed, schema=schema, orient="row")


def _frame(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    schema = {name: kind for name, kind in PEER_COLUMNS.items() if name != "publisher"}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _contribution_frame(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    texts = dict.fromkeys(("neighbour", "feature", "title", "group"), pl.String)
    numbers = ("place_value", "neighbour_value", "difference", "share")
    return pl.DataFrame(rows, schema={**texts, **dict.fromkeys(numbers, pl.Float64)}, orient="row")
