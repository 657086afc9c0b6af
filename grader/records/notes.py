"""Notes on hand-ins: why something was refused, and what an instructor should know about it.

A note is typed and holds no sentences: reports turn it into sentences in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

RefusalKind = Literal[
    "link", "special", "too_large", "too_many", "damaged", "encrypted", "compression", "unsafe_name", "duplicate",
    "bomb", "manifest", "mismatch", "version", "learner", "empty", "unreadable", "too_long", "too_deep",
    "notebook_damaged",
]  # fmt: skip
"""link, special: not a plain file; unsafe_name: a path that leads outside, or is absolute; bomb: it unpacks to far more
than its own size; manifest: a bundle's manifest cannot be read; mismatch: the files are not those that the manifest
lists; version: made by a later version of the grader; learner: no usable id; empty: it holds no exercise files;
too_long: an exercise file is longer than one is read; too_deep: archives in archives, more than are opened;
notebook_damaged: a notebook that is none by its content, as after an upload that was cut short."""

FileKind = Literal[
    "not_taken", "more_not_taken", "looks_like", "helper", "helper_name", "helper_apart", "helper_unreadable", "stray",
]  # fmt: skip
"""What was not used: not_taken: a file that is no exercise file; more_not_taken: as many more; looks_like: a file that
defines the functions of an exercise; helper: a module that an exercise file imports, in a course that takes none;
helper_name: one with the name of a library; helper_apart: one in another folder; helper_unreadable: one that is no
text; stray: something beside the learners' folders that belongs to nobody."""

RemarkKind = Literal[
    "late", "arrived_late", "other_id", "not_on_roster", "similar_id", "marked_late", "several", "copies", "renamed",
    "guessed", "notebook", "notebook_as_py", "other_encoding", "helper_used", "points_off", "clock_ahead",
    "clock_behind", "ungraded", "extended", "overridden", "commented", "excluded", "left_out",
    "work_before_key", "shared_key",
]  # fmt: skip
"""late: handed in after the deadline, so not counted; arrived_late: handed in before it by the learner's clock, but
the file is newer; other_id: the manifest names another learner than the folder; similar_id: the id of another learner
cannot be told from this one by eye; marked_late: the platform marks it as late; several: it was not used, because
another file of the same exercise counts; copies: it counts, of as many files of the exercise; renamed, guessed: a file
was taken for an exercise file, by its name or by what it defines; notebook, notebook_as_py: it was read as a notebook,
under whatever name; other_encoding: as GB 18030; helper_used: a module that an exercise file imports was used with it;
points_off: late, so that points are taken off; clock_ahead, clock_behind: packed by a wrong clock, so that the arrival
counts; ungraded: the work that should count is not graded yet; the others are an instructor's decisions, of which
excluded is about the learner and left_out about one hand-in; work_before_key: work without a key came before the
learner's first key; shared_key: the learner's key is another learner's too."""

HeldKind = Literal[
    "held_signature", "held_other_course", "held_other_key", "held_others_key", "held_no_key",
]  # fmt: skip
"""Why a hand-in is held, as in `grader.records.claims.Hold`; others_key: the key is known to be another learner's."""

DECIDED: frozenset[str] = frozenset(
    {"late", "arrived_late", "points_off", "marked_late", "clock_ahead", "clock_behind", "ungraded", "extended",
     "overridden", "commented", "excluded", "left_out", "work_before_key", "shared_key", *get_args(HeldKind)}
)  # fmt: skip
"""The kinds that are never stored, because they follow from what counts."""

NOBODY = ""
"""The learner of a note on something that belongs to nobody."""

NoteKind = RefusalKind | FileKind | RemarkKind | HeldKind
REFUSALS: frozenset[str] = frozenset(get_args(RefusalKind))
NOT_TAKEN: frozenset[str] = REFUSALS | frozenset(get_args(FileKind))
HELD: frozenset[str] = frozenset(get_args(HeldKind))


@dataclass(frozen=True, slots=True)
class Note:
    """One note on one hand-in.

    Attributes:
        learner: the learner, as far as is known, or `NOBODY`.
        source: the file or folder, relative to the place that the instructor gave.
        kind: the kind of the note.
        detail: an untrusted text that belongs to it: an entry's name, a size, a time. May be empty.
    """

    learner: str
    source: str
    kind: NoteKind
    detail: str = ""

    @property
    def refusal(self) -> bool:
        """Whether the hand-in could not be accepted."""
        return self.kind in REFUSALS

    @property
    def not_taken(self) -> bool:
        """Whether something that was handed in was not used."""
        return self.kind in NOT_TAKEN

    @property
    def held(self) -> bool:
        """Whether something is held until an instructor accepts it."""
        return self.kind in HELD


class Refused(Exception):
    """A hand-in cannot be accepted."""

    def __init__(self, kind: RefusalKind, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind: RefusalKind = kind
        self.detail = detail[:200]
