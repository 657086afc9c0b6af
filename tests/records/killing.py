"""Runs of `grader grade` that are killed in the middle, and what their gradebooks hold."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import msgspec
from calling import KEY
from forking import RUN_GRADER, Forked

from grader.grading.documents import decode_result
from records.making import broken, bundle, put

ROOT = Path(__file__).parents[2]
EXERCISE = "03_gradient_descent/gradient_descent.py"

_TIMES = {"seconds": 0.0}


def answers() -> list[str]:
    """Files that are right, wrong in several ways, and hostile."""
    reference = (ROOT / "solutions" / EXERCISE).read_text(encoding="utf-8")
    stub = (ROOT / "exercises" / EXERCISE).read_text(encoding="utf-8")
    return [
        reference,
        reference + "\n\ndef update(w, grad, lr):\n    return w + lr * grad\n",
        reference + "\n\ndef gradient(xs, ys, w):\n    return sum(x * (x * w - y) for x, y in zip(xs, ys)) / len(xs)\n",
        stub,
        reference + "\n\ndef cost(xs, ys, w):\n    raise ValueError('no')\n",
        "import os\nos._exit(0)\n",
    ]


def make_inbox(folder: Path, learners: int, damaged: int) -> None:
    """Bundles of so many learners, with these answers in turn, the last `damaged` of them broken."""
    texts, ways = answers(), list(broken().values())
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(learners):
        name = f"learner-{number:03}"
        text = f"{texts[number % len(texts)]}\n# {number}\n"
        made = bundle(name, {EXERCISE: text.encode()}, minutes=number % 1000)
        if number < learners - damaged:
            put(folder, made)
        else:
            (folder / made.name).write_bytes(ways[number % len(ways)][1])


def grading(inbox: Path, output: Path) -> tuple[str, ...]:
    """The arguments of a run."""
    return (
        "grade", str(inbox), "--output", str(output), "--only", "gradient_descent", "--course", str(ROOT),
        "--deadline", "2027-01-01",
    )  # fmt: skip


def start(
    inbox: Path,
    output: Path,
    options: Sequence[str] = ("--jobs", "2"),
    temporary: Path | None = None,
    *,
    forked: bool = True,
) -> subprocess.Popen[str]:
    """A run with these options, by default on two processes, with a temporary folder of its own if one is given; a new
    process unless it is `forked` from one that has imported what it needs."""
    new = partial(subprocess.Popen, [sys.executable, "-m", "grader", *grading(inbox, output), *options])
    fork = partial(Forked, "commands", RUN_GRADER, *grading(inbox, output), *options)
    return (fork if forked else new)(
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=inbox,
        env=os.environ | {"GRADER_LANG": "en", "GRADER_KEY": KEY} | ({"TMPDIR": str(temporary)} if temporary else {}),
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> tuple[int, int]:
    """The run's exit status, and how many hand-ins it says it found graded already."""
    _, said = process.communicate(timeout=1200)
    found = re.search(r"^(\d+) hand-ins? (?:is|are) already in the gradebook", said, re.MULTILINE)
    assert process.returncode in (0, 1), said
    return process.returncode, int(found[1]) if found else 0


def kill_after(process: subprocess.Popen[str], output: Path, attempts: int, delay: float = 0.0) -> int:
    """Kill the run `delay` seconds after so many attempts are recorded, and give how many are then."""
    while recorded(output) < attempts:
        assert process.poll() is None, "the run ended before it could be killed"
        time.sleep(0.01)
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return recorded(output)


def recorded(output: Path) -> int:
    """How many attempts are recorded."""
    rows = query(output, "SELECT count(*) FROM attempts")
    return int(rows[0][0]) if rows else 0


def query(output: Path, statement: str) -> Sequence[tuple[object, ...]]:
    """Rows of a gradebook; none where it has no such table yet."""
    file = output / "gradebook.sqlite"
    if not file.exists():
        return []
    with closing(sqlite3.connect(file, timeout=30)) as connection:
        try:
            return connection.execute(statement).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return []
            raise


def contents(output: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a gradebook apart from times, and the results as they stand in results.jsonl."""
    tables = {}
    for table in ("learners", "attempts", "hand_ins", "faults", "notes", "state"):
        with closing(sqlite3.connect(output / "gradebook.sqlite")) as connection:
            connection.row_factory = sqlite3.Row
            rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
        for row in rows:
            for name in ("graded", "seen_first", "seen_last"):
                row.pop(name, None)
            if "document" in row:
                row["document"] = without_times(str(row["document"]).encode())
        # Each gradebook has a key of its own.
        rows = [row for row in rows if row.get("name") != "key"]
        tables[table] = sorted(tuple(row.items()) for row in rows)
    lines = (output / "results.jsonl").read_bytes().splitlines()
    tables["results"] = [(without_times(line),) for line in lines]
    return tables


def without_times(document: bytes) -> str:
    """A result document without its times, as text."""
    result = decode_result(document)
    exercises = tuple(
        msgspec.structs.replace(
            exercise,
            checks=tuple(
                msgspec.structs.replace(
                    check,
                    cases=tuple(msgspec.structs.replace(case, **_TIMES) for case in check.cases),
                    **_TIMES,
                )
                for check in exercise.checks
            ),
        )
        for exercise in result.exercises
    )
    return msgspec.json.encode(msgspec.structs.replace(result, exercises=exercises, created="", **_TIMES)).decode()
