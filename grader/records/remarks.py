"""The notes that follow from what counts: on time, clocks, keys and an instructor's decisions. They are never
stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.records.choosing import HandedIn, Version, stamp
from grader.records.claims import Hold
from grader.records.counting import Counted, Judged
from grader.records.identity import Identity, came_before_key
from grader.records.keys import KnownKeys
from grader.records.notes import Note, NoteKind
from grader.records.policies import Ruling
from grader.records.signing import fingerprint

_RULED: dict[str, NoteKind] = {"override": "overridden", "comment": "commented", "exclude": "excluded"}
_HELD: dict[Hold, NoteKind] = {
    "signature": "held_signature", "other_course": "held_other_course", "other_key": "held_other_key",
    "no_key": "held_no_key",
}  # fmt: skip


def remarks(learner: str, counted: Counted) -> tuple[Note, ...]:
    """What an instructor should know about what counts for a learner."""
    return tuple(_remarks(learner, counted))


def identity_remarks(
    learner: str, counted: Counted, hand_ins: Iterable[HandedIn], identity: Identity, keys: KnownKeys
) -> Iterator[Note]:
    """What is held of a learner's work, and what else an instructor should know about their keys."""
    for one in counted.judged:
        if one.version.held:
            yield _held(learner, one.version, one.version.held, keys)
    before = sorted({one.source for one in hand_ins if one.files and came_before_key(one, identity)})
    if before and identity.first:
        yield Note(learner, before[0], "work_before_key", fingerprint(identity.first.key))
    others = sorted({other for key in identity.keys for other in keys.others(key, learner)})
    if others:
        yield Note(learner, "", "shared_key", ", ".join(others))


def _held(learner: str, version: Version, why: Hold, keys: KnownKeys) -> Note:
    signer = version.hand_in.claim.signer if version.hand_in.claim else ""
    others = keys.others(signer, learner) if signer else ()
    kind = "held_others_key" if why == "other_key" and others else _HELD[why]
    detail = "; ".join(filter(None, (fingerprint(signer) if signer else "", ", ".join(others))))
    return Note(learner, version.source, kind, detail)


def _remarks(learner: str, counted: Counted) -> Iterator[Note]:
    for one in counted.judged:
        if one.why != "held":
            yield from _on_time(learner, one, counted)
    if counted.pending:
        due = next((one for one in reversed(counted.judged) if one.why not in ("too_late", "held")), None)
        yield Note(learner, due.version.source if due else "", "ungraded")
    if counted.extension and counted.extension.deadline:
        until, given = counted.extension.deadline, counted.extension
        yield Note(learner, "", "extended", "; ".join(filter(None, (stamp(until), given.who, given.reason))))
    kind: NoteKind
    for ruling in counted.rulings:
        kind = "left_out" if ruling.kind == "exclude" and ruling.check else _RULED[ruling.kind]
        yield Note(learner, ruling.check, kind, _told(ruling))


def _on_time(learner: str, one: Judged, counted: Counted) -> Iterator[Note]:
    version, hand_in = one.version, one.version.hand_in
    at = stamp(version.time) if version.time else ""
    if one.why == "too_late":
        yield Note(learner, version.source, "late", at)
    elif one.percent:
        yield Note(learner, version.source, "points_off", f"-{one.percent:g} %" + (f", {at}" if at else ""))
    elif hand_in.marked_late:
        yield Note(learner, version.source, "marked_late", at)
    if version.clock and hand_in.handed_in and hand_in.arrived:
        kind: NoteKind = "clock_ahead" if version.clock == "ahead" else "clock_behind"
        yield Note(learner, version.source, kind, f"{stamp(hand_in.handed_in)}, {stamp(hand_in.arrived)}")
    elif counted.deadline and version.time and hand_in.arrived and version.time <= counted.deadline < hand_in.arrived:
        yield Note(learner, version.source, "arrived_late", stamp(hand_in.arrived))


def _told(ruling: Ruling) -> str:
    points = "" if ruling.points is None else f"{ruling.points:g}"
    return "; ".join(filter(None, (points, ruling.text, ruling.who, ruling.at)))
