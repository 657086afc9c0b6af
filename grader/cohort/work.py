"""What crosses between the process that records a class and those that grade it, all of them the instructor's.

What a learner's own code gives crosses another boundary, further below.
"""

from __future__ import annotations

import msgspec

from grader.cohort.typed_messages import Reader
from grader.course.seeds import KeyKind
from grader.execution.jobs import Isolation
from grader.grading.result import FollowThrough
from grader.grading.submissions import Submission
from grader.records.attempts import Fault
from grader.records.choosing import Version
from grader.records.notes import Note
from grader.records.policies import Shown


class Chosen(msgspec.Struct, frozen=True):
    """An exercise of the assignment: its name, the one function of it that is graded, and its weight."""

    exercise: str
    function: str | None
    weight: float


class Setup(msgspec.Struct, frozen=True):
    """All that hand-ins of a class are graded with, apart from the course itself.

    Attributes:
        course: the folder of the course, on the machine that grades.
        handed_in: the exercises of which somebody handed in a file; the others are not prepared.
        key: the kind and the text of the key that cases are drawn from; None for the course's.
        language: that of the pages.
        shown: what learners are shown, for whom nothing else was decided.
        preload: libraries to import ahead.
        follow_through: what a function earns that is right on top of wrong ones.
        turns: a folder by which processes of one machine take turns (`grader.execution.turns`).
    """

    course: str
    chosen: tuple[Chosen, ...]
    handed_in: frozenset[str]
    seed: int | None
    key: tuple[KeyKind, str] | None
    time_limit: float | None
    language: str
    shown: Shown
    preload: tuple[str, ...] = ()
    turns: str = ""
    follow_through: FollowThrough = "full"


class Work(msgspec.Struct, frozen=True):
    """One hand-in to be graded.

    Attributes:
        number: what the answer is told by.
        variant: that of the learner's cases.
        version: what is graded.
        submission: its files, where the process that grades may be on another machine; else they are read there.
        created: for a second pass, when the first one began; empty for a first pass.
    """

    number: int
    variant: int
    version: Version
    submission: Submission | None = None
    created: str = ""


class Page(msgspec.Struct, frozen=True):
    """What the learner would be given if exactly this result counted: the page with its mark, and the document."""

    mark: bytes
    page: bytes
    document: bytes | None


class Done(msgspec.Struct, frozen=True):
    """The outcome of one hand-in: a result, a fault of the grader, or a note that it can no longer be read.

    Attributes:
        number: that of the work.
        content: the digest of what was graded, in case the files changed after they were chosen.
        document: the result document; empty if there is none.
        unexplained: whether a second pass may say more about why something failed.
    """

    number: int
    content: str = ""
    document: bytes = b""
    unexplained: bool = False
    page: Page | None = None
    fault: Fault | None = None
    note: Note | None = None


class Started(msgspec.Struct, frozen=True, tag="started"):
    """A process is ready to grade, under this isolation."""

    isolation: Isolation


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """A process cannot grade anything: a fault of the grader, or of the machine."""

    why: str


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """One hand-in is graded."""

    done: Done


Said = Started | Failed | Answer
"""What a process that grades says."""


SETUP: Reader[Setup] = Reader(Setup)
WORK: Reader[Work] = Reader(Work)
SAID: Reader[Said] = Reader(Said)
DONE: Reader[Done] = Reader(Done)
