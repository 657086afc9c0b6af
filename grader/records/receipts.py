"""The receipts of a workspace: what was handed in from it, and when."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from grader.atomic_files import write_atomically
from grader.errors import RecordsError
from grader.records.places import receipts_folder


class Receipt(msgspec.Struct, frozen=True):
    """Proof that a bundle was delivered: its file name and SHA-256, its contents, and its points at the time.

    `content` is the digest of the files alone; `destination` is the folder; `points` are the points that the files
    earned when they were handed in, None if they were not graded then.
    """

    bundle: str
    sha256: str
    content: str
    learner: str
    created: datetime
    destination: str
    files: tuple[str, ...]
    points: float | None = None
    max_points: float | None = None


def keep_receipt(workspace: Path, receipt: Receipt) -> Path:
    """Store a receipt in the workspace, and return its path.

    Raises:
        OSError: if it cannot be written; names the file.
    """
    file = receipts_folder(workspace) / f"{receipt.bundle.removesuffix('.zip')}.json"
    write_atomically(file, msgspec.json.format(msgspec.json.encode(receipt), indent=2) + b"\n", durable=True)
    return file


def read_receipts(workspace: Path | None) -> tuple[Receipt, ...]:
    """The receipts of a workspace, oldest first.

    Raises:
        RecordsError: if one cannot be read.
    """
    folder = receipts_folder(workspace) if workspace else None
    if folder is None or not folder.is_dir():
        return ()
    receipts = []
    for file in sorted(folder.glob("*.json")):
        try:
            receipts.append(msgspec.json.decode(file.read_bytes(), type=Receipt))
        except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
            raise RecordsError(
                "the receipt %(file)s cannot be read (%(error)s): move it away", file=file, error=error
            ) from error
    return tuple(sorted(receipts, key=lambda receipt: (receipt.created, receipt.bundle)))
