"""Evidence: what has been evaluated, what it says, and what nobody will be able to tell."""

from __future__ import annotations

from collections import Counter

from growthplan.report.charts import DotRow, Reference, dot_plot
from growthplan.report.model import Block, Chart, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.evaluation_view import (
    BEFORE,
    CANNOT,
    FINDINGS,
    HEAD,
    LOG_POINTS,
    NAME,
    EvidenceView,
    Examined,
    day,
)
from growthplan.report.pages.evidence import count, start_of_sentence
from growthplan.report.pages.files import downloads
from growthplan.report.prose import Link, RichText, Words, rich
from growthplan.report.table import Column, Table


def evidence_page(view: EvidenceView) -> Page:
    """The page that leads to every evaluation."""
    sections = [
        Section("answers", "What was asked, and what the answer is", _answers(view)),
        Section("waiting", "Registered and not yet run", _waiting(view)),
        Section("undesigned", "Actions of which no estimate is meant", _undesigned(view)),
        Section("how", "How evaluation is done here", (_how(),)),
    ]
    chart = _chart(view)
    lead: tuple[Block, ...] = (chart,) if chart is not None else (_none(view),)
    return Page(HEAD, NAME, _title(view), _lede(view), tuple(sections), lead=lead,
                downloads=downloads())  # fmt: skip


def _answered(view: EvidenceView) -> list[Examined]:
    return [one for one in view.found.examined if one.deciding is not None]


def _none(view: EvidenceView) -> Note:
    words = view.found.refused or "No evaluation of the plan has been run yet."
    return Note("no data", rich("{w}", w=words))


def _title(view: EvidenceView) -> str:
    done = _answered(view)
    if not done:
        return "Nothing of the plan or before it has been evaluated yet"
    cannot = sum(one.answered.verdict.answer == CANNOT for one in done)
    many = count(len(done))
    if cannot == len(done):
        if len(done) == 1:
            return "One past event was evaluated, and the data cannot say what it did"
        return f"Of {many} past events evaluated, the data cannot say what any of them did"
    told = len(done) - cannot
    return f"{start_of_sentence(count(told))} of {many} evaluations gave an answer"


def _lede(view: EvidenceView) -> tuple[RichText, ...]:
    done = _answered(view)
    seen = "so it is not known before the money is spent what could be seen of it"
    if not done:
        return (
            rich("An evaluation is a question with a date, a method and a rule, set down first."),
            rich("None of this plan has an answer yet, {s}.", s=seen),
            rich("So register one for each action that matters, before its money is spent."),
        )  # fmt: skip
    grades = Counter(one.deciding.grade.level for one in done if one.deciding)
    asked = len(view.found.examined)
    what = rich(
        "{n} evaluations stand in the register; {d} {v} been answered, by methods graded {g} on "
        "a scale of evidence that ends at 5.",
        n=start_of_sentence(count(asked)), d=count(len(done)),
        v="has" if len(done) == 1 else "have",
        g=" and ".join(str(level) for level in sorted(grades)),
    )  # fmt: skip
    return what, _how_sure(done), _so_what(view)


def _how_sure(done: list[Examined]) -> RichText:
    """The narrowest interval, as even that may hold everything."""
    known = [one for one in done if one.deciding and one.deciding.low is not None]
    if not known:
        return rich("How sure any answer is cannot be said.")
    best = min(known, key=lambda one: (one.deciding.high or 0) - (one.deciding.low or 0)
               if one.deciding else 0.0)  # fmt: skip
    figure = best.figure
    assert figure is not None
    return rich(
        "The surest of them, {t}, puts the effect at {f} ({f:range}); what would matter is {m}.",
        t=best.answered.registration.title, f=figure,
        m=best.written(best.answered.registration.decision.smallest),
    )  # fmt: skip


def _so_what(view: EvidenceView) -> RichText:
    if any(one.standing == "accepted" for one in view.found.taught):
        return rich("What they taught is part of {l}.",
                    l=Link("the projection", f"{FINDINGS}.html"))  # fmt: skip
    return rich(
        "So “{c}” is a result: it says that {l} has to come from better records, asked for before "
        "the money is spent.", c=CANNOT, l=Link("what could be seen", f"{BEFORE}.html"),
    )  # fmt: skip


def _chart(view: EvidenceView) -> Chart | None:
    done = [one for one in _answered(view) if one.answered.unit == "log points"]
    if not done:
        return None
    rows = []
    for one in done:
        found = one.deciding
        assert found is not None
        shown = one.written(found.effect).removesuffix(" log points")
        rows.append(DotRow(one.answered.registration.title, found.effect, shown, found.low,
                           found.high))  # fmt: skip
    holds = all((row.low or 0) <= 0 <= (row.high or 0) for row in rows)
    finding = (
        "Every interval holds both no effect and effects that would matter" if holds and all(
            one.answered.verdict.answer == CANNOT for one in done)
        else "Not every interval holds no effect"
    )  # fmt: skip
    spoken = "; ".join(f"{one.answered.registration.title} {one.figure.sentence}"
                       for one in done if one.figure)  # fmt: skip
    return Chart(
        "effects-evaluated", finding,
        "Effect by the method that was registered to decide, log points, with its interval",
        dot_plot(tuple(rows), Reference("No effect", 0.0, ""), Column("effect", "Effect"),
                 alt=f"{finding}. {spoken}"),
        done[0].source(), _effects_table(done), notes=(LOG_POINTS,),
    )  # fmt: skip


def _effects_table(done: list[Examined]) -> Table:
    columns = (
        Column("evaluation", "Evaluation", kind="text"),
        Column("effect", "Effect", "log points", signed=True),
        Column("low", "Low", "log points", signed=True),
        Column("high", "High", "log points", signed=True),
        Column("smallest", "Would matter from", "log points"),
    )
    rows = tuple(
        (one.answered.registration.title, one.deciding.effect, one.deciding.low, one.deciding.high,
         one.answered.registration.decision.smallest)
        for one in done if one.deciding
    )  # fmt: skip
    return Table("effects-by-evaluation", "Effects beside what would matter", columns, rows,
                 done[0].source())  # fmt: skip


def _answers(view: EvidenceView) -> tuple[Block, ...]:
    done = _answered(view)
    if not done:
        return (_none(view),)
    entries = tuple(
        (
            one.answered.registration.title,
            (*rich("{q} ", q=one.answered.registration.question),
             Words(f"{start_of_sentence(one.answered.verdict.answer)}. ", "strong"),
             *rich("{s}", s=one.answered.verdict.sentence)),
        )
        for one in done
    )  # fmt: skip
    unable = (_none(view),) if view.found.refused else ()
    return _register_table(view), Definitions(entries), *unable


def _register_table(view: EvidenceView) -> Table:
    columns = (
        Column("evaluation", "Evaluation", kind="text"),
        Column("registered", "Registered", kind="text"),
        Column("changed", "Changed since", kind="text"),
        Column("method", "Method that decides", kind="text"),
        Column("effect", "Effect", kind="written"),
        Column("grade", "Maryland grade", "of 5", decimals=0),
        Column("answer", "Answer", kind="text"),
        Column("hash", "Hash", kind="text", files_only=True),
    )
    rows = tuple(
        (
            one.answered.registration.title,
            day(one.entries[0].registered) if one.entries else "no",
            "yes" if one.changes else "no",
            one.title_of(one.answered.registration.estimator),
            one.figure.display if one.figure else "not yet run",
            one.deciding.grade.level if one.deciding else None,
            one.answered.verdict.answer if one.deciding else "not yet",
            one.entries[0].hash if one.entries else "",
        )
        for one in view.found.examined
    )
    return Table(
        "evaluations", "The register of evaluations", columns, rows,
        "the plan’s register of evaluations; effects by growthplan",
        links={one.answered.registration.title: f"{one.slug}.html" for one in view.found.examined},
    )  # fmt: skip


def _waiting(view: EvidenceView) -> tuple[Block, ...]:
    waiting = [one for one in view.found.examined if one.deciding is None]
    if not waiting:
        words = rich(
            "None. What is registered looks back at past events; nothing of this plan is "
            "registered yet. {l} says what each action could show.",
            l=Link("Before spending", f"{BEFORE}.html"),
        )
        return (Note("no data", words),)
    entries = tuple(
        (
            one.answered.registration.title,
            rich("{q} {s} {l}", q=one.answered.registration.question,
                 s=one.answered.verdict.sentence,
                 l=Link("Its registration", f"{one.slug}.html",
                        f"of {one.answered.registration.title}")),
        )
        for one in waiting
    )  # fmt: skip
    return (Definitions(entries),)


def _undesigned(view: EvidenceView) -> tuple[Block, ...]:
    found = view.undesigned
    if not found:
        return (Prose((rich("None: every action says how an effect of it would be estimated."),)),)
    kinds = Counter(one.evaluation.design for one in found)
    words = rich(
        "{n} of {m} actions that go on: {k}. Each says why.",
        n=str(len(found)), m=str(sum(a.status not in ("cancelled", "complete")
                                     for a in view.plan.interventions)),
        k=", ".join(f"{many} {kind}" for kind, many in kinds.most_common()),
    )  # fmt: skip
    columns = (
        Column("action", "Action", kind="text"),
        Column("design", "Design", kind="text"),
        Column("why", "Why", kind="text"),
    )
    rows = tuple((one.title, one.evaluation.design, one.evaluation.why or "not said")
                 for one in found)  # fmt: skip
    table = Table("actions-without-estimate", "Why no estimate is meant", columns,
                  rows, "the plan’s interventions",
                  links={one.title: f"action-{one.id}.html" for one in found})  # fmt: skip
    return Prose((words,)), table


def _how() -> Block:
    return Definitions(
        (
            ("Registered first", rich("Question, treated and untreated places, outcome, years, "
                                      "method, checks and the rule are written down, dated and "
                                      "hashed. A later change stands beside the first entry.")),
            ("Power", rich("What the design could show is worked out from places where nothing was "
                           "done, before the outcome is looked at.")),
            ("Three answers", rich("Yes, no, and “{c}”: by a rule that was registered.", c=CANNOT)),
            ("Maryland scale", rich("How well a study can tell cause from chance: 5 a trial, 4 "
                                    "chance-like variation, 3 before and after with a comparison "
                                    "group, 2 controls only, 1 before and after alone. One lower "
                                    "when a check fails that the design rests on.")),
        )
    )  # fmt: skip
