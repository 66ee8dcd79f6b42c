"""The report as a static site."""

from growthplan.publishers.site.drawing import picture
from growthplan.publishers.site.fragment import fragment, sentences
from growthplan.publishers.site.markup import amount, anchor
from growthplan.publishers.site.single import write_single_page
from growthplan.publishers.site.write import SITE_STYLE, write_site

__all__ = [
    "SITE_STYLE",
    "amount",
    "anchor",
    "fragment",
    "picture",
    "sentences",
    "write_single_page",
    "write_site",
]
