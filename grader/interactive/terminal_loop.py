"""The loop in a terminal: a screen that follows what is saved, and keys; in a pipe, lines."""

from __future__ import annotations

import contextlib
import io
import os
import queue
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Literal

from rich.console import Console

from grader.interactive.beside_reference import Beside
from grader.interactive.keyboard import END, read_keys, single_keys
from grader.interactive.learning_session import Session
from grader.interactive.terminal_page import TerminalPage, exercises_of
from grader.interactive.view_model import State
from grader.reports.language import Language
from grader.reports.printing import Printer

_ENTER = "\x1b[?1049h\x1b[H"
_LEAVE = "\x1b[?1049l"
_HOME, _END_OF_LINE, _BELOW = "\x1b[H", "\x1b[K", "\x1b[J"
_RESIZED, _SUSPENDED, _INTERRUPTED = "resized", "suspended", "interrupted"
_WAIT_SECONDS = 0.5
_FOOT_LINES = 2
_LOCAL_MODES = 3
"""Where the attributes of a terminal say whether it shows what is typed, and waits for the end of a line."""

_Shown = Literal["outcome", "task", "compared", "list", "keys", "reset"]
Compare = Callable[[State], Beside]


def run_in_terminal(session: Session, console: Console, language: Language, compare: Compare | None = None) -> State:
    """Run the loop until the learner quits; returns the last state. `compare` gives what the key `d` shows."""
    if console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows and sys.stdin.isatty():
        _Screen(session, console, language, compare).run()
    else:
        _Lines(session, console, language, compare).run()
    return session.snapshot()


class _Screen:
    """The loop on a whole screen."""

    def __init__(self, session: Session, console: Console, language: Language, compare: Compare | None) -> None:
        self._session = session
        self._compare = compare
        self._console = console
        self._language = language
        # Signal handlers put into it as well, which other queues do not allow.
        self._events: queue.SimpleQueue[State | str] = queue.SimpleQueue()
        self._state = session.snapshot()
        self._shown: _Shown = "outcome"
        self._offset = 0
        self._selected = 0

    def run(self) -> None:
        unsubscribe = self._session.subscribe(self._events.put)
        try:
            with _signals(self._events.put), single_keys(), self._screen():
                read_keys(self._events.put)
                self._draw()
                while self._take(_next(self._events)):
                    self._draw()
        finally:
            unsubscribe()

    @contextlib.contextmanager
    def _screen(self) -> Iterator[None]:
        self._write(_ENTER)
        try:
            yield
        finally:
            self._write(_LEAVE)

    def _take(self, event: State | str) -> bool:
        """Do what an event asks for; whether to go on."""
        if isinstance(event, State):
            if event.outcome is not self._state.outcome and event.outcome != self._state.outcome:
                self._offset, self._shown = (
                    0,
                    "outcome" if self._shown in ("task", "compared", "reset") else self._shown,
                )
            self._state = event
            return True
        if event in ("q", END):
            return False
        if event == _INTERRUPTED:
            raise KeyboardInterrupt
        if event == _SUSPENDED:
            self._suspend()
        elif self._shown == "reset":
            self._shown = "outcome"
            if event in ("y", "r"):
                self._session.reset()
        elif self._shown == "list" and event in ("up", "down", "k", "j", "enter"):
            self._move(event)
        elif event != _RESIZED:
            self._press(event)
        return True

    def _press(self, key: str) -> None:
        commands: dict[str, Callable[[], None]] = {
            "n": self._session.next, "p": self._session.previous, "h": self._session.hint, "c": self._session.check,
        }  # fmt: skip
        views: dict[str, _Shown] = {"t": "task", "l": "list", "?": "keys", "r": "reset"}
        if self._compare is not None:
            views["d"] = "compared"
        scrolls = {"down": 1, "j": 1, "up": -1, "k": -1, "page down": self._room() - 1, "page up": 1 - self._room()}
        if key in commands:
            self._shown, self._offset = "outcome", 0
            commands[key]()
        elif key in views:
            self._shown, self._offset = "outcome" if self._shown == views[key] else views[key], 0
            current = self._state.current
            names = exercises_of(self._state)
            self._selected = names.index(current.exercise) if current and current.exercise in names else 0
        elif key in scrolls:
            self._offset = max(0, self._offset + scrolls[key])
        elif key in ("escape", "enter", "left"):
            self._shown, self._offset = "outcome", 0

    def _move(self, key: str) -> None:
        names = exercises_of(self._state)
        if not names:
            return
        if key == "enter":
            self._shown, self._offset = "outcome", 0
            self._session.choose(names[self._selected])
        else:
            self._selected = max(0, min(len(names) - 1, self._selected + (1 if key in ("down", "j") else -1)))

    def _suspend(self) -> None:
        """Stop as the shell's Ctrl-Z does, with the terminal as it was, and come back."""
        import termios

        terminal = sys.stdin.fileno()
        own = termios.tcgetattr(terminal)
        waiting = termios.tcgetattr(terminal)
        waiting[_LOCAL_MODES] |= termios.ICANON | termios.ECHO
        self._write(_LEAVE)
        termios.tcsetattr(terminal, termios.TCSADRAIN, waiting)
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
        termios.tcsetattr(terminal, termios.TCSADRAIN, own)
        self._write(_ENTER)

    # Drawing

    def _room(self) -> int:
        """The lines between head and foot."""
        return max(3, self._console.height - len(self._lines(lambda page: page.head(self._state))) - 1 - _FOOT_LINES)

    def _draw(self) -> None:
        head = self._lines(lambda page: page.head(self._state))
        foot = self._lines(lambda page: page.foot())
        body = self._lines(self._body)
        room = max(1, self._console.height - len(head) - 1 - len(foot) - 1)
        if self._shown == "list":
            self._offset = self._offset_of_selection(body, room)
        self._offset = max(0, min(self._offset, len(body) - room))
        part = body[self._offset : self._offset + room]
        left = len(body) - self._offset - len(part)
        note = self._language.ngettext("↓ %(n)s more line", "↓ %(n)s more lines", left) if left > 0 else ""
        if self._state.phase == "checking":
            note += "  " + self._language.gettext("checking …")
        part += [""] * (room - len(part))
        lines = [*head, "", *part, note, *foot]
        shown = lines[: self._console.height]
        self._write(_HOME + "\n".join(line + _END_OF_LINE for line in shown) + _BELOW)

    def _offset_of_selection(self, body: list[str], room: int) -> int:
        marked = next((number for number, line in enumerate(body) if _plain(line).startswith("> ")), 0)
        if marked < self._offset:
            return max(0, marked - 1)
        return max(self._offset, marked - room + 2)

    def _body(self, page: TerminalPage) -> None:
        if self._shown == "list":
            page.list(self._state, self._selected)
        elif self._shown == "keys":
            page.keys()
        elif self._shown == "task" and self._state.task is not None:
            page.task(self._state.task)
        elif self._shown == "compared" and self._compare is not None:
            page.compared(self._compare(self._state))
        elif self._shown == "reset" and self._state.task is not None:
            page.ask_reset(self._state.task)
        else:
            page.body(self._state)

    def _lines(self, show: Callable[[TerminalPage], None]) -> list[str]:
        """What something prints, line by line."""
        real = self._console
        buffer = io.TextIOWrapper(io.BytesIO(), encoding=real.encoding, errors="replace", newline="")
        console = Console(
            file=buffer,
            force_terminal=True,
            width=real.width,
            height=real.height,
            color_system="auto" if real.color_system else None,
            no_color=real.no_color,
            legacy_windows=False,
        )
        show(TerminalPage(Printer(console, self._language)))
        buffer.flush()
        buffer.seek(0)
        return buffer.read().splitlines()

    def _write(self, text: str) -> None:
        file = self._console.file
        file.write(text)
        file.flush()


class _Lines:
    """The loop where nothing can be drawn over: each answer is printed below the one before."""

    def __init__(self, session: Session, console: Console, language: Language, compare: Compare | None) -> None:
        self._session = session
        self._compare = compare
        self._events: queue.SimpleQueue[State | str] = queue.SimpleQueue()
        self._console = console
        self._page = TerminalPage(Printer(console, language))
        self._language = language

    def run(self) -> None:
        unsubscribe = self._session.subscribe(self._events.put)
        try:
            if self._console.is_terminal or not sys.stdin.isatty():
                read_keys(self._events.put)
            shown = self._show(self._session.snapshot(), None)
            early: list[str] = []
            while True:
                event = _next(self._events)
                if isinstance(event, State):
                    shown = self._show(event, shown)
                else:
                    early.append(event)
                # Keys that came with the start are meant for the first answer.
                while early and self._session.snapshot().phase != "starting":
                    if (key := early.pop(0)) == "q":
                        self._show(self._session.snapshot(), shown)
                        return
                    self._press(key)
        finally:
            unsubscribe()

    def _press(self, key: str) -> None:
        state = self._session.snapshot()
        if key == "l":
            self._page.list(state, -1)
        elif key == "t" and state.task is not None:
            self._page.task(state.task)
        elif key == "d" and self._compare is not None:
            self._page.compared(self._compare(state))
        elif key == "?":
            self._page.keys()
        elif key in (commands := self._commands()):
            commands[key]()
        self._console.file.flush()

    def _commands(self) -> dict[str, Callable[[], None]]:
        return {
            "n": self._session.next, "p": self._session.previous, "h": self._session.hint, "c": self._session.check,
            "r": self._session.reset,
        }  # fmt: skip

    def _show(self, state: State, before: State | None) -> State | None:
        """Print what is new in a state; returns the state that was printed last."""
        if state.phase == "checking" or (state.phase == "starting" and state.outcome is None and not state.messages):
            return before
        new = (state.current, state.outcome and state.outcome.checks, state.hint, state.messages)
        if before is not None and new == (
            before.current, before.outcome and before.outcome.checks, before.hint, before.messages
        ):  # fmt: skip
            return before
        self._page.head(state)
        self._page.body(state)
        self._console.print()
        self._console.file.flush()
        return state


def _next(events: queue.SimpleQueue[State | str]) -> State | str:
    while True:
        with contextlib.suppress(queue.Empty):
            # Without a limit, Windows would not heed Ctrl-C.
            return events.get(timeout=_WAIT_SECONDS)


@contextlib.contextmanager
def _signals(put: Callable[[str], None]) -> Iterator[None]:
    """As long as the block runs, changes of the terminal's size, Ctrl-Z and Ctrl-C are events.

    An exception out of nowhere, as Ctrl-C is otherwise, is lost where it meets a callback that may not raise.
    """
    names = {"SIGWINCH": _RESIZED, "SIGTSTP": _SUSPENDED, "SIGINT": _INTERRUPTED}
    numbers = {getattr(signal, name): event for name, event in names.items() if hasattr(signal, name)}

    def tell(number: int, _frame: FrameType | None) -> None:
        put(numbers[number])

    before = {number: signal.signal(number, tell) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _plain(line: str) -> str:
    from rich.text import Text

    return Text.from_ansi(line).plain
