"""Boards: what is joined is told from both sides, and nothing is joined to what is not there."""

from __future__ import annotations

import pytest

from growthplan.report import Band, Board, Chip, Group


def _board(*chips: Chip) -> Board:
    return Board("b", "Title", "Subtitle", (Band("Band", (Group("", chips),)),), "sample")


def test_a_join_is_told_from_both_sides_in_reading_order() -> None:
    board = _board(
        Chip("a", "A", "#a", ("c", "b")), Chip("b", "B", "#b"), Chip("c", "C", "#c", ("a",))
    )
    assert board.joins() == {"a": ("b", "c"), "b": ("a",), "c": ("a",)}


def test_a_board_refuses_strays_and_repeats() -> None:
    with pytest.raises(ValueError, match="lacks: \\['x'\\]"):
        _board(Chip("a", "A", "#a", ("x",)))
    with pytest.raises(ValueError, match="repeats"):
        _board(Chip("a", "A", "#a"), Chip("a", "B", "#b"))
