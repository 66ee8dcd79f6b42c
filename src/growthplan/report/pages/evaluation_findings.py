"""What evaluations taught: prior, evidence, what carries over, posterior, and what came of it."""

from __future__ import annotations

from growthplan.report.charts import DotRow, dot_plot
from growthplan.report.model import Block, Chart, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.evaluation_changes import evidence_section
from growthplan.report.pages.evaluation_figures import digits_of, ends_of, number, steps_of
from growthplan.report.pages.evaluation_view import FINDINGS, EvidenceView, Taught
from growthplan.report.prose import Link, RichText, rich
from growthplan.report.table import Column, Table


def findings_page(view: EvidenceView) -> Page:
    """One section an assumption, then what accepted findings changed in the projection."""
    taught = view.found.taught
    if not taught:
        return view.page(
            FINDINGS, "Findings", "No evaluation of the plan informs an assumption yet",
            lede=(
                rich("An evaluation may name the assumption that its finding bears on."),
                rich("Its estimate then becomes evidence, beside what is known already."),
                rich("So give an evaluation a part called informs, and a person can accept what it "
                     "teaches."),
            ),
            sections=(), lead=(Note("no data", rich("Nothing has been learned yet.")),),
        )  # fmt: skip
    sections = [Section(_anchor(one), one.assumption.title, _taught(view, one)) for one in taught]
    source = _source(view)
    changed = evidence_section(view.found.findings, source, link=False)
    if not changed:
        none = rich("No finding has been accepted, so the projection stands as it was. A person "
                    "accepts them with: growthplan evaluate PLAN --accept.")  # fmt: skip
        title = "What the projection shows because of it"
        changed = (Section("changed", title, (Prose((none,)),)),)
    how = Section("how", "How a finding becomes part of an assumption", (_how(),))
    return view.page(
        FINDINGS, "Findings", _title(taught), lede=_lede(view, taught),
        sections=(*changed, *sections, how),
    )  # fmt: skip


def _anchor(one: Taught) -> str:
    return "on-" + one.assumption.id.replace(".", "-").replace("_", "-")


def _source(view: EvidenceView) -> str:
    findings = view.found.findings
    draws = f", {findings.draws:,} draws" if findings else ""
    return f"Projected by growthplan{draws}, before and with the accepted findings"


def _moved(one: Taught) -> float:
    first, last = one.learned[0].prior, one.learned[-1].posterior
    return abs(last.mean - first.mean) / first.sd if first.sd else 0.0


def _title(taught: tuple[Taught, ...]) -> str:
    most = max(taught, key=_moved)
    if _moved(most) < 0.1:
        return "What evaluations found says too little to move what the plan assumes"
    side = "up" if most.learned[-1].posterior.mean > most.learned[0].prior.mean else "down"
    return f"Evaluations move ‘{most.assumption.title}’ {side}"


def _lede(view: EvidenceView, taught: tuple[Taught, ...]) -> tuple[RichText, ...]:
    most = max(taught, key=_moved)
    prior, posterior = (view.figures[f"{name}/{most.assumption.id}"]
                        for name in ("prior", "posterior"))  # fmt: skip
    what = rich("‘{t}’ was {p} ({p:range}, 90%); with the evidence it is {q} ({q:range}).",
                t=most.assumption.title, p=prior, q=posterior)  # fmt: skip
    shrunk = 100 * (1 - most.learned[-1].posterior.sd / most.learned[0].prior.sd)
    doubt = "stays as wide" if shrunk < 0.5 else f"shrinks by {shrunk:.0f}%"
    sure = rich("Its doubt {d}: evidence is counted only as far as it carries over to other places "
                "and times.", d=doubt)  # fmt: skip
    so = rich("{a}; the projection follows what a person has accepted, and nothing else.",
              a=_accepted(taught))  # fmt: skip
    return what, sure, so


def _accepted(taught: tuple[Taught, ...]) -> str:
    done = sum(one.standing == "accepted" for one in taught)
    if len(taught) == 1:
        return f"The change has {'' if done else 'not '}been accepted"
    verb = "has" if done < 2 else "have"
    return f"{done if done else 'None'} of {len(taught)} changes {verb} been accepted"


def _taught(view: EvidenceView, one: Taught) -> tuple[Block, ...]:
    titles = {e.answered.registration.id: (e.answered.registration.title, e.slug)
              for e in view.found.examined}  # fmt: skip
    entries: list[tuple[str, RichText]] = [("Standing", rich("{s}.", s=_capital(one.standing)))]
    for name in one.evaluations:
        title, slug = titles.get(name, (name, ""))
        informs = next(e.answered.registration.informs for e in view.found.examined
                       if e.answered.registration.id == name)  # fmt: skip
        assert informs is not None
        entries.append(
            (
                "Evidence from",
                rich("{l}. {t} of it is taken to carry over: {w}",
                     l=Link(title, f"{slug}.html"), t=f"{informs.transportability:.0%}",
                     w=informs.why),
            )
        )  # fmt: skip
    if view.found.used is not None and one.assumption.id not in view.found.used:
        words = rich(
            "No action of this plan that is modelled uses it, so it changes nothing there."
        )
        entries.append(("In the projection", words))
    return Definitions(tuple(entries)), _chart(one), _difference(one)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _chart(one: Taught) -> Chart:
    rows = steps_of(one)
    digits = digits_of(one)
    dots = tuple(
        DotRow(name, found.mean, number(found.mean, digits), *ends_of(found),
               name.startswith("After"))
        for name, found in rows
    )  # fmt: skip
    spoken = "; ".join(f"{name} {number(found.mean, digits)}, standard deviation {found.sd:.2g}"
                       for name, found in rows)  # fmt: skip
    column = Column("mean", "Mean", one.assumption.unit, decimals=digits)
    table = Table(
        f"learned-{_anchor(one)}", f"What was learned about: {one.assumption.title}",
        (Column("step", "Step", kind="text"), column,
         Column("sd", "Standard deviation", decimals=digits + 1),
         Column("low", "Low, 90%", decimals=digits), Column("high", "High, 90%", decimals=digits)),
        tuple((name, found.mean, found.sd, *ends_of(found)) for name, found in rows),
        "the plan’s evaluations and assumptions",
    )  # fmt: skip
    return Chart(
        f"learning-{_anchor(one)}", _capital(_finding(one)),
        f"{_capital(one.assumption.unit)}: mean with 90% range, all taken as normal",
        dot_plot(dots, None, column, alt=f"{_finding(one)}: {spoken}."),
        "the plan’s evaluations and assumptions", table,
    )  # fmt: skip


def _finding(one: Taught) -> str:
    if _moved(one) < 0.1:
        return "the evidence leaves it where it was"
    return f"the evidence moves it by {_moved(one):.1f} of the spread that it had"


def _difference(one: Taught) -> Table:
    """The change to the assumption's file, field by field."""
    verb = "changed" if one.standing == "accepted" else "would change"
    return Table(
        f"difference-{_anchor(one)}", f"What it {verb} in {one.file}",
        (Column("field", "Field", kind="text"), Column("now", "Before any finding", kind="text"),
         Column("then", "With what was found", kind="text")),
        one.changes, "proposed by growthplan evaluate --propose",
    )  # fmt: skip


def _how() -> Block:
    return Definitions(
        (
            ("Prior", rich("Mean and spread of the assumption as it was before any finding.")),
            ("Evidence", rich("The effect found, less what it would be if the assumption were "
                              "zero, over how much the outcome moves with the assumption.")),
            ("What carries over", rich("The variance of the evidence divided by the share that is "
                                       "taken to carry over (a power prior, Ibrahim and Chen "
                                       "2000).")),
            ("Posterior", rich("Precisions add; the mean is weighted by them.")),
            ("Never twice", rich("What it was before is kept, and every proposal starts from "
                                 "there, so no evidence counts twice.")),
        )
    )  # fmt: skip
