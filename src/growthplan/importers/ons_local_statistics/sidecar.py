"""The publisher's metadata file beside a CSV: day of publication, source, descriptions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from growthplan.importers.ons_local_statistics.catalogue import fold
from growthplan.vocabulary import OGL3


@dataclass(frozen=True)
class Sidecar:
    """What the metadata file says; empty where it says nothing."""

    released: date | None = None
    """Source date: when the figures were first published, not when the CSV was made."""
    organisation: str = ""
    url: str = ""
    licence: str = ""
    in_development: bool | None = None
    descriptions: Mapping[str, str] = field(default_factory=dict)
    """Short description by folded indicator name; under "" when one serves every indicator."""
    coverage: Mapping[str, str] = field(default_factory=dict)
    """The sentence that says which places and years are covered, likewise."""
    notes: tuple[str, ...] = ()

    @property
    def status(self) -> str | None:
        if self.in_development is None:
            return None
        return "official statistics" + (" in development" if self.in_development else "")

    def description(self, published: str) -> str:
        return self.descriptions.get(fold(published), self.descriptions.get("", ""))

    def covers(self, published: str) -> str:
        return self.coverage.get(fold(published), self.coverage.get("", ""))


def find_sidecar(path: Path) -> Sidecar:
    """The metadata of a CSV: `NAME.json` beside it, or in the folder `metadata` next to its own.

    An unreadable one is as good as none, and noted.
    """
    stem = re.sub(r"\.csv(\.gz)?$", "", path.name, flags=re.IGNORECASE)
    for place in (path.with_name(f"{stem}.json"), path.parent.parent / "metadata" / f"{stem}.json"):
        if not place.is_file():
            continue
        try:
            said = json.loads(place.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError):
            said = None
        if not isinstance(said, dict):
            return Sidecar(notes=(f"{place.name} is not readable JSON and was not used",))
        return parse_sidecar(said)
    return Sidecar()


def parse_sidecar(said: Mapping[str, Any]) -> Sidecar:
    """Read any of the shapes that the metadata has had.

    Newest: a block for all, or a `shared` block and one for each indicator. Oldest: only a title,
    a summary and a licence, without a source date; the day on which that file was loaded is not
    the day of publication and is not used.
    """
    beta = said.get("ess-beta-metadata")
    beta = beta if isinstance(beta, dict) else {}
    blocks = {k: v for k, v in beta.items() if isinstance(v, dict)}
    shared = blocks.pop("shared", {}) or {k: v for k, v in beta.items() if k not in blocks}
    summary = _text(shared, "longDescription") or _text(said, "summary")
    subtitle = _text(shared, "subtitle")
    licence = _text(said, "license")
    return Sidecar(
        released=_newest_day(_text(shared, "sourceDate")),
        organisation=_text(shared, "sourceOrg").replace("|", " and "),
        url=_text(shared, "sourceURL").split("|")[0],
        licence=OGL3 if "open-government-licence/version/3" in licence else "",
        in_development={"T": True, "F": False}.get(_text(shared, "experimentalStatistic")),
        descriptions={"": subtitle} | {fold(k): _text(v, "subtitle") for k, v in blocks.items()},
        coverage={"": summary} | {fold(k): _text(v, "longDescription") for k, v in blocks.items()},
    )


def _text(block: Mapping[str, Any], key: str) -> str:
    value = block.get(key)
    return value.strip() if isinstance(value, str) else ""


def _newest_day(text: str) -> date | None:
    """The newest of the days in `19/06/2025` or, of two publishers, `23/10/2025|23/10/2025`."""
    days = []
    for part in text.split("|"):
        try:
            days.append(datetime.strptime(part.strip(), "%d/%m/%Y").date())
        except ValueError:
            return None
    return max(days)
