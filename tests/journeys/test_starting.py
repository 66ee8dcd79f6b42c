"""`growthplan init`: a plan that is valid from the first day, for every authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.journeys import checking, folders, prefilling, starting
from growthplan.journeys.prefilling import thousandths
from growthplan.plan import FOLDERS, LAYOUTS, Plan, read_plan
from growthplan.plan.guidance import GUIDANCE, REQUIREMENTS
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError, PlaceKind

AUTHORITIES = (
    "E47000001", "E47000002", "E47000003", "E47000004", "E47000006", "E47000007", "E47000008",
    "E47000009", "E47000012", "E47000013", "E47000014", "E47000015", "E47000016", "E47000017",
    "E47000018", "E61000001",
)  # fmt: skip
OTHERS = ("E06000053", "E08000038", "E06000023", "E07000146", "S12000013", "N34000002")
"""Isles of Scilly, Barnsley (a new code), Bristol, City of, King's Lynn and West Norfolk, Na
h-Eileanan Siar, Derry-Londonderry."""
DAY = date(2026, 3, 1)
NEEDS = {"zones.yaml": ("sites.yaml",)}
"""Examples that name those of another file."""
EXPECTED = {"plan-not-followed", "plan-unused-source"}
"""Warnings of examples that nothing refers to yet."""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("store") / "none.duckdb") as store:
        yield store


def faults_of(held: Store, texts: Mapping[str, str]) -> tuple[Plan | None, list[Fault]]:
    outside, _ = checking.known_outside(Path("nowhere"))
    files = {name: text.encode() for name, text in texts.items()}
    return read_plan(files, held.gazetteer, **outside, statistics=set(held.indicators))


def uncommented(text: str) -> str:
    """A file as an editor leaves it that takes one # away from every line that starts with it."""
    return re.sub(r"^#(#?) ?", lambda found: "# " if found[1] else "", text, flags=re.MULTILINE)


def test_the_authorities_here_are_all_that_there_are(held: Store) -> None:
    current = held.gazetteer.of_kind(PlaceKind.CITY_REGION)
    strategic = sorted(p.code for p in current if p.code.startswith(starting.STRATEGIC))
    assert tuple(strategic) == AUTHORITIES


@pytest.mark.parametrize("code", [*AUTHORITIES, *OTHERS])
def test_a_new_plan_is_valid_as_it_stands_and_with_its_examples(held: Store, code: str) -> None:
    texts = starting.plan_text(held, held.gazetteer[code], "my-plan", DAY)
    plan, faults = faults_of(held, texts)
    assert faults == []
    assert plan is not None
    assert (plan.place, plan.horizon.start, plan.horizon.end) == (code, 2026, 2036)
    assert not [line for text in texts.values() for line in text.splitlines() if len(line) > 100]
    whole = {name: uncommented(text) for name, text in texts.items()}
    plan, faults = faults_of(held, whole)
    assert {fault.code for fault in faults} <= EXPECTED, faults
    assert plan is not None
    assert all(getattr(plan, name) for name in _lists())


def test_the_examples_of_each_file_can_be_used_by_themselves(held: Store) -> None:
    texts = starting.plan_text(held, held.gazetteer["E47000015"], "my-plan", DAY)
    whole = {name: uncommented(text) for name, text in texts.items()}
    for name in LAYOUTS:
        some = {one: whole[one] for one in (name, *NEEDS.get(name, ()))}
        _, faults = faults_of(held, {**texts, **some})
        assert {fault.code for fault in faults} <= EXPECTED, (name, faults)


def _lists() -> tuple[str, ...]:
    """Every kind of entry that a plan has."""
    kinds = ("sectors", "opportunities", "levers", "devolution", "other_money", "indicators",
             "strategies", "priorities", "pipeline", "claims", "decisions", "principles",
             "predecessors", "themes", "settlement")  # fmt: skip
    return (*kinds, *(name for name in FOLDERS if name in Plan.model_fields))


def test_there_is_a_template_for_every_file_of_a_plan() -> None:
    templates = Path(starting.__file__).parents[1] / "plan" / "blank"
    assert {path.name for path in templates.glob("*.yaml")} == set(LAYOUTS)


def test_the_files_say_what_the_guidance_asks(held: Store) -> None:
    texts = starting.plan_text(held, held.gazetteer["E47000003"], "my-plan", DAY)
    said = " ".join(re.sub(r"\n## ?", " ", text) for text in texts.values())
    assert all(f'"{one.title}": {one.asks}' in said for one in REQUIREMENTS)
    assert GUIDANCE in said
    assert "{{" not in said


def test_figures_are_those_that_were_published(held: Store) -> None:
    texts = starting.plan_text(held, held.gazetteer["E47000001"], "my-plan", DAY)
    said = re.sub(r"\n##\s+", " ", texts["plan.yaml"])
    # ONS, subregional productivity, June 2025: £39.8 an hour and 1,496,900 jobs in 2023.
    assert "GVA per hour worked in Greater Manchester was £39.8 in 2023" in said
    assert "June 2025 edition" in said
    assert "1,496,900" in said
    assert "6.2% below England in 2023" in said
    assert "Bolton (E08000001) 10.3%" in said


def test_shares_of_the_authorities_follow_their_people(held: Store) -> None:
    weights = prefilling.weights_of(held, held.gazetteer.local_authorities_of("E47000004"))
    assert (weights.what, weights.year) == ("people", "2022")
    assert max(weights.shares, key=lambda name: weights.shares[name]) == "Liverpool"
    assert sum(weights.shares.values()) == pytest.approx(1, abs=1e-9)


@given(st.lists(st.floats(1, 1e7), min_size=1, max_size=40))
def test_thousandths_add_up_and_stay_close(values: list[float]) -> None:
    shares = thousandths(values)
    assert sum(round(1000 * one) for one in shares) == 1000
    total = sum(values)
    assert all(abs(one - value / total) < 0.001 for one, value in zip(shares, values, strict=True))


def test_sectors_are_those_with_the_highest_share_first(held: Store) -> None:
    texts = starting.plan_text(held, held.gazetteer["E47000001"], "my-plan", DAY)
    found = re.findall(
        r"- (.+?) had ([\d.]+) times", re.sub(r"\n##\s+", " ", texts["sectors.yaml"])
    )
    quotients = [float(value) for _, value in found]
    assert len(quotients) == prefilling.SUGGESTED
    assert quotients == sorted(quotients, reverse=True)
    assert re.findall(r"^#     title: (.+)", texts["sectors.yaml"], re.MULTILINE)[:4] == [
        title for title, _ in found
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("TLD3", "E47000001"), ("greater manchester", "E47000001"), ("Leeds", "E08000035"),
     ("E12000007", "E61000001"), ("North East", "E47000014")],
)  # fmt: skip
def test_a_place_may_be_named_in_any_way(held: Store, typed: str, code: str) -> None:
    assert starting.place_to_plan_for(held.gazetteer, typed).code == code


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("North West", ("neither a strategic authority nor", "Lancashire (E47000018)", "measure")),
        ("North of Tyne", ("ended in 2023", "followed by North East (E47000014)")),
        ("Allerdale", ("ended in", "Cumberland (E06000063)")),
        ("Grater Manchester", ("No place is called", "Greater Manchester (E47000001)")),
        ("UK", ("neither",)),
    ],
)
def test_other_places_are_refused_with_a_way_on(
    held: Store, tmp_path: Path, typed: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(GrowthplanError) as refused:
        starting.start_from(held, typed, tmp_path / "plan", DAY)
    assert all(word in str(refused.value) for word in words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("E08000035", "is made by West Yorkshire (E47000003)"),
        ("E07000066", "it lies in none"),
        ("S12000049", "not in England"),
        ("E47000001", ""),
    ],
)
def test_a_word_for_those_of_whom_no_plan_is_asked(
    held: Store, tmp_path: Path, code: str, word: str
) -> None:
    made = starting.start_from(held, code, tmp_path / "plan", DAY)
    assert len(made.notes) == bool(word)
    assert word in " ".join(made.notes)


def test_a_folder_with_something_in_it_is_left_alone(held: Store, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("mine", "utf-8")
    with pytest.raises(GrowthplanError, match="has something in it; nothing was written"):
        starting.start_from(held, "Leeds", tmp_path, DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
    assert (tmp_path / "plan.yaml").read_text("utf-8") == "mine"


def test_a_file_in_the_way_is_left_alone(held: Store, tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("mine", "utf-8")
    for folder in (tmp_path / "plan", tmp_path / "plan" / "within"):
        with pytest.raises(GrowthplanError, match=r"nothing was written|can't be written"):
            starting.start_from(held, "Leeds", folder, DAY)
    assert (tmp_path / "plan").read_text("utf-8") == "mine"


def test_an_empty_folder_is_filled_and_stays_itself(held: Store, tmp_path: Path) -> None:
    before = tmp_path.stat().st_ino
    starting.start_from(held, "Leeds", tmp_path, DAY)
    assert tmp_path.stat().st_ino == before
    assert {path.name for path in tmp_path.iterdir()} == set(LAYOUTS)


@pytest.mark.parametrize("there_already", [True, False])
def test_a_start_that_fails_leaves_nothing(
    held: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there_already: bool
) -> None:
    folder = tmp_path / "plan"
    if there_already:
        folder.mkdir()
    write = Path.write_text

    def full(path: Path, *rest: str, **more: str) -> int:
        if path.name == "levers.yaml":
            raise OSError(28, "No space left on device")
        return write(path, *rest, **more)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(GrowthplanError, match="No space left on device"):
        starting.start_from(held, "Leeds", folder, DAY)
    assert [path.name for path in tmp_path.rglob("*")] == (["plan"] if there_already else [])


def test_what_was_moved_goes_again_when_the_rest_cannot_be(
    held: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def stuck(path: Path, target: Path) -> Path:
        if path.name == "sites.yaml":
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stuck)
    with pytest.raises(GrowthplanError, match="Input/output error"):
        starting.start_from(held, "Leeds", tmp_path, DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_build_never_takes_the_place_of_a_new_plan(held: Store, tmp_path: Path) -> None:
    starting.start_from(held, "Leeds", tmp_path / "plan", DAY)
    with (
        pytest.raises(GrowthplanError, match="they would be lost"),
        folders.replaced_folder(tmp_path / "plan"),
    ):
        pass


@pytest.mark.parametrize(
    ("folder", "called"),
    [("my-plan", "my-plan"), ("plans/leeds", "plans/leeds"), ("my plan", "'my plan'"),
     ("../leeds", "leeds"), ("/elsewhere/leeds", "leeds")],
)  # fmt: skip
def test_a_plan_does_not_say_where_it_lies_on_this_machine(folder: str, called: str) -> None:
    assert starting.as_typed(Path(folder)) == called


def test_a_plan_started_here_is_called_by_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leeds").mkdir()
    monkeypatch.chdir(tmp_path / "leeds")
    assert starting.as_typed(Path(".")) == "leeds"
