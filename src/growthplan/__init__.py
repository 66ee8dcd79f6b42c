"""growthplan: a place's long-term growth plan as a live, measured, whole system.

```
import growthplan as gp

measured = gp.measure("Liverpool City Region")
measured.measurement.figure("gva_per_hour_gap_pct/E47000004/2022").sentence
gp.build(place="Greater Manchester", out="out-gm")
```
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from growthplan.journeys.allocating import allocate
    from growthplan.journeys.appraising import appraise
    from growthplan.journeys.as_at import plan_as_at
    from growthplan.journeys.building import build
    from growthplan.journeys.comparing import compare_plans
    from growthplan.journeys.delivering import deliver
    from growthplan.journeys.diagnosing import diagnose
    from growthplan.journeys.evaluating import evaluate_panel
    from growthplan.journeys.evaluating_registered import evaluate_plan
    from growthplan.journeys.explaining import explain
    from growthplan.journeys.importing import import_files
    from growthplan.journeys.measuring import measure
    from growthplan.journeys.monitoring import monitor
    from growthplan.journeys.planning import open_plan
    from growthplan.journeys.projecting import project
    from growthplan.journeys.releasing import release
    from growthplan.journeys.reporting import annual_report, board_report
    from growthplan.journeys.returns_importing import import_return
    from growthplan.journeys.returns_showing import find_overlaps, list_returns, show_framework
    from growthplan.journeys.returns_template import make_template
    from growthplan.journeys.updating_plan import update_plan
    from growthplan.web.serving import serve

__all__ = [
    "__version__",
    "allocate",
    "annual_report",
    "appraise",
    "board_report",
    "build",
    "compare_plans",
    "deliver",
    "diagnose",
    "evaluate_panel",
    "evaluate_plan",
    "explain",
    "find_overlaps",
    "import_files",
    "import_return",
    "list_returns",
    "make_template",
    "measure",
    "monitor",
    "open_plan",
    "plan_as_at",
    "project",
    "release",
    "serve",
    "show_framework",
    "update_plan",
]

_HOMES = {
    "allocate": "allocating",
    "appraise": "appraising",
    "build": "building",
    "compare_plans": "comparing",
    "deliver": "delivering",
    "diagnose": "diagnosing",
    "evaluate_panel": "evaluating",
    "evaluate_plan": "evaluating_registered",
    "explain": "explaining",
    "find_overlaps": "returns_showing",
    "import_files": "importing",
    "import_return": "returns_importing",
    "list_returns": "returns_showing",
    "make_template": "returns_template",
    "measure": "measuring",
    "monitor": "monitoring",
    "open_plan": "planning",
    "plan_as_at": "as_at",
    "project": "projecting",
    "release": "releasing",
    "update_plan": "updating_plan",
    "annual_report": "reporting",
    "board_report": "reporting",
    "show_framework": "returns_showing",
}


def __getattr__(name: str) -> Any:
    """Load a function when it is first asked for, so that `growthplan --help` loads none."""
    if name == "serve":
        return import_module("growthplan.web.serving").serve
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'growthplan' has no attribute '{name}'")
    return getattr(import_module(f"growthplan.journeys.{home}"), name)
