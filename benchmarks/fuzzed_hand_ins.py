"""Grades hand-ins that are edited at random: `python benchmarks/fuzzed_hand_ins.py [NUMBER [SEED]]`.

Source files with lines and characters moved, taken out or repeated; bytes in place of a source file; archives and
notebooks with a few bytes changed or their end cut off. Nobody is lost, nothing is the grader's fault, and what cannot
be read has no points.
"""

import csv
import io
import json
import random
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import nbformat
from processes import run_grader

ROOT = Path(__file__).parents[1]
NAME = "gradient_descent.py"
RIGHT = (ROOT / "solutions" / "03_gradient_descent" / NAME).read_text(encoding="utf-8")
BATCH = 1000
KEY = "one key for every gradebook here"


def edited(dice: random.Random, text: str = RIGHT) -> str:
    """A text after a few random edits of lines and of characters."""
    for _ in range(dice.randint(1, 4)):
        lines = text.split("\n")
        at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = dice.choice(["    ", "\t", "", "  "]) + lines[at].strip()
            case 4:
                line, place = lines[at], dice.randint(0, len(lines[at]))
                lines[at] = line[:place] + dice.choice("()[]{}:=+-*/.,'\"\\#0179xw\0\r\f中é\u202e") + line[place + 1 :]
            case _:
                lines[at] = lines[at].replace(
                    *dice.choice([("-", "+"), ("*", "/"), ("(", ""), ("w", "x"), ("return", "")])
                )
        text = "\n".join(lines)
    return text


def damaged(dice: random.Random, content: bytes) -> bytes:
    """Bytes with some of them changed, or without their end."""
    changed = bytearray(content)
    if dice.random() < 0.3:
        return bytes(changed[: dice.randrange(len(changed))])
    for _ in range(dice.choice([1, 1, 3, 20])):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def archive(dice: random.Random, text: str) -> tuple[str, bytes]:
    """An archive of a file, as zip or as tar.gz."""
    held = io.BytesIO()
    if dice.random() < 0.7:
        with zipfile.ZipFile(held, "w", dice.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as packed:
            packed.writestr(dice.choice(["", "03_gradient_descent/", "a\\b\\", "../"]) + NAME, text)
        return "work.zip", held.getvalue()
    with tarfile.open(fileobj=held, mode="w:gz") as packed:
        member = tarfile.TarInfo(NAME)
        member.size = len(text.encode())
        packed.addfile(member, io.BytesIO(text.encode()))
    return "work.tar.gz", held.getvalue()


def notebook(text: str) -> bytes:
    """A notebook whose cells are the text's paragraphs."""
    cells = [nbformat.v4.new_code_cell(part) for part in text.split("\n\n\n")]
    return json.dumps(nbformat.v4.new_notebook(cells=cells)).encode()


KINDS: dict[str, Callable[[random.Random], tuple[str, bytes]]] = {
    "edits": lambda dice: (NAME, edited(dice).encode("utf-8", "replace")),
    "edits_in_another_encoding": lambda dice: (NAME, edited(dice).encode(dice.choice(["gbk", "utf-16", "cp1252"]), "replace")),
    "bytes": lambda dice: (NAME, damaged(dice, RIGHT.encode())),
    "nothing_but_bytes": lambda dice: (NAME, dice.randbytes(dice.randint(0, 4000))),
    "archive": lambda dice: archive(dice, edited(dice)),
    "damaged_archive": lambda dice: (lambda name, content: (name, damaged(dice, content)))(*archive(dice, RIGHT)),
    "notebook": lambda dice: ("gradient_descent.ipynb", notebook(edited(dice))),
    "damaged_notebook": lambda dice: ("gradient_descent.ipynb", damaged(dice, notebook(RIGHT))),
}  # fmt: skip


def write_class(folder: Path, count: int, dice: random.Random) -> None:
    """Write so many learners' folders; each is named after its number and kind."""
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        name, content = KINDS[kind](dice)
        place = folder / f"{number:04}-{kind}"
        place.mkdir(parents=True)
        (place / name).write_bytes(content)


def graded(folder: Path, count: int) -> Counter[str]:
    """Grade a class, look for faults and for who is lost, and count what came of each kind."""
    (folder / "out").mkdir()
    ended = run_grader("grade", "class", "--output", "out", "--only", "gradient_descent", "--jobs", "2",
                       "--time-limit", "1", "--course", str(ROOT), cwd=folder, GRADER_KEY=KEY)  # fmt: skip
    assert "Traceback" not in ended.stderr, ended.stderr[-3000:]
    exported = run_grader("gradebook", "export", "--gradebook", "out", cwd=folder)
    rows = {row["learner"]: row for row in csv.DictReader(io.StringIO(exported.stdout))}
    handed_in = {place.name for place in (folder / "class").iterdir()}
    assert set(rows) == handed_in, handed_in - set(rows)
    came: Counter[str] = Counter()
    for learner, row in rows.items():
        kind = learner.partition("-")[2]
        points = row["points"]
        document = folder / "out" / learner / "result.json"
        assert not points or not json.loads(document.read_bytes()).get("fault"), learner
        if kind == "nothing_but_bytes":
            assert not float(points or 0), (learner, row)
        came[f"{kind}: {'no score' if not points else 'nothing' if not float(points) else 'points'}"] += 1
    return came


def main(count: int, seed: int) -> None:
    """Grade the hand-ins in batches."""
    dice, came, began = random.Random(seed), Counter[str](), time.monotonic()
    for batch in range(0, count, BATCH):
        with tempfile.TemporaryDirectory() as temporary:
            size = min(BATCH, count - batch)
            write_class(Path(temporary) / "class", size, dice)
            came += graded(Path(temporary), size)
        print(f"{batch + size} hand-ins, {time.monotonic() - began:.0f} s", flush=True)
    for kind, number in sorted(came.items()):
        print(f"{number:5} {kind}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*[*given, *(5000, 1)[len(given) :]])
