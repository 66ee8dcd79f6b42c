"""The case for the plan as a whole, in the five parts of a business case."""

from __future__ import annotations

from growthplan.appraisal import plan_dossier
from growthplan.report.model import Page, Prose, Section
from growthplan.report.pages.plan_view import counted
from growthplan.report.pages.worth_dossier import case_sections, gaps_in_words, gaps_table
from growthplan.report.pages.worth_view import CASE, HEAD, WorthView
from growthplan.report.prose import Link, RichText, Words, rich


def case_page(view: WorthView) -> Page:
    """The plan's five cases, and what is missing from them."""
    told = plan_dossier(view.plan, view.found)
    lacking = gaps_table(told, "worth-case-gaps", view.source)
    missing = gaps_in_words(told)
    stated = [s for statements in told.cases.values() for one in statements for s in one.sources]
    return view.page(
        CASE,
        "The case for the plan",
        f"A business case for the plan still lacks {missing}"
        if missing
        else "The plan says something under every heading of a business case",
        lede=_lede(view, missing),
        sections=(
            *case_sections(told, ("Not valued",)),
            Section("not-valued", "What is not valued", (_not_valued(),)),
            *((Section("missing", "What is missing", (lacking,)),) if lacking else ()),
        ),
        grounds=view.grounds(*stated),
    )


def _lede(view: WorthView, missing: str) -> tuple[RichText, ...]:
    bundle = view.found.bundle
    npsv = view.figure("npsv", bundle.id) if bundle else None
    worth = rich(", which come to {v} ({v:range}, 90%)", v=npsv) if npsv else ()
    what = (
        *rich("This puts together what the plan says and what was worked out of {n}",
              n=counted(len(view.found.actions), "action")),
        *worth, Words(", in the five parts that HM Treasury asks for."),
    )  # fmt: skip
    sure = rich("What the plan does not say is marked as missing rather than filled in.")
    so = (
        rich("So before it is put forward, what it lacks is to be written: {m}.", m=missing)
        if missing
        else rich("So it can be put forward as it stands, and each number leads to its ground.")
    )  # fmt: skip
    return what, sure, so


def _not_valued() -> Prose:
    to = Link("The list of what has no value, action by action", f"{HEAD}.html#not-valued")
    return Prose((rich("Nothing is made up for what has no published value. {l}.", l=to),))
