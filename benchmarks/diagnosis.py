"""What is said about wrong hand-ins, beside their true causes: `python benchmarks/diagnosis.py`.

Grades every hand-in of `tests/diagnosis/corpus/` in one pool and counts, by chapter, kind, origin and method, what is
caught, which causes are right, which functions are accused that are right given what they call, and whether right ones
lose points or are nagged. Writes a table (TSV) with what was said beside the true cause. Its column `judgement` is a
person's: right, partly, wrong, or silent where no cause is told. It is kept as long as what is said stays the same, word
for word; a row without one is counted as silent if no method found anything, and else as not judged.

With `--folder FOLDER` the hand-ins are those of another folder, with an `index.tsv` (id, exercise, function, kind,
cause) and files EXERCISE__ID.py; its table is FOLDER/table.tsv unless `--table` says otherwise.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from grader.course.discovery import find_course
from grader.grading.diagnosis.smallest_edit import EDIT_SECONDS
from grader.grading.result import CheckResult
from grader.reports.check_texts import Told, plain, tell, why
from grader.reports.language import language_for
from grader.testing import GradedFile, grade_file, reference_source

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from diagnosis.hand_ins import CORPUS, HandIn, filled_in, read_hand_ins  # noqa: E402 - found through the line above

NOTHING = "nothing"
JUDGEMENTS = ("right", "partly", "wrong", "silent")
OPEN = ("failed", "error", "timeout")
ENGLISH = language_for("en")


def _holds(field: str) -> Callable[[CheckResult], bool]:
    """Whether a result document has this part. One that this version does not know counts as empty."""
    return lambda check: bool(getattr(check, field, ()))


def _raised(check: CheckResult) -> bool:
    return any(case.error is not None and case.error.kind == "exception" for case in check.cases)


METHODS: Mapping[str, Callable[[CheckResult], bool]] = {
    "named": _holds("mistakes"),
    "source": _holds("evidence"),
    "exception": _raised,
    "relation": _holds("relations"),
    "does not depend": _holds("dependence"),
    "divergence": _holds("divergence"),
    "smallest edit": _holds("smallest_edit"),
}
"""What finds causes. A check's method is the first one that found anything."""


@dataclass(frozen=True)
class Row:
    """One hand-in in the table. `accused` are functions that are right given what they call, and whose check failed;
    `unpaid` are those that lost points, accused or not; `nagged` is what is said about checks that passed."""

    id: str
    exercise: str
    function: str
    kind: str
    written_from: str
    caught: str
    method: str
    accused: str
    unpaid: str
    nagged: str
    points: str
    said: str
    cause: str
    judgement: str = ""


@dataclass(frozen=True)
class Measured:
    """A row, the chapter of its exercise, its family, and how long grading took the first time and once all that is
    the same for a class was kept (`warm`), and how much of that was processor time of the process that judges."""

    row: Row
    chapter: str
    family: str
    seconds: float
    warm: float = 0.0
    judging: float = 0.0

    @property
    def verdict(self) -> str:
        """What a person says of the cause; "silent" or "not judged" where nobody has."""
        if self.row.kind == "right":
            return "right"
        return self.row.judgement or ("silent" if self.row.method == NOTHING else "not judged")


def method_of(check: CheckResult) -> str:
    """The method that explains a check."""
    return next((name for name, found in METHODS.items() if found(check)), NOTHING)


def belongs(function: str, wrong: Iterable[str]) -> bool:
    """Whether a check's function is one of the wrong ones, or a class whose method is wrong, or the other way round.

    A wrong constructor makes every method of its class wrong: they work with what it leaves."""
    owner = function.partition(".")[0]
    made = {f"{owner}.__init__", owner}
    return any(one == function or one in made or one.startswith(f"{function}.") for one in wrong)


def judged_row(hand_in: HandIn, graded: GradedFile) -> Row:
    """The table's row for a graded hand-in, not judged yet."""
    told = tell(graded.document, ENGLISH).checks
    right = hand_in.kind == "right"
    wrong = [] if right else [one for one in told if belongs(one.check.function, hand_in.functions)]
    others = [one for one in told if one not in wrong]
    failed = [one for one in wrong if one.check.status != "passed" or one.check.points < one.check.max_points]
    accused = [one for one in others if one.check.status in OPEN or one.check.broken_rules]
    unpaid = [one for one in others if one.check.points < one.check.max_points]
    explained = [one for one in failed if one.check.status in OPEN] or failed
    methods = [method_of(one.check) for one in explained]
    return Row(
        hand_in.id,
        hand_in.exercise,
        " ".join(hand_in.functions),
        hand_in.kind,
        hand_in.written_from,
        "" if right else "yes" if failed else "no",
        "" if right else next((name for name in METHODS if name in methods), NOTHING),
        _names(accused),
        _names(unpaid),
        " / ".join(_line(plain(note)) for one in told if one.check.status == "passed" for note in one.view.notes),
        f"{graded.points:g}/{graded.max_points:g}",
        _said(explained, methods),
        hand_in.cause,
    )


def _names(told: Sequence[Told]) -> str:
    return " ".join(dict.fromkeys(one.check.function for one in told))


def _said(failed: Sequence[Told], methods: Sequence[str]) -> str:
    """For each wrong function what the first of its checks says that a method explains, and what the others name."""
    best: dict[str, tuple[int, Told]] = {}
    for one, method in zip(failed, methods, strict=True):
        rank = [*METHODS, NOTHING].index(method)
        if one.check.function not in best or rank < best[one.check.function][0]:
            best[one.check.function] = rank, one
    shown = [one for _, one in best.values()]
    lines = [f"[{one.check.function}] " + " / ".join(map(_line, why(one, ENGLISH)[1:])) for one in shown]
    named = [plain(mistake.finding) for one in failed if one not in shown for mistake in one.view.explanation.mistakes]
    said = " ".join(lines)
    return " ".join([said, *(f"[also] {_line(one)}" for one in dict.fromkeys(named) if _line(one) not in said)])


def _line(text: str) -> str:
    return " ".join(text.split())


def measure(hand_ins: Sequence[HandIn]) -> list[Measured]:
    """Grade everything, exercise by exercise; the reference first, so that nothing that is kept for all is timed."""
    course = find_course(ROOT)
    measured: list[Measured] = []
    warm: set[str] = set()
    for hand_in in sorted(hand_ins, key=lambda one: (course.exercise(one.exercise).chapter, one.exercise, one.id)):
        reference = reference_source(ROOT, hand_in.exercise)
        if hand_in.exercise not in warm:
            grade_file(ROOT, hand_in.exercise, reference)
            warm.add(hand_in.exercise)
        text = filled_in(hand_in.text, reference)
        began = time.perf_counter()
        graded = grade_file(ROOT, hand_in.exercise, text, edit_seconds=EDIT_SECONDS)
        seconds = time.perf_counter() - began
        began, used = time.perf_counter(), time.process_time()
        grade_file(ROOT, hand_in.exercise, text, edit_seconds=EDIT_SECONDS)
        again, judging = time.perf_counter() - began, time.process_time() - used
        chapter = course.exercise(hand_in.exercise).chapter
        measured.append(Measured(judged_row(hand_in, graded), chapter, hand_in.family, seconds, again, judging))
    return measured


def with_judgements(measured: Iterable[Measured], table: Path) -> list[Measured]:
    """The rows with the judgements of an earlier table, where the same is said about the same hand-in."""
    kept = {}
    if table.exists():
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["judgement"] not in ("", *JUDGEMENTS):
                    raise SystemExit(
                        f"{table}: {row['exercise']}__{row['id']} is judged {row['judgement']!r}; write one of {', '.join(JUDGEMENTS)}"
                    )
                kept[row["exercise"], row["id"], row["said"]] = row["judgement"]
    return [
        Measured(
            Row(**asdict(one.row) | {"judgement": kept.get((one.row.exercise, one.row.id, one.row.said), "")}),
            one.chapter,
            one.family,
            one.seconds,
            one.warm,
            one.judging,
        )
        for one in measured
    ]


def write_table(measured: Iterable[Measured], table: Path) -> None:
    """Write the rows as TSV without quotes: no cell has a tab or a line break."""
    names = [field.name for field in fields(Row)]
    lines = ["\t".join(names), *("\t".join(asdict(one.row).values()) for one in measured)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")


def summary(measured: Sequence[Measured], by: Callable[[Measured], str], title: str) -> list[str]:
    """A table of counts: a line for each value of `by`, and one for all."""
    verdicts = (*JUDGEMENTS, "not judged")
    head = [title, "n", "caught", *verdicts, "accuse", "unpaid"]
    wrong = [one for one in measured if one.row.kind != "right"]
    groups = {name: [one for one in wrong if by(one) == name] for name in sorted({by(one) for one in wrong})}
    rows = [head]
    for name, group in [*groups.items(), ("all", wrong)]:
        said = Counter(one.verdict for one in group)
        numbers = [len(group), sum(one.row.caught == "yes" for one in group), *(said[verdict] for verdict in verdicts)]
        numbers += [sum(bool(one.row.accused) for one in group), sum(bool(one.row.unpaid) for one in group)]
        rows.append([name, *map(str, numbers)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]


def report(measured: Sequence[Measured]) -> list[str]:
    """Everything that is printed."""
    lines: list[str] = []
    for title, by in (
        ("chapter", lambda one: one.chapter),
        ("method", lambda one: one.row.method),
        ("kind", lambda one: one.row.kind),
        ("written from", lambda one: one.row.written_from or "-"),
    ):
        lines += [*summary(measured, by, title), ""]
    right = [one.row for one in measured if one.row.kind == "right"]
    lost, nagged = [row for row in right if row.unpaid or row.accused], [row for row in right if row.nagged]
    lines.append(f"right in an odd style: {len(right)}, losing points {len(lost)}, nagged {len(nagged)}")
    lines += [
        f"  {row.exercise}__{row.id}: {row.unpaid or row.accused or row.nagged}"
        for row in dict.fromkeys([*lost, *nagged])
    ]
    for name, group in (("wrong", False), ("right", True)):
        chosen = [one for one in measured if (one.row.kind == "right") is group]
        for label, of in (
            ("the first time", lambda one: one.seconds),
            ("warm", lambda one: one.warm),
            ("warm, processor time of judging", lambda one: one.judging),
        ):
            if chosen:
                lines.append(f"{name}, {label}: {_percentiles([of(one) for one in chosen])}")
        slow = sorted(chosen, key=lambda one: one.warm)[-3:]
        lines += [f"  {one.row.exercise}__{one.row.id}: {one.warm:.2f} s warm" for one in reversed(slow)]
    return lines


def _percentiles(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    late = ordered[round(0.99 * (len(ordered) - 1))]
    return f"median {statistics.median(ordered):.3f} s, 99th percentile {late:.3f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=CORPUS, help="the folder of the hand-ins")
    parser.add_argument("--table", type=Path, help="the table to write, and to read judgements from")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="EXERCISE",
        help="grade those of this exercise only, and write no table",
    )
    options = parser.parse_args()
    table = options.table or (
        CORPUS.parent / "judged.tsv" if options.folder == CORPUS else options.folder / "table.tsv"
    )
    hand_ins = [one for one in read_hand_ins(options.folder) if not options.only or one.exercise in options.only]
    measured = with_judgements(measure(hand_ins), table)
    if options.only:
        for one in measured:
            print(f"{one.row.exercise}__{one.row.id} {one.row.method}: {one.row.said}\n    {one.row.cause}")
    else:
        write_table(measured, table)
    print("\n".join(report(measured)))


if __name__ == "__main__":
    main()
