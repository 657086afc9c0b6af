"""Recordings that come with a course, so that a learner's first check does not wait for references.

There is one packed file for each exercise, in `solutions/recordings`, written by `grader recordings`. Its first lines
say what it was made from (`content_key`) and what it was made with (`Surroundings`). It is used only for exactly that
content; one that is missing, stale or damaged is as if it were not there.

A file holds what references and mistakes gave in the course's first variant, and no source. What hidden checks expect
is in it as well: it lies beside the references, from which anybody who reads it could compute the same. What is handed
out without the solutions has to be made from an exercise without its hidden checks.
"""

from __future__ import annotations

import hashlib

import msgspec

from grader.course.loading import LoadedExercise
from grader.course.seeds import seed_of
from grader.grading.recordings import ExerciseRecording
from grader.grading.surroundings import Surroundings, digest_of, here, measuring_digest

_MAGIC = b"grader shipped recording 1\n"
_MOST_OF_A_HEADER = 1 << 16


class Header(msgspec.Struct, frozen=True):
    """What a file says of itself: the key of what it was made from, what it was made with, and the SHA-256 of the
    compressed recording that follows."""

    content: str
    made_with: Surroundings
    payload: str

    @property
    def is_from_here(self) -> bool:
        """Whether it was made in surroundings like these, where the same numbers would be computed."""
        return self.made_with == here(self.made_with.libraries)

    @property
    def mark(self) -> str:
        """A key for what was found out about it in these surroundings."""
        surroundings = msgspec.json.encode(here(self.made_with.libraries)).decode()
        return digest_of(self.content, self.payload, surroundings)


# Created once, before any thread starts: msgspec 0.22 crashes if two threads first use a type at the same time.
_HEADERS = msgspec.json.Decoder(Header)
_RECORDINGS = msgspec.msgpack.Decoder(ExerciseRecording)


def shipped_seed(exercise: LoadedExercise) -> int:
    """The seed that recordings are made under which come with a course: its first variant's, from its own key."""
    return seed_of(exercise.files.settings, 0)


def content_key(exercise: LoadedExercise, seed: int) -> str:
    """The key of all that a recording is made from, wherever it is made: the seed, the exercise's files, and how
    tolerances are measured."""
    return digest_of(str(seed), measuring_digest(), *exercise.texts)


def current_header(exercise: LoadedExercise, seed: int) -> Header | None:
    """The header of the exercise's file; None unless it was made from what the exercise is now, under this seed."""
    try:
        with exercise.files.recording.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                return None
            header = _HEADERS.decode(file.readline(_MOST_OF_A_HEADER))
    except (OSError, msgspec.DecodeError):
        return None
    return header if header.content == content_key(exercise, seed) else None


def is_current(exercise: LoadedExercise) -> bool:
    """Whether the exercise's file was made from what the exercise is now."""
    return current_header(exercise, shipped_seed(exercise)) is not None


def unpacked(exercise: LoadedExercise, header: Header) -> ExerciseRecording | None:
    """The recording in the exercise's file; None if it is damaged, or cannot be read by this Python."""
    try:
        import lzma
    except ImportError:  # some builds of Python lack it
        return None
    try:
        payload = exercise.files.recording.read_bytes().split(b"\n", 2)[2]
        if hashlib.sha256(payload).hexdigest() != header.payload:
            return None
        return _RECORDINGS.decode(lzma.decompress(payload))
    except (OSError, IndexError, lzma.LZMAError, msgspec.DecodeError):
        return None


def shipped_here(exercise: LoadedExercise, seed: int) -> ExerciseRecording | None:
    """The recording that came with the course, if it is what would be computed here."""
    header = current_header(exercise, seed)
    return unpacked(exercise, header) if header is not None and header.is_from_here else None


def packed(
    exercise: LoadedExercise,
    seed: int,
    recording: ExerciseRecording,
    libraries: tuple[str, ...],
    made_with: Surroundings | None = None,
) -> bytes:
    """The content of a file for a recording that was made here, or in the surroundings that are given."""
    import lzma

    payload = lzma.compress(msgspec.msgpack.encode(recording), preset=9)
    header = Header(content_key(exercise, seed), made_with or here(libraries), hashlib.sha256(payload).hexdigest())
    return _MAGIC + msgspec.json.encode(header) + b"\n" + payload
