"""Sheets of words: how to read the workbook, principles, the five cases, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.appraisal import QUESTIONS, Dossier, dossier, plan_dossier
from growthplan.publishers.appraisal_workbook.cells import NOTHING, Input, Line, Sheet
from growthplan.publishers.appraisal_workbook.told import Told

COVER = "How to read"
_WHOLE = "the whole"


def cover_sheet(told: Told, sheets: tuple[Sheet, ...]) -> Sheet:
    """What the workbook is, how it is kept honest, and what each sheet holds."""
    found = told.appraised
    under = f", under the scenario {found.scenario}" if found.scenario else ""
    lines = [
        ("What this is", f"The appraisal of {found.title}{under}, after HM Treasury's Green Book, "
         "with results as formulas."),
        ("Following a number", "Summary adds up Welfare by year; each line there goes step by step "
         "from Plan by year (what the plan gives) and Model (what the model finds), through "
         "prices, bias and additionality, to its present value."),
        ("Changing a number", "Change Inputs, Actions, Discount rates or Plan by year (the cells "
         "with a yellow ground). What the model finds answers to the plan's money only when "
         "growthplan is run again: see What formulas cannot do."),
        ("What formulas cannot do", f"Low, high and chance are of {found.draws:,} draws of the "
         "model (grey ground); so are the rows of the sheet Model, which are means over the draws. "
         "Formulas work on these means, and so do the program's own results: they are the same."),
        ("Two ledgers", "Welfare of the country and the local ledger stand side by side. No "
         "formula adds one to the other."),
        ("Money", f"£ million at {found.price_year} prices, present value in "
         f"{found.decision_year}, unless a column says otherwise. Costs are above 0."),
        ("Assumed", "What no published figure stands behind is marked as assumed or illustrative "
         "wherever it stands."),
        (NOTHING, "Stands where there is nothing to show: not published, not valued, or not for "
         "this row."),
        ("Sentences", "Words in the sheets Principles and Five cases quote numbers as they were "
         "when the workbook was written."),
        ("Run", f"growthplan {told.run.version}, run {told.run.id}, seed {found.seed}."),
        *((f"Note {n}", note) for n, note in enumerate(found.notes, 1)),
    ]  # fmt: skip
    rows: list[Line] = [*lines, *((f"Sheet: {one.name}", one.title) for one in sheets)]
    return Sheet(COVER, f"{found.title}: appraisal", "How to read this workbook.",
                 ("Topic", "What to know"), tuple(rows), (30, 110))  # fmt: skip


def principles_sheet(told: Told) -> Sheet:
    """How each action stands to each principle of the plan."""
    rows: list[Line] = [
        (member.id, test.title, test.verdict, test.in_plan, test.evidence or NOTHING,
         " ".join(test.facts) or NOTHING)
        for member in told.members
        for test in member.found.principles
    ]  # fmt: skip
    headings = ("Action", "Principle", "Verdict", "The plan says", "On what", "Worked out here")
    return Sheet("Principles", "Tests of the plan's principles", "Unknown is an answer of its own.",
                 headings, tuple(rows), (26, 24, 11, 14, 60, 80), 2)  # fmt: skip


def dossier_sheet(told: Told) -> Sheet:
    """The five cases: of the whole first, then of each action."""
    actions = {one.id: one for one in told.plan.interventions}
    rows: list[Line] = []
    if len(told.members) > 1:
        rows += _cases(_WHOLE, plan_dossier(told.plan, told.appraised))
    for member in told.members:
        price_year = told.appraised.price_year
        made = dossier(told.plan, actions[member.id], member.found, price_year)
        rows += _cases(member.id, made)
    about = (
        "Strategic, economic, commercial, financial, management. Missing is said, not filled in."
    )
    headings = ("Of", "Case", "Question", "Heading", "What the plan and the model say", "Missing?",
                "Sources")  # fmt: skip
    return Sheet("Five cases", "Five-case dossiers", about, headings, tuple(rows),
                 (26, 13, 34, 30, 100, 10, 30), 2)  # fmt: skip


def _cases(name: str, made: Dossier) -> Iterator[Line]:
    for case, statements in made.cases.items():
        for one in statements:
            yield (name, case, QUESTIONS[case], one.heading, one.text,
                   "yes" if one.missing else "no", ", ".join(one.sources) or NOTHING)  # fmt: skip


def assumptions_sheet(told: Told) -> Sheet:
    """Every assumption that a line rests on, with its grade and source."""
    used = {name for m in told.members for line in m.found.lines for name in line.rests_on}
    used |= {name for name in told.setting.assumptions if name.startswith("appraisal.")}
    rows: list[Line] = []
    for name in sorted(used & set(told.setting.assumptions)):
        held = told.setting.assumptions[name]
        numbers = [NOTHING if n is None else Input(n, "fine")
                   for n in (held.value, held.low, held.high)]  # fmt: skip
        rows.append((name, held.title, *numbers, held.unit, held.grade, held.status,
                     "yes" if held.is_assumed else "no", held.source,
                     held.caveat or NOTHING))  # fmt: skip
    headings = ("Assumption", "Title", "Value", "Low", "High", "Unit", "Grade", "Status",
                "Assumed?", "Source", "Caveat")  # fmt: skip
    about = "The model rests on more, which each figure's own page or growthplan explain names."
    return Sheet("Assumptions", "Assumptions that lines rest on", about, headings, tuple(rows),
                 (40, 50, 12, 12, 12, 26, 20, 14, 11, 60, 60))  # fmt: skip


def sources_sheet(told: Told) -> Sheet:
    """Sources of the plan that its money and benefits name."""
    rows: list[Line] = [
        (name, source.publisher, source.citation, source.url or NOTHING)
        for name, source in sorted(told.plan.sources.items())
    ]
    return Sheet("Plan sources", "Sources of the plan", "As the plan cites them.",
                 ("Source", "Publisher", "Citation", "Address"), tuple(rows),
                 (30, 40, 80, 60))  # fmt: skip
