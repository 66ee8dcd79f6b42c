"""Rules of money, time, claims, targets and the theory of change."""

from growthplan.plan.rules.rule import table

WHOLE_PLAN_RULES = table({
    "plan-cost-kind": (
        "Capital is spent as capital, revenue as revenue",
        "A switching rule moves money between lines; a cost stands on a line of its own kind.",
    ),
    "plan-cost-year": (
        "Costs fall in years that their line covers",
        "Money for a year outside the settlement has not been given; move the cost or its line.",
    ),
    "plan-cost-total": (
        "Costs stay within the published total",
        "Costs by year that add up to more than was announced hide a slip or another source.",
    ),
    "plan-cost-outside-delivery": (
        "Money is spent while the action is delivered",
        "Correct the years of the cost or those of delivery.",
    ),
    "plan-benefit-twice": (
        "Each gain is valued once",
        "Land value, user benefits and wider impacts are often one gain seen three times.",
    ),
    "plan-benefit-both-ledgers": (
        "A benefit stands in one ledger",
        "Contribution to local GVA and jobs is not welfare, and is never added to it.",
    ),
    "plan-benefit-early": (
        "Benefits follow the action",
        "A benefit before the action starts is not due to it.",
    ),
    "plan-line-overspent": (
        "No pound is claimed twice",
        "What actions take from a line in a year, or from other money in all, is there; proposals "
        "may ask for more, and some of them are then chosen.",
    ),
    "plan-line-year": (
        "Lines fall in the settlement's years",
        "A line of a kind has money only in years for which a total of that kind is published.",
    ),
    "plan-lines-total": (
        "Lines add up to the published total",
        "The split may be illustrative, but the total of a kind is kept exactly (to £50,000).",
    ),
    "plan-switching-twice": (
        "One rule for each way of moving money",
        "Two rules for the same move would contradict each other.",
    ),
    "plan-pound-twice": (
        "Overlapping money is spent once",
        "Pots that share pounds are never added up; an action takes each pound from one of them.",
    ),
    "plan-claim-twice": (
        "A claim is announced at one place",
        "An announced amount at two sites, zones or actions that are not part of one another "
        "would be counted twice.",
    ),
    "plan-overlap-itself": (
        "Overlaps are with other pots",
        "Name the other money, or the total of the settlement, that holds the same pounds.",
    ),
    "plan-claim-as-effect": (
        "Claims are never effects",
        "An announced number is gross; an effect comes from money and a unit cost, or evidence.",
    ),
    "plan-dates-order": (
        "What happened stands oldest first",
        "Earlier plans, steps of devolution and decisions are read from the first to the last.",
    ),
    "plan-claim-nested": (
        "A zone's claim is not repeated at its site",
        "Keep it at the one for which it was announced, so that it is shown once.",
    ),
    "plan-claim-repeated": (
        "A claim is entered once",
        "Two claims with the same number from the same source are probably one.",
    ),
    "plan-jobs-twice": (
        "A job is counted once",
        "Jobs by incentives on a zone hold those on its sites; model them in one action.",
    ),
    "plan-no-evidence": (
        "No effect without evidence",
        "Every effect that the model carries rests on an assumption or on a range with a source.",
    ),
    "plan-no-effects": (
        "An action says what it does",
        "An action without effects is left out of every projection.",
    ),
    "plan-effect-twice": (
        "An effect is given once",
        "The same driver, mechanism and unit twice in one action would double its effect.",
    ),
    "plan-delivery-year": (
        "Delivery falls within the plan",
        "An action wholly outside the plan's years belongs to another plan.",
    ),
    "plan-milestone-day": (
        "Milestones fall within delivery",
        "A step that is still to come is due between the start and the end of delivery.",
    ),
    "plan-sunset": (
        "Benefits begin before the relief ends",
        "Delivery and lag put the first effect after the day on which the relief ends.",
    ),
    "plan-incentive-over": (
        "Reliefs can be used",
        "A relief that ends before its zone or the plan starts does nothing.",
    ),
    "plan-target-year": (
        "Targets fall within the plan",
        "A target for a year outside the horizon is probably a slip.",
    ),
    "plan-targets-contradict": (
        "Targets can hold together",
        "GVA is hours worked times GVA per hour, and jobs times GVA per job; targets for one year "
        "may differ by 1% from what the others imply.",
    ),
    "plan-target-before-baseline": (
        "A target comes after its baseline",
        "Correct one of the two years.",
    ),
    "plan-target-direction": (
        "A target lies above its baseline",
        "A target is a level to be reached, not the change.",
    ),
    "plan-earlier-targets": (
        "Targets that were replaced stand in order",
        "A target is never overwritten; the old ones stand oldest first with the day of each.",
    ),
    "plan-trajectory-direction": (
        "A trajectory goes the right way",
        "It ends better than it starts, in the indicator's own direction.",
    ),
    "plan-trajectory-target": (
        "A trajectory reaches the target",
        "An indicator that gives a headline outcome is meant to meet that outcome's target.",
    ),
    "plan-no-outcome": (
        "No action without an outcome",
        "An action that is meant to move no headline outcome has no place in the plan.",
    ),
    "plan-no-indicator": (
        "No outcome without an indicator",
        "A headline outcome that nothing measures cannot be reported on.",
    ),
    "plan-no-action": (
        "No outcome without an action",
        "A headline outcome that no action is meant to move is left to chance.",
    ),
    "plan-not-followed": (
        "Every action is followed by an indicator",
        "Otherwise nobody can tell whether it worked.",
    ),
    "plan-indicator-loose": (
        "Indicators lead to an outcome",
        "An indicator speaks for a headline outcome, or leads to one that does.",
    ),
})  # fmt: skip
"""Rules of money, time, claims, targets and the theory of change, by code."""
