"""Who gains, AI, and what it would take, as figures."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.accounts import place_in_words
from growthplan.system.answers.lineage import FUNCTIONS, Grounds
from growthplan.system.answers.result import Projection
from growthplan.system.answers.wording import shown, signed
from growthplan.vocabulary import Figure, Lineage, display

Range = tuple[float, float, float]
"""Median, low and high (90%)."""

_ALIKE = "Neighbourhoods within an authority are taken to gain alike, which hides differences."


def gains_figures(made: Projection, grounds: Grounds) -> Iterator[Figure]:
    """Every figure of who gains, of AI and of required effort."""
    maker = _Maker(made, grounds)
    yield from maker.by_residence()
    yield from maker.to_the_deprived()
    yield from maker.of_ai()
    yield from maker.of_effort()


class _Maker:
    def __init__(self, made: Projection, grounds: Grounds) -> None:
        self._made, self._grounds = made, grounds

    def by_residence(self) -> Iterator[Figure]:
        for row in self._made.who_gains.jobs_by_residence.iter_rows(named=True):
            where = place_in_words(row["name"]) if row["place"] else "people from outside the place"
            values = (row["median"], row["low"], row["high"])
            yield self._figure(
                f"jobs_by_residence/{row['place'] or 'outside'}/{self._made.until}/difference",
                values,
                "jobs",
                f"Jobs that the plan adds by {self._made.until}, held by residents of {where}"
                if row["place"]
                else f"Jobs that the plan adds by {self._made.until}, held by {where}",
                "jobs by workplace times shares of who holds them, draw by draw; median",
                row["place"] or self._made.place.code,
            )
        for row in self._made.who_gains.earnings_by_residence.iter_rows(named=True):
            yield self._figure(
                f"earnings_by_residence/{row['place']}/{self._made.until}/difference",
                (row["median"], row["low"], row["high"]),
                "£m",
                f"Yearly earnings that the plan adds by {self._made.until} in "
                f"{place_in_words(row['name'])}",
                "jobs by residence times median pay, and wages' change on all jobs; median",
                row["place"],
            )

    def to_the_deprived(self) -> Iterator[Figure]:
        share = self._made.who_gains.deprived_share
        if share is None:
            return
        yield self._figure(
            f"deprived_earnings_share/{self._made.place.code}/{self._made.until}/difference",
            share,
            "share",
            "Share of residents' added earnings that goes to the most deprived fifth of England's "
            "neighbourhoods",
            "earnings by authority times its share of neighbourhoods in that fifth, over all",
            caveats=(_ALIKE,),
        )

    def of_ai(self) -> Iterator[Figure]:
        found = self._made.diffusion
        if found is None:
            return
        parts: tuple[tuple[str, Range, str, str], ...] = (
            ("ai_adoption_pct", found.adoption_pct, "%",
             "Hours worked with digital tools and AI because of the plan"),
            ("ai_gain_pct", found.gain_pct, "%", "GVA per hour added by digital tools and AI"),
            ("ai_displaced", found.displaced, "jobs", "Jobs whose hours AI makes needless"),
            ("ai_reemployed", found.reemployed, "jobs", "Of these, those who find other work"),
        )  # fmt: skip
        alike = () if found.exposure_known else ("Exposure of sectors to AI is taken as alike.",)
        for name, values, unit, title in parts:
            yield self._figure(
                f"{name}/{self._made.place.code}/{self._made.until}/difference",
                values,
                unit,
                f"{title}, {self._made.until}",
                "adoption in each draw, and what it does; median",
                caveats=alike,
            )

    def of_effort(self) -> Iterator[Figure]:
        place, until = self._made.place.code, self._made.until
        for one in self._made.efforts:
            name = f"{place}/{until}/gap-closed-{100 * one.share:.0f}/{100 * one.chance:.0f}"
            said = (
                f"to close {100 * one.share:.0f}% of the gap by {until} with a chance of "
                f"{100 * one.chance:.0f}%"
            )
            for measure, value, unit, title in (
                ("required_lift", one.extra_pct, "%", "Productivity needed beyond no plan"),
                ("required_growth", one.growth_pct, "percentage points",
                 "Growth a year needed beyond no plan"),
            ):  # fmt: skip
                off = 1.645 * one.error_pct * value / one.extra_pct if one.extra_pct else 0.0
                yield self._figure(
                    f"{measure}/{name}",
                    (value, value - abs(off), value + abs(off)),
                    unit,
                    f"{title} {said}",
                    "level at which the share is closed less a quantile of no plan, in logs",
                    scenario="no_plan",
                    caveats=("The range is the error from the number of draws.",),
                )

    def _figure(
        self,
        name: str,
        values: tuple[float, float | None, float | None],
        unit: str,
        title: str,
        formula: str,
        place: str | None = None,
        scenario: str = "difference",
        caveats: tuple[str, ...] = (),
    ) -> Figure:
        value, low, high = values
        own = _written(value, unit)
        ends = "" if low is None or high is None else (
            f" ({_written(low, unit)} to {_written(high, unit)}, 90%)"
        )  # fmt: skip
        return Figure(
            id=name,
            value=value,
            display=own,
            unit=unit,
            low=low,
            high=high,
            place=place or self._made.place.code,
            period=str(self._made.until),
            scenario=scenario,
            sentence=f"{title}: {own}{ends}.",
            lineage=Lineage(
                formula=formula,
                inputs=self._grounds.inputs,
                functions=FUNCTIONS,
                assumptions=self._grounds.assumptions(scenario),
            ),
            caveats=(*caveats, *self._grounds.cautions(scenario)),
        )


def _written(value: float, unit: str) -> str:
    if unit == "£m":
        return display(value, unit) if abs(value) >= 10 else f"£{value:.1f}m".replace("£-", "−£")
    if unit == "share":
        return f"{100 * value:.0f}%"
    if unit == "percentage points":
        return f"{value:.2f} {unit}"
    return signed(value).removeprefix("+") if unit == "%" else shown(value, unit, 0.0)
