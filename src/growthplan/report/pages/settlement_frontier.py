"""Trade-offs: how much of one outcome must be given for more of another."""

from __future__ import annotations

from growthplan.report.charts import Axis, Choice, trade_off
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.settlement_view import TRADE_OFFS, MoneyView, capital
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Row, Table
from growthplan.settlement.portfolio import Measure, Point

Pair = tuple[str, str]


def trade_offs_page(view: MoneyView) -> Page:
    """A picture with its table for each pair of outcomes that pull apart; a line for the rest."""
    if view.found.allocated is None:
        return view.empty(TRADE_OFFS, "Trade-offs", "No portfolio is chosen, so none is traded off",
                          view.found.refused)  # fmt: skip
    frontier = view.allocated.portfolio.frontier
    apart = {pair: points for pair, points in frontier.items() if len(points) > 1}
    charts = [_chart(view, pair, points) for pair, points in apart.items()]
    lead: tuple[Block, ...] = tuple(charts[:1]) or (
        Note("no data", rich("One portfolio serves every outcome best, so there is no picture of "
                             "a trade-off.")),
    )  # fmt: skip
    sections = [Section(f"trade-off-{pair[1]}", _head(view, pair), (chart,))
                for pair, chart in list(zip(apart, charts, strict=True))[1:]]  # fmt: skip
    return view.page(
        TRADE_OFFS, "Trade-offs", _title(view, apart),
        lede=_lede(view, apart),
        lead=lead,
        sections=(
            *sections,
            Section("together", "Outcomes that go together", (_together(view),)),
            Section("how", "How it was worked out", (_how(view),)),
        ),
    )  # fmt: skip


def _measures(view: MoneyView, pair: Pair) -> tuple[Measure, Measure]:
    measures = view.allocated.portfolio.measures
    return measures[pair[0]], measures[pair[1]]


def _head(view: MoneyView, pair: Pair) -> str:
    one, two = _measures(view, pair)
    return f"{capital(one.title)} against {two.title}"


def _title(view: MoneyView, apart: dict[Pair, tuple[Point, ...]]) -> str:
    if not apart:
        return "One portfolio serves every outcome best: nothing need be traded"
    pair = next(iter(apart))
    one, two = _measures(view, pair)
    first, last = apart[pair][0], apart[pair][-1]
    lost = one.shown(first.values[one.id] - last.values[one.id])
    first_of_all = _bare(view, two)
    article = "the " if first_of_all.startswith("cut") else ""
    return f"Putting {article}{first_of_all} first costs {lost} of {one.title}"


def _bare(view: MoneyView, measure: Measure) -> str:
    """What is measured, without its year: every outcome is of the same one."""
    return measure.title.removesuffix(f" in {view.allocated.until}")


def _lede(view: MoneyView, apart: dict[Pair, tuple[Point, ...]]) -> tuple[RichText, ...]:
    frontier = view.allocated.portfolio.frontier
    others = len(frontier) - len(apart)
    first = rich("The portfolio that is best for {a} is also best for {n} of {of} other outcomes.",
                 a=view.aim.title, n=str(others), of=str(len(frontier)))  # fmt: skip
    sure = rich("Values are averages over {d} draws; ranges are wide, so nearby portfolios cannot "
                "be told apart.", d=f"{view.allocated.draws:,}")  # fmt: skip
    if not apart:
        return first, sure, rich("So choosing for one outcome loses nothing of another here.")
    pair, points = next(iter(apart.items()))
    two = pair[1]
    steps = str(len(points))
    what = rich(
        "Against {o} it pulls apart: from {a} with {b} at one end to {c} with {d} at the other.",
        o=_measures(view, pair)[1].title,
        a=view.of_portfolio("frontier", two, "1", pair[0]),
        b=view.of_portfolio("frontier", two, "1", two),
        c=view.of_portfolio("frontier", two, steps, pair[0]),
        d=view.of_portfolio("frontier", two, steps, two),
    )  # fmt: skip
    return first, sure, what


def _chart(view: MoneyView, pair: Pair, points: tuple[Point, ...]) -> Chart:
    one, two = _measures(view, pair)
    drawn = tuple(
        Choice(p.values[two.id], p.values[one.id],
               f"{len(p.projects)} actions" if n in (0, len(points) - 1) else "")
        for n, p in enumerate(points)
    )  # fmt: skip
    lost = one.shown(points[0].values[one.id] - points[-1].values[one.id])
    won = two.shown(points[-1].values[two.id] - points[0].values[two.id])
    finding = f"{capital(_bare(view, two))} of {won} more costs {lost} of {one.title}"
    spoken = "; ".join(
        f"{one.shown(p.values[one.id])} with {two.shown(p.values[two.id])}" for p in points
    )
    return Chart(
        f"frontier-{two.id}", finding,
        "Each point is a portfolio that no other beats on both, with how many actions it has",
        trade_off(drawn, _axis(two, [p.values[two.id] for p in points]),
                  _axis(one, [p.values[one.id] for p in points]), alt=f"{finding}: {spoken}."),
        view.source, _table(view, pair, points),
        notes=("A cut below nought is a rise.",)
        if two.title.startswith("cut") and points[0].values[two.id] < 0 else (),
    )  # fmt: skip


def _axis(measure: Measure, values: list[float]) -> Axis:
    span = max(values) - min(values)
    decimals = 0 if span >= 5 else 1 if span >= 0.5 else 3
    return Axis(f"{capital(measure.title)}, {measure.unit}", decimals)


def _table(view: MoneyView, pair: Pair, points: tuple[Point, ...]) -> Table:
    measures = view.allocated.portfolio.measures
    order = [*pair, *(name for name in measures if name not in pair)]
    columns = (
        Column("choice", "Portfolio", kind="text"),
        *(Column(name, capital(measures[name].title), measures[name].unit,
                 decimals=max(measures[name].decimals, 1 if name == "carbon" else 0))
          for name in order),
        Column("actions", "Actions", decimals=0),
        Column("gap", "Proven gap", "%", decimals=2),
        Column("without", "Leaves out of the first", kind="text"),
    )  # fmt: skip
    first = set(points[0].projects)
    rows: tuple[Row, ...] = tuple(
        (f"{n}", *(p.values[name] for name in order), len(p.projects), 100 * p.gap,
         "; ".join(view.actions[one].title for one in sorted(first - set(p.projects))) or "nothing")
        for n, p in enumerate(points, 1)
    )  # fmt: skip
    return Table(f"trade-off-{pair[1]}-table", f"Portfolios between the best for "
                 f"{measures[pair[0]].title} and for {measures[pair[1]].title}", columns, rows,
                 view.source)  # fmt: skip


def _together(view: MoneyView) -> Prose:
    portfolio = view.allocated.portfolio
    said = []
    for (one, two), points in portfolio.frontier.items():
        first, other = portfolio.measures[one], portfolio.measures[two]
        if len(points) > 1:
            said.append(
                rich(
                    "{a} and {b} pull apart: {n} portfolios lie between them.",
                    a=capital(first.title),
                    b=other.title,
                    n=str(len(points)),
                )
            )
        elif points:
            said.append(rich(
                "{a} and {b} go together: one portfolio is best for both, at {v}.",
                a=capital(first.title), b=other.title,
                v=view.of_portfolio("frontier", two, "1", two)))  # fmt: skip
    return Prose(tuple(said or [rich("Only one outcome is modelled.")]))


def _how(view: MoneyView) -> Prose:
    chosen = {one.project for one in view.allocated.portfolio.verdicts if one.chosen}
    said = [
        rich("At each step the portfolio that is best for the first outcome is found among those "
             "that bring at least so much of the other; portfolios that another beats on both are "
             "left out."),
        rich("Every rule of the settlement is kept at every point, and what is committed stays."),
    ]  # fmt: skip
    for (_, two), points in view.allocated.portfolio.frontier.items():
        more = sorted(set(points[0].projects) - chosen) if len(points) > 1 else []
        if more:
            said.append(rich(
                "The first point against {o} also has {m}: it changes the aim by next to nothing "
                "and serves the other outcome, so it is a tie in the portfolio.",
                o=view.allocated.portfolio.measures[two].title,
                m=", ".join(view.actions[one].title for one in more)))  # fmt: skip
    return Prose(tuple(said))
