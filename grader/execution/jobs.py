"""Jobs and observations: what the trusted side requests from a worker, and what it receives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from grader.wire import frames
from grader.wire.messages import Call, Container, Outcome, Probe, Raised, Run, Source, Stopped
from grader.wire.values import Value

ELSEWHERE = " in "
"""Separates the check's own id from the container in the id of a check that is run with another container."""


class CheckJob(msgspec.Struct, frozen=True, dict=True):
    """One check to run: its probe and its encoded cases. `id` is unique in the job."""

    id: str
    module: str
    of: str
    probe: Probe
    cases: tuple[dict[str, Value], ...]
    time_limit: float
    hidden: bool = False
    after: tuple[str, ...] = ()
    """Checks of the job; if one of them hung or crashed, this check is not run."""
    folders: tuple[dict[str, dict[str, bytes]], ...] = ()
    """For each case, the files of the arguments that are folders; () if no case has any."""
    container: Container = "tensor"
    """The container in which flexible data is passed; see `grader.wire.messages.Run`."""
    ambient: int = 0
    """Selects the state of the global random generators; see `grader.wire.messages.Run`."""

    @cached_property
    def frame(self) -> bytes:
        """The frame that runs this check if no case has folders; the same for every submission."""
        return frames.pack(Run(self.module, self.of, self.probe, self.cases, self.container, self.ambient))

    @cached_property
    def in_others(self) -> tuple[CheckJob, ...]:
        """The same check with its data in each other container, with its own id; computed once for a whole class."""
        others: tuple[Container, ...] = ("list", "array")
        return tuple(
            msgspec.structs.replace(self, id=f"{self.id}{ELSEWHERE}{other}", container=other) for other in others
        )


class Job(msgspec.Struct, frozen=True):
    """One submission and the checks to run on it. It holds no expectations, mistakes, hints or references."""

    sources: tuple[Source, ...]
    checks: tuple[CheckJob, ...]


class CaseObservation(msgspec.Struct, frozen=True):
    """The observation of one case."""

    outcome: Outcome
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    calls: tuple[Call, ...] = ()
    """Calls of watched names, as reported by the learner's process, which may leave out any."""


class CheckObservation(msgspec.Struct, frozen=True):
    """The observation of one check: one for each case, and what the learner's code printed meanwhile, in all and, where
    that can be told, in each case.

    `processor`: how many seconds of processor time the learner's process used for it, as the kernel told the trusted
    side; wall time where the system has no such clock.
    """

    id: str
    cases: tuple[CaseObservation, ...]
    output: str = ""
    printed: tuple[str, ...] = ()
    processor: float = 0.0


class LoadObservation(msgspec.Struct, frozen=True):
    """How an exercise file loaded: what it raised or which limit it hit, and what it printed.

    `definitions_only`: its loops and calls at the top level were skipped, because the whole file did not load.
    """

    module: str
    raised: Raised | None = None
    stopped: Stopped | None = None
    definitions_only: bool = False
    output: str = ""


class Isolation(msgspec.Struct, frozen=True):
    """The isolation that was reached: a level's name, its layers, and why others are missing."""

    level: str
    layers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Observations(msgspec.Struct, frozen=True):
    """All observations of one job. `fault` is set if the grader itself failed; then nothing here counts.

    `seconds`: how long all checks took that learners see; hidden ones are not timed.

    `unavailable`: the libraries that should have been imported in advance and that no submission can import here, each
    with the reason, determined before any learner's code was run.

    `refused`: the names of the system calls that were refused to the learner's code, each once, where the kernel tells
    them; not those of hidden checks.
    """

    checks: tuple[CheckObservation, ...]
    loads: tuple[LoadObservation, ...]
    isolation: Isolation
    seconds: float
    fault: str | None = None
    unavailable: Mapping[str, str] = msgspec.field(default_factory=dict)
    refused: tuple[str, ...] = ()
