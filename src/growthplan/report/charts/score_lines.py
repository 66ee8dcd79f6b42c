"""Scores by how far ahead: the rule on trial strong, the others thin, named at their ends."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.charts.fan_frame import FanFrame, Points, rule
from growthplan.report.charts.scale import domain, fitting, spread, wrapped
from growthplan.report.charts.style import (
    COMPARATOR,
    NARROW,
    OTHER,
    PLACE,
    QUIET,
    WIDE,
    Layer,
    Layout,
    frame,
    label,
    pixel,
)
from growthplan.report.model import Drawing


@dataclass(frozen=True)
class Scored:
    """One rule: (years ahead, score) ascending."""

    name: str
    points: Points
    trial: bool = False
    to_beat: bool = False
    """Whether it is the rule that the one on trial has to beat."""


def score_lines(rules: tuple[Scored, ...], *, below: str, alt: str) -> Drawing:
    """A line a rule from zero; `below` says what runs along the bottom.

    Only the rule on trial, the one to beat and the three that end lowest are named, as more labels
    could not be read. Raises ValueError without a rule on trial.
    """
    if sum(one.trial for one in rules) != 1:
        raise ValueError("one rule is on trial, neither none nor several")

    def draw(base: Layout) -> dict[str, object]:
        return frame(base, _Scene(rules, below, base).layers())

    wide = WIDE.changed(top=14, bottom=52, left=44, right=200)
    return Drawing(draw(wide), draw(NARROW.changed(top=14, bottom=52, left=36, right=112)), alt)


@dataclass(frozen=True)
class _Scene:
    rules: tuple[Scored, ...]
    below: str
    layout: Layout

    def layers(self) -> list[Layer]:
        points = [point for one in self.rules for point in one.points]
        steps = sorted({x for x, _ in points})
        ticks = tuple(domain([v for _, v in points], 5, include=(0.0,)))
        at = FanFrame(0, self.layout.plot_width, 0, self.layout.plot_height,
                      (steps[0], steps[-1]), ticks)  # fmt: skip
        size = self.layout.font - 2
        marked = steps if self.layout.wide else [s for s in steps if s in (steps[0], 5, steps[-1])]
        order = sorted(self.rules, key=lambda one: (one.trial, one.to_beat))
        return [
            *at.grid([f"{tick:g}" for tick in ticks], size),
            *at.years_below(marked, size),
            label(self.below, pixel(0), pixel(at.bottom + 36), colour=QUIET, size=size),
            *(at.line(one.points, *self.manner(one)) for one in order),
            *self.ends(at),
        ]

    def manner(self, one: Scored) -> tuple[str, float, bool]:
        if one.trial:
            return PLACE, 4, False
        return (COMPARATOR, 2, False) if one.to_beat else (OTHER, 1.5, True)

    def ends(self, at: FanFrame) -> list[Layer]:
        others = sorted(
            (one for one in self.rules if not (one.trial or one.to_beat)),
            key=lambda one: one.points[-1][1],
        )
        named = [one for one in self.rules if one.trial or one.to_beat] + others[:3]
        size, chars = self.layout.font - 1, 24 if self.layout.wide else 14
        texts = [wrapped(one.name, chars) for one in named]
        wanted = [at.y(one.points[-1][1]) for one in named]
        tall = max(text.count("\n") + 1 for text in texts) * size * 1.25
        placed = spread(wanted, tall, 0, self.layout.plot_height)
        found = []
        for one, text, start, end in zip(named, texts, wanted, placed, strict=True):
            colour = PLACE if one.trial else COMPARATOR if one.to_beat else QUIET
            found += [
                rule((at.right + 1, start), (at.right + 9, end), OTHER),
                label(text, pixel(at.right + 13), pixel(end), colour=colour,
                      bold=one.trial or one.to_beat,
                      size=fitting(text, self.layout.right - 16, size)),
            ]  # fmt: skip
        return found
