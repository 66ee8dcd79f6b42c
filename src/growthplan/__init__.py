"""growthplan: a place's long-term growth plan as a live, measured, whole system."""

__version__ = "0.1.0"
