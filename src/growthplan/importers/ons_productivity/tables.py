"""What each sheet of the workbooks holds; the list itself is `tables.csv`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from growthplan.vocabulary import Direction, Indicator

STATUS = "official statistics in development"

FACETS: dict[str, tuple[str, ...]] = {
    "price_word": ("current price", "chained volume"),
    "smoothing_word": ("smoothed", "unsmoothed"),
    "subject_word": (
        "per hour worked",
        "per filled job",
        "hours worked per week",
        "productivity jobs",
    ),
    "form_word": ("indices", "(£)"),
}
"""What a table's title says of it: for each column of `tables.csv`, the words it may hold."""


@dataclass(frozen=True)
class Table:
    """One sheet of a productivity workbook."""

    sheet: str
    indicator: Indicator
    words: tuple[tuple[str, str], ...]
    """Facet and the word that the title must hold for it; empty when it must hold none."""
    heading: str
    """What the heading of a year's column says: `index`, `pounds`, `hours`, `jobs`."""
    everywhere: bool
    """Whether the local authority workbook has it too."""

    def disagreements(self, title: str) -> list[str]:
        """Where the title says something else than this sheet should hold, in sentences.

        >>> by_sheet()["A3"].disagreements("Table A3: Current Price (unsmoothed) GVA (B) per hour "
        ...     "worked (£); City Regions, 2004 - 2022")
        ["its title says 'unsmoothed' where 'smoothed' is expected"]
        """
        said = title.casefold()
        label = re.match(r"table\s+([a-z]\d+)", said)
        wrong = []
        if label and label[1].upper() != self.sheet:
            wrong.append(f"its title calls it table {label[1].upper()}")
        for facet, expected in self.words:
            found = [word for word in FACETS[facet] if _holds(said, word)]
            if found != ([expected] if expected else []):
                shown = " and ".join(f"'{word}'" for word in found) or "none of the usual words"
                wrong.append(f"its title says {shown} where '{expected or 'none'}' is expected")
        return wrong


def _holds(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@cache
def by_sheet() -> dict[str, Table]:
    """Every table by the name of its sheet."""
    text = files(__package__).joinpath("tables.csv").read_text(encoding="utf-8")
    return {row["sheet"]: _table(row) for row in csv.DictReader(text.splitlines())}


def _table(row: dict[str, str]) -> Table:
    indicator = Indicator(
        id=row["indicator"],
        title=row["title"],
        unit=row["unit"],
        price_basis=row["price_basis"],
        direction=Direction(row["direction"]),
        definition=row["definition"],
        status=STATUS,
    )
    words = tuple((facet, row[facet]) for facet in FACETS)
    return Table(row["sheet"], indicator, words, row["heading"], row["everywhere"] == "yes")
