"""Checking a plan: whole process on the first plan, and plans of thousands of actions.

The peer is the parse alone, as a process of its own: PyYAML with libyaml, composed into nodes that
keep their positions, the fastest maintained reader of YAML for Python that does. It runs with and
without Python's collection of rubbish, which takes most of its time on one large file.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.generated_plan import generated_plan
from benchmarks.timing import alternated, command

PROGRAM = [sys.executable, "-m", "growthplan"]
FIRST_PLAN = "plans/liverpool-city-region"
ACTIONS = 5000
PEER = """
import gc, pathlib, sys, yaml
if sys.argv[2] == "off":
    gc.disable()
for path in pathlib.Path(sys.argv[1]).rglob("*.yaml"):
    yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
"""


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
                "parse": command([sys.executable, "-c", PEER, str(plan), "on"]),
                "bare": command([sys.executable, "-c", PEER, str(plan), "off"]),
            }
            taken = alternated(jobs, runs=3)
            size = sum(len(data) for data in files.values()) / 1e6
            print(
                f"{ACTIONS:,} actions {name} ({size:.1f} MB): check {taken['check']:.2f} s, "
                f"{taken['check'] / taken['parse']:.1f}x the parse alone ({taken['parse']:.2f} s), "
                f"{taken['check'] / taken['bare']:.1f}x without collection ({taken['bare']:.2f} s)"
            )


if __name__ == "__main__":
    main()
