"""Worth it: what the plan's actions are worth to the country, and add to the place's output."""

from __future__ import annotations

from growthplan.appraisal import Appraisal, pounds
from growthplan.report.charts import Key, RangeRow, ranges
from growthplan.report.model import Block, Chart, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.plan_view import counted
from growthplan.report.pages.worth_tables import (
    bundle_table,
    ledgers_table,
    left_out_table,
    unvalued_table,
    welfare_table,
)
from growthplan.report.pages.worth_view import (
    CASE,
    HEAD,
    METHOD,
    NAME,
    PRINCIPLES,
    TOGETHER,
    WorthView,
    each_pound,
    has_assumed_cost,
    side_of,
    worth_downloads,
)
from growthplan.report.prose import Link, RichText, Words, rich


def portfolio_page(view: WorthView) -> Page:
    """Every action in two ledgers, and all of them together."""
    left_out = left_out_table(view)
    sections = (
        Section("ledgers", "Two ledgers, side by side and never added", _ledgers(view)),
        Section("together", "All of them together", _together(view)),
        Section("not-valued", "What nothing is valued of, and why", _unvalued(view)),
        Section("left-out", "What is not appraised", (left_out,)) if left_out else None,
        Section("more", "More on this", (_more(),)),
    )
    return Page(
        HEAD,
        NAME,
        _title(view),
        _lede(view),
        tuple(one for one in sections if one is not None),
        lead=(_chart(view),) if view.valued else (_nothing(),),
        downloads=worth_downloads(),
    )


def _title(view: WorthView) -> str:
    many, pays = len(view.found.actions), len(_said(view, "pays"))
    if not many:
        return "No action of the plan is there to be appraised"
    unsaid = many - pays - len(_said(view, "does not pay"))
    verb = "pays" if pays == 1 else "pay"
    lead = f"{pays or 'None'} of {many} actions {verb} by what can be valued"
    return f"{lead}; of {unsaid} it cannot be said" if unsaid else lead


def _said(view: WorthView, verdict: str) -> list[Appraisal]:
    return [one for one in view.found.actions if one.value_for_money == verdict]


def _lede(view: WorthView) -> tuple[RichText, ...]:
    if not view.found.actions:
        return (
            rich("The plan has no action that costs or brings something yet."),
            rich("An action is appraised once it has costs by year, and an effect or a benefit."),
        )
    what = rich(
        "Of {n} actions {p} pay by what can be valued and {d} do not; {m} fall short, but their "
        "chief gain has no value yet; of {c} it cannot be told, and of {v} nothing is valued.",
        n=str(len(view.found.actions)), p=view.count("pays"), d=view.count("does not pay"),
        c=view.count("cannot tell"), m=view.count("not by what is valued"),
        v=view.count("not valued"),
    )  # fmt: skip
    return what, _how_sure(view), _so_what(view)


def _how_sure(view: WorthView) -> RichText:
    bundle = view.found.bundle
    npsv = view.figure("npsv", bundle.id) if bundle else None
    if bundle is None or npsv is None:
        return rich("Fewer than two actions have both a cost and a benefit that is valued, so "
                    "there is no sum.")  # fmt: skip
    assumed = sum(has_assumed_cost(one) for one in view.valued)
    money = (
        rich("; for {k} of them the money by year is {i}",
             k="all" if assumed == len(view.valued) else str(assumed),
             i=Words("illustrative, not published", "assumed"))
        if assumed
        else ()
    )  # fmt: skip
    said = rich(
        "Together the {n} of which something is valued come to {v} of net present social value, "
        "{v:range} (90%), what they do to each other among it",
        n=str(len(bundle.members)), v=npsv,
    )  # fmt: skip
    return (*said, *money, Words("."))


def _so_what(view: WorthView) -> RichText:
    unknown = sum(one.main_missing or not one.is_valued for one in view.found.actions)
    if not unknown:
        return rich("So what decides is how far the assumed shares hold; each page says how far "
                    "they may move before the answer turns.")  # fmt: skip
    return rich(
        "So read it as a floor: for {n} in all, what is chiefly meant, such as travellers’ time "
        "or better health, has no published value, and unknown is not zero.",
        n=counted(unknown, "action"),
    )  # fmt: skip


def _nothing() -> Note:
    return Note("no data", rich("No action has a benefit that the model or the plan values."))


def _chart(view: WorthView) -> Chart:
    rows = tuple(_row(one) for one in view.valued)
    best = view.valued[0]
    finding = (
        f"{best.title} is worth most, by what is valued: {pounds(best.npsv.mean)}"
        if best.npsv.mean > 0
        else "What is valued covers the cost of no action"
    )
    names = {
        "above": "Pays",
        "below": "Does not pay by what is valued",
        "open": "Cannot be told from zero",
    }
    spoken = "; ".join(
        f"{row.name} {row.shown} (between {pounds(row.low)} and {pounds(row.high)})" for row in rows
    )
    return Chart(
        "worth-of-actions",
        finding,
        f"Net present social value, £ million at {view.found.price_year} prices: mean and 90% "
        "range over draws; then benefits for each pound of public money",
        ranges(rows, Key(names, "Net worth", "Each £1"), written="m",  # type: ignore[arg-type]
               alt=f"{finding}. {spoken}."),
        view.source,
        welfare_table(view),
        notes=("Benefits for each pound stand where public money is known; below zero, what others "
               "have to pay is more than what is gained.",),
    )  # fmt: skip


def _row(one: Appraisal) -> RangeRow:
    each = "" if one.bcr is None else each_pound(one.bcr.mean)
    npsv = one.npsv
    return RangeRow(
        one.title, npsv.low, npsv.mean, npsv.high, side_of(npsv), pounds(npsv.mean), each
    )


def _ledgers(view: WorthView) -> tuple[Block, ...]:
    here = view.place
    told = Definitions(
        (
            ("Worth to the country", rich(
                "Net present social value: all that people in the country gain less all that it "
                "costs anyone, discounted. Work taken from elsewhere is no gain, and of more work "
                "only part is, as the rest pays for the effort.")),
            (f"Contribution to {here}", rich(
                "Output and jobs here, against no plan. Net leaves out what would have come "
                "anyway or only moves within {h}; the country’s share leaves out what is taken "
                "from the rest of it too. Output is not welfare.", h=here)),
        )
    )  # fmt: skip
    warn = Note("assumption", rich(
        "How much of a gain is taken from the rest of the country is assumed for every action that "
        "the model values, so every number here is illustrative to that extent."
    ))  # fmt: skip
    return (told, warn, ledgers_table(view))


def _together(view: WorthView) -> tuple[Block, ...]:
    bundle = view.found.bundle
    if bundle is None:
        return (
            Prose((rich("There are fewer than two with a cost and a benefit to put together."),)),
        )
    more = Link("What each brings alone, last in and in any order", f"{TOGETHER}.html")
    words = rich(
        "What the actions do to each other is a line of its own: {v}, {v:range} (90%). {l}.",
        v=view.figures[f"npsv_interaction/{bundle.id}{view.after}"],
        l=more,
    )
    return (Prose((words,)), bundle_table(view, bundle))


def _unvalued(view: WorthView) -> tuple[Block, ...]:
    table = unvalued_table(view)
    words = rich(
        "No number is made up for these. Put a published benefit, with its price year and source, "
        "into the action’s appraisal in the plan, and it is valued here."
    )
    if table is None:
        return (Prose((rich("Of every action all that it is for is valued."),)),)
    return (Prose((words,)), table)


def _more() -> Definitions:
    pages = (
        (TOGETHER, "The actions together", "interaction, and what each brings in any order"),
        (PRINCIPLES, "Tests of principle", "who gains, AI for good, and carbon, action by action"),
        (CASE, "The case for the plan", "strategic, economic, commercial, financial, management"),
        (METHOD, "How it is done", "rates, prices, additionality, optimism bias, and sources"),
    )
    return Definitions(
        tuple((name, (Link(what[:1].upper() + what[1:], f"{slug}.html"),))
              for slug, name, what in pages)
    )  # fmt: skip
