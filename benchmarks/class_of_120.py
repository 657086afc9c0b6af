"""Grades a class of 120 in five orders, and compares what comes out: `python benchmarks/class_of_120.py [FOLDER]`.

There are late work, two extensions, two overrides and a check that is changed in between. Shows that the order leaves
no trace in the gradebook's exports, and how long a run takes in which nothing is new.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from processes import run_grader

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from records.orders import ORDERS, Class, Exercise, change_check, in_every_order  # noqa: E402 - found through the line above

LEARNERS = 120
CHAPTER = "03_gradient_descent"
FILE = f"{CHAPTER}/gradient_descent.py"


def run(*arguments: str) -> str:
    """What a command writes to standard output."""
    return run_grader(*arguments).stdout


def make_course(folder: Path) -> Path:
    """One chapter of the course, with three variants of its cases."""
    for part in ("exercises", "solutions"):
        shutil.copytree(ROOT / part / CHAPTER, folder / part / CHAPTER)
    settings = (ROOT / "solutions" / "course.toml").read_text(encoding="utf-8").partition("# What is handed in")[0]
    changed = settings.replace("variants = 1", "variants = 3")
    (folder / "solutions" / "course.toml").write_text(changed, encoding="utf-8")
    return folder


def main(folder: Path) -> None:
    """Grade the class in every order."""
    course = make_course(folder / "course")
    checks = f"solutions/{CHAPTER}/gradient_descent_checks.py"
    change_check(course, folder / "changed", checks, "points=4,", "points=5,")
    right = (ROOT / "solutions" / FILE).read_text(encoding="utf-8")
    wrong = right + "\n\ndef update(w, grad, lr):\n    return w + lr * grad\n"
    name = "gradient_descent"
    exercise = Exercise(course, folder / "changed", name, name, FILE, right, wrong, "mean_squared_error")
    here = Class(exercise, folder / "class", LEARNERS, run)
    here.make()
    first, began = None, time.monotonic()
    for order, out in in_every_order(here):
        took, again = time.monotonic() - began, time.monotonic()
        here.grade(out)
        rerun = time.monotonic() - again
        exports = here.exports(out)
        first = first or exports
        assert exports == first, f"{order}: another export"
        print(f"{order}: the same export; all runs {took:.1f} s, a run with nothing new {rerun:.1f} s", flush=True)
        began = time.monotonic()
    assert first is not None
    print(f"{first[0].count(chr(10))} rows, each the same in {len(ORDERS)} orders")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]).absolute())
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
