"""The messages between the trusted side and a learner's process: msgpack records, each in its own frame.

To the child: `Open`, then for each exercise `Load`, then `Run` for one check at a time. From the child: `Ready`,
`Loaded`, a `CaseDone` for each case, `RunDone`. Nothing that comes from a child is trusted beyond its type, and the
types bound the length of every text and every count: a message beyond the bounds does not decode.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from grader.wire.values import ShortText, Value

MAX_MESSAGE = 2000
MAX_FRAMES = 20
MAX_BASES = 10
MAX_WARNINGS = 5
MAX_WARNING = 300
MAX_CALLS = 10
MAX_WATCHED = 500


Container = Literal["tensor", "list", "array"]
"""The container in which flexible data is passed."""

Limit = Literal["time", "wall", "budget", "memory", "crash", "protocol"]
"""What stopped a child."""

Precision = Literal["float32", "float64"]
"""The lowest precision that a correct answer may compute in."""


class Helper(msgspec.Struct, frozen=True, array_like=True):
    """A module of the learner's own that an exercise file imports. Its lines are numbered on from those of the
    exercise file, beginning with `first_line`."""

    module: str
    filename: str
    text: str
    first_line: int


class Source(msgspec.Struct, frozen=True, array_like=True):
    """An exercise file of the submission, as text. Calls of the names in `watched` by its code are reported and, unless
    `may_use` is None, calls of anything of torch that is neither elementary nor in `may_use`. The functions in
    `without_gradients` run with gradients switched off."""

    module: str
    filename: str
    text: str
    watched: Annotated[tuple[str, ...], Meta(max_length=MAX_WATCHED)] = ()
    helpers: tuple[Helper, ...] = ()
    may_use: Annotated[tuple[str, ...], Meta(max_length=MAX_WATCHED)] | None = None
    without_gradients: Annotated[tuple[str, ...], Meta(max_length=MAX_WATCHED)] = ()


class Probe(msgspec.Struct, frozen=True, array_like=True):
    """A probe's own source, with the helpers and imports that it uses, and the name of its function."""

    source: str
    function: str


class Open(msgspec.Struct, frozen=True, array_like=True, tag="open"):
    """The first frame: the limits and layers that the child applies before it reads any learner's code.

    `memory_bytes` is added to what the process has already mapped. `readable` are the folders and files that may be
    read, `scratch` the only folder in which files may be written, and `data` the folder with the files of cases, which
    may be read ("" for none).
    """

    memory_bytes: int | None
    file_bytes: int
    cpu_seconds: int
    isolate: bool
    readable: tuple[str, ...]
    scratch: str
    data: str = ""


class Prepare(msgspec.Struct, frozen=True, array_like=True, tag="prepare"):
    """To the fork server: what future children will watch, as in `Source`, and the probes that they will run."""

    watched: Annotated[tuple[str, ...], Meta(max_length=MAX_WATCHED)]
    probes: tuple[Probe, ...]
    may_use: Annotated[tuple[str, ...], Meta(max_length=MAX_WATCHED)] | None = None


class Load(msgspec.Struct, frozen=True, array_like=True, tag="load"):
    """Execute an exercise file; with `definitions_only`, skip loops and calls at its top level."""

    source: Source
    definitions_only: bool = False


class Run(msgspec.Struct, frozen=True, array_like=True, tag="run"):
    """Run a probe on a loaded exercise: one observation for each case (its arguments by name).

    Flexible data is passed as tensors first, and in another container if the learner's code raises on those; with
    another `container`, in that one only. `ambient` selects the state of the global random generators at the start of
    each case: 0 in everything that is graded, another number to check whether an answer depends on it.
    """

    module: str
    of: str
    probe: Probe
    cases: tuple[dict[str, Value], ...]
    container: Container = "tensor"
    ambient: int = 0


class Measure(msgspec.Struct, frozen=True, array_like=True, tag="measure"):
    """To a process that runs the author's code: measure how far rounding moves a probe's result on one case.

    `precision` is the lowest one that a correct answer may compute in; `runs` is the number of runs with rounding
    errors.
    """

    module: str
    probe: Probe
    arguments: dict[str, Value]
    precision: Precision
    runs: int


class Ready(msgspec.Struct, frozen=True, array_like=True, tag="ready"):
    """The layers in force, and why others are not; the libraries that could not be imported in advance, and why."""

    layers: Annotated[tuple[ShortText, ...], Meta(max_length=20)]
    missing: Annotated[tuple[ShortText, ...], Meta(max_length=20)]
    unavailable: Annotated[dict[ShortText, Annotated[str, Meta(max_length=MAX_MESSAGE)]], Meta(max_length=20)] = {}


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """A line of the learner's file, or of a helper module of it, that an exception passed through."""

    line: Annotated[int, Meta(ge=1, le=10_000_000)]
    function: ShortText


class Call(msgspec.Struct, frozen=True, array_like=True):
    """A watched name that was called, and the lines of the learner's file that the call came through (innermost last;
    none if code in a string called it)."""

    name: ShortText
    frames: Annotated[tuple[Frame, ...], Meta(max_length=MAX_FRAMES)] = ()


class Raised(msgspec.Struct, frozen=True, array_like=True, tag="raised", forbid_unknown_fields=True):
    """An exception: names of its class and bases, its message, its lines in the learner's file (innermost last)."""

    type_name: ShortText
    bases: Annotated[tuple[ShortText, ...], Meta(max_length=MAX_BASES)]
    message: Annotated[str, Meta(max_length=MAX_MESSAGE)]
    frames: Annotated[tuple[Frame, ...], Meta(max_length=MAX_FRAMES)] = ()


class Returned(msgspec.Struct, frozen=True, array_like=True, tag="returned", forbid_unknown_fields=True):
    """The probe's value. `container` is the one in which flexible data was passed.

    `after` holds the arguments that can be modified in place, as they are after the probe has returned.
    """

    value: Value
    container: Container = "tensor"
    after: dict[ShortText, Value] = {}


class Missing(msgspec.Struct, frozen=True, array_like=True, tag="missing", forbid_unknown_fields=True):
    """The function that is checked is not in the learner's file."""

    name: ShortText


class Stopped(msgspec.Struct, frozen=True, array_like=True, tag="stopped", forbid_unknown_fields=True):
    """Made by the trusted side: the child ended before it answered, or was not asked, since the time of the whole
    submission was used up (`budget`). `wall`: it took too long by the clock, with little processor time. `detail` names
    a signal or an exit status."""

    limit: Limit
    detail: str = ""


class Unrun(msgspec.Struct, frozen=True, array_like=True, tag="unrun", forbid_unknown_fields=True):
    """Made by the trusted side: the case was never run, because an earlier case of the check stopped the child."""


Outcome = Returned | Raised | Missing | Stopped | Unrun


class Loaded(msgspec.Struct, frozen=True, array_like=True, tag="loaded"):
    """The file was executed, up to the exception `raised` if there was one."""

    raised: Raised | None = None


class CaseDone(msgspec.Struct, frozen=True, array_like=True, tag="case"):
    """One case's outcome, the warnings that were issued, and the watched names that were called."""

    outcome: Returned | Raised | Missing
    warnings: Annotated[tuple[Annotated[str, Meta(max_length=MAX_WARNING)], ...], Meta(max_length=MAX_WARNINGS)] = ()
    calls: Annotated[tuple[Call, ...], Meta(max_length=MAX_CALLS)] = ()


class RunDone(msgspec.Struct, frozen=True, array_like=True, tag="done"):
    """All cases of the check were run."""


class Measured(msgspec.Struct, frozen=True, array_like=True, tag="measured"):
    """How far each number may be off, in the form of a `grader.numerics.allowances.Tolerance`; `unstable` says why
    there is no tolerance, and `unmeasured` is the field of the same name there."""

    allowed: tuple[bytes, ...] = ()
    unstable: Annotated[str, Meta(max_length=MAX_MESSAGE)] = ""
    unmeasured: bool = False


class Refused(msgspec.Struct, frozen=True, array_like=True, tag="refused"):
    """The worker could not do what was requested. A learner's code can forge this, so it counts as no answer."""

    why: Annotated[str, Meta(max_length=500)]


ToChild = Open | Load | Run | Measure
FromChild = Ready | Loaded | CaseDone | RunDone | Measured | Refused
