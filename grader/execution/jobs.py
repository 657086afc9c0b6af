"""Jobs and observations: what the trusted side asks of a worker, and what it gets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from grader.wire import frames
from grader.wire.messages import Call, Container, Outcome, Probe, Raised, Run, Source, Stopped
from grader.wire.values import Value

ELSEWHERE = " in "
"""In the id of a check that is run with another container: what stands before it is the check's own."""


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
    """Checks of the job without which this one is not run if they hung or crashed."""
    folders: tuple[dict[str, dict[str, bytes]], ...] = ()
    """For each case the files of those arguments that are folders; () where no case has any."""
    container: Container = "tensor"
    """What flexible data is handed over in: see `grader.wire.messages.Run`."""
    ambient: int = 0
    """How the global random generators start each case: see there."""

    @cached_property
    def frame(self) -> bytes:
        """What a child is sent to run it, where no case has folders: the same for every submission."""
        return frames.pack(Run(self.module, self.of, self.probe, self.cases, self.container, self.ambient))

    @cached_property
    def in_others(self) -> tuple[CheckJob, ...]:
        """The same check with its data in another container, each under an id of its own: made once for a class."""
        others: tuple[Container, ...] = ("list", "array")
        return tuple(
            msgspec.structs.replace(self, id=f"{self.id}{ELSEWHERE}{other}", container=other) for other in others
        )


class Job(msgspec.Struct, frozen=True):
    """One submission and the checks to run on it. It holds no expectation, no mistake, no hint, no reference."""

    sources: tuple[Source, ...]
    checks: tuple[CheckJob, ...]


class CaseObservation(msgspec.Struct, frozen=True):
    """What one case gave."""

    outcome: Outcome
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    calls: tuple[Call, ...] = ()
    """Of what was watched, as the learner's process tells it: it may leave out any."""


class CheckObservation(msgspec.Struct, frozen=True):
    """What one check gave: an observation for each case, and what the learner's code printed meanwhile."""

    id: str
    cases: tuple[CaseObservation, ...]
    output: str = ""


class LoadObservation(msgspec.Struct, frozen=True):
    """How an exercise file loaded: what it raised or which limit it hit, and what it printed.

    `definitions_only`: its loops and calls at top level were left out, since the whole file did not load.
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
    """All that one job gave. `fault` is set where the grader itself failed: then nothing here counts.

    `unavailable`: the libraries that were to be imported ahead and that no submission can import here, each with the
    reason, found out before any learner's code was run.
    """

    checks: tuple[CheckObservation, ...]
    loads: tuple[LoadObservation, ...]
    isolation: Isolation
    seconds: float
    fault: str | None = None
    unavailable: Mapping[str, str] = msgspec.field(default_factory=dict)
