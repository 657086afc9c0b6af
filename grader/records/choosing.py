"""A learner's work as a sequence of versions, made from what the gradebook knows to have been handed in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from grader.records.bundles import content_digest
from grader.records.claims import Claim, Hold
from grader.records.handins import HandIn

Clock = Literal["", "ahead", "behind"]
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_SKEW = timedelta(minutes=2)
"""By how much two clocks may differ without being called wrong."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A hand-in as it is recorded, of which every part but `seen_last` is as it was first seen.

    Attributes:
        content: a digest of its exercise files or, if `files` is None, of all the learner's work after it.
        files: the exercises that it holds, each with the digest of its file.
        handed_in: when it was handed in by its own word (a bundle's manifest), otherwise when it arrived.
        arrived: when the file arrived.
        seen_first, seen_last: when runs of the grader saw it, as ISO 8601 in UTC.
        marked_late: whether the platform's name for it says that it is late.
        came_as: the platform's own name for it.
        there: where it lies now; None if it is no longer there.
        claim: its own word on whose it is; None where a folder or a platform says so.
    """

    learner: str
    source: str
    content: str
    files: Mapping[str, str] | None
    handed_in: datetime | None
    arrived: datetime | None
    seen_first: str = ""
    seen_last: str = ""
    marked_late: bool = False
    came_as: str = ""
    there: HandIn | None = None
    claim: Claim | None = None

    @property
    def key(self) -> str:
        """What identifies it among the learner's hand-ins: its source and its content."""
        return hashlib.sha256(f"{len(self.source)}:{self.source}{self.content}".encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Version:
    """A learner's work after one hand-in.

    A hand-in replaces the files that it holds; the others stay as they were handed in before.

    Attributes:
        source: the hand-in's source.
        time: when it counts as handed in: by its own word, or where its clock is known to be wrong, when it arrived.
        files: for each exercise, the hand-in that its file is from.
        content: a digest of all files; the same for the same work.
        hand_in: the hand-in itself.
        clock: how the clock that its time is from is known to be wrong, if it is.
        held: why it is held; then it is what the work would be if it counted, and no later version has anything of it.
    """

    learner: str
    source: str
    time: datetime | None
    files: Mapping[str, HandedIn]
    content: str
    hand_in: HandedIn
    clock: Clock = ""
    held: Hold | None = None

    @property
    def there(self) -> bool:
        """Whether each of its files can still be read."""
        return self.hand_in.files is not None and all(one.there is not None for one in self.files.values())


def as_recorded(hand_in: HandIn, seen: str) -> HandedIn:
    """What is recorded of a hand-in that was seen at this time."""
    return HandedIn(
        hand_in.learner, hand_in.source, content_digest(hand_in.digests), hand_in.digests, hand_in.time,
        hand_in.arrived, seen, seen, hand_in.marked_late, hand_in.came_as, hand_in, hand_in.claim,
    )  # fmt: skip


def versions_of(hand_ins: Iterable[HandedIn], held: Mapping[str, Hold] | None = None) -> tuple[Version, ...]:
    """The versions of one learner's work after each hand-in, oldest first.

    A hand-in without a time (a folder) is older than every one with a time, and takes the place of what was in that
    folder before. A hand-in without any of the exercises changes nothing, and neither does a copy of a signed one.

    Args:
        hand_ins: everything that the learner handed in.
        held: why a hand-in is held, by its key.
    """
    held = held or {}
    timed = _timed(_without_copies(_newest_states(hand_ins)), held)
    files: dict[str, HandedIn] = {}
    versions: list[Version] = []
    apart: list[Version] = []
    for hand_in, time, clock in sorted(timed, key=lambda one: (one[1] or _LONG_AGO, one[0].source, one[0].key)):
        if why := held.get(hand_in.key):
            if hand_in.files:
                would = files | dict.fromkeys(hand_in.files, hand_in)
                apart.append(
                    Version(hand_in.learner, hand_in.source, time, would, _content(would), hand_in, clock, why)
                )
            continue
        if hand_in.files is None:
            versions.append(Version(hand_in.learner, hand_in.source, time, {}, hand_in.content, hand_in, clock))
            continue
        if not hand_in.files and versions:
            continue
        files = files | dict.fromkeys(hand_in.files, hand_in)
        content = _content(files)
        if versions and versions[-1].hand_in.files is not None and not versions[-1].files:
            versions.pop()
        versions.append(Version(hand_in.learner, hand_in.source, time, files, content, hand_in, clock))
    return tuple(sorted((*versions, *apart), key=lambda one: (one.time or _LONG_AGO, one.held is not None)))


def this_moment() -> str:
    """Now, in ISO 8601, in UTC, to the microsecond: later moments are larger texts."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def stamp(time: datetime) -> str:
    """A time in the format of the records: ISO 8601, in UTC, to the second."""
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _content(files: Mapping[str, HandedIn]) -> str:
    return content_digest({name: (chosen.files or {})[name] for name, chosen in files.items()})


def _without_copies(hand_ins: Iterable[HandedIn]) -> list[HandedIn]:
    """The hand-ins, with one in place of all copies of a signed one: the state that was seen last, from when the first
    came."""
    found: list[HandedIn] = []
    copies: dict[str, list[HandedIn]] = {}
    for one in sorted(hand_ins, key=lambda one: (one.seen_first, one.arrived or _LONG_AGO, one.source, one.key)):
        if one.claim is not None and one.claim.statement:
            copies.setdefault(one.claim.statement, []).append(one)
        else:
            found.append(one)
    for first, *others in copies.values():
        newest = max((first, *others), key=lambda one: one.seen_last)
        found.append(replace(newest, handed_in=first.handed_in, arrived=first.arrived, seen_first=first.seen_first))
    return found


def _newest_states(hand_ins: Iterable[HandedIn]) -> list[HandedIn]:
    """All hand-ins but those of a folder that holds something else by now."""
    found = list(hand_ins)
    newest: dict[str, tuple[str, str]] = {}
    for one in found:
        if one.handed_in is None:
            newest[one.source] = max(newest.get(one.source, ("", "")), (one.seen_last, one.key))
    return [one for one in found if one.handed_in is not None or newest[one.source] == (one.seen_last, one.key)]


def _timed(hand_ins: Iterable[HandedIn], held: Mapping[str, Hold]) -> list[tuple[HandedIn, datetime | None, Clock]]:
    """Each hand-in with the time that counts.

    A bundle cannot be packed after it has arrived, and `grader submit` packs and delivers at once: one that is newer
    than its arrival, or older than one that arrived before it, is from a wrong clock. What is held says nothing about
    the clock of others.
    """
    timed: list[tuple[HandedIn, datetime | None, Clock]] = []
    before: list[tuple[datetime, datetime]] = []
    for one in sorted(hand_ins, key=lambda one: (one.arrived or one.handed_in or _LONG_AGO, one.source, one.key)):
        time = one.handed_in
        clock: Clock = ""
        if time is not None and one.arrived is not None:
            earlier = [at for arrived, at in before if arrived < one.arrived - _SKEW]
            if time > one.arrived + _SKEW:
                time, clock = one.arrived, "ahead"
            elif earlier and time < max(earlier) - _SKEW:
                time, clock = one.arrived, "behind"
            if one.key not in held:
                before.append((one.arrived, time))
        timed.append((one, time, clock))
    return timed
