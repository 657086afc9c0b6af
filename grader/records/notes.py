"""Notes on what was handed in: why something was refused, and what an instructor should know of it.

A note is typed and holds no sentence: readers make sentences from it in their language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

RefusalKind = Literal[
    "link", "special", "too_large", "too_many", "damaged", "encrypted", "compression", "unsafe_name", "duplicate",
    "bomb", "manifest", "mismatch", "version", "learner", "empty", "unreadable",
]  # fmt: skip
"""link, special: not a plain file; unsafe_name: a path that leads out, or is absolute; bomb: it unpacks to far more
than it is; manifest: a bundle's manifest is missing or cannot be read; mismatch: the files are not those that the
manifest lists; version: made by a later grader; learner: no usable id; empty: it holds no exercise file."""

RemarkKind = Literal["late", "arrived_late", "other_id", "not_on_roster"]
"""late: handed in after the deadline, so not counted; arrived_late: handed in before it by the learner's clock, but
the file is younger; other_id: the manifest names another learner than the folder."""

NoteKind = RefusalKind | RemarkKind
REFUSALS: frozenset[str] = frozenset(get_args(RefusalKind))


@dataclass(frozen=True, slots=True)
class Note:
    """One note on one thing handed in.

    Attributes:
        learner: whose it is, as far as that can be told.
        source: the file or folder, named from where the instructor looks.
        kind: what is to be said.
        detail: an untrusted text that belongs to it: an entry's name, a size, a time. May be empty.
    """

    learner: str
    source: str
    kind: NoteKind
    detail: str = ""

    @property
    def refusal(self) -> bool:
        """Whether what was handed in could not be taken."""
        return self.kind in REFUSALS


class Refused(Exception):
    """What was handed in cannot be taken."""

    def __init__(self, kind: RefusalKind, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind: RefusalKind = kind
        self.detail = detail[:200]
