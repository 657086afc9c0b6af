"""Packages for grading platforms: the grader, the course and the platform's scripts in one archive."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path

import grader
from grader.course.discovery import Course
from grader.errors import CourseError

_SCRIPTS = ("setup.sh", "run_autograder", "learner.py", "failed.json")
_EXECUTABLE = frozenset({"setup.sh", "run_autograder"})
_TIME = (2020, 1, 1, 0, 0, 0)
"""The same time for all files, so that the same course gives the same archive."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of an archive: its path there, its content, and whether it is executable."""

    path: str
    content: bytes
    executable: bool = False


def gradescope_archive(course: Course, options: Sequence[str], key: str, index_url: str = "") -> bytes:
    """The zip file that Gradescope accepts as an autograder.

    `options` are those of `grader ci`, including targets; `key` is what drawn cases follow from there; `index_url` is
    an additional package index for pip.

    Raises:
        CourseError: if the grader's own files or the versions of its dependencies cannot be found.
    """
    scripts = files("grader.commands") / "hosts" / "gradescope"
    packed = [Packed(name, (scripts / name).read_bytes(), name in _EXECUTABLE) for name in _SCRIPTS]
    packed.append(Packed("options", _lines(options)))
    packed.append(Packed("key", _lines([key])))
    packed.append(Packed("requirements.txt", _lines([*_index(index_url), *pinned_requirements()])))
    packed += _folder(Path(grader.__file__).parent, "lib/grader")
    packed += _folder(course.exercises_folder, "course/exercises")
    packed += _folder(course.solutions_folder, "course/solutions")
    return _zipped(packed)


def pinned_requirements() -> list[str]:
    """The grader's dependencies, pinned to the versions installed here (without a local part such as `+cpu`).

    Raises:
        CourseError: if the grader or one of its dependencies is not installed.
    """
    try:
        names = [match[0] for one in _needed() if (match := _NAME.match(one))]
        return [f"{name}=={version(name).partition('+')[0]}" for name in names]
    except PackageNotFoundError as absent:
        raise CourseError(
            "the package `%(absent)s` is not installed here, so its version cannot be pinned: pack where the grader "
            "is installed with all its dependencies",
            absent=absent.name,
        ) from absent


def _needed() -> list[str]:
    """The requirements in a checkout's pyproject.toml, since an editable installation may be older; otherwise those of
    the installed package."""
    project = Path(grader.__file__).resolve().parents[1] / "pyproject.toml"
    if project.is_file():
        named = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
        if named["name"] == "grader":
            return list(named["dependencies"])
    return [one for one in requires("grader") or () if "extra ==" not in one.partition(";")[2]]


def _index(url: str) -> list[str]:
    if not url:
        return []
    if not re.fullmatch(r"https?://[^\s]+", url):
        raise CourseError("`%(url)s` is not the address of a package index: it has to begin with https://", url=url)
    return [f"--extra-index-url {url}"]


def _lines(lines: Sequence[str]) -> bytes:
    for line in lines:
        if "\n" in line or "\r" in line:
            raise CourseError("an option cannot contain a line break: %(text)s", text=repr(line))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _folder(folder: Path, place: str) -> Iterator[Packed]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.is_file() and not any(part.startswith((".", "__pycache__")) for part in path.parts):
            yield Packed(f"{place}/{path.as_posix()}", file.read_bytes())


def _zipped(packed: Sequence[Packed]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for file in packed:
            entry = zipfile.ZipInfo(file.path, _TIME)
            entry.create_system = 3  # Unix, so that permissions are kept
            entry.external_attr = (0o100755 if file.executable else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(entry, file.content)
    return archive.getvalue()
