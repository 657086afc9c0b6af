"""The isolation of this machine, found out with a file of the grader's own before a learner's is run."""

from __future__ import annotations

from grader.execution.jobs import CheckJob, Isolation, Job
from grader.execution.pool import Pool
from grader.execution.workers import WorkerFault
from grader.worker.messages import Probe, Source

_NOTHING = Job(
    (Source("nothing", "nothing.py", ""),),
    (CheckJob("nothing", "nothing", "__name__", Probe("def probe(m):\n    return 0\n", "probe"), ({},), 60.0),),
)


def reached_isolation(pool: Pool) -> Isolation:
    """The isolation that a child of these workers reaches.

    Raises:
        WorkerFault: where no child can be started.
    """
    observations = pool.observe(_NOTHING)
    if observations.fault is not None:
        raise WorkerFault(observations.fault)
    return observations.isolation
