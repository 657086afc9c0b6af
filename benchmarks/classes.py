"""Grades a class in one process, in two, and on a Dask cluster of two, and compares: `python benchmarks/classes.py`.

A tenth of the class is hostile or broken, the others are right and wrong in turn; with `--right`, all are right. Tells
learners per second, processor
time of a learner, with page and record, beside that of the submission alone, memory, a run with nothing new, and sizes of
pages. Each way is measured once, one after another, in one run: only the ratios mean something on another machine, and
on a machine that does other work at the same time, not even these.

Run it with nothing else on the machine; `--help` lists its options.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from memory import kibibytes, tree

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from calling import KEY  # noqa: E402 - found through the line above
from records import killing  # noqa: E402
from records.making import bundle, put  # noqa: E402

WAYS: dict[str, tuple[int, tuple[str, ...]]] = {
    "one process, one core": (1, ("--jobs", "1")),
    "two processes, two cores": (2, ("--jobs", "2")),
    "Dask, two workers": (2, ("--cluster", "local:2")),
}
"""For each way how many cores it may use, and its options."""


@dataclass
class Measured:
    """One run: seconds by the clock and of processors, and the peak memory in MiB of the process that records and of
    all together."""

    seconds: float
    processor: float
    parent: float
    together: float


def graded(inbox: Path, output: Path, cores: int, options: Sequence[str]) -> Measured:
    """Grade a class on so many cores."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "grade", str(inbox), "--output", str(output), "--only", "gradient_descent",
         "--course", str(ROOT), "--deadline", "2027-01-01", *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=inbox.parent,
        env=os.environ | {"GRADER_LANG": "en", "GRADER_KEY": KEY, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    )  # fmt: skip
    parent = together = 0
    while process.poll() is None:
        parent = max(parent, kibibytes(process.pid))
        together = max(together, sum(map(kibibytes, tree(process.pid))))
        time.sleep(0.2)
    if process.returncode not in (0, 1):
        raise SystemExit(process.stderr.read() if process.stderr else "")
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(seconds, used, parent / 1024, together / 1024)


def make_right(inbox: Path, learners: int) -> None:
    """Bundles of so many learners who are all right."""
    text = (ROOT / "solutions" / killing.EXERCISE).read_text(encoding="utf-8")
    for number in range(learners):
        put(inbox, bundle(f"learner-{number:05}", {killing.EXERCISE: f"{text}\n# {number}\n".encode()}))


def alone(inbox: Path, folder: Path) -> float:
    """Seconds of processors for the submissions of an inbox alone, without pages and records."""
    files = []
    for number, file in enumerate(sorted(inbox.glob("*.zip"))):
        with contextlib.suppress(zipfile.BadZipFile, KeyError), zipfile.ZipFile(file) as archive:
            files.append(folder / str(number) / Path(killing.EXERCISE).name)
            files[-1].parent.mkdir(parents=True)
            files[-1].write_bytes(archive.read(killing.EXERCISE))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("here.py")), Path(killing.EXERCISE).stem],
        input="".join(f"{file}\n" for file in files if file.exists()), stdout=subprocess.DEVNULL, text=True, check=True,
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(folder: Path, learners: int, only: Sequence[str], *, right: bool) -> None:
    """Grade the class in each way, from a small one and from the whole one, so that what starting costs is left out."""
    few = max(20, learners // 10)
    for name, count in (("few", few), ("all", learners)):
        if right:
            make_right(folder / name, count)
        else:
            killing.make_inbox(folder / name, count, count // 10)
    graded(folder / "few", folder / "warm", 2, ("--jobs", "1"))  # what references give is recorded now
    rates: dict[str, float] = {}
    took = [alone(folder / name, folder / f"alone {name}") for name in ("few", "all")]
    bare = 1000 * (took[1] - took[0]) / (learners - few)
    print(f"a submission alone: {bare:.0f} ms of processors", flush=True)
    for way in only:
        cores, options = WAYS[way]
        small = graded(folder / "few", folder / f"few {way}", cores, options)
        whole = graded(folder / "all", folder / f"all {way}", cores, options)
        again = graded(folder / "all", folder / f"all {way}", cores, options)
        rates[way] = (learners - few) / (whole.seconds - small.seconds)
        each = 1000 * (whole.processor - small.processor) / (learners - few)
        print(
            f"{way:26}{rates[way]:6.1f} learners/s, {each:4.0f} ms of processors each ({each / bare:.2f} times alone); start and end of {few}: "
            f"{small.seconds:.1f} s; memory {whole.parent:.0f} MiB of the parent ({small.parent:.0f} with {few}), "
            f"{whole.together:.0f} of all; nothing new: {again.seconds:.1f} s",
            flush=True,
        )
    names = list(rates)
    for one in names[1:]:
        print(f"{one} / {names[0]}: {rates[one] / rates[names[0]]:.2f} times the learners per second")
    output = folder / f"all {names[0]}"
    pages = sorted(file.stat().st_size for file in output.rglob("report.html"))
    print(f"a learner's page: {pages[len(pages) // 2] / 1024:.0f} KiB (the largest {pages[-1] / 1024:.0f});", end=" ")
    print(f"the class page: {(output / 'index.html').stat().st_size / 1024:.0f} KiB")


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=200, help="how many hand in (200)")
    parser.add_argument("--way", choices=list(WAYS), action="append", help="only these ways")
    parser.add_argument("--right", action="store_true", help="a class that is all right")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        compare(Path(temporary), options.learners, options.way or list(WAYS), right=options.right)


if __name__ == "__main__":
    main()
