"""An instructor's decisions in the gradebook: policies, extensions, overrides, comments, exclusions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from grader.errors import RecordsError
from grader.records import tables
from grader.records.choosing import stamp
from grader.records.database import Database, upsert
from grader.records.policies import POLICY_FIELDS, Extension, Policy, PolicyChanges, Ruling, RulingKind, SetPolicy

_NONE = "none"
"""A deadline that was taken away, which no deadline of the course replaces."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Reads and writes the decisions of one gradebook. Nothing is ever deleted: what is newest holds."""

    database: Database

    def policy(self, assignment: str) -> Policy:
        """The policy of an assignment: what was set for it, and for the rest what the course says."""
        with self.database.reading() as connection:
            return policy_of(connection, assignment)

    def set_policy(self, assignment: str, changes: PolicyChanges, who: str) -> None:
        """Set a part of an assignment's policy; the rest stays as it is."""
        values = {name: value for name in POLICY_FIELDS if (value := getattr(changes, name)) is not None}
        if changes.deadline is not None:
            values["deadline"] = stamp(changes.deadline)
        elif changes.no_deadline:
            values["deadline"] = _NONE
        self._write_policy(assignment, "own", values, who)

    def set_course_policy(self, assignment: str, policy: Policy) -> None:
        """Record what the course says, for what is not set for the assignment."""
        values: dict[str, Any] = {name: getattr(policy, name) for name in POLICY_FIELDS}
        values["deadline"] = stamp(policy.deadline) if policy.deadline else None
        self._write_policy(assignment, "course", values, "course.toml")

    def _write_policy(self, assignment: str, layer: str, values: dict[str, Any], who: str) -> None:
        key = {"assignment": assignment, "layer": layer}
        table, earlier = tables.policies, tables.earlier_policies

        def change(connection: Connection) -> None:
            held = (table.c.assignment == assignment, table.c.layer == layer)
            before = connection.execute(select(table).where(*held)).one_or_none()
            if before is not None and all(getattr(before, name) == value for name, value in values.items()):
                return
            upsert(connection, table, key, {**values, "set_by": who[:200], "set_at": _now()})
            now = connection.execute(select(table).where(*held)).one()
            connection.execute(insert(earlier).values(**now._asdict()))

        self.database.write(change)

    def policies(self, assignment: str) -> tuple[SetPolicy, ...]:
        """Each change of an assignment's policy, oldest first, with the policy that held from then on."""
        with self.database.reading() as connection:
            rows = _policies(connection, assignment)
        held: dict[str, Row[Any]] = {}
        found = []
        for row in rows:
            held[row.layer] = row
            found.append(SetPolicy(row.set_at, row.set_by, _policy(held)))
        return tuple(found)

    def extend(self, learner: str, assignment: str, extension: Extension) -> None:
        """Give a learner a deadline of their own, in place of an earlier one.

        Raises:
            RecordsError: if the gradebook does not know the learner.
        """

        def change(connection: Connection) -> None:
            _require(connection, learner)
            connection.execute(
                insert(tables.extensions).values(
                    learner=learner,
                    assignment=assignment,
                    deadline=stamp(extension.deadline) if extension.deadline else None,
                    who=extension.who[:200],
                    at=extension.at or _now(),
                    reason=extension.reason,
                )
            )

        self.database.write(change)

    def rule(
        self, learner: str, assignment: str, kind: RulingKind, who: str, text: str, *,
        check: str = "", points: float | None = None,
    ) -> None:  # fmt: skip
        """Record a ruling.

        Raises:
            RecordsError: if the gradebook does not know the learner.
        """

        def change(connection: Connection) -> None:
            _require(connection, learner)
            connection.execute(
                insert(tables.rulings).values(
                    learner=learner, assignment=assignment, kind=kind, check=check, points=points, text=text,
                    who=who[:200], at=_now(),
                )
            )  # fmt: skip

        self.database.write(change)

    def withdraw(self, learner: str, assignment: str, kind: RulingKind, check: str = "") -> int:
        """Withdraw the rulings of a kind on a check or on the whole; return how many there were."""
        table = tables.rulings
        held = (
            table.c.learner == learner, table.c.assignment == assignment, table.c.kind == kind,
            table.c.check == check, table.c.withdrawn.is_(None),
        )  # fmt: skip

        def change(connection: Connection) -> int:
            _require(connection, learner)
            return connection.execute(update(table).where(*held).values(withdrawn=_now())).rowcount

        return self.database.write(change)

    def rulings(self, learner: str, assignment: str) -> tuple[Ruling, ...]:
        """All rulings on a learner's work, oldest first, withdrawn ones too."""
        table = tables.rulings
        mine = select(table).where(table.c.learner == learner, table.c.assignment == assignment).order_by(table.c.id)
        with self.database.reading() as connection:
            return tuple(map(ruling_of, connection.execute(mine)))

    def extensions(self, learner: str, assignment: str) -> tuple[Extension, ...]:
        """All extensions of a learner, oldest first; the last one holds."""
        table = tables.extensions
        mine = select(table).where(table.c.learner == learner, table.c.assignment == assignment).order_by(table.c.id)
        with self.database.reading() as connection:
            return tuple(map(extension_of, connection.execute(mine)))


def policy_of(connection: Connection, assignment: str, until: str = "") -> Policy:
    """The policy of an assignment, now or as it was at a moment."""
    table = tables.policies
    rows = (
        [row for row in _policies(connection, assignment) if row.set_at <= until]
        if until
        else connection.execute(select(table).where(table.c.assignment == assignment))
    )
    return _policy({row.layer: row for row in rows})


def _policy(layers: Mapping[str, Row[Any]]) -> Policy:
    policy = Policy()
    for layer in ("course", "own"):
        if layer in layers:
            policy = policy.with_changes(_changes(layers[layer]))
    return policy


def _policies(connection: Connection, assignment: str) -> list[Row[Any]]:
    """Each policy that was ever set for an assignment, as it was after the change, oldest first."""
    table = tables.earlier_policies
    return list(connection.execute(select(table).where(table.c.assignment == assignment).order_by(table.c.id)))


def extensions_of(connection: Connection, assignment: str) -> dict[str, Extension]:
    """The extension of each learner that holds."""
    table = tables.extensions
    rows = connection.execute(select(table).where(table.c.assignment == assignment).order_by(table.c.id))
    return {row.learner: extension_of(row) for row in rows}


def rulings_of(connection: Connection, assignment: str) -> dict[str, list[Ruling]]:
    """The rulings on each learner's work, oldest first, withdrawn ones too."""
    table = tables.rulings
    found: dict[str, list[Ruling]] = {}
    for row in connection.execute(select(table).where(table.c.assignment == assignment).order_by(table.c.id)):
        found.setdefault(row.learner, []).append(ruling_of(row))
    return found


def extension_of(row: Row[Any]) -> Extension:
    """The extension in a row."""
    deadline = datetime.fromisoformat(row.deadline) if row.deadline else None
    return Extension(deadline, row.who, row.at, row.reason)


def ruling_of(row: Row[Any]) -> Ruling:
    """The ruling in a row."""
    return Ruling(row.id, row.kind, row.check, row.points, row.text, row.who, row.at, row.withdrawn or "")


def _changes(row: Row[Any]) -> PolicyChanges:
    known = {name: getattr(row, name) for name in POLICY_FIELDS if name != "deadline"}
    deadline = datetime.fromisoformat(row.deadline) if row.deadline not in (None, _NONE) else None
    return PolicyChanges(deadline=deadline, no_deadline=row.deadline == _NONE, **known)


def _require(connection: Connection, learner: str) -> None:
    if connection.scalar(select(tables.learners.c.learner).where(tables.learners.c.learner == learner)) is None:
        raise RecordsError(
            "the gradebook knows no learner `%(learner)s`: `grader gradebook show` lists those that it knows",
            learner=learner,
        )


def _now() -> str:
    return stamp(datetime.now(UTC))
