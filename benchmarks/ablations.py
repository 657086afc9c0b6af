"""Ablation study of the optimizations: grades the same submissions with all of them, and without each.

- rehearsal: work that is slow the first time is done in the fork server (`grader/worker/rehearsal.py`);
- forking ahead: the next child is forked while one works (`grader/execution/children.py`);
- sending ahead: the next check is in the child's socket before the previous one is answered (same file).

Beside them, what the level `separated` costs over `restricted`: namespaces of its own for each child.

Every configuration has its own warm workers. They take turns in blocks of eight submissions, in one run. A figure is
the median over the blocks of the ratio of the time without to the time with the optimization, so that a machine that
slows down meanwhile slows both. A ratio above 1 means that the optimization helps.

Run it with nothing else on the machine: `python benchmarks/ablations.py`; `--help` lists its options.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from making import Submission, make_submissions
from submissions import BLOCK, EXERCISE, HERE, ROOT, machine, progress

from grader.commands.current_course import open_course
from grader.execution import children
from grader.execution.pool import Pool
from grader.execution.workers import LEARNERS, Entry
from grader.grading.grading import grade
from grader.grading.preparing import Preparer
from grader.grading.submitted_folders import read_submission

WITH_ALL, NAMESPACES = "all", "namespaces"


@dataclass(frozen=True)
class Way:
    """One configuration: how its workers are started, and the context in which it grades."""

    start: Callable[[], Pool] = Pool
    meanwhile: Callable[[], AbstractContextManager[None]] = nullcontext


@dataclass
class Measured:
    """Seconds from the start of the workers to the first result, and for each block of submissions."""

    first: float = 0.0
    blocks: list[float] = field(default_factory=list)


@contextmanager
def patched(module: Any, name: str, value: object) -> Iterator[None]:
    """Temporarily replace a module's constant."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def without(module: str) -> Entry:
    """The entry point of a learner's worker in which this module of the worker is disabled."""
    return Entry(f"from grader.worker import {module}; {module}.ENABLED = False; {LEARNERS.forking}", LEARNERS.fresh)


WAYS = {
    WITH_ALL: Way(),
    "rehearsal": Way(lambda: Pool(entry=without("rehearsal"))),
    "forking ahead": Way(lambda: Pool(ahead=False)),
    "sending ahead": Way(meanwhile=lambda: patched(children, "MOST_AHEAD", 0)),
    NAMESPACES: Way(lambda: Pool(separate=False)),
}
"""With all optimizations, and without each."""


def measure(submissions: Sequence[Submission], rounds: int) -> dict[str, Measured]:
    """Grade all submissions in all configurations, taking turns in blocks."""
    course = open_course(ROOT)
    preparer = Preparer(course)
    ready = preparer.ready(course.exercise(EXERCISE), variant=0)

    def seconds(pool: Pool, way: Way, block: Sequence[Submission]) -> float:
        handed_in = [read_submission("learner", one.file.parent, [EXERCISE]) for one in block]
        with way.meanwhile():
            started = time.perf_counter()
            results = [grade(submission, [ready], pool, preparer.run(0)) for submission in handed_in]
            took = time.perf_counter() - started
        for one, result in zip(block, results, strict=True):
            if result.fault or (result.points == result.max_points) != (one.verdict == "right"):
                raise SystemExit(f"{one.file} is graded wrongly: {result.fault or result.points}")
        return took

    measured = {name: Measured() for name in WAYS}
    with ExitStack() as stack:
        pools = {}
        for name, way in WAYS.items():
            started = time.perf_counter()
            pools[name] = stack.enter_context(way.start())
            seconds(pools[name], way, submissions[:1])
            measured[name].first = time.perf_counter() - started
            seconds(pools[name], way, submissions[:2])  # from the third on, the next child is forked ahead
        names = list(WAYS)
        blocks = [submissions[at : at + BLOCK] for at in range(0, len(submissions), BLOCK)]
        for index, block in progress(blocks * rounds):
            turn = index % len(names)
            for name in names[turn:] + names[:turn]:
                measured[name].blocks.append(seconds(pools[name], WAYS[name], block))
    return measured


def show(measured: dict[str, Measured], count: int, rounds: int) -> None:
    """Print a line for each configuration."""
    base = measured[WITH_ALL]
    print(f"{count} submissions of {EXERCISE}, {rounds} round(s), in blocks of {BLOCK}; {machine()}\n")
    print(f"{'without':16}{'without / with':>16}{'quartiles':>16}{'per submission':>16}{'first result':>16}")
    for name, way in measured.items():
        ratios = [other / own for other, own in zip(way.blocks, base.blocks, strict=True)]
        low, _, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else (ratios[0],) * 3
        each = 1e3 * statistics.median(way.blocks) / min(BLOCK, count)
        label = "(with all)" if name == WITH_ALL else name
        print(
            f"{label:16}{statistics.median(ratios):>16.3f}{f'{low:.3f} - {high:.3f}':>16}{each:>13.1f} ms"
            f"{way.first:>14.2f} s"
        )
    size = min(BLOCK, count)
    costs = [1e3 * (own - other) / size for own, other in zip(base.blocks, measured[NAMESPACES].blocks, strict=True)]
    low, middle, high = statistics.quantiles(costs, n=4) if len(costs) > 1 else (costs[0],) * 3
    print(f"\nseparated over restricted: {middle:.1f} ms per submission (quartiles {low:.1f} to {high:.1f})")


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=40, help="number of submissions (40)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is graded in each configuration (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all timings to this file")
    options = parser.parse_args()
    if options.submissions < 2 or options.rounds < 1:
        parser.error("needs at least two submissions and one round")
    folder = Path(tempfile.mkdtemp(prefix="grader-benchmark-"))
    try:
        submissions = make_submissions(EXERCISE, options.submissions, folder / "class", HERE / "plain_pytest")
        measured = measure(submissions, options.rounds)
    finally:
        shutil.rmtree(folder)
    show(measured, len(submissions), options.rounds)
    if options.json:
        document = {name: {"first": way.first, "blocks": way.blocks} for name, way in measured.items()}
        options.json.write_text(json.dumps({"machine": machine(), **document}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
