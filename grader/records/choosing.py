"""Chooses which of a learner's hand-ins count: their order, the deadline, the latest or the best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from grader.records.bundles import content_digest
from grader.records.handins import HandIn
from grader.records.notes import Note

Take = Literal["latest", "best"]
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Version:
    """A learner's work after one hand-in.

    A hand-in replaces the files that it holds; the others stay as they were handed in before.

    Attributes:
        source, time: those of the hand-in.
        files: for each exercise, the hand-in that its file is from.
        content: a digest of all files; the same for the same work.
    """

    learner: str
    source: str
    time: datetime | None
    files: Mapping[str, HandIn]
    content: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The versions to grade, by learner, oldest first, and the notes on hand-ins that do not count."""

    versions: Mapping[str, tuple[Version, ...]]
    notes: tuple[Note, ...]


def choose(hand_ins: Iterable[HandIn], take: Take, deadline: datetime | None = None) -> Chosen:
    """The versions that count: each learner's latest one, or for "best" every different one.

    A hand-in without a time (a folder) is older than every one with a time, and never late.
    """
    by_learner: dict[str, list[HandIn]] = {}
    notes = []
    for hand_in in hand_ins:
        if deadline is not None and hand_in.time is not None and hand_in.time > deadline:
            notes.append(Note(hand_in.learner, hand_in.source, "late", stamp(hand_in.time)))
            continue
        if deadline is not None and hand_in.arrived is not None and hand_in.arrived > deadline:
            notes.append(Note(hand_in.learner, hand_in.source, "arrived_late", stamp(hand_in.arrived)))
        by_learner.setdefault(hand_in.learner, []).append(hand_in)
    versions = {}
    for learner, mine in sorted(by_learner.items()):
        all_of_them = _versions(mine)
        versions[learner] = all_of_them[-1:] if take == "latest" else _different(all_of_them)
    return Chosen(versions, tuple(notes))


def stamp(time: datetime) -> str:
    """A time in the format of the records: ISO 8601, in UTC, to the second."""
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _versions(hand_ins: Iterable[HandIn]) -> tuple[Version, ...]:
    """The versions after each hand-in; a hand-in without any of the exercises changes nothing."""
    files: dict[str, HandIn] = {}
    versions: list[Version] = []
    for hand_in in sorted(hand_ins, key=lambda one: (one.time or _LONG_AGO, one.source)):
        if not hand_in.digests and versions:
            continue
        files = files | dict.fromkeys(hand_in.digests, hand_in)
        content = content_digest({name: chosen.digests[name] for name, chosen in files.items()})
        version = Version(hand_in.learner, hand_in.source, hand_in.time, files, content)
        if versions and not versions[-1].files:
            versions.pop()
        versions.append(version)
    return tuple(versions)


def _different(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    """The versions without duplicates: of several with the same content, the first."""
    first: dict[str, Version] = {}
    for version in versions:
        first.setdefault(version.content, version)
    return tuple(first.values())
