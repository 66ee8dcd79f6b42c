"""What one action costs and is worth: summary, years, additionality, tests, and its five cases."""

from __future__ import annotations

from growthplan.appraisal import Appraisal, Dossier, dossier, pounds, switching_sentence
from growthplan.report.charts import Mark, YearOfMoney, money_by_year
from growthplan.report.model import Block, Chart, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.worth_action_tables import (
    by_year,
    gross_to_net_table,
    impacts_table,
    sensitivities_table,
    share_in_words,
    switching_table,
    tests_table,
    years_table,
)
from growthplan.report.pages.worth_dossier import case_sections, gaps_in_words
from growthplan.report.pages.worth_view import (
    HEAD,
    METHOD,
    WorthView,
    assumption_anchor,
    has_assumed_cost,
    slug_of,
    telling,
    worth_downloads,
)
from growthplan.report.prose import Link, RichText, Span, Words, rich

_ABOVE = ("Switching value", "Sensitivity", "Not valued", "Optimism bias")
"""What the page shows in sections of their own."""
_ELSEWHERE = {"productivity": "Gain in productivity", "work": "More work"}


def worth_of_action_page(view: WorthView, one: Appraisal) -> Page:
    """The page of one appraisal, under the portfolio."""
    action = view.actions[one.id]
    told = dossier(view.plan, action, one, view.found.price_year)
    sections = (
        Section("summary", "Every impact in one list", _summary(view, one)),
        Section("costs", "Costs and optimism bias", (_costs(one),)),
        Section("additional", "What is additional, and on whose word", _additional(view, one)),
        _if("switching", "What would have to change", _switching(view, one)),
        _if("otherwise", "If one thing were otherwise", (sensitivities_table(view, one),)),
        _if("principles", "Against the plan’s principles", (tests_table(view, one),)),
        *case_sections(told, _ABOVE),
    )
    return Page(
        slug_of(one.id),
        one.title,
        _title(one),
        _lede(view, one, told),
        tuple(section for section in sections if section is not None),
        lead=_lead(view, one),
        downloads=worth_downloads(),
        under=HEAD,
        screen_only=True,
        grounds=view.grounds(*_sources(one, told)),
    )


def _if(id_: str, title: str, blocks: tuple[Block | None, ...]) -> Section | None:
    kept = tuple(block for block in blocks if block is not None)
    return Section(id_, title, kept) if kept else None


def _title(one: Appraisal) -> str:
    worth = pounds(one.npsv.mean)
    each = {
        "pays": f"it pays by what is valued, and is worth {worth}",
        "does not pay": f"it does not pay by what is valued: {worth} after its costs",
        "cannot tell": f"whether it pays cannot be told; {worth} after its costs on average",
        "not by what is valued": f"{worth} by what is valued, which leaves out its chief gain",
        "not valued": "what it is worth is unknown, as nothing that it brings is valued",
    }
    return f"{one.title}: {each[one.value_for_money]}"


def _lede(view: WorthView, one: Appraisal, told: Dossier) -> tuple[RichText, ...]:
    npsv, bcr = view.figure("npsv", one.id), view.figure("bcr", one.id)
    public = view.figure("public_cost", one.id)
    lacks = _lacks(told)
    if npsv is None:
        what = (
            rich("Its public cost is {p} in present value, and no benefit is set against it.",
                 p=public)
            if public
            else rich("Neither its cost nor what it brings is published by year.")
        )  # fmt: skip
        why = one.not_valued or ("No part of the model and no published value stands for it.",)
        return what, rich("Unknown is not zero: {w}", w=" ".join(why)), lacks
    each = rich(", a benefit-cost ratio of {b}", b=bcr) if bcr else ()
    money = rich(" against {p} of public money", p=public) if public else ()
    what = (*rich("Net present social value is {v}, {v:range} (90%)", v=npsv), *money, *each,
            Words("."))  # fmt: skip
    return what, _how_sure(one), lacks


def _lacks(told: Dossier) -> RichText:
    named = gaps_in_words(told)
    if not named:
        return rich("So the plan says something under every heading of a business case.")
    return rich("So a business case still needs what the plan does not say: {n}.", n=named)


def _how_sure(one: Appraisal) -> RichText:
    lead = f"It is above zero in {round(100 * one.chance)} of 100 draws"
    missing = " Its chief gain has no published value, so its worth is understated." * (
        one.main_missing
    )
    money = (
        rich("; its money by year is {i}", i=Words("illustrative, not published", "assumed"))
        if has_assumed_cost(one)
        else ()
    )
    return (Words(lead), *money, Words(f".{missing}"))


def _lead(view: WorthView, one: Appraisal) -> tuple[Block, ...]:
    rows = by_year(view, one)
    if not any(row[n] for row in rows for n in (1, 2, 3)):
        return (Note("no data", rich("No money and no benefit by year is known, so there is no "
                                     "picture.")),)  # fmt: skip
    return (_chart(view, one, rows),)


def _chart(view: WorthView, one: Appraisal, rows: tuple[tuple[float, ...], ...]) -> Chart:
    drawn = tuple(YearOfMoney(int(y), *parts) for y, *parts in (row[:4] for row in rows))
    mark = Mark(one.payback, f"paid back by {one.payback}") if one.payback else None
    finding = _finding(one, drawn)
    spoken = "; ".join(
        f"{row.year}: paid {pounds(row.public + row.private)}, gained {pounds(row.gained)}"
        for row in drawn[:: max(1, len(drawn) // 6)]
    )
    return Chart(
        f"years-{one.id}",
        finding,
        f"£ million a year at {view.found.price_year} prices, before discounting, mean over draws; "
        f"counted to {one.last}",
        money_by_year(drawn, mark, alt=f"{finding}. {spoken}."),
        view.source,
        years_table(view, one),
        notes=("The years that are counted are assumed.",) if one.life_assumed else (),
    )


def _finding(one: Appraisal, rows: tuple[YearOfMoney, ...]) -> str:
    paid, gained = (sum(of) for of in ([r.public + r.private for r in rows],
                                       [r.gained for r in rows]))  # fmt: skip
    last = max((row.year for row in rows if row.public or row.private), default=one.last)
    if not one.is_valued:
        return f"{pounds(paid)} is paid by {last}; what it brings is not valued"
    return f"{pounds(paid)} is paid by {last}, and {pounds(gained)} gained by {one.last}"


def _summary(view: WorthView, one: Appraisal) -> tuple[Block, ...]:
    told = Link("What is planned, where, by whom and with which money", f"action-{one.id}.html")
    return (impacts_table(view, one), Prose((rich("{l}.", l=told),)))


def _costs(one: Appraisal) -> Definitions:
    found: list[tuple[str, RichText]] = []
    for line in one.lines:
        if line.side == "cost":
            manner = "illustrative" if line.assumed else "strong"
            span = Words(f"{pounds(line.mean)}", manner)  # type: ignore[arg-type]
            found.append((f"{line.title}, {line.who}", (span, Words(" in present value."))))
    found.append(("Optimism bias", rich("{o}", o=one.optimism)))
    found += [("Note", rich("{n}", n=note)) for note in one.notes]
    how = "assumed for what it acts on" if one.life_assumed else "from the plan"
    found.append(("Counted for", rich("{y} years from its first money, to {l}; {h}.",
                                      y=str(one.life), l=str(one.last), h=how)))  # fmt: skip
    return Definitions(_merged(found))


def _merged(entries: list[tuple[str, RichText]]) -> tuple[tuple[str, RichText], ...]:
    """Entries of one term put together."""
    found: dict[str, RichText] = {}
    for term, text in entries:
        found[term] = (*found[term], Words(" "), *text) if term in found else text
    return tuple(found.items())


def _additional(view: WorthView, one: Appraisal) -> tuple[Block, ...]:
    table = gross_to_net_table(view, one)
    if table is None:
        return (Prose((rich("Nothing of it is modelled, so nothing is gross or net."),)),)
    entries: list[tuple[str, RichText]] = [
        (share.what, _share(view, share.given, share_in_words(view, share)))
        for share in one.taken_off
    ]
    if not entries:
        text = (
            "The model takes nothing off for such an action, and the plan gives no share above 0."
        )
        entries.append(("Gross to net here", rich("{t}", t=text)))
    for line in one.lines:
        if line.id in _ELSEWHERE:
            spans: list[Span] = []
            for name in line.rests_on:
                known = view.assumption(name)
                if known is not None:
                    start = Words("; " if spans else "")
                    spans += [start, *_share(view, name, known.describe())]
            entries.append((f"{_ELSEWHERE[line.id]}, to the country", tuple(spans)))
    return (table, Definitions(_merged(entries)))


def _share(view: WorthView, given: str | float, words: str) -> RichText:
    known = view.assumption(given) if isinstance(given, str) else None
    if known is None:
        return (Words(words, "strong"),)
    manner = "assumed" if known.is_assumed else "strong"
    to = Link(known.title, f"{METHOD}.html#{assumption_anchor(known.id)}")
    return (Words(words, manner), Words(": "), to)  # type: ignore[arg-type]


def _switching(view: WorthView, one: Appraisal) -> tuple[Block | None, ...]:
    moves = telling(one.switching)
    if not one.is_valued:
        return ()
    if not moves:
        return (Prose((rich("No line of it could turn the answer by itself."),)),)
    words = tuple(rich("{s}", s=switching_sentence(m.title, m.change, False)) for m in moves)
    return (Prose(words), switching_table(view, one))


def _sources(one: Appraisal, told: Dossier) -> list[str]:
    named = [name for line in one.lines for name in line.rests_on]
    stated = [s for statements in told.cases.values() for each in statements for s in each.sources]
    return [*named, *stated]
