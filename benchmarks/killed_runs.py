"""Grades 200 bundles, 20 of them broken, once undisturbed and once killed with SIGKILL five times and continued, and
compares the two gradebooks: `python benchmarks/killed_runs.py [FOLDER]`.

Shows that a killed run loses nothing that it recorded, grades nothing twice, and ends like an undisturbed one.
"""

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from records import killing  # noqa: E402 - found through the line above

LEARNERS, BROKEN, KILLS = 200, 20, 5


def main(folder: Path) -> None:
    inbox = folder / "inbox"
    killing.make_inbox(inbox, LEARNERS, BROKEN)
    began = time.monotonic()
    killing.finish(killing.start(inbox, folder / "undisturbed"))
    alone = time.monotonic() - began
    whole = LEARNERS - BROKEN
    print(f"undisturbed: {killing.recorded(folder / 'undisturbed')} of {LEARNERS} recorded in {alone:.1f} s")

    output = folder / "killed"
    before = 0
    for kill in range(1, KILLS + 1):
        # Shortly after a commit, each time with a different delay.
        delay = 0.037 * kill
        after = killing.kill_after(killing.start(inbox, output), output, whole * kill // (KILLS + 1), delay)
        (integrity,) = killing.query(output, "PRAGMA integrity_check")
        assert integrity == ("ok",), integrity
        print(f"kill {kill}: {after - before} more recorded, {after} in total, the database is intact")
        before = after
    _, unchanged = killing.finish(killing.start(inbox, output))
    assert unchanged == before, f"{unchanged} were already recorded, but {before} should have been"
    print(f"continued: {unchanged} already recorded, {killing.recorded(output) - before} graded")

    assert killing.recorded(output) == whole
    twice = killing.query(output, "SELECT key FROM attempts WHERE gradings != 1")
    assert not twice, f"{len(twice)} were graded twice"
    first, second = killing.contents(folder / "undisturbed"), killing.contents(output)
    for table, rows in first.items():
        assert rows == second[table], f"`{table}` differs"
        print(f"{table}: {len(rows)} rows, the same in both")
    began = time.monotonic()
    _, unchanged = killing.finish(killing.start(inbox, output))
    assert (unchanged, killing.contents(output)) == (whole, second)
    print(f"again: nothing graded, {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]).absolute())
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
