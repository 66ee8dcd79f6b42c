"""Choosing a portfolio of the real plan: inside the money, explained, and the same every time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from growthplan.cli import main
from growthplan.journeys.allocating import AllocatedPlan, Asked, allocate
from growthplan.settlement.portfolio import Depth
from growthplan.vocabulary import GrowthplanError

PLAN = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
QUICK = Depth(frequency=3, frontier=1)


def copy(folder: Path, changes: Mapping[str, tuple[str, str]]) -> Path:
    """The plan with texts of files replaced."""
    for path in PLAN.rglob("*.yaml"):
        name = path.relative_to(PLAN)
        if "scenarios" in name.parts:
            continue
        text = path.read_text("utf-8")
        for old, new in [changes[name.as_posix()]] if name.as_posix() in changes else []:
            assert old in text
            text = text.replace(old, new)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


SCALES = {
    "interventions/ai-adoption.yaml": ("evaluation:", "scale_max: 9\nevaluation:"),
    "interventions/management-support.yaml": (
        "evaluation:",
        "scale_max: 9\nlatest_start: 2027/28\nevaluation:",
    ),
    "funding.yaml": (
        "other_money:",
        "choice:\n  minimum_shares:\n    - {id: foundations, theme: foundations, share: 0.2,\n"
        "       why: A fifth at least, basis: illustrative}\n  capacities:\n"
        "    - {id: teams, title: Advice to firms, kind: revenue, functions: [economy],\n"
        "       amounts: {2026/27: 40, 2027/28: 40, 2028/29: 40}, basis: illustrative}\n"
        "other_money:",
    ),
}


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> AllocatedPlan:
    """A plan that could spend more than there is: two actions up to nine times over."""
    folder = copy(tmp_path_factory.mktemp("plan"), SCALES)
    store = tmp_path_factory.mktemp("held") / "statistics.duckdb"
    return allocate(folder, Asked(draws=24, depth=QUICK), store=store)


def test_the_money_is_kept_by_function_year_and_kind(chosen: AllocatedPlan) -> None:
    portfolio = chosen.portfolio
    moved = np.zeros(len(portfolio.choices.pots))
    amounts = {one.words: one.amount for one in portfolio.moved}
    for switch in portfolio.choices.switches:
        amount = amounts.get(switch.words, 0.0)
        moved[switch.out_of] -= amount
        moved[switch.into] += amount
    there = np.array([pot.amount for pot in portfolio.choices.pots]) + moved
    assert np.all(portfolio.spent <= there + 1e-5)
    out = {limit.rule: 0.0 for limit in portfolio.choices.limits}
    for switch in portfolio.choices.switches:
        if switch.rule in out:
            out[switch.rule] += amounts.get(switch.words, 0.0)
    assert all(out[limit.rule] <= limit.amount + 1e-5 for limit in portfolio.choices.limits)


def test_rules_of_the_plan_and_commitments_are_kept(chosen: AllocatedPlan) -> None:
    portfolio = chosen.portfolio
    for rule in portfolio.choices.rules:
        found = float(rule.weights @ portfolio.chosen)
        kept = (
            found >= rule.bound - 1e-6 if rule.sense == "at least" else found <= rule.bound + 1e-6
        )
        assert kept, rule.words
    named = {v.project for v in portfolio.verdicts if v.chosen}
    assert {p.id for p in portfolio.choices.projects if p.committed} <= named
    assert portfolio.gap <= 1e-5


def test_more_is_asked_for_than_there_is_and_money_has_a_price(chosen: AllocatedPlan) -> None:
    scales = {v.project: v.scale for v in chosen.portfolio.verdicts if v.chosen}
    assert scales["ai-adoption"] > 1
    assert chosen.portfolio.prices
    assert any("at the margin" in price.sentence for price in chosen.portfolio.prices)


def test_without_consent_no_money_moves_that_needs_one(tmp_path: Path) -> None:
    folder = copy(tmp_path, SCALES)
    made = allocate(folder, Asked(draws=8, consent=False, depth=Depth(0, 0)))
    assert not [s for s in made.portfolio.choices.switches if "needs consent" in s.words]
    assert made.portfolio.choices.switches


def test_figures_and_tables_add_up(chosen: AllocatedPlan) -> None:
    funded = [f for f in chosen.figures if f.id.startswith("funded/")]
    total = sum(float(f.value or 0) for f in funded)
    assert total == pytest.approx(1e6 * float(chosen.portfolio.spent.sum()), abs=1)
    rows = chosen.tables["phasing"]
    assert sum(row["pounds"] for row in rows) == pytest.approx(total, abs=1)
    assert len({f.id for f in chosen.figures}) == len(chosen.figures)
    assert any("not secured" in note for note in chosen.notes)
    assert any("Run whole" in note for note in chosen.notes)
    unknown = [v for v in chosen.portfolio.verdicts if v.alone is None]
    assert unknown
    assert all("cannot be told" in v.sentence.casefold() for v in unknown)


def test_the_command_is_json_and_the_same_every_time(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["allocate", str(PLAN), "--draws", "8", "--forbid", "rapid-transit",
             "--require", "carr-mill-station", "--objective", "jobs",
             "--store", str(tmp_path / "s.duckdb"), "--json"]  # fmt: skip
    seen = []
    for _ in range(2):
        with pytest.raises(SystemExit) as stopped:
            main(words)
        assert not stopped.value.code
        seen.append(json.loads(capsys.readouterr().out))
    one, two = seen
    one["run"] = two["run"] = None
    assert one == two
    verdicts = {row["project"]: row for row in one["tables"]["projects"]}
    assert not verdicts["rapid-transit"]["chosen"]
    assert verdicts["carr-mill-station"]["chosen"]
    assert {row["asked"] for row in one["tables"]["overrides"]} >= {"required", "forbidden"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(require=("rapid-transitt",)), "'rapid-transit'"),
        (Asked(require=("adult-skills",)), "cannot be chosen"),
        (Asked(require=("rapid-transit",), forbid=("rapid-transit",)), "both required and"),
        (Asked(criterion="target"), "needs a target"),
        (Asked(target=3.0), "goes with --criterion target only"),
        (Asked(seconds=0.0), "is none"),
        (Asked(gap=2.0), "is no share"),
        (Asked(draws=0), "draws"),
        (Asked(forbid=("runcorn-station",)), "these 2 cannot all be kept"),
    ],
)
def test_what_cannot_be_asked_is_told(asked: Asked, said: str) -> None:
    few = Asked(**{**vars(asked), "draws": min(asked.draws, 8)})
    with pytest.raises(GrowthplanError) as raised:
        allocate(PLAN, few)
    assert said in str(raised.value)
