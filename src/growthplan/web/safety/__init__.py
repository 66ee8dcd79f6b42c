"""Who may ask, and what may be in a request: checks that stand before every page."""

from growthplan.web.safety.forms import CSRF_FIELD, Posted, checked_form, form_token
from growthplan.web.safety.guard import Guard
from growthplan.web.safety.headers import HEADERS, POLICY

__all__ = [
    "CSRF_FIELD",
    "HEADERS",
    "POLICY",
    "Guard",
    "Posted",
    "checked_form",
    "form_token",
]
