"""A whole report on published figures: ONS subregional productivity, June 2025 and before, current
price, smoothed. Stands in for measured ones where a test is about the page, not the number."""

from __future__ import annotations

from datetime import date

from growthplan.report import (
    Chart,
    Column,
    Definitions,
    Download,
    KeyFigure,
    KeyFigures,
    Link,
    Note,
    Page,
    Prose,
    Report,
    Section,
    Statement,
    Statements,
    Table,
    Words,
    rich,
)
from growthplan.report.charts import (
    Answer,
    EditionLine,
    Gap,
    Line,
    Panel,
    Part,
    Ranges,
    Revised,
    gap_over_time,
    level_lines,
    range_of_answers,
    revision_history,
    small_multiples,
    waterfall,
)
from growthplan.vocabulary import Figure, Input, Lineage, Source, display

LCR, ENGLAND = "E47000004", "E92000001"
YEARS = range(2004, 2024)
LCR_2025 = (
    23.68, 23.58, 24.86, 25.82, 26.78, 27.64, 28.09, 28.28, 28.23, 28.5,
    28.85, 29.37, 29.78, 30.12, 30.8, 31.79, 33.35, 35.03, 36.49, 37.33,
)  # fmt: skip
ENGLAND_2025 = (
    26.07, 25.94, 27.42, 28.41, 29.25, 29.83, 30.32, 30.74, 31.22, 31.79,
    32.43, 33.18, 33.95, 34.82, 35.91, 37.11, 38.54, 40.07, 41.5, 42.39,
)  # fmt: skip
AUTHORITIES = {
    "Halton": (32.39, 38.08, 38.69, 40.76, 48.29),
    "Knowsley": (22.95, 25.84, 29.59, 33.02, 39.17),
    "Liverpool": (24.65, 29.48, 30.04, 33.94, 37.48),
    "St Helens": (22.61, 24.6, 24.94, 26.85, 28.91),
    "Sefton": (18.74, 24.54, 26.54, 32.49, 36.2),
    "Wirral": (22.75, 26.02, 27.49, 32.48, 36.01),
}
AUTHORITY_YEARS = (2004, 2010, 2015, 2020, 2023)
SOURCE = "Office for National Statistics, subregional productivity, June 2025"

RELEASE = Source(
    id="ons-lp-caeer3@2025-06-19",
    title="Subregional productivity: labour productivity indices by city region",
    publisher="Office for National Statistics",
    family="subregional-productivity",
    edition="June 2025",
    released=date(2025, 6, 19),
    licence="Open Government Licence v3.0",
    url="https://www.ons.gov.uk/",
    sha256="0" * 64,
    file="labourproductivitycaeer3_june-2025.xlsx",
    layout="ons_productivity_workbook",
)


def _figure(id_: str, value: float, unit: str, sentence: str, **more: object) -> Figure:
    lineage = Lineage(
        formula="100 × (place ÷ comparator − 1)",
        inputs=(
            Input(
                label="GVA per hour worked, Liverpool City Region, 2023",
                value=37.33,
                unit="£ per hour",
                source=RELEASE.id,
                file=RELEASE.file,
                cell="A3!V10",
            ),
            Input(label="GVA per hour worked, England, 2023", value=42.39, unit="£ per hour"),
        ),
        functions=("growthplan.accounts.gap_pct",),
        assumptions=("Later editions revise this year as earlier ones were revised.",),
        run="2f6c1a",
    )
    return Figure.model_validate(
        {
            "id": id_,
            "value": value,
            "display": display(value, unit),
            "unit": unit,
            "place": LCR,
            "period": "2023",
            "sentence": sentence,
            "lineage": lineage,
            **more,
        }
    )


HERE = _figure(
    f"gva_per_hour/{LCR}/2023",
    37.33,
    "£ per hour",
    "In Liverpool City Region an hour worked in 2023 made £37.3.",
)
THERE = _figure(
    f"gva_per_hour/{ENGLAND}/2023", 42.39, "£ per hour", "In England an hour made £42.4 in 2023."
)
GAP = _figure(
    f"gva_per_hour_gap_pct/{LCR}/2023",
    -11.94,
    "%",
    "GVA per hour in Liverpool City Region was 11.9% below England in 2023.",
    low=-14.1,
    high=-9.7,
    caveats=("Official statistics in development.",),
)
GAP_2010 = _figure(
    f"gva_per_hour_gap_pct/{LCR}/2010", -7.36, "%", "The gap to England was −7.4% in 2010."
)
PRIZE = _figure(
    f"gap_worth/{LCR}/2023", 5500.0, "£m", "Closing the whole gap would be worth £5.5bn a year."
)


def _series(values: tuple[float, ...]) -> tuple[tuple[int, float], ...]:
    return tuple(zip(YEARS, values, strict=True))


def _gaps() -> tuple[tuple[int, float], ...]:
    pairs = zip(YEARS, LCR_2025, ENGLAND_2025, strict=True)
    return tuple((year, round(100 * (a / b - 1), 2)) for year, a, b in pairs)


def levels_chart() -> Chart:
    """Figure 2 of the briefing, brought up to the newest edition."""
    table = Table(
        "gva-per-hour",
        "GVA per hour worked, Liverpool City Region and England",
        (
            Column("year", "Year", kind="year"),
            Column("place", "Liverpool City Region", "£ per hour", decimals=2),
            Column("comparator", "England", "£ per hour", decimals=2),
            Column("gap_pct", "Gap", "%"),
        ),
        tuple(zip(YEARS, LCR_2025, ENGLAND_2025, (g for _, g in _gaps()), strict=True)),
        SOURCE,
        notes=("2022 and 2023 are the likeliest to be revised.",),
    )
    band = ((2020, 33.0, 33.7), (2021, 34.5, 35.6), (2022, 35.7, 37.3), (2023, 36.3, 38.4))
    drawing = level_lines(
        Line("Liverpool City Region", _series(LCR_2025), "£37.3"),
        Line("England", _series(ENGLAND_2025), "£42.4"),
        Gap("11.9%", "below England"),
        provisional_from=2022,
        band=band,
        alt="GVA per hour rose from £23.7 to £37.3 in Liverpool City Region and from £26.1 to "
        "£42.4 in England between 2004 and 2023.",
    )
    return Chart(
        "levels",
        "An hour’s work makes £5.1 less than in England",
        "GVA per hour worked, £, current prices, smoothed, 2004 to 2023",
        drawing,
        SOURCE,
        table,
        notes=("Shaded: 90% range for what later editions may say.",),
    )


def gap_chart() -> Chart:
    """The gap in per cent by edition."""
    points = _gaps()
    earlier = EditionLine("June 2024", tuple((y, v - 0.12) for y, v in points[:-1]))
    widths = {50: 0.9, 80: 1.7, 90: 2.2}
    bands = {
        width: tuple((y, v - half * (y - 2018) / 5, v + half * (y - 2018) / 5) for y, v in points)[
            14:
        ]
        for width, half in widths.items()
    }
    drawing = gap_over_time(
        EditionLine("June 2025", points),
        (earlier,),
        Ranges(bands),
        place="Liverpool City Region",
        comparator="England",
        end_label="−11.9%",
        alt="The gap was 9.2% in 2004, 7.4% in 2010 and 11.9% in 2023.",
    )
    table = Table(
        "gap-by-edition",
        "Gap to England by edition",
        (Column("year", "Year", kind="year"), Column("june_2025", "June 2025", "%")),
        points,
        SOURCE,
    )
    return Chart(
        "gap",
        "The gap has grown since 2010",
        "Difference in GVA per hour, %",
        drawing,
        SOURCE,
        table,
    )


def parts_chart() -> Chart:
    """Contributions that sum to the gap in log points."""
    parts = tuple(
        Part(name, value)
        for name, value in (
            ("Liverpool", -5.0),
            ("St Helens", -3.1),
            ("Sefton", -2.3),
            ("Wirral", -2.4),
            ("Knowsley", -0.9),
            ("Halton", 1.0),
        )
    )
    column = Column("contribution", "Contribution", "log points", signed=True)
    total = Part("Gap to England", -12.7)
    table = Table(
        "contributions",
        "Contribution of each local authority to the gap",
        (Column("authority", "Local authority", kind="text"), column),
        tuple((part.name, part.value) for part in parts),
        SOURCE,
        total=(total.name, total.value),
    )
    drawing = waterfall(parts, total, column=column, alt="Liverpool −5.0 and St Helens −3.1 lead.")
    return Chart("parts", "Five of six hold it back", "Log points", drawing, SOURCE, table)


def other_charts() -> tuple[Chart, ...]:
    """Revisions, small multiples and the range of answers."""
    text = Column("what", "What", kind="text")
    value = Column("value", "Value", "%")

    def table(id_: str, rows: tuple[tuple[str, float], ...]) -> Table:
        return Table(id_, id_.capitalize(), (text, value), rows, SOURCE)

    revised = revision_history(
        (
            Revised(2021, (("2023", -14.2), ("2024", -12.6), ("2025", -12.58)), "+1.7 points"),
            Revised(2022, (("2024", -12.2), ("2025", -12.07)), "+0.1 points"),
            Revised(2023, (("2025", -11.94),), "one edition"),
        ),
        unit_mark="%",
        alt="2021 moved by 1.7 points.",
    )
    panels = small_multiples(
        tuple(
            Panel(name, tuple(zip(AUTHORITY_YEARS, v, strict=True)), f"£{v[-1]:.1f}")
            for name, v in AUTHORITIES.items()
        ),
        Panel("England", _series(ENGLAND_2025), "£42.4"),
        alt="Only Halton is above England.",
    )
    answers = range_of_answers(
        (
            Answer("As quoted", -11.94, "−11.9%", quoted=True),
            Answer("Unsmoothed", -10.0, "−10.0%"),
            Answer("Against the UK less extra-regio", -10.9, "−10.9%"),
        ),
        unit_mark="%",
        alt="Between −11.9% and −10.0%.",
    )
    return (
        Chart(
            "revised",
            "2021 moved most",
            "Gap, %",
            revised,
            SOURCE,
            table("revisions", (("2021", -12.58), ("2022", -12.07))),
        ),
        Chart(
            "each",
            "Only Halton is above",
            "£ per hour",
            panels,
            SOURCE,
            table("each-one", tuple((k, v[-1]) for k, v in AUTHORITIES.items())),
        ),
        Chart(
            "answers",
            "Ten to twelve",
            "Gap, %",
            answers,
            SOURCE,
            table("answers-table", (("As quoted", -11.94),)),
        ),
    )


def sample_report() -> Report:
    """Two pages that use every block."""
    lede = (
        rich("An hour’s work made {here} against {there} in England: {gap:beside}.",
             here=HERE, there=THERE, gap=GAP),
        rich("Later editions may put it {gap:beside_range} (90%).", gap=GAP),
        rich("Closing it would be worth {prize} a year.", prize=PRIZE),
    )  # fmt: skip
    keys = KeyFigures(
        (
            KeyFigure("GVA per hour worked, 2023", HERE.id, rich("England {t}", t=THERE)),
            KeyFigure("Gap to England", GAP.id, rich("was {g:size} in 2010", g=GAP_2010)),
            KeyFigure("Worth of closing it", PRIZE.id, rich("a year, current prices")),
        )
    )
    statement = Statement(
        "11% lower than the England average",
        "Russell and Nolan (2025)",
        "Fits the gap to the UK",
        rich("The gap to England is {gap:size}.", gap=GAP),
    )
    index = Page(
        "index",
        "Overview",
        "Productivity is 11.9% below England’s, and the gap has grown since 2010",
        lede,
        (
            Section("statements", "What has been said", (Statements((statement,)),)),
            Section("sure", "How sure are we", (Note("provisional", rich("2023 will move.")),)),
        ),
        lead=(keys, levels_chart()),
        downloads=(Download("Every figure", "../figures.json", "JSON"),),
    )
    growth = Words("2.6% a year", "assumed")
    more = Page(
        "productivity",
        "Productivity",
        "The gap is 11.9%, and five of six local authorities widen it",
        lede,
        (
            Section("gap-section", "The gap over time", (gap_chart(),)),
            Section("where", "Where the gap comes from", (parts_chart(),)),
            Section("more", "Readings", other_charts()),
            Section(
                "words",
                "Words",
                (
                    Prose((rich("England is taken to grow by {g}.", g=growth),)),
                    Definitions((("GVA", rich("Gross value added, at basic prices.")),)),
                    Prose((rich("See {l}.", l=Link("the publisher", "https://www.ons.gov.uk/")),)),
                ),
            ),
        ),
        caveat=rich("Official statistics in development."),
    )
    return Report(
        title="Liverpool City Region: productivity",
        place="Liverpool City Region",
        place_code=LCR,
        edition="ONS subregional productivity, June 2025",
        pages=(index, more),
        figures=(HERE, THERE, GAP, GAP_2010, PRIZE),
        sources=(RELEASE,),
        notes=("Contains public sector information under the Open Government Licence v3.0.",),
        run_line="growthplan 0.1.0, run 2f6c1a.",
    )
