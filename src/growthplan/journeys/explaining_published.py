"""Figures as a build published them, held ready to be explained one after the other."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from growthplan.vocabulary import Fault, Figure, GrowthplanError, RunRecord, nearest


@dataclass(frozen=True)
class Published:
    """Every figure of a build by its id, as its file has them, and the build's run."""

    figures: Mapping[str, Mapping[str, Any]]
    run: RunRecord | None
    tables: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    """Rows of every table by its id."""

    @cached_property
    def by_value(self) -> Mapping[float, Sequence[Mapping[str, Any]]]:
        """Figures by their exact value."""
        found: dict[float, list[Mapping[str, Any]]] = defaultdict(list)
        for one in self.figures.values():
            if isinstance(one["value"], int | float):
                found[float(one["value"])].append(one)
        return dict(found)

    def figure(self, figure_id: str) -> Figure:
        """One figure; raises GrowthplanError with the nearest ids when there is none."""
        found = self.figures.get(figure_id)
        if found is None:
            close = nearest(figure_id, self.figures)
            raise GrowthplanError(
                Fault(
                    f"There is no figure '{figure_id[:120]}'.",
                    fix=f"Nearest: {', '.join(close)}." if close else None,
                    code="figure",
                )
            )
        return Figure.model_validate(found)

    def below(self, figure: Figure) -> tuple[Figure, ...]:
        """Every figure that one was computed from, and those below them, each once."""
        seen = {figure.id}
        found: list[Figure] = []
        waiting = [figure]
        while waiting:
            for given in waiting.pop(0).lineage.inputs:
                if given.figure and given.figure in self.figures and given.figure not in seen:
                    seen.add(given.figure)
                    found.append(self.figure(given.figure))
                    waiting.append(found[-1])
        return tuple(found)

    def matching(self, asked: str, most: int) -> tuple[tuple[str, str, str], ...]:
        """(id, display, sentence) of figures that hold every word of `asked`, at most `most`."""
        words = asked.casefold().split()
        found: list[tuple[str, str, str]] = []
        for id_, one in self.figures.items():
            text = f"{id_} {one['sentence']}".casefold()
            if all(word in text for word in words):
                found.append((id_, one["display"], one["sentence"]))
                if len(found) == most:
                    break
        return tuple(found)


def open_published(path: Path) -> Published:
    """The figures of a `figures.json`; raises GrowthplanError when it is not one."""
    try:
        document = json.loads(path.read_text("utf-8"))
        figures = {one["id"]: one for one in document["figures"]}
        run = RunRecord.model_validate(document["run"]) if document.get("run") else None
        tables = dict(document.get("tables", {}))
    except OSError as error:
        raise GrowthplanError(
            Fault(f"the file can't be read: {error.strerror}", file=str(path), code="figure")
        ) from None
    except (ValueError, KeyError, TypeError, ValidationError):
        raise GrowthplanError(
            Fault(
                "this is not a figures.json of growthplan",
                file=str(path),
                fix="Name the figures.json in the folder of a build.",
                code="figure",
            )
        ) from None
    return Published(figures, run, tables)
