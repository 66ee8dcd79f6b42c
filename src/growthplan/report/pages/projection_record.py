"""How well it would have done: the baseline tried on the past, beside rules that know nothing."""

from __future__ import annotations

from growthplan.report.charts import DotRow, Reference, Scored, dot_plot, score_lines
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.projection_figures import record_id
from growthplan.report.pages.projection_view import Outlook
from growthplan.report.prose import FigureRef, RichText, rich
from growthplan.report.table import Column, Row, Table
from growthplan.system.backtest import (
    AUTHORITIES,
    BASELINE,
    ONE_TO_BEAT,
    REAL_TIME,
    REVISED,
    Hurdle,
    pit_histogram,
)


def record_page(of: Outlook) -> Page:
    """The bar first, then scores by horizon, coverage, and where outcomes fell."""
    return of.page(
        "projection-record",
        "Track record",
        _title(of),
        lede=_lede(of),
        lead=(_scores(of),),
        sections=(
            Section("bar", "The bar, worst first", (_bar_words(of), _hurdles(of))),
            Section("ranges", "Whether its ranges held", (_coverage(of), _fell(of))),
            Section("tests", "Every test and rule", (_all(of),)),
            Section("how", "How it was tried", _how(of)),
        ),
        caveat=rich("Only the path without a plan can be tried on the past. What the plan adds "
                    "rests on studies, not on this record."),
    )  # fmt: skip


def _title(of: Outlook) -> str:
    found = of.made.record.hurdles
    passed = sum(one.passed for one in found)
    if passed == len(found):
        return f"On the past the baseline clears all {passed} bars that were set for it"
    return f"On the past the baseline clears {passed} of the {len(found)} bars set for it"


def _main(of: Outlook) -> Hurdle:
    found = of.made.record.hurdles
    return next((one for one in found if one.test == AUTHORITIES), found[0])


def _lede(of: Outlook) -> tuple[RichText, ...]:
    main = _main(of)
    better = "better" if main.margin > 0 else "worse"
    what = rich(
        "Over origins since 2011 it scores {m} {b} than the best simple rule, the last value give "
        "or take what places have moved; {a} better was asked.",
        m=FigureRef(record_id(of, main.test, "margin"), "size"), b=better,
        a=f"{main.margin_needed:.0%}",
    )  # fmt: skip
    low, high = main.cover_needed
    sure = rich("Its 80% range held {c} of outcomes, where {l} to {h} was asked.",
                c=FigureRef(record_id(of, main.test, "coverage")), l=f"{low:.0%}",
                h=f"{high:.0%}")  # fmt: skip
    failed = [one.test for one in of.made.record.hurdles if not one.passed]
    so = (
        rich("So its ranges may be believed as far as the past tells, and its middle is only a "
             "little better than saying that nothing changes.")
        if not failed
        else rich("So read the fan with care: it does not clear the bar for {t}.",
                  t="; ".join(failed))
    )  # fmt: skip
    return what, sure, so


def _source(of: Outlook) -> str:
    return f"{_published(of)}; tried here"


def _published(of: Outlook) -> str:
    return f"ONS subregional productivity, {of.edition} edition and before"


def _scores(of: Outlook) -> Chart:
    rows = of.made.record.tables[AUTHORITIES]
    kept = rows.filter(rows["horizon"] > 0).sort("horizon")
    rules = list(dict.fromkeys(kept["rule"]))
    lines = tuple(
        Scored(
            "This baseline" if rule == BASELINE else rule[:1].upper() + rule[1:],
            tuple(kept.filter(kept["rule"] == rule).select("horizon", "crps").iter_rows()),
            trial=rule == BASELINE,
            to_beat=rule == ONE_TO_BEAT,
        )
        for rule in rules
    )
    own, other = (next(one for one in lines if one.trial), next(o for o in lines if o.to_beat))
    finding = (
        f"Ten years ahead it misses by {own.points[-1][1]:.1f}, the rule to beat by "
        f"{other.points[-1][1]:.1f}"
    )
    table = Table(
        "scores-by-horizon",
        "Score of each rule by years ahead",
        (
            Column("ahead", "Years ahead", decimals=0),
            *(Column(f"rule_{n}", line.name, decimals=2) for n, line in enumerate(lines)),
        ),
        tuple(
            (x, *(dict(line.points).get(x) for line in lines))
            for x in sorted({x for line in lines for x, _ in line.points})
        ),
        _source(of),
    )
    return Chart(
        "scores",
        finding,
        "Continuous ranked probability score of each rule, log points × 100, by years ahead; lower "
        "is better",
        score_lines(lines, below="Years ahead", alt=f"{finding}."),
        _source(of),
        table,
        notes=("The score rewards a range that is narrow and holds. Local authorities, newest "
               "edition.",),
    )  # fmt: skip


def _bar_words(of: Outlook) -> Prose:
    found = of.made.record
    gap = found.differences.get(AUTHORITIES)
    first = rich(
        "The bar was set before anything was tried: to beat the random walk by a tenth on the "
        "newest edition, at every horizon from three years, on unsmoothed figures and in real "
        "time, and to be right about its own ranges."
    )
    if gap is None:
        return Prose((first,))
    sure = "beyond chance" if gap.high < 0 or gap.low > 0 else "within what chance would give"
    second = rich(
        "Against {r} its score differs by {m}, between {l} and {h} (90%, places and years drawn "
        "again): {s}.",
        r=gap.against, m=_signed(gap.mean), l=_signed(gap.low), h=_signed(gap.high), s=sure,
    )  # fmt: skip
    return Prose((first, second))


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _hurdles(of: Outlook) -> Table:
    columns = (
        Column("test", "Tried on", kind="text"),
        Column("against", "Against", kind="text"),
        Column("score", "Its score", decimals=2),
        Column("score_against", "The other’s", decimals=2),
        Column("margin", "Better by", "%", signed=True),
        Column("needed", "Asked", "%", decimals=0),
        Column("cover", "80% range held", "%", decimals=0),
        Column("verdict", "Bar", kind="verdict"),
    )
    rows = tuple(
        (
            _said(one.test),
            one.against,
            one.score,
            one.score_against,
            100 * one.margin,
            100 * one.margin_needed or None,
            100 * one.cover_80,
            "met" if one.passed else "missing it",
        )
        for one in of.made.record.hurdles
    )
    return Table(
        "record-bars",
        "What the baseline is held to, worst first",
        columns,
        rows,
        _source(of),
        notes=("Those not cleared come first, then those with least room. Where nothing is asked "
               "it only has to be better.",),
    )  # fmt: skip


def _said(test: str) -> str:
    return test[:1].upper() + test[1:]


def _coverage(of: Outlook) -> Table:
    columns = (
        Column("test", "Tried on", kind="text"),
        Column("forecasts", "Forecasts", decimals=0),
        Column("cover_50", "50% range held", "%", decimals=0),
        Column("cover_80", "80% range held", "%", decimals=0),
        Column("cover_90", "90% range held", "%", decimals=0),
        Column("bias", "Bias", "log points × 100", decimals=2, signed=True),
    )
    rows: list[Row] = []
    for name, table in of.made.record.tables.items():
        own = REVISED if name == REAL_TIME else BASELINE
        kept = table.filter((table["rule"] == own) & (table["horizon"] == 0)).to_dicts()
        rows += [
            (_said(name), r["forecasts"], *(100 * r[f"cover_{n}"] for n in (50, 80, 90)), r["bias"])
            for r in kept
        ]
    return Table("record-coverage", "How often outcomes fell inside the baseline’s ranges", columns,
                 tuple(rows), _source(of),
                 notes=("Bias above 0: forecasts were too high.",))  # fmt: skip


def _fell(of: Outlook) -> Block:
    test = of.made.record.tests.get(AUTHORITIES)
    if test is None:
        return Note("no data", rich("No test on authorities is in hand."))
    shares = [100 * float(share) for share in pit_histogram(test, BASELINE)]
    names = [f"{10 * n} to {10 * (n + 1)}%" for n in range(len(shares))]
    names[0], names[-1] = "Lowest tenth", "Highest tenth"
    rows = tuple(
        DotRow(name, share, f"{share:.1f}%") for name, share in zip(names, shares, strict=True)
    )
    tails = shares[0] + shares[-1]
    wide = "too narrow" if tails > 22 else "too wide" if tails < 18 else "about right"
    finding = f"{tails:.0f}% of outcomes fell in the outer two tenths: the ranges are {wide}"
    column = Column("share", "Share of outcomes", "%")
    table = Table("pit", "Share of outcomes by tenth of their forecast",
                  (Column("tenth", "Tenth of the forecast", kind="text"), column),
                  tuple(zip(names, shares, strict=True)), _source(of))  # fmt: skip
    return Chart(
        "where-outcomes-fell",
        finding,
        "Share of outcomes in each tenth of the range that was forecast, per cent; each tenth "
        "holds 10% when forecasts are right",
        dot_plot(rows, Reference("If right", 10.0, "10%"), column,
                 alt="; ".join(f"{row.name} {row.shown}" for row in rows) + "."),
        _source(of),
        table,
    )  # fmt: skip


def _all(of: Outlook) -> Table:
    columns = (
        Column("test", "Tried on", kind="text"),
        Column("rule", "Rule", kind="text"),
        Column("crps", "Score", decimals=2),
        Column("mae", "Mean absolute error", decimals=2),
        Column("bias", "Bias", decimals=2, signed=True),
        Column("cover_80", "80% range held", "%", decimals=0),
        Column("forecasts", "Forecasts", decimals=0, files_only=True),
    )
    rows = tuple(
        (_said(name), r["rule"], r["crps"], r["mae"], r["bias"], 100 * r["cover_80"],
         r["forecasts"])
        for name, table in of.made.record.tables.items()
        for r in table.filter(table["horizon"] == 0).sort("crps").to_dicts()
    )  # fmt: skip
    return Table("back-tests", "Every rule on every test, all horizons together", columns, rows,
                 _source(of), notes=("Scores and errors in log points × 100.",))  # fmt: skip


def _how(of: Outlook) -> tuple[Block, ...]:
    return (
        Prose(
            (
                rich(
                    "From each year since 2011 every rule forecasts one to ten years ahead for "
                    "every place, with what was known by then and nothing later, and is scored "
                    "against what came (Gneiting and Raftery, 2007). In real time the start is the "
                    "figure of that day’s edition, which was revised afterwards."
                ),
                rich("Read from: {s}.", s="; ".join(of.made.record.sources)),
            )
        ),
    )
