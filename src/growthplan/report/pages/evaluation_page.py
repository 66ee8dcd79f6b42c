"""The page of one registered evaluation, from its question to its verdict."""

from __future__ import annotations

from growthplan.report.model import Block, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.evaluation_pictures import (
    estimators_chart,
    event_chart,
    gap_chart,
    path_chart,
)
from growthplan.report.pages.evaluation_tables import (
    changes_table,
    checks_table,
    left_out_table,
    power_table,
    rings_table,
    weights_table,
)
from growthplan.report.pages.evaluation_view import CANNOT, LOG_POINTS, EvidenceView, Examined, day
from growthplan.report.prose import RichText, rich

_SETTLED = {
    "yes": "an effect of the size that matters shows",
    "no": "no effect of the size that matters",
    CANNOT: CANNOT,
}


def evaluation_page(view: EvidenceView, one: Examined) -> Page:
    """Everything about one evaluation, in the order in which it was done."""
    title = one.answered.registration.title
    path = path_chart(one) if one.deciding else None
    sections = [
        Section("question", "What was asked, and how it was to be answered", _question(one)),
        Section("registration", "When it was registered, and what has changed", _registered(one)),
        Section("power", "What it could show, before anything was looked at", _power(one)),
        *([Section("pictures", "Further pictures", _pictures(one))] if one.deciding else []),
        *([Section("estimators", "Methods side by side", _methods(one))] if one.deciding else []),
        *([Section("checks", "Checks", _checks(one))] if one.deciding else []),
        Section("donors", "Whom it is compared with", _donors(one)),
        Section("rings", "Whether neighbours moved too", _rings(one)),
        *([Section("grade", "How good the evidence is", _grade(one))] if one.deciding else []),
        Section("verdict", "The rule, and what follows from it", _verdict(one)),
        Section("doubts", "What to bear in mind", _doubts(one)),
    ]
    settled = _SETTLED[one.answered.verdict.answer]
    return view.page(
        one.slug, title, f"{title}: {settled}", lede=_lede(one), sections=tuple(sections),
        lead=(path,) if path is not None else (Note("no data", rich("{v}", v=_early(one))),),
        grounds=_sources(one), beside=False, screen_only=True,
    )  # fmt: skip


def _early(one: Examined) -> str:
    return one.answered.verdict.sentence


def _lede(one: Examined) -> tuple[RichText, ...]:
    what = rich("{q}", q=one.answered.registration.question)
    figure, found = one.figure, one.deciding
    so = rich("{v}", v=one.answered.verdict.sentence)
    if figure is None or found is None:
        sure = rich("Registered in advance: nothing of its outcome has been looked at.")
        return what, sure, so
    can = (
        "chance alone would seldom give as much"
        if found.told
        else "which cannot be told apart from no change"
        if found.told is False
        else "how sure that is cannot be said"
    )
    sure = rich(
        "{m} puts the effect at {f} ({f:range}, {l}), {c}; the evidence is graded {g} of 5.",
        m=one.title_of(found.estimator), f=figure, l=f"{found.level:.0%}", c=can,
        g=str(found.grade.level),
    )  # fmt: skip
    return what, sure, so


def _question(one: Examined) -> tuple[Block, ...]:
    asked = one.answered.registration
    least = one.written(asked.decision.smallest)
    also = "; ".join(one.title_of(name) for name in asked.also) or "none"
    entries = (
        ("Question", asked.question),
        ("Treated", ", ".join(one.answered.panel.treated_names)),
        ("Outcome", one.answered.panel.measured
         + (", as 100 × its logarithm" if asked.outcome.scale == "log" else "")),
        ("Years", f"{asked.first_year} to {asked.last_year}; an effect could show from "
         f"{asked.from_year}"),
        ("Method that decides", one.title_of(asked.estimator)),
        ("Methods beside it", also),
        ("Smallest effect that matters", f"{least} {asked.decision.direction}. "
         f"{asked.decision.why}"),
        ("Checks without which nothing is concluded",
         ", ".join(asked.decision.must_pass) or "none"),
    )  # fmt: skip
    return (Definitions(tuple((name, rich("{t}", t=text)) for name, text in entries)),)


def _registered(one: Examined) -> tuple[Block, ...]:
    if not one.entries:
        words = "It is not registered: its answer was seen before the question was fixed."
        return (Note("no data", rich("{w}", w=words)),)
    first = one.entries[0]
    said = [rich("Registered on {d}. Hash of the whole registration and of the entry before it in "
                 "the register: {h}. An entry that is changed afterwards no longer fits its hash.",
                 d=day(first.registered), h=first.hash)]  # fmt: skip
    if int(first.registered[:4]) > one.answered.registration.last_year:
        said.append(rich("That was after the years looked at, so the data were there to be seen: "
                         "it is a look back, not a test set in advance."))  # fmt: skip
    later = [day(entry.registered) for entry in one.entries[1:]]
    if later:
        said.append(rich("Registered again on {d}, each beside the first.", d=", ".join(later)))
    if not one.changes:
        said.append(rich("Nothing has changed since it was first registered."))
        return (Prose(tuple(said)),)
    said.append(rich("Changed since it was first registered, as shown below."))
    return (Prose(tuple(said)), changes_table(one))


def _power(one: Examined) -> tuple[Block, ...]:
    power, figure = one.answered.power, one.power
    words = [rich("{s}", s=power.sentence)]
    least = one.answered.registration.decision.smallest
    if figure is not None and power.smallest is not None:
        words.append(
            rich("So this design would usually show effects of {f} or more; the smallest that "
                 "matters is {m}{s}.", f=figure, m=one.written(least),
                 s=", which it would seldom show" if power.smallest > least else
                 ", which it would usually show")
        )  # fmt: skip
    elif power.smallest is None:
        words.append(rich("So nothing could be seen with this design."))
    table = power_table(one)
    return (Prose(tuple(words)), *((table,) if table is not None else ()))


def _pictures(one: Examined) -> tuple[Block, ...]:
    found = [chart for chart in (gap_chart(one), event_chart(one)) if chart is not None]
    return tuple(found) or (Note("no data", rich("Too few places for further pictures.")),)


def _methods(one: Examined) -> tuple[Block, ...]:
    return (estimators_chart(one), Prose((rich("{l}", l=LOG_POINTS),)))


def _checks(one: Examined) -> tuple[Block, ...]:
    failed = sum(d.passed is False for e in one.answered.estimates for d in e.diagnostics)
    unknown = sum(d.passed is None for e in one.answered.estimates for d in e.diagnostics)
    words = rich(
        "{f} {v}; {u} cannot be told. A check that passes does not show that its assumption holds.",
        f="No check failed" if not failed else f"{failed} of the checks",
        v="" if not failed else "failed", u=str(unknown) if unknown else "none",
    )  # fmt: skip
    return (Prose((_tidy(words),)), checks_table(one))


def _tidy(text: RichText) -> RichText:
    return rich("{t}", t="".join(getattr(s, "text", "") for s in text).replace(" ;", ";"))


def _donors(one: Examined) -> tuple[Block, ...]:
    panel = one.answered.panel
    asked = one.answered.registration.donors
    words = rich(
        "{n} places of the same kind have every figure from {a} to {b} and are compared with; "
        "{l} {v} left out on purpose, for the reasons below.",
        n=str(len(panel.control_names)), a=panel.times[0], b=panel.times[-1],
        l=str(len(asked.leave_out)) if asked.leave_out else "none",
        v="is" if len(asked.leave_out) == 1 else "are",
    )  # fmt: skip
    tables = (weights_table(one), left_out_table(one))
    return (Prose((words,)), *(table for table in tables if table is not None))


def _rings(one: Examined) -> tuple[Block, ...]:
    if one.rings is None:
        return (Note("no data", rich("{w}", w=one.rings_why)),)
    check = one.rings.diagnostics[0]
    words = rich("{s} Distances are in km.", s=check.sentence)
    return (Prose((words,)), rings_table(one))


def _grade(one: Examined) -> tuple[Block, ...]:
    found = one.deciding
    assert found is not None
    words = rich(
        "Grade {g} of 5 on the Maryland scientific methods scale. {r} A trial would be 5; 3 is "
        "before and after with a comparison group.", g=str(found.grade.level), r=found.grade.reason,
    )  # fmt: skip
    return (Prose((words,)),)


def _verdict(one: Examined) -> tuple[Block, ...]:
    rule = rich(
        "Yes when the effect can be told from none and is at least {m}; no when the whole interval "
        "leaves out every effect that would matter; else, or when a required check does not pass, "
        "the data cannot say.",
        m=one.written(one.answered.registration.decision.smallest),
    )
    verdict = one.answered.verdict
    answer = f"{verdict.answer[:1].upper()}{verdict.answer[1:]}"
    entries = (
        ("The rule, as registered", rule),
        ("The answer", rich("{a}. {s}", a=answer, s=verdict.sentence)),
    )
    return (Definitions(entries),)


def _doubts(one: Examined) -> tuple[Block, ...]:
    asked = one.answered.registration
    notes = dict.fromkeys((*asked.caveats, *one.answered.notes))
    words = tuple(rich("{n}", n=_sentence(note)) for note in notes)
    return (Prose(words or (rich("Nothing was noted beside the checks above."),)),)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _sources(one: Examined) -> tuple[Block, ...]:
    words = tuple(rich("{s}", s=_sentence(source)) for source in one.answered.registration.sources)
    releases = tuple(
        (source.title, rich("{p}, released {d} ({i}).", p=source.publisher,
                            d=day(str(source.released)), i=source.id))
        for source in one.sources
    )  # fmt: skip
    intro = rich("What happened, and when, is from:")
    return (Prose((intro, *words)), *((Definitions(releases),) if releases else ()))
