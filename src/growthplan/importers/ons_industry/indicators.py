"""What the tables of GVA by industry measure."""

from __future__ import annotations

from growthplan.vocabulary import Direction, Indicator

FAMILY = "gva-by-industry"
PUBLISHER = "Office for National Statistics"
STATUS = "accredited official statistics"

_DEFINITION = (
    "Gross value added (balanced) at basic prices, workplace based, by industry (SIC 2007). "
    "Industries nest: see the table of industries before adding any up."
)

CURRENT = Indicator(
    id="gva_by_industry",
    title="GVA by industry, current prices",
    unit="£m",
    price_basis="current",
    direction=Direction.UP,
    definition=_DEFINITION,
    status=STATUS,
)
VOLUME = Indicator(
    id="gva_by_industry_volume",
    title="GVA by industry, chained volume",
    unit="£m",
    price_basis="chained volume",
    direction=Direction.UP,
    definition=f"{_DEFINITION} Chained volumes of industries do not add up to their total.",
    status=STATUS,
)
VOLUME_INDEX = Indicator(
    id="gva_by_industry_volume_index",
    title="GVA by industry, chained volume index",
    unit="index",
    price_basis="chained volume",
    direction=Direction.UP,
    definition=f"{_DEFINITION} An index compares an industry of one area with itself over time, "
    "not areas with each other.",
    status=STATUS,
)
DEFLATOR = Indicator(
    id="gva_by_industry_deflator",
    title="GVA by industry, implied deflator",
    unit="index",
    price_basis="index",
    definition="Current price GVA over chained volume GVA. Not a true regional price index: it "
    "reflects which activities an industry of the area has.",
    status=STATUS,
)
