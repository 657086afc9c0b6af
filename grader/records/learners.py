"""Learner ids, which come from manifests, file names and rosters, and are never trusted."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from grader.characters import (
    C0_CONTROLS,
    C1_CONTROLS,
    INVISIBLE,
    JOINERS,
    LINE_SEPARATORS,
    NONCHARACTERS,
    SURROGATES,
    VARIATION_SELECTORS,
    any_of,
)
from grader.errors import RecordsError

MAX_ID = 100
# Two ids that look the same must be the same, so even the invisible characters that a text needs are forbidden.
_FORBIDDEN = any_of(
    C0_CONTROLS, C1_CONTROLS, SURROGATES, NONCHARACTERS, LINE_SEPARATORS, INVISIBLE, JOINERS, VARIATION_SELECTORS
)

# Dots as well: the grader's own files lie next to the learners', such as `index.html` and the gradebook's journal.
_UNSAFE = re.compile(r"[^\w-]")
# Devices of Windows, and names that look like another id shortened with a digest.
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d|.*-[0-9a-f]{8}")


def learner_id(text: str) -> str:
    """The id in its canonical form: NFC, without surrounding white space.

    Raises:
        RecordsError: if it is empty, longer than `MAX_ID` characters, or holds invisible characters.
    """
    tidy = unicodedata.normalize("NFC", text).strip()
    if not tidy:
        raise RecordsError("a learner id cannot be empty")
    if len(tidy) > MAX_ID:
        raise RecordsError(
            "a learner id has at most %(max_id)s characters, and this one has %(length)s",
            max_id=MAX_ID,
            length=len(tidy),
        )
    if _FORBIDDEN.search(tidy):
        raise RecordsError("a learner id cannot hold control characters or invisible ones")
    return tidy


def as_id(text: str) -> str:
    """A replacement for an id that cannot be used: its visible characters, at most `MAX_ID` of them."""
    return _FORBIDDEN.sub("?", unicodedata.normalize("NFC", text)).strip()[:MAX_ID] or "?"


def safe_name(learner: str) -> str:
    """A unique file name for a learner, without dots: the id itself if it is safe on every system, otherwise shortened,
    with a digest.

    The names of two learners differ by more than case and width, which some systems do not tell apart.
    """
    cleaned = _UNSAFE.sub("_", learner)[:60]
    if cleaned == learner == _without_case(learner) and not _RESERVED.fullmatch(learner):
        return learner
    digest = hashlib.sha256(learner.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{cleaned or 'learner'}-{digest}"


def _without_case(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper().casefold()
