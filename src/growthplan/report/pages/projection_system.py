"""The system: what money buys, what that does to productivity, and the equations in between."""

from __future__ import annotations

from growthplan.report.diagram import Diagram, Flow, Node
from growthplan.report.model import Block, Note, Page, Prose, Section
from growthplan.report.pages.projection_equations import (
    equation_anchor,
    equation_of,
    equations_block,
)
from growthplan.report.pages.projection_view import (
    LIFT,
    Outlook,
    ends,
    middle,
    percents,
    starting_small,
)
from growthplan.report.prose import FigureRef, RichText, rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import display

_CARRIED_BY = {
    "investment": ("capital_deepening", "complementarity"),
    "cost of investing": ("capital_deepening",),
    "higher skills": ("human_capital", "complementarity"),
    "adult skills": ("human_capital",),
    "transport": ("density_transport",),
    "research and innovation": ("innovation",),
    "digital and AI": ("digital_adoption",),
    "management": ("management",),
    "health and work": ("health_participation",),
    "tax reliefs for jobs": ("density_jobs", "mix"),
    "housing": ("density_jobs",),
}
_OUTCOMES = (("jobs", "Jobs, net"), ("greenhouse_gas_emissions", "Emissions, which follow output"))
_BESIDE = (
    ("density_jobs", "jobs"),
    ("health_participation", "jobs"),
    ("driver-emissions", "greenhouse_gas_emissions"),
)
"""Ways to an outcome that do not pass through productivity."""
_MOST = 0.004
"""Per cent of productivity below which a number has a third decimal."""


def system_page(of: Outlook) -> Page:
    """The diagram with live magnitudes, its table, and every equation."""
    lead: tuple[Block, ...] = (_diagram(of),) if of.moves else (
        Note("no data", rich("No actions with money: nothing flows through the system yet.")),
    )  # fmt: skip
    sections = [
        Section("equations", "Equations, in the order of a year", (_how(), equations_block(of)))
    ]
    if of.moves:
        sections.insert(0, Section("feedback", "What feeds back", (_feedback(of),)))
    return of.page(
        "projection-system",
        "The system",
        _title(of),
        lede=_lede(of),
        lead=lead,
        sections=tuple(sections),
    )


def _rows(of: Outlook) -> list[dict[str, object]]:
    return of.made.mechanisms.sort("median", descending=True).to_dicts() if of.moves else []


def _title(of: Outlook) -> str:
    rows = _rows(of)
    if not rows:
        return "How money becomes productivity in the model"
    return (
        f"{_named(rows[0])} is the widest way from money to productivity: it adds "
        f"{percents(_median(rows[0]), 2)}"
    )


def _named(row: dict[str, object]) -> str:
    return str(row["title"])


def _median(row: dict[str, object]) -> float:
    return float(row["median"])  # type: ignore[arg-type]


def _lede(of: Outlook) -> tuple[RichText, ...]:
    rows = _rows(of)
    if not rows:
        return (
            rich("Each pound acts on one driver, and each driver on productivity by one equation."),
            rich("Sizes are drawn from the evidence behind them, with their ranges."),
            rich("So a plan’s effect can be followed from its money to its outcome."),
        )
    own = mechanism_id(of, str(rows[0]["mechanism"]))
    what = rich(
        "Of the plan’s {m}, what acts by way of {n} adds {v} to GVA per hour in {y}.",
        m=display(of.made.money, "£m"), n=starting_small(_named(rows[0])), v=FigureRef(own),
        y=str(of.until),
    )  # fmt: skip
    sure = rich("The range of that part alone is {r} (90%).", r=_spread(rows[0]))
    few = [row for row in rows if _median(row) < _MOST]
    names = ", ".join(starting_small(_named(row)) for row in few)
    so = (
        rich("So {n} {v} too little to be seen at this scale.", n=names,
             v="adds" if len(few) == 1 else "each add")
        if few
        else rich("So every driver shows.")
    )  # fmt: skip
    return what, sure, so


def mechanism_id(of: Outlook, mechanism: str) -> str:
    """The id of the figure of one mechanism."""
    return f"mechanism/{of.made.place.code}/{of.until}/{mechanism}"


def _spread(row: dict[str, object]) -> str:
    return f"{percents(float(row['low']), 2)} to {percents(float(row['high']), 2)}"  # type: ignore[arg-type]


def _diagram(of: Outlook) -> Diagram:
    nodes = [*_themes(of), *_drivers(of), *_mechanisms(of), *_outcomes(of)]
    flows = [*_from_themes(of), *_to_mechanisms(of), *_to_outcomes(of)]
    known = {node.id for node in nodes}
    kept = tuple(f for f in flows if f.start in known and f.end in known)
    finding = f"From {display(of.made.money, '£m')} to what it brings, by way of each driver"
    spoken = "; ".join(f"{n.text}: {n.said or n.shown}" for n in nodes if n.column == 2)
    return Diagram(
        "system-diagram",
        finding,
        f"Money of the plan in £m, what each driver adds to GVA per hour in {of.until} in per "
        "cent, and outcomes; thicker where more flows, within each step",
        ("Themes", "Drivers that money buys", "Adds to productivity", "Outcomes"),
        tuple(nodes),
        kept,
        f"From themes by way of drivers to outcomes. {spoken}.",
        of.source,
        mechanisms_table(of),
        notes=("Medians do not add up to the median of the whole.",),
    )


def _money(of: Outlook, by: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for one in of.made.modelled:
        name = str(getattr(one, by))
        found[name] = found.get(name, 0.0) + one.money
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _themes(of: Outlook) -> list[Node]:
    return [
        Node(
            f"theme-{name}", of.theme(name), display(money, "£m"), 0, "projection-parts.html#themes"
        )
        for name, money in _money(of, "theme").items()
    ]


def _drivers(of: Outlook) -> list[Node]:
    return [
        Node(f"driver-{_slug(name)}", name[:1].upper() + name[1:],
             display(money, "£m") if money else "a size, no money", 1,
             "projection.html#modelled-actions")
        for name, money in _money(of, "driver").items()
    ]  # fmt: skip


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _mechanisms(of: Outlook) -> list[Node]:
    found = []
    for row in _rows(of):
        own = equation_of(str(row["mechanism"]))
        target = f"#{equation_anchor(own.id)}" if own else "#equations"
        size = percents(_median(row), 3 if abs(_median(row)) < 0.01 else 2)
        found.append(Node(str(row["mechanism"]), _named(row), size, 2, target,
                          f"{size}, {_spread(row)}"))  # fmt: skip
    return found


def _outcomes(of: Outlook) -> list[Node]:
    lift = of.row(LIFT, "difference")
    found = [Node("productivity", "GVA per hour", f"+{middle(lift)}".replace("+−", "−"), 3,
                  "projection.html#plan-adds", f"{middle(lift)}, {ends(lift)}")]  # fmt: skip
    for measure, title in _OUTCOMES:
        if of.has(measure):
            row = of.row(measure, "difference")
            found.append(Node(measure, title, _signed(middle(row)), 3,
                              "projection.html#outcomes-ahead",
                              f"{middle(row)}, {ends(row)}"))  # fmt: skip
    return found


def _signed(text: str) -> str:
    return text if text.startswith("−") or text == "0" else f"+{text}"


def _from_themes(of: Outlook) -> list[Flow]:
    found: dict[tuple[str, str], float] = {}
    for one in of.made.modelled:
        ends_ = (f"theme-{one.theme}", f"driver-{_slug(one.driver)}")
        found[ends_] = found.get(ends_, 0.0) + one.money
    return _scaled(found)


def _to_mechanisms(of: Outlook) -> list[Flow]:
    size = {str(row["mechanism"]): abs(_median(row)) for row in _rows(of)}
    return _scaled({
        (f"driver-{_slug(driver)}", mechanism): size[mechanism]
        for driver in _money(of, "driver")
        for mechanism in _CARRIED_BY.get(driver, ())
        if mechanism in size
    })  # fmt: skip


def _to_outcomes(of: Outlook) -> list[Flow]:
    found = _scaled({(str(r["mechanism"]), "productivity"): abs(_median(r)) for r in _rows(of)})
    found += [Flow(start, end, 0.0) for start, end in _BESIDE]
    return found


def _scaled(flows: dict[tuple[str, str], float]) -> list[Flow]:
    most = max(flows.values(), default=0.0) or 1.0
    return [Flow(*ends_, size / most) for ends_, size in flows.items()]


def mechanisms_table(of: Outlook) -> Table:
    """What each mechanism adds in the last year."""
    columns = (
        Column("mechanism", "By way of", kind="text"),
        Column("median", "Adds to GVA per hour", "%", decimals=3, signed=True),
        Column("low", "Low, 90%", "%", decimals=3, signed=True),
        Column("high", "High, 90%", "%", decimals=3, signed=True),
        Column("drivers", "Driver that money buys", kind="text"),
        Column("equation", "Equation", kind="text", files_only=True),
    )
    rows = []
    for row in _rows(of):
        own = equation_of(str(row["mechanism"]))
        by = [d for d, ms in _CARRIED_BY.items() if row["mechanism"] in ms]
        bought = [d for d in by if d in _money(of, "driver")]
        rows.append((_named(row), row["median"], row["low"], row["high"], ", ".join(bought),
                     own.text if own else ""))  # fmt: skip
    return Table("mechanisms", f"What each mechanism adds to productivity in {of.until}", columns,
                 tuple(rows), of.source)  # type: ignore[arg-type]  # fmt: skip


def _feedback(of: Outlook) -> Prose:
    return Prose(
        (
            rich(
                "Some arrows run back, each a year later, and are in the numbers though not in the "
                "picture: output draws private investment, pay and jobs draw people, people need "
                "homes, and more jobs in reach make places denser."
            ),
            rich(
                "An investment acts through capital and, once firms hire, through density: the two "
                "are counted apart and add up."
            ),
        )
    )


def _how() -> Prose:
    return Prose(
        (
            rich(
                "Each mechanism acts on the ratio of a driver to its own path without the plan, so "
                "a plan that does nothing changes nothing. t is the year; a mark ′ is the value of "
                "the year before."
            ),
        )
    )
