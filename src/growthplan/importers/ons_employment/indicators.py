"""What employment files measure."""

from __future__ import annotations

from growthplan.vocabulary import Direction, Indicator

PUBLISHER = "Office for National Statistics"
STATUS = "official statistics"

EMPLOYMENT_BY_INDUSTRY = Indicator(
    id="employment_by_industry",
    title="Employment by industry",
    unit="jobs",
    definition="People employed in the area by SIC division, from the Business Register and "
    "Employment Survey: employees and working owners, without the self-employed who are not "
    "registered. Rounded by the publisher. Not the jobs that productivity is measured with.",
    status=STATUS,
)
FULL_TIME_EMPLOYEES = Indicator(
    id="full_time_employees_by_section",
    title="Full-time employees by industry section",
    unit="jobs",
    definition="Full-time employees in the area by SIC section, from the Business Register and "
    "Employment Survey. About two thirds of all jobs, more in some industries than in others.",
    status=STATUS,
)
JOBS_DENSITY = Indicator(
    id="jobs_density",
    title="Jobs density",
    unit="ratio",
    direction=Direction.UP,
    definition="Jobs in the area for each resident aged 16 to 64.",
    status=STATUS,
)
ENTERPRISES = Indicator(
    id="enterprises",
    title="Enterprises",
    unit="count",
    direction=Direction.UP,
    definition="VAT or PAYE registered enterprises with their head office in the area, in March. "
    "Rounded by the publisher; covers more small businesses from 2015.",
    status=STATUS,
)
GROSS_WEEKLY_PAY = Indicator(
    id="gross_weekly_pay",
    title="Gross weekly pay of residents, median",
    unit="£ per week",
    price_basis="current",
    direction=Direction.UP,
    definition="Median gross weekly pay of employees who live in the area, full time and part "
    "time. Low and high are 1.96 standard errors either side, as the publisher prints the error.",
    status=STATUS,
)
