"""Why each action is funded or not: one line each, what would have to change, what it costs."""

from __future__ import annotations

from growthplan.plan import financial_year
from growthplan.report.charts import Bar, bars
from growthplan.report.model import Block, Chart, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.plan_view import anchor, counted
from growthplan.report.pages.settlement_view import WHY, MoneyView, quoting
from growthplan.report.prose import Link, RichText, rich
from growthplan.report.table import Column, Table
from growthplan.settlement.portfolio import Override, Verdict

MOST_BARS = 15
"""Actions whose loss is drawn, the largest first; the table has all."""


def why_page(view: MoneyView) -> Page:
    """Funded and left out, each with its reason; decisions made beforehand; prices of money."""
    if view.found.allocated is None:
        return view.empty(WHY, "Why funded", "No portfolio is chosen", view.found.refused)
    verdicts = view.allocated.portfolio.verdicts
    chosen = [one for one in verdicts if one.chosen]
    out = [one for one in verdicts if not one.chosen]
    chart = _chart(view)
    return view.page(
        WHY, "Why funded", _title(view),
        lede=_lede(view),
        lead=(chart,) if chart else (Note("no data", rich("No action makes a difference that can "
                                                          "be told.")),),
        sections=(
            Section("left-out", "Left out, and what would have to change", _reasons(view, out)),
            Section("funded", "Funded, and what leaving it out would cost", _reasons(view, chosen)),
            Section("overrides", "What decisions made beforehand cost", _overrides(view)),
            Section("prices", "What more money is worth", _prices(view)),
        ),
    )  # fmt: skip


def _lost(view: MoneyView) -> list[Verdict]:
    """Chosen actions whose loss is known, the largest first."""
    found = [one for one in view.allocated.portfolio.verdicts if one.chosen and one.loss]
    return sorted(found, key=lambda one: (-(one.loss or 0.0), one.project))


def _title(view: MoneyView) -> str:
    lost = [one for one in _lost(view) if (one.loss or 0) > 0]
    if not lost:
        return "No action is missed so much that it can be told"
    figure = view.of_portfolio("funding_loss", lost[0].project)
    return f"{lost[0].title} would be missed most: {figure.display} of {view.aim.title}"


def _lede(view: MoneyView) -> tuple[RichText, ...]:
    verdicts = view.allocated.portfolio.verdicts
    unknown = sum(one.alone is None for one in verdicts)
    ties = sum(one.tie for one in verdicts)
    asked = view.allocated.portfolio.overrides
    costly = [one for one in asked if one.cost > 0]
    return (
        rich("{n} of {of} actions are funded; for each stands below what the aim, {a}, would lose "
             "were it decided the other way.",
             n=view.of_portfolio("portfolio_actions"), of=view.of_portfolio("portfolio_offered"),
             a=view.aim.title),
        rich("Nothing is known of what {u} would bring; {t} would be as good decided the other "
             "way; every loss is an average over {d} draws.", u=counted(unknown, "action"),
             t=str(ties or "none"), d=f"{view.allocated.draws:,}"),
        _beforehand(len(costly), len(asked))
        if asked
        else rich("Nothing was decided beforehand: every action is in or out on its merits."),
    )  # fmt: skip


def _beforehand(costly: int, asked: int) -> RichText:
    """How many decisions made beforehand cost the aim something."""
    if asked == 1:
        said = f"The one decision made beforehand costs the aim {'some' if costly else 'no'}thing"
    elif not costly:
        said = f"None of {asked} decisions made beforehand costs the aim anything"
    else:
        said = f"Of {asked} decisions made beforehand {costly} cost the aim something"
    return rich("{s}: what is committed is kept whatever it costs.", s=said)


def _chart(view: MoneyView) -> Chart | None:
    lost = [one for one in _lost(view) if (one.loss or 0.0) > 0]
    if not lost:
        return None
    shown = {one.project: view.of_portfolio("funding_loss", one.project).display for one in lost}
    drawn = tuple(Bar(one.title, one.loss or 0.0, shown[one.project]) for one in lost[:MOST_BARS])
    finding = f"{lost[0].title} would be missed most"
    spoken = "; ".join(f"{bar.name} {bar.shown}" for bar in drawn[:8])
    more = len(lost) - len(drawn)
    return Chart(
        "missed", finding,
        f"What the portfolio would lose without each action: {view.aim.title}, {view.aim.unit}",
        bars(drawn, alt=f"{finding}: {spoken}."), view.source, _table(view),
        notes=(f"{more} with smaller losses are in the table.",) if more else (),
    )  # fmt: skip


def _table(view: MoneyView) -> Table:
    unit = view.aim.unit
    columns = (
        Column("action", "Action", kind="text"), Column("choice", "Choice", kind="text"),
        Column("start", "Starts", kind="text"), Column("money", "Money", "£m"),
        Column("alone", "Brings alone", unit, decimals=view.aim.decimals),
        Column("loss", "Lost were it decided the other way", unit, decimals=view.aim.decimals),
        Column("why", "Why", kind="text", files_only=True),
    )  # fmt: skip
    verdicts = sorted(
        view.allocated.portfolio.verdicts,
        key=lambda one: (not one.chosen, -(one.loss or 0.0), one.project),
    )
    rows = tuple(
        (one.title, "funded" if one.chosen else "left out", financial_year(one.start), one.money,
         one.alone, one.loss, one.sentence)
        for one in verdicts
    )  # fmt: skip
    return Table(
        "why-funded-table", "Every action, funded or not, and what is at stake", columns, rows,
        view.source, links=view.links(one.project for one in verdicts),
        notes=("An empty cell: not known, or no portfolio keeps every rule the other way. Below "
               "nought: the aim would gain.",),
    )  # fmt: skip


def _reasons(view: MoneyView, verdicts: list[Verdict]) -> tuple[Block, ...]:
    if not verdicts:
        return (Prose((rich("There is none."),)),)
    entries = tuple((one.title, _reason(view, one)) for one in verdicts)
    return (Definitions(entries, tuple(anchor("why", one.project) for one in verdicts)),)


def _reason(view: MoneyView, one: Verdict) -> RichText:
    figures = (view.maybe("funding_loss", one.project), view.maybe("funding_alone", one.project))
    said = quoting(_titled(view, one.sentence), figures)
    return (
        *said,
        *_change(view, one),
        *rich(" {l}", l=Link("The action", f"action-{one.project}.html", one.title)),
    )


def _change(view: MoneyView, one: Verdict) -> RichText:
    """What would have to change, where the reason does not say it."""
    if one.chosen:
        return ()
    if one.alone is None:
        return rich(" It would be weighed once the plan gives a size of what it does, with a "
                    "source.")  # fmt: skip
    portfolio = view.allocated.portfolio
    others = [
        portfolio.measures[pair[1]].title
        for pair, points in portfolio.frontier.items()
        if any(one.project in point.projects for point in points)
    ]
    if not others:
        return ()
    return rich(" It is chosen where {o} counts too.", o=" or ".join(others))


def _titled(view: MoneyView, sentence: str) -> str:
    """The sentence with titles of actions for their ids."""
    for id_, action in view.actions.items():
        sentence = sentence.replace(f"'{id_}'", f"“{action.title}”")
    return sentence


def _overrides(view: MoneyView) -> tuple[Block, ...]:
    found = view.allocated.portfolio.overrides
    if not found:
        return (Prose((rich("Nothing was required, ruled out or committed beforehand."),)),)
    costly = [one for one in found if one.cost > 0]
    free = len(found) - len(costly)
    words = [
        rich("{n} of {of} decisions made beforehand cost the aim nothing.", n=str(free),
             of=str(len(found)))
    ]  # fmt: skip
    entries = tuple((_name(view, one), _cost(view, one)) for one in costly)
    return (Prose(tuple(words)), *((Definitions(entries),) if entries else ()))


def _name(view: MoneyView, one: Override) -> str:
    return view.actions[one.project].title


def _cost(view: MoneyView, one: Override) -> RichText:
    return quoting(_titled(view, one.sentence), (view.maybe("override_cost", one.project),))


def _prices(view: MoneyView) -> tuple[Block, ...]:
    portfolio = view.allocated.portfolio
    if not portfolio.prices:
        return (Prose((rich(
            "Another £1m of any pot is worth nothing to this aim: {l} of the settlement is left "
            "over already, and no further action of known worth waits for money.",
            l=view.of_portfolio("portfolio_left")),)),)  # fmt: skip
    return (Prose(tuple(
        quoting(price.sentence, (
            view.maybe("money_price_margin", _rule(price.rule)),
            view.maybe("money_price_whole", _rule(price.rule)),
        ))
        for price in portfolio.prices
    )),)  # fmt: skip


def _rule(rule: str) -> str:
    return rule.replace(" ", "-").replace("/", "-")
