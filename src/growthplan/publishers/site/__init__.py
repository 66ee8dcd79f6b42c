"""The report as a static site."""

from growthplan.publishers.site.write import write_site

__all__ = ["write_site"]
