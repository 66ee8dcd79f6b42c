"""Industries: SIC 2007 codes as statistics publish them, and how they nest."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from growthplan.vocabulary.fault import GrowthplanError

TOTAL = "Total"

SECTIONS: Mapping[str, tuple[int, int]] = {
    "A": (1, 3),
    "B": (5, 9),
    "C": (10, 33),
    "D": (35, 35),
    "E": (36, 39),
    "F": (41, 43),
    "G": (45, 47),
    "H": (49, 53),
    "I": (55, 56),
    "J": (58, 63),
    "K": (64, 66),
    "L": (68, 68),
    "M": (69, 75),
    "N": (77, 82),
    "O": (84, 84),
    "P": (85, 85),
    "Q": (86, 88),
    "R": (90, 93),
    "S": (94, 96),
    "T": (97, 98),
}
"""First and last division of each SIC 2007 section (U, extra-territorial bodies, is never
published by place)."""

_NAMED = re.compile(r"([A-Z]{1,2}(?:-[A-Z]{1,2})?)\s*\(\s*(\d{1,2})(?:\s*-\s*(\d{1,2}))?\s*\)")
_SECTOR = re.compile(r"([A-Z])\s*-\s*([A-Z])")
_DIVISIONS = re.compile(r"(\d{1,2})(?:\s*-\s*(\d{1,2}))?")
_IMPUTED = "68IMP"


def industry_code(text: str) -> str | None:
    """One spelling for a published industry code; None when it is not one.

    >>> [industry_code(t) for t in ("C(10-33)", "01", " G - T", "total", "68imp", "02-Mar")]
    ['C (10-33)', '1', 'G-T', 'Total', '68IMP', None]
    """
    code = " ".join(text.replace("–", "-").split())
    if code.casefold() in ("total", "all industries"):
        return TOTAL
    if code.upper() == _IMPUTED:
        return _IMPUTED
    if found := _NAMED.fullmatch(code):
        return f"{found[1]} ({_range(found[2], found[3])})"
    if found := _SECTOR.fullmatch(code):
        known = found[1] in SECTIONS and found[2] in SECTIONS
        return f"{found[1]}-{found[2]}" if known and found[1] < found[2] else None
    if found := _DIVISIONS.fullmatch(code):
        return _range(found[1], found[2])
    return None


def _range(first: str, last: str | None) -> str:
    return str(int(first)) if last is None else f"{int(first)}-{int(last)}"


def industry_span(code: str) -> tuple[float, float]:
    """The divisions that a code covers, from and up to but without.

    Division 68 is published in two halves, imputed rental and the rest; each counts as half.

    >>> industry_span("C (10-33)"), industry_span("68IMP"), industry_span("Total")
    ((10.0, 34.0), (68.0, 68.5), (1.0, 99.0))

    Raises GrowthplanError when the code is none of the published forms.
    """
    if code == TOTAL:
        return 1.0, 99.0
    if code == _IMPUTED:
        return 68.0, 68.5
    if code == "68":
        return 68.5, 69.0
    if found := _SECTOR.fullmatch(code):
        return float(SECTIONS[found[1]][0]), SECTIONS[found[2]][1] + 1.0
    found = _NAMED.fullmatch(code)
    if found:
        return float(found[2]), float(found[3] or found[2]) + 1.0
    found = _DIVISIONS.fullmatch(code)
    if found:
        return float(found[1]), float(found[2] or found[1]) + 1.0
    raise GrowthplanError(f"'{code}' is not an industry code such as C (10-33), CA (10-12) or 10.")


def industry_level(code: str) -> str:
    """`total`, `sector` (A-E), `section` (C (10-33); AB (1-9), two sections in one row),
    `subsection` (CA (10-12)) or `division` (10; 11-12, two divisions in one row).

    >>> [industry_level(c) for c in ("Total", "G-T", "AB (1-9)", "CD-CG (19-23)", "68IMP")]
    ['total', 'sector', 'section', 'subsection', 'division']
    """
    if code == TOTAL:
        return "total"
    if _SECTOR.fullmatch(code):
        return "sector"
    found = _NAMED.fullmatch(code)
    if not found:
        return "division"
    # Only manufacturing has subsections, and their letters begin with C.
    return "subsection" if found[1][0] == "C" and len(found[1]) > 1 else "section"


def industry_parents(codes: Collection[str]) -> dict[str, str | None]:
    """For each code the narrowest other one, of those given, that contains it.

    The rows that have one parent add up to it (in current prices), so a sum over the rows of one
    parent never counts twice. None for a code that nothing contains.

    >>> industry_parents(["Total", "A-E", "C (10-33)", "CA (10-12)", "10", "F (41-43)"])["10"]
    'CA (10-12)'
    """
    spans = {code: industry_span(code) for code in codes}
    parents: dict[str, str | None] = {}
    for code, (first, end) in spans.items():
        around = [
            (hi - lo, other)
            for other, (lo, hi) in spans.items()
            if other != code and lo <= first and end <= hi and (lo, hi) != (first, end)
        ]
        parents[code] = min(around)[1] if around else None
    return parents
