"""Run the benchmarks that need no files: `python -m benchmarks`."""

from benchmarks import as_at, commands

commands.main()
as_at.main()
