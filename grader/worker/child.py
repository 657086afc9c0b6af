"""One learner's process: applies its isolation layers, then executes what it is sent and answers with plain numbers."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
import sys
import tempfile
from collections.abc import Callable
from itertools import takewhile
from types import ModuleType
from typing import Any, Protocol

import msgspec

from grader.wire import frames
from grader.wire.messages import (
    Load,
    Loaded,
    Measure,
    Measured,
    Open,
    Prepare,
    Probe,
    Ready,
    Refused,
    Run,
    RunDone,
    Source,
    ToChild,
)
from grader.worker import isolation, libraries, probing, running
from grader.worker.case_marks import Marking
from grader.worker.executing import load
from grader.worker.gradients import switch_off
from grader.worker.importing import HELPERS
from grader.worker.kernel import libc
from grader.worker.watching import WATCH


class Measuring(Protocol):
    """Measures tolerances in a process that runs the author's code. A learner's process has none."""

    def rehearse(self) -> None:
        """Do in the fork server what is slow the first time."""

    def measure(self, wanted: Measure, module: ModuleType) -> Measured:
        """Measure how far rounding moves a probe's result on one case."""


_incoming: msgspec.msgpack.Decoder[ToChild] = msgspec.msgpack.Decoder(ToChild)
_compiled: dict[Probe, Callable[..., Any]] = {}
_own_modules: list[str] = []
_last_module = ""
_hidden: list[ModuleType] = []


def prepare(wanted: Prepare) -> None:
    """Do in the fork server, in advance, what every future child would have to repeat."""
    WATCH.put_on(wanted.watched, wanted.may_use)
    for probe in wanted.probes:
        # A probe that does not compile is reported by the child that is asked to run it.
        with contextlib.suppress(Exception):
            _compiled[probe] = probing.compile_probe(probe)


def note_own_modules() -> None:
    """Note in the fork server which modules are the grader's, of those imported since it was noted last. A child that
    looked at the names of all would change memory that is shared with the fork server, which copies it."""
    global _last_module
    newer = _newer_modules()
    _own_modules.extend(filter(_is_own, newer))
    _last_module = next((name for name in newer if not _is_own(name)), _last_module)


def compiled(probe: Probe) -> Callable[..., Any]:
    """A probe's function: as it was compiled by `prepare`, else compiled now."""
    return _compiled.get(probe) or probing.compile_probe(probe)


def serve(
    reading: int, writing: int, settle: Callable[[], None] = lambda: None, measuring: Measuring | None = None
) -> None:
    """Answer messages from one descriptor on another until the trusted side closes the channel.

    The process must end afterwards, since learner's code has run in it. `settle` waits until the printed output has
    been read. It is called before a file or a check is reported as done, because the next check begins at once and
    prints to the same place.
    """
    modules: dict[str, ModuleType] = {}
    sources: dict[str, Source] = {}
    send = _sender(writing)
    marking = Marking()
    while True:
        try:
            message = frames.parse(frames.read_frame(reading), _incoming)
        except frames.Ended:
            return
        if isinstance(message, Open):
            channel = _channel(writing)
            ready, listener = isolation.put_on(message, asks=channel is not None)
            # Only now, because the folder may be mounted anew.
            _move_to(message.scratch)
            ready = msgspec.structs.replace(ready, unavailable=libraries.unavailable)
            if channel is None or listener is None:
                send(ready)
            else:
                _hand_over(channel, ready, listener)
        elif isinstance(message, Load):
            source = message.source
            sources[source.module] = source
            WATCH.put_on(source.watched, source.may_use)
            if measuring is None:
                _hide()
            modules[source.module], raised = load(message)
            switch_off(modules[source.module], source.without_gradients)
            _flush()
            settle()
            send(Loaded(raised))
        elif isinstance(message, Measure):
            refusal = Refused("this process measures nothing")
            send(refusal if measuring is None else measuring.measure(message, modules[message.module]))
        else:
            # Another file may have been loaded in the meantime.
            WATCH.put_on(sources[message.module].watched, sources[message.module].may_use)
            HELPERS.use(message.module)
            _run(message, modules[message.module], send, settle, marking)


def _run(
    message: Run,
    module: ModuleType,
    send: Callable[[msgspec.Struct], None],
    settle: Callable[[], None],
    marking: Marking,
) -> None:
    try:
        probe = compiled(message.probe)
    except Exception as fault:  # noqa: BLE001 - the author's source, not the learner's: reported as the grader's fault
        send(Refused(f"the probe `{message.probe.function}` does not compile: {fault!r}"[:500]))
        return
    outcomes = running.run(module, message.of, probe, message.cases, WATCH, message.container, message.ambient)
    marking.begin()
    for number, done in enumerate(outcomes):
        _flush()
        marking.end(number)
        try:
            send(done)
        except frames.BrokenFrame as fault:
            send(Refused(str(fault)))
    settle()
    send(RunDone())


def _hide() -> None:
    """Take the grader's modules out of `sys.modules`, where a learner's code would find them. They go on working: what
    they need was imported before."""
    for name in (*_own_modules, *filter(_is_own, _newer_modules())):
        if name in sys.modules:
            # Kept, because to free a module changes shared memory as well.
            _hidden.append(sys.modules.pop(name))


def _newer_modules() -> list[str]:
    """The names of the modules that were imported after the last one that was noted, and perhaps of a few before."""
    return list(takewhile(lambda name: name != _last_module, reversed(sys.modules)))


def _is_own(module: str) -> bool:
    return module.partition(".")[0] == "grader"


def _sender(writing: int) -> Callable[[msgspec.Struct], None]:
    def send(message: msgspec.Struct) -> None:
        frames.write_all(writing, frames.pack(message))

    return send


def _channel(descriptor: int) -> socket.socket | None:
    """The channel, if it is one over which a descriptor can be sent."""
    if not hasattr(socket, "send_fds") or not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
        return None
    return socket.socket(fileno=os.dup(descriptor))


def _hand_over(channel: socket.socket, ready: Ready, listener: int) -> None:
    """Send the filter's listener with this message. Whoever holds it decides about refused calls, so that none may be
    left here when a learner's code is read."""
    from grader.worker import seccomp

    frame = frames.pack(ready)
    sent = socket.send_fds(channel, [frame], [listener])
    os.close(listener)
    seccomp.close(libc())
    frames.write_all(channel.fileno(), frame[sent:])
    channel.close()


def _move_to(scratch: str) -> None:
    if scratch:
        os.chdir(scratch)
        os.environ["TMPDIR"] = tempfile.tempdir = scratch


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # noqa: BLE001 - a learner may have closed or replaced it; nothing is lost then
            continue
