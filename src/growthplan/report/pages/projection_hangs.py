"""What it hangs on: which assumptions carry the answer, and how good their evidence is."""

from __future__ import annotations

from growthplan.report.charts import Bar, Blade, bars, tornado
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.projection_equations import assumption_anchor
from growthplan.report.pages.projection_figures import sensitivity_id
from growthplan.report.pages.projection_view import LIFT, Outlook, starting_small
from growthplan.report.prose import FigureRef, Link, RichText, Words, rich
from growthplan.report.table import Column, Row, Table
from growthplan.system.answers import Hanging
from growthplan.vocabulary import GRADES, display

MOST_BLADES = 10
_WORTH = 0.005
"""£m below which knowing a number is worth nothing that can be told."""


def hangs_page(of: Outlook) -> Page:
    """A tornado, shares by grade of evidence, and what it would be worth to know more."""
    found = of.made.hanging
    if found is None:
        return of.page(
            "projection-hangs",
            "What it hangs on",
            "What the answer hangs on was not worked out",
            lede=(
                rich(
                    "It needs a plan that moves something, and draws enough to tell numbers apart."
                ),
                rich("With few draws the shares would be chance."),
                rich("So ask for more draws: growthplan project with --draws."),
            ),
            sections=(),
            lead=(Note("no data", rich("Nothing to share out.")),),
        )
    sections = [
        Section("grades", "How good the evidence is", _grades(of, found)),
        Section("worth", "What would be worth knowing", _worth(of, found)),
    ]
    if found.sobol is not None:
        sections.append(Section("parts", "By part of the system", (_sobol(of, found),)))
    sections.append(Section("how", "How it was worked out", _how(found)))
    return of.page(
        "projection-hangs",
        "What it hangs on",
        _title(found),
        lede=_lede(of, found),
        lead=(_tornado(of, found),),
        sections=tuple(sections),
    )


def _title(found: Hanging) -> str:
    if found.assumed_share > 0.5:
        return f"{found.assumed_share:.0%} of the doubt about the plan’s effect is judgement alone"
    return f"{1 - found.assumed_share:.0%} of the doubt about the plan’s effect rests on evidence"


def _lede(of: Outlook, found: Hanging) -> tuple[RichText, ...]:
    top = found.table.row(0, named=True)
    what = rich(
        "Of how far {a} may lie from its middle, {s} hangs on one number: {t} ({g}).",
        a=found.answer, s=FigureRef(sensitivity_id(of, top["id"])),
        t=_linked(top["id"], top["title"]), g=_grade(top["grade"]),
    )  # fmt: skip
    sure = rich("A straight line in every number explains {e} of it, so the shares can be relied "
                "on{r}.", e=f"{found.explained:.0%}",
                r="" if found.explained > 0.8 else " only roughly")  # fmt: skip
    so = (
        rich("So read the plan’s effect as an illustration: of what is explained, {w} rests on "
             "numbers that are {a}.",
             w=FigureRef(sensitivity_id(of, "assumed")), a=Words("chosen here", "assumed"))
        if found.assumed_share > 0.5
        else rich("So better evidence on the few numbers at the top would narrow it most.")
    )  # fmt: skip
    return what, sure, so


def _linked(name: str, title: str) -> Link:
    return Link(starting_small(title), f"projection-assumptions.html#{assumption_anchor(name)}")


def _grade(grade: str) -> str:
    return "assumed" if grade == "assumption" else grade or "drawn by the model"


def _tornado(of: Outlook, found: Hanging) -> Chart:
    rows = found.table.head(MOST_BLADES).to_dicts()
    lift = of.row(LIFT, "difference")
    spread = (lift["high_90"] - lift["low_90"]) / 2
    blades = tuple(
        Blade(
            r["title"],
            lift["median"] - abs(r["coefficient"]) * spread,
            lift["median"] + abs(r["coefficient"]) * spread,
            f"{max(r['share'], 0.0):.0%}, {_grade(r['grade'])}",
            r["grade"] == "assumption",
        )
        for r in rows
    )
    finding = f"{blades[0].name} carries {rows[0]['share']:.0%} of the doubt"
    spoken = "; ".join(f"{b.name} {b.shown}" for b in blades)
    return Chart(
        "tornado",
        finding,
        f"What the plan adds to GVA per hour in {of.until}, per cent, between the ends of each "
        "number’s 90% range; beside it its share of the variance and its grade of evidence",
        tornado(blades, lift["median"], mark="%", alt=f"{spoken}."),
        of.source,
        _table(of, found),
        notes=("Swings are those of a straight line in every number.",),
    )


def _table(of: Outlook, found: Hanging) -> Table:
    columns = (
        Column("assumption", "Assumption", kind="text"),
        Column("share", "Share of variance", "%"),
        Column("coefficient", "Moves the answer by", "SD a SD", decimals=2, signed=True),
        Column("grade", "Evidence", kind="text"),
        Column("value", "Value", decimals=3),
        Column("low", "Low", decimals=3),
        Column("high", "High", decimals=3),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (r["title"], 100 * r["share"], r["coefficient"], _grade(r["grade"]), r["value"], r["low"],
         r["high"], r["id"])
        for r in found.table.to_dicts()
    )  # fmt: skip
    links = {
        r["title"]: f"projection-assumptions.html#{assumption_anchor(r['id'])}"
        for r in found.table.to_dicts()
        if r["id"] in of.made.assumptions
    }
    return Table("hangs-on", f"What {found.answer} hangs on", columns, rows, of.source,
                 links=links, notes=("Each action’s own success is one row. Shares that chance "
                                     "makes slightly negative are nothing.",))  # fmt: skip


def _grades(of: Outlook, found: Hanging) -> tuple[Block, ...]:
    order = [grade for grade in (*GRADES, "") if found.by_grade.get(grade)]
    count = found.table.group_by("grade").len()
    many = dict(count.iter_rows())
    rows = tuple(
        Bar(_grade(grade)[:1].upper() + _grade(grade)[1:], 100 * max(found.by_grade[grade], 0.0),
            f"{max(found.by_grade[grade], 0.0):.0%}")
        for grade in order
    )  # fmt: skip
    column = Column("share", "Share of variance", "%")
    table = Table(
        "evidence-grades",
        "Share of the doubt by grade of evidence",
        (Column("grade", "Grade", kind="text"), column,
         Column("count", "Assumptions that vary", decimals=0)),
        tuple(
            (r.name, 100 * found.by_grade[g], many.get(g))
            for r, g in zip(rows, order, strict=True)
        ),
        of.source,
    )  # fmt: skip
    words = rich(
        "SMS is the Maryland scientific methods scale: 5 a trial, 4 chance-like variation, 3 "
        "before and after with a comparison group, 2 controls only. What is assumed is chosen here "
        "because no study was found."
    )
    chart = Chart(
        "grades-of-evidence",
        f"Assumed numbers carry {found.assumed_share:.0%} of what is explained",
        "Share of the variance of the plan’s effect by grade of evidence, best on top, per cent",
        bars(rows, alt="; ".join(f"{row.name} {row.shown}" for row in rows) + "."),
        of.source,
        table,
    )  # fmt: skip
    return Prose((words,)), chart


def _worth(of: Outlook, found: Hanging) -> tuple[Block, ...]:
    rows = [r for r in found.table.to_dicts() if (r["worth"] or 0.0) > _WORTH]
    if found.total_worth is None:
        return (Note("no data", rich("There is one kind of spending only, so nothing to choose.")),)
    lead = rich(
        "Suppose £100m more is to be placed on one driver. Knowing every number beforehand would "
        "be worth {t} of GVA a year; most of that would come from knowing these.",
        t=_pounds(found.total_worth),
    )
    if not rows:
        none = rich("No single number would change the choice.")
        return (Prose((lead, none)),)
    cells: tuple[Row, ...] = tuple(
        (r["title"], r["worth"], _grade(r["grade"]), 100 * r["share"])
        for r in sorted(rows, key=lambda r: -r["worth"])
    )
    table = Table(
        "value-of-information",
        "What knowing one number would be worth to that choice",
        (
            Column("assumption", "Assumption", kind="text"),
            Column("worth", "Worth", "£m of GVA a year", decimals=2),
            Column("grade", "Evidence", kind="text"),
            Column("share", "Share of variance", "%"),
        ),
        cells,
        of.source,
        notes=("A number can carry much of the doubt and be worth nothing to know, when every "
               "choice hangs on it alike.",),
    )  # fmt: skip
    return Prose((lead,)), table


def _pounds(value: float) -> str:
    return f"£{value:.1f}m" if value < 100 else display(value, "£m")


def _sobol(of: Outlook, found: Hanging) -> Table:
    assert found.sobol is not None
    columns = (
        Column("part", "Part of the system", kind="text"),
        Column("first", "By itself", "%"),
        Column("first_error", "Error by itself", "SD"),
        Column("total", "With all that it acts through", "%"),
        Column("total_error", "Error with all", "SD"),
    )
    rows = tuple(
        (r["group"], *(100 * r[k] for k in ("first", "first_error", "total", "total_error")))
        for r in found.sobol.to_dicts()
    )
    return Table("sobol", "Share of variance by part of the system (Sobol)", columns, rows,
                 of.source)  # fmt: skip


def _how(found: Hanging) -> tuple[Block, ...]:
    return (
        Prose(
            (
                rich("Shares are of a regression of the log effect on every number drawn, "
                     "standardised; worth by Strong, Oakley and Brennan (2014)."),
            )
        ),
    )  # fmt: skip
