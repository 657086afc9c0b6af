"""The mark at the end of a learner's page: a digest of all that the page was made from, and of the zone of its times.
By it, a run can tell that the page is there already as it would be written now."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

import grader
from grader.records.policies import Shown
from grader.reports.language import Language
from grader.reports.local_times import zone_here


def page_mark(document: bytes, language: Language, shown: Shown, changes: bytes = b"") -> bytes:
    """The mark of the page of this recorded result, which is to follow the page itself; `changes` are those that a
    gradebook makes to the result (`grader.records.adjusting`)."""
    digest = hashlib.sha256(code_digest(Path(__file__).parent))
    for part in (document, language.code.encode(), shown.encode(), changes, zone_here().encode()):
        digest.update(len(part).to_bytes(8, "big") + part)
    return f"<!--{digest.hexdigest()}-->\n".encode()


def has_mark(page: Path, mark: bytes) -> bool:
    """Whether the page is there and ends with this mark."""
    try:
        with page.open("rb") as file:
            file.seek(-len(mark), os.SEEK_END)
            return file.read() == mark
    except OSError:
        return False


@cache
def code_digest(folder: Path) -> bytes:
    """A digest of the code, the templates and the catalogues in a folder of the grader, and of its version."""
    digest = hashlib.sha256(grader.__version__.encode())
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return digest.digest()
