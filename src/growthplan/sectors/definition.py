"""Sectors as definitions: which SIC 2007 codes, on whose word, and what the codes miss.

A sector is never a place in the accounts: sectors overlap, and some have no definition in the
classification at all. Definitions are data files; this module reads what a file says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, Literal, NoReturn, Self

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from growthplan.vocabulary import Fault, GrowthplanError

Basis = Literal["official", "DCMS", "assumption"]
Confidence = Literal["high", "medium", "low", "none"]

SIC_CODE = r"^\d{2}(\.\d{1,2}(/\d)?)?$"

NEVER_SUMMED = (
    "Sectors are not added up: their definitions overlap, so a sum counts some industries twice "
    "and leaves others out."
)


class SectorSource(BaseModel):
    """Who says that these codes are the sector."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    publisher: str
    published: date | None = None
    url: str | None = None
    read_from: str | None = None
    """Where the codes were read, when that was not the publisher's own page."""
    searched: str | None = None
    """What was looked at in vain, when the codes are an assumption."""


class SectorDefinition(BaseModel):
    """One sector, as SIC 2007 codes at the detail that its definition gives."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    """`advanced-manufacturing`; the last part of figure ids."""
    title: str
    strategy: Literal["Industrial Strategy", "local"]
    """Whose sector it is."""
    basis: Basis
    """On whose word the codes are: the official list, DCMS sector estimates, or an assumption."""
    confidence: Confidence
    """How well divisions of the classification, all that places publish, stand for the sector."""
    reliable: bool
    """Whether any definition by industry code can be relied on."""
    sic: tuple[str, ...] = ()
    """Codes as defined: `26`, `26.6`, `72.11`. None when the sector has no such definition."""
    counted_whole: tuple[str, ...] = ()
    """Divisions counted whole though only some of their classes belong: places publish divisions
    at best, and most of such a division is the sector."""
    misses: str
    """What the definition leaves out or takes in wrongly, in a sentence or two."""
    source: SectorSource

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        wrong = [c for c in (*self.sic, *self.counted_whole) if not re.match(SIC_CODE, c)]
        if wrong:
            raise ValueError(f"not SIC codes such as 26, 26.6 or 72.11: {', '.join(wrong)}")
        strange = [c for c in self.counted_whole if c not in self.part_divisions]
        if strange:
            raise ValueError(
                f"counted_whole lists {', '.join(strange)}, of which `sic` names no part"
            )
        inside = [c for c in self.sic if any(o != c and c.startswith(o) for o in self.sic)]
        if inside:
            raise ValueError(f"codes inside other codes of the list: {', '.join(inside)}")
        return self

    @property
    def on_whose_word(self) -> str:
        """Whose list of codes this is, or that it is assumed."""
        return "assumed" if self.basis == "assumption" else self.source.publisher

    @property
    def whole_divisions(self) -> tuple[int, ...]:
        """Divisions all of whose classes belong."""
        return tuple(sorted(int(code) for code in self.sic if len(code) == 2))

    @property
    def part_divisions(self) -> tuple[str, ...]:
        """Divisions some of whose classes belong, as two digits."""
        return tuple(sorted({code[:2] for code in self.sic if len(code) > 2}))

    @property
    def counted_divisions(self) -> tuple[int, ...]:
        """Divisions that count towards the sector: those it covers, and those counted whole."""
        return tuple(sorted({*self.whole_divisions, *(int(c) for c in self.counted_whole)}))

    @property
    def touched_divisions(self) -> tuple[int, ...]:
        """Every division that has some class in the sector."""
        return tuple(sorted({int(code[:2]) for code in self.sic}))


def read_definition(document: Mapping[str, Any], file: str | None = None) -> SectorDefinition:
    """A definition from what its file holds.

    Raises GrowthplanError with one fault for each field that is missing, unknown or wrong.
    """
    try:
        return SectorDefinition.model_validate(document)
    except ValidationError as error:
        raise GrowthplanError(
            [
                Fault(
                    f"sector definition, {'.'.join(str(p) for p in e['loc']) or 'as a whole'}: "
                    f"{e['msg']}",
                    file=file,
                    fix="Fields are those of growthplan.sectors.SectorDefinition.",
                    code="sector",
                )
                for e in error.errors()
            ]
        ) from None


def read_definitions(
    documents: Mapping[str, Mapping[str, Any]],
) -> tuple[SectorDefinition, ...]:
    """Definitions from files, by file name; the Industrial Strategy's first, then by title.

    Raises GrowthplanError with the faults of every file, and when two files share an id.
    """
    faults: list[Fault] = []
    found: dict[str, SectorDefinition] = {}
    for file, document in documents.items():
        try:
            one = read_definition(document, file)
        except GrowthplanError as error:
            faults += error.faults
            continue
        if one.id in found:
            faults.append(Fault(f"two sector definitions have the id '{one.id}'", file=file))
        found[one.id] = one
    if faults:
        raise GrowthplanError(faults)
    return tuple(sorted(found.values(), key=lambda s: (s.strategy == "local", s.title)))


def shared_codes(a: SectorDefinition, b: SectorDefinition) -> tuple[str, ...]:
    """SIC codes that both sectors hold, at the finer of the two details.

    >>> one = SectorDefinition(id="a", title="A", strategy="local", basis="assumption",
    ...     confidence="low", reliable=True, sic=("26",), misses="-",
    ...     source=SectorSource(title="-", publisher="-"))
    >>> shared_codes(one, one.model_copy(update={"sic": ("26.6", "32.5")}))
    ('26.6',)
    """
    both = {x if x.startswith(y) else y for x in a.sic for y in b.sic if _nested(x, y)}
    return tuple(sorted(both))


def _nested(x: str, y: str) -> bool:
    return x.startswith(y) or y.startswith(x)


def overlaps(sectors: Sequence[SectorDefinition]) -> pl.DataFrame:
    """Every pair of sectors that share industries.

    Columns sector, other (titles), codes (shared SIC codes as defined), divisions (those that
    both count when places are measured). Empty when no two overlap.
    """
    rows = []
    for a, b in combinations(sectors, 2):
        codes = shared_codes(a, b)
        counted = sorted({*a.counted_divisions} & {*b.counted_divisions})
        if codes or counted:
            rows.append((a.title, b.title, ", ".join(codes), ", ".join(map(str, counted))))
    schema = {"sector": pl.String, "other": pl.String, "codes": pl.String, "divisions": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def sum_of_sectors(sectors: Iterable[SectorDefinition]) -> NoReturn:
    """Refuses: always raises GrowthplanError, naming the overlaps of the sectors asked for."""
    asked = list(sectors)
    pairs = [
        f"{row['sector']} and {row['other']} share {row['codes'] or 'division ' + row['divisions']}"
        for row in overlaps(asked).iter_rows(named=True)
    ]
    if not pairs:
        pairs = ["other definitions of the list overlap, and the list does not cover the economy"]
    raise GrowthplanError(
        Fault(
            f"{NEVER_SUMMED} {'; '.join(pairs)}",
            fix="Sum industries (divisions or sections) instead.",
            code="sum of sectors",
        )
    )
