"""A plan of any size, as the files of its folder: what a whole country's actions would weigh."""

from __future__ import annotations

PLACES = ("Liverpool", "Knowsley", "Sefton", "Wirral", "Halton", "St. Helens")
YEARS = ("2026/27", "2027/28", "2028/29")
COST = 0.05
"""£ million a year of each action; the lines hold what all of them cost."""

_PLAN = """\
schema_version: 1
place: Liverpool City Region
comparator: England
title: A generated plan
launched: 13 October 2025
horizon:
  start: 2025
  years: 10
mission:
  statement: Raise productivity
  source: briefing
outcomes:
  - id: productivity
    title: Productivity
    measure: gva_per_hour
    target:
      value: 40
      unit: £ per hour
      year: 2035
      statement: Forty pounds an hour
      source: briefing
    source: briefing
themes:
  - id: growth
    title: Growth
    source: briefing
    objectives:
      - id: scale
        title: Scale
        source: briefing
principles:
  - id: inclusive-growth
    title: Inclusive growth
    source: briefing
sources:
  briefing:
    publisher: The Institute
    citation: A briefing
    date: 2025
"""

_ACTION = """\
  - id: action-{n}
    title: Action {n}
    summary: What is done as action {n}, and for whom.   # a note that stays
    status: committed
    theme: growth
    objective: scale
    outcomes: [productivity]
    owner: Director of growth
    partners:
      - name: Partner {n}
        role: delivers
    places:
      - place: {place}
        share: 1
    sites: [site-{site}]
    sectors: [sector-{sector}]
    effects:
      - driver: skills
        mechanism: skills
        unit: learners
        unit_cost: skills.unit_cost_adult
        strength: skills.training
        lag_years: 1
    cost:
      amount: not published
      source: briefing
    costs:
      - line: line-{line}
        kind: revenue
        amounts: {{{amounts}}}
        basis: illustrative
        source: briefing
    levers: [lever-{lever}]{depends}
    delivery:
      start: 2026/27
      end: 2028/29
      basis: illustrative
    risks:
      - id: delay-{n}
        title: It starts late
        likelihood: medium
        impact: low
        owner: Director of growth
    principles:
      - principle: inclusive-growth
        verdict: unknown
        evidence: Not assessed yet.
    evaluation:
      design: difference in differences
      question: Do learners earn more?
      compared_with: Learners who applied later
      why: Places are offered in turn
    sources: [briefing]
"""


def generated_plan(actions: int = 5000, folder: str = "generated") -> dict[str, bytes]:
    """The files of a plan with that many actions, valid as it stands, by their names."""
    texts = {
        "plan.yaml": _PLAN,
        "sectors.yaml": _list("sectors", 8, "  - id: sector-{n}\n    title: Sector {n}"),
        "sites.yaml": _list(
            "sites",
            60,
            "  - id: site-{n}\n    title: Site {n}\n    place: Liverpool\n    what: Site {n}",
        ),
        "levers.yaml": _list(
            "levers",
            20,
            "  - id: lever-{n}\n    title: Lever {n}\n    power: To act\n    tier: regional\n"
            "    holder: The authority\n    devolution: held",
        ),
        "funding.yaml": _funding(actions),
        "indicators.yaml": _indicators(actions),
        "interventions.yaml": "interventions:\n" + "".join(map(_action, range(actions))),
    }
    return {f"{folder}/{name}": text.encode() for name, text in texts.items()}


def _list(name: str, count: int, entry: str) -> str:
    entries = (entry.format(n=n) + "\n    source: briefing\n" for n in range(count))
    return f"{name}:\n" + "".join(entries)


def _amounts(each: float) -> str:
    return ", ".join(f"{year}: {each:g}" for year in YEARS)


def _action(n: int) -> str:
    depends = f"\n    depends_on: [action-{n - 1}]" if n % 10 == 9 else ""
    return _ACTION.format(
        n=n,
        place=PLACES[n % len(PLACES)],
        site=n % 60,
        sector=n % 8,
        line=n % 10,
        lever=n % 20,
        amounts=_amounts(COST),
        depends=depends,
    )


def _funding(actions: int) -> str:
    each = [len(range(line, actions, 10)) * COST for line in range(10)]
    lines = "".join(
        f"    - id: line-{n}\n      title: Line {n}\n      function: growth\n      kind: revenue\n"
        f"      amounts: {{{_amounts(round(amount, 2))}}}\n      basis: illustrative\n"
        "      source: briefing\n"
        for n, amount in enumerate(each)
    )
    total = round(sum(each) * len(YEARS), 2)
    return (
        "settlement:\n  title: A settlement\n  source: briefing\n  totals:\n"
        "    - id: revenue\n      kind: revenue\n      first: 2026/27\n      last: 2028/29\n"
        f"      amount: {total:g}\n      source: briefing\n"
        "  functions:\n    - id: growth\n      title: Growth\n  lines:\n" + lines
    )


def _indicators(actions: int) -> str:
    ids = ", ".join(f"action-{n}" for n in range(actions))
    return (
        "indicators:\n  - id: gva-per-hour\n    title: GVA per hour\n    kind: outcome\n"
        "    unit: £ per hour\n    statistic: gva_per_hour\n    outcome: productivity\n"
        f"    interventions: [{ids}]\n    source: briefing\n"
    )
