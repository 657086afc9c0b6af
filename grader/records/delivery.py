"""Delivers a bundle to a folder, whole or not at all.

The folder may be a shared drive or a synchronised folder, which a learner may be allowed to write but not to list.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.atomic_files import create_atomically, naming
from grader.errors import RecordsError, RecordsFault
from grader.records.archives import open_archive
from grader.records.bundles import Bundle, Manifest, manifest_of, name_prefix
from grader.records.notes import Refused


@dataclass(frozen=True, slots=True)
class Delivered:
    """A bundle of this learner that is already in the destination."""

    name: str
    manifest: Manifest


def deliver(bundle: Bundle, destination: Path) -> Path:
    """Write a bundle to the folder, verify it by reading it back, and return its path there.

    The file appears under its name once all of it is on the disk, and never replaces another.

    Raises:
        RecordsError: if the folder does not exist.
        RecordsFault: if the file read back is different.
        OSError: if the folder cannot be written; names the file.
    """
    if not destination.is_dir():
        raise RecordsError(
            "the destination %(destination)s is not a folder: is the drive connected? `grader config` shows it",
            destination=destination,
        )
    target = destination / bundle.name
    # The name holds time and digest, so only the same bundle can already be there. Other users must not change it.
    create_atomically(target, bundle.content, 0o644)
    with naming(target):
        arrived = hashlib.sha256(target.read_bytes()).hexdigest()
    if arrived != bundle.sha256:
        raise RecordsFault(
            "%(target)s differs from what was written: the drive cannot be trusted; hand in again", target=target
        )
    return target


def delivered(learner: str, destination: Path) -> Iterator[Delivered]:
    """This learner's bundles in the folder, ordered by name and therefore by time.

    If the folder may not be listed, there are none. A file that cannot be read as a bundle is skipped: the instructor
    gets a note on it, and the learner hands in again.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(destination))
    except OSError:
        return
    for name in names:
        if not name.startswith(name_prefix(learner)) or not name.endswith(".zip"):
            continue
        try:
            manifest = manifest_of(open_archive(destination / name))
        except Refused:
            continue
        if manifest is not None and manifest.learner == learner:
            yield Delivered(name, manifest)
