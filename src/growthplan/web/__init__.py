"""The live plan in a browser: pages, what-ifs, editing and the API, on one machine."""

from growthplan.web.app import create_app
from growthplan.web.served import Served
from growthplan.web.serving import serve

__all__ = ["Served", "create_app", "serve"]
