"""What a partner is told about filling in its return."""

from __future__ import annotations

from growthplan.monitoring.returns import SHEETS, ReturnTemplate, in_words


def guidance_lines(template: ReturnTemplate) -> tuple[tuple[str, str], ...]:
    """Headings with what stands under each."""
    quarter = template.quarter
    months = f"{in_words(quarter.first_day)} to {in_words(quarter.last_day)}"
    return (
        ("What it is for", f"The return of {template.partner.name} for {quarter}, {months}. What "
         "is entered here once goes into every report that asks for it."),
        ("When", f"It is due on {in_words(template.due)}. A late return is still taken in."),
        ("Which cells", "Fill in the white cells. Grey cells come from the plan and are locked; "
         "there is no password. Use the empty rows of Outputs for each further site, firm or "
         "group."),
        ("Nothing and not known", "Write 0 for nothing. A blank cell means not known yet; it is "
         "never read as 0. A return with blank cells is kept as partial."),
        ("Values only", "Type values, or paste them as values: formulas, merged cells and macros "
         "are refused. Days are dates, such as 30 September 2026."),
        ("Money", "In £, not thousands. What was spent in the three months, not the year so far. "
         "Never below zero: to correct an earlier quarter, return that quarter again."),
        ("Outputs", "What was delivered in the three months. Name the site, the firm and the "
         "group where there is one, so that nothing is counted twice."),
        ("Evidence", "Name the file and send it with the return. It is kept with its fingerprint, "
         "so that a later change is noticed."),
        ("Ratings", "green: as planned. amber: late or over, and being put right. red: late or "
         "over, and not yet put right. Amber and red need a reason."),
        ("Again", "A return can be sent again. The new version counts, the old one is kept, and "
         "what differs is shown."),
        ("People", "Give roles, never names or anything else of a single person."),
    )  # fmt: skip


def sheet_lines() -> list[tuple[str, str]]:
    """Every sheet that is filled in, with what it holds."""
    return [(f"Sheet {sheet.name}", sheet.about) for sheet in SHEETS]
