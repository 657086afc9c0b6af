"""A session: one child process, as seen from the trusted side. Sends messages, waits with a deadline, ends it."""

from __future__ import annotations

import contextlib
import os
import queue
import selectors
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from typing import IO, NamedTuple, Protocol

import msgspec

from grader.execution.answers import read_answer
from grader.execution.printed import Output
from grader.execution.refused_calls import RefusedCalls
from grader.wire import frames
from grader.wire.messages import FromChild, Limit

_CHUNK = 1 << 16
_UNASKED = "it spoke before it was asked"
_LATE = "it did not read its job"
_QUEUED = 4
_END_SECONDS = 5.0
_ENDING_SECONDS = 0.2


class SessionEnd(Exception):
    """The child can no longer answer."""

    def __init__(self, limit: Limit, detail: str = "") -> None:
        super().__init__(f"{limit}: {detail}" if detail else limit)
        self.limit = limit
        self.detail = detail


class Exit(msgspec.Struct, frozen=True):
    """How a child ended: `by_itself` unless it was killed by the grader."""

    by_itself: bool
    detail: str


class Answer(NamedTuple):
    """A message from the child, and its size in bytes."""

    message: FromChild
    size: int


class Session(Protocol):
    """One child process.

    Attributes:
        takes_ahead: whether a message may be sent before the previous one is answered.
        pid: the number of its process, as the trusted side sees it.
    """

    takes_ahead: bool
    pid: int

    @property
    def refused(self) -> tuple[str, ...]:
        """The names of the system calls that were refused so far; none where the kernel does not tell."""

    def is_waiting(self) -> bool:
        """Whether the child is alive and has sent nothing that was not received."""

    def send(self, frame: bytes, deadline: float, *, ahead: bool = False) -> None:
        """Send a packed message before `deadline` (of `time.monotonic`); with `ahead`, answers may still be pending.

        Raises:
            SessionEnd: if the child has exited, does not read, or has answered before it was asked.
        """

    def receive(self, deadline: float) -> Answer | None:
        """Wait for the next message until `deadline` (of `time.monotonic`); None if none arrived.

        Raises:
            SessionEnd: if the child has exited, or sent an invalid message.
        """

    def take_output(self, *, ended: bool = False) -> str:
        """What the learner's code printed since the last call, truncated at the limit: up to the last message, or
        everything if the session has `ended`."""

    def printed_by_case(self, cases: int, *, stopped: bool = False) -> tuple[str, ...]:
        """What each of so many cases printed, of what was taken last, as `Output.by_case` says."""

    def close(self) -> Exit:
        """End the child and everything that it started."""


class ForkedSession:
    """A child of the fork server, over its own socket.

    `reap` ends the child; its argument is whether the child has closed its channel and so may be exiting on its own.
    """

    takes_ahead = True

    def __init__(
        self, channel: socket.socket, output: int, output_limit: int, reap: Callable[[bool], Exit], pid: int
    ) -> None:
        self.pid = pid
        self._channel = channel
        self._output_descriptor = output
        self._output = Output(output_limit)
        self._reap = reap
        self._hung_up = False
        self._refused: RefusedCalls | None = None
        self._has_spoken = False
        self._frames = frames.FrameBuffer()
        self._selector = selectors.DefaultSelector()
        self._selector.register(channel, selectors.EVENT_READ)
        self._selector.register(output, selectors.EVENT_READ)
        channel.setblocking(False)
        os.set_blocking(output, False)

    @property
    def refused(self) -> tuple[str, ...]:
        return self._refused.names if self._refused else ()

    def is_waiting(self) -> bool:
        try:
            self._read_channel()
        except SessionEnd:
            return False
        return not self._frames

    def send(self, frame: bytes, deadline: float, *, ahead: bool = False) -> None:
        self._read_channel()
        if self._frames and not ahead:
            raise SessionEnd("protocol", _UNASKED)
        self._channel.settimeout(max(0.001, deadline - time.monotonic()))
        try:
            self._channel.sendall(frame)
        except TimeoutError as late:
            raise SessionEnd("wall", _LATE) from late
        except OSError as gone:
            self._hung_up = True
            raise SessionEnd("crash") from gone
        finally:
            self._channel.settimeout(0.0)

    def receive(self, deadline: float) -> Answer | None:
        while True:
            try:
                body = self._frames.next()
                if body is not None:
                    return Answer(read_answer(body), len(body))
            except frames.BrokenFrame as broken:
                raise SessionEnd("protocol", str(broken)) from broken
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            ready = {key.fileobj for key, _ in self._selector.select(left)}
            # A child reports a check as done once its output is read, and goes on. Output that arrives while the
            # channel is empty belongs to an unfinished check, so read the channel first, then one chunk of output.
            if self._channel in ready:
                self._read_channel()
            elif ready:
                self._drain_output(chunks=1)

    def _read_channel(self) -> None:
        try:
            received = self._channel.recv(1 << 20) if self._has_spoken else self._first_words()
        except BlockingIOError:
            return
        except OSError as gone:
            self._hung_up = True
            raise SessionEnd("crash") from gone
        if not received:
            self._hung_up = True
            raise SessionEnd("crash")
        self._frames.feed(received)

    def _first_words(self) -> bytes:
        """What the child says first, before it has read any learner's code: the listener of its filter may come along.
        Later, no descriptor is received."""
        received, descriptors, _flags, _address = socket.recv_fds(self._channel, 1 << 20, 1, socket.MSG_CMSG_CLOEXEC)
        self._has_spoken = True
        if descriptors:
            self._refused = RefusedCalls(descriptors[0])
        return received

    def _drain_output(self, chunks: int) -> None:
        for _ in range(chunks):
            try:
                received = os.read(self._output_descriptor, _CHUNK)
            except BlockingIOError:
                return
            if not received:
                with contextlib.suppress(KeyError):
                    self._selector.unregister(self._output_descriptor)
                return
            self._output.feed(received)

    def take_output(self, *, ended: bool = False) -> str:
        if ended:
            self._drain_output(chunks=64)
        return self._output.take()

    def printed_by_case(self, cases: int, *, stopped: bool = False) -> tuple[str, ...]:
        return self._output.by_case(cases, stopped=stopped)

    def close(self) -> Exit:
        try:
            return self._reap(self._hung_up)
        finally:
            if self._refused is not None:
                self._refused.close()
            self._selector.close()
            self._channel.close()
            os.close(self._output_descriptor)


class SpawnedSession:
    """A separate process, over pipes. Threads read them, because Windows cannot wait for a pipe with a deadline."""

    takes_ahead = False
    refused: tuple[str, ...] = ()

    def __init__(self, process: subprocess.Popen[bytes], output_limit: int) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self.pid = process.pid
        self._process = process
        self._stdin = process.stdin
        self._output = Output(output_limit)
        self._lock = threading.Lock()
        # Bounded, so that a child that floods it blocks and the trusted side's memory does not grow.
        self._answers: queue.Queue[Answer | SessionEnd] = queue.Queue(_QUEUED)
        self._ended: SessionEnd | None = None
        self._hung_up = False
        self._readers = (
            threading.Thread(target=self._read_frames, args=(process.stdout,), daemon=True),
            threading.Thread(target=self._read_output, args=(process.stderr,), daemon=True),
        )
        for reader in self._readers:
            reader.start()

    def is_waiting(self) -> bool:
        return self._ended is None and self._answers.empty() and self._process.poll() is None

    def send(self, frame: bytes, deadline: float, *, ahead: bool = False) -> None:
        if self.receive(0.0) is not None:
            raise SessionEnd("protocol", _UNASKED)
        # Not every system can write to a pipe with a deadline, so a process that does not read is killed.
        late = threading.Timer(max(0.001, deadline - time.monotonic()), self._process.kill)
        late.start()
        try:
            self._stdin.write(frame)
            self._stdin.flush()
        except (OSError, ValueError) as gone:
            if time.monotonic() >= deadline:
                raise SessionEnd("wall", _LATE) from gone
            self._hung_up = True
            raise SessionEnd("crash") from gone
        finally:
            late.cancel()

    def receive(self, deadline: float) -> Answer | None:
        if self._ended is None:
            try:
                answer = self._answers.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                return None
            if not isinstance(answer, SessionEnd):
                return answer
            self._ended = answer
        raise self._ended

    def _read_frames(self, stream: IO[bytes]) -> None:
        buffer = frames.FrameBuffer()
        try:
            while received := os.read(stream.fileno(), _CHUNK):
                buffer.feed(received)
                while (body := buffer.next()) is not None:
                    self._answers.put(Answer(read_answer(body), len(body)))
        except frames.BrokenFrame as broken:
            self._answers.put(SessionEnd("protocol", str(broken)))
        else:
            self._answers.put(SessionEnd("crash"))

    def _read_output(self, stream: IO[bytes]) -> None:
        while received := os.read(stream.fileno(), _CHUNK):
            with self._lock:
                self._output.feed(received)

    def take_output(self, *, ended: bool = False) -> str:
        # Unlike a forked child's, this output comes through a thread, which needs a moment.
        time.sleep(0.01)
        with self._lock:
            return self._output.take()

    def printed_by_case(self, cases: int, *, stopped: bool = False) -> tuple[str, ...]:
        return self._output.by_case(cases, stopped=stopped)

    def close(self) -> Exit:
        by_itself = self._ends_by_itself()
        if not by_itself:
            if hasattr(os, "killpg"):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
        status = self._process.wait()
        self._end_readers()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        return Exit(by_itself, describe_status(status))

    def _ends_by_itself(self) -> bool:
        hung_up = self._hung_up or (self._ended is not None and self._ended.limit == "crash")
        try:
            # A process that has closed its channel may be exiting.
            self._process.wait(_ENDING_SECONDS if hung_up else 0.0)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _end_readers(self) -> None:
        give_up = time.monotonic() + _END_SECONDS
        while any(reader.is_alive() for reader in self._readers) and time.monotonic() < give_up:
            # Make room for a reader that waits for the queue.
            with contextlib.suppress(queue.Empty):
                self._answers.get_nowait()
            for reader in self._readers:
                reader.join(timeout=0.01)


def describe_status(returncode: int) -> str:
    """A process's return code in words: a signal's name, or its exit status."""
    if returncode < 0:
        try:
            return signal.Signals(-returncode).name
        except ValueError:
            return f"signal {-returncode}"
    return f"exit status {returncode}"
