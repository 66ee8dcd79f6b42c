"""Spreading blocks of draws over processes of this machine, or over a Dask cluster."""

from __future__ import annotations

import importlib
import multiprocessing
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

from growthplan.system.streaming import BLOCK, Block, Mapper
from growthplan.vocabulary import Fault, GrowthplanError

Kept = Mapping[str, npt.NDArray[np.float64]]

MOST_WORKERS = 256
_WAIT = "10s"


@contextmanager
def spread(workers: int = 1, cluster: str | None = None) -> Iterator[Mapper]:
    """A `map` over blocks of draws: here, over `workers` processes, or over a running cluster.

    Answers come in the order of the blocks, and the same seed gives the same bytes however many
    workers there are. A cluster's workers need the same version of growthplan.

    Raises GrowthplanError for fewer than one worker, both at once, and a cluster that cannot be
    reached.
    """
    _check(workers, cluster)
    if cluster is not None:
        client = _client(cluster)
        try:
            yield lambda run, blocks: _over_cluster(client, run, blocks)
        finally:
            client.close()
    elif workers == 1:
        yield map
    else:
        # Fresh processes: one that is split off from a running one may stop at a lock held there.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield lambda run, blocks: pool.map(run, blocks)


def block_size(draws: int, workers: int) -> int:
    """Draws in a block, so that every worker has one; it changes no byte.

    >>> block_size(2_000, 2), block_size(100_000, 2), block_size(3, 8)
    (1000, 5000, 1)
    """
    return max(min(BLOCK, -(-draws // max(workers, 1))), 1)


def _check(workers: int, cluster: str | None) -> None:
    faults = []
    if not 1 <= workers <= MOST_WORKERS:
        fix = f"Ask for 1 to {MOST_WORKERS}."
        faults.append(Fault(f"{workers} workers cannot be used.", fix=fix, code="workers"))
    if cluster is not None and workers != 1:
        message = "Workers of this machine and a cluster are asked for at once."
        faults.append(Fault(message, fix="Give --workers or --cluster.", code="workers"))
    if faults:
        raise GrowthplanError(faults)


def _client(address: str) -> Any:
    try:
        distributed = importlib.import_module("distributed")
    except ModuleNotFoundError:
        raise GrowthplanError(
            Fault(
                "A cluster cannot be used: Dask is not installed.",
                fix="Install it with: pip install 'growthplan[scale]'",
                code="extra",
            )
        ) from None
    try:
        return distributed.Client(address, timeout=_WAIT)
    except (OSError, ValueError, TimeoutError) as error:
        raise GrowthplanError(
            Fault(
                f"No cluster answers at {address}: {str(error).splitlines()[0]}.",
                fix="Give a scheduler's address such as tcp://127.0.0.1:8786.",
                code="cluster",
            )
        ) from None


def _over_cluster(client: Any, run: Block, blocks: Iterable[range]) -> Iterable[Kept]:
    """The same on a cluster. What a run stands on is sent to each worker once."""
    shared = client.scatter(run, broadcast=True, hash=False)
    futures = [client.submit(_one, shared, block, pure=False) for block in blocks]
    return list(client.gather(futures))


def _one(run: Block, block: range) -> Kept:
    return run(block)
