"""What is different between two plans, in the words of those who argue about them."""

from growthplan.plan.differences.change import Change, Difference, Section
from growthplan.plan.differences.changes import changes
from growthplan.plan.differences.compare import compare
from growthplan.plan.differences.sections import SECTIONS

__all__ = ["SECTIONS", "Change", "Difference", "Section", "changes", "compare"]
