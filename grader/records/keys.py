"""The keys that a gradebook knows of its learners, and what an instructor has accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from grader.errors import RecordsError
from grader.records import tables
from grader.records.choosing import HandedIn, stamp
from grader.records.database import Database, in_parts, upsert
from grader.records.identity import Acceptance, FirstKey, Identity, first_key, holds, mark_of

_NONE = Identity()


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """The identities of learners in one assignment, and the learners by their first key."""

    identities: Mapping[str, Identity] = field(default_factory=dict)
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, learner: str) -> Identity:
        """What is known of a learner's keys."""
        return self.identities.get(learner, _NONE)

    def others(self, key: str, learner: str) -> tuple[str, ...]:
        """The other learners whose first key this is."""
        return tuple(one for one in self.owners.get(key, ()) if one != learner)


@dataclass(frozen=True, slots=True)
class Acceptances:
    """Reads and writes what was accepted in one gradebook. Nothing is ever deleted."""

    database: Database

    def accept(
        self, learner: str, assignment: str, hand_ins: Iterable[HandedIn], who: str, reason: str, *,
        instead: bool = False,
    ) -> None:  # fmt: skip
        """Accept held hand-ins: the key of one that is signed for this course, otherwise the hand-in alone.

        With `instead`, the keys that were the learner's before are so no longer.

        Raises:
            RecordsError: with `instead`, if one is not signed with a key that can be a learner's.
        """
        chosen = {_subject(one): one for one in hand_ins}
        if instead and (without := next((one.source for (key, _), one in chosen.items() if not key), None)):
            raise RecordsError(
                "`%(without)s` has no key to accept: name a hand-in that is signed with one", without=without
            )

        def change(connection: Connection) -> None:
            for (key, hand_in), one in sorted(chosen.items(), key=lambda item: item[0]):
                connection.execute(
                    insert(tables.acceptances).values(
                        learner=learner, assignment=assignment, key=key, hand_in=hand_in, source=one.source,
                        instead=instead, reason=reason, who=who[:200], at=stamp(datetime.now(UTC)),
                    )
                )  # fmt: skip

        self.database.write(change)

    def withdraw(self, learner: str, assignment: str, hand_ins: Iterable[HandedIn] | None = None) -> int:
        """Withdraw what accepts these hand-ins or, without any, everything; return how much that was."""
        table = tables.acceptances
        subjects = None if hand_ins is None else {_subject(one) for one in hand_ins}

        def change(connection: Connection) -> int:
            rows = connection.execute(select(table).where(table.c.learner == learner, table.c.withdrawn.is_(None)))
            held = [
                row.id
                for row in rows
                if (row.key or row.assignment == assignment)
                and (subjects is None or (row.key, row.hand_in) in subjects)
            ]
            now = stamp(datetime.now(UTC))
            connection.execute(update(table).where(table.c.id.in_(held)).values(withdrawn=now))
            return len(held)

        return self.database.write(change)

    def of(self, learner: str, assignment: str) -> tuple[Acceptance, ...]:
        """Everything that was accepted for a learner, oldest first, what was withdrawn too."""
        with self.database.reading() as connection:
            return known_keys(connection, assignment, learner).of(learner).acceptances


def pin_keys(connection: Connection, hand_ins: Iterable[HandedIn]) -> None:
    """Keep the first key of each learner of whom none is known."""
    mine: dict[str, list[HandedIn]] = {}
    for one in hand_ins:
        mine.setdefault(one.learner, []).append(one)
    for learner, theirs in sorted(mine.items()):
        first = first_key(theirs)
        if first is not None:
            values = {"key": first.key, "seen": first.seen, "arrived": stamp(first.arrived) if first.arrived else None}
            upsert(connection, tables.keys, {"learner": learner}, values, update=())


Sight = tuple[str, str, str | None, str]
"""What tells that a hand-in which says itself whose it is was seen before: learner, source, arrival and statement."""


def sight_of(one: HandedIn, source: str) -> Sight:
    """What a hand-in is known by when it is seen again. `source` is its source as it is stored."""
    return one.learner, source, stamp(one.arrived) if one.arrived else None, one.claim.statement if one.claim else ""


def seen_before(connection: Connection, learners: Iterable[str]) -> dict[Sight, str]:
    """When each hand-in of these learners that says itself whose it is was first seen, in any assignment."""
    table, found = tables.hand_ins.c, dict[Sight, str]()
    same = (table.learner, table.source, table.arrived, table.statement)
    for some in in_parts(learners):
        first = select(*same, func.min(table.seen_first).label("seen")).where(table.learner.in_(some), table.claimed)
        for row in connection.execute(first.group_by(*same)):
            found[row.learner, row.source, row.arrived, row.statement] = row.seen
    return found


def known_keys(connection: Connection, assignment: str, learner: str | None = None) -> KnownKeys:
    """What is known of the keys of one learner, and of whose keys signed their work; or of everybody's."""
    keys, given, signed = select(tables.keys), select(tables.acceptances), tables.hand_ins.c
    if learner is not None:
        signers = select(signed.signer).where(signed.learner == learner, signed.signer != "")
        mine = select(tables.keys.c.key).where(tables.keys.c.learner == learner)
        keys = keys.where(tables.keys.c.key.in_(signers) | tables.keys.c.key.in_(mine))
        given = given.where(tables.acceptances.c.learner == learner)
    first: dict[str, FirstKey] = {}
    owners: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(keys.order_by(tables.keys.c.learner)):
        arrived = datetime.fromisoformat(row.arrived) if row.arrived else None
        first[row.learner] = FirstKey(row.key, row.seen, arrived)
        owners[row.key] = (*owners.get(row.key, ()), row.learner)
    accepted: dict[str, tuple[Acceptance, ...]] = {}
    for row in connection.execute(given.order_by(tables.acceptances.c.id)):
        if row.key or row.assignment == assignment:
            accepted[row.learner] = (*accepted.get(row.learner, ()), _acceptance(row))
    learners = first.keys() | accepted.keys()
    return KnownKeys({one: Identity(first.get(one), accepted.get(one, ())) for one in learners}, owners)


def chosen_held(
    hand_ins: Iterable[HandedIn], identity: Identity, source: str | None, *, instead: bool = False
) -> tuple[HandedIn, ...]:
    """The held hand-ins that an instructor means: those of this source or, without one, all if they are of one hand.

    With `instead`, one that counts may be named as well, to make its key the only one.

    Raises:
        RecordsError: if there is none, or if it is not said which of several are meant.
    """
    found = [one for one in hand_ins if one.files and one.claim is not None]
    why = holds(found, identity)
    held = [one for one in found if one.key in why]
    listed = ", ".join(sorted({one.source for one in held})) or "none"
    chosen = [one for one in (found if instead and source else held) if source in (None, one.source)]
    if not chosen:
        raise RecordsError(
            "there is nothing to accept: held are %(listed)s; `grader gradebook explain` lists every hand-in",
            listed=listed,
        )
    if source is None and len({_subject(one) for one in chosen}) > 1:
        raise RecordsError("more than one key or hand-in is held: name one with --hand-in: %(listed)s", listed=listed)
    return tuple(chosen)


def _subject(one: HandedIn) -> tuple[str, str]:
    """What is accepted with a hand-in: its key, or where that says nothing, the hand-in alone."""
    signed = one.claim is not None and one.claim.signer and not one.claim.doubt
    return (one.claim.signer, "") if signed and one.claim else ("", mark_of(one))


def _acceptance(row: Row[tuple[object, ...]]) -> Acceptance:
    return Acceptance(
        row.id, row.key, row.hand_in, row.source, row.instead, row.reason, row.who, row.at, row.withdrawn or ""
    )
