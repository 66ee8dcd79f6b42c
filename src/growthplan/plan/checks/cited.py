"""Sources: each that is named is listed, and each that is listed is named."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.checks.draft import Draft
from growthplan.plan.document import AGAIN, clip
from growthplan.vocabulary import Fault

_LONGEST_WORD = 60


def check_sources_are_listed(draft: Draft) -> Iterator[Fault]:
    """Every source that is referred to is in the plan's list of sources."""
    if not draft.plan or any(("sources",) in d.unread for d in draft.documents):
        return
    if "sources.yaml" in draft.unreadable:
        return
    for document, path, name in draft.sources_named:
        if name not in draft.sources:
            within = document.label(path[:-1])
            yield document.error(
                path,
                f"{within or 'the file'} refers to the source '{clip(name)}', which is not listed.",
                draft.nearest_to(name, draft.sources)
                or f'Add it under "sources" in {draft.plan.file}.',
                code="plan-unknown-source",
            )


def check_sources_are_used(draft: Draft) -> Iterator[Fault]:
    """A listed source that nothing refers to is probably a slip."""
    if not (draft.plan and draft.complete):
        return
    used = {name for _, _, name in draft.sources_named}
    for document in draft.documents:
        listed = document.get(("sources",))
        for name in listed if isinstance(listed, dict) else ():
            if name not in used and AGAIN not in name:
                mark = document.mark(("sources", name), "key")
                message = f"nothing refers to the source '{clip(name)}'."
                fix = 'Give it as the "source" of what it says, or delete it.'
                where = (document.file, mark.line, mark.column)
                yield Fault(message, *where, fix, "warning", "plan-unused-source")
