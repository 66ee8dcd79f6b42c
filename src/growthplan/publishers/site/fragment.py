"""Blocks of a report as a fragment of a page, in the same words and pictures as the site's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from growthplan.publishers.site.markup import prose
from growthplan.publishers.site.write import environment_for
from growthplan.report import Block, Report, RichText, Section
from growthplan.vocabulary import Figure


def fragment(
    blocks: Sequence[Block],
    sections: Sequence[Section],
    figures: Mapping[str, Figure],
    data_folder: str,
    data_query: str = "",
) -> Markup:
    """Blocks, then sections under headings, as HTML. `data_folder` is where links to the tables'
    CSV files lead, with `data_query` at their end. Raises GrowthplanError when the `charts` extra
    is not installed."""
    report = Report("", "", "", "", (), tuple(figures.values()), ())
    environment = environment_for(report, data_folder, data_query=data_query)
    environment.globals["report"] = report
    template = environment.get_template("fragment.html.j2")
    return Markup(template.render(blocks=blocks, sections=sections))


def sentences(texts: Sequence[RichText], figures: Mapping[str, Figure]) -> tuple[Markup, ...]:
    """Sentences whose numbers lead to their explanation."""
    return tuple(prose(text, figures) for text in texts)
