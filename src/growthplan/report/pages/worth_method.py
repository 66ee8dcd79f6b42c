"""How appraisal is done: rates, prices, additionality, optimism bias, ledgers, and every number."""

from __future__ import annotations

from growthplan.appraisal import BEYOND, HEALTH, LONG_TERM, STANDARD
from growthplan.report.model import Block, Definitions, Page, Prose, Section
from growthplan.report.pages.worth_view import METHOD, WorthView, assumption_anchor
from growthplan.report.prose import Link, RichText, Span, Words, rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Assumption

_UPPER, _LOWER = "appraisal.optimism_upper", "appraisal.optimism_lower"
_OF_APPRAISAL = "appraisal"


def method_of_worth_page(view: WorthView) -> Page:
    """What is counted and how, with the numbers it rests on and their evidence."""
    used = used_assumptions(view)
    assumed = sum(one.is_assumed for one in used)
    found = view.found
    return view.page(
        METHOD,
        "How it is done",
        f"Appraisal follows the Green Book, and rests on {len(used)} numbers of which {assumed} "
        "are assumed",
        lede=(
            rich("Amounts are in the prices of {p}, by the GDP deflator, and discounted to {d}; "
                 "years to {l} are counted at most, as the model goes no further.",
                 p=str(found.price_year), d=str(found.decision_year), l=str(found.last_year)),
            rich("Costs and benefits are drawn {n} times together with every number of the model, "
                 "so each answer has a range.", n=f"{found.draws:,}"),
            rich("So whoever knows a number better can put it into the plan’s own folder "
                 "assumptions/, and everything is worked out again."),
        ),
        sections=(
            Section("steps", "Step by step", (_steps(view),)),
            Section("rates", "Discount rates", _rates(view)),
            Section("optimism", "Optimism bias", _optimism(view)),
            Section("numbers", "Every number, with its evidence", (_numbers(used),)),
            Section("not-done", "What is not done", (_not_done(),)),
        ),
    )  # fmt: skip


def used_assumptions(view: WorthView) -> tuple[Assumption, ...]:
    """Those of appraisal, and those that a line or a share of an action rests on."""
    named = {name for one in view.found.actions for line in one.lines for name in line.rests_on}
    named |= {str(share.given) for one in view.found.actions for share in one.taken_off}
    known = view.found.assumptions
    chosen = [one for one in known.values() if one.channel == _OF_APPRAISAL or one.id in named]
    return tuple(sorted(chosen, key=lambda one: (one.channel != _OF_APPRAISAL, one.id)))


def _steps(view: WorthView) -> Definitions:
    here = view.place
    return Definitions(
        (
            ("What is compared", rich("The plan’s action by itself against no plan, in the same "
                                      "draws. Money spent before the decision is sunk and left "
                                      "out.")),
            ("Costs", rich("Money by financial year, put into calendar years and constant prices; "
                           "then optimism bias by type of project. Where the plan gives only a "
                           "total it is spread evenly, and says so.")),
            ("Benefits that the model finds", rich(
                "Higher productivity, more people in work, and greenhouse gases. They come from "
                "the whole-system model, so each gain enters once.")),
            ("Benefits that the plan values", rich(
                "Such as travellers’ time, health or land value: each with a price year and a "
                "published source. A value for a gain that the model finds takes its place.")),
            ("Worth to the country", rich(
                "Benefits less public and other cost. The benefit-cost ratio is benefits less what "
                "others pay, for each pound of public money.")),
            (f"Contribution to {here}", rich(
                "Output and jobs against no plan: gross, net of what would have come anyway or "
                "from elsewhere in {h}, and net of what comes from the rest of the country.",
                h=here)),
            ("Does it pay?", rich(
                "Yes or no where 95 of 100 draws agree, else it cannot be told. Where what it is "
                "chiefly for has no value, ‘no’ is never said.")),
            ("Income weights", rich(
                "Where the plan says which fifths of income gain, benefits are weighted beside the "
                "main answer: a pound counts by income to the power of −1.3.")),
            ("Together", rich(
                "All actions are run as one; what they bring beyond each alone stands as its own "
                "line, below or above zero.")),
        )
    )  # fmt: skip


def _rates(view: WorthView) -> tuple[Block, ...]:
    kinds = ((STANDARD, "Standard"), (HEALTH, "Health"), (LONG_TERM, "Sensitivity beyond 50 years"))
    schedules = [(title, one.schedule, name) for name, title in kinds
                 if (one := view.assumption(name)) is not None and one.schedule]  # fmt: skip
    spans = sorted({(band.from_year, band.to_year) for _, bands, _ in schedules for band in bands},
                   key=lambda span: span[0])  # fmt: skip
    columns = (
        Column("years", "Years from the decision", kind="text"),
        *(Column(name.replace(".", "_"), title, "% a year", decimals=2)
          for title, _, name in schedules),
    )  # fmt: skip
    rows = tuple(
        (f"{first} to {last}" if last is not None else f"{first} and later",
         *(next((100 * b.rate for b in bands if (b.from_year, b.to_year) == (first, last)), None)
           for _, bands, _ in schedules))
        for first, last in spans
    )  # fmt: skip
    words = rich("The rates for long effects are a sensitivity beside the main answer, for actions "
                 "counted longer than {n} years.", n=str(BEYOND))  # fmt: skip
    sources = "; ".join(dict.fromkeys(one.source for name, _ in kinds
                                      if (one := view.assumption(name))))  # fmt: skip
    return (Prose((words,)), Table("worth-rates", "Discount rates by span of years", columns, rows,
                                   sources or view.source))  # fmt: skip


def _optimism(view: WorthView) -> tuple[Block, ...]:
    upper, lower = view.assumption(_UPPER), view.assumption(_LOWER)
    if upper is None or lower is None or not upper.values or not lower.values:
        return (Prose((rich("No bounds of optimism bias are in hand."),)),)
    columns = (
        Column("type", "Type of project", kind="text"),
        Column("upper", "Upper bound", "%", decimals=0),
        Column("lower", "Lower bound", "%", decimals=0),
    )
    low = lower.values
    rows = tuple(
        (name.replace("-", " "), 100 * share, 100 * low[name])
        for name, share in upper.values.items()
        if name in low
    )
    words = rich(
        "Costs are raised by the upper bound less the share of risk that the plan says has been "
        "managed away; draws go from the lower bound to as far above."
    )
    return (Prose((words,)), Table("worth-optimism", "Optimism bias by type of project", columns,
                                   rows, upper.source))  # fmt: skip


def _numbers(used: tuple[Assumption, ...]) -> Definitions:
    return Definitions(
        tuple((one.title, _told(one)) for one in used),
        anchors=tuple(assumption_anchor(one.id) for one in used),
    )


def _told(one: Assumption) -> RichText:
    size, _, evidence = one.describe().rpartition(f", {one.grade}")
    manner = "assumed" if one.is_assumed else "strong"
    spans: list[Span] = [Words(f"{size}, {one.unit}", manner)]  # type: ignore[arg-type]
    spans.append(Words(f". Evidence: {one.grade}{evidence}. {_stop(one.source)}"))
    if one.caveat:
        spans.append(Words(f" {_stop(one.caveat)}"))
    return tuple(spans)


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _not_done() -> Prose:
    return Prose(
        (
            rich("No benefit is made up: what has no published value stands as not valued."),
            rich("Categories of value for money are not given: they belong to a department’s own "
                 "framework, and need its rules for what is left out."),
            rich("Announced jobs are claims: gross, and in no sum. They stand on the action’s page "
                 "as announced."),
            rich("Options are not compared, as the plan has one way to each end. {l}.",
                 l=Link("What a business case for the plan still lacks", "worth-case.html")),
        )
    )  # fmt: skip
