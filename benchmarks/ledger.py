"""The ledger: 100,000 movements read back from the file, checked and balanced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from benchmarks.timing import alternated
from growthplan.settlement import (
    FIRST_SEAL,
    Account,
    Box,
    Entry,
    Movement,
    balances,
    check_nothing_is_spent_twice,
    line_of,
    read_journal,
)

MOVEMENTS = 100_000
EACH = 4


def entries() -> list[Entry]:
    """Entries that commit and spend over 5 functions, 5 years, 2 kinds and 200 actions."""
    rng = np.random.default_rng(1)
    accounts = [
        Account(f"function-{f}", year, kind)  # type: ignore[arg-type]
        for f in range(5)
        for year in range(2026, 2031)
        for kind in ("capital", "revenue")
    ]
    opening = tuple(Movement(Box("awarded", a), Box("left", a), 10**12) for a in accounts)
    made = [Entry(1, date(2026, 4, 1), "award", "Head of finance", "Opening", opening)]
    for number in range(2, MOVEMENTS // EACH + 2):
        moves = []
        for _ in range(EACH // 2):
            account = accounts[int(rng.integers(len(accounts)))]
            action, amount = f"action-{rng.integers(200)}", int(rng.integers(1, 10**7))
            committed = Box("committed", account, action)
            moves.append(Movement(Box("left", account), committed, amount))
            moves.append(Movement(committed, Box("spent", account, action), amount))
        day = date(2026, 4, 1)
        made.append(Entry(number, day, "spend", "Head of finance", "Claim", tuple(moves)))
    return made


def in_polars(made: list[Entry]) -> dict[str, int]:
    """Balances alone by a table library, the peer: boxes are texts, as in a spreadsheet."""
    rows = [(str(m.out_of), str(m.into), m.pence) for e in made for m in e.movements]
    table = pl.DataFrame(rows, schema=["out_of", "into", "pence"], orient="row")
    both = pl.concat(
        [
            table.select(box="out_of", pence=-pl.col("pence")),
            table.select(box="into", pence="pence"),
        ]
    )
    return dict(both.group_by("box").agg(pl.col("pence").sum()).iter_rows())


def main() -> None:
    """Print the times."""
    made = entries()
    seal, lines = FIRST_SEAL, []
    for entry in made:
        line, seal = line_of(entry, seal)
        lines.append(line)
    data = b"".join(lines)

    def ours() -> dict[Box, int]:
        assert not list(check_nothing_is_spent_twice(made))
        return balances(made)

    assert {str(box): held for box, held in ours().items()} == in_polars(made)
    jobs: dict[str, Callable[[], object]] = {
        "balanced": ours,
        "polars": partial(in_polars, made),
        "read": partial(read_journal, data),
    }
    taken = alternated(jobs, 5)
    count = sum(len(entry.movements) for entry in made)
    print(
        f"ledger, {count:,} movements balanced and checked: {taken['balanced']:.2f} s; balances "
        f"alone with polars {taken['polars']:.2f} s; read back from "
        f"{len(data) / 1e6:.0f} MB with every seal checked: {taken['read']:.2f} s"
    )


if __name__ == "__main__":
    main()
