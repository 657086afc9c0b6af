"""How long it takes from a save to the shown numbers, with real file events: `python benchmarks/watch.py`.

A learner's workspace with chapter 03 is opened as `grader watch` opens it. The functions of the chapter are then saved
one after another, wrong and right, in place and by renaming a temporary file. Measured is the time from the end of the
save to the moment at which the whole screen that shows its outcome has been written.

    python benchmarks/watch.py --saves 2 gradient_descent smoothing

With `--spawn`, processes are started as on macOS and Windows: one for each save, the next one while the learner writes.
A process takes seconds to import torch, so `--pause` is then the time that matters.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from grader.commands.grading_setup import Settings
from grader.commands.learning import open_session
from grader.commands.own_files import open_workspace
from grader.course.discovery import ExerciseFiles
from grader.course.files import read_source
from grader.course.stubs import make_stub, solution_regions
from grader.execution import pool
from grader.interactive.learning_session import Session
from grader.interactive.terminal_page import TerminalPage
from grader.interactive.view_model import State
from grader.reports.language import language_for
from grader.reports.printing import Printer

ROOT = Path(__file__).parents[1]
WAIT_SECONDS = 60.0
PAUSE_SECONDS = 0.25
LANGUAGE = language_for("en")


class Screen:
    """Writes every state as the terminal does, and waits for the outcome of a save."""

    def __init__(self, session: Session) -> None:
        self._shown = threading.Condition()
        self._last: State | None = None
        self._checked = False
        """Whether grading has begun since the save."""
        session.subscribe(self._show)

    def _show(self, state: State) -> None:
        if state.phase == "checking":
            self._checked, self._last = True, None
            return
        page = TerminalPage(Printer(Console(file=io.StringIO(), width=80, force_terminal=True), LANGUAGE))
        page.head(state)
        page.body(state)
        page.foot()
        with self._shown:
            self._last = state
            self._shown.notify_all()

    def expect(self) -> None:
        """Wait from now on for the outcome of a save that is about to come."""
        self._checked, self._last = False, None

    def wait(self, exercise: str) -> State:
        """The state with the outcome of the save."""

        def came() -> bool:
            state = self._last
            at = state.current if state is not None and state.outcome is not None else None
            return self._checked and at is not None and at.exercise == exercise

        with self._shown:
            if not self._shown.wait_for(came, WAIT_SECONDS):
                raise SystemExit(f"no outcome of {exercise} within {WAIT_SECONDS:.0f} s")
            assert self._last is not None
            return self._last


def versions(files: ExerciseFiles) -> Iterator[tuple[str, str]]:
    """Texts as a learner saves them: the functions are written one after another, each wrong at first."""
    source = read_source(files.reference)
    lines = source.split("\n")
    regions = solution_regions(source, files.reference)
    stub = make_stub(source, files.reference)
    for done, region in enumerate(regions):
        right = lines[:]
        for later in reversed(regions[done + 1 :]):
            right[later.begin - 1 : later.end] = [
                f'{later.indent}raise NotImplementedError("{later.function}: not written yet")'
            ]
        text = "\n".join(line for line in right if "### " not in line)
        wrong = re.sub(r"(?s)(.*)\breturn ([^\n]+)", r"\1return 0.25", text) if "return" in text else stub
        yield from ((f"{region.function} wrong", wrong), (f"{region.function} right", text))


def save(file: Path, text: str, by_rename: bool) -> float:
    if by_rename:
        temporary = file.with_name(f".{file.name}.new")
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, file)
    else:
        file.write_text(text, encoding="utf-8")
    return time.monotonic()


def measured(exercises: list[str], saves: int, pause: float) -> list[tuple[str, float]]:
    times: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        from click.testing import CliRunner

        from grader.commands.start import command as start

        CliRunner().invoke(start, ["3", "--course", str(ROOT)], catch_exceptions=False)
        workspace = open_workspace(None)
        with open_session(workspace, exercises[:1], Settings(), LANGUAGE) as session:
            while session.snapshot().phase == "starting":
                time.sleep(PAUSE_SECONDS)
            screen = Screen(session)
            number = 0
            for exercise in exercises:
                files = workspace.course.exercise(exercise)
                file = Path(folder, files.chapter, f"{exercise}.py")
                screen.expect()
                save(file, file.read_text(encoding="utf-8") + "\n# a first save, which starts what is kept\n", False)
                screen.wait(exercise)
                for _ in range(saves):
                    for name, text in versions(files):
                        number += 1
                        time.sleep(pause)
                        screen.expect()
                        saved = save(file, f"{text}\n# {number}\n", number % 3 == 0)
                        screen.wait(exercise)
                        times.append((f"{exercise}: {name}", time.monotonic() - saved))
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exercises", nargs="*", default=["gradient_descent"])
    parser.add_argument("--saves", type=int, default=1, help="how often every version is saved")
    parser.add_argument("--pause", type=float, default=PAUSE_SECONDS, help="seconds between two saves")
    parser.add_argument("--spawn", action="store_true", help="start processes as on macOS and Windows")
    parser.add_argument("--all", action="store_true", help="print every save")
    options = parser.parse_args()
    if options.spawn:
        pool.default_mode = lambda: "spawn"
    times = measured(options.exercises, options.saves, options.pause)
    if options.all:
        for name, seconds in times:
            print(f"{1000 * seconds:6.0f} ms  {name}")
    taken = sorted(seconds for _, seconds in times)
    print(f"saves             {len(taken)}")
    print(f"median            {1000 * statistics.median(taken):.0f} ms  (at most 150)")
    print(f"95th percentile   {1000 * taken[min(len(taken) - 1, int(0.95 * len(taken)))]:.0f} ms  (at most 300)")


if __name__ == "__main__":
    main()
