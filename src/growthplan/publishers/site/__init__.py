"""The report as a static site."""

from growthplan.publishers.site.single import write_single_page
from growthplan.publishers.site.write import write_site

__all__ = ["write_single_page", "write_site"]
