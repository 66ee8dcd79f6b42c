"""Local authorities that the publisher finds alike."""
