"""Standings without anybody's id or name: each learner has a pseudonym, the same one in every export with one key."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import replace

from grader.records.standings import Standing


def pseudonym(learner: str, key: bytes) -> str:
    """A name that cannot be traced to the learner without the key."""
    digest = hmac.digest(key, learner.encode("utf-8", "surrogateescape"), hashlib.sha256)
    return f"anon-{base64.b32encode(digest[:10]).decode().lower()}"


def without_names(standings: Iterable[Standing], key: bytes) -> Iterator[Standing]:
    """The standings without id, name, and what is named after a person or can be compared with a hand-in: sources,
    digests, the texts of notes and faults. They are ordered by pseudonym, so that the order tells nothing either."""
    for standing in sorted(standings, key=lambda one: (one.assignment, pseudonym(one.learner, key))):
        name = pseudonym(standing.learner, key)
        grade, fault = standing.grade, standing.fault
        yield replace(
            standing,
            learner=name,
            name="",
            grade=replace(grade, learner=name, source="", content="") if grade else None,
            fault=replace(fault, source="", message="a fault of the grader", document=None) if fault else None,
            notes=tuple(replace(note, learner=name, source="", detail="") for note in standing.notes),
        )
