"""Which hand-ins are held, because it is in doubt whose they are: those that say so themselves, and with what key.

The first key that signs a learner's work is theirs. What comes with another key, or without one after that, is held
until an instructor accepts it. Computed whenever it is asked for, like all that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from grader.records.choosing import HandedIn
from grader.records.claims import Hold

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FirstKey:
    """The first key that signed a learner's work: when a run of the grader saw it, and when the file had arrived."""

    key: str
    seen: str
    arrived: datetime | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An instructor's word that something is a learner's.

    Attributes:
        key: the public key that is theirs from now on, in every assignment; "" where only one hand-in is accepted.
        hand_in: the hand-in that is accepted, as `mark_of` gives it; "" for a key.
        source: the hand-in that was looked at.
        instead: whether the keys that were theirs before are so no longer.
        withdrawn: when it was withdrawn; "" if it holds.
    """

    id: int
    key: str
    hand_in: str
    source: str
    instead: bool
    reason: str
    who: str
    at: str
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a learner's keys."""

    first: FirstKey | None = None
    acceptances: tuple[Acceptance, ...] = ()

    def as_of(self, holds: Callable[[str], bool]) -> Identity:
        """Without what was accepted later than a moment. `holds` says whether a time is not later."""
        held = [one for one in self.acceptances if holds(one.at)]
        return Identity(self.first, tuple(one if holds(one.withdrawn) else replace(one, withdrawn="") for one in held))

    @property
    def keys(self) -> frozenset[str]:
        """The public keys that are theirs."""
        found = frozenset({self.first.key} if self.first else ())
        for one in self._holding:
            if one.key:
                found = frozenset({one.key}) if one.instead else found | {one.key}
        return found

    @property
    def accepted(self) -> frozenset[str]:
        """The hand-ins that are accepted one by one, as `mark_of` gives them."""
        return frozenset(one.hand_in for one in self._holding if one.hand_in)

    @property
    def _holding(self) -> list[Acceptance]:
        return sorted((one for one in self.acceptances if not one.withdrawn), key=lambda one: one.id)


def mark_of(hand_in: HandedIn) -> str:
    """What identifies a hand-in where it is accepted: what was signed, so that a copy is accepted too, or else its
    key."""
    return (hand_in.claim.statement if hand_in.claim else "") or hand_in.key


def first_key(hand_ins: Iterable[HandedIn]) -> FirstKey | None:
    """The first key among a learner's hand-ins, if one of them is signed for this course: the one that was seen first
    or, of several that were seen together, arrived first."""
    signed = [one for one in hand_ins if one.claim is not None and one.claim.signer and not one.claim.doubt]
    first = min(signed, key=_order, default=None)
    return FirstKey(first.claim.signer, first.seen_first, first.arrived) if first and first.claim else None


def holds(hand_ins: Iterable[HandedIn], identity: Identity) -> Mapping[str, Hold]:
    """Why each of a learner's hand-ins is held that is, by its key."""
    keys, accepted = identity.keys, identity.accepted
    found: dict[str, Hold] = {}
    for one in hand_ins:
        why = _why(one, identity.first, keys)
        if why is not None and mark_of(one) not in accepted:
            found[one.key] = why
    return found


def came_before_key(hand_in: HandedIn, identity: Identity) -> bool:
    """Whether it was handed in without a key before the learner had one."""
    claim = hand_in.claim
    unsigned = claim is not None and not claim.signer and not claim.doubt
    return unsigned and identity.first is not None and not _came_after(hand_in, identity.first)


def _why(one: HandedIn, first: FirstKey | None, keys: frozenset[str]) -> Hold | None:
    if one.claim is None:
        return None
    if one.claim.doubt:
        return one.claim.doubt
    if first is None:
        return None
    if one.claim.signer:
        return None if one.claim.signer in keys else "other_key"
    return "no_key" if _came_after(one, first) else None


def _came_after(one: HandedIn, first: FirstKey) -> bool:
    return (one.seen_first, one.arrived or _LONG_AGO) >= (first.seen, first.arrived or _LONG_AGO)


def _order(one: HandedIn) -> tuple[str, datetime, datetime, str, str]:
    return (one.seen_first, one.arrived or _LONG_AGO, one.handed_in or _LONG_AGO, one.source, one.key)
