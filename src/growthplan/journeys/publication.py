"""The last publication, read back from the folder of a build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from growthplan.journeys.inputs_kept import Inputs, read_inputs
from growthplan.report.changes import Rows
from growthplan.vocabulary import Fault, Figure, GrowthplanError, RunRecord

FIGURES = "figures.json"


@dataclass(frozen=True)
class Publication:
    """What a build published, and from what."""

    figures: tuple[Figure, ...]
    tables: Mapping[str, Rows]
    run: RunRecord
    inputs: Inputs | None
    """What its plan's folder held; None for a build of a place, or one that kept nothing."""

    @property
    def day(self) -> date:
        """The day as at which it was made, or that of its run."""
        return date.fromisoformat(self.run.as_at) if self.run.as_at else self.run.started.date()

    @property
    def releases(self) -> frozenset[str]:
        """Ids of the releases of statistics that it was made from."""
        return frozenset(name for name in self.run.inputs if "@" in name)


def read_publication(folder: Path) -> Publication:
    """What is published in a folder.

    Raises GrowthplanError when nothing is, or when it cannot be read.
    """
    path = folder / FIGURES
    try:
        document: Any = json.loads(path.read_text("utf-8"))
        figures = tuple(Figure.model_validate(one) for one in document["figures"])
        run = RunRecord.model_validate(document["run"])
        return Publication(figures, dict(document["tables"]), run, read_inputs(folder))
    except FileNotFoundError:
        message = "nothing is published there yet, so there is nothing to compare with"
        fix = f"Publish the plan first: growthplan build PLAN --out {folder}"
    except OSError as error:
        message, fix = f"the last publication can't be read: {error.strerror}", None
    except (ValueError, KeyError, TypeError, ValidationError):
        message = "the last publication is damaged, or of a version that kept other fields"
        fix = f"Publish the plan anew: growthplan build PLAN --out {folder}"
    raise GrowthplanError(Fault(message, str(path), fix=fix, code="publication"))
