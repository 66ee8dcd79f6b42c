"""`growthplan ledger import`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from growthplan.cli.ledger_tables import DayOption, kept_json, print_posted, signed_on
from growthplan.cli.terminal import Flag, JsonOption, StoreOption, out, print_json
from growthplan.journeys.ledger_profiles import ProfileProposal, post_profiles, propose_profiles
from growthplan.journeys.result import as_json
from growthplan.vocabulary import Fault, GrowthplanError

_UNSIGNED = 'Nothing was posted. Add --role "..." --reason "..." to post it as one entry.'


def import_(
    plan: Path,
    source: Path,
    *,
    role: Annotated[str, Parameter(help="The role that posts it; never a person's name.")] = "",
    reason: Annotated[str, Parameter(help="Why it is posted.")] = "",
    dry_run: Flag = False,
    day: DayOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Read edited profiles back into the ledger: the changes in words, then one
    dated entry for all of them, or nothing.

    $ growthplan ledger import my-plan profiles.xlsx --dry-run
    $ growthplan ledger import my-plan profiles.xlsx --role "Head of finance"
      --reason "Starts moved to the autumn"

    Every fault is named with its cell: money that is not there, commitments whose
    years no longer add up, unknown actions, years outside the settlement. Profiles
    made before the ledger last moved are refused.

    Python: growthplan.journeys.ledger_profiles.propose_profiles(folder, path),
    post_profiles(folder, proposal, signed).

    Parameters
    ----------
    plan
        Folder of the plan.
    source
        The workbook (.xlsx), or the folder of CSV files.
    dry_run
        Show the changes, and post nothing.
    """
    proposal = propose_profiles(plan, source, store)
    signed = bool(role.strip() or reason.strip()) and not dry_run
    if not json:
        _show(proposal)
    if not proposal.changes or not signed:
        if json:
            print_json(as_json(tables=_rows(proposal), notes=proposal.kept.notes,
                               run=proposal.kept.run))  # fmt: skip
        elif proposal.changes:
            out().print("\nNothing was posted." if dry_run else f"\n{_UNSIGNED}", highlight=False,
                        markup=False, soft_wrap=True)  # fmt: skip
        return
    if not (role.strip() and reason.strip()):
        missing = "role" if not role.strip() else "reason"
        raise GrowthplanError(
            Fault(f"an entry of the ledger needs a {missing}", fix=f'Give --{missing} "...".',
                  code="ledger-entry")
        )  # fmt: skip
    kept = post_profiles(plan, proposal, signed_on(day, role, reason), store)
    if json:
        made = kept_json(kept, kept.posted)
        print_json({**made, "tables": {**made["tables"], **_rows(proposal)}})
        return
    print_posted(kept, out(), json)


def _show(proposal: ProfileProposal) -> None:
    console = out()
    if not proposal.changes:
        console.print("Nothing changed: the profiles say what the ledger says.", highlight=False)
        return
    count = len(proposal.changes)
    console.print(f"{count} change{'s' * (count > 1)}", style="bold", highlight=False)
    for sentence in proposal.sentences:
        console.print(f"- {sentence}", highlight=False, markup=False, soft_wrap=True)


def _rows(proposal: ProfileProposal) -> dict[str, list[dict[str, Any]]]:
    """The changes as JSON: in words, and in pence."""
    return {
        "changes": [
            {"sentence": one.sentence, "action": one.box.action, "stage": one.box.stage,
             "account": str(one.box.account),
             **{f"{name}_pence": asdict(one)[name] for name in ("before", "after", "left")}}
            for one in proposal.changes
        ]
    }  # fmt: skip
