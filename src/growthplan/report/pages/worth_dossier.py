"""The five cases of a dossier as blocks: what each says, and what a business case still lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from growthplan.appraisal import CASES, QUESTIONS, Dossier, Statement
from growthplan.report.model import Definitions, Prose, Section
from growthplan.report.prose import RichText, Span, Words, rich
from growthplan.report.table import Column, Row, Table

COLUMNS = (
    Column("case", "Case", kind="text"),
    Column("heading", "Point", kind="text"),
    Column("text", "What is known", kind="text"),
    Column("state", "In the plan?", kind="verdict"),
)


def case_sections(told: Dossier, without: Collection[str] = ()) -> tuple[Section, ...]:
    """A section a case, statements of one heading together; headings of `without` left out."""
    return tuple(
        Section(
            f"case-{name.casefold()}",
            f"{name} case: {_small(QUESTIONS[name])}",
            (_statements([one for one in told.cases[name] if one.heading not in without]),),
        )
        for name in CASES
    )


def _small(question: str) -> str:
    return question[:1].lower() + question[1:]


def _statements(statements: Iterable[Statement]) -> Definitions | Prose:
    """Terms with what is said of each; what is missing looks different."""
    found: dict[str, list[Statement]] = {}
    for one in statements:
        if one.text.strip():
            found.setdefault(one.heading, []).append(one)
    if not found:
        return Prose((rich("The plan says nothing of it."),))
    return Definitions(tuple((heading, _joined(held)) for heading, held in found.items()))


def _joined(held: list[Statement]) -> RichText:
    spans: list[Span] = []
    for n, one in enumerate(held):
        text = one.text if one.text.endswith((".", "?", "!")) else f"{one.text}."
        start = " " if n else ""
        if one.missing:
            spans += [Words(start), Words("Missing:", "strong"), Words(f" {text}")]
        else:
            spans.append(Words(f"{start}{text}"))
    return tuple(spans)


def dossier_rows(told: Dossier) -> tuple[Row, ...]:
    """Every statement with its case, for the files."""
    return tuple(
        (name, one.heading, one.text, "no, missing" if one.missing else "yes")
        for name in CASES
        for one in told.cases[name]
    )


def gaps_in_words(told: Dossier) -> str:
    """What is missing, as a sentence has it; empty when nothing is."""
    missing = [gap.partition(": ")[2] for gap in dict.fromkeys(told.gaps)]
    small = [f"{each[:1].lower()}{each[1:]}" for each in missing]
    return f"{', '.join(small[:-1])} and {small[-1]}" if len(small) > 1 else "".join(small)


def gaps_table(told: Dossier, id_: str, source: str) -> Table | None:
    """What a business case needs and the plan does not say."""
    rows = tuple(
        (name, one.heading, one.text) for name in CASES for one in told.cases[name] if one.missing
    )
    if not rows:
        return None
    return Table(id_, "What a business case needs and the plan does not say yet", COLUMNS[:3], rows,
                 source)  # fmt: skip
