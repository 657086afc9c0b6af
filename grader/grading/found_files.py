"""Chooses the exercise files among the files that were found in a folder or an archive, whatever they are called.

The same choice is made for a class, in CI and on Gradescope.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from grader.grading.file_names import How, Meant, exercise_meant, is_code
from grader.grading.helpers import HelperRules, imported_modules, module_of, with_helpers
from grader.grading.notebooks import MAX_NOTEBOOK_BYTES
from grader.grading.result import Notice, NoticeKind
from grader.grading.submissions import Submission, SubmittedFile, defined_in, read_content, unread_file

MAX_NOTICES = 20
"""How many files that were not taken are named one by one."""
SAME_TIME_SECONDS = 60.0
"""Unpacking or checking out gives all files the time at which it happened."""
_EXACT: tuple[How, ...] = ("exact", "notebook", "spelling", "ending", "copy")
_LONGEST_GUESSED = 256 << 10
_OF_NO_INTEREST = re.compile(
    r"(?i)readme.*|licen[cs]e.*|makefile|dockerfile|pyproject\.toml|setup\.(?:py|cfg)|requirements.*\.txt"
    r"|course\.toml|manifest\.json|timestamp\.txt|submission_metadata\.(?:yml|json)|thumbs\.db|desktop\.ini|icon\r"
    r"|(?:__init__|conftest)\.py|.*\.pyc|.*\.(?:svg|lock|toml|cfg|ini|yml|yaml)|.*~|~\$.*"
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file in a folder or an archive.

    Attributes:
        path: where it is, from the top of what was handed in; inside an archive, after the archive's own path.
        modified: when it was last changed, in seconds since 1970; 0 if that is not known.
        read: reads at most so many bytes and one more, which shows that it is longer. Raises OSError if it cannot.
        size: in bytes; 0 if that is not known.
    """

    path: str
    modified: float
    read: Callable[[int], bytes] = field(compare=False, repr=False)
    size: int = 0

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Expected:
    """What may be handed in.

    Attributes:
        names: the exercises that are looked for.
        places: for each exercise of the course, the folder of its chapter.
        functions: for each exercise that is looked for, the functions and classes that it defines.
        own_files: names of other files that the course itself hands out.
        guess_names: whether a file of another name is taken for the exercise whose functions it defines.
        helpers: what the course says of modules that exercise files import.
    """

    names: frozenset[str]
    places: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    own_files: frozenset[str] = frozenset()
    guess_names: bool = False
    helpers: HelperRules = field(default_factory=HelperRules)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be an exercise's."""

    file: FoundFile
    meant: Meant


def choose_files(
    learner: str, found: Sequence[FoundFile], expected: Expected, notices: Sequence[Notice] = ()
) -> Submission:
    """The exercise files among these, read, with a notice for each other file that somebody may have meant to hand in.

    Of several for one exercise the one in the course's own place counts; then the newest, where files changed within
    a minute of each other are equally new; then the one with the exact name; then the one nearest to the top.

    Args:
        notices: what is known of the files already; they come first.
    """
    said = list(notices)
    candidates: dict[str, list[Candidate]] = {}
    others = []
    all_names = expected.names | expected.places.keys()
    for file in found:
        meant = exercise_meant(file.name, all_names)
        if meant is None:
            others.append(file)
        else:
            candidates.setdefault(meant.name, []).append(Candidate(file, meant))
    chosen: dict[str, FoundFile] = {}
    for name in sorted(expected.names & candidates.keys()):
        counts = _the_one_that_counts(candidates[name], expected.places.get(name, ""))
        chosen[name] = counts.file
        if counts.meant.how not in ("exact", "notebook"):
            said.append(Notice("renamed", counts.file.path, other=f"{name}.py"))
        said += _copies(counts, candidates[name])
    said += _guessed(others, expected, chosen)
    files = {name: read_found(file) for name, file in chosen.items()}
    said += [notice for file in files.values() for notice in file.notices]
    left = [file for file in others if file not in chosen.values()]
    for name, read in files.items():
        files[name], about = with_helpers_among(read, left, expected.helpers)
        used = {notice.path for notice in about if notice.kind == "helper_used"}
        said = [notice for notice in said if notice.kind != "looks_like" or notice.path not in used]
        said += (notice for notice in about if notice not in said)
    said += _not_taken(left, files, expected, {notice.path for notice in said})
    return Submission(learner, files, tuple(said))


def with_helpers_among(
    file: SubmittedFile, found: Iterable[FoundFile], rules: HelperRules
) -> tuple[SubmittedFile, tuple[Notice, ...]]:
    """An exercise file with those of the found files that lie beside it and that it imports, as `with_helpers`."""
    folder = file.path.rpartition("/")[0]
    beside = {one.path: one for one in found if one.path.rpartition("/")[0] == folder and one.path != file.path}
    return with_helpers(file, beside, lambda path: read_found(beside[path]), rules)


def read_found(file: FoundFile) -> SubmittedFile:
    """The text of a found file, or why it was not read."""
    try:
        return read_content(file.read(MAX_NOTEBOOK_BYTES), shown=file.path, size=file.size)
    except OSError as fault:
        return unread_file(file.path, type(fault).__name__, fault.strerror or str(fault))


def is_of_no_interest(name: str) -> bool:
    """Whether a file of this name belongs to a course, a repository, a platform or a system, and is nobody's answer."""
    return _OF_NO_INTEREST.fullmatch(name) is not None


def _the_one_that_counts(candidates: Sequence[Candidate], place: str) -> Candidate:
    def in_its_place(one: Candidate) -> bool:
        return bool(place) and PurePosixPath(one.file.path).parent.name == place

    placed = [one for one in candidates if in_its_place(one)] or candidates
    newest = max(one.file.modified for one in placed)
    recent = [one for one in placed if one.file.modified >= newest - SAME_TIME_SECONDS]
    return min(
        recent,
        key=lambda one: (_EXACT.index(one.meant.how), -one.meant.number, one.file.path.count("/"), one.file.path),
    )


def _copies(counts: Candidate, candidates: Sequence[Candidate]) -> list[Notice]:
    if len(candidates) > MAX_NOTICES:
        return [Notice("several", counts.file.path, len(candidates))]
    others = (copy.file.path for copy in candidates if copy is not counts)
    return [Notice("several", counts.file.path, len(candidates), path) for path in others]


def _guessed(others: Sequence[FoundFile], expected: Expected, chosen: dict[str, FoundFile]) -> list[Notice]:
    """Notices on files that define the functions of exercises without a file; where names are guessed, these files are
    added to `chosen`."""
    without = expected.names - chosen.keys()
    wanting = {name: functions for name in without if (functions := expected.functions.get(name))}
    notices = []
    proposals: dict[str, list[tuple[float, FoundFile, tuple[str, ...]]]] = {}
    for file in others if wanting else ():
        if not is_code(file.name):
            continue
        text = read_found(file).text[:_LONGEST_GUESSED]
        shares = {name: defined_in(text, functions) for name, functions in wanting.items()}
        fitting = {name: defined for name, defined in shares.items() if len(defined) * 2 > len(wanting[name])}
        if not fitting:
            continue
        most = max((len(defined) / len(wanting[name]), len(defined)) for name, defined in fitting.items())
        for name, defined in fitting.items():
            share = len(defined) / len(wanting[name])
            if share == 1 or (share, len(defined)) == most:
                proposals.setdefault(name, []).append((share, file, defined))
    for name, proposed in sorted(proposals.items()):
        best = max(share for share, _, _ in proposed)
        fit = [file for share, file, _ in proposed if share == best]
        for _, file, defined in proposed[:MAX_NOTICES]:
            taken = expected.guess_names and fit == [file]
            if taken:
                chosen[name] = file
            notices.append(Notice("guessed" if taken else "looks_like", file.path, other=f"{name}.py", names=defined))
    return notices


def _not_taken(
    others: Sequence[FoundFile],
    files: Mapping[str, SubmittedFile],
    expected: Expected,
    told: set[str],
) -> list[Notice]:
    notices: list[Notice] = []
    more = 0
    for file in others:
        if file.path in told or is_of_no_interest(file.name):
            continue
        if file.name in expected.own_files:
            continue
        if len(notices) >= MAX_NOTICES:
            more += 1
            continue
        module = module_of(file.name)
        by = next((one.path for one in files.values() if module in imported_modules(one.whole)), "")
        kind: NoticeKind = "helper_apart" if expected.helpers.taken else "helper"
        if expected.helpers.is_library(module):
            kind = "helper_name"
        notices.append(Notice(kind, file.path, other=by) if module and by else Notice("not_taken", file.path))
    if more:
        notices.append(Notice("more_not_taken", count=more))
    return notices
