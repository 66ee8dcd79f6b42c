"""The command line: which commands there are. Each loads its code only when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError

from growthplan import __version__

HELP = """Run a place's long-term growth plan as a live, measured, whole system.

Start with the bundled official statistics, no set-up:

    growthplan measure "Liverpool City Region"
    growthplan build plans/liverpool-city-region --out out
    growthplan explain gva_per_hour_gap_pct/E47000004/2022

Every command takes --help. Most take --json for the result as one JSON
object, and --as-at for what was known on a day. Exit code 0 is success,
2 is bad input with a message that says what, where and what to do.
"""

COMMANDS = {
    "init": "Start a plan's folder for any strategic or local authority, with its data.",
    "build": "Publish a plan, or the evidence for any place: site, workbook, data, figures.",
    "serve": "The live plan in a browser: pages, what-ifs, editing, any number explained.",
    "update": "Release day: import what is new, publish again, say what moved and why.",
    "measure": "Measure a place's productivity: levels, gap, where it comes from, what closes it.",
    "diagnose": "Diagnose a place: drivers, peers, what goes with the gap, sectors, clusters.",
    "project": "Project a plan: outcomes with and without it, how sure, what they hang on.",
    "appraise": "Appraise a plan's actions after the Green Book: what they cost and are worth.",
    "allocate": "Choose a portfolio inside the money: which actions, when, and why not others.",
    "monitor": "Monitor a plan: on track, off track, or not to be told yet, under noise.",
    "evaluate": "Evaluate what happened: the effect, how sure, on what it rests; any panel.",
    "check": "Check a plan: every fault with file, line, column and fix.",
    "release": "Freeze a plan into one file with a hash, list its releases, or give one back.",
    "diff": "Compare two plans, folders or releases: what changed, in the reader's words.",
    "explain": "Trace a figure back to the cells that it was computed from.",
}
DATA_COMMANDS = {
    "list": "Show every indicator held, with releases and age.",
    "import": "Import published files of official statistics.",
    "update": "Download the publishers' current files and import what is new.",
    "export": "Write the store as tidy CSV and Parquet.",
    "history": "Show how a figure was revised from release to release.",
}
LEDGER_COMMANDS = {
    "show": "Show the settlement: what is available, spent, committed, planned and left.",
    "post": "Post one entry: award, profile, commit, spend, release, undo, or the whole plan.",
    "switch": "Switch free money between functions, years or kinds, under the plan's rules.",
    "carry": "Close a financial year: carry over what is unspent, by rule.",
    "statement": "State the settlement account by account, to the penny.",
    "export": "Write profiles as a workbook, or CSV files, that finance edits and gives back.",
    "import": "Read edited profiles back: the changes in words, then one entry or nothing.",
}
PLAN_COMMANDS = {
    "export": "Write a plan as a workbook, or CSV files, that can be edited and read back.",
    "import": "Read an edited workbook back into a plan, once its differences have been seen.",
    "schema": "Write the JSON Schemas of a plan's files, for completion in an editor.",
}
RETURNS_COMMANDS = {
    "template": "Make the return that a partner is to fill in for a quarter.",
    "import": "Take in what a partner sent: checked whole, kept as a new version.",
    "list": "Show which returns are in, late, partial or missing.",
    "show": "Show a framework filled in from the returns, traced to their cells.",
    "overlaps": "Name what two programmes claim: gross, overlap and net.",
    "delivery": "Show how delivery stands, and what its delays do to the outcomes.",
}
REPORT_COMMANDS = {
    "board": "Write the two pages for a plan's board as a PDF.",
    "annual": "Write a plan's annual report as a PDF, every figure led to its source.",
}
GROUPS = {
    "data": "The statistics store: list, import, update, export, history.",
    "plan": "A plan's files: export, import, schema.",
    "ledger": "The settlement's ledger: show, post, switch, carry, statement, export, import.",
    "returns": "Partners' returns: template, import, list, show, overlaps, delivery.",
    "report": "Reports as PDF: for the board, and for the year.",
}
FUNCTIONS = {"list": "list_", "import": "import_"}
"""Commands named by words that Python keeps for itself."""


def make_app(arguments: Sequence[str]) -> App:
    """The application for some arguments.

    A list of commands shows the short descriptions above, so that nothing need be imported for
    it; a command's own help comes from its docstring.
    """
    words = [word for word in arguments if not word.startswith("-")][:2]
    chosen = words[1:] if words[:1] and words[0] in GROUPS else words[:1]
    app = App(name="growthplan", help=HELP, version=__version__, help_format="plaintext")
    groups = {name: App(name=name, help=line) for name, line in GROUPS.items()}
    for group in groups.values():
        app.command(group)
    for parent, prefix, commands in (
        (app, "", COMMANDS),
        (groups["data"], "data_", DATA_COMMANDS),
        (groups["plan"], "plan_", PLAN_COMMANDS),
        (groups["ledger"], "ledger_", LEDGER_COMMANDS),
        (groups["returns"], "returns_", RETURNS_COMMANDS),
        (groups["report"], "report_", REPORT_COMMANDS),
    ):
        for name, line in commands.items():
            parent.command(
                f"growthplan.cli.{prefix}{name}:{FUNCTIONS.get(name, name)}",
                name=name,
                help=None if [name] == chosen else line,
            )
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line: exit with 0 on success, 2 on bad input, 130 when interrupted."""
    # The matrices here are small: more threads only wait for each other. Set before NumPy loads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from cyclopts import CycloptsPanel
    from rich.console import Console

    errors = Console(stderr=True)
    # Many small matrices are solved: threads inside each would wait on each other far longer than
    # they work. Read when NumPy is first imported, which is later than here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        make_app(words)(words, exit_on_error=False, print_error=False)
    except CycloptsError as error:
        errors.print(CycloptsPanel(error))
        sys.exit(2)
    except KeyboardInterrupt:
        errors.print("Stopped. Nothing was half-written.")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        from growthplan.cli.faults import print_faults
        from growthplan.vocabulary import GrowthplanError

        if not isinstance(error, GrowthplanError):
            raise
        print_faults(error.faults, errors)
        sys.exit(2)
