"""Birth certificates: what is known of each published file, by the hash of its bytes."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from growthplan.store.location import snapshot_folder
from growthplan.vocabulary import Source


def certificates(folder: Path | None = None) -> Mapping[str, Source]:
    """Every known release by sha256, from `snapshot/releases/*.csv`."""
    found: dict[str, Source] = {}
    for path in sorted((folder or snapshot_folder() / "releases").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                source = Source(
                    **{
                        **row,
                        "released": date.fromisoformat(row["released"]),
                        "priority": int(row["priority"] or 0),
                    }
                )
                found[source.sha256] = source
    return found
