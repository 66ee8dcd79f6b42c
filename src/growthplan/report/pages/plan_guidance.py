"""What the government's guidance asks of a Local Growth Plan, and how this plan answers it."""

from __future__ import annotations

from dataclasses import replace

from growthplan.plan import GUIDANCE, GUIDANCE_URL, Answer
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Block, Chart, Definitions, Page, Prose, Section
from growthplan.report.pages import plan_view as where
from growthplan.report.pages.evidence import start_of_sentence
from growthplan.report.pages.plan_figures import Numbers
from growthplan.report.pages.plan_sources import SOURCE, plan_page
from growthplan.report.pages.plan_view import PlanView, anchor
from growthplan.report.prose import Link, RichText, Words, rich
from growthplan.report.table import Column, Table

_VERDICTS = (("met", "Met"), ("partly", "Partly met"), ("missing", "Missing"))
_PAGES = {
    "sectors": where.SECTORS, "opportunities": where.SECTORS, "sites": where.SITES,
    "zones": where.SITES, "levers": where.LEVERS, "devolution": where.LEVERS,
    "settlement": where.MONEY, "settlement.lines": where.MONEY,
    "other_money": where.MONEY, "interventions": where.ACTIONS,
    "indicators": where.INDICATORS, "strategies": where.ALIGNMENT,
    "priorities": where.PRIORITIES, "pipeline": where.PIPELINE, "decisions": where.DECISIONS,
    "themes": where.THEMES, "principles": where.THEMES,
}  # fmt: skip
_KINDS = {"interventions": "action", "sectors": "sector", "opportunities": "opportunity",
          "sites": "site", "zones": "zone", "levers": "lever", "strategies": "strategy",
          "priorities": "priority", "pipeline": "investment", "indicators": "indicator",
          "outcomes": "outcome", "themes": "theme", "other_money": "money",
          "settlement.lines": "line"}  # fmt: skip
_FIELDS = {"interventions": "Actions", "other_money": "Other money",
           "settlement.lines": "Lines of the settlement",
           "priorities": "Shared priorities", "pipeline": "Entries of the pipeline"}  # fmt: skip
_MOST_LINKS = 8


def guidance_page(view: PlanView, numbers: Numbers, answers: tuple[Answer, ...]) -> Page:
    """Each requirement with its verdict, the reason, and where the answer stands."""
    met = sum(1 for one in answers if one.verdict == "met")
    missing = [one for one in answers if one.verdict == "missing"]
    title = f"{met} of {len(answers)} things that the guidance asks are met"
    title += f"; {len(missing)} {'is' if len(missing) == 1 else 'are'} missing" if missing else ""
    lede = (
        rich("The guidance on Local Growth Plans asks {n} things; the plan meets {m}, partly meets "
             "{p} and does not say {x}.", n=numbers["guidance"], m=numbers["guidance/met"],
             p=numbers["guidance/partly"], x=numbers["guidance/missing"]),
        rich("A verdict says whether the plan states what is asked, never whether it is good."),
        rich("Government does not sign a plan off: this list is for the place itself."),
    )  # fmt: skip
    sections = tuple(
        section for verdict, words in reversed(_VERDICTS)
        if (section := _section(view, answers, verdict, words))
    )  # fmt: skip
    source: tuple[Block, ...] = (
        Prose(((Words("What is asked is told here in our own words, from "),
                Link(GUIDANCE, GUIDANCE_URL), Words(".")),)),
    )  # fmt: skip
    page = plan_page(view, where.GUIDANCE, "Guidance check", title, lede,
                     (*sections, Section("all", "All of them", (_table(answers),))),
                     lead=(_chart(title, answers),))  # fmt: skip
    return replace(page, grounds=source)


def _chart(title: str, answers: tuple[Answer, ...]) -> Chart:
    sizes = [(words, sum(1 for one in answers if one.verdict == verdict))
             for verdict, words in _VERDICTS]  # fmt: skip
    drawn = tuple(Bar(words, n, str(n)) for words, n in sizes)
    spoken = "; ".join(f"{words} {n}" for words, n in sizes)
    table = Table("plan-guidance-verdicts", "Answers by verdict",
                  (Column("verdict", "Verdict", kind="text"),
                   Column("number", "Things asked", decimals=0)), tuple(sizes),
                  GUIDANCE)  # fmt: skip
    return Chart("guidance-verdicts", f"{sizes[0][1]} of {len(answers)} are met",
                 "Number of things asked", bars(drawn, alt=f"{title}: {spoken}."), GUIDANCE,
                 table)  # fmt: skip


def _section(
    view: PlanView, answers: tuple[Answer, ...], verdict: str, title: str
) -> Section | None:
    own = [one for one in answers if one.verdict == verdict]
    if not own:
        return None
    entries = tuple((one.requirement.title, _answer(view, one)) for one in own)
    anchors = tuple(anchor("asked", one.requirement.id) for one in own)
    return Section(f"verdict-{verdict}", title, (Definitions(entries, anchors),))


def _answer(view: PlanView, one: Answer) -> RichText:
    words = rich("{a} {r} ", a=one.requirement.asks, r=Words(one.reason, "strong"))
    for place in one.where:
        kind = _KINDS.get(place.field)
        known = [i for i in place.ids if kind and (kind, i) in view.titles]
        if kind and known:
            more = len(known) - _MOST_LINKS
            rest = f" and {more} more" if more > 0 else ""
            words = (*words, Words(f"{_FIELDS.get(place.field, start_of_sentence(place.field))}: "),
                     *view.links(kind, known[:_MOST_LINKS]), Words(f"{rest}. "))  # fmt: skip
        else:
            page = _PAGES.get(place.field, where.PLAN)
            name = _NAMES.get(page, page)
            words = (*words, Words("See "), Link(name, f"{page}.html"),
                     Words(f" ({place.file}). "))  # fmt: skip
    return words


_NAMES = {
    where.PLAN: "the plan’s overview", where.SECTORS: "the page of growth sectors",
    where.SITES: "the page of sites", where.LEVERS: "the page of levers",
    where.MONEY: "the page of money", where.ACTIONS: "the page of actions",
    where.INDICATORS: "the page of indicators", where.ALIGNMENT: "the page of alignment",
    where.PRIORITIES: "the page of priorities", where.PIPELINE: "the page of the pipeline",
    where.DECISIONS: "the page of decisions", where.THEMES: "the page of themes",
}  # fmt: skip


def _table(answers: tuple[Answer, ...]) -> Table:
    columns = (
        Column("asked", "What is asked", kind="text"),
        Column("verdict", "Verdict", kind="verdict"),
        Column("reason", "Why", kind="text"),
        Column("where", "Where in the plan", kind="text"),
        Column("citation", "Asked in", kind="text", files_only=True),
    )
    rows = tuple(
        (one.requirement.title, one.verdict, one.reason,
         ", ".join(dict.fromkeys(place.file for place in one.where)), one.requirement.citation)
        for one in answers
    )  # fmt: skip
    links = {one.requirement.title: f"#{anchor('asked', one.requirement.id)}" for one in answers}
    source = f"{GUIDANCE}; {SOURCE}"
    return Table("plan-guidance", "The guidance and the plan", columns, rows, source, links=links)
