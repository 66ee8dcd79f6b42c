"""The command line: one command a file, no calculation."""

from growthplan.cli.app import main

__all__ = ["main"]
