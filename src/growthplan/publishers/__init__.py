"""Publishers: each renders the same report."""
