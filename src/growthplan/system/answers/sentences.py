"""The answer in a few sentences, each made with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from growthplan.accounts import place_in_words
from growthplan.system.answers.parts import Chance, Effort, Future, Hanging, NetZero
from growthplan.system.answers.paths import LIFT
from growthplan.system.answers.result import Projection
from growthplan.system.answers.sharing import verdict_sentence
from growthplan.system.answers.wording import frequency, in_range, shown
from growthplan.system.base_rates import BaseRate

WORTH_SAYING = 0.05
"""£ million of yearly GVA below which the worth of knowing something is not told."""
MOSTLY = 0.5
"""Share of variance above which a sentence names the assumption that it hangs on."""


def sentences_of(made: Projection) -> tuple[str, ...]:
    """The headline first; then how sure, what it would take, what it hangs on."""
    return tuple(_sentences(made))


def _sentences(made: Projection) -> Iterator[str]:
    yield _headline(made)
    if made.modelled:
        yield _effect(made)
        yield _timing(made)
    yield from _half(made)
    yield from (_effort(made, effort) for effort in made.efforts)
    yield from (_scenario(made, one) for one in made.futures[2:])
    if made.sharing is not None:
        yield verdict_sentence(made.sharing.synergy)
    if made.hanging is not None:
        yield hanging_sentence(made.hanging)
        yield from _worth(made.hanging)
    yield from _gains(made)


def _gains(made: Projection) -> Iterator[str]:
    """Who gains, AI, and net zero: a sentence each, where there is something to say."""
    gains = made.who_gains
    if gains.deprived_share is not None and gains.deprived_people is not None:
        share, people = 100 * gains.deprived_share[0], 100 * gains.deprived_people
        yield (
            f"Of the rise in residents' earnings {share:.0f}% goes to the most deprived fifth of "
            f"England's neighbourhoods, where {people:.0f}% of the place's people live, if all "
            "within an authority gain alike."
        )
    if made.diffusion is not None:
        adopted, gained = made.diffusion.adoption_pct[0], made.diffusion.gain_pct[0]
        yield (
            f"Digital tools and AI reach {adopted:.1f}% of hours more because of the plan and add "
            f"{gained:.2f}% to GVA per hour; {shown(made.diffusion.displaced[0], 'jobs', 0)} jobs' "
            f"work is no longer needed, and about "
            f"{shown(made.diffusion.reemployed[0], 'jobs', 0)} find other work."
        )
    if made.net_zero is not None:
        yield _emissions(made.net_zero, made)


def _emissions(found: NetZero, made: Projection) -> str:
    fall = 100 * (1 - found.plan[0] / found.now)
    moved = found.plan[0] - found.no_plan[0]
    why = "adds" if moved > 0 else "saves"
    said = f"'{found.target}'" if found.target else "Net zero"
    return (
        f"{said}: emissions in {found.year} would be {fall:.0f}% below those of {made.base_year}, "
        f"and the plan {why} {abs(moved):,.0f} kt; the chance that they fall by nine tenths: "
        f"{frequency(found.chance, made.draws)}."
    )


def _headline(made: Projection) -> str:
    where = place_in_words(made.place.name)
    england = place_in_words(made.comparator.name)
    none = _last(made, "gva_per_hour_gap_pct", "no_plan")
    if not made.modelled:
        return (
            f"No action of the plan has money or a size that can be modelled: without a plan GVA "
            f"per hour in {where} is {_behind(none)} {england}'s in {made.until}."
        )
    narrower = _last(made, "gva_per_hour_gap_pct", "difference")
    change, error = narrower["median"], narrower["error"]
    unit = "percentage points"
    return (
        f"Without the plan GVA per hour in {where} would be {_behind(none)} {england}'s in "
        f"{made.until} ({_ends(none)}, 90%); the plan {'lifts' if change >= 0 else 'lowers'} that "
        f"by {shown(abs(change), unit, error)} "
        f"({in_range(narrower['low_90'], narrower['high_90'], unit, error)})."
    )


def _effect(made: Projection) -> str:
    lift = _last(made, LIFT, "difference")
    jobs = _last(made, "jobs", "difference")
    gva = _last(made, "gva", "difference")
    return (
        f"The plan's £{made.money / 1000:.1f}bn (in the prices of {made.base_year}) adds "
        f"{shown(lift['median'], '%', lift['error'])} to GVA per hour "
        f"({shown(lift['low_90'], '%', lift['error'])} to "
        f"{shown(lift['high_90'], '%', lift['error'])}, 90%), "
        f"{shown(gva['median'], '£m', 0.0)} to yearly GVA and "
        f"{shown(jobs['median'], 'jobs', jobs['error'])} jobs net."
    )


def _timing(made: Projection) -> str:
    """When the effect comes, and whether it has passed its peak."""
    when = made.timing
    half = f"Half of it is there by {when.half_year}" if when.half_year else "It never comes"
    if when.peak_year == made.until:
        return f"{half}, and it still grows in {made.until}."
    return (
        f"{half}; it is largest in {when.peak_year} ({when.peak_pct:.2f}%) and fades as "
        "skills, tools and reliefs do."
    )


def _half(made: Projection) -> Iterator[str]:
    found = {
        one.scenario: one
        for one in made.chances
        if one.target == "gap-closed-50" and one.year == made.until
    }
    if "plan" not in found:
        return
    past = "; ".join(_past(name, rate) for name, rate in made.base_rates.items())
    yield (
        f"Half the gap closed by {made.until}: {_chance(made, found['plan'])} with the plan, "
        f"{_chance(made, found['no_plan'])} without it. In the past, {past}."
    )


def _past(pool: str, rate: BaseRate) -> str:
    return (
        f"{pool} more than {100 * rate.below:.0f}% behind closed half of it in {rate.length} years "
        f"in {rate.closed:,} of {rate.windows:,} cases"
    )


def _chance(made: Projection, one: Chance) -> str:
    return frequency(one.value, made.draws)


def _effort(made: Projection, effort: Effort) -> str:
    plan = (
        f"about {_times(effort.times_the_plan)} the plan's money"
        if effort.times_the_plan is not None
        else f"not attainable with {effort.most_tried:.0f} times the plan's money "
        f"(chance {100 * effort.reached_at_most:.0f}%)"
    )
    if not made.modelled:
        plan = "the plan has no money to be multiplied"
    return (
        f"A chance of {100 * effort.chance:.0f}% to close half the gap by {made.until} needs "
        f"productivity {effort.extra_pct:.1f}% above no plan, {effort.growth_pct:.2f} percentage "
        f"points of growth a year more: {plan}."
    )


def _scenario(made: Projection, one: Future) -> str:
    """What a scenario changes of the plan's effect; paired draws make the change exact."""
    own = _last(made, LIFT, f"{one.id}:over-no-plan")
    apart = _last(made, LIFT, f"{one.id}:difference")
    plan = _last(made, LIFT, "difference")
    said = (
        f"Under '{one.title}' the plan adds {shown(own['median'], '%', own['error'])} "
        f"({in_range(own['low_90'], own['high_90'], '%', own['error'])}) instead of "
        f"{shown(plan['median'], '%', plan['error'])}"
    )
    return f"{said}; {_moved(apart)}."


def _moved(apart: Mapping[str, float]) -> str:
    """How GVA per hour differs from the plan as it stands."""
    size = shown(abs(apart["median"]), "%", apart["error"])
    if float(size.removesuffix("%").replace(",", "")) == 0:
        return "GVA per hour in that year is the same to the digits that the draws support"
    way = "higher" if apart["median"] > 0 else "lower"
    return f"GVA per hour is {size} {way} than with the plan as it stands"


def _times(value: float) -> str:
    if value < 0.1:
        return "less than a tenth of"
    return f"{value:.1f} times" if value < 10 else f"{value:.0f} times"


def hanging_sentence(found: Hanging) -> str:
    """Which assumption carries most, and how much rests on judgement alone."""
    first = found.table.row(0, named=True)
    lead = (
        f"Of how far {found.answer} may lie from its middle, {100 * first['share']:.0f}% hangs on "
        f"'{first['title']}' ({first['grade']})"
    )
    assumed = f"{100 * found.assumed_share:.0f}% on numbers for which there is judgement only"
    if found.assumed_share > MOSTLY:
        return f"{lead}, and {assumed}: more than half, so read it as an illustration."
    return f"{lead}, and {assumed}."


def _worth(found: Hanging) -> Iterator[str]:
    """Which doubt, if it went, would do most for the choice of where money goes next."""
    known = found.table.filter(pl.col("worth") > WORTH_SAYING).sort("worth", descending=True)
    if known.is_empty():
        return
    first = known.row(0, named=True)
    yield (
        f"Knowing '{first['title']}' would do most for where to put the next £100m: it is worth "
        f"£{first['worth']:.1f}m of yearly GVA on average."
    )


def _last(made: Projection, measure: str, scenario: str) -> Mapping[str, float]:
    return made.path(measure, scenario).row(-1, named=True)


def _behind(row: Mapping[str, float]) -> str:
    gap = row["median"]
    return f"{shown(abs(gap), '%', row['error'])} {'below' if gap < 0 else 'above'}"


def _ends(row: Mapping[str, float]) -> str:
    low, high = (shown(abs(row[end]), "%", row["error"]) for end in ("low_90", "high_90"))
    if row["high_90"] < 0:
        return f"between {low} and {high} below"
    if row["low_90"] > 0:
        return f"between {low} and {high} above"
    return f"between {low} below and {high} above"
