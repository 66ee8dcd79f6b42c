"""Checking a plan: whole process on the first plan, and plans of thousands of actions.

The peer is the parse alone: PyYAML with libyaml, composed into nodes that keep their positions,
the fastest maintained reader of YAML for Python that does.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import yaml

from benchmarks.generated_plan import generated_plan
from benchmarks.timing import alternated, command

PROGRAM = [sys.executable, "-m", "growthplan"]
FIRST_PLAN = "plans/liverpool-city-region"
ACTIONS = 5000


def as_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same plan with one file for each action."""
    (one,) = [name for name in files if name.endswith("/interventions.yaml")]
    kept = {name: data for name, data in files.items() if name != one}
    lines = files[one].decode().split("\n")[1:]
    starts = [number for number, line in enumerate(lines) if line.startswith("  - id: ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        name = lines[start].removeprefix("  - id: ")
        text = "\n".join(line[4:] for line in lines[start:end]) + "\n"
        kept[one.replace(".yaml", f"/{name}.yaml")] = text.encode()
    return kept


def write_plan(files: dict[str, bytes], folder: Path) -> Path:
    """Write a plan's files into a folder and return the plan's own folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder / "generated"


def compose(files: dict[str, bytes]) -> None:
    """Parse every file into nodes that know their lines."""
    for data in files.values():
        yaml.compose(data.decode(), Loader=yaml.CSafeLoader)


def main() -> None:
    """Print medians and ratios."""
    taken = alternated(
        {
            "check": command([*PROGRAM, "check", FIRST_PLAN]),
            "polars": command([sys.executable, "-c", "import polars"]),
        }
    )
    print(
        f"growthplan check {FIRST_PLAN} {taken['check']:.2f} s, "
        f"{taken['check'] / taken['polars']:.1f}x `import polars` ({taken['polars']:.2f} s)"
    )
    one = generated_plan(ACTIONS)
    with tempfile.TemporaryDirectory() as folder:
        for name, files in (("in one file", one), ("a file each", as_folder(one))):
            plan = write_plan(files, Path(folder) / name)
            jobs = {
                "check": command([*PROGRAM, "check", str(plan)]),
                "parse": lambda files=files: compose(files),
            }
            taken = alternated(jobs, runs=3)
            size = sum(len(data) for data in files.values()) / 1e6
            print(
                f"{ACTIONS:,} actions {name} ({size:.1f} MB): check {taken['check']:.2f} s, "
                f"{taken['check'] / taken['parse']:.2f}x the parse alone ({taken['parse']:.2f} s)"
            )


if __name__ == "__main__":
    main()
