"""Editing a plan: changes to its files, and its tables for a spreadsheet."""

from growthplan.plan.editing.changes import AddEntry, Change, Move, Remove, SetValue
from growthplan.plan.editing.rewriting import rewrite, rewrite_trees, tree_of

__all__ = ["AddEntry", "Change", "Move", "Remove", "SetValue", "rewrite", "rewrite_trees",
           "tree_of"]  # fmt: skip
