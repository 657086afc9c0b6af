"""Runs the loop in this process's terminal, on the desk in a new folder: `loop_in_terminal.py FOLDER`.

On SIGUSR1, it says where each of its threads is.
"""

import faulthandler
import signal
import sys
from pathlib import Path

from desk import Desk
from rich.console import Console

from grader.commands.exit_status import guarded
from grader.interactive.beside_reference import Beside
from grader.interactive.file_events import FileEvents
from grader.interactive.terminal_loop import run_in_terminal
from grader.reports.language import language_for


def run() -> int:
    with Desk(Path(sys.argv[1])).session() as session, FileEvents(session.look, session.folders):
        beside = Beside("def line(): mine\n", "def line(): the reference's\n")
        state = run_in_terminal(session, Console(), language_for("en"), lambda _state: beside)
    return 0 if state.done else 1


if __name__ == "__main__":
    faulthandler.register(signal.SIGUSR1)
    sys.exit(guarded(run))
