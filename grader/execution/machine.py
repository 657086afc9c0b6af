"""Tests what this machine can do, in the same kind of process that runs learners' code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grader.errors import WorkerFault
from grader.execution.boundary import NOTHING, Observer
from grader.execution.jobs import CheckJob, Isolation, Job
from grader.wire.messages import Probe, Raised, Returned, Source

_TRIALS = """
import sys

def torch():
    import torch
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    (w * w).sum().backward()
    if w.grad.tolist() != [2.0, 4.0]:
        raise RuntimeError(f"the derivative of w * w at 1 and 2 is {w.grad.tolist()}, not 2 and 4")
    return "works"

def matplotlib():
    from matplotlib import pyplot as plt
    figure, axes = plt.subplots()
    axes.plot([0, 1], [1, 0])
    figure.canvas.draw()
    return "works"

def torchvision():
    from torchvision import datasets, transforms
    finder = next(one for one in sys.meta_path if type(one).__module__ == "grader.wire.torchvision_import")
    return "worked_around" if type(finder).find_spec.__globals__["was_worked_around"]() else "works"
"""
_SECONDS = 60.0

Health = Literal["works", "worked_around", "broken"]


@dataclass(frozen=True, slots=True)
class Trial:
    """The state of one library: `worked_around` if the grader had to work around a problem, `why` if it is broken."""

    library: str
    health: Health
    why: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """The findings: a trial of each library, and the isolation that a learner's process reaches."""

    trials: tuple[Trial, ...]
    isolation: Isolation


def examine(observer: Observer) -> Machine:
    """Try the libraries that the course needs in a process like a learner's.

    Raises:
        WorkerFault: if no such process can be started.
    """
    libraries = ("torch", "matplotlib", "torchvision")
    job = Job((Source("trials", "trials.py", _TRIALS),), tuple(map(_trying, libraries)))
    observations = observer.observe(job)
    if observations.fault is not None:
        raise WorkerFault(observations.fault)
    unavailable = observations.unavailable  # the original reason; a second import may fail because of the isolation
    trials = tuple(
        Trial(library, "broken", unavailable[library])
        if library in unavailable
        else _trial(library, check.cases[0].outcome)
        for library, check in zip(libraries, observations.checks, strict=True)
    )
    return Machine(trials, observations.isolation)


def _trying(library: str) -> CheckJob:
    probe = Probe(f"def probe(m):\n    return m.{library}()\n", "probe")
    return CheckJob(library, "trials", library, probe, ({},), _SECONDS)


def _trial(library: str, outcome: object) -> Trial:
    if isinstance(outcome, Returned) and outcome.value in ("works", "worked_around"):
        return Trial(library, "worked_around" if outcome.value == "worked_around" else "works")
    if isinstance(outcome, Raised):
        return Trial(library, "broken", f"{outcome.type_name}: {outcome.message}")
    return Trial(library, "broken", type(outcome).__name__.lower())


def reached_isolation(observer: Observer) -> Isolation:
    """The isolation that a learner's process reaches.

    Raises:
        WorkerFault: if no child can be started.
    """
    observations = observer.observe(NOTHING)
    if observations.fault is not None:
        raise WorkerFault(observations.fault)
    return observations.isolation
