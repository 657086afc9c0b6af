"""What learning platforms say in the names of the folders and files that they let an instructor download.

Canvas: `smithann_12345_67890_x.py`, flat; `_LATE_` after the name where it was late; `x-1.py` where it was handed in
again. Moodle: `Ann Smith_123_assignsubmission_file_`, a folder or the beginning of a file's name. Gradescope: a folder
`submission_123`, and who it is from in `submission_metadata.yml`. GitHub Classroom: `ASSIGNMENT-LOGIN` in
`ASSIGNMENT-submissions`, or checkouts side by side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

_CANVAS = re.compile(
    r"(?P<came>(?P<name>[^_/]{1,100})_(?:(?P<late>LATE)_)?(?P<id>\d{1,20})_(?:\d{1,20}_(?P<file>.+)|(?P<text>text\.html)))",
    re.DOTALL,
)
_MOODLE = re.compile(
    r"(?P<came>(?P<name>[^/]{1,150}?)_(?P<id>\d{1,20})_assignsubmission_(?P<kind>[a-z]{1,30})_?)(?P<file>.*)", re.DOTALL
)
_RESUBMITTED = re.compile(r"-(?P<number>\d{1,3})(?P<ending>(?:\.\w{1,10}){1,2})$")
_SUBMISSION = re.compile(r"submission_\d{1,20}")
METADATA = "submission_metadata.yml"
MAX_METADATA_BYTES = 4 << 20
_VALUE = re.compile(r"(?P<indent> *)(?:- )?:?(?P<key>[\w ]+):(?: (?P<value>.*))?$")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a folder or file is.

    Attributes:
        learner: their id on the platform.
        name: their name, where it is told.
        came_as: what the platform calls their hand-in: the folder, or the beginning of the file's name.
        file: for a file, the name that it had when it was handed in.
        marked_late: whether the platform marks it as late.
        resubmission: how many times it had been handed in before, where that is told.
        time: when it was handed in, where that is told.
    """

    learner: str
    name: str = ""
    came_as: str = ""
    file: str = ""
    marked_late: bool = False
    resubmission: int = 0
    time: datetime | None = None


def owner_of_file(name: str) -> Owner | None:
    """Whose a file in a flat download of Canvas or Moodle is; None if it is named in neither way."""
    name = unicodedata.normalize("NFC", name)
    moodle = _MOODLE.fullmatch(name)
    if moodle is not None:
        file = moodle["file"] or f"{moodle['kind']}.html"
        return Owner(moodle["id"], moodle["name"].strip(), moodle["came"], file.lstrip("/"))
    canvas = _CANVAS.fullmatch(name)
    if canvas is None:
        return None
    file = canvas["file"] or canvas["text"]
    again = _RESUBMITTED.search(file)
    number = int(again["number"]) if again else 0
    return Owner(canvas["id"], canvas["name"], name, file, canvas["late"] is not None, number)


def first_name(file: str) -> str:
    """The name of a file before Canvas numbered it because it was handed in again."""
    return _RESUBMITTED.sub(lambda found: found["ending"], file)


def owner_of_folder(name: str) -> Owner | None:
    """Whose a folder in a download of Moodle is; None if it is named in another way."""
    moodle = _MOODLE.fullmatch(unicodedata.normalize("NFC", name))
    if moodle is None or moodle["file"]:
        return None
    return Owner(moodle["id"], moodle["name"].strip(), name)


def is_platform_folder(name: str) -> bool:
    """Whether a folder of this name is one learner's in a download of Moodle or Gradescope."""
    return owner_of_folder(name) is not None or _SUBMISSION.fullmatch(name) is not None


def owners_on_gradescope(metadata: str) -> dict[str, tuple[Owner, ...]]:
    """The submitters of each folder, read from Gradescope's `submission_metadata.yml`.

    Only the lines in question are looked at, since the file comes with what was handed in.
    """
    found: dict[str, tuple[Owner, ...]] = {}
    for block in re.split(r"^(?=submission_\d)", metadata, flags=re.MULTILINE):
        folder = _SUBMISSION.match(block)
        if folder is None:
            continue
        time, people, section = None, list[dict[str, str]](), ""
        for line in block.splitlines()[1:]:
            value = _VALUE.match(line[:500])
            if value is None:
                continue
            key, said = value["key"].strip(), (value["value"] or "").strip().strip("'\"")
            if len(value["indent"]) <= 2 and "- " not in line[:4]:
                section = key
                if key == "created_at":
                    time = _time(said)
            elif section == "submitters":
                if line.lstrip().startswith("- ") or not people:
                    people.append({})
                people[-1][key] = said
        found[folder.group()] = tuple(
            Owner(one.get("sid") or one["email"], one.get("name", ""), folder.group(), time=time)
            for one in people
            if one.get("sid") or one.get("email")
        )
    return found


def logins(place: str, folders: Mapping[str, bool], known: Collection[str] = ()) -> dict[str, Owner]:
    """The owners of the folders of a place of GitHub Classroom; empty if it is none.

    Args:
        place: the name of the place.
        folders: the names of its folders, and whether each is a checkout.
        known: learners who are known by their logins.
    """
    prefix = ""
    if place.endswith("-submissions"):
        prefix = place.removesuffix("submissions")
    elif len(folders) > 1 and (all(folders.values()) or _all_known(folders, known)):
        prefix = _prefix(folders)
    if not prefix or not all(name.startswith(prefix) and name != prefix for name in folders):
        return {}
    return {name: Owner(name.removeprefix(prefix), came_as=name) for name in folders}


def _prefix(names: Iterable[str]) -> str:
    """What all names begin with, up to a hyphen."""
    first, last = min(names), max(names)
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[: first.rfind("-", 0, same) + 1]


def _all_known(folders: Iterable[str], known: Collection[str]) -> bool:
    prefix = _prefix(folders)
    return bool(prefix) and all(name.removeprefix(prefix) in known for name in folders)


def handed_in_at(timestamp: str) -> datetime | None:
    """The time in the `timestamp.txt` that nbgrader puts beside what it collects."""
    return _time(timestamp.strip())


def _time(text: str) -> datetime | None:
    # Gradescope: 2021-09-21 22:20:45.673580000 Z; nbgrader: 2015-02-02 15:58:23.948203 UTC.
    found = re.match(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)?", text)
    if found is None:
        return None
    zone = found[3] if found[3] and found[3] not in ("Z", "UTC") else "+00:00"
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
