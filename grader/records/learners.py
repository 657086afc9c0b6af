"""Learner ids, which come from manifests, file names and rosters, and are trusted nowhere."""

from __future__ import annotations

import re
import unicodedata

from grader.records.errors import RecordsError

MAX_ID = 100
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


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
