"""Helper modules: what a learner hands in beside an exercise file, for it to import."""

from __future__ import annotations

import bisect
import re
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.machinery import PathFinder

from grader.grading.result import ErrorInfo, HelperFile, Notice
from grader.grading.submissions import MAX_FILE_BYTES, SubmittedFile, unread_file

# Possessive, so that no line, however long, is read more than once.
_IMPORT = re.compile(
    r"(?:^|[;:])[ \t]*+(?:"
    r"from[ \t]*+\.*+[ \t]*+(?:(?P<module>(?!import\b)\w++)[\w.]*+[ \t]++)?import\b[ \t(]*+(?P<names>[^#;\n]*+)"
    r"|import[ \t]++(?P<modules>[^#;\n]*+))",
    re.MULTILINE,
)
_OWN_NAMES = frozenset({"grader", "__init__", "__main__"})


@dataclass(frozen=True, slots=True)
class HelperRules:
    """What a course says of helper modules: whether it takes them, and the names of its libraries and exercises."""

    taken: bool = False
    libraries: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()

    def is_library(self, module: str) -> bool:
        """Whether a module of this name is one that is installed, which no helper replaces."""
        return module in self.libraries or module in _OWN_NAMES or _is_installed(module)


def imported_modules(text: str) -> frozenset[str]:
    """The modules that a text imports, by the first part of their names. They are found by pattern: a hostile file is
    not parsed on this side."""
    found: set[str] = set()
    for statement in _IMPORT.finditer(text):
        listed = statement["modules"]
        if listed is None and not statement["module"]:  # from . import a, b
            listed = statement["names"]
        if listed is None:
            found.add(statement["module"])
        else:
            found.update(re.findall(r"(?:^|,)[ \t]*(\w+)", listed))
    return frozenset(found)


def module_of(path: str) -> str:
    """The name under which the file at a path can be imported; empty if it cannot."""
    name = path.rpartition("/")[2]
    module = name.removesuffix(".py")
    return module if module != name and module.isidentifier() else ""


def with_helpers(
    file: SubmittedFile, beside: Iterable[str], read: Callable[[str], SubmittedFile], rules: HelperRules
) -> tuple[SubmittedFile, tuple[Notice, ...]]:
    """An exercise file with the helpers that it imports, directly or through each other, and what there is to say.

    Args:
        file: the exercise file.
        beside: the paths of the other files in its folder.
        read: reads one of them.
        rules: what the course says.

    Returns:
        the file, which is unread if a helper of it is; a notice for each module beside it that it imports.
    """
    there = {module: path for path in beside if (module := module_of(path)) and module not in rules.exercises}
    notices: list[Notice] = []
    helpers: list[SubmittedFile] = []
    asked: set[str] = set()
    waiting = [file] if there else []
    while waiting:
        one = waiting.pop(0)
        for module in sorted(imported_modules(one.text) & there.keys() - asked):
            asked.add(module)
            path = there[module]
            if rules.is_library(module):
                notices.append(Notice("helper_name", path, other=one.path))
            elif not rules.taken:
                notices.append(Notice("helper", path, other=one.path))
            else:
                helper = read(path)
                if helper.unreadable is not None and not helper.unread:
                    notices.append(Notice("helper_unreadable", path, other=one.path))
                    continue
                notices.append(Notice("helper_used", path, other=one.path))
                helpers.append(helper)
                waiting.append(helper)
    return _joined(file, helpers), tuple(notices)


def helper_in(helpers: Sequence[HelperFile], line: int) -> tuple[str, int] | None:
    """The path of the helper that a line of an exercise's text is in, and the line in that file; None if it is in the
    exercise file itself."""
    at = bisect.bisect_right([helper.line for helper in helpers], line) - 1
    return (helpers[at].path, line - helpers[at].line + 1) if at >= 0 else None


def helper_texts(file: SubmittedFile) -> Mapping[str, tuple[str, int]]:
    """The text of each helper by the name of its module, with the number of its first line."""
    return {
        module_of(helper.path): (helper.text, placed.line)
        for helper, placed in zip(file.helpers, file.helper_files, strict=True)
    }


def _joined(file: SubmittedFile, helpers: Sequence[SubmittedFile]) -> SubmittedFile:
    for helper in helpers:
        if helper.unread and helper.unreadable is not None:
            why: ErrorInfo = helper.unreadable
            return unread_file(file.path, why.type_name, f"{helper.path}: {why.message}")
    joined = replace(file, helpers=tuple(helpers))
    if helpers and len(joined.whole.encode("utf-8", "replace")) > MAX_FILE_BYTES:
        return unread_file(file.path, "TooLong", f"it has more than {MAX_FILE_BYTES} bytes with what it imports")
    return joined


@cache
def _is_installed(module: str) -> bool:
    """Whether a library of this name comes with Python or is installed; nothing is imported."""
    if module in sys.stdlib_module_names:
        return True
    folders = [sysconfig.get_path(name) for name in ("purelib", "platlib")]
    return PathFinder.find_spec(module, folders) is not None
