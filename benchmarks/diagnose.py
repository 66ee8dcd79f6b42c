"""A whole diagnosis of one place from a warm store.

    python -m benchmarks.diagnose

Drivers, peers, scorecard, constraints, sectors, supply chains and clusters, each time from the
store; nothing is kept between the runs. Beside the seconds by the clock stand those that its
processors worked, all together: on a machine with other work the clock runs on while it waits.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does

from benchmarks.timing import alternated
from growthplan.journeys.diagnosing import boundaries, diagnose_from
from growthplan.store import Store

PLACES = ("E47000004", "E08000012", "E47000001")
LIMIT = 5.0


def main() -> None:
    """Print the median seconds of each place, and where they go when asked with `--profile`."""
    drawn = boundaries()
    with Store() as held:
        jobs = {
            held.gazetteer[code].name: lambda code=code: diagnose_from(held, code, drawn=drawn)
            for code in PLACES
        }
        for name, seconds in alternated(jobs, 3).items():
            began = time.process_time()
            jobs[name]()
            worked = time.process_time() - began
            verdict = "within" if seconds <= LIMIT else "over"
            print(
                f"diagnosis of {name}: {seconds:.2f} s, {verdict} {LIMIT:.0f} s "
                f"({worked:.2f} s of processor; load {os.getloadavg()[0]:.1f} on {os.cpu_count()})"
            )
        if "--profile" in sys.argv:
            profile = cProfile.Profile()
            profile.runcall(diagnose_from, held, PLACES[0], drawn=drawn)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(40)


if __name__ == "__main__":
    main()
