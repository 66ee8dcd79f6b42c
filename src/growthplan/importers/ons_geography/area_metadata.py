"""Area lists of ONS Explore Local Statistics: every area with its level, parents and years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from growthplan.importers.layout import Layout, Parsed, stop
from growthplan.importers.ons_geography.codes import kind_of, place
from growthplan.importers.ons_geography.parsing import parsed
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Gazetteer, Place, PlaceKind

METADATA_LAYOUT = "ons_area_metadata"
LIST_LAYOUT = "ons_area_list"
_MEMBER_KINDS = (PlaceKind.LOCAL_AUTHORITY, PlaceKind.REGION, PlaceKind.COUNTRY)
"""A region's children are authorities, counties and combined authorities, overlapping each other;
only authorities are its members."""
_LIST_COLUMNS = ("areacd", "areanm", "parentcd", "start", "end")


def recognises_metadata(file: OpenFile) -> bool:
    """Whether it is one JSON object of areas by code, each with level, parents and children."""
    return (
        file.kind == "json"
        and all(f'"{key}":' in file.header[:2000] for key in ("areacd", "level", "parents"))
        and '"children":' in file.header[:2000]
    )


def read_metadata(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Areas with parents, children, and the years in which each began or ended.

    Raises GrowthplanError for an area without name or lists, or filed under another's code.
    """
    areas = file.json()
    if not isinstance(areas, dict) or not areas:
        raise stop(file, "expected a JSON object of areas by code")
    for code, area in areas.items():
        _check_area(file, code, area)
    return parsed(
        METADATA_LAYOUT,
        "Areas of the UK with parents and children (Explore Local Statistics)",
        (_from_metadata(area, areas) for area in areas.values()),
        gazetteer,
    )


def _check_area(file: OpenFile, code: str, area: Any) -> None:
    wanted = {"areacd": str, "areanm": str, "level": list, "parents": list, "children": list}
    wrong = (
        list(wanted)
        if not isinstance(area, dict)
        else [key for key, kind in wanted.items() if not isinstance(area.get(key), kind)]
    )
    if wrong:
        raise stop(file, f"has no usable {', '.join(wrong)}", f"area {code}")
    if area["areacd"] != code:
        raise stop(file, f"is filed under the code {code}", f"area {area['areacd']}")


def _from_metadata(area: dict[str, Any], areas: dict[str, Any]) -> Place | None:
    # Met counties have no council; their plain names mean the combined authority or ITL2 area.
    name = area["areanm"]
    if area["areacd"].startswith("E11"):
        name = f"{name} (Met County)"
    children = tuple(
        code for code in area["children"] if code in areas and kind_of(code) in _MEMBER_KINDS
    )
    return place(
        area["areacd"],
        name,
        parents=tuple(area["parents"]),
        members=children,
        valid_from=area.get("start"),
        valid_to=area.get("end"),
    )


def recognises_list(file: OpenFile) -> bool:
    """Whether it is one JSON object of columns of codes and names."""
    return file.kind == "json" and file.header.lstrip().startswith('{"areacd":[')


def read_list(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Areas of the kinds that growthplan holds, out of a list that goes down to parishes.

    Codes, names and parents are columns; start and end years are sparse, keyed by position.
    Raises GrowthplanError for columns that are missing or of different lengths, and for years
    at positions that do not exist.
    """
    columns = file.json()
    missing = [name for name in _LIST_COLUMNS if name not in columns]
    if missing:
        raise stop(file, f"the columns {', '.join(missing)} are missing")
    lengths = {name: len(columns[name]) for name in _LIST_COLUMNS[:3]}
    if len(set(lengths.values())) != 1:
        said = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise stop(file, f"the columns have different lengths: {said}")
    for name in ("start", "end"):
        beyond = [key for key in columns[name] if not _is_position(key, lengths["areacd"])]
        if beyond:
            raise stop(file, f"no area is at position {beyond[0]}", f"column '{name}'")
    return parsed(
        LIST_LAYOUT,
        "List of areas of the UK (Explore Local Statistics)",
        _from_list(columns),
        gazetteer,
    )


def _is_position(key: str, length: int) -> bool:
    return key.isdigit() and int(key) < length


def _from_list(columns: dict[str, Any]) -> Iterator[Place | None]:
    start, end = columns["start"], columns["end"]
    rows = zip(columns["areacd"], columns["areanm"], columns["parentcd"], strict=True)
    for position, (code, name, parent) in enumerate(rows):
        kind = kind_of(code)
        if kind in (None, PlaceKind.UK):
            continue
        yield place(
            code,
            name,
            parents=(parent,) if parent else (),
            valid_from=start.get(str(position)),
            valid_to=end.get(str(position)),
        )


LAYOUTS = (
    Layout(
        METADATA_LAYOUT,
        "Areas with parents and children (Explore Local Statistics geo-metadata.json)",
        recognises_metadata,
        read_metadata,
    ),
    Layout(
        LIST_LAYOUT,
        "List of areas (Explore Local Statistics areas-list.json)",
        recognises_list,
        read_list,
    ),
)
