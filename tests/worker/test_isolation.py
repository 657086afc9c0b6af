"""The layers, without putting them on: what the filter says to each system call, which rights Landlock is asked for."""

import struct
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from grader.wire.levels import LEVELS, NAMESPACES, level_of
from grader.worker import landlock
from grader.worker.seccomp import closing_program, filter_program
from grader.worker.syscalls import FIRST_UNKNOWN

ALLOW, EPERM, ENOSYS, ASKED = "allow", "EPERM", "ENOSYS", "asked"
_ANSWERS = {0x7FFF0000: ALLOW, 0x00050000 | 1: EPERM, 0x00050000 | 38: ENOSYS, 0x7FC00000: ASKED}

AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
NUMBERS = {
    # By hand from the kernel's headers: x86-64, 64-bit Arm.
    "read": (0, 63), "write": (1, 64), "openat": (257, 56), "mmap": (9, 222), "exit_group": (231, 94),
    "futex": (202, 98), "set_robust_list": (273, 99), "close_range": (436, 436), "mseal": (462, 462),
    "execve": (59, 221), "socket": (41, 198), "connect": (42, 203), "kill": (62, 129), "tgkill": (234, 131),
    "ptrace": (101, 117), "fchmodat": (268, 53), "io_uring_setup": (425, 425), "setpgid": (109, 154),
    "process_vm_readv": (310, 270), "truncate": (76, 45), "memfd_create": (319, 279), "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122), "setxattrat": (463, 463), "file_setattr": (469, 469), "not yet made": (999, 999),
    "clone": (56, 220), "clone3": (435, 435), "prlimit64": (302, 261), "fcntl": (72, 25), "ioctl": (16, 29),
    "prctl": (157, 167), "madvise": (28, 233), "flock": (73, 32), "inotify_init1": (294, 26), "splice": (275, 76),
    "sync": (162, 81), "syncfs": (306, 267), "pipe2": (293, 59), "mkdirat": (258, 34), "shmat": (30, 196),
    "wait4": (61, 260), "userfaultfd": (323, 282), "keyctl": (250, 219), "personality": (135, 92),
    "clock_settime": (227, 112), "openat2": (437, 437), "newfstatat": (262, 79), "lseek": (8, 62),
    "getrandom": (318, 278), "munmap": (11, 215), "brk": (12, 214), "getdents64": (217, 61), "fstat": (5, 80),
    "fanotify_init": (300, 262), "sync_file_range": (277, 84), "fsync": (74, 82), "mlock": (149, 228),
}  # fmt: skip
SENDMSG = {"x86_64": 46, "aarch64": 211}
CLONE_VM, CLONE_THREAD, CLONE_NEWUSER = 0x100, 0x10000, 0x10000000

machines = pytest.mark.parametrize("machine", AUDIT)


def answer(
    machine: str, call: str | int, *arguments: int, audit: int | None = None, program: bytes | None = None
) -> str:
    """What the filter says to a system call: its instructions executed as the kernel does."""
    number = NUMBERS[call][list(AUDIT).index(machine)] if isinstance(call, str) else call
    padded = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    data = struct.pack("=IIQ6Q", number, AUDIT[machine] if audit is None else audit, 0, *padded)
    instructions = list(struct.iter_unpack("=HBBI", filter_program(machine) if program is None else program))
    assert len(instructions) <= 4096
    accumulator, position = 0, 0
    while True:
        code, if_true, if_false, operand = instructions[position]
        position += 1
        if code == 0x06:
            return _ANSWERS[operand]
        if code == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, operand)
            continue
        holds = {0x15: accumulator == operand, 0x35: accumulator >= operand, 0x45: bool(accumulator & operand)}[code]
        position += if_true if holds else if_false


@machines
@pytest.mark.parametrize("first", [0, 1, 16, 22, 1 << 31])
def test_a_filter_that_asks_and_the_one_that_closes_it_refuse_what_the_other_one_refuses(machine, first):
    for number in range(FIRST_UNKNOWN + 8):
        plain = answer(machine, number, first, 1, 2)
        asking = answer(machine, number, first, 1, 2, program=filter_program(machine, asks=True))
        closing = answer(machine, number, first, 1, 2, program=closing_program(machine))
        together = asking if closing == ALLOW else closing  # an error goes before a question
        assert (EPERM if together == ASKED else together) == plain, number
        assert together != EPERM or number in (NUMBERS["prctl"][list(AUDIT).index(machine)], SENDMSG[machine])


@machines
@pytest.mark.parametrize(
    "call",
    ["read", "write", "openat", "mmap", "exit_group", "futex", "set_robust_list", "close_range", "mseal", "newfstatat",
     "lseek", "getrandom", "munmap", "brk", "getdents64", "fstat"],
)  # fmt: skip
def test_what_a_computation_needs_is_allowed(machine, call):
    assert answer(machine, call) == ALLOW


@machines
@pytest.mark.parametrize(
    "call",
    ["execve", "socket", "connect", "kill", "tgkill", "ptrace", "fchmodat", "io_uring_setup", "setpgid", "truncate",
     "process_vm_readv", "memfd_create", "sched_setscheduler", "sched_setaffinity", "flock", "inotify_init1", "splice",
     "sync", "syncfs", "pipe2", "mkdirat", "shmat", "wait4", "userfaultfd", "keyctl", "personality", "clock_settime",
     "fanotify_init", "sync_file_range", "fsync", "mlock"],
)  # fmt: skip
def test_what_reaches_out_of_the_process_is_refused(machine, call):
    assert answer(machine, call) == EPERM


@pytest.mark.parametrize("number", [57, 58, 90, 133, 235])
def test_the_old_calls_of_x86_are_refused(number):
    assert answer("x86_64", number) == EPERM  # fork, vfork, chmod, mknod, utimes
    assert answer("aarch64", 57) == ALLOW  # close: a number of one processor is another call on the other


@machines
def test_threads_start_and_processes_do_not(machine):
    assert answer(machine, "clone", CLONE_VM | CLONE_THREAD) == ALLOW
    assert answer(machine, "clone", 0x3D0F00) == ALLOW  # as the C library starts a thread
    assert answer(machine, "clone", CLONE_THREAD | CLONE_NEWUSER) == EPERM
    assert answer(machine, "clone", 17) == EPERM
    assert answer(machine, "clone", CLONE_NEWUSER | 17) == EPERM
    # Only the lower half of the flags counts in the kernel.
    assert answer(machine, "clone", CLONE_THREAD << 32) == EPERM
    assert answer(machine, "clone3") == ENOSYS
    assert answer(machine, "openat2") == ENOSYS


@machines
def test_limits_are_read_and_not_set(machine):
    assert answer(machine, "prlimit64", 0, 7, 0, 0x7FFF_0000) == ALLOW
    assert answer(machine, "prlimit64", 0, 7, 0x7FFF_0000, 0) == EPERM
    assert answer(machine, "prlimit64", 0, 7, 0x1_0000_0000, 0) == EPERM
    assert answer(machine, "prlimit64", 0, 7, 1, 0) == EPERM


@machines
@pytest.mark.parametrize(
    ("call", "arguments", "expected"),
    [
        ("fcntl", (3, 1), ALLOW),
        ("fcntl", (3, 4, 0o4000), ALLOW),
        ("fcntl", (3, 1030, 5), ALLOW),
        ("fcntl", (3, 1024, 1), EPERM),  # F_SETLEASE
        ("fcntl", (3, 1026, 1), EPERM),  # F_NOTIFY
        ("fcntl", (3, 1031, 1 << 20), EPERM),  # F_SETPIPE_SZ
        ("fcntl", (3, 5, 1), EPERM),  # F_GETLK, F_SETLK, F_OFD_SETLK
        ("fcntl", (3, 6, 1), EPERM),
        ("fcntl", (3, 37, 1), EPERM),
        ("fcntl", (3, 8, 1), EPERM),  # F_SETOWN and its like: the kernel then sends the owner signals
        ("fcntl", (3, 10, 9), EPERM),
        ("fcntl", (3, 15, 0x7FFF_0000), EPERM),
        ("fcntl", (3, (1 << 32) | 8), EPERM),
        ("ioctl", (3, 0x5401), ALLOW),
        ("ioctl", (3, 0x8901), EPERM),
        ("ioctl", (3, 0x8902), EPERM),
        ("prctl", (15, 0x7FFF_0000), ALLOW),
        ("mmap", (0, 4096, 3, 0x22), ALLOW),
        ("mmap", (0, 4096, 3, 0x40022), EPERM),  # MAP_HUGETLB
        ("madvise", (0, 4096, 4), ALLOW),
        ("madvise", (0, 4096, 12), EPERM),  # MADV_MERGEABLE
        ("ioctl", (1, 0x5412), EPERM),  # TIOCSTI
        ("prctl", (4, 1), EPERM),
        ("prctl", (1, 0), EPERM),  # PR_SET_PDEATHSIG: the child is to die with its parent
    ],
)
def test_calls_of_many_uses_are_refused_in_the_harmful_ones_only(machine, call, arguments, expected):
    assert answer(machine, call, *arguments) == expected


@machines
@pytest.mark.parametrize("call", ["setxattrat", "file_setattr", "not yet made"])
def test_calls_younger_than_the_table_are_not_there(machine, call):
    assert answer(machine, call) == ENOSYS


def test_calls_of_another_kind_are_refused():
    for number in (0, 1, 39, 59):
        assert answer("x86_64", number | 0x40000000) == EPERM  # x32, which has its own numbers
    assert answer("x86_64", 0xFFFFFFFF) == EPERM
    assert answer("x86_64", "read", audit=0x40000003) == EPERM  # 32 bits, by the same kernel
    assert answer("aarch64", "read", audit=0x40000028) == EPERM


def test_a_processor_that_is_not_known_is_refused():
    with pytest.raises(OSError, match="riscv64"):
        filter_program("riscv64")


LEVEL_OF = {
    (): "none",
    ("landlock", "seccomp"): "none",
    ("limits",): "limits",
    ("limits", "seccomp"): "limits",
    ("limits", "landlock"): "limits",
    ("limits", "landlock", "seccomp"): "restricted",
    ("parent death", "seccomp", "limits", "no capabilities", "landlock"): "restricted",
    ("user", "mount", "pid", "ipc", "limits", "landlock", "seccomp"): "restricted",
    ("user", "mount", "pid", "ipc", "network"): "none",
    ("user", "mount", "pid", "ipc", "network", "limits", "landlock", "seccomp"): "separated",
}


@pytest.mark.parametrize(("layers", "level"), LEVEL_OF.items())
def test_the_level_is_what_the_layers_make(layers, level):
    assert level_of(layers) == level


def test_every_level_is_reached_by_some_layers():
    assert set(LEVEL_OF.values()) == set(LEVELS)


class Kernel:
    """Stands for libc: a Landlock of some version, which writes down what it is asked for."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.ruleset = b""
        self.rules: list[int] = []
        self.restricted = False

    def syscall(self, number: int, *arguments: Any) -> int:
        if number == 444:
            record, _size, flags = arguments
            if flags == 1:
                return self.version
            self.ruleset = record
            return self.descriptor()
        if number == 445:
            self.rules.append(struct.unpack("=Qi", arguments[2])[0])
            return 0
        assert number == 446
        self.restricted = True
        return 0

    def prctl(self, *arguments: int) -> int:
        return 0

    @staticmethod
    def descriptor() -> int:
        import os

        return os.open(os.devnull, os.O_RDONLY)


EXECUTE, WRITE, READ, LIST, REMOVE_DIR, REMOVE, MAKE_DIR, MAKE = (1 << bit for bit in (0, 1, 2, 3, 4, 5, 7, 8))
TRUNCATE = 1 << 14


@pytest.mark.parametrize(
    ("version", "rights", "words"),
    [(1, 13, 1), (2, 14, 1), (3, 15, 1), (4, 15, 2), (5, 16, 2), (6, 16, 3), (7, 16, 3), (99, 16, 3)],
)
def test_landlock_rules_over_all_that_its_version_knows(tmp_path: Path, version: int, rights: int, words: int):
    kernel: Any = Kernel(version)
    (tmp_path / "file").touch()
    landlock.restrict(kernel, [str(tmp_path), str(tmp_path / "file"), str(tmp_path / "missing")], str(tmp_path))
    asked = struct.unpack(f"={words}Q", kernel.ruleset)
    assert asked[0] == (1 << rights) - 1
    assert asked[1:] == (0b11, 0b11)[: words - 1]
    folder, file, scratch = kernel.rules
    assert folder == EXECUTE | READ | LIST
    assert file == EXECUTE | READ
    assert scratch == READ | LIST | WRITE | REMOVE | MAKE | (TRUNCATE if version >= 3 else 0)
    assert kernel.restricted


def test_the_null_device_may_be_written_to():
    kernel: Any = Kernel(7)
    landlock.restrict(kernel, ["/dev/null", "/dev/zero"], "")
    assert kernel.rules == [EXECUTE | READ | WRITE, EXECUTE | READ]


def test_a_kernel_without_landlock_is_told():
    none: Any = types.SimpleNamespace(syscall=lambda *arguments: -1)
    with pytest.raises(OSError, match="landlock"):
        landlock.restrict(none, [], "")


PUT_ON = """
import sys, threading, time
from grader.wire.levels import level_of
from grader.worker.isolation import put_on
from grader.wire.messages import Open

if sys.argv[1] == "threads":
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
ready, _ = put_on(Open(1 << 30, 1 << 20, 60, sys.argv[1] != "open", (sys.base_prefix,), ""))
print(level_of(ready.layers), *ready.layers, sep=",")
print(*ready.missing, sep=",")
"""
ALWAYS = ["parent death", "landlock", "no capabilities", "limits", "seccomp"]


def put_on(how: str) -> tuple[list[str], str]:
    """The level and layers, and what is missing, of a process that put them on."""
    said = subprocess.run([sys.executable, "-c", PUT_ON, how], check=True, capture_output=True, text=True).stdout
    reached, missing = said.splitlines()
    return reached.split(","), missing


@pytest.mark.skipif("sys.platform != 'linux'", reason="these layers are Linux's")
def test_layers_that_do_not_hold_in_every_thread_do_not_count():
    (level, *layers), missing = put_on("alone")
    if "landlock" in missing or "seccomp" in missing:
        pytest.skip(f"this machine does not allow the layers: {missing}")
    assert level == "restricted"
    assert [layer for layer in layers if layer in ALWAYS] == ALWAYS
    assert set(layers) - set(ALWAYS) <= {"own uid", "thread limit"}
    for namespace in NAMESPACES:
        assert f"{namespace}: switched off" in missing
    (level, *layers), missing = put_on("threads")
    assert level == "limits"
    assert "seccomp" not in layers
    assert "landlock" not in layers
    assert "1 other thread" in missing


@pytest.mark.skipif("sys.platform != 'linux'", reason="a parent's death is told on Linux only")
def test_without_the_layers_a_child_still_dies_with_its_parent():
    (level, *layers), missing = put_on("open")
    assert (level, layers) == ("limits", ["parent death", "limits"])
    assert "switched off" in missing
