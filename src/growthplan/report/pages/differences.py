"""What changed between two plans, as a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from growthplan.plan.differences import Difference
from growthplan.report.model import Definitions, Page, Prose, Report, Section
from growthplan.report.prose import RichText, Words

LEDE = (
    "Lists in another order are no difference; money that left one year or line for another was "
    "moved; a target that was replaced was revised."
)


def differences_report(
    headline: str,
    place: str,
    place_code: str,
    plan: str,
    differences: Sequence[Difference],
    notes: Iterable[str] = (),
) -> Report:
    """One page with a section for each thing that people argue about.

    `notes` are what else the reader has to know, such as targets that were overwritten.
    """
    said = tuple(_words(note) for note in notes)
    counts = _counts(differences)
    page = Page(
        "index",
        "What changed",
        headline,
        tuple(_words(text) for text in (counts, LEDE) if text),
        tuple(differences_sections(differences)),
        lead=(Prose(said),) if said else (),
    )
    return Report(plan, place, place_code, plan, (page,), (), ())


def differences_sections(differences: Iterable[Difference]) -> Iterable[Section]:
    """The differences under their headings, each with what its field means and where it is."""
    for section, found in groupby(differences, key=lambda one: one.section):
        entries = tuple((one.sentence, _words(_detail(one))) for one in found)
        yield Section(section.lower().replace(",", "").replace(" ", "-"), section,
                      (Definitions(entries),))  # fmt: skip


def _detail(one: Difference) -> str:
    """`Revised. Calendar year by which it is to be reached. (outcomes/jobs/target/year)`"""
    quoted = re.sub("`([^`]*)`", r"“\1”", one.meaning)
    meaning = f" {quoted}" if one.field and quoted else ""
    return f"{one.kind.capitalize()}.{meaning} ({one.where})"


def _counts(differences: Sequence[Difference]) -> str:
    words = [
        f"{sum(1 for _ in found):,} under {section}"
        for section, found in groupby(differences, key=lambda one: one.section)
    ]
    return f"{'; '.join(words)}." if words else ""


def _words(text: str) -> RichText:
    return (Words(text),)
