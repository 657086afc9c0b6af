"""The notices of a result whose isolation, or whose key, is weaker than a grading that counts needs."""

from __future__ import annotations

from msgspec.structs import replace

from grader.grading.result import Notice, Result
from grader.wire.levels import SAFE, is_below


def with_warnings(result: Result, *, draws: bool = False) -> Result:
    """The result with a notice where the isolation was weak and, with `draws`, where the cases follow from the course's
    own key."""
    warnings: list[Notice] = []
    if is_below(result.isolation.recorded, SAFE):
        warnings.append(Notice("weak_isolation", other=result.isolation.level))
    if draws and result.drawn_from == "course":
        warnings.append(Notice("course_key"))
    return replace(result, notices=(*warnings, *result.notices)) if warnings else result
