"""Single keys from a terminal, without waiting for the end of a line."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator

END = "end"
"""Given where there is nothing more to read."""

_SEQUENCES = {
    "\x1b[A": "up", "\x1bOA": "up", "\x1b[B": "down", "\x1bOB": "down", "\x1b[5~": "page up", "\x1b[6~": "page down",
    "\x1b[D": "left", "\x1bOD": "left", "\x1b[C": "right", "\x1bOC": "right", "\r": "enter", "\n": "enter",
    " ": "page down", "\x1b": "escape", "\x04": END,
}  # fmt: skip
_WINDOWS = {"H": "up", "P": "down", "I": "page up", "Q": "page down", "K": "left", "M": "right"}
_MOST = 64


def keys_in(text: str) -> Iterator[str]:
    """The keys that a piece of terminal input stands for: letters as they are, others by name; unknown sequences are
    left out."""
    while text:
        found = next((one for one in sorted(_SEQUENCES, key=len, reverse=True) if text.startswith(one)), "")
        if found == "\x1b" and len(text) > 1:  # a sequence that means nothing here
            return
        yield _SEQUENCES[found] if found else text[0]
        text = text[len(found) or 1 :]


@contextlib.contextmanager
def single_keys() -> Iterator[None]:
    """As long as the block runs, the terminal gives each key at once and shows none; then it is as it was."""
    try:
        import termios
        import tty
    except ImportError:  # Windows needs nothing
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def read_keys(give: Callable[[str], None]) -> None:
    """Give every key from now on, from a thread that ends with the process; at the end of the input, `END`."""
    target = _read_console if sys.platform == "win32" and sys.stdin.isatty() else _read_input
    threading.Thread(target=target, args=(give,), name="keys", daemon=True).start()


def _read_input(give: Callable[[str], None]) -> None:
    with contextlib.suppress(OSError, ValueError):
        while content := os.read(sys.stdin.fileno(), _MOST):
            for key in keys_in(content.decode("utf-8", "ignore")):
                give(key)
    give(END)


def _read_console(give: Callable[[str], None]) -> None:
    import msvcrt

    while True:
        key = msvcrt.getwch()  # type: ignore[attr-defined, unused-ignore]
        if key in ("\x00", "\xe0"):
            give(_WINDOWS.get(msvcrt.getwch(), ""))  # type: ignore[attr-defined, unused-ignore]
        else:
            for one in keys_in(key):
                give(one)
