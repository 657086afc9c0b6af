"""The cost of one submission: with this grader, with a separate pytest process, and the lower bound.

Makes a class of submissions for one exercise (correct solutions, and each named mistake spliced into the reference) and
grades each in three ways, taking turns in blocks of eight, in one run:

- here: the grader with warm workers and recorded references, from the file to the result document;
- floor: a fork of a warm process and the learner's own computation, read back, nothing judged (`floor.py`);
- pytest: one `python -m pytest` process for each submission (`plain_pytest/`).

The ratios are those of correct submissions. Of a wrong one the causes are looked for here as well, which takes longer
where a class makes a mistake for the first time: the first round and the others are told apart.

Run it with nothing else on the machine: `python benchmarks/submissions.py`; `--help` lists its options.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

import figures
from making import Submission, make_submissions, write_job
from memory import PeakMemory

HERE = Path(__file__).parent
ROOT = HERE.parent
EXERCISE = "gradient_descent"
BLOCK = 8
"""How many submissions are graded in one way before the next way's turn: a real class is graded in one go, not
alternately with processes that start from scratch."""
MEMORY_SUBMISSIONS = 5
"""How many submissions are graded again in each way to measure the memory."""


@dataclass
class Measured:
    """One way of grading: seconds per correct submission, per wrong one in the first round and in the others, peak
    memory, and the number of correct verdicts."""

    seconds: list[float] = field(default_factory=list)
    wrong_first: list[float] = field(default_factory=list)
    wrong_again: list[float] = field(default_factory=list)
    mebibytes: float | None = None
    correct: int = 0

    @property
    def median(self) -> float:
        """Median seconds per correct submission."""
        return statistics.median(self.seconds)

    def add(self, seconds: float, submission: Submission, verdict: str, *, first: bool) -> None:
        """Add what one submission took."""
        wrong = self.wrong_first if first else self.wrong_again
        (self.seconds if submission.verdict == "right" else wrong).append(seconds)
        self.correct += verdict == submission.verdict


class Server:
    """A process that answers each file path with a line. Its start and its first answer are not timed."""

    def __init__(self, script: str, *arguments: str, **environment: str) -> None:
        self._script = script
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / script), *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def grade(self, submission: Submission) -> str:
        """Grade a submission and return the answer, a word or a number."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{submission.file}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self._script} ended with status {self._process.wait()}")
        return line.strip()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def plain_pytest(submission: Submission) -> str:
    """The verdict of a pytest process for a submission's folder."""
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=submission.file.parent,
        # The plugins for developing this project would slow it down.
        env={
            **os.environ,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "REFERENCE": str(reference()),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode not in (0, 1):
        raise SystemExit(f"the plain pytest grader is broken:\n{ended.stdout}{ended.stderr}")
    return "wrong" if ended.returncode else "right"


def reference() -> Path:
    """The path of the exercise's solution."""
    return next((ROOT / "solutions").glob(f"*/{EXERCISE}.py"))


def measure(submissions: Sequence[Submission], rounds: int, folder: Path) -> tuple[dict[str, Measured], float]:
    """Measure all ways on all submissions, interleaved; also the seconds of the first one here, with recording."""
    job = folder / "job.msgpack"
    write_job(EXERCISE, job)
    with ExitStack() as stack:
        here = Server("here.py", EXERCISE, GRADER_RECORDINGS=str(folder / "records"))
        stack.callback(here.close)
        floor = Server("floor.py", str(job))
        stack.callback(floor.close)
        started = time.perf_counter()
        here.grade(submissions[0])
        first = time.perf_counter() - started
        floor.grade(submissions[0])
        ways: dict[str, Callable[[Submission], str]] = {
            "here": here.grade,
            "floor": floor.grade,
            "pytest": plain_pytest,
        }
        measured = {name: Measured() for name in ways}
        blocks = [submissions[at : at + BLOCK] for at in range(0, len(submissions), BLOCK)]
        for index, block in progress(blocks * rounds):
            names = list(ways)
            for name in names[index % 3 :] + names[: index % 3]:
                for submission in block:
                    started = time.perf_counter()
                    verdict = ways[name](submission)
                    took = time.perf_counter() - started
                    measured[name].add(took, submission, verdict, first=index < len(blocks))
        for name, server in (("here", here), ("floor", floor)):
            measured[name].mebibytes = peak_memory(server.grade, submissions, server.pid)
    measured["pytest"].mebibytes = peak_memory(plain_pytest, submissions)
    return measured, first


def peak_memory(
    grade: Callable[[Submission], str], submissions: Sequence[Submission], root: int | None = None
) -> float | None:
    """Peak memory of one way's processes in MiB. Separate from the timing, which sampling would disturb."""
    with PeakMemory(root) as peak:
        for submission in submissions[:MEMORY_SUBMISSIONS]:
            grade(submission)
    return peak.mebibytes


def progress(blocks: Sequence[Sequence[Submission]]) -> Iterator[tuple[int, Sequence[Submission]]]:
    """The blocks with their numbers; reports progress on standard error."""
    for index, block in enumerate(blocks):
        if sys.stderr.isatty():
            print(f"\rblock {index + 1} of {len(blocks)}", end="", file=sys.stderr)
        yield index, block
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)


def show(measured: dict[str, Measured], first: float, count: int, rounds: int) -> None:
    """Print the table and the ratios."""
    print(f"{count} submissions of {EXERCISE}, {rounds} round(s), in blocks of {BLOCK}; {machine()}\n")
    print(f"{'':22}{'median':>10}{'90 %':>10}{'peak memory':>14}")
    labels = {"here": "here", "floor": "floor", "pytest": "a pytest process each"}
    for name, label in labels.items():
        way = measured[name]
        high = statistics.quantiles(way.seconds, n=10)[-1] if len(way.seconds) > 1 else way.median
        memory = f"{way.mebibytes:.0f} MiB" if way.mebibytes else "unknown"
        print(f"{label:22}{1e3 * way.median:>7.1f} ms{1e3 * high:>7.1f} ms{memory:>14}")
    here, floor, pytest = (measured[name].median for name in ("here", "floor", "pytest"))
    print(f"\nhere / floor      {here / floor:.2f}")
    print(f"pytest / here     {pytest / here:.0f}")
    for when, times in (("first", measured["here"].wrong_first), ("again", measured["here"].wrong_again)):
        if times:
            print(f"wrong ones here, {when}: median {1e3 * statistics.median(times):.0f} ms, most {max(times):.1f} s")
    total = count * rounds
    print(f"correct verdicts: here {measured['here'].correct} of {total}, pytest {measured['pytest'].correct}")
    print(f"the first submission here, with recording of the reference: {first:.1f} s")


def ratios(measured: dict[str, Measured], first: float, count: int) -> dict[str, str]:
    """The figures that the documents show."""
    here, floor, pytest = (measured[name].median for name in ("here", "floor", "pytest"))
    return {
        "benchmark_cores": str(os.cpu_count()),
        "benchmark_submissions": str(count),
        "pytest_over_here": f"{pytest / here:.0f}",
        "here_over_floor": f"{here / floor:.1f}",
        "first_over_here": f"{first / here:.0f}",
    }


def machine() -> str:
    """A description of this machine."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=40, help="number of submissions (40)")
    parser.add_argument("--rounds", type=int, default=2, help="how often each is graded in each way (2)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all timings to this file")
    parser.add_argument("--keep", action="store_true", help="store the ratios for the documents: see figures.py")
    options = parser.parse_args()
    if options.submissions < 1 or options.rounds < 1:
        parser.error("needs at least one submission and one round")
    folder = Path(tempfile.mkdtemp(prefix="grader-benchmark-"))
    try:
        submissions = make_submissions(EXERCISE, options.submissions, folder / "class", HERE / "plain_pytest")
        measured, first = measure(submissions, options.rounds, folder)
    finally:
        shutil.rmtree(folder)
    show(measured, first, len(submissions), options.rounds)
    if options.keep:
        figures.keep(ratios(measured, first, len(submissions) * options.rounds))
    if options.json:
        document = {"machine": machine(), "first": first, **{name: asdict(way) for name, way in measured.items()}}
        options.json.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
