"""What an appraisal says, in sentences made with their numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from growthplan.appraisal.lines import Range
from growthplan.appraisal.result import Appraisal, Bundle
from growthplan.vocabulary import MINUS


def pounds(million: float) -> str:
    """£ million to the precision that an appraisal deserves.

    >>> pounds(1234.5), pounds(-56.72), pounds(0.4), pounds(-0.0)
    ('£1.2bn', '−£57m', '£0.4m', '£0m')
    """
    size = abs(million)
    if size >= 1000:
        text = f"£{size / 1000:,.1f}bn"
    else:
        text = f"£{size:,.0f}m" if size >= 10 or size < 0.05 else f"£{size:,.1f}m"
    return f"{MINUS if million < 0 and size >= 0.05 else ''}{text}"


def between(found: Range) -> str:
    """A 90% range of £ million."""
    return f"between {pounds(found.low)} and {pounds(found.high)}"


def ratio_in_words(found: Range) -> str:
    """A benefit-cost ratio.

    >>> ratio_in_words(Range(1.234, 0.5, 2.0))
    '1.2'
    """
    size = abs(found.mean)
    text = f"{size:.1f}" if size >= 0.095 or size < 0.005 else f"{size:.2f}"
    return f"{MINUS if found.mean < 0 and float(text) else ''}{text}"


_VERDICTS = {
    "pays": "It pays in at least 95 of 100 draws.",
    "does not pay": "It does not pay in at least 95 of 100 draws.",
    "not by what is valued": "What is valued does not cover its cost; what it is chiefly for is "
    "not valued.",
    "cannot tell": "Whether it pays cannot be told.",
    "not valued": "Nothing that it brings is valued, so that nothing can be said of its worth.",
}


def npsv_sentence(one: Appraisal, price_year: int) -> str:
    """The net present social value of an action."""
    if not one.is_valued:
        return (
            f"{one.title}: {pounds(one.public.mean)} of public cost in present value; "
            "nothing that it brings is valued."
        )
    span = f"({between(one.npsv)}, 90%; present value, {price_year} prices)"
    worth = (
        f"{one.title}: worth {pounds(one.npsv.mean)} to the country after its costs {span}."
        if one.npsv.mean >= 0
        else f"{one.title}: its costs are {pounds(-one.npsv.mean)} above what is valued of it; net "
        f"{pounds(one.npsv.mean)} {span}."
    )
    return f"{worth} {_VERDICTS[one.value_for_money]}"


def bcr_sentence(one: Appraisal) -> str:
    """The benefit-cost ratio of an action; empty when there is none."""
    if one.bcr is None or not one.is_valued:
        return ""
    mean, low, high = (each_pound(v) for v in (one.bcr.mean, one.bcr.low, one.bcr.high))
    return (
        f"{one.title}: {mean} of benefits for each pound of public money (between {low} and "
        f"{high}, 90%)."
    )


def each_pound(value: float) -> str:
    """Pounds and pence.

    >>> each_pound(0.834), each_pound(-1.2)
    ('£0.83', '−£1.20')
    """
    text = f"£{abs(value):,.2f}"
    return f"{MINUS if value < 0 and text != '£0.00' else ''}{text}"


def verdicts_sentence(verdicts: Sequence[str]) -> str:
    """How many actions pay, and how many cannot be told.

    >>> verdicts_sentence(["pays", "cannot tell", "cannot tell", "not valued"])
    'Of 4 actions 1 pays by what is valued; of 2 it cannot be told; of 1 nothing is valued.'
    """
    count = {name: verdicts.count(name) for name in dict.fromkeys(verdicts)}
    pays, does_not = count.get("pays", 0), count.get("does not pay", 0)
    parts = [f"{pays or 'none'} {'pay' if pays > 1 else 'pays'} by what is valued"]
    if does_not:
        parts[0] += f" and {does_not} {'do' if does_not > 1 else 'does'} not"
    for name, words in (
        ("cannot tell", "it cannot be told"),
        ("not by what is valued", "the chief gain is not valued"),
        ("not valued", "nothing is valued"),
    ):
        if count.get(name):
            parts.append(f"of {count[name]} {words}")
    return f"Of {len(verdicts)} actions {'; '.join(parts)}."


def interaction_sentence(found: Bundle) -> str:
    """What the members of a bundle achieve beyond each alone."""
    lead = f"Together beyond each alone: {pounds(found.interaction.mean)} "
    ends = f"({between(found.interaction)}, 90%)"
    match found.verdict:
        case "more":
            return f"{lead}{ends}; they help each other."
        case "less":
            return f"{lead}{ends}; they crowd each other."
    return f"{lead}{ends}; this cannot be told from nothing."


def bundle_sentence(found: Bundle, price_year: int) -> str:
    """The worth of a bundle."""
    span = f"({between(found.npsv)}, 90%; present value, {price_year} prices)"
    lead = f"Together the {len(found.members)} actions whose benefits are valued"
    if found.npsv.mean >= 0:
        return f"{lead} are worth {pounds(found.npsv.mean)} after their costs {span}."
    return f"{lead} cost {pounds(-found.npsv.mean)} more than what is valued of them {span}."


def switching_sentence(title: str, change: float | None, is_cost: bool) -> str:
    """How far a line would have to move for the whole to be worth nothing.

    >>> switching_sentence("Output", -0.4, False)
    'Output would have to be 40% lower for it to break even.'
    >>> switching_sentence("Cost", 3.7, True)
    'Cost would have to be 4.7 times as high for it to break even.'
    """
    if change is None or not math.isfinite(change):
        return f"No change of {title.casefold()} alone makes it break even."
    if change < -1:
        return f"{title} would have to be below nought for it to break even."
    way = f"{100 * abs(change):.0f}% {'higher' if change > 0 else 'lower'}"
    if change >= 1:
        way = f"{1 + change:.1f} times as high"
    return f"{title} would have to be {way} for it to break even."
