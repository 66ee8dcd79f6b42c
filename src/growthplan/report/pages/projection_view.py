"""What the pages of a projection share: its figures, its fans, and how its ranges are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from growthplan.accounts import place_in_words
from growthplan.plan import Plan
from growthplan.report.charts import Fan
from growthplan.report.model import Page
from growthplan.report.pages.evidence import edition_title, owner, start_of_sentence
from growthplan.report.pages.files import downloads
from growthplan.system.answers import LIFT, Chance, Findings, Projection, frequency, shown
from growthplan.vocabulary import Figure

HEAD = "projection"
GAP = "gva_per_hour_gap_pct"
BANDS = (50, 80, 90)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Outlook:
    """A projection as its pages read it; `plan` gives the themes their names."""

    made: Projection
    plan: Plan | None = None
    findings: Findings | None = None
    """What accepted findings changed."""

    @property
    def place(self) -> str:
        return place_in_words(self.made.place.name)

    @property
    def comparator(self) -> str:
        return place_in_words(self.made.comparator.name)

    @property
    def theirs(self) -> str:
        """`England’s`."""
        return owner(self.comparator)

    @property
    def until(self) -> int:
        return self.made.until

    @property
    def moves(self) -> bool:
        """Whether anything of the plan is modelled."""
        return bool(self.made.modelled)

    @property
    def edition(self) -> str:
        return edition_title(self.made.edition)

    @property
    def source(self) -> str:
        """What stands under every picture and table."""
        return (
            f"Projected by growthplan from the {self.edition} edition, {self.made.draws:,} draws, "
            f"seed {self.made.seed}"
        )

    @cached_property
    def themes(self) -> dict[str, str]:
        """What each theme is called."""
        return {one.id: one.title for one in self.plan.themes} if self.plan else {}

    def theme(self, name: str) -> str:
        return self.themes.get(name, start_of_sentence(name.replace("-", " ")))

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {one.id: one for one in self.made.figures}

    def figure(
        self, measure: str, scenario: str, year: int | None = None, place: str | None = None
    ) -> Figure:
        """A figure of a year, the last when none is named. Raises KeyError when there is none."""
        code = place or self.made.place.code
        return self.figures[f"{measure}/{code}/{year or self.until}/{scenario}"]

    def row(self, measure: str, scenario: str, place: str | None = None) -> Row:
        """The last year of a path."""
        return self.made.path(measure, scenario, place).row(-1, named=True)

    def has(self, measure: str) -> bool:
        return not self.made.path(measure, "no_plan").is_empty()

    def fan(self, measure: str, scenario: str, place: str | None = None) -> Fan:
        """A path with its ranges."""
        rows = self.made.path(measure, scenario, place).to_dicts()
        return Fan(
            tuple((row["year"], row["median"]) for row in rows),
            {
                band: tuple((r["year"], r[f"low_{band}"], r[f"high_{band}"]) for r in rows)
                for band in BANDS
            },
        )

    def history(self, place: str | None = None) -> tuple[tuple[int, float], ...]:
        """The published gap by year."""
        rows = self.made.history
        kept = rows.filter(rows["place"] == (place or self.made.place.code)).sort("year")
        return tuple(kept.select("year", "value").iter_rows())

    @property
    def members(self) -> list[tuple[str, str]]:
        """Code and name of each authority, by name."""
        rows = self.made.paths.select("place", "name").unique()
        own = self.made.place.code
        return sorted(((c, n) for c, n in rows.iter_rows() if c != own), key=lambda one: one[1])

    def chance(self, target: str, scenario: str, year: int | None = None) -> Chance | None:
        """How likely a target is in a future by a year."""
        at = year or self.until
        return next(
            (
                one
                for one in self.made.chances
                if (one.target, one.scenario, one.year) == (target, scenario, at)
            ),
            None,
        )

    def chance_figure(self, one: Chance) -> Figure:
        """The figure of a chance."""
        code = self.made.place.code
        return self.figures[f"target_probability/{code}/{one.year}/{one.target}/{one.scenario}"]

    def often(self, one: Chance) -> str:
        """`6%, about 1 in 15`: the percentage with as many digits as its figure has."""
        said = frequency(one.value, self.made.draws)
        _, comma, times = said.partition(", ")
        small = one.value < 0.01
        return said if small or not comma else f"{self.chance_figure(one).display}, {times}"

    def page(self, slug: str, name: str, title: str, **parts: Any) -> Page:
        """A page beside the others of the projection."""
        return Page(slug, name, title, under=HEAD, beside=True, downloads=downloads(), **parts)


def ends(row: Row, width: int = 90) -> str:
    """A range in words, to the digits that the draws support.

    >>> ends({"low_90": 0.09, "high_90": 0.34, "unit": "%", "error": 0.001})
    'between 0.09% and 0.34%'
    """
    low, high = row[f"low_{width}"], row[f"high_{width}"]
    return f"between {_one(low, row)} and {_one(high, row)}"


def middle(row: Row) -> str:
    """A median to the digits that the draws support."""
    return _one(row["median"], row)


def gap(row: Row) -> str:
    """A gap to one decimal, so that two futures on the same draws can be told apart.

    >>> gap({"median": -11.84}), gap({"median": 9.0})
    ('11.8% below', '9.0% above')
    """
    return f"{abs(row['median']):.1f}% {'below' if row['median'] < 0 else 'above'}"


def _one(value: float, row: Row) -> str:
    if row["unit"] == "hours":
        return f"{value / 1e6:,.{1 if abs(value) < 1e7 else 0}f}m".replace("-", "−")
    return shown(value, row["unit"], row["error"])


def percents(value: float, digits: int = 3) -> str:
    """A small share of productivity with its sign.

    >>> percents(-0.00213), percents(0.2)
    ('−0.002%', '+0.200%')
    """
    text = f"{abs(value):.{digits}f}"
    sign = "" if not text.strip("0.") else "−" if value < 0 else "+"
    return f"{sign}{text}%"


def starting_small(text: str) -> str:
    """A title as it stands inside a sentence.

    >>> starting_small("Digital and AI"), starting_small("AI in firms")
    ('digital and AI', 'AI in firms')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


__all__ = [
    "BANDS",
    "GAP",
    "HEAD",
    "LIFT",
    "Outlook",
    "Row",
    "ends",
    "gap",
    "middle",
    "percents",
    "starting_small",
]
