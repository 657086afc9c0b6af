"""Updates the figures in the documents: `python benchmarks/figures.py`; with `--check`, nothing is written.

A figure stands between two comments, which a reader of the page does not see: `<!--=exercises-->30<!--=-->`. Whatever
can be counted is counted again: chapters, exercises, checks, mistakes, correct answers in other styles. Measurements
come from `figures.json`, which `python benchmarks/submissions.py --keep` writes: one entry for each figure.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from grader.course.discovery import read_course

HERE = Path(__file__).parent
ROOT = HERE.parent
MEASURED = HERE / "figures.json"
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/ci.md", "docs/ci.zh.md")
FIGURE = re.compile(r"(<!--=(\w+)-->)(.*?)(<!--=-->)", re.DOTALL)


def counted(root: Path) -> dict[str, str]:
    """The contents of the course, counted in its files without running them."""
    course = read_course(root)
    exercises = course.exercises
    declared = Counter[str]()
    for exercise in exercises:
        for file in filter(None, (exercise.checks, exercise.mistakes)):
            declared.update(_decorators(ast.parse(file.read_text(encoding="utf-8"))))
    return {
        "chapters": str(sum(1 for chapter in course.chapters if chapter.exercises)),
        "exercises": str(len(exercises)),
        "checks": str(declared["check"]),
        "mistakes": str(declared["mistake"]),
        "styles": str(sum(len(exercise.styles) for exercise in exercises)),
    }


def _decorators(tree: ast.Module) -> list[str]:
    """The names of the decorators of a file's top-level functions and classes."""
    return [
        decorator.func.id
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name)
    ]


def measured() -> dict[str, str]:
    """The latest measurements of the benchmarks."""
    entries: dict[str, str] = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    return entries


def keep(entries: Mapping[str, str]) -> None:
    """Store a benchmark's measurements; the other entries stay as they are."""
    MEASURED.write_text(json.dumps(measured() | dict(entries), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def written(text: str, figures: Mapping[str, str]) -> str:
    """A document with these figures filled in.

    Raises:
        KeyError: if it uses an unknown figure.
    """
    return FIGURE.sub(lambda found: f"{found[1]}{figures[found[2]]}{found[4]}", text)


def main() -> None:
    """Write the figures, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a document is out of date")
    options = parser.parse_args()
    figures = counted(ROOT) | measured()
    stale = []
    for name in DOCUMENTS:
        document = ROOT / name
        text = document.read_text(encoding="utf-8")
        current = written(text, figures)
        if current != text:
            stale.append(name)
            if not options.check:
                document.write_text(current, encoding="utf-8")
    if options.check and stale:
        sys.exit(f"figures are out of date in {', '.join(stale)}: run `make figures`")


if __name__ == "__main__":
    main()
