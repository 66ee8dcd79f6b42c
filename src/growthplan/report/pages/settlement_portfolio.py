"""The portfolio: which actions are chosen and when, how sure, and what money they take."""

from __future__ import annotations

from growthplan.plan import financial_year
from growthplan.report.model import Block, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.plan_view import counted
from growthplan.report.pages.settlement_phasing import phasing_chart
from growthplan.report.pages.settlement_view import PORTFOLIO, MoneyView, capital, quoting
from growthplan.report.prose import Link, RichText, rich
from growthplan.report.table import Column, Row, Table
from growthplan.settlement.portfolio import Portfolio, Verdict
from growthplan.vocabulary import Figure


def portfolio_page(view: MoneyView) -> Page:
    """What is chosen with its phasing, the proof, draws, ties, and where the money comes from."""
    if view.found.allocated is None:
        return view.empty(PORTFOLIO, "Portfolio", "No portfolio is chosen", view.found.refused)
    portfolio = view.allocated.portfolio
    if not any(one.chosen for one in portfolio.verdicts):
        return view.empty(PORTFOLIO, "Portfolio", "None of the actions is worth choosing alone",
                          "No action is chosen.")  # fmt: skip
    return view.page(
        PORTFOLIO, "Portfolio", _title(view),
        lede=_lede(view),
        lead=(*_states(view), *_picture(view)),
        sections=tuple(
            section
            for section in (
                Section("brings", "What it brings", (_brings(view),)),
                Section("sure", "How often each is chosen, and ties", (_draws_words(view),
                                                                       _draws(view))),
                _moved(view),
                Section("pots", "What it takes from each pot of money", (_pots(view),)),
                Section("rules", "Rules that were kept", (_rules(portfolio),)),
                _not_offered(view),
                Section("mind", "What to bear in mind", (_notes(view),)),
            )
            if section is not None
        ),
    )  # fmt: skip


def _title(view: MoneyView) -> str:
    portfolio = view.allocated.portfolio
    chosen = [one for one in portfolio.verdicts if one.chosen]
    left = [one for one in portfolio.verdicts if not one.chosen]
    taken = f"{len(chosen)} of {len(portfolio.verdicts)} actions fit the money"
    return f"{taken}, and all of them are chosen" if not left else (
        f"{taken} and serve {view.aim.title} best")  # fmt: skip


def _lede(view: MoneyView) -> tuple[RichText, ...]:
    made = view.allocated
    outcome = view.figures[f"portfolio/{view.plan.place}/{made.until}/{view.aim.id}"]
    what = rich(
        "{n} of {of} actions are chosen, taking {m}; together they bring {v} of {t} against no "
        "plan, {r} (90%).",
        n=view.of_portfolio("portfolio_actions"), of=view.of_portfolio("portfolio_offered"),
        m=view.of_portfolio("portfolio_money"), v=outcome, t=view.aim.title,
        r=_between(outcome, view),
    )  # fmt: skip
    return what, _proof(view), _so_what(view)


def _between(figure: Figure, view: MoneyView) -> str:
    """The range, with the words after its unit said once."""
    low, high = (view.aim.shown(value or 0.0) for value in (figure.low, figure.high))
    after = view.aim.unit.removeprefix("£m") if view.aim.unit != "%" else ""
    return f"between {low.removesuffix(after) if after else low} and {high}"


def _proof(view: MoneyView) -> RichText:
    gap = view.of_portfolio("portfolio_gap")
    if view.allocated.portfolio.stopped:
        return rich("No portfolio can be more than {g} better: so far is proven where the search "
                    "was stopped.", g=gap)  # fmt: skip
    if not gap.value:
        return rich("No portfolio that keeps the rules serves this aim better: the gap to the best "
                    "that can be proven is {g}.", g=gap)  # fmt: skip
    return rich("No portfolio that keeps the rules can be more than {g} better for this aim: this "
                "is proven.", g=gap)  # fmt: skip


def _so_what(view: MoneyView) -> RichText:
    portfolio = view.allocated.portfolio
    left = view.of_portfolio("portfolio_left")
    if portfolio.prices:
        return rich("Money binds: {l} of the settlement is left over, but not where it is wanted, "
                    "and another £1m there has a price.", l=left)  # fmt: skip
    return rich("No pot of money holds the choice back: {l} of the settlement is left over, so "
                "what is missing is actions of known worth, not money.", l=left)  # fmt: skip


def _states(view: MoneyView) -> tuple[Block, ...]:
    portfolio = view.allocated.portfolio
    unknown = [one for one in portfolio.verdicts if one.alone is None]
    found: list[Block] = []
    if unknown:
        found.append(Note("assumption", rich(
            "The model knows nothing of what {n} bring: they count as nothing here, which is not "
            "the same as bringing nothing.", n=counted(len(unknown), "action"))))  # fmt: skip
    if view.illustrative:
        found.append(Note("assumption", rich(
            "The money by function and year is illustrative, so the years in which a pot is short "
            "are too.")))  # fmt: skip
    return tuple(found)


def _picture(view: MoneyView) -> tuple[Block, ...]:
    chart = phasing_chart(view)
    return (chart or Note("no data", rich("No cost falls into a year that has money.")),)


def _brings(view: MoneyView) -> Table:
    portfolio = view.allocated.portfolio
    rows = tuple(
        (
            capital(portfolio.measures[name].title),
            *(portfolio.measures[name].shown(x) for x in ends),
        )
        for name, ends in portfolio.outcomes.items()
    )
    columns = (
        Column("outcome", "Outcome, against no plan", kind="text"),
        Column("mean", "Mean", kind="written"), Column("low", "Low, 90%", kind="written"),
        Column("high", "High, 90%", kind="written"),
    )  # fmt: skip
    rises = any(portfolio.measures[name].title.startswith("cut") and ends[1] < 0
                for name, ends in portfolio.outcomes.items())  # fmt: skip
    notes = ("A cut below nought is a rise.",) if rises else ()
    return Table("portfolio-brings", "What the portfolio brings", columns, rows, view.source,
                 notes=notes)  # fmt: skip


def _draws_words(view: MoneyView) -> Prose:
    portfolio = view.allocated.portfolio
    ties = [one for one in portfolio.verdicts if one.tie]
    unsure = [one for one in portfolio.verdicts if one.share is not None
              and min(one.share, 1 - one.share) > 0]  # fmt: skip
    first = rich(
        "Each of some draws was taken for the truth, and the choice made again: {n} of {of} "
        "actions are always in or always out.",
        n=str(len(portfolio.verdicts) - len(unsure)), of=str(len(portfolio.verdicts)),
    )  # fmt: skip
    named = ", ".join(view.actions[one.project].title for one in ties)
    second = rich(
        "Deciding these the other way would be as good, as far as can be told: {t}.", t=named
    ) if ties else rich("No two ways of deciding an action are as good as each other.")  # fmt: skip
    return Prose((first, second))


def _draws(view: MoneyView) -> Table:
    def row(one: Verdict) -> Row:
        alone = "not known" if one.alone is None else view.aim.shown(one.alone)
        share = None if one.share is None else 100 * one.share
        return (one.title, "chosen" if one.chosen else "left out", financial_year(one.start),
                one.money, alone, share, "tie" if one.tie else "")  # fmt: skip

    verdicts = sorted(view.allocated.portfolio.verdicts, key=lambda v: (not v.chosen, v.project))
    columns = (
        Column("action", "Action", kind="text"), Column("chosen", "Choice", kind="text"),
        Column("start", "Starts", kind="text"), Column("money", "Money", "£m"),
        Column("alone", f"Alone, {view.aim.title}", kind="written"),
        Column("share", "Chosen in draws", "%", decimals=0), Column("tie", "Tie", kind="text"),
    )  # fmt: skip
    return Table("portfolio-draws", "Every action that could be chosen", columns,
                 tuple(row(one) for one in verdicts), view.source,
                 links=view.links(one.project for one in verdicts))  # fmt: skip


def _moved(view: MoneyView) -> Section | None:
    moved = view.allocated.portfolio.moved
    if not moved:
        return None
    columns = (Column("how", "Switched", kind="text"), Column("amount", "Amount", "£m", decimals=2))
    rows = tuple((capital(one.words), one.amount) for one in moved)
    table = Table("portfolio-switched", "Money switched to make room", columns, rows, view.source)
    return Section("switched", "Money switched to make room", (table,))


def _pots(view: MoneyView) -> Table:
    portfolio = view.allocated.portfolio
    pairs = list(zip(portfolio.choices.pots, portfolio.spent, strict=True))
    rows = tuple(
        (capital(pot.words), pot.amount, float(spent), pot.amount - float(spent))
        for pot, spent in pairs
        if pot.amount or spent
    )
    columns = (
        Column("pot", "Pot", kind="text"), Column("there", "There", "£m"),
        Column("taken", "Taken", "£m"), Column("left", "Left", "£m", signed=False),
    )  # fmt: skip
    return Table(
        "portfolio-pots", "What the portfolio takes from each pot", columns, rows, view.source,
        notes=("There: after what only continues past spending. Below nought: switched in. Pots "
               "beside the settlement may hold some of the same pounds, so there is no sum.",),
    )  # fmt: skip


def _rules(portfolio: Portfolio) -> Prose:
    fixed = sum(one.committed for one in portfolio.choices.projects)
    linked = sum(bool(one.requires or one.excludes) for one in portfolio.choices.projects)
    choices = portfolio.choices
    said = [
        rich("Money of {p} is not overspent; {s} are allowed, within {l}.",
             p=counted(len(choices.pots), "pot"), s=counted(len(choices.switches), "switch",
                                                           "switches"),
             l=counted(len(choices.limits), "limit")),
        rich("{f} are committed and stay as they are; {k} need or rule out another.",
             f=capital(counted(fixed, "action")), k=counted(linked, "action")),
    ]  # fmt: skip
    if choices.rules:
        said.append(rich("Also kept: {r}.", r="; ".join(one.words for one in choices.rules)))
    else:
        said.append(rich("The plan gives no least shares, delivery capacity or limit on emissions, "
                         "so none holds the choice back."))  # fmt: skip
    return Prose(tuple(said))


def _not_offered(view: MoneyView) -> Section | None:
    if not view.allocated.not_offered:
        return None
    entries = tuple((title, rich("{r}", r=why)) for _, title, why in view.allocated.not_offered)
    return Section("apart", "Actions that could not be chosen", (Definitions(entries),))


def _notes(view: MoneyView) -> Prose:
    figures = list(view.figures.values())
    size = [one for one in figures if one.id.startswith("portfolio/")]
    apart = rich(
        "Serving {a} is not the same as being worth the money: what each action is worth to the "
        "country, after all its costs, is on {l}.",
        a=view.aim.title, l=Link("Worth it", "worth.html"),
    )  # fmt: skip
    return Prose((apart, *(quoting(note, size) for note in view.allocated.notes)))
