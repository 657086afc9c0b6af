"""The course that came with this installation of the grader.

An installed package keeps its course under the environment's `share/grader`, apart from the libraries: a learner's
process may read the libraries (`grader.execution.readable_paths.readable_paths`) and nothing in `share`.
"""

from __future__ import annotations

from pathlib import Path

import grader

_MARK = ("share", "grader", "solutions", "course.toml")


def installed_course() -> Path | None:
    """The root of the course next to the package (in a checkout) or installed with it; None if there is neither."""
    beside = Path(grader.__file__).resolve().parents[1]
    if _is_course(beside):
        return beside
    # Dear, and of no use in a checkout.
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        files = distribution("grader").files or ()
    except PackageNotFoundError:
        return None
    roots = [Path(str(file.locate())).resolve().parents[1] for file in files if file.parts[-len(_MARK) :] == _MARK]
    # `pip install --target` moves the files without recording it.
    return next(filter(_is_course, (*roots, beside / "share" / "grader")), None)


def _is_course(root: Path) -> bool:
    return (root / "solutions" / "course.toml").is_file() and (root / "exercises").is_dir()
