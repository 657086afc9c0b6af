"""Checks a learner's files, except for those that have not changed since they were last checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from grader.commands import own_files
from grader.commands.grading_setup import Settings
from grader.commands.own_files import Workspace, read_own, shown
from grader.commands.own_progress import content_keys
from grader.course.stubs import is_untouched
from grader.course.targets import Selection
from grader.records.remembered_results import Remembered, read_remembered, remember

if TYPE_CHECKING:
    from grader.grading.result import Result


@dataclass(frozen=True)
class Checked:
    """The result of a check. `unchanged` are the files that were not run again, since nothing about them has changed;
    `recent` are the exercises that were begun, the one that was worked on last first."""

    result: Result
    unchanged: tuple[str, ...]
    recent: tuple[str, ...]


def check_own(
    workspace: Workspace,
    selections: Sequence[Selection],
    files: Mapping[str, Path],
    settings: Settings,
    *,
    again: bool = False,
) -> Checked:
    """Check a learner's files. What has not changed since it was checked is not run again, unless `again` is true, nor
    is a file in which nothing was written."""
    own = {name: read_own(workspace, path)[0] for name, path in files.items()}
    exercises = {selection.exercise.name: selection.exercise for selection in selections}
    untouched = {name for name, file in own.items() if is_untouched(exercises[name], file.text)}
    recent = sorted(files.keys() - untouched, key=lambda name: (-files[name].stat().st_mtime, name))
    keys = content_keys(workspace, exercises, own) if settings == Settings() else {}
    known = {} if again else _known(workspace, selections, keys)
    rest = [selection for selection in selections if selection.exercise.name not in known]
    fresh = _run(workspace, rest, files, untouched, settings) if rest else None
    if fresh is not None:
        for whole in (True, False):
            names = {one.exercise.name for one in rest if (one.function is None) is whole and one.weight == 1}
            remember(workspace.folder, fresh, {name: keys[name] for name in names & keys.keys()}, whole)
    result = _together(selections, files, known, fresh)
    return Checked(result, tuple(shown(files[name]) for name in known if name not in untouched), tuple(recent))


def _known(workspace: Workspace, selections: Sequence[Selection], keys: Mapping[str, str]) -> dict[str, Remembered]:
    known = {}
    for selection in selections:
        name = selection.exercise.name
        found = read_remembered(workspace.folder, name) if name in keys else None
        whole = selection.function is None and selection.weight == 1
        if whole and found is not None and found.whole and found.key == keys[name]:
            known[name] = found
    return known


def _run(
    workspace: Workspace,
    selections: Sequence[Selection],
    files: Mapping[str, Path],
    untouched: set[str],
    settings: Settings,
) -> Result:
    """Grade the files. A stub is known to give nothing, so that it is not run."""
    written = {name: path for name, path in files.items() if name not in untouched}
    result = own_files.grade_own(workspace, selections, written, settings)
    exercises = tuple(
        msgspec.structs.replace(one, submitted=True, file=shown(files[one.name])) if one.name in untouched else one
        for one in result.exercises
    )
    return msgspec.structs.replace(result, exercises=exercises)


def _together(
    selections: Sequence[Selection], files: Mapping[str, Path], known: Mapping[str, Remembered], fresh: Result | None
) -> Result:
    """One result of what is remembered and what was run, in the order of the selections."""
    ran = iter(fresh.exercises if fresh else ())
    exercises = []
    for selection in selections:
        found = known.get(selection.exercise.name)
        if found is None:
            exercises.append(next(ran))
        else:
            exercises.append(msgspec.structs.replace(found.exercise, file=shown(files[selection.exercise.name])))
    base = fresh or max((one.result for one in known.values()), key=lambda result: result.created)
    return msgspec.structs.replace(
        base,
        exercises=tuple(exercises),
        points=sum(one.points for one in exercises),
        max_points=sum(one.max_points for one in exercises),
    )
