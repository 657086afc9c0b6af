"""The loop as somebody at a terminal sees it, and as a pipe gets it."""

from __future__ import annotations

import io
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import ROOT, Desk, Watcher, status
from rich.cells import cell_len
from rich.console import Console

from grader.interactive.terminal_loop import run_in_terminal
from grader.interactive.terminal_page import TerminalPage
from grader.reports.language import language_for
from grader.reports.printing import Printer

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")
import fcntl  # noqa: E402
import struct  # noqa: E402
import termios  # noqa: E402

SCRIPT = Path(__file__).with_name("loop_in_terminal.py")
_SECONDS = 60
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A pseudo-terminal with the loop in it."""

    def __init__(self, folder: Path, width: int = 80, height: int = 24, **environment: str) -> None:
        self.desk_folder = folder
        self._own, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.before = termios.tcgetattr(other)
        self._other = other
        # A size in the environment would hide that of the terminal.
        own = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        path = os.pathsep.join((str(SCRIPT.parent), str(ROOT)))
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(folder)],
            stdin=other,
            stdout=other,
            stderr=other,
            env={**own, "TERM": "xterm", "PYTHONPATH": path, **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.text = ""

    def press(self, keys: str) -> None:
        self.text = ""
        os.write(self._own, keys.encode())

    def until(self, shown: str) -> str:
        """Wait until this is shown since the last key; returns the last whole screen."""
        deadline = time.monotonic() + _SECONDS
        while shown not in self.plain():
            if self._read(0.2):
                continue
            assert self.process.poll() is None, f"it ended with {self.process.returncode}: {self.plain()}"
            assert time.monotonic() < deadline, f"{self.plain()}\n{self._stacks()}"
        return self.plain().rpartition("\x00")[2]

    def _stacks(self) -> str:
        """Where each thread of the process is, as `loop_in_terminal.py` has it said."""
        self.text = ""
        self.process.send_signal(signal.SIGUSR1)
        while self._read(2.0):
            pass
        return self.plain()

    def plain(self) -> str:
        return _SEQUENCE.sub("", self.text.replace("\x1b[H", "\x00"))

    def _read(self, seconds: float) -> bool:
        if not select.select([self._own], [], [], seconds)[0]:
            return False
        self.text += os.read(self._own, 1 << 16).decode("utf-8", "replace")
        return True

    def ended(self) -> int:
        """The exit status; the terminal must be as it was, and its first screen shown."""
        deadline = time.monotonic() + _SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read(0.1)
        while self._read(0.2):
            pass
        assert termios.tcgetattr(self._other) == self.before
        assert self.text.rstrip().endswith("\x1b[?1049l") or "\x1b[?1049l" in self.text
        return self.process.wait(1)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._own)
        os.close(self._other)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_(**more) -> Terminal:
        opened.append(Terminal(tmp_path / str(len(opened)), **more))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


def test_keys_and_saves_change_the_screen(terminal) -> None:
    shell = terminal()
    screen = shell.until("q quit")
    assert "not written yet" in screen
    assert "The line at x." in screen
    assert screen.count("\n") <= 23
    learner = shell.desk_folder / "learner"
    written = (learner / "lines.py").read_text()
    shell.text = ""
    (learner / "lines.py").write_text(written.replace("raise NotImplementedError", "return x * w  # ", 1))
    screen = shell.until("Next (n): slope")
    assert "The line is x times w." in screen
    assert "1 of 3 functions" in screen
    shell.press("n")
    shell.until("The slope at x.")
    shell.press("t")
    shell.until("Write it in")
    shell.press("d")
    assert "mine" in shell.until("the reference's")
    shell.press("h")
    shell.until("Hint 1 of 3")
    shell.press("l")
    assert "> Lines" in shell.until("> ") or "> About lines" in shell.plain()
    shell.press("j\r")
    shell.until("The bend at x.")
    shell.press("p")
    shell.until("The slope at x.")
    shell.press("?")
    shell.until("grader learn")
    shell.press("r")
    shell.until("y: yes")
    shell.press("x")  # no
    shell.until("The slope at x.")
    assert not (learner / ".grader" / "set_aside").exists()
    shell.press("r")
    shell.until("y: yes")
    shell.press("y")
    shell.until("set_aside")
    shell.press("q")
    assert shell.ended() == 1


@pytest.mark.parametrize(("how", "exit_status"), [("\x03", 130), ("\x04", 1), (signal.SIGTERM, 143)])
def test_the_terminal_is_restored_however_it_ends(terminal, how, exit_status: int) -> None:
    shell = terminal()
    shell.until("q quit")
    if isinstance(how, str):
        shell.press(how)
    else:
        shell.process.send_signal(how)
    assert shell.ended() == exit_status


def test_a_new_size_is_a_new_screen(terminal) -> None:
    shell = terminal(width=40, height=10)
    screen = shell.until("l  r  q  ?")
    assert [line for line in screen.split("\r\n") if len(line) > 40] == []
    assert len(screen.split("\r\n")) <= 10
    shell.text = ""
    fcntl.ioctl(shell._own, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 120, 0, 0))
    screen = shell.until("? keys")
    assert len(screen.split("\r\n")) == 30


def test_a_dumb_terminal_gets_lines(terminal) -> None:
    shell = terminal(TERM="dumb")
    shell.until("not written yet")
    assert "\x1b" not in shell.text
    shell.press("n\n")
    shell.until("The slope at x.")
    shell.press("q\n")
    assert shell.process.wait(_SECONDS) == 1


def test_in_a_pipe_each_answer_is_printed_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    monkeypatch.setattr(sys, "stdin", os.fdopen(reading))
    output = io.StringIO()
    with desk.session() as session:
        watcher = Watcher(session)
        desk.file().write_text(desk.written(line="return x + w"))
        session.look()
        watcher.until(lambda state: status(state) == ("line", "failed"))
        session.check()
        watcher.until(lambda state: len(desk.graded) == 2 and state.phase == "ready")
        os.write(writing, b"nq")
        run_in_terminal(session, Console(file=output, width=100), language_for("en"))
    os.close(writing)
    text = output.getvalue()
    assert text.count("not right yet") == 1
    assert "\x1b" not in text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_every_part_of_a_page_can_be_printed(desk: Desk, language: str, encoding: str) -> None:
    buffer = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    with desk.session() as session:
        desk.file().write_text(desk.written(line="return x + w"))
        session.look()
        Watcher(session).until(lambda state: status(state) == ("line", "failed"))
        session.hint()
        state = session.snapshot()
    page = TerminalPage(Printer(Console(file=buffer, width=60), language_for(language)))
    page.head(state)
    page.body(state)
    page.list(state, 0)
    page.keys()
    page.foot()
    buffer.flush()
    assert b"line" in buffer.buffer.getvalue()


def test_no_mark_of_the_list_stands_apart_from_its_function(desk: Desk) -> None:
    with desk.session() as session:
        state = session.snapshot()
    for width in range(16, 60):
        buffer = io.StringIO()
        TerminalPage(Printer(Console(file=buffer, width=width), language_for("en"))).list(state, 0)
        lines = buffer.getvalue().splitlines()
        marked = [line for line in lines if line.rstrip().endswith(("✓", "✗", "○", "·", "?"))]
        assert marked == []
        assert all(cell_len(line) <= width for line in lines)
