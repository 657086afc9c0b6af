"""Kills runs of `grader grade` with SIGKILL at random moments, continues them, and compares the outcome with that of an
undisturbed run: `python benchmarks/killed_classes.py --learners 200 --kills 10 [--cluster local:2]`.

A tenth of the class is hostile or broken. Shows that a killed run loses nothing that it recorded, grades nothing twice,
leaves no process and no folder behind, and ends as an undisturbed one: with the same gradebook, results and exports,
apart from times. The moments follow from `--seed`.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memory import children, kibibytes, tree
from processes import run_grader

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from records import killing  # noqa: E402 - found through the line above

WHILE_STARTING = 0.2
"""This share of the kills is before anything more is recorded."""
SECONDS_TO_END = 60
"""So long after a kill, nothing of the run is left."""


@dataclass(frozen=True)
class Moment:
    """When a run is killed: not before so many seconds, then so many seconds after that progress."""

    starting: float
    progress: int = 0
    after: float = 0.0


def progress(output: Path) -> int:
    """Each attempt counts when it is recorded, and again when there is no more to say about it."""
    rows = killing.query(output, "SELECT count(*) + coalesce(sum(NOT unexplained), 0) FROM attempts")
    return int(str(rows[0][0])) if rows else 0


class Killed:
    """A class that is graded in one output folder, by runs that are killed and continued.

    Args:
        folder: for everything; `temporary` in it is the runs' temporary folder.
        learners: how many hand in.
        options: of `grader grade`, such as `--cluster local:2`.
    """

    def __init__(self, folder: Path, learners: int, options: Sequence[str]) -> None:
        self._inbox = folder / "inbox"
        self._options = options
        self._temporary = folder / "temporary"
        self._temporary.mkdir()
        killing.make_inbox(self._inbox, learners, learners // 10)

    def undisturbed(self, output: Path) -> tuple[float, float]:
        """Grade everything; return the seconds until the first is recorded, and the seconds of the rest."""
        began = time.monotonic()
        run = self._start(output)
        while not killing.recorded(output) and run.poll() is None:
            time.sleep(0.05)
        first = time.monotonic() - began
        killing.finish(run)
        self._nothing_is_left([])
        return first, time.monotonic() - began - first

    def kill(self, output: Path, moment: Moment) -> bool:
        """Start a run and kill it at a moment; return whether it had not ended by then.

        Raises:
            SystemExit: if it leaves anything behind, or a damaged database.
        """
        run = self._start(output)
        left: list[int] = []
        began = reached = time.monotonic()
        while run.poll() is None:
            left = [pid for child in children(run.pid) for pid in tree(child)] or left
            now = time.monotonic()
            if progress(output) < moment.progress:
                reached = now
            elif now - began > moment.starting and now - reached > moment.after:
                break
            time.sleep(0.02)
        disturbed = run.poll() is None
        run.kill()
        run.communicate()
        self._nothing_is_left(left)
        found = killing.query(output, "PRAGMA integrity_check")
        if found not in ([], [("ok",)]):
            raise SystemExit(f"the database is damaged: {found}")
        return disturbed

    def finish(self, output: Path) -> int:
        """Grade what is left; return how many hand-ins were recorded before."""
        _, unchanged = killing.finish(self._start(output))
        self._nothing_is_left([])
        return unchanged

    def _start(self, output: Path) -> subprocess.Popen[str]:
        return killing.start(self._inbox, output, options=self._options, temporary=self._temporary, forked=False)

    def _nothing_is_left(self, pids: Sequence[int]) -> None:
        until = time.monotonic() + SECONDS_TO_END
        while alive := [pid for pid in pids if kibibytes(pid)]:
            if time.monotonic() > until:
                raise SystemExit(f"processes are left: {alive}")
            time.sleep(0.05)
        # Folders of Dask's own are left where its processes are killed; none of them holds anything of the course.
        while there := sorted(self._temporary.glob("grader-*")):
            if time.monotonic() > until:
                raise SystemExit(f"folders are left: {[one.name for one in there]}")
            time.sleep(0.05)


def exported(output: Path) -> tuple[Any, list[dict[str, str]]]:
    """What `grader gradebook export` writes of a gradebook, as JSON and as a table, without times."""
    place = str(output / "gradebook.sqlite")
    as_json, table = (
        run_grader("gradebook", "export", "--gradebook", place, "--format", format_).stdout
        for format_ in ("json", "csv")
    )
    return _without_times(json.loads(as_json)), _without_times(list(csv.DictReader(io.StringIO(table))))


def _without_times(value: Any) -> Any:
    if isinstance(value, dict):
        times = {"seconds", "created", "graded"}
        return {name: _without_times(one) for name, one in value.items() if name not in times}
    return [_without_times(one) for one in value] if isinstance(value, list) else value


def main() -> None:
    """Parse the command line, kill, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--learners", type=int, default=200, help="how many hand in (200)")
    parser.add_argument("--kills", type=int, default=10, help="how many runs are killed (10)")
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="on a Dask cluster, such as local:2; else on two processes"
    )
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the moments")
    parser.add_argument("--folder", type=Path, help="a new folder to keep everything in")
    options = parser.parse_args()
    chosen = ("--cluster", options.cluster) if options.cluster else ("--jobs", "2")
    if options.folder:
        options.folder.mkdir(parents=True)
        compare(options.folder.absolute(), options.learners, options.kills, chosen, options.seed)
        return
    with tempfile.TemporaryDirectory() as temporary:
        compare(Path(temporary), options.learners, options.kills, chosen, options.seed)


def compare(folder: Path, learners: int, kills: int, options: Sequence[str], seed: int) -> None:
    """Grade the class undisturbed and disturbed, and compare."""
    here, output, undisturbed = Killed(folder, learners, options), folder / "killed", folder / "undisturbed"
    starting, grading = here.undisturbed(undisturbed)
    total = killing.recorded(undisturbed)
    print(f"undisturbed: {total} of {learners} recorded, the first after {starting:.1f} s, all after "
          f"{starting + grading:.1f} s; seed {seed}", flush=True)  # fmt: skip
    moments, before = random.Random(seed), 0
    for number in range(1, kills + 1):
        done = progress(output)
        if moments.random() < WHILE_STARTING:
            moment = Moment(moments.uniform(0, starting))
        else:
            share = 2 * (2 * total - done) / (kills - number + 2)
            moment = Moment(0.0, done + round(moments.uniform(1, share)), moments.uniform(0, grading / total))
        disturbed = here.kill(output, moment)
        after = killing.recorded(output)
        print(
            f"kill {number}: {after - before} more recorded, {after} in all, {2 * after - progress(output)} to explain; "
            f"nothing is left{'' if disturbed else '; it had ended'}",
            flush=True,
        )
        if after < before:
            raise SystemExit("recorded results are lost")
        before = after
    unchanged = here.finish(output)
    if unchanged != before:
        raise SystemExit(f"{unchanged} were already recorded, but {before} should have been")
    print(f"continued: {unchanged} already recorded, {killing.recorded(output) - before} graded", flush=True)
    if twice := killing.query(output, "SELECT key FROM attempts WHERE gradings != 1"):
        raise SystemExit(f"{len(twice)} were graded twice")
    if killing.query(output, "SELECT key FROM attempts WHERE unexplained"):
        raise SystemExit("some wait for the second pass")
    first, second = killing.contents(undisturbed), killing.contents(output)
    for table, rows in first.items():
        if rows != second[table]:
            raise SystemExit(f"`{table}` differs; see {output}")
    if exported(undisturbed) != exported(output):
        raise SystemExit("the exports differ")
    if (pages := files(undisturbed)) != files(output):
        raise SystemExit("the output folders differ")
    print(
        f"the same: {', '.join(f'{len(rows)} {table}' for table, rows in first.items())}, {len(pages)} files, exports"
    )


def files(output: Path) -> list[str]:
    """The files of an output folder."""
    return sorted(file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file())


if __name__ == "__main__":
    main()
