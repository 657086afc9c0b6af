"""What a class of 10,000 costs where nothing is graded: `python benchmarks/large_classes.py [--learners 1000 10000]`.

A class is made of copies: each answer is graded once, and its result stands for everybody who handed in the same. Each
hand-in is there, is taken in and recorded, and has its page, so that a run with nothing new, the tables, the exports and
the dashboard read what they would read of a class that was graded. For each of them, tells seconds and the peak memory of
its process, then the sizes of pages.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from calling import KEY  # noqa: E402 - found through the line above
from memory import peak_kibibytes  # noqa: E402
from records import killing  # noqa: E402

os.environ |= {"GRADER_LANG": "en", "GRADER_KEY": KEY, "PYTHONPATH": str(ROOT)}

from msgspec import structs  # noqa: E402

from grader.cohort.assignment import Assignment  # noqa: E402
from grader.cohort.intake import Choices, Pending  # noqa: E402
from grader.cohort.work import Done, Page, Work  # noqa: E402
from grader.commands import class_run, executor_choice  # noqa: E402
from grader.commands.executor_choice import Means  # noqa: E402
from grader.commands.grading_setup import Settings  # noqa: E402
from grader.course.discovery import find_course  # noqa: E402
from grader.course.seeds import Key  # noqa: E402
from grader.course.targets import select  # noqa: E402
from grader.execution.jobs import Isolation  # noqa: E402
from grader.grading.documents import decode_result, encode_result  # noqa: E402
from grader.grading.result import Result  # noqa: E402
from grader.reports.language import language_for  # noqa: E402
from grader.reports.learner_files import unchanged_files  # noqa: E402

BATCH = 32


class Copies:
    """Gives the result of the first who handed in an answer to all others who handed in the same (an `Executor`)."""

    reads = True

    def __init__(self, executor: Any, answers: int) -> None:
        self._executor = executor
        self._answers = answers
        self._first: dict[tuple[int, bool], tuple[str, Done, Result]] = {}

    def isolation(self) -> Isolation:
        """That of the process that grades."""
        return self._executor.isolation()

    def run(self, works: Iterable[Work], count: int) -> Iterator[Sequence[Done]]:
        """Grade the first of each kind, copy the others."""
        batch: list[Done] = []
        for work in works:
            batch.append(self._done(work))
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def close(self) -> None:
        """Nothing: whoever started the process that grades ends it."""

    def _done(self, work: Work) -> Done:
        learner = work.version.learner
        kind = int(learner.partition("-")[2]) % self._answers, bool(work.created)
        if kind not in self._first:
            ((done,),) = self._executor.run([work], 1)
            self._first[kind] = learner, done, decode_result(done.document)
        first, done, result = self._first[kind]
        assert done.page is not None
        result = structs.replace(result, learner=learner)
        document = encode_result(result)
        files = unchanged_files(result, document, language_for("en"), "all")
        page = done.page.page.removesuffix(done.page.mark).replace(first.encode(), learner.encode()) + files.mark
        return structs.replace(
            done, number=work.number, content=work.version.content, document=document,
            page=Page(files.mark, page, files.document),
        )  # fmt: skip


def make(inbox: Path, output: Path) -> None:
    """Take in and record a class of copies."""
    course = find_course(ROOT)
    started = executor_choice.open_executor

    @contextmanager
    def copied(assignment: Assignment, means: Means, pending: Pending, *others: Any) -> Iterator[Copies]:
        with started(assignment, means, pending, *others) as executor:
            yield Copies(executor, len(killing.answers()))

    class_run.open_executor = copied  # type: ignore[assignment]
    means = Means(jobs=1, settings=Settings(key=Key("given", KEY)))
    try:
        class_run.run_class(course, [inbox], output, select(course, ["gradient_descent"]), means, Choices(), "en")
    finally:
        class_run.open_executor = started


def measured(*arguments: str) -> tuple[float, float, float]:
    """Seconds by the clock and of processors, and the peak of mebibytes, of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([sys.executable, "-m", "grader", *arguments], stdout=subprocess.DEVNULL, stderr=said)
        most = 0
        while process.poll() is None:
            most = max(most, peak_kibibytes(process.pid))
            time.sleep(0.02)
        seconds = time.monotonic() - began
        if process.returncode not in (0, 1):
            said.seek(0)
            raise SystemExit(said.read().decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used, most / 1024


def main() -> None:
    """Parse the command line, make the classes, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--learners", type=int, nargs="+", default=[1000, 10_000], help="how many hand in (1000 10000)")
    parser.add_argument("--folder", type=Path, help="a folder to keep the classes in; what is there is not made again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for learners in options.learners:
            measure((options.folder or Path(temporary)).absolute() / str(learners), learners)


def measure(folder: Path, learners: int) -> None:
    """Make one class, and measure what is done with it."""
    inbox, output = folder / "inbox", folder / "output"
    if not folder.exists():
        killing.make_inbox(inbox, learners, learners // 10)
        began = time.monotonic()
        make(inbox, output)
        print(f"{learners} copies taken in, recorded and written in {time.monotonic() - began:.0f} s", flush=True)
    gradebook = ("--gradebook", str(output / "gradebook.sqlite"))
    again = (str(inbox), "--output", str(output), "--only", "gradient_descent", "--course", str(ROOT))
    for name, arguments in {
        "nothing new": ("grade", *again),
        "gradebook show": ("gradebook", "show", *gradebook),
        "export as a table": ("gradebook", "export", *gradebook, "--output", str(folder / "export.csv")),
        "export as JSON": (
            "gradebook",
            "export",
            *gradebook,
            "--format",
            "json",
            "--output",
            str(folder / "export.json"),
        ),
        "dashboard": ("dashboard", str(output), "--output", str(folder / "dashboard")),
    }.items():
        seconds, used, mebibytes = measured(*arguments)
        print(f"{learners:6} {name:18} {seconds:6.1f} s, {used:6.1f} of processors; {mebibytes:5.0f} MiB", flush=True)
    for name, pages in {
        "learners' pages": output.glob("*/*.html"),
        "class pages": output.glob("*.*"),
        "dashboard": (folder / "dashboard").iterdir(),
    }.items():
        sizes = sorted(page.stat().st_size for page in pages if page.suffix in {".html", ".js", ".css"})
        print(f"{learners:6} {name:18} {len(sizes)} files, the largest {sizes[-1] / 1024:.0f} KiB", flush=True)


if __name__ == "__main__":
    main()
