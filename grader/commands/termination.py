"""A process that is told to end: by the keyboard, by a CI service that stops a job, or by a terminal that closes."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from grader.errors import Message


class Terminated(KeyboardInterrupt):
    """The process was told to end by a signal other than that of the keyboard, which ends it in the same way.

    Attributes:
        signal: which one.
    """

    def __init__(self, number: int) -> None:
        self.text = Message("told to end by %(signal)s", {"signal": signal.Signals(number).name})
        super().__init__(str(self.text))
        self.signal = number


@contextlib.contextmanager
def heeded() -> Iterator[None]:
    """Raise `Terminated` in the main thread where a signal asks the process to end; a signal that is ignored stays so.

    The second signal ends the process at once.
    """
    names = ("SIGTERM", "SIGHUP")
    present = [getattr(signal, name) for name in names if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    taken = [one for one in present if signal.getsignal(one) is signal.SIG_DFL]

    def end(number: int, _frame: FrameType | None) -> None:
        for one in taken:
            signal.signal(one, signal.SIG_DFL)
        raise Terminated(number)

    for one in taken:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one in taken:
            signal.signal(one, signal.SIG_DFL)
