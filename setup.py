"""What pyproject.toml cannot say: the course goes along with the package, whatever chapters it has.

It is installed under `share/grader` and not as package data: a learner's process may read the folders of libraries.
"""

from pathlib import Path

from setuptools import setup

ROOT = Path(__file__).parent
SHARE = Path("share", "grader")


def course_files() -> list[tuple[str, list[str]]]:
    """Each folder of the course with its files, as `data_files` wants them: relative to here, with forward slashes."""
    folders: dict[str, list[str]] = {}
    for top in ("exercises", "solutions"):
        for file in sorted((ROOT / top).rglob("*")):
            path = file.relative_to(ROOT)
            if file.is_file() and not any(part.startswith((".", "__pycache__")) for part in path.parts):
                folders.setdefault((SHARE / path.parent).as_posix(), []).append(path.as_posix())
    return list(folders.items())


setup(data_files=course_files())
