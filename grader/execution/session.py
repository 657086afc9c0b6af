"""A session: one child process, as the trusted side sees it. It sends messages, waits with a deadline, and ends it."""

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
from typing import IO, Literal, Protocol

import msgspec

from grader.worker import wire
from grader.worker.messages import FromChild

_decoder: msgspec.msgpack.Decoder[FromChild] = msgspec.msgpack.Decoder(FromChild)
_CHUNK = 1 << 16


class SessionEnd(Exception):
    """The child can no longer answer."""

    def __init__(self, limit: Literal["time", "crash", "protocol"], detail: str = "") -> None:
        super().__init__(f"{limit}: {detail}")
        self.limit = limit
        self.detail = detail


class Exit(msgspec.Struct, frozen=True):
    """How a child ended: `by_itself` unless killed here; `peak_bytes` and `cpu_seconds` where the system tells."""

    by_itself: bool
    detail: str
    peak_bytes: int = 0
    cpu_seconds: float = 0.0


class Session(Protocol):
    """One child process."""

    def send(self, message: msgspec.Struct) -> None:
        """Send a message.

        Raises:
            SessionEnd: where the child is gone.
        """

    def receive(self, deadline: float) -> FromChild:
        """Wait for the next message until `deadline` (of `time.monotonic`).

        Raises:
            SessionEnd: where the time is over, the child is gone, or what it sent is no message.
        """

    def take_output(self) -> str:
        """What the learner's code printed since this was last asked, cut at the limit."""

    def close(self) -> Exit:
        """End the child, with everything that it started."""


class Output:
    """Captured bytes, at most `limit` of them between two takings; the rest is counted and dropped."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept = bytearray()
        self._dropped = 0

    def feed(self, received: bytes) -> None:
        """Add what was read."""
        room = self._limit - len(self._kept)
        self._kept += received[:room]
        self._dropped += max(0, len(received) - room)

    def take(self) -> str:
        """The text so far; the next taking starts empty."""
        text = self._kept.decode("utf-8", "replace")
        if self._dropped:
            text += f"\n[… {self._dropped} bytes more]"
        self._kept.clear()
        self._dropped = 0
        return text


class ForkedSession:
    """A child of the zygote, over a socket of its own."""

    def __init__(self, channel: socket.socket, output: int, output_limit: int, reap: Callable[[], Exit]) -> None:
        self._channel = channel
        self._output_descriptor = output
        self._output = Output(output_limit)
        self._reap = reap
        self._frames = wire.FrameBuffer()
        self._selector = selectors.DefaultSelector()
        self._selector.register(channel, selectors.EVENT_READ)
        self._selector.register(output, selectors.EVENT_READ)
        channel.setblocking(False)
        os.set_blocking(output, False)

    def send(self, message: msgspec.Struct) -> None:
        data = memoryview(wire.pack(message))
        # A child that does not read must not hold the trusted side up for ever.
        self._channel.settimeout(30.0)
        try:
            self._channel.sendall(data)
        except TimeoutError as late:
            raise SessionEnd("time", "it did not read its job") from late
        except OSError as gone:
            raise SessionEnd("crash") from gone
        finally:
            self._channel.settimeout(0.0)

    def receive(self, deadline: float) -> FromChild:
        while True:
            try:
                body = self._frames.next()
                if body is not None:
                    return wire.parse(body, _decoder)
            except wire.BrokenFrame as broken:
                raise SessionEnd("protocol", str(broken)) from broken
            left = deadline - time.monotonic()
            if left <= 0:
                raise SessionEnd("time")
            for key, _ in self._selector.select(left):
                if key.fileobj is self._channel:
                    self._read_channel()
                else:
                    self._drain_output(chunks=16)

    def _read_channel(self) -> None:
        try:
            received = self._channel.recv(1 << 20)
        except BlockingIOError:
            return
        except OSError as gone:
            raise SessionEnd("crash") from gone
        if not received:
            raise SessionEnd("crash")
        self._frames.feed(received)

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

    def take_output(self) -> str:
        self._drain_output(chunks=64)
        return self._output.take()

    def close(self) -> Exit:
        ended = self._reap()
        self._selector.close()
        self._channel.close()
        os.close(self._output_descriptor)
        return ended


class SpawnedSession:
    """A process of its own, over pipes. Threads read them, since Windows cannot wait for a pipe with a deadline."""

    def __init__(self, process: subprocess.Popen[bytes], output_limit: int) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self._process = process
        self._stdin = process.stdin
        self._output = Output(output_limit)
        self._lock = threading.Lock()
        self._messages: queue.Queue[FromChild | SessionEnd] = queue.Queue()
        self._readers = (
            threading.Thread(target=self._read_frames, args=(process.stdout,), daemon=True),
            threading.Thread(target=self._read_output, args=(process.stderr,), daemon=True),
        )
        for reader in self._readers:
            reader.start()

    def send(self, message: msgspec.Struct) -> None:
        try:
            self._stdin.write(wire.pack(message))
            self._stdin.flush()
        except (OSError, ValueError) as gone:
            raise SessionEnd("crash") from gone

    def receive(self, deadline: float) -> FromChild:
        try:
            message = self._messages.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise SessionEnd("time") from None
        if isinstance(message, SessionEnd):
            self._messages.put(message)
            raise message
        return message

    def _read_frames(self, stream: IO[bytes]) -> None:
        frames = wire.FrameBuffer()
        try:
            while received := os.read(stream.fileno(), _CHUNK):
                frames.feed(received)
                while (body := frames.next()) is not None:
                    self._messages.put(wire.parse(body, _decoder))
        except wire.BrokenFrame as broken:
            self._messages.put(SessionEnd("protocol", str(broken)))
        else:
            self._messages.put(SessionEnd("crash"))

    def _read_output(self, stream: IO[bytes]) -> None:
        while received := os.read(stream.fileno(), _CHUNK):
            with self._lock:
                self._output.feed(received)

    def take_output(self) -> str:
        # Unlike a forked child's, this output comes through a thread: give it the moment that it needs.
        time.sleep(0.01)
        with self._lock:
            return self._output.take()

    def close(self) -> Exit:
        by_itself = self._process.poll() is not None
        if not by_itself:
            if hasattr(os, "killpg"):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
        status = self._process.wait()
        for reader in self._readers:
            reader.join(timeout=5.0)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        return Exit(by_itself, describe_status(status))


def describe_status(returncode: int) -> str:
    """A process's return code in words: a signal's name, or its exit status."""
    if returncode < 0:
        try:
            return signal.Signals(-returncode).name
        except ValueError:
            return f"signal {-returncode}"
    return f"exit status {returncode}"
