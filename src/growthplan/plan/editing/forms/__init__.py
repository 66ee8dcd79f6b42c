"""Forms for the entries of a plan: made from its layout, filled from its files, and read back."""

from growthplan.plan.editing.forms.filling import Filled, filled
from growthplan.plan.editing.forms.shapes import Shape, shapes_of
from growthplan.plan.editing.forms.sorts import SORTS, Sort
from growthplan.plan.editing.forms.typed import Typed, typed

__all__ = ["SORTS", "Filled", "Shape", "Sort", "Typed", "filled", "shapes_of", "typed"]
