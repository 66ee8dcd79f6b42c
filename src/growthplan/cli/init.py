"""`growthplan init`."""

from __future__ import annotations

import shlex
from pathlib import Path

from growthplan.cli.terminal import JsonOption, StoreOption, out, print_json, progress
from growthplan.journeys import starting
from growthplan.journeys.result import as_json


def init(place: str, folder: Path, *, store: StoreOption = None, json: JsonOption = False) -> None:
    """Start a plan's folder for any strategic or local authority.

    $ growthplan init E47000004 my-plan
    $ growthplan init "West Yorkshire" plans/west-yorkshire

    The folder holds a plan that is valid as it stands, with the place's own
    figures, authorities and most concentrated sectors as notes, what the
    government's guidance asks where it is answered, and an example of every kind
    of entry to take the # away from. A folder that has something in it is never
    touched.

    Python: growthplan.journeys.starting.start(place, folder).

    Parameters
    ----------
    place
        Code or name of the authority: E47000004, "Greater Manchester", Leeds.
    folder
        New or empty folder for the plan.
    """
    with progress(quiet=json) as say:
        say("Gathering what is known", 0, 1)
        made = starting.start(place, folder, store)
    if json:
        rows = [{"file": name} for name in made.files]
        print_json(as_json(tables={"files": rows}, notes=made.notes))
        return
    console, name = out(), shlex.quote(str(folder))

    def tell(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    tell(f"A plan for {made.place.name} ({made.place.code}) is in {folder}: "
         f"{len(made.files)} files.")  # fmt: skip
    for note in made.notes:
        tell(f"Note: {note}")
    tell(f"Next: open {folder / 'plan.yaml'} in a text editor; after each change run")
    tell(f"  growthplan check {name}")
    tell("and to see it as pages")
    tell(f"  growthplan build {name} --out out")
