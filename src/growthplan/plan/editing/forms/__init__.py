"""Forms for the entries of a plan: made from its layout, filled from its files, and read back."""

from growthplan.plan.document import Path, Tree
from growthplan.plan.editing.forms.filling import Filled, filled, shown
from growthplan.plan.editing.forms.referable import ids_by_kind
from growthplan.plan.editing.forms.shapes import Shape, shapes_of
from growthplan.plan.editing.forms.sorts import SORTS, Sort
from growthplan.plan.editing.forms.typed import Typed, typed

__all__ = [
    "SORTS",
    "Filled",
    "Path",
    "Shape",
    "Sort",
    "Tree",
    "Typed",
    "filled",
    "ids_by_kind",
    "shapes_of",
    "shown",
    "typed",
]
