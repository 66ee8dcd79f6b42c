"""Whole commands, against starting Python and against importing polars; build and page sizes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.timing import alternated, command, seconds

PROGRAM = [sys.executable, "-m", "growthplan"]


def main() -> None:
    """Print medians and ratios."""
    taken = alternated(
        {
            "help": command([*PROGRAM, "--help"]),
            "pass": command([sys.executable, "-c", "pass"]),
            "measure": command([*PROGRAM, "measure", "E47000004"]),
            "polars": command([sys.executable, "-c", "import polars"]),
        }
    )
    print(
        f"growthplan --help {taken['help']:.2f} s, {taken['help'] / taken['pass']:.1f}x "
        f"`python -c pass` ({taken['pass']:.3f} s)"
    )
    print(
        f"growthplan measure {taken['measure']:.2f} s, {taken['measure'] / taken['polars']:.1f}x "
        f"`python -c 'import polars'` ({taken['polars']:.2f} s)"
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        build = command([*PROGRAM, "build", "plans/liverpool-city-region", "--out", str(out)])
        print(f"growthplan build {seconds(build):.1f} s")
        for page in sorted((out / "site").glob("*.html")):
            print(f"  {page.name}: {page.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
