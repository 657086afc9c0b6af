"""A process that grades hand-ins: it reads them as frames, and answers each with what became of it."""

from __future__ import annotations

import os
import queue
import threading
from pathlib import Path

from grader.cohort.station import Station
from grader.cohort.typed_messages import framed
from grader.cohort.work import SETUP, WORK, Answer, Failed, Setup, Started, Work
from grader.course.discovery import find_course
from grader.course.seeds import Key
from grader.errors import GraderError
from grader.execution.limits import limits_of
from grader.execution.machine import reached_isolation
from grader.execution.pool import Pool
from grader.execution.turns import Turns
from grader.grading.preparing import Preparer
from grader.wire import frames


def main() -> None:
    """Serve until standard input ends, then end at once, whatever is being graded."""
    # Whatever reads or writes the standard streams, such as a library that warns, must not meet the frames.
    asked, answers = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    setup = SETUP.decode(frames.read_frame(asked))
    try:
        pool = start_pool(setup)
    except GraderError as fault:
        frames.write_all(answers, framed(Failed(str(fault))))
        return
    works: queue.SimpleQueue[Work] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(asked, works, pool), daemon=True).start()
    try:
        course = find_course(Path(setup.course))
        key = None if setup.key is None else Key(*setup.key)
        station = Station(setup, course, pool, Preparer(course, setup.seed, None, key))
        frames.write_all(answers, framed(Started(reached_isolation(pool))))
        while True:
            frames.write_all(answers, framed(Answer(station.grade(works.get()))))
    except GraderError as fault:
        frames.write_all(answers, framed(Failed(str(fault))))
        threading.Event().wait()  # whoever started this process ends it


def start_pool(setup: Setup) -> Pool:
    """The workers for a class, which start in the background.

    Raises:
        CourseError: if there is no course.
    """
    settings = find_course(Path(setup.course)).settings
    turns = Turns(Path(setup.turns)) if setup.turns else None
    return Pool(preload=setup.preload, limits=limits_of(settings.limits, setup.time_limit), turns=turns)


def _read(asked: int, works: queue.SimpleQueue[Work], pool: Pool) -> None:
    try:
        while True:
            works.put(WORK.decode(frames.read_frame(asked)))
    except frames.Ended:
        pool.close()
    finally:
        os._exit(0)
