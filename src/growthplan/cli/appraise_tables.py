"""What `growthplan appraise` prints, and the tables of its JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table

from growthplan.appraisal import (
    Appraisal,
    Appraised,
    Range,
    dossier,
    flow_frame,
    plan_dossier,
    pounds,
    summary_rows,
    switching_sentence,
)
from growthplan.appraisal.sentences import bcr_sentence, npsv_sentence, ratio_in_words
from growthplan.cli.terminal import table
from growthplan.journeys.appraising import AppraisedPlan
from growthplan.vocabulary import display

_MOST_SHARES = 10
_FURTHEST = 5.0
"""Changes beyond this many times a line are no test of anything."""


def print_appraisal(console: Console, made: AppraisedPlan) -> None:
    """The headline, the tables, what is not valued, the notes, and what to try next."""
    found = made.appraised
    under = f", under the scenario {found.scenario}" if found.scenario else ""
    console.print(f"{found.title}: worth of its actions{under}", highlight=False)
    one = found.actions[0] if len(found.actions) == 1 else None
    lead = (
        (npsv_sentence(one, found.price_year), bcr_sentence(one), one.optimism)
        if one
        else found.sentences
    )
    for sentence in filter(None, lead):
        console.print(sentence, highlight=False, markup=False)
    for each in _of_one(one) if one else _of_all(found):
        console.print()
        console.print(each)
    if one is not None:
        _print_rest(console, one)
    console.print("\nNotes", style="bold")
    for note in (*(one.notes if one else ()), *found.notes):
        console.print(f"- {note}", highlight=False, markup=False)
    after = "--json for every line by year" if one else "ACTION for its lines"
    console.print(
        f"\n{found.draws:,} draws, seed {found.seed}, run {made.run.id}. "
        f"Next: growthplan appraise PLAN {after}",
        highlight=False,
        soft_wrap=True,
    )


def _of_all(found: Appraised) -> Iterator[Table]:
    rows = [
        [
            one.title,
            pounds(one.npsv.mean) if one.is_valued else "",
            _ends(one.npsv) if one.is_valued else "",
            ratio_in_words(one.bcr) if one.bcr and one.is_valued else "",
            pounds(one.public.mean),
            one.value_for_money,
        ]
        for one in sorted(found.actions, key=lambda a: (not a.is_valued, -a.npsv.mean))
    ]
    heads = _heads("Action", "NPSV", "90% range", "BCR", "public cost", last="does it pay?")
    yield table(heads, rows, "Worth to the country, present value")
    yield table(
        _heads("Action", "GVA here", "GVA, country", "jobs, gross", "jobs, net", "jobs, country"),
        [_local(one) for one in found.actions if one.local is not None],
        "Local ledger: contribution to GVA and jobs here, never added to worth",
    )
    if found.bundle is not None:
        shares = sorted(found.bundle.shares, key=lambda s: -s.order_free.mean)[:_MOST_SHARES]
        yield table(
            _heads("Action", "alone", "last in", "whatever the order"),
            [
                [s.title, *(pounds(r.mean) for r in (s.alone, s.last_in, s.order_free))]
                for s in shares
            ],
            "What each brings: benefits of the model, present value",
        )


def _heads(first: str, *numbers: str, last: str | None = None) -> list[tuple[str, str]]:
    """Columns: words on the left, numbers on the right, and words again."""
    right = [(name, "right") for name in numbers]
    return [(first, "left"), *right, *([] if last is None else [(last, "left")])]


def _local(one: Appraisal) -> list[str]:
    ledger = one.local
    assert ledger is not None
    money = (ledger.gva_net, ledger.gva_national)
    jobs = (ledger.jobs_gross, ledger.jobs_net, ledger.jobs_national)
    return [
        one.title,
        *(pounds(value.mean) for value in money),
        *(display(value.mean, "jobs") for value in jobs),
    ]


def _of_one(one: Appraisal) -> Iterator[Table]:
    rows = [
        [
            row.group,
            row.item,
            "" if row.value is None else _shown(row.value.mean, row.note),
            "" if row.value is None else _both(row.value, row.note),
            "assumed" if row.assumed else "",
        ]
        for row in summary_rows(one)
    ]
    heads = (("", "left"), *_heads("Item", "value", "90% range", last=""))
    yield table(heads, rows, "Appraisal summary, present value; two ledgers")
    if one.principles:
        yield table(
            [(name, "left") for name in ("Principle", "verdict", "the plan says", "worked out")],
            [[t.title, t.verdict, t.in_plan, " ".join(t.facts)] for t in one.principles],
            "Principles",
        )


def _print_rest(console: Console, one: Appraisal) -> None:
    if one.is_valued:
        console.print("\nWhat would have to change", style="bold")
        for line in one.switching:
            if line.change is not None and abs(line.change) <= _FURTHEST:
                text = switching_sentence(line.title, line.change, False)
                console.print(f"- {text}", highlight=False, markup=False)
    for each in one.sensitivities:
        console.print(f"- {each.title}: NPSV {pounds(each.npsv)}", highlight=False, markup=False)


def _shown(value: float, note: str) -> str:
    if note == "ratio":
        return ratio_in_words(Range(value, value, value))
    return display(value, "jobs") if note == "jobs" else pounds(value)


def _both(value: Range, note: str) -> str:
    return f"{_shown(value.low, note)} to {_shown(value.high, note)}"


def _ends(value: Range) -> str:
    return f"{pounds(value.low)} to {pounds(value.high)}"


def tables_as_json(made: AppraisedPlan) -> dict[str, pl.DataFrame | list[dict[str, Any]]]:
    """Every table by name; a workbook could be made of them alone."""
    found, setting = made.appraised, made.setting
    tables: dict[str, pl.DataFrame | list[dict[str, Any]]] = {"actions": found.summary}
    tables["lines"] = [
        {
            "action": one.id, "line": line.id, "title": line.title, "ledger": line.ledger,
            "side": line.side, "who": line.who, "kind": line.kind, "schedule": line.schedule,
            "assumed": line.assumed, "rests_on": list(line.rests_on), **asdict(line.value),
        }
        for one in found.actions for line in one.lines
    ]  # fmt: skip
    tables["principles"] = [
        {"action": one.id, **asdict(test)} for one in found.actions for test in one.principles
    ]
    tables["switching"] = [
        {"action": one.id, **asdict(line)} for one in found.actions for line in one.switching
    ]
    tables["local_ledger"] = [
        {"action": one.id, **asdict(one.local)} for one in found.actions if one.local
    ]
    tables["sensitivities"] = [
        {"action": one.id, **asdict(each)} for one in found.actions for each in one.sensitivities
    ]
    tables["claims"] = [
        {"action": one.id, "announced": text} for one in found.actions for text in one.claims
    ]
    tables["not_valued"] = [
        {"action": one.id, "what": text} for one in found.actions for text in one.not_valued
    ]
    if found.bundle is not None:
        tables["bundle"] = [asdict(found.bundle)]
    if len(found.actions) == 1:
        one = found.actions[0]
        action = next(a for a in made.plan.interventions if a.id == one.id)
        tables["flows"] = flow_frame(one, made.discounting.standard, made.discounting.health)
        told = dossier(setting.plan, action, one, found.price_year)
    else:
        told = plan_dossier(setting.plan, found)
    tables["dossier"] = [
        {"case": name, **asdict(statement)}
        for name, statements in told.cases.items()
        for statement in statements
    ]
    return tables
