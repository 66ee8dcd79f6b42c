"""The same functions as JSON, with a page that lists them."""

from growthplan.web.api.endpoints import ENDPOINTS, ROUTES

__all__ = ["ENDPOINTS", "ROUTES"]
