"""What `growthplan evaluate PLAN` prints, and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console

from growthplan.cli.evaluate_tables import estimate_row
from growthplan.cli.terminal import table
from growthplan.evaluation import METHODS, Answered, Estimate, power_figure, shown
from growthplan.journeys.evaluating_registered import EvaluatedPlan
from growthplan.journeys.learning import Proposal
from growthplan.journeys.result import as_json
from growthplan.journeys.running import stamped
from growthplan.vocabulary import Figure


def plan_as_json(made: EvaluatedPlan, changes: Sequence[Proposal]) -> dict[str, Any]:
    """Answers, estimates, diagnostics, power, paths and weights by evaluation, in long tables."""
    tables: dict[str, list[dict[str, Any]]] = {
        "answers": [_answer_row(one) for one in made.answers],
        "estimates": [],
        "diagnostics": [],
        "power": [],
        "paths": [],
        "weights": [],
        "proposals": [
            {
                "evaluation": name, "file": one.file, "difference": one.difference,
                "standing": one.standing, **asdict(learned),
            }
            for one in changes
            for name, learned in zip(one.evaluations, one.learned, strict=True)
        ],
    }  # fmt: skip
    for one in made.answers:
        name = {"evaluation": one.registration.id}
        tables["power"] += [name | row for row in one.power.curve.to_dicts()]
        for found in one.estimates:
            key = name | {"estimator": found.estimator}
            tables["estimates"].append(name | estimate_row(found))
            tables["diagnostics"] += [
                key | {"name": d.name, "verdict": d.verdict, "sentence": d.sentence}
                for d in found.diagnostics
            ]
            for part, rows in (("path", "paths"), ("weights", "weights")):
                if part in found.tables:
                    tables[rows] += [key | row for row in found.tables[part].to_dicts()]
    figures = [figure for one in made.answers for figure in (*one.figures, _power(one, made))]
    notes = [f"{one.registration.id}: {n}" for one in made.answers for n in one.notes]
    return as_json(figures, tables, notes, made.run)


def _power(one: Answered, made: EvaluatedPlan) -> Figure:
    return stamped([power_figure(one)], made.run)[0]


def _answer_row(one: Answered) -> dict[str, Any]:
    return {
        "evaluation": one.registration.id,
        "title": one.registration.title,
        "question": one.registration.question,
        "answer": one.verdict.answer,
        "why": one.verdict.sentence,
        "standing": list(one.standing),
        "smallest_effect_shown": one.power.smallest,
        "power": one.power.sentence,
        "unit": one.unit,
    }


def print_answers(
    console: Console, made: EvaluatedPlan, changes: Sequence[Proposal], written: Sequence[str]
) -> None:
    """Each question with its answer, estimates and doubts; then what they teach."""
    for one in made.answers:
        _print_answer(console, one)
    for change in changes:
        for learned in change.learned:
            console.print(f"\n{learned.sentence}", highlight=False, markup=False)
        console.print(f"Standing: {change.standing}.", highlight=False, markup=False)
        console.print(change.difference, highlight=False, markup=False, soft_wrap=True)
    if written:
        console.print(f"Written: {', '.join(written)}. Next: growthplan project", highlight=False)
    console.print(
        f"\nRun {made.run.id}. Next: --json for paths and weights, --propose for what was learned",
        highlight=False,
        soft_wrap=True,
    )


def _print_answer(console: Console, one: Answered) -> None:
    def say(text: str, style: str = "") -> None:
        console.print(text, highlight=False, markup=False, style=style)

    say(one.registration.title, "bold")
    say(one.registration.question)
    say(f"Answer: {one.verdict.answer}. {one.verdict.sentence}")
    for sentence in (*one.standing, one.power.sentence):
        say(sentence)
    rows = [_row(found, one.unit) for found in one.estimates]
    heads = [("Estimator", "left"), ("Effect", "right"), ("Range", "right"), ("p", "right"),
             ("Maryland", "right"), ("Failed checks", "left")]  # fmt: skip
    if rows:
        console.print(table(heads, rows))
    for note in one.registration.caveats:
        say(f"- {note}")
    say("")


def _row(found: Estimate, unit: str) -> tuple[str, ...]:
    ends = "not known"
    if found.low is not None and found.high is not None:
        ends = f"{shown(found.low, unit)} to {shown(found.high, unit)}"
    failed = ", ".join(d.name for d in found.diagnostics if d.passed is False)
    p = "" if found.p_value is None else f"{found.p_value:.2f}"
    return (
        METHODS[found.estimator].title, shown(found.effect, unit),
        ends.replace(" log points", ""), p, str(found.grade.level), failed or "none",
    )  # fmt: skip
