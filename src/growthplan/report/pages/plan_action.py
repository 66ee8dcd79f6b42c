"""One action: what, where, who, with which money, to what effect, and what it needs."""

from __future__ import annotations

from growthplan.plan import Intervention
from growthplan.report.board import Band, Board, Chip, Group
from growthplan.report.model import Block, Definitions, Page, Prose, Section
from growthplan.report.pages.plan_action_money import money_section
from growthplan.report.pages.plan_action_tables import (
    additionality_table,
    milestones_table,
    principles_table,
    risks_table,
    sites_table,
)
from growthplan.report.pages.plan_evidence import (
    drivers_of,
    effects_table,
    evidence_words,
    verdict,
)
from growthplan.report.pages.plan_maps import SiteMaps
from growthplan.report.pages.plan_money_sums import cost_of, is_illustrative
from growthplan.report.pages.plan_picture import chip
from growthplan.report.pages.plan_powers import waits_on
from growthplan.report.pages.plan_sources import SOURCE, plan_page
from growthplan.report.pages.plan_view import (
    ACTIONS,
    PLAN,
    PlanView,
    listed,
    millions,
)
from growthplan.report.prose import Link, RichText, Words, rich


def action_page(view: PlanView, maps: SiteMaps, action: Intervention) -> Page:
    """The page of one action."""
    sections = (
        Section("where", "Where", _where(view, maps, action)),
        Section("who", "Who", (Definitions(_who(action)),)),
        money_section(view, action),
        Section("effects", "Which drivers, and how strong the evidence is", _effects(view, action)),
        Section("needs", "What it needs", (Definitions(_needs(view, action)),)),
        _table_section("milestones", "Milestones", milestones_table(action)),
        _table_section("principles", "Against the plan’s principles",
                       principles_table(view, action)),
        _table_section("risks", "What could go wrong", risks_table(action)),
        Section("evaluation", "How we will know", (Definitions(_evaluation(view, action)),)),
        _announced(view, action),
    )  # fmt: skip
    return plan_page(
        view, f"action-{action.id}", action.title, f"{action.title}: {_state(action)}, and "
        f"{verdict(view, action)}", _lede(view, action), sections,
        lead=(chain_board(view, action),), sources=_sources(view, action),
        under=ACTIONS, beside=False,
    )  # fmt: skip


def _state(action: Intervention) -> str:
    if action.status in ("cancelled", "paused", "complete"):
        return action.status
    if action.status == "in delivery":
        return f"in delivery until {action.delivery.end}"
    return f"{action.status} for {action.delivery.start} to {action.delivery.end}"


def _lede(view: PlanView, action: Intervention) -> tuple[RichText, ...]:
    what = rich("{s}", s=action.summary)
    return (what, _how_sure(action), _so_what(view, action))


def _how_sure(action: Intervention) -> RichText:
    acts = ", ".join(name.casefold() for name in drivers_of(action))
    first = f"It acts on {acts}" if acts else "No driver that it acts on is stated"
    if not action.costs:
        return rich("{f}; no money of the plan stands on it by year.", f=first)
    spent = millions(cost_of(action))
    if is_illustrative(action):
        return rich("{f}; the {m} set down for it by year is {i}.", f=first, m=spent,
                    i=Words("illustrative, not published", "assumed"))  # fmt: skip
    return rich("{f}; {m} is set down for it by year, as published.", f=first, m=spent)


def _so_what(view: PlanView, action: Intervention) -> RichText:
    missing = [view.levers[i] for i in action.levers
               if i in view.levers and view.levers[i].devolution != "held"]  # fmt: skip
    if action.status == "cancelled":
        return rich("It is kept on record so that nothing is quietly dropped; it spends nothing.")
    if not action.levers:
        return rich("The plan names no lever that it needs.")
    if not missing:
        return rich("Every lever that it needs is held by the place today.")
    who = " and ".join(dict.fromkeys(waits_on(lever) for lever in missing))
    return rich("It cannot be done with local powers alone: it waits on {w}.", w=who)


def chain_board(view: PlanView, action: Intervention) -> Board:
    """From what the action needs to what it should change, as one picture."""
    indicators = view.indicators_of(action)
    by_kind = {kind: [one for one in indicators if one.kind == kind]
               for kind in ("input", "output", "outcome")}  # fmt: skip
    drivers: dict[str, None] = dict.fromkeys(effect.driver for effect in action.effects)
    levels = (
        ("It needs", "no lever or earlier action is named",
         [("lever", one) for one in action.levers if one in view.levers]
         + [("action", one) for one in action.depends_on if one in view.actions]),
        ("It is paid from", "no line of money is named",
         [view.pot(one) for one in dict.fromkeys(cost.line for cost in action.costs)]),
        ("It acts on", "no driver is stated", [("driver", one) for one in drivers]),
        ("It delivers", "no output is counted yet",
         [("indicator", one.id) for one in (*by_kind["input"], *by_kind["output"])]),
        ("That should change", "no outcome indicator names it",
         [("indicator", one.id) for one in by_kind["outcome"]]),
        ("So that", "", [("outcome", one) for one in action.outcomes if one in view.outcomes]),
        ("Which serves", "", [("theme", action.theme)]
         + ([("objective", action.objective)] if action.objective else [])),
    )  # fmt: skip
    bands = [_band(view, title, missing, entries) for title, missing, entries in levels]
    statement = view.plan.mission.statement.rstrip(".")
    mission = Chip("mission", statement, f"{PLAN}.html#mission")
    return Board(
        f"chain-{action.id}", "How it is meant to work, from what it needs to the mission",
        "Each part leads to where it is told of.",
        (*bands, Band("And the mission", (Group("", (mission,)),))), SOURCE,
    )  # fmt: skip


def _band(view: PlanView, title: str, missing: str, entries: list[tuple[str, str]]) -> Band:
    chips = tuple(
        chip(view, kind, id_, detail=_detail(view, kind, id_))
        for kind, id_ in dict.fromkeys(entries)
    )  # fmt: skip
    return Band(title, (Group("", chips),), "" if chips else f"{missing[:1].upper()}{missing[1:]}.")


def _detail(view: PlanView, kind: str, id_: str) -> str:
    if kind == "lever":
        return view.levers[id_].devolution
    return "no source yet" if kind == "indicator" and view.indicators[id_].gap else ""


def _where(view: PlanView, maps: SiteMaps, action: Intervention) -> tuple[Block, ...]:
    sites = [view.sites[one] for one in action.sites if one in view.sites]
    zoned = [view.sites[one] for zone in action.zones if zone in view.zones
             for one in view.zones[zone].sites if one in view.sites]  # fmt: skip
    shown = list({site.id: site for site in (*sites, *zoned)}.values())
    words: list[RichText] = []
    if action.places:
        names = [
            view.name_of(one.place) + (f" ({one.share:.0%})" if one.share is not None else "")
            for one in action.places
        ]
        words.append(rich("It reaches {n}.", n=", ".join(names)))
    else:
        words.append(rich("It reaches the whole of {p}.", p=view.place_name))
    if action.zones:
        words.append((Words("It is part of "), *view.links("zone", action.zones), Words(".")))
    if not shown:
        return (Prose(tuple(words)),)
    table = sites_table(view, action.id, shown)
    title = "Where it works" if sites else "Sites of the zones that it is part of"
    drawn = maps.of(shown, f"where-{action.id}", title, table, small=True)
    return (Prose(tuple(words)), drawn or table)


def _who(action: Intervention) -> tuple[tuple[str, RichText], ...]:
    found = [("Answers for it", rich("{o}.", o=action.owner))]
    if action.partners:
        partners = "; ".join(f"{one.name}: {one.role}" for one in action.partners)
        found.append(("Takes part", rich("{p}.", p=partners.rstrip("."))))
    for one in action.beneficiaries:
        number = f", {one.number:,.0f} of them" if one.number else ""
        fifth = (
            f"; most in the {_FIFTHS[one.income_fifth - 1]} fifth of household income"
            if one.income_fifth
            else ""
        )
        found.append(("Who gains", rich("{g}.", g=f"{one.group}{number}{fifth}")))
    return tuple(found)


_FIFTHS = ("lowest", "second lowest", "middle", "second highest", "highest")


def _effects(view: PlanView, action: Intervention) -> tuple[Block, ...]:
    if not action.effects:
        return (Prose((rich("The plan states no effect of this action on a driver."),)),)
    words = evidence_words(view, action)
    added = additionality_table(view, action)
    return (
        effects_table(view, action),
        *((Prose(words),) if words else ()),
        *((added,) if added else ()),
    )


def _needs(view: PlanView, action: Intervention) -> tuple[tuple[str, RichText], ...]:
    levers = [view.levers[one] for one in action.levers if one in view.levers]
    held = [lever.id for lever in levers if lever.devolution == "held"]
    missing = [lever for lever in levers if lever.devolution != "held"]
    following = [a.id for a in view.plan.interventions if action.id in a.depends_on]
    found: list[tuple[str, RichText]] = []
    if held:
        found.append(("Levers held today", (*view.links("lever", held), Words("."))))
    found += [
        ("Waits on", (*rich("{w}: ", w=waits_on(lever)), view.link("lever", lever.id),
                      Words(f" ({lever.devolution}).")))
        for lever in missing
    ]  # fmt: skip
    rest = (
        ("After", action.depends_on), ("Cannot be done with", action.excludes),
        ("Needed by", following),
    )  # fmt: skip
    found += [(term, (*view.links("action", ids), Words("."))) for term, ids in rest if ids]
    return tuple(found) or (("Levers", rich("The plan names no lever or earlier action.")),)


def _evaluation(view: PlanView, action: Intervention) -> tuple[tuple[str, RichText], ...]:
    own = action.evaluation
    rows = [("Design", own.design), ("Question", own.question),
            ("Compared with", own.compared_with), ("Why", own.why)]  # fmt: skip
    found = [(term, rich("{w}.", w=text.rstrip("."))) for term, text in rows if text]
    ids = [one.id for one in view.indicators_of(action)]
    words = view.links("indicator", ids) if ids else (Words("none names it yet"),)
    return (*found, ("Indicators that it should move", (*words, Words("."))))


def _announced(view: PlanView, action: Intervention) -> Section | None:
    said = [view.claims[one] for one in action.claims if one in view.claims]
    if not said:
        return None
    start = rich("Gross and as announced: never an effect, and never added to one.")
    words = tuple((Words(one.statement, "announced"), Words(f" ({one.date})")) for one in said)
    return Section("announced", "What has been announced for it", (Prose((start, *words)),))


def _table_section(id_: str, title: str, table: Block | None) -> Section | None:
    return Section(id_, title, (table,)) if table else None


def _sources(view: PlanView, action: Intervention) -> list[str | None]:
    return [
        *action.sources, action.cost.source, *(cost.source for cost in action.costs),
        *(one.source for one in action.delivery.milestones),
        *(test.source for test in action.principles),
        *(effect.evidence.source for effect in action.effects if effect.evidence),
        *(view.claims[one].source for one in action.claims if one in view.claims),
        *(view.levers[one].source for one in action.levers if one in view.levers),
    ]  # fmt: skip


def theme_link(view: PlanView, action: Intervention) -> RichText:
    """The theme of an action and its objective, as links."""
    links: list[Link] = [view.link("theme", action.theme)]
    links += [view.link("objective", action.objective)] if action.objective else []
    return listed(links, ": ")
