"""Product groups: their labels, and the SIC divisions that they lie in."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from growthplan.importers.layout import stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import GrowthplanError
from growthplan.vocabulary.industry import SECTIONS

KEY = "IOGs"
NOT_MEASURED = ("98", "99")

_DIVISION = re.compile(r"([A-U])(\d\d)")


def divisions_of(product: str) -> tuple[str, tuple[int, ...]]:
    """Section and divisions of a product group's code.

    >>> divisions_of("CPA_C1107"), divisions_of("CPA_F41, F42 & F43"), divisions_of("CPA_L68BXL683")
    (('C', (11,)), ('F', (41, 42, 43)), ('L', (68,)))

    Raises GrowthplanError when the code names no division, or several sections.
    """
    found = _DIVISION.findall(product)
    sections = {letter for letter, _ in found}
    divisions = tuple(sorted({int(number) for _, number in found}))
    if len(sections) != 1:
        raise GrowthplanError(f"'{product}' is not the code of a product group such as CPA_C101.")
    section = sections.pop()
    first, last = SECTIONS[section]
    if not all(first <= number <= last for number in divisions):
        raise GrowthplanError(f"'{product}' names divisions outside section {section}.")
    return section, divisions


def product_groups(file: OpenFile, products: Sequence[str], labels: Sequence[str]) -> pl.DataFrame:
    """Columns product, label, section, divisions.

    Raises GrowthplanError when the divisions are not those of the workbook's own key to SIC.
    """
    placed = [divisions_of(product) for product in products]
    here = {str(number) for _, numbers in placed for number in numbers}
    key = _divisions_of_key(file)
    if here != key:
        missing, extra = sorted(key - here), sorted(here - key)
        raise stop(
            file,
            f"the key to SIC has divisions {', '.join(missing) or 'none'} that no product group "
            f"has; the groups have {', '.join(extra) or 'none'} that the key has not",
            KEY,
        )
    rows = [
        (product, label, section, ";".join(map(str, numbers)))
        for product, label, (section, numbers) in zip(products, labels, placed, strict=True)
    ]
    return pl.DataFrame(rows, schema=["product", "label", "section", "divisions"], orient="row")


def _divisions_of_key(file: OpenFile) -> set[str]:
    """Divisions of the first column under `IOG code`, up to the notes: `10.2-3` is in 10."""
    codes = [" ".join((text or "").split()) for text in file.sheets[KEY]["c1"]]
    start = next((i for i, text in enumerate(codes) if text.startswith("IOG code")), None)
    if start is None:
        raise stop(file, "no column is headed 'IOG code'", KEY)
    found = (re.match(r"(\d\d)(?=\D|$)", text) for text in codes[start + 1 :])
    return {str(int(f[1])) for f in found if f and f[1] not in NOT_MEASURED}
