"""Grades a class alone and beside attackers, and compares: `python benchmarks/class_beside_attackers.py [FOLDER]`.

40 learners hand in right answers in several styles; between them stand attackers, who lease files, start threads and
processes, sleep, flood the grader with output and answers, or fill the memory and the scratch folder. In each run, what
is exported of the 40 must be the same as when they are graded alone, but for times.
"""

import csv
import io
import sys
import tempfile
import time
from pathlib import Path

from processes import run_grader

ROOT = Path(__file__).parents[1]
EXERCISE = "03_gradient_descent/gradient_descent.py"
STYLES = ROOT / "solutions" / "03_gradient_descent" / "gradient_descent_styles"
ATTACKS = ROOT / "tests" / "attacks"
RIGHT, RUNS = 40, 5
ATTACKED = """

def cost(xs, ys, w):
    while True:
        try:
            attack()
        except Exception:
            pass
"""


def attackers() -> dict[str, str]:
    """Name and text of each attack."""
    machine = (ATTACKS / "machine" / f"{name}.py" for name in ("fork_bomb", "lease_write"))
    return {file.stem: file.read_text(encoding="utf-8") for file in (*(ATTACKS / "neighbours").glob("*.py"), *machine)}


def write_class(folder: Path, *, attacked: bool) -> int:
    """Write everybody's folder, attackers evenly between the others; gives the number of attackers."""
    reference = (ROOT / "solutions" / EXERCISE).read_text(encoding="utf-8")
    styles = [file.read_text(encoding="utf-8") for file in sorted(STYLES.glob("*.py"))]
    for number in range(RIGHT):
        style = [reference, *styles][number % (len(styles) + 1)]
        _write(folder / f"{number:02}-right", f"{style}\n# {number}\n")
    attacks = attackers() if attacked else {}
    for number, (name, text) in enumerate(attacks.items()):
        place = number * RIGHT // len(attacks)
        _write(folder / f"{place:02}-attacker-{name}", f"{reference}\n\n{text}{ATTACKED}")
    return len(attacks)


def _write(folder: Path, text: str) -> None:
    file = folder / EXERCISE
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


def export(place: Path, handed_in: Path, output: str) -> tuple[list[str], float]:
    """Grade a class; the rows of its right learners without times, and the seconds that it took."""
    began = time.monotonic()
    _run("grade", str(handed_in), "--output", output, "--only", "gradient_descent", "--jobs", "2",
         "--time-limit", "3", "--course", str(ROOT), cwd=place)  # fmt: skip
    took = time.monotonic() - began
    table = list(csv.DictReader(io.StringIO(_run("gradebook", "export", "--gradebook", output, cwd=place))))
    times = ("graded", "handed_in", "arrived", "source")
    return [
        repr({name: value for name, value in row.items() if name not in times})
        for row in table
        if row["learner"].endswith("-right")
    ], took


def _run(*arguments: str, cwd: Path) -> str:
    return run_grader(*arguments, cwd=cwd, GRADER_KEY="one key for every gradebook here").stdout


def main(place: Path) -> None:
    """Grade the class once alone and several times beside the attackers."""
    write_class(place / "alone", attacked=False)
    number = write_class(place / "beside", attacked=True)
    alone, took = export(place, place / "alone", "graded-alone")
    assert len(alone) == RIGHT
    print(f"{RIGHT} learners alone: {took:.0f} s", flush=True)
    for run in range(RUNS):
        beside, took = export(place, place / "beside", f"graded-{run}")
        changed = [f"{one}\n{other}" for one, other in zip(alone, beside, strict=True) if one != other]
        assert not changed, "\n".join(changed)
        print(f"run {run + 1} beside {number} attackers: the same export of the {RIGHT}; {took:.0f} s", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]).absolute())
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
