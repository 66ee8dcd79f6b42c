"""The double-count guard: outputs and jobs that two programmes claim.

`guard(claims_of(returns))` gives each `Overlap`: gross, what is shared at least and at most, net.
"""

from growthplan.monitoring.double_count.claimed import Claimed, claims_of, likeness
from growthplan.monitoring.double_count.overlaps import Guarded, Overlap, guard

__all__ = ["Claimed", "Guarded", "Overlap", "claims_of", "guard", "likeness"]
