"""What changed since the last publication: why figures moved, which most, and what to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from growthplan.report.changes import CAUSES, Changes, Moved, in_words
from growthplan.report.changes import change_records as records
from growthplan.report.changes import input_records as inputs_of
from growthplan.report.charts import Bar, bars
from growthplan.report.model import (
    Block,
    Chart,
    Definitions,
    Download,
    Note,
    Page,
    Prose,
    Report,
    Section,
)
from growthplan.report.pages.files import downloads
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Cell, Column, Table
from growthplan.vocabulary import Figure

SLUG, NAME = "progress-changes", "What changed"
HEAD = "progress"
OF_CHANGES = frozenset(("changes-by-cause", "changes-all", "changes-inputs", "changes-tables"))
"""Tables of the page itself, which are no part of what is compared."""
MOST = 15
_SOURCE = "the last publication and this one, compared by growthplan"
_KINDS = {
    "moved": "number moved",
    "range": "range moved",
    "words": "words only",
    "added": "new",
    "removed": "gone",
}
_SEVERAL = "several causes"
_CHANGE = Column("change", "What moved", kind="text")
_COLUMNS = (
    Column("sentence", "Figure", kind="text"),
    Column("before", "Before", kind="written"),
    Column("after", "Now", kind="written"),
    _CHANGE,
    Column("cause", "Why", kind="text"),
    Column("steps", "Cause by cause", kind="text", files_only=True),
    Column("share", "Share of its size", "%", files_only=True),
    Column("rank_by_share", "Place by share", decimals=0, files_only=True),
    Column("rank_on_pages", "Place on the pages", decimals=0, files_only=True),
    Column("figure", "Id", kind="text", files_only=True),
)


def with_changes(report: Report, found: Changes) -> Report:
    """The report with a page on what changed, after the other pages on progress."""
    page = changes_page(found, report.by_id)
    pages = list(report.pages)
    last = max((n for n, one in enumerate(pages) if HEAD in (one.slug, one.under)), default=None)
    pages.insert(len(pages) - 2 if last is None else last + 1, page)
    return replace(report, pages=tuple(pages))


def changes_page(found: Changes, figures: Mapping[str, Figure]) -> Page:
    """The page; `figures` are those of this publication."""
    every = _table("changes-all", "Every figure that moved", found, found.moved)
    sections = [
        Section("say", "What can be said", _say(found, figures)),
        Section("why", "Which inputs changed", _inputs(found)),
        Section("most", "What moved most", _largest(found)),
        Section("seen", "What readers see first", _seen(found)),
        Section("all", "Everything that moved", _all(found, every)),
    ]
    return Page(
        SLUG,
        NAME,
        _title(found),
        _lede(found),
        tuple(sections),
        lead=_lead(found),
        downloads=(Download("What changed", "../changes.json", "JSON"), *downloads()),
        under=HEAD,
        beside=True,
    )


def _title(found: Changes) -> str:
    since = _day(found.since)
    moved = sum(one.kind == "moved" for one in found.moved)
    if not found.moved:
        return f"Nothing published has moved since {since}"
    if not moved:
        return f"No number that was published on {since} has moved"
    figures = "One number has" if moved == 1 else f"{moved:,} numbers have"
    return f"{figures} moved since {since}{_mostly(found)}"


def _mostly(found: Changes) -> str:
    numbers = replace(found, moved=tuple(one for one in found.moved if one.kind == "moved"))
    counts = numbers.counts()
    top = max(counts, key=lambda name: counts[name])
    if len(counts) > 1 and 2 * counts[top] <= len(numbers.moved):
        return ""
    many = "" if len(counts) == 1 else "mostly "
    return f", {many}by {_SEVERAL if top == 'several' else _name(top)}"


def _name(cause: str) -> str:
    return next((words for key, (words, _) in CAUSES.items() if key == cause), _SEVERAL)


def _lede(found: Changes) -> tuple[RichText, ...]:
    first = rich("Every figure reads as it did on {d}.", d=_day(found.since))
    if found.moved:
        n = {kind: f"{sum(one.kind == kind for one in found.moved):,}" for kind in _KINDS}
        first = rich(
            "Compared with {d}, {moved} numbers moved, {range} figures moved in their range only "
            "and {words} in their words only; {added} are new and {removed} are gone.",
            d=_day(found.since), **n,
        )  # fmt: skip
    split = "not told apart" not in found.counts()
    second = (
        "Each change is put down to its cause by working the figures out again with one input "
        "after another as it is now."
        if split
        else "Several inputs changed at once, and not all of their effects could be told apart."
    )
    third = (
        "A figure that is not listed here reads as it did; where a step is smaller than the "
        "figure’s own range, it says nothing by itself."
    )
    return first, rich("{t}", t=second), rich("{t}", t=third)


def _lead(found: Changes) -> tuple[Block, ...]:
    counts = found.counts()
    notes = tuple(Note("provisional", (Words(text),)) for text in found.notes)
    if not counts:
        return (Note("no data", rich("Nothing moved, so there is nothing to draw.")), *notes)
    rows = [(_SEVERAL if key == "several" else _name(key), many) for key, many in counts.items()]
    rows.sort(key=lambda row: -row[1])
    spoken = "; ".join(f"{name} {many:,}" for name, many in rows)
    table = Table(
        "changes-by-cause",
        "Figures that moved, by cause",
        (
            Column("cause", "Cause", kind="text"),
            Column("figures", "Figures", decimals=0),
            Column("meaning", "What it means", kind="text"),
        ),
        tuple((name, many, _meaning(name)) for name, many in rows),
        _SOURCE,
    )
    finding = f"{_capital(rows[0][0])} moved most figures"
    drawing = bars(tuple(Bar(_capital(n), k, f"{k:,}") for n, k in rows),
                   alt=f"{finding}: {spoken}.")  # fmt: skip
    chart = Chart("causes", finding, "Number of figures that read otherwise than before", drawing,
                  _SOURCE, table)  # fmt: skip
    return (chart, *notes)


def _meaning(name: str) -> str:
    found = dict(CAUSES.values())
    return found.get(name, "more than one input moved it; the table says by how much each")


def _say(found: Changes, figures: Mapping[str, Figure]) -> tuple[Block, ...]:
    if not found.statements:
        return (Note("no data", rich("No figure that a page quotes has moved.")),)
    words = rich(
        "Sentences that can be used as they stand. Each gives what was published before, why it "
        "moved, and how sure it is."
    )
    entries = tuple((one.headline, _detail(one.figure, one.detail, figures))
                    for one in found.statements)  # fmt: skip
    return Prose((words,)), Definitions(entries)


def _detail(id_: str, detail: str, figures: Mapping[str, Figure]) -> RichText:
    if id_ not in figures:
        return (Words(detail),)
    return rich("Now {f}. {d}", f=figures[id_], d=detail)


def _inputs(found: Changes) -> tuple[Block, ...]:
    rows = tuple((row["input"], row["name"], row["title"]) for row in inputs_of(found))
    if not rows:
        return (Note("no data", rich("No input changed.")),)
    columns = (Column("input", "Input", kind="text"), Column("name", "Which", kind="text"),
               Column("title", "What it is", kind="text"))  # fmt: skip
    return (Table("changes-inputs", "Inputs that are not what they were", columns, rows, _SOURCE),)


def _largest(found: Changes) -> tuple[Block, ...]:
    chosen = [found.by_id[id_] for id_ in found.largest[:MOST]]
    if not chosen:
        return (Note("no data", rich("No number moved.")),)
    note = ("By how far they moved as a share of their own size. Small figures move far easily.",)
    return (_table("changes-largest", "The largest moves", found, chosen, note),)


def _seen(found: Changes) -> tuple[Block, ...]:
    chosen = [found.by_id[id_] for id_ in found.prominent[:MOST]]
    if not chosen:
        return (Note("no data", rich("No figure that a page quotes reads otherwise.")),)
    note = ("In the order in which the pages quote them, the first page’s first.",)
    return (_table("changes-on-pages", "Moves that pages show", found, chosen, note),)


def _table(
    id_: str, title: str, found: Changes, chosen: Sequence[Moved], notes: tuple[str, ...] = ()
) -> Table:
    wanted = {one.id for one in chosen}
    made = {row["figure"]: row for row in records(found) if row["figure"] in wanted}
    rows = tuple(_row(made[one.id]) for one in chosen)
    whole = "" if id_ == "changes-all" else "changes-all"
    return Table(id_, title, _COLUMNS, rows, _SOURCE, notes=notes, part_of=whole)


def _row(record: Mapping[str, Cell]) -> tuple[Cell, ...]:
    share = record["share"]
    shown = {**record, "change": _KINDS[str(record["change"])],
             "share": 100 * share if isinstance(share, float) else None}  # fmt: skip
    return tuple(shown[column.key] or None for column in _COLUMNS)


def _all(found: Changes, every: Table) -> tuple[Block, ...]:
    several = [one for one in found.moved if len(one.causes) > 1]
    blocks: list[Block] = []
    if several:
        causes = dict.fromkeys(cause for one in several for cause in one.causes)
        blocks.append(Prose((rich(
            "{n} figures moved for more than one reason ({c}). The file says what each did, in "
            "the order in which they were put in.",
            n=f"{len(several):,}", c=in_words(causes).removeprefix("several: "),
        ),)))  # fmt: skip
    if every.rows:
        blocks.append(every)
    if found.tables:
        blocks.append(_tables(found))
    return tuple(blocks) or (Note("no data", rich("Nothing moved.")),)


def _tables(found: Changes) -> Table:
    columns = (
        Column("table", "Table", kind="text"),
        Column("before", "Rows before", decimals=0),
        Column("after", "Rows now", decimals=0),
        Column("different", "Rows that differ", decimals=0),
    )
    rows = tuple((one.id, one.before, one.after, one.different) for one in found.tables)
    return Table("changes-tables", "Tables whose rows are not the same", columns, rows, _SOURCE)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
