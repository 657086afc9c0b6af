"""The grader as `grader grade` runs it, with warm workers. Run by `submissions.py`: its argument is the exercise.

Each line of standard input names a submission's file, each line of standard output is "right" or "wrong". The
reference's observations are recorded, or read, with the first submission.
"""

from __future__ import annotations

import sys
from pathlib import Path

from grader.commands.current_course import open_course
from grader.commands.grading_setup import Settings, start_pool
from grader.grading.documents import encode_result
from grader.grading.grading import grade
from grader.grading.preparing import Preparer
from grader.grading.submitted_folders import read_submission


def main() -> None:
    """Serve until standard input ends."""
    course = open_course(Path(__file__).parents[1])
    exercise = course.exercise(sys.argv[1])
    preparer = Preparer(course)
    with start_pool(Settings(), course.settings, []) as pool:
        print("ready", flush=True)
        for line in sys.stdin:
            file = Path(line.strip())
            ready = preparer.ready(exercise, variant=0)
            result = grade(read_submission("learner", file.parent, [exercise.name]), [ready], pool, preparer.run(0))
            file.with_suffix(".json").write_bytes(encode_result(result))
            if result.fault:
                raise SystemExit(f"the grader failed on {file}: {result.fault}")
            print("right" if result.points == result.max_points else "wrong", flush=True)


if __name__ == "__main__":
    main()
