"""The tree of exceptions, and the exit status that a command gives for each.

    GraderError
    ├── WrongUse             a user asked for what cannot be done              exit status 2
    │   ├── CourseError      what was asked for is not in the course
    │   └── RecordsError     a workspace, a hand-in, a roster or a gradebook
    └── Fault                the grader cannot do its work here                exit status 3
        ├── AuthoringError   a mistake in a course file, with its file and line
        ├── RecordsFault     the machine refuses what the gradebook needs
        ├── LibraryMissing   a library that the course uses cannot be imported
        ├── IsolationTooWeak the machine does not reach the isolation that is required
        └── WorkerFault      a worker cannot be started or kept running

None of these ever gives a learner zero points: whatever a learner's code does is an outcome, never an exception.

    outcome of a case        Returned, Raised, Missing, Stopped (by a limit), Unrun     `grader.wire.messages`
    status of a check        passed, failed, error, timeout, blocked, not_attempted,
                             fault                                                      `grader.grading.result`
    notice                   what a submission held besides its files                   `grader.grading.result`
    note                     a refusal of a hand-in, or a remark on it                  `grader.records.notes`
    problem                  what `grader validate` finds                               `grader.grading.proofs.problems`

Errors that a caller handles at once are defined next to the function that raises them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is written down, to be translated where it is used."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """A text that is put into words in the reader's language (`grader.reports.language.Language.say`).

    As a string it is in English, the language of the source.

    Attributes:
        message: the English text, as it is in the catalogues, with `%(name)s` placeholders where there are values.
        values: what is filled in by name; a `Message` among them is put into words as well.
    """

    message: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class GraderError(Exception):
    """Base class of the errors that are shown without a traceback. The message says what was found and what to do.

    Attributes:
        text: the message, for a reader in any language.
    """

    def __init__(self, message: str = "", /, **values: object) -> None:
        """An error with this message in English, and what is filled in for its `%(name)s` placeholders."""
        self.text = Message(message, values)
        super().__init__(str(self.text))


class WrongUse(GraderError):
    """The user asked for something that cannot be done."""


class CourseError(WrongUse):
    """The user asked for something that is not in the course. The message says what was missing and what to do."""


class RecordsError(WrongUse):
    """The user asked for something that a workspace, a hand-in, a roster or a gradebook does not have or accept."""


class Fault(GraderError):
    """The grader cannot do its work here; never the learner's fault."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a course file."""

    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class AuthoringError(Fault):
    """A mistake in a course file. The message says what was found and what to do; `place` says where."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place = place


class RecordsFault(Fault):
    """The machine refuses what the gradebook needs: a full disk, a read-only folder, a database that has gone away."""


_LIBRARY_MISSING = N_("%(library)s cannot be imported here: %(why)s")


class LibraryMissing(Fault):
    """An exercise needs a library that cannot be imported here."""

    def __init__(self, library: str, why: str) -> None:
        super().__init__(_LIBRARY_MISSING, library=library, why=why)
        self.library = library


class IsolationTooWeak(Fault):
    """The isolation that is reached here is weaker than required. The message says what is missing and what to do."""


class WorkerFault(Fault):
    """The grader could not start a worker or keep it running."""
