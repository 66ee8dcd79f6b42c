"""Where people work, by small area."""
