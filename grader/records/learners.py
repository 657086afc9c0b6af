"""Learner ids, which come from manifests, file names and rosters, and are trusted nowhere."""

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
# Two ids that look the same are to be the same: so those go too that a text needs.
_FORBIDDEN = any_of(
    C0_CONTROLS, C1_CONTROLS, SURROGATES, NONCHARACTERS, LINE_SEPARATORS, INVISIBLE, JOINERS, VARIATION_SELECTORS
)

# A dot too: files of the grader's own lie beside the learners', such as `index.html` and the gradebook's journal.
_UNSAFE = re.compile(r"[^\w-]")
# Devices of Windows, and what may be what another id was cut down to.
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d|.*-[0-9a-f]{8}")


def learner_id(text: str) -> str:
    """The id in its one spelling: NFC, without white space around it.

    Raises:
        RecordsError: where it is empty, longer than `MAX_ID` characters, or holds characters that cannot be seen.
    """
    tidy = unicodedata.normalize("NFC", text).strip()
    if not tidy:
        raise RecordsError("a learner id cannot be empty")
    if len(tidy) > MAX_ID:
        raise RecordsError(f"a learner id has at most {MAX_ID} characters, and this one has {len(tidy)}")
    if _FORBIDDEN.search(tidy):
        raise RecordsError("a learner id cannot hold control characters or invisible ones")
    return tidy


def as_id(text: str) -> str:
    """What stands for an id that cannot be used: its characters that can be seen, at most `MAX_ID` of them."""
    return _FORBIDDEN.sub("?", unicodedata.normalize("NFC", text)).strip()[:MAX_ID] or "?"


def safe_name(learner: str) -> str:
    """A file name for a learner, and no other's: the id itself where it is harmless on every system, else cut down
    with a digest. There is no dot in it."""
    cleaned = _UNSAFE.sub("_", learner)[:60]
    if cleaned == learner and not _RESERVED.fullmatch(learner):
        return learner
    digest = hashlib.sha256(learner.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{cleaned or 'learner'}-{digest}"
