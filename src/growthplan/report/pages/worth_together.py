"""The actions together: their interaction, and what each brings alone, last in and in any order."""

from __future__ import annotations

from growthplan.appraisal import Bundle, Share, pounds
from growthplan.report.charts import Key, RangeRow, ranges
from growthplan.report.model import Chart, Note, Page, Prose, Section
from growthplan.report.pages.worth_tables import bundle_table
from growthplan.report.pages.worth_view import TOGETHER, WorthView, side_of, slug_of
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Table

_VERDICTS = {
    "more": "the actions help each other",
    "less": "the actions crowd each other",
    "cannot tell": "what the actions do to each other cannot be told from nothing",
}


def together_page(view: WorthView) -> Page:
    """The bundle, with its interaction as a line of its own."""
    bundle = view.found.bundle
    if bundle is None:
        return view.page(
            TOGETHER,
            "Together",
            "There are no two actions that could be worth more together",
            lede=(
                rich("Interaction needs two actions with a cost and a benefit that is valued."),
                rich("Here there are fewer, so nothing can be said of it."),
                rich("So read each action by itself."),
            ),
            sections=(),
            lead=(Note("no data", rich("Fewer than two actions are valued.")),),
        )
    return view.page(
        TOGETHER,
        "Together",
        _title(bundle),
        lede=_lede(view, bundle),
        lead=(bundle_table(view, bundle),),
        sections=(
            Section("each", "What each brings, whatever the order", (_chart(view, bundle),)),
            Section("how", "How it was worked out", _how(bundle)),
        ),
    )


def _title(bundle: Bundle) -> str:
    words = _VERDICTS[bundle.verdict]
    start = f"{words[:1].upper()}{words[1:]}"
    if bundle.verdict == "cannot tell":
        return start
    size = pounds(abs(bundle.interaction.mean))
    return f"{start}: together they bring {size} {bundle.verdict} than each alone"


def _lede(view: WorthView, bundle: Bundle) -> tuple[RichText, ...]:
    npsv = view.figures[f"npsv/{bundle.id}{view.after}"]
    between = view.figures[f"npsv_interaction/{bundle.id}{view.after}"]
    what = rich(
        "Each by itself, the {n} actions of which something is valued come to {s}; together to "
        "{v}.",
        n=str(len(bundle.members)), s=pounds(bundle.separately), v=npsv,
    )  # fmt: skip
    sure = rich("The difference, {i}, lies {i:range} (90%): {w}.", i=between,
                w=_VERDICTS[bundle.verdict])  # fmt: skip
    spread = max(abs(one.last_in.mean - one.alone.mean) for one in bundle.shares)
    so = rich(
        "So an action’s worth moves by {m} at most with which others go ahead: what it brings "
        "last in is what is lost without it.",
        m=pounds(spread),
    )
    return what, sure, so


def _ordered(bundle: Bundle) -> tuple[Share, ...]:
    return tuple(sorted(bundle.shares, key=lambda one: (-one.order_free.mean, one.id)))


def _chart(view: WorthView, bundle: Bundle) -> Chart:
    shares = _ordered(bundle)
    rows = tuple(
        RangeRow(
            one.title, one.order_free.low, one.order_free.mean, one.order_free.high,
            side_of(one.order_free),
            pounds(one.order_free.mean), pounds(one.last_in.mean),
        )
        for one in shares
    )  # fmt: skip
    top = shares[0]
    finding = f"{top.title} brings most: {pounds(top.order_free.mean)} whatever the order"
    spoken = "; ".join(f"{row.name} {row.shown}, last in {row.second}" for row in rows)
    key = Key(
        {"above": "A gain", "below": "A loss", "open": "Cannot be told from zero"},
        "Any order",
        "Last in",
    )
    return Chart(
        "worth-shares",
        finding,
        f"Benefits that the model finds, before costs, present value, £ million at "
        f"{view.found.price_year} prices: order-free mean and 90% range; then last in",
        ranges(rows, key, written="m", alt=f"{finding}. {spoken}."),
        view.source,
        _shares_table(view, shares),
    )


def _shares_table(view: WorthView, shares: tuple[Share, ...]) -> Table:
    columns = (
        Column("action", "Action", kind="text"),
        Column("alone", "Alone", "£m"),
        Column("last_in", "Last in", "£m"),
        Column("order_free", "Whatever the order", "£m"),
        Column("low", "Low, 90%", "£m"),
        Column("high", "High, 90%", "£m"),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (one.title, one.alone.mean, one.last_in.mean, one.order_free.mean, one.order_free.low,
         one.order_free.high, one.id)
        for one in shares
    )  # fmt: skip
    sums = (
        sum(getattr(o, name).mean for o in shares) for name in ("alone", "last_in", "order_free")
    )
    total = ("Sum", *sums, None, None, "")
    return Table(
        "worth-order", "What each action brings, by when it is added", columns, rows, view.source,
        notes=("Only ‘whatever the order’ adds up to what all bring together.",), total=total,
        links={one.title: f"{slug_of(one.id)}.html" for one in shares},
    )  # fmt: skip


def _how(bundle: Bundle) -> tuple[Prose, ...]:
    exact = (
        "Every group of the actions was run, and the order-free value is the mean over all orders "
        "(the Shapley value)."
        if bundle.exact
        else "The order-free value is half of alone and half of last in, which is exact for "
        "actions that interact by pairs; what is left over is shared out by size."
    )
    return (
        Prose((
            rich("Alone: the model with this action and no other, against no plan. Last in: all of "
                 "them, against all but this one."),
            rich("{e}", e=exact),
            rich("Every run uses the same draws, so the differences are not chance. The "
                 "interaction is counted to {y}.", y=str(bundle.last)),
        )),
    )  # fmt: skip
