"""The report as a static site."""

from growthplan.publishers.site.single import write_single_page
from growthplan.publishers.site.write import SITE_STYLE, write_site

__all__ = ["SITE_STYLE", "write_single_page", "write_site"]
