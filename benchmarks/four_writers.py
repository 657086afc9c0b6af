"""Four runs of `grader grade` on one gradebook at once, one of them killed with SIGKILL: `python
benchmarks/four_writers.py [FOLDER]`, first with an SQLite file, then with a PostgreSQL of its own.

Shows that of a class of 200 nobody is lost and nobody is there twice, and that the grades are those of a single run.
"""

import csv
import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from records import killing, postgres  # noqa: E402 - found through the line above

LEARNERS, KILLED_AFTER = 200, 60


def start(inbox: Path, output: Path, gradebook: str) -> subprocess.Popen[str]:
    """A run with one worker."""
    return subprocess.Popen(
        [sys.executable, "-m", "grader", "grade", str(inbox), "--output", str(output), "--gradebook", gradebook,
         "--only", "gradient_descent", "--jobs", "1", "--course", str(ROOT)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env=os.environ | {"GRADER_LANG": "en", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def grades(gradebook: str) -> list[list[str]]:
    """Everybody's row of the export, without the time of grading."""
    command = [sys.executable, "-m", "grader", "gradebook", "export", "--gradebook", gradebook]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    rows = list(csv.reader(io.StringIO(ended.stdout)))
    column = rows[0].index("graded")
    return [[cell for number, cell in enumerate(row) if number != column] for row in rows]


def together(folder: Path, gradebook: str, alone: list[list[str]]) -> None:
    """Four runs at once."""
    began = time.monotonic()
    runs = [start(folder / "inbox", folder / f"out-{number}", gradebook) for number in range(4)]
    while len(list((folder / "out-0").glob("*/report.html"))) < KILLED_AFTER:
        assert runs[0].poll() is None, "the run ended before it could be killed"
        time.sleep(0.01)
    runs[0].kill()
    runs[0].communicate()
    for run in runs[1:]:
        _, said = run.communicate(timeout=1200)
        assert run.returncode in (0, 1), said
    took = time.monotonic() - began
    found = grades(gradebook)
    assert found == alone, "the grades are others than those of a single run"
    again = start(folder / "inbox", folder / "out-0", gradebook)
    _, said = again.communicate(timeout=1200)
    assert f"{LEARNERS} hand-ins are already" in said, said
    assert grades(gradebook) == alone
    print(f"{len(found) - 1} learners, each once, with the grades of a single run; {took:.1f} s", flush=True)


def main(folder: Path) -> None:
    """One run alone, then four at once on each kind of database."""
    killing.make_inbox(folder / "inbox", LEARNERS, 0)
    alone = start(folder / "inbox", folder / "alone", str(folder / "alone.sqlite"))
    _, said = alone.communicate(timeout=1200)
    assert alone.returncode in (0, 1), said
    expected = grades(str(folder / "alone.sqlite"))
    for name in ("sqlite", "postgresql"):
        own = folder / name
        own.mkdir()
        (own / "inbox").symlink_to(folder / "inbox")
        print(name, end=": ", flush=True)
        if name == "sqlite":
            together(own, str(own / "gradebook.sqlite"), expected)
        else:
            (own / "server").mkdir()
            with postgres.running(own / "server") as url:
                together(own, url, expected)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]).absolute())
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
