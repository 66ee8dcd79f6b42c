"""`growthplan plan schema`."""

from __future__ import annotations

from pathlib import Path

from growthplan.cli.terminal import JsonOption, out, print_json
from growthplan.journeys.checking import write_schemas
from growthplan.journeys.result import as_json


def schema(folder: Path, *, json: JsonOption = False) -> None:
    """Write the JSON Schemas of a plan's files, with which an editor completes and explains
    every field.

    $ growthplan plan schema schemas

    In an editor with YAML language support, give the association that is printed,
    or put a line such as this on top of a file:

    # yaml-language-server: $schema=../schemas/plan.schema.json

    Python: growthplan.journeys.checking.write_schemas(folder).

    Parameters
    ----------
    folder
        Folder to write them into; it is made when it is not there.
    """
    written = write_schemas(folder)
    rows = [{"files": pattern, "schema": path.as_posix()} for pattern, path in written.items()]
    if json:
        print_json(as_json(tables={"schemas": rows}))
        return
    console = out()
    console.print(f"{len(written)} schemas in {folder}. For the settings of your editor:\n")
    console.print('"yaml.schemas": {', highlight=False)
    for row in rows:
        console.print(f'  "{row["schema"]}": "{row["files"]}",', highlight=False, soft_wrap=True)
    console.print("}", highlight=False)
    console.print("\nOr on top of a file of the plan:\n", highlight=False)
    first = written["plan.yaml"].name
    console.print(f"# yaml-language-server: $schema=../{folder.name}/{first}", highlight=False)
