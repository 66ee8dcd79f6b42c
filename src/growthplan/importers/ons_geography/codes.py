"""What a code tells by itself: its kind, its region, its counterpart in other code systems."""

from __future__ import annotations

from growthplan.vocabulary import Place, PlaceKind

ENGLAND = "E92000001"
WALES = "W92000004"
SCOTLAND = "S92000003"
NORTHERN_IRELAND = "N92000002"
UNITED_KINGDOM = "K02000001"
UNITED_KINGDOM_LESS_EXTRA_REGIO = "K99000002"
EXTRA_REGIO = "TLZ"
GREAT_BRITAIN = "K03000001"
ENGLAND_AND_WALES = "K04000001"

ITL1: dict[str, str] = {
    "TLC": "E12000001",
    "TLD": "E12000002",
    "TLE": "E12000003",
    "TLF": "E12000004",
    "TLG": "E12000005",
    "TLH": "E12000006",
    "TLI": "E12000007",
    "TLJ": "E12000008",
    "TLK": "E12000009",
    "TLL": WALES,
    "TLM": SCOTLAND,
    "TLN": NORTHERN_IRELAND,
}
"""The nine English regions and the three other countries, ITL1 code to canonical code."""

_KINDS: dict[str, PlaceKind] = {
    **dict.fromkeys(("E06", "E07", "E08", "E09", "W06", "S12", "N09"), PlaceKind.LOCAL_AUTHORITY),
    **dict.fromkeys(("E10", "E11"), PlaceKind.COUNTY),
    **dict.fromkeys(("E92", "W92", "S92", "N92"), PlaceKind.COUNTRY),
    **dict.fromkeys(("E47", "E61", "N34", "W42", "CR-"), PlaceKind.CITY_REGION),
    "E12": PlaceKind.REGION,
    "E13": PlaceKind.GROUP,
}


def kind_of(code: str) -> PlaceKind | None:
    """The kind of area, or None for the kinds that growthplan does not hold (wards, parishes).

    >>> kind_of("E08000012"), kind_of("TLD72"), kind_of("E05000887")
    (<PlaceKind.LOCAL_AUTHORITY: 'local_authority'>, <PlaceKind.ITL3: 'itl3'>, None)
    """
    if code.startswith("TL") and code not in ITL1:
        return {4: PlaceKind.ITL2, 5: PlaceKind.ITL3}.get(len(code))
    if code in (UNITED_KINGDOM, "UK"):
        return PlaceKind.UK
    return _KINDS.get(code[:3])


def canonical(code: str) -> str:
    """The code by which growthplan knows an ITL1 area; any other code as it is.

    >>> canonical("TLD"), canonical("TLD7")
    ('E12000002', 'TLD7')
    """
    return ITL1.get(code, code)


def nuts_code(itl: str) -> str:
    """The NUTS code of which an ITL 2021 code is the continuation.

    >>> nuts_code("TLD7")
    'UKD7'
    """
    return f"UK{itl[2:]}"


def country_of(code: str) -> str | None:
    """The country that a code of the nine-character system lies in."""
    return (
        {
            "E": ENGLAND,
            "W": WALES,
            "S": SCOTLAND,
            "N": NORTHERN_IRELAND,
        }.get(code[0])
        if len(code) == 9
        else None
    )


def place(
    code: str,
    name: str,
    *,
    parents: tuple[str, ...] = (),
    valid_from: int | None = None,
    valid_to: int | None = None,
    successors: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    members: tuple[str, ...] = (),
) -> Place | None:
    """A place as one list describes it; None for kinds that growthplan does not hold."""
    known = canonical(code.strip())
    kind = kind_of(known)
    if kind is None:
        return None
    own = () if known == code.strip() else (code.strip(),)
    return Place(
        code=known,
        name=name.strip(),
        kind=kind,
        parents=tuple(dict.fromkeys(canonical(p) for p in parents if p)),
        members=members,
        aliases=(*own, *aliases),
        valid_from=valid_from,
        valid_to=valid_to,
        successors=successors,
    )
