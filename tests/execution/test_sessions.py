"""What the trusted side makes of a child that speaks out of turn, in pieces, too much, or not at all."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import msgspec
import pytest

from grader.execution.session import Exit, ForkedSession, SessionEnd, SpawnedSession
from grader.wire import frames
from grader.wire.messages import CaseDone, Load, Loaded, Returned, RunDone, Source

LOAD = Load(Source("learner", "learner.py", "w = 1"))
LARGE = frames.pack(Load(Source("learner", "learner.py", "#" * (8 << 20))))


def soon(seconds: float = 10.0) -> float:
    return time.monotonic() + seconds


class Child:
    """A forked child played by the test, at the other end of the channel and the pipe."""

    def __init__(self) -> None:
        mine, self.channel = socket.socketpair()
        output, self.output = os.pipe()
        self.reaped: list[bool] = []
        self.session = ForkedSession(mine, output, 100, self._reap, os.getpid())

    def _reap(self, ending: bool) -> Exit:
        self.reaped.append(ending)
        return Exit(ending, "exit status 0")

    def write(self, *messages: msgspec.Struct) -> None:
        for message in messages:
            self.channel.sendall(frames.pack(message))


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child()
    yield child
    if not child.reaped:
        child.session.close()
    child.channel.close()


def end_of(call: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(SessionEnd) as ended:
        call()
    return ended.value.limit, ended.value.detail


def test_a_child_waits_until_it_speaks_or_ends(child: Child) -> None:
    assert child.session.is_waiting()
    child.write(Loaded())
    assert not child.session.is_waiting()
    assert child.session.receive(soon()) is not None
    assert child.session.is_waiting()
    child.channel.close()
    assert not child.session.is_waiting()


def test_messages_come_in_their_order_with_their_sizes(child: Child) -> None:
    child.session.send(frames.pack(LOAD), soon())
    assert frames.parse(frames.read_frame(child.channel.fileno()), msgspec.msgpack.Decoder(Load)) == LOAD
    child.write(Loaded(), CaseDone(Returned(2.5)), RunDone())
    answers = [child.session.receive(soon()) for _ in range(3)]
    assert [answer.message for answer in answers if answer] == [Loaded(), CaseDone(Returned(2.5)), RunDone()]
    assert [answer.size + 4 for answer in answers if answer] == [
        len(frames.pack(message)) for message in (Loaded(), CaseDone(Returned(2.5)), RunDone())
    ]


def test_nothing_comes_before_the_deadline(child: Child) -> None:
    started = time.monotonic()
    assert child.session.receive(started + 0.1) is None
    assert 0.1 <= time.monotonic() - started < 2


def test_an_answer_that_drips_does_not_outlast_the_deadline(child: Child) -> None:
    stop = threading.Event()

    def drip() -> None:
        child.channel.sendall((1000).to_bytes(4, "big"))
        while not stop.wait(0.005):
            child.channel.sendall(b"\xc0")
            os.write(child.output, b".")

    thread = threading.Thread(target=drip)
    thread.start()
    started = time.monotonic()
    try:
        assert child.session.receive(started + 0.2) is None
        assert 0.2 <= time.monotonic() - started < 2
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    "said",
    [b"\xff\xff\xff\xff", b"HTTP/1.1 200 OK", frames.pack(LOAD), b"\0\0\0\0", b"\0\0\0\1\xc1"],
    ids=["a giant header", "no frame", "a message of the other side", "an empty frame", "no msgpack"],
)
def test_what_is_no_answer_ends_the_session(child: Child, said: bytes) -> None:
    child.channel.sendall(said)
    assert end_of(lambda: child.session.receive(soon()))[0] == "protocol"


@pytest.mark.parametrize("said", [frames.pack(Loaded()), frames.pack(Loaded())[:2]], ids=["an answer", "a part of one"])
def test_an_answer_to_what_was_not_asked_ends_the_session(child: Child, said: bytes) -> None:
    child.channel.sendall(said)
    assert end_of(lambda: child.session.send(frames.pack(LOAD), soon())) == ("protocol", "it spoke before it was asked")


def test_a_child_that_does_not_read_is_late(child: Child) -> None:
    started = time.monotonic()
    assert end_of(lambda: child.session.send(LARGE, started + 0.2)) == ("wall", "it did not read its job")
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("call", ["send", "receive"])
def test_a_child_that_hangs_up_has_crashed(child: Child, call: str) -> None:
    child.channel.close()
    calls = {"send": lambda: child.session.send(LARGE, soon()), "receive": lambda: child.session.receive(soon())}
    assert end_of(calls[call])[0] == "crash"
    child.session.close()
    assert child.reaped == [True]


def test_one_that_hangs_up_while_it_is_written_to_has_crashed(child: Child) -> None:
    threading.Timer(0.1, child.channel.close).start()
    assert end_of(lambda: child.session.send(LARGE, soon()))[0] == "crash"


def test_an_answer_before_the_end_is_read_first(child: Child) -> None:
    child.write(Loaded())
    child.channel.close()
    answer = child.session.receive(soon())
    assert answer is not None
    assert answer.message == Loaded()
    assert end_of(lambda: child.session.receive(soon()))[0] == "crash"


def test_output_is_taken_in_parts_and_cut_at_the_limit(child: Child) -> None:
    os.write(child.output, b"first")
    assert child.session.take_output(ended=True) == "first"
    assert child.session.take_output(ended=True) == ""
    os.write(child.output, b"x" * 250)
    assert child.session.take_output(ended=True) == "x" * 100 + "\n[… 150 more bytes]"
    os.write(child.output, b"\xff\xe4\xb8")
    assert child.session.take_output(ended=True) == "\N{REPLACEMENT CHARACTER}" * 2
    os.close(child.output)
    assert child.session.receive(time.monotonic() + 0.05) is None
    assert child.session.take_output(ended=True) == ""
    child.write(Loaded())
    assert child.session.receive(soon()) is not None


def test_output_that_comes_after_a_message_is_not_of_what_was_before_it(child: Child) -> None:
    os.write(child.output, b"first")
    assert child.session.receive(time.monotonic() + 0.05) is None
    child.write(CaseDone(Returned(1)), RunDone())
    os.write(child.output, b"second")
    assert [child.session.receive(soon()) is not None for _ in range(2)] == [True, True]
    assert child.session.take_output() == "first"
    assert child.session.receive(time.monotonic() + 0.05) is None
    assert child.session.take_output() == "second"


def test_a_message_may_be_sent_ahead_of_an_answer(child: Child) -> None:
    child.write(Loaded())
    child.session.send(frames.pack(LOAD), soon(), ahead=True)
    assert child.session.receive(soon()) is not None
    child.session.send(frames.pack(LOAD), soon())


def test_answers_given_before_the_end_are_received_though_nothing_more_can_be_sent(child: Child) -> None:
    child.write(CaseDone(Returned(1)))
    child.session.send(frames.pack(LOAD), soon(), ahead=True)
    child.channel.close()  # with what was sent unread
    assert end_of(lambda: child.session.send(frames.pack(LOAD), soon(), ahead=True))[0] == "crash"
    answer = child.session.receive(soon())
    assert answer is not None
    assert answer.message == CaseDone(Returned(1))
    assert end_of(lambda: child.session.receive(soon()))[0] == "crash"


class Process:
    """A spawned child played by a few lines of Python."""

    def __init__(self, code: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", f"import os, sys, time\n{code}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        self.session = SpawnedSession(self.process, 100)


@pytest.fixture
def spawned() -> Iterator[Callable[[str], SpawnedSession]]:
    started: list[Process] = []

    def start(code: str) -> SpawnedSession:
        started.append(Process(code))
        return started[-1].session

    yield start
    for process in started:
        process.session.close()
        assert process.process.poll() is not None
        assert not any(reader.is_alive() for reader in process.session._readers)


def saying(*sent: bytes) -> str:
    return f"os.write(1, {b''.join(sent)!r})\n"


def test_a_spawned_child_answers(spawned: Callable[[str], SpawnedSession]) -> None:
    session = spawned("head = os.read(0, 4)\nos.read(0, int.from_bytes(head, 'big'))\n" + saying(frames.pack(Loaded())))
    session.send(frames.pack(LOAD), soon())
    answer = session.receive(soon())
    assert answer is not None
    assert (answer.message, answer.size) == (Loaded(), len(frames.pack(Loaded())) - 4)
    for _ in range(2):
        assert end_of(lambda: session.receive(soon()))[0] == "crash"
    assert session.close().by_itself


def test_a_spawned_child_that_hangs_is_ended_with_what_it_started(spawned: Callable[[str], SpawnedSession]) -> None:
    session = spawned("import subprocess\nsubprocess.Popen(['sleep', '60'])\nos.write(1, b'\\0\\0')\ntime.sleep(60)")
    started = time.monotonic()
    assert session.receive(started + 0.3) is None
    ended = session.close()
    assert (ended.by_itself, ended.detail) == (False, "SIGKILL")
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("code", "detail"), [("os._exit(5)", "exit status 5"), ("os.kill(os.getpid(), 11)", "SIGSEGV")]
)
def test_how_a_spawned_child_ended_is_told(spawned: Callable[[str], SpawnedSession], code: str, detail: str) -> None:
    session = spawned(code)
    assert end_of(lambda: session.receive(soon()))[0] == "crash"
    ended = session.close()
    assert (ended.by_itself, ended.detail) == (True, detail)


def test_a_spawned_child_that_speaks_out_of_turn_is_ended(spawned: Callable[[str], SpawnedSession]) -> None:
    session = spawned(saying(frames.pack(Loaded())) + "time.sleep(60)")

    def send_until_it_is_seen() -> None:
        for _ in range(200):
            time.sleep(0.02)
            session.send(frames.pack(RunDone()), soon())

    assert end_of(send_until_it_is_seen) == ("protocol", "it spoke before it was asked")


@pytest.mark.parametrize("said", [b"\xff\xff\xff\xff", b"\0\0\0\1\xc1"])
def test_what_is_no_answer_ends_a_spawned_session(spawned: Callable[[str], SpawnedSession], said: bytes) -> None:
    session = spawned(saying(said) + "time.sleep(60)")
    assert end_of(lambda: session.receive(soon()))[0] == "protocol"


def test_a_spawned_child_that_does_not_read_is_late(spawned: Callable[[str], SpawnedSession]) -> None:
    session = spawned("time.sleep(60)")
    assert end_of(lambda: session.send(LARGE, soon(0.3))) == ("wall", "it did not read its job")


def test_a_spawned_child_that_floods_its_channel_fills_no_memory(spawned: Callable[[str], SpawnedSession]) -> None:
    import tracemalloc

    session = spawned(f"frame = {frames.pack(CaseDone(Returned('x' * 10_000)))!r}\nwhile True: os.write(1, frame)")
    assert session.receive(soon()) is not None
    tracemalloc.start()
    time.sleep(0.3)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held < 10 << 20


def test_output_of_a_spawned_child_is_cut(spawned: Callable[[str], SpawnedSession]) -> None:
    session = spawned("os.write(2, b'x' * 250)\nos.close(2)\n" + saying(frames.pack(Loaded())))
    session.receive(soon())
    taken = ""
    until = soon()
    while not taken and time.monotonic() < until:
        taken = session.take_output()
    assert taken == "x" * 100 + "\n[… 150 more bytes]"
