"""The lower bound: a fork server forks, the child executes the learner's file and runs the same probes, numbers return.

The process is warmed up by the grader's own code, and uses memory pages in the same way. Each case is decoded in
advance, in all containers that the grader tries. There is no isolation, no limits, no wire format, no check of the
arguments for changes, and no judging. Run by `submissions.py`: the argument is the job on disk; each line of standard
input names a submission's file, each line of standard output is the number of results that came back.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from grader.execution.jobs import CheckJob
from grader.wire.codec import decode
from grader.worker.probing import compile_probe
from grader.worker.warming import warm_up

CONTAINERS = ("tensor", "list", "array")
Case = list[dict[str, Any]]
"""A case's arguments, in each container."""
Experiment = tuple[Callable[..., Any], list[Case]]


def main() -> None:
    """Serve until standard input ends."""
    warm_up(("numpy", "torch"))
    job = msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=tuple[CheckJob, ...])
    experiments = [
        (
            compile_probe(check.probe),
            [
                [{name: decode(value, kind) for name, value in case.items()} for kind in CONTAINERS]
                for case in check.cases
            ],
        )
        for check in job
    ]
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        print(len(observe(Path(line.strip()), experiments)), flush=True)


def observe(file: Path, experiments: list[Experiment]) -> list[Any]:
    """The results of all cases of all experiments on this file, computed by a forked child."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            with open(writing, "wb") as stream:
                marshal.dump(list(numbers_of(file, experiments)), stream)
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as stream:
        answer = stream.read()
    os.waitpid(pid, 0)
    # The submissions are our own, made by `submissions.py`, so nothing hostile reads or writes here.
    return list(marshal.loads(answer))  # noqa: S302


def numbers_of(file: Path, experiments: list[Experiment]) -> Iterator[Any]:
    """The results of all cases; runs in the child."""
    module = ModuleType(file.stem)
    sys.modules[file.stem] = module
    exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), module.__dict__)  # noqa: S102
    for probe, cases in experiments:
        for case in cases:
            yield numbers_of_case(module, probe, case)


def numbers_of_case(module: ModuleType, probe: Callable[..., Any], case: Case) -> Any:
    """The probe's result with the first container that the submission accepts."""
    failure = ""
    for arguments in case:
        try:
            return plain(probe(module, **arguments))
        except (TypeError, AttributeError) as raised:
            failure = failure or repr(raised)
        except Exception as raised:  # noqa: BLE001 - a wrong submission may raise anything
            return repr(raised)
    return failure


def plain(value: Any) -> Any:
    """Tensors and arrays as lists of numbers."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


if __name__ == "__main__":
    main()
