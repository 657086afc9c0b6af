"""Hand-ins with their true causes: reading a folder of them, and filling in what a file leaves out."""

from __future__ import annotations

import ast
import csv
import re
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
KINDS = ("single", "double", "follow", "right")
MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")

Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True)
class HandIn:
    """One file, as the index describes it: `functions` are those that are wrong, or that a right file writes."""

    id: str
    exercise: str
    functions: tuple[str, ...]
    kind: str
    cause: str
    family: str
    written_from: str
    text: str


def read_hand_ins(folder: Path) -> list[HandIn]:
    """The hand-ins of a folder: a line of its `index.tsv` and a file EXERCISE__ID.py for each.

    The index has the columns id, exercise, function, kind and cause, and may have family and written_from. Several
    functions are separated by spaces, commas, semicolons or plus signs.

    Raises:
        OSError: if the index or a file is missing.
        KeyError: if the index lacks a column.
    """
    with (folder / "index.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        HandIn(
            row["id"],
            row["exercise"],
            tuple(re.split(r"[\s,;+]+", row["function"].strip())),
            row["kind"],
            row["cause"],
            row.get("family") or "",
            row.get("written_from") or "",
            (folder / f"{row['exercise']}__{row['id']}.py").read_text(encoding="utf-8"),
        )
        for row in rows
    ]


def defined(text: str) -> set[str]:
    """The functions, classes and methods (as CLASS.METHOD) that a text defines.

    Raises:
        SyntaxError: if it cannot be parsed.
    """
    return set(_targets(ast.parse(text)))


def filled_in(text: str, reference: str) -> str:
    """A whole exercise file: the reference, with what the text defines in the place of its own.

    What the reference does not have stands before its first definition, or at the end of the class. A text that has
    everything already stays as it is.

    Raises:
        SyntaxError: if the text cannot be parsed.
    """
    tree, theirs = ast.parse(text), _targets(ast.parse(reference))
    own = _targets(tree)
    if all(name in own for name in theirs if not name.startswith("_")):
        return text
    lines, result = text.split("\n"), reference.split("\n")
    first = min(_first_line(node) for node in theirs.values())
    edits = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name in theirs:
            end = theirs[node.name].end_lineno
            for inner in node.body:
                known = theirs.get(f"{node.name}.{inner.name}") if isinstance(inner, Definition) else None
                edits.append((*(_place(known) if known else (end + 1, end)), _lines(inner, lines)))
        elif isinstance(node, Definition) and node.name in theirs:
            edits.append((*_place(theirs[node.name]), _lines(node, lines)))
        else:
            edits.append((first, first - 1, [*_lines(node, lines), ""]))
    numbered = [(begin, end, number, new) for number, (begin, end, new) in enumerate(edits)]
    for begin, end, _, new in sorted(numbered, key=lambda edit: edit[:3], reverse=True):
        result[begin - 1 : end] = new
    return "\n".join(line for line in result if line.strip() not in MARKERS)


def _targets(tree: ast.Module) -> dict[str, Definition]:
    targets: dict[str, Definition] = {}
    for node in tree.body:
        if isinstance(node, Definition):
            targets[node.name] = node
        if isinstance(node, ast.ClassDef):
            targets |= {f"{node.name}.{inner.name}": inner for inner in node.body if isinstance(inner, Definition)}
    return targets


def _first_line(node: ast.stmt) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])


def _place(node: Definition) -> tuple[int, int]:
    return _first_line(node), node.end_lineno or node.lineno


def _lines(node: ast.stmt, lines: list[str]) -> list[str]:
    return lines[_first_line(node) - 1 : node.end_lineno]
